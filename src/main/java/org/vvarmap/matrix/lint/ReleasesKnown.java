package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/**
 * Every release that is named is one that the calendar knows, and stands where it is named: an era ends on its own line, and
 * begins there or, on a stable line, with the mainline release that its layout came with.
 */
public final class ReleasesKnown implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        Table table = subject.table();
        List<Problem> problems = new ArrayList<>();
        for (Era era : table.eras()) {
            if (!table.calendar().has(era.since())) {
                problems.add(Problem.at(era, era.since() + " is not in the calendar"));
            }
            if (!onItsLine(era)) {
                problems.add(Problem.at(era, "it cannot begin with " + era.since()));
            }
            era.until().filter(end -> !table.calendar().has(end))
                    .ifPresent(end -> problems.add(Problem.at(era, end + " is not in the calendar")));
            era.until().filter(end -> !end.line().equals(era.line()))
                    .ifPresent(end -> problems.add(Problem.at(era, end + " is not of its line")));
        }
        for (Abi abi : table.abis()) {
            for (Release release : table.read(abi)) {
                if (!table.calendar().has(release)) {
                    problems.add(new Problem(abi + " " + release, "it was read, and is not in the calendar"));
                }
            }
        }
        return problems;
    }

    private static boolean onItsLine(Era era) {
        return era.since().line().equals(era.line())
                || era.line().start().filter(start -> era.since().line().isMainline() && era.since().compareTo(start) <= 0).isPresent();
    }
}
