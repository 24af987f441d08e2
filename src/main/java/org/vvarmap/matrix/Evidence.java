package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
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

    /**
     * This evidence and newer evidence, read by the same rules. Where both have a release, the newer counts. A commit of an
     * earlier step goes to the part of it in which its fact changes, now that releases between may have been read; it is left
     * out where that is not one part, or where an end of the step was read otherwise since.
     *
     * @param newer the newer evidence
     * @return evidence of both
     */
    public Evidence with(Evidence newer) {
        Map<Release, Reading> both = new TreeMap<>(readings);
        both.putAll(newer.readings);
        Map<Release, Release> before = before(both.keySet());
        Map<Step, Map<FactKey, Commit>> joined = new TreeMap<>();
        List.of(newer, this).forEach(evidence -> evidence.steps.forEach((step, commits) -> commits.forEach((key, commit) -> {
            boolean same = Stream.of(step.from(), step.to()).allMatch(release ->
                    fact(both, release, step.abi(), key).equals(fact(evidence.readings, release, step.abi(), key)));
            List<Step> parts = parts(step, before).stream()
                    .filter(part -> !fact(both, part.from(), step.abi(), key).equals(fact(both, part.to(), step.abi(), key)))
                    .toList();
            if (same && parts.size() == 1) {
                joined.computeIfAbsent(parts.get(0), part -> new TreeMap<>()).putIfAbsent(key, commit);
            }
        })));
        return new Evidence(rules, both, joined);
    }

    /** The release before each on its line; before the first of a stable line, the mainline release that it starts from. */
    private static Map<Release, Release> before(Set<Release> releases) {
        Map<Line, Release> last = new TreeMap<>();
        Map<Release, Release> before = new TreeMap<>();
        for (Release release : releases) {
            Optional.ofNullable(last.put(release.line(), release))
                    .or(() -> release.line().start().filter(releases::contains))
                    .ifPresent(previous -> before.put(release, previous));
        }
        return before;
    }

    /** The steps from one reading to the next that a step is made of; none where they do not lead from its one end to the other. */
    private static List<Step> parts(Step step, Map<Release, Release> before) {
        List<Step> parts = new ArrayList<>();
        for (Release at = step.to(); !at.equals(step.from()); at = before.get(at)) {
            if (!before.containsKey(at)) {
                return List.of();
            }
            parts.add(new Step(step.abi(), before.get(at), at));
        }
        return parts;
    }

    private static Optional<Fact> fact(Map<Release, Reading> readings, Release release, Abi abi, FactKey key) {
        return Optional.ofNullable(readings.get(release))
                .flatMap(reading -> Optional.ofNullable(reading.cells().get(abi)))
                .map(cell -> cell.layout().get(key));
    }
}
