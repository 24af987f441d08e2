package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.Era;

/** A capture says what the cell says that it confirms. */
public final class CapturesAgree implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        for (Confirmation capture : subject.captures()) {
            Optional<Era> era = subject.table().era(capture.release(), capture.abi());
            String where = capture.name() + ", " + capture.abi() + " " + capture.release();
            if (era.isEmpty()) {
                problems.add(new Problem(where, "the table says nothing of it"));
            }
            for (Map.Entry<FactKey, Fact> seen : capture.seen().entrySet()) {
                era.map(Era::layout).filter(layout -> !admits(layout, seen.getKey(), seen.getValue())).ifPresent(layout ->
                        problems.add(new Problem(where, seen.getKey().json() + " is " + seen.getValue() + ", not "
                                + layout.get(seen.getKey()))));
            }
        }
        return problems;
    }

    /** What is unknown on either side contradicts nothing; a number of pages that the build settles may be any. */
    private static boolean admits(Layout layout, FactKey key, Fact seen) {
        Fact fact = layout.get(key);
        boolean open = !fact.isKnown() || !seen.isKnown() || fact.equals(seen);
        return open || fact instanceof Fact.Regions regions && seen instanceof Fact.Regions live && admits(regions.list(), live.list());
    }

    private static boolean admits(List<Region> regions, List<Region> live) {
        if (regions.size() != live.size()) {
            return false;
        }
        for (int i = 0; i < regions.size(); i++) {
            Region region = regions.get(i);
            Region other = live.get(i);
            boolean same = region.name().equals(other.name()) && region.holds() == other.holds()
                    && (!(other.pages() instanceof Pages.Fixed count) || region.pages().admits(count.count()));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
