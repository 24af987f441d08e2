package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

/**
 * Makes a table of what was read and what is known of the commits between: a pure function of both.
 *
 * <p>Between two releases that were read and agree, every release has their layout. Where they differ in a fact and other
 * releases lie between, a known commit says which of those have the new fact; where none does, the fact is unknown in
 * between.
 */
public final class TableBuilder {

    private final Calendar calendar;
    private final Evidence evidence;
    private final List<KnownCommit> known;

    private TableBuilder(Calendar calendar, Evidence evidence, List<KnownCommit> known) {
        this.calendar = calendar;
        this.evidence = evidence;
        this.known = known;
    }

    /**
     * Makes a table.
     *
     * @param calendar the releases to speak of
     * @param evidence what was read, and what history says
     * @param known commits that public material shows
     * @return the table
     */
    public static Table build(Calendar calendar, Evidence evidence, List<KnownCommit> known) {
        Calendar read = Calendar.of(evidence.readings().keySet());
        NavigableSet<Release> ends = new TreeSet<>(read.of(Line.MAINLINE));
        read.lines().keySet().forEach(line -> line.start().ifPresent(ends::add));
        Table table = new TableBuilder(covered(calendar, ends).with(read), evidence, known).build();
        Optional<Release> refuted = refuted(table, evidence, read);
        if (refuted.isEmpty()) {
            return table;
        }
        Calendar supported = covered(calendar, ends.headSet(refuted.get(), false));
        return new TableBuilder(supported.with(read), evidence, known).build();
    }

    /**
     * The releases that the readings have a say in: mainline from the first release read to the last, or to the base of the
     * last stable release read, and the stable lines of those. What comes later is not known, however likely.
     */
    private static Calendar covered(Calendar calendar, NavigableSet<Release> ends) {
        List<Release> covered = new ArrayList<>();
        for (NavigableSet<Release> releases : calendar.lines().values()) {
            for (Release release : releases) {
                boolean in = !ends.isEmpty() && ends.first().compareTo(release) <= 0
                        && release.mainline().compareTo(ends.last().mainline()) <= 0
                        && (release.point() > 0 || release.compareTo(ends.last()) <= 0);
                if (in) {
                    covered.add(release);
                }
            }
        }
        return Calendar.of(covered);
    }

    /**
     * The first mainline release after the last one read that a reading of its stable line speaks against: something changed
     * on the way there, and nobody knows where.
     */
    private static Optional<Release> refuted(Table table, Evidence evidence, Calendar read) {
        NavigableSet<Release> mainline = read.of(Line.MAINLINE);
        for (Map.Entry<Line, NavigableSet<Release>> line : read.lines().entrySet()) {
            Optional<Release> base = line.getKey().start().filter(start -> mainline.isEmpty() || start.compareTo(mainline.last()) > 0);
            if (base.isEmpty()) {
                continue;
            }
            Map<Abi, Evidence.CellReading> cells =
                    evidence.readings().get(line.getValue().first()).cells();
            boolean agrees = cells.entrySet().stream().allMatch(cell -> table.cell(base.get(), cell.getKey())
                    .map(known -> known.era().layout().agrees(cell.getValue().layout()))
                    .orElse(true));
            if (!agrees) {
                return base;
            }
        }
        return Optional.empty();
    }

    private Table build() {
        List<Era> eras = new ArrayList<>();
        Map<Abi, Set<Release>> read = new EnumMap<>(Abi.class);
        evidence.readings().forEach((release, reading) ->
                reading.cells().keySet().forEach(abi -> read.computeIfAbsent(abi, key -> new TreeSet<>()).add(release)));
        for (Abi abi : read.keySet()) {
            List<Era> mainline = eras(new Row(abi, Line.MAINLINE, Optional.empty()));
            eras.addAll(mainline);
            for (Line line : calendar.lines().keySet()) {
                Optional<Release> start = line.start();
                Optional<Era> base = start.filter(calendar::has).flatMap(release ->
                        mainline.stream().filter(era -> era.holds(release)).findFirst());
                if (start.isPresent()) {
                    List<Era> own = eras(new Row(abi, line, base));
                    eras.addAll(base.isPresent() && own.size() == 1 ? List.of() : own);
                }
            }
        }
        Map<Abi, List<Lifetime>> lifetimes = new EnumMap<>(Abi.class);
        read.keySet().forEach(abi -> lifetimes.put(abi, Lifetime.of(presence(abi))));
        return new Table(calendar, eras, read, lifetimes);
    }

    /** Which mainline releases have an ABI at all: no stable line gains or loses one, so its releases speak for their base. */
    private Map<Release, Boolean> presence(Abi abi) {
        Map<Release, Boolean> presence = new TreeMap<>();
        evidence.readings().forEach((release, reading) -> Optional.ofNullable(reading.cells().get(abi))
                .ifPresent(cell -> presence.put(
                        release.line().isMainline() ? release : release.mainline(), cell.exists())));
        return presence;
    }

    /** The layout, which is none, of mainline releases that lack an ABI because a release of their stable line does. */
    private Map<Release, Layout> absent(Abi abi) {
        Map<Release, Layout> absent = new TreeMap<>();
        evidence.readings().forEach((release, reading) -> Optional.ofNullable(reading.cells().get(abi))
                .filter(cell -> !cell.exists() && !release.line().isMainline())
                .ifPresent(cell -> absent.put(release.mainline(), cell.layout())));
        return absent;
    }

    /** One ABI on one line. */
    private record Row(Abi abi, Line line, Optional<Era> base) {}

    /** A layout from a release on, and what began it. */
    private record Mark(Layout layout, List<Change> changes) {}

    private List<Era> eras(Row row) {
        NavigableSet<Release> releases = new TreeSet<>(calendar.of(row.line()));
        NavigableMap<Release, Layout> readings = new TreeMap<>();
        for (Release release : releases) {
            layout(release, row.abi()).ifPresent(layout -> readings.put(release, layout));
        }
        if (row.line().isMainline()) {
            absent(row.abi()).forEach((release, layout) -> {
                if (releases.contains(release)) {
                    readings.putIfAbsent(release, layout);
                }
            });
        }
        NavigableMap<Release, Mark> marks = new TreeMap<>();
        if (row.base().isPresent()) {
            Era base = row.base().get();
            readings.put(row.line().start().orElseThrow(), base.layout());
            marks.put(base.since(), new Mark(base.layout(), base.changes()));
        } else if (!readings.isEmpty()) {
            marks.put(readings.firstKey(), new Mark(readings.firstEntry().getValue(), List.of()));
        }
        Map.Entry<Release, Layout> before = null;
        for (Map.Entry<Release, Layout> after : readings.entrySet()) {
            if (before != null && !before.getValue().agrees(after.getValue())) {
                marks.putAll(between(row, releases, before, after));
            }
            before = after;
        }
        if (before != null) {
            marks.putAll(beyond(row, releases, before));
        }
        return join(row, marks);
    }

    private Optional<Layout> layout(Release release, Abi abi) {
        return Optional.ofNullable(evidence.readings().get(release))
                .flatMap(reading -> Optional.ofNullable(reading.cells().get(abi)))
                .map(Evidence.CellReading::layout);
    }

    /** The marks between two readings that differ, the second one's included. */
    private NavigableMap<Release, Mark> between(
            Row row, NavigableSet<Release> releases, Map.Entry<Release, Layout> before, Map.Entry<Release, Layout> after) {
        List<FactKey> keys = before.getValue().differences(after.getValue());
        NavigableSet<Release> open = releases.subSet(before.getKey(), false, after.getKey(), false);
        Map<FactKey, Commit> history = evidence.steps()
                .getOrDefault(new Evidence.Step(row.abi(), before.getKey(), after.getKey()), Map.of());
        Map<FactKey, List<KnownCommit>> candidates = new EnumMap<>(FactKey.class);
        NavigableSet<Release> turns = new TreeSet<>(Set.of(after.getKey()));
        for (FactKey key : keys) {
            List<KnownCommit> found = known(row, key, before.getKey(), after.getKey());
            candidates.put(key, found);
            found.forEach(commit -> turns.add(turn(commit, releases)));
            turns.addAll(doubtful(found, releases, open, key));
        }
        NavigableMap<Release, Mark> marks = new TreeMap<>();
        Layout layout = before.getValue();
        for (Release turn : turns) {
            List<Change> changes = new ArrayList<>();
            for (FactKey key : keys) {
                List<KnownCommit> found = candidates.get(key);
                Optional<Fact> step = step(key, found, turn, releases);
                Release settled = turning(found, releases, key).orElse(after.getKey());
                if (step.isPresent() || turn.equals(settled)) {
                    layout = layout.with(key, step.orElse(after.getValue().get(key)));
                    changes.add(new Change(key, commit(key, found, turn, releases, open.isEmpty() ? history : Map.of())));
                } else if (doubtful(found, releases, open, key).contains(turn)) {
                    layout = layout.with(key, Fact.unknown("it changed after " + before.getKey() + " and by " + settled
                            + "; no release between them was read"));
                }
            }
            marks.put(turn, new Mark(layout, changes));
        }
        return marks;
    }

    /** The first release that is spoken of and has a commit. */
    private static Release turn(KnownCommit commit, NavigableSet<Release> releases) {
        return releases.ceiling(commit.first());
    }

    /**
     * The release that a fact turns at for the last time, where the known commits agree on one, or each of those before says
     * what the fact was after it.
     */
    private static Optional<Release> turning(List<KnownCommit> commits, NavigableSet<Release> releases, FactKey key) {
        NavigableSet<Release> turns = new TreeSet<>();
        commits.forEach(commit -> turns.add(turn(commit, releases)));
        boolean settled = turns.size() == 1 || !turns.isEmpty() && commits.stream()
                .filter(commit -> !turn(commit, releases).equals(turns.last()))
                .allMatch(commit -> commit.after().containsKey(key));
        return settled ? Optional.of(turns.last()) : Optional.empty();
    }

    /** What a fact is from a release on that is not the last it turns at. */
    private static Optional<Fact> step(
            FactKey key, List<KnownCommit> commits, Release turn, NavigableSet<Release> releases) {
        return turning(commits, releases, key).filter(last -> !last.equals(turn)).flatMap(last -> commits.stream()
                .filter(commit -> turn(commit, releases).equals(turn))
                .map(commit -> commit.after().get(key))
                .findFirst());
    }

    /** The releases from which on a fact is not known, up to one that it turns at; never one that was read. */
    private static Set<Release> doubtful(
            List<KnownCommit> found, NavigableSet<Release> releases, NavigableSet<Release> open, FactKey key) {
        Set<Release> doubtful = new TreeSet<>();
        if (open.isEmpty()) {
            return doubtful;
        }
        if (turning(found, releases, key).isEmpty()) {
            return Set.of(open.first());
        }
        for (KnownCommit commit : found) {
            commit.unsettled()
                    .map(open::ceiling)
                    .filter(release -> release.compareTo(turn(commit, releases)) < 0)
                    .ifPresent(doubtful::add);
        }
        return doubtful;
    }

    /** A fact that turns at a release; without a commit where it is only in doubt from there on. */
    private record Turn(Release release, FactKey key, Fact fact, Optional<Commit> commit) {}

    /** The marks after the last reading; a fact is unknown from where it is known to change, but not to what. */
    private NavigableMap<Release, Mark> beyond(
            Row row, NavigableSet<Release> releases, Map.Entry<Release, Layout> last) {
        NavigableSet<Release> open = releases.tailSet(last.getKey(), false);
        List<Turn> turns = new ArrayList<>();
        for (KnownCommit commit : known) {
            boolean later = commit.line().equals(row.line()) && commit.abis().contains(row.abi())
                    && commit.first().compareTo(last.getKey()) > 0 && open.ceiling(commit.first()) != null;
            if (!later) {
                continue;
            }
            Release settled = turn(commit, open);
            Optional<Release> doubtful = commit.unsettled().map(open::ceiling).filter(from -> from.compareTo(settled) < 0);
            commit.after().forEach((key, fact) -> {
                doubtful.filter(from -> !last.getValue().get(key).equals(fact))
                        .ifPresent(from -> turns.add(new Turn(from, key, Fact.unknown("it changed after " + last.getKey()
                                + " and by " + settled + "; no release between them was read"), Optional.empty())));
                turns.add(new Turn(settled, key, fact, commit.commit()));
            });
            commit.facts().stream().filter(key -> !commit.after().containsKey(key)).forEach(key ->
                    turns.add(new Turn(doubtful.orElse(settled), key, Fact.unknown(
                            "it changed by " + settled + "; no release from then on was read"), Optional.empty())));
        }
        turns.sort(Comparator.comparing(Turn::release));
        NavigableMap<Release, Mark> marks = new TreeMap<>();
        Map<FactKey, Change> changes = new EnumMap<>(FactKey.class);
        Layout layout = last.getValue();
        for (Turn turn : turns) {
            if (!marks.containsKey(turn.release())) {
                changes.clear();
            }
            if (!layout.get(turn.key()).equals(turn.fact())) {
                layout = layout.with(turn.key(), turn.fact());
                if (turn.fact().isKnown()) {
                    changes.put(turn.key(), new Change(turn.key(), turn.commit()));
                }
            }
            marks.put(turn.release(), new Mark(layout, List.copyOf(changes.values())));
        }
        return marks;
    }

    private List<KnownCommit> known(Row row, FactKey key, Release after, Release upTo) {
        return known.stream()
                .filter(commit -> commit.line().equals(row.line()))
                .filter(commit -> commit.abis().contains(row.abi()) && commit.facts().contains(key))
                .filter(commit -> commit.first().compareTo(after) > 0 && commit.first().compareTo(upTo) <= 0)
                .sorted(Comparator.comparing(KnownCommit::first))
                .toList();
    }

    /** History's word on adjacent releases comes first; public material fills in. */
    private static Optional<Commit> commit(
            FactKey key,
            List<KnownCommit> found,
            Release turn,
            NavigableSet<Release> releases,
            Map<FactKey, Commit> history) {
        return Optional.ofNullable(history.get(key)).or(() -> found.stream()
                .filter(commit -> turn(commit, releases).equals(turn))
                .flatMap(commit -> commit.commit().stream())
                .findFirst());
    }

    /** Joins marks that change nothing into runs. */
    private List<Era> join(Row row, NavigableMap<Release, Mark> marks) {
        List<Map.Entry<Release, Mark>> kept = new ArrayList<>();
        for (Map.Entry<Release, Mark> mark : marks.entrySet()) {
            boolean same = !kept.isEmpty()
                    && kept.get(kept.size() - 1).getValue().layout().agrees(mark.getValue().layout());
            if (!same) {
                kept.add(mark);
            }
        }
        List<Era> eras = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            Optional<Release> until = i + 1 < kept.size() ? Optional.of(kept.get(i + 1).getKey()) : Optional.empty();
            Mark mark = kept.get(i).getValue();
            eras.add(new Era(row.abi(), row.line(), kept.get(i).getKey(), until, mark.layout(), mark.changes()));
        }
        return eras;
    }
}
