package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;

/**
 * The table. Immutable, and safe for use by several threads.
 *
 * <p>A stable line of which no era is told apart has the layout of the mainline release that it starts from.
 */
public final class Table {

    /** The releases whose own source was read for an ABI, in order. */
    interface Read {
        List<Release> of(Abi abi);
    }

    private final Calendar calendar;
    private final Map<Abi, Rows> rows;
    private final Read read;
    private final Map<Abi, List<Lifetime>> lifetimes;
    private final Row all;
    private final Map<Abi, Map<Release, List<Confirmation>>> confirmations;

    /** What was said of ABIs that are not there, by ordinal. */
    private final AtomicReferenceArray<String> absences = new AtomicReferenceArray<>(Abi.values().length);

    /** The eras of an ABI. */
    private static final class Rows {
        private final Map<Line, Row> lines = new TreeMap<>();
        private final Map<Release.Base, Row> stable = new HashMap<>();
        private Optional<Row> mainline = Optional.empty();

        /** What was asked of stable lines without eras of their own: mainline's, as an era of that line. */
        private final Map<Release.Base, Era> borrowed = new ConcurrentHashMap<>();

        private Row start(Line line) {
            Row row = new Row();
            lines.put(line, row);
            if (line.isMainline()) {
                mainline = Optional.of(row);
            } else {
                stable.put(line.base().get(), row);
            }
            return row;
        }
    }

    /** Some eras, in order. */
    private static final class Row {
        private final List<StoredEra> stored = new ArrayList<>();
        private volatile List<Era> eras;

        private List<Era> eras() {
            List<Era> known = eras;
            if (known == null) {
                List<Era> found = new ArrayList<>(stored.size());
                for (StoredEra one : stored) {
                    found.add(one.era());
                }
                known = List.copyOf(found);
                eras = known;
            }
            return known;
        }
    }

    /**
     * Makes a table.
     *
     * @param calendar the releases that it knows
     * @param eras its eras: mainline's, and those of stable lines that differ from mainline somewhere
     * @param read for each ABI, the releases whose own source was read
     * @param lifetimes for each ABI, since when and until when there is such a thing
     */
    public Table(
            Calendar calendar,
            List<Era> eras,
            Map<Abi, ? extends Set<Release>> read,
            Map<Abi, List<Lifetime>> lifetimes) {
        this(calendar, stored(eras), copy(read), lifetimes);
    }

    private Table(Calendar calendar, List<StoredEra> eras, Read read, Map<Abi, List<Lifetime>> lifetimes) {
        this.calendar = calendar;
        this.lifetimes = new EnumMap<>(Abi.class);
        this.lifetimes.putAll(lifetimes);
        this.rows = new EnumMap<>(Abi.class);
        this.all = new Row();
        this.read = read;
        this.confirmations = Map.of();
        all.stored.addAll(eras);
        Collections.sort(all.stored);
        for (StoredEra era : all.stored) {
            Rows own = rows.get(era.abi());
            if (own == null) {
                own = new Rows();
                rows.put(era.abi(), own);
            }
            Row row = own.lines.get(era.line());
            (row == null ? own.start(era.line()) : row).stored.add(era);
        }
    }

    private static List<StoredEra> stored(List<Era> eras) {
        List<StoredEra> stored = new ArrayList<>(eras.size());
        for (Era era : eras) {
            stored.add(StoredEra.of(era));
        }
        return stored;
    }

    private static Read copy(Map<Abi, ? extends Set<Release>> read) {
        Map<Abi, List<Release>> copy = new EnumMap<>(Abi.class);
        read.forEach((abi, releases) -> copy.put(abi, List.copyOf(new TreeSet<>(releases))));
        return abi -> copy.getOrDefault(abi, List.of());
    }

    /** A table of which no more is read than is asked for. */
    static Table lazy(Calendar calendar, List<StoredEra> eras, Read read, Map<Abi, List<Lifetime>> lifetimes) {
        return new Table(calendar, eras, read, lifetimes);
    }

    private Table(Table other, List<Confirmation> confirmations) {
        this.calendar = other.calendar;
        this.lifetimes = other.lifetimes;
        this.rows = other.rows;
        this.all = other.all;
        this.read = other.read;
        this.confirmations = new EnumMap<>(Abi.class);
        for (Confirmation one : confirmations) {
            this.confirmations
                    .computeIfAbsent(one.abi(), key -> new HashMap<>())
                    .computeIfAbsent(one.release(), key -> new ArrayList<>())
                    .add(one);
        }
    }

    /**
     * The same table, with what live systems say of its cells.
     *
     * @param captures what was seen
     * @return a table whose cells count the captures that confirm them
     */
    public Table confirmedBy(List<Confirmation> captures) {
        return new Table(this, captures);
    }

    /**
     * The releases that the table knows.
     *
     * @return the calendar
     */
    public Calendar calendar() {
        return calendar;
    }

    /**
     * The ABIs that the table knows.
     *
     * @return the ABIs in the contract's order
     */
    public Set<Abi> abis() {
        return new TreeSet<>(rows.keySet());
    }

    /**
     * All eras, by ABI, line and time.
     *
     * @return the eras
     */
    public List<Era> eras() {
        return all.eras();
    }

    /**
     * The eras of an ABI on a line.
     *
     * @param abi the ABI
     * @param line the line
     * @return the eras in order; none where the line does not differ from mainline
     */
    public List<Era> eras(Abi abi, Line line) {
        Optional<Row> row = row(abi, line);
        return row.isPresent() ? row.get().eras() : List.of();
    }

    private Optional<Row> row(Abi abi, Line line) {
        Rows own = rows.get(abi);
        return own == null ? Optional.empty() : Optional.ofNullable(own.lines.get(line));
    }

    /**
     * The eras of an ABI on mainline that begin after a release.
     *
     * @param abi the ABI
     * @param release the release
     * @return the eras in order
     */
    List<Era> later(Abi abi, Release release) {
        List<Era> later = new ArrayList<>();
        Optional<Row> row = row(abi, Line.MAINLINE);
        for (StoredEra era : row.isPresent() ? row.get().stored : List.<StoredEra>of()) {
            if (era.since().compareTo(release) > 0) {
                later.add(era.era());
            }
        }
        return later;
    }

    /**
     * The lines on which an ABI has eras of its own.
     *
     * @param abi the ABI
     * @return the lines, mainline first
     */
    public Set<Line> lines(Abi abi) {
        return rows.containsKey(abi) ? Collections.unmodifiableSet(rows.get(abi).lines.keySet()) : Set.of();
    }

    /**
     * The releases whose own source was read for an ABI.
     *
     * @param abi the ABI
     * @return the releases
     */
    public Set<Release> read(Abi abi) {
        return Set.copyOf(read.of(abi));
    }

    /**
     * Since when and until when there is an ABI.
     *
     * @param abi the ABI
     * @return its lifetimes in order; none where no mainline release that was read has it
     */
    public List<Lifetime> lifetimes(Abi abi) {
        return lifetimes.getOrDefault(abi, List.of());
    }

    /** Why there is no such ABI in a release: not yet, or not any more. */
    String absence(Abi abi) {
        String known = absences.get(abi.ordinal());
        if (known == null) {
            List<String> sentences = new ArrayList<>(1);
            for (Lifetime lifetime : lifetimes(abi)) {
                sentences.add(lifetime.sentence());
            }
            known = " has no " + abi + ": it " + String.join("; ", sentences);
            absences.set(abi.ordinal(), known);
        }
        return known;
    }

    /**
     * Whether there is such an ABI in a release, as far as anybody knows: its architecture may not be there yet, or any more.
     *
     * @param release the release
     * @param abi the ABI
     * @return false only where it is known not to be there
     */
    public boolean exists(Release release, Abi abi) {
        for (Lifetime lifetime : lifetimes(abi)) {
            if (lifetime.holds(release)) {
                return true;
            }
        }
        return lifetimes(abi).isEmpty();
    }

    /**
     * What the table says of an ABI in a release.
     *
     * @param release a release that the calendar knows
     * @param abi the ABI
     * @return the cell; empty where the table says nothing
     */
    public Optional<Cell> cell(Release release, Abi abi) {
        return calendar.has(release) ? known(release, abi) : Optional.empty();
    }

    /** The same, for a release that the calendar is known to know. */
    Optional<Cell> known(Release release, Abi abi) {
        Optional<Era> era = era(release, abi, true);
        return era.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cell(
                        release, era.get(), new Provenance(kind(release, era.get()), captures(release, era.get()))));
    }

    private int captures(Release release, Era era) {
        int captures = 0;
        Map<Release, List<Confirmation>> own = confirmations.get(era.abi());
        List<Confirmation> seen = own == null ? null : own.get(release);
        if (seen != null) {
            for (Confirmation one : seen) {
                captures += one.confirms(era.layout()) ? 1 : 0;
            }
        }
        return captures;
    }

    /**
     * The era that a release lies in. On a stable line that does not differ from mainline, it is its mainline release's, as an
     * era of that line.
     *
     * @param release a release, whether or not the calendar knows it
     * @param abi the ABI
     * @return the era; empty where the table says nothing
     */
    public Optional<Era> era(Release release, Abi abi) {
        return era(release, abi, false);
    }

    /** The same; what is made for it is kept for the next time, which only a release that the calendar knows is worth. */
    private Optional<Era> era(Release release, Abi abi, boolean keep) {
        Rows lines = rows.get(abi);
        if (lines == null) {
            return Optional.empty();
        }
        Row stable = release.point() == 0 ? null : lines.stable.get(release.base());
        Optional<Row> own = release.point() == 0 ? lines.mainline : Optional.ofNullable(stable);
        if (own.isEmpty() && release.point() > 0) {
            Era known = lines.borrowed.get(release.base());
            if (known != null) {
                return Optional.of(known);
            }
            Optional<Era> main = holding(lines.mainline, release.mainline());
            if (main.isEmpty()) {
                return main;
            }
            Era era = main.get();
            Era borrowed = new Era(abi, release.line(), era.since(), Optional.empty(), era.layout(), era.changes());
            if (keep) {
                lines.borrowed.put(release.base(), borrowed);
            }
            return Optional.of(borrowed);
        }
        return holding(own, release);
    }

    private static Optional<Era> holding(Optional<Row> row, Release release) {
        if (row.isPresent()) {
            for (StoredEra era : row.get().stored) {
                if (era.holds(release)) {
                    return Optional.of(era.era());
                }
            }
        }
        return Optional.empty();
    }

    /** A release between two that were read, in one era, is bounded by them. Of those read, the nearest on each side decide. */
    private Provenance.Kind kind(Release release, Era era) {
        List<Release> releases = read.of(era.abi());
        int found = Collections.binarySearch(releases, release);
        if (found >= 0) {
            return Provenance.Kind.TREE;
        }
        int next = -found - 1;
        return holds(era, after(releases, release, next)) && holds(era, before(releases, release, next - 1))
                ? Provenance.Kind.BOUNDED
                : Provenance.Kind.COMMIT;
    }

    private static boolean holds(Era era, Optional<Release> release) {
        return release.isPresent() && era.holds(release.get());
    }

    /** The nearest release before one, of its line or of mainline up to where the line starts; {@code last} is the nearest of any. */
    private static Optional<Release> before(List<Release> releases, Release release, int last) {
        int at = last;
        while (at >= 0) {
            Release other = releases.get(at);
            if (other.point() == 0 || release.point() > 0 && other.base().equals(release.base())) {
                return Optional.of(other);
            }
            at--;
        }
        return Optional.empty();
    }

    /** The nearest release after one, of its line; {@code next} is the nearest of any. */
    private static Optional<Release> after(List<Release> releases, Release release, int next) {
        for (int at = next; at < releases.size(); at++) {
            Release other = releases.get(at);
            if (release.point() > 0) {
                return other.point() > 0 && other.base().equals(release.base()) ? Optional.of(other) : Optional.empty();
            }
            if (other.point() == 0) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
