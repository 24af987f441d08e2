package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.matrix.Era;

/** No release of a line lies between two eras or after the last one: each era ends where the next begins, and the last goes on. */
public final class NoGap implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        for (List<Era> eras : Lines.of(subject.table())) {
            for (int i = 0; i < eras.size(); i++) {
                Era era = eras.get(i);
                if (i + 1 == eras.size()) {
                    era.until().ifPresent(end -> problems.add(Problem.at(era, "it ends before " + end + ", and no era follows")));
                } else {
                    Era next = eras.get(i + 1);
                    era.until().filter(end -> end.compareTo(next.since()) < 0).ifPresent(end -> problems.add(
                            Problem.at(era, "it ends before " + end + ", and the next begins with " + next.since())));
                }
            }
        }
        return problems;
    }
}
