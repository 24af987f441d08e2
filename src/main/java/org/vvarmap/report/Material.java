package org.vvarmap.report;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vvarmap.live.Capture;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.Table;

/**
 * What a report is made from.
 *
 * @param table the table, with what captures say of its cells
 * @param consumers the programs whose assumptions are known
 * @param captures the captures with their experiments, by name
 * @param dates when mainline releases were made
 * @param discussions what was said of the table's commits
 */
public record Material(
        Table table, Consumers consumers, SortedMap<String, Capture> captures, Dates dates, Discussions discussions) {

    /** Copies the captures. */
    public Material {
        captures = new TreeMap<>(captures);
    }

    /**
     * A table alone.
     *
     * @param table the table
     * @return the material without programs and captures
     */
    public static Material of(Table table) {
        return new Material(table, new Consumers(List.of()), new TreeMap<>(), new Dates(Map.of()), Discussions.NONE);
    }
}
