package org.vvarmap.matrix.lint;

import java.util.List;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.Table;

/**
 * What is looked at.
 *
 * @param table the table
 * @param captures what live systems say of its cells
 */
public record Subject(Table table, List<Confirmation> captures) {

    /** Copies the list. */
    public Subject {
        captures = List.copyOf(captures);
    }
}
