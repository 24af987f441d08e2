package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.source.Settings;

/**
 * Reads a source under several configurations, so that a layout says what it depends on.
 *
 * <p>A symbol that the stated configuration leaves open, and that decides over code which was used, is tried both ways. A
 * fact that comes out differently is unknown: this tool has no rule for that symbol, and a guess would be a defect.
 */
final class Variants {

    /** A reading under one configuration, and the symbols that it left open, each with a place. */
    record Draft(Layout layout, Map<String, String> open) {}

    /** More open symbols than any file of a vDSO has. */
    private static final int MOST_SYMBOLS = 64;

    private Variants() {}

    /** Reads under the stated configuration and marks what depends on symbols that it leaves open. */
    static Layout settle(Settings settings, Function<Settings, Draft> reading) {
        Draft draft = reading.apply(settings);
        if (draft.open().size() > MOST_SYMBOLS) {
            return Layout.unknown("the source depends on more than " + MOST_SYMBOLS + " configuration symbols");
        }
        Layout settled = draft.layout();
        for (Map.Entry<String, String> open : draft.open().entrySet()) {
            Layout other = reading.apply(settings.with(open.getKey(), true)).layout();
            for (FactKey key : draft.layout().differences(other)) {
                if (settled.get(key).isKnown()) {
                    settled = settled.with(key, Fact.unknown("depends on " + open.getKey() + ", " + open.getValue()));
                }
            }
        }
        return settled;
    }

    /** Two readings that must agree; where they do not, the fact is unknown. */
    static Layout same(String otherwise, Layout one, Layout other) {
        Layout same = one;
        for (FactKey key : one.differences(other)) {
            Fact fact = one.get(key).isKnown() && !other.get(key).isKnown() ? other.get(key) : Fact.unknown(otherwise);
            same = one.get(key).isKnown() ? same.with(key, fact) : same;
        }
        return same;
    }

    /**
     * Joins the readings with a symbol on and off: page counts become ranges, the rest is as with the symbol on. Of pages that
     * are not known with it off, no range is known.
     */
    static Layout range(String symbol, Layout on, Layout off) {
        if (on.get(FactKey.REGIONS).isKnown() && !off.get(FactKey.REGIONS).isKnown()) {
            return on.with(FactKey.REGIONS, off.get(FactKey.REGIONS));
        }
        List<Region> wide = on.regions();
        List<Region> narrow = off.regions();
        if (wide.equals(narrow) || wide.size() != narrow.size()) {
            return on;
        }
        List<Region> joined = new ArrayList<>();
        for (int i = 0; i < wide.size(); i++) {
            joined.add(join(symbol, wide.get(i), narrow.get(i)));
        }
        return on.with(FactKey.REGIONS, new Fact.Regions(joined));
    }

    private static Region join(String symbol, Region on, Region off) {
        if (on.pages() instanceof Pages.Fixed one && off.pages() instanceof Pages.Fixed other && !one.equals(other)) {
            long min = Math.min(one.count(), other.count());
            long max = Math.max(one.count(), other.count());
            return new Region(on.name(), on.holds(), new Pages.Range(min, max, symbol));
        }
        return on;
    }
}
