package org.vvarmap.matrix.lint;

import java.util.List;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** A stable line has eras of its own only where it differs from its mainline release. */
public final class LinesDiffer implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        Table table = subject.table();
        return Lines.of(table).stream()
                .filter(eras -> eras.size() == 1)
                .map(eras -> eras.get(0))
                .filter(era -> asMainline(era, table))
                .map(era -> Problem.at(era, "the line is as its mainline release, and need not be told apart"))
                .toList();
    }

    private static boolean asMainline(Era era, Table table) {
        return era.line().start()
                .filter(table.calendar()::has)
                .flatMap(start -> table.era(start, era.abi()))
                .filter(base -> base.layout().agrees(era.layout()))
                .isPresent();
    }
}
