package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Era;

/**
 * An era of a stable line has a reason: a commit, or facts that it has unknown and says why, or that the era before it had
 * unknown and a reading of the line settles.
 */
public final class ReasonGiven implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        for (List<Era> eras : Lines.of(subject.table())) {
            for (int i = 1; i < eras.size(); i++) {
                Era era = eras.get(i);
                boolean ofLine = !era.since().line().isMainline();
                if (ofLine && era.commit().isEmpty() && !isOpen(eras.get(i - 1).layout(), era.layout())) {
                    problems.add(Problem.at(era, "nothing says why it began: no commit, and nothing unknown before or after"));
                }
            }
        }
        return problems;
    }

    /** Whether a fact that differs is unknown on one side. */
    private static boolean isOpen(Layout before, Layout after) {
        List<FactKey> differ = before.differences(after);
        return differ.stream().anyMatch(key -> !before.get(key).isKnown() || !after.get(key).isKnown());
    }
}
