package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** The eras of a table, line by line. */
final class Lines {

    private Lines() {}

    /** The eras of each ABI on each line, in order. */
    static List<List<Era>> of(Table table) {
        List<List<Era>> lines = new ArrayList<>();
        table.abis().forEach(abi -> table.lines(abi).forEach(line -> lines.add(table.eras(abi, line))));
        return lines;
    }
}
