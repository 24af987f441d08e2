package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Table;

/** The table says something, if only that it is unknown, of every ABI in every release of its calendar. */
public final class EveryCell implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        Table table = subject.table();
        List<Problem> problems = new ArrayList<>();
        table.calendar().lines().values().forEach(releases -> {
            for (Release release : releases) {
                for (Abi abi : table.abis()) {
                    if (table.era(release, abi).isEmpty()) {
                        problems.add(new Problem(abi + " " + release, "no era holds it"));
                    }
                }
            }
        });
        return problems;
    }
}
