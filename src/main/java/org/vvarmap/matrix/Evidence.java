package org.vvarmap.matrix;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

/**
 * What a table stands on: what was read of each release, and what history says of the steps between them. Anyone with a
 * clone can check it, since the ids are the same in every clone.
 *
 * @param rules the number of the extractor's rules that read it
 * @param readings what was read, by release
 * @param steps the commits that history gives for a step from one release to the next
 */
public record Evidence(int rules, Map<Release, Reading> readings, Map<Step, Map<FactKey, Commit>> steps) {

    /** Sorts the maps. */
    public Evidence {
        readings = new TreeMap<>(readings);
        steps = new TreeMap<>(steps);
    }

    /**
     * What was read of one release.
     *
     * @param object the commit, or the tree where the tag names no commit
     * @param cells what was read for each ABI
     */
    public record Reading(String object, Map<Abi, CellReading> cells) {
        /** Sorts the map. */
        public Reading {
            cells = new TreeMap<>(cells);
        }
    }

    /**
     * What was read for one ABI.
     *
     * @param layout the layout
     * @param reads path to blob id; empty where the path was missing
     * @param exists false where the release cannot run such programs at all; the layout is none then
     */
    public record CellReading(Layout layout, Map<String, Optional<String>> reads, boolean exists) {
        /** Sorts the map. */
        public CellReading {
            reads = new TreeMap<>(reads);
        }
    }

    /**
     * A step of history.
     *
     * @param abi the ABI
     * @param from the release before
     * @param to the release after
     */
    public record Step(Abi abi, Release from, Release to) implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int byAbi = abi.compareTo(other.abi);
            int byFrom = byAbi != 0 ? byAbi : from.compareTo(other.from);
            return byFrom != 0 ? byFrom : to.compareTo(other.to);
        }
    }

    /**
     * No evidence.
     *
     * @param rules the number of the extractor's rules
     * @return evidence of nothing
     */
    public static Evidence none(int rules) {
        return new Evidence(rules, Map.of(), Map.of());
    }
}
