package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.matrix.Era;

/** No release of a line lies in two eras. */
public final class NoOverlap implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        for (List<Era> eras : Lines.of(subject.table())) {
            for (int i = 0; i + 1 < eras.size(); i++) {
                Era era = eras.get(i);
                Era next = eras.get(i + 1);
                if (era.until().filter(end -> end.compareTo(next.since()) <= 0).isEmpty()) {
                    problems.add(Problem.at(era, "it goes on when the next begins with " + next.since()));
                }
            }
        }
        return problems;
    }
}
