package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;

/**
 * The table. Immutable, and safe for use by several threads.
 *
 * <p>A stable line of which no era is told apart has the layout of the mainline release that it starts from.
 */
public final class Table {

    /** The releases whose own source was read for an ABI. */
    interface Read {
        NavigableSet<Release> of(Abi abi);
    }

    private final Calendar calendar;
    private final Map<Abi, Map<Line, Row>> rows;
    private final Read read;
    private final Map<Abi, List<Lifetime>> lifetimes;
    private final Row all;
    private final Map<Abi, List<Confirmation>> confirmations;

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
        this.lifetimes = Map.copyOf(lifetimes);
        this.rows = new EnumMap<>(Abi.class);
        this.all = new Row();
        this.read = read;
        this.confirmations = Map.of();
        all.stored.addAll(eras);
        Collections.sort(all.stored);
        for (StoredEra era : all.stored) {
            Map<Line, Row> lines = rows.get(era.abi());
            if (lines == null) {
                lines = new TreeMap<>();
                rows.put(era.abi(), lines);
            }
            Row row = lines.get(era.line());
            if (row == null) {
                row = new Row();
                lines.put(era.line(), row);
            }
            row.stored.add(era);
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
        Map<Abi, NavigableSet<Release>> copy = new EnumMap<>(Abi.class);
        read.forEach((abi, releases) -> copy.put(abi, new TreeSet<>(releases)));
        return abi -> copy.getOrDefault(abi, Collections.emptyNavigableSet());
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
            this.confirmations.computeIfAbsent(one.abi(), key -> new ArrayList<>()).add(one);
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
        Map<Line, Row> lines = rows.get(abi);
        return lines == null ? Optional.empty() : Optional.ofNullable(lines.get(line));
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
        return rows.getOrDefault(abi, Map.of()).keySet();
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
        Optional<Era> era = era(release, abi);
        return era.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cell(
                        release, era.get(), new Provenance(kind(release, era.get()), captures(release, era.get()))));
    }

    private int captures(Release release, Era era) {
        int captures = 0;
        for (Confirmation one : confirmations.getOrDefault(era.abi(), List.of())) {
            captures += one.release().equals(release) && one.confirms(era.layout()) ? 1 : 0;
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
        Optional<Row> own = row(abi, release.line());
        if (own.isEmpty() && !release.line().isMainline()) {
            Optional<Era> main = holding(row(abi, Line.MAINLINE), release.mainline());
            if (main.isEmpty()) {
                return main;
            }
            Era era = main.get();
            return Optional.of(
                    new Era(abi, release.line(), era.since(), Optional.empty(), era.layout(), era.changes()));
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
        NavigableSet<Release> releases = read.of(era.abi());
        Release next = releases.ceiling(release);
        if (release.equals(next)) {
            return Provenance.Kind.TREE;
        }
        return holds(era, after(releases, release, next)) && holds(era, before(releases, release))
                ? Provenance.Kind.BOUNDED
                : Provenance.Kind.COMMIT;
    }

    private static boolean holds(Era era, Optional<Release> release) {
        return release.isPresent() && era.holds(release.get());
    }

    /** The nearest release before one, of its line or of mainline up to where the line starts. */
    private static Optional<Release> before(NavigableSet<Release> releases, Release release) {
        Release other = releases.lower(release);
        while (other != null && other.point() > 0 && !(release.point() > 0 && other.base().equals(release.base()))) {
            other = releases.floor(other.mainline());
        }
        return Optional.ofNullable(other);
    }

    /** The nearest release after one, of its line; {@code next} is the nearest of any. */
    private static Optional<Release> after(NavigableSet<Release> releases, Release release, Release next) {
        if (release.point() > 0) {
            return Optional.ofNullable(next).filter(other -> other.point() > 0 && other.base().equals(release.base()));
        }
        Release other = next;
        while (other != null && other.point() > 0) {
            other = releases.higher(new Release(other.base(), 0, Release.LARGEST));
        }
        return Optional.ofNullable(other);
    }
}
