package org.vvarmap.matrix.lint;

import java.util.List;
import java.util.Map;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.Table;

/**
 * What is looked at.
 *
 * @param table the table
 * @param captures what live systems say of its cells
 * @param discussions what was said of its commits
 * @param dates when mainline releases were made
 */
public record Subject(Table table, List<Confirmation> captures, Discussions discussions, Dates dates) {

    /** Copies the list. */
    public Subject {
        captures = List.copyOf(captures);
    }

    /**
     * A table with captures alone.
     *
     * @param table the table
     * @param captures what live systems say of its cells
     */
    public Subject(Table table, List<Confirmation> captures) {
        this(table, captures, Discussions.NONE, new Dates(Map.of()));
    }
}
