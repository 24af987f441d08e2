package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Expectation;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.Layout;

/**
 * Where assertions fail in a range of releases, and where nobody knows.
 *
 * @param rows one for each ABI that was asked for
 * @param notes what else keeps the answer from being known, one line each
 */
public record AssertionReport(List<Row> rows, List<String> notes) {

    /**
     * One ABI.
     *
     * @param abi the ABI
     * @param checked how many releases were looked at
     * @param failures where an assertion fails
     * @param open where it is not known
     */
    public record Row(Abi abi, int checked, List<Run> failures, List<Run> open) {
        /** Copies the lists. */
        public Row {
            failures = List.copyOf(failures);
            open = List.copyOf(open);
        }

        /**
         * What comes of all assertions in all releases.
         *
         * @return the verdict
         */
        public Expectation.Verdict verdict() {
            return !failures.isEmpty()
                    ? Expectation.Verdict.FAILS
                    : !open.isEmpty() || checked == 0 ? Expectation.Verdict.UNKNOWN : Expectation.Verdict.HOLDS;
        }
    }

    /**
     * Releases that follow one another on a line and say the same.
     *
     * @param line the line
     * @param first the first
     * @param last the last
     * @param assertion the assertion
     * @param found what they have instead; unknown, with the reason, where it is open
     * @param commit the commit that made it so; empty where it is not known
     */
    public record Run(
            Line line, Release first, Release last, Assertion assertion, Fact found, Optional<Commit> commit) {}

    /** Copies the lists. */
    public AssertionReport {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * Looks at every release of a range.
     *
     * @param table the table
     * @param range the range
     * @param abis the ABIs
     * @param assertions the assertions
     * @return the report
     */
    public static AssertionReport of(Table table, Releases range, List<Abi> abis, List<Assertion> assertions) {
        List<String> notes = new ArrayList<>();
        Stream.of(range.since(), range.until()).flatMap(Optional::stream).distinct()
                .filter(bound -> !table.calendar().has(bound))
                .forEach(bound -> notes.add(bound + " is not in the table" + table.calendar().nearest(bound)
                        .map(nearest -> "; the nearest release that is: " + nearest).orElse("")));
        return new AssertionReport(abis.stream().map(abi -> row(table, range, abi, assertions)).toList(), notes);
    }

    private static Row row(Table table, Releases range, Abi abi, List<Assertion> assertions) {
        List<Run> failures = new ArrayList<>();
        List<Run> open = new ArrayList<>();
        int checked = 0;
        for (Map.Entry<Line, NavigableSet<Release>> line : table.calendar().lines().entrySet()) {
            // Where there is no such ABI, no program runs that could be mistaken.
            List<Release> releases = line.getValue().stream()
                    .filter(range::has)
                    .filter(release -> table.exists(release, abi))
                    .toList();
            checked += releases.size();
            Map<Release, Optional<Era>> eras = new TreeMap<>();
            releases.forEach(release -> eras.put(release, table.era(release, abi)));
            for (Assertion assertion : assertions) {
                runs(line.getKey(), eras, assertion, failures, open);
            }
        }
        return new Row(abi, checked, failures, open);
    }

    private static void runs(
            Line line, Map<Release, Optional<Era>> eras, Assertion assertion, List<Run> failures, List<Run> open) {
        Optional<Release> before = Optional.empty();
        for (Map.Entry<Release, Optional<Era>> entry : eras.entrySet()) {
            Optional<Release> previous = before;
            before = Optional.of(entry.getKey());
            Optional<Layout> layout = entry.getValue().map(Era::layout);
            Expectation.Verdict verdict = layout.map(assertion::of).orElse(Expectation.Verdict.UNKNOWN);
            if (verdict == Expectation.Verdict.HOLDS) {
                continue;
            }
            Fact found = layout.map(known -> known.get(assertion.key()))
                    .orElse(Fact.unknown("the table says nothing of it"));
            Run run = new Run(line, entry.getKey(), entry.getKey(), assertion, found, cause(entry.getValue(), assertion));
            add(run, previous, verdict == Expectation.Verdict.FAILS ? failures : open);
        }
    }

    /** Joins a run of one release to the last run, where that ends at the release before and says the same. */
    private static void add(Run run, Optional<Release> previous, List<Run> runs) {
        Run last = runs.isEmpty() ? run : runs.get(runs.size() - 1);
        boolean joins = last != run && last.line().equals(run.line()) && last.assertion().equals(run.assertion())
                && last.found().equals(run.found()) && previous.filter(last.last()::equals).isPresent();
        if (joins) {
            Optional<Commit> commit = last.commit().or(run::commit);
            runs.set(runs.size() - 1,
                    new Run(run.line(), last.first(), run.last(), run.assertion(), run.found(), commit));
        } else {
            runs.add(run);
        }
    }

    /** The commit that the era began with, where it changed the fact. */
    private static Optional<Commit> cause(Optional<Era> era, Assertion assertion) {
        return era.stream()
                .flatMap(known -> known.changes().stream())
                .filter(change -> change.key() == assertion.key())
                .flatMap(change -> change.commit().stream())
                .findFirst();
    }

    /**
     * What comes of all ABIs.
     *
     * @return the verdict: one that fails settles it; else one that is open leaves it open
     */
    public Expectation.Verdict verdict() {
        List<Expectation.Verdict> verdicts = rows.stream().map(Row::verdict).toList();
        return verdicts.contains(Expectation.Verdict.FAILS)
                ? Expectation.Verdict.FAILS
                : verdicts.contains(Expectation.Verdict.UNKNOWN) || !notes.isEmpty() || rows.isEmpty()
                        ? Expectation.Verdict.UNKNOWN
                        : Expectation.Verdict.HOLDS;
    }
}
