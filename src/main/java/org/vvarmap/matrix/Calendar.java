package org.vvarmap.matrix;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;

/** The releases that are known, by line and in order. Immutable, and safe for use by several threads. */
public final class Calendar {

    /** Knows the releases of one mainline version: its candidates, itself, and its stable line. */
    interface Versions {
        List<Release> of(Release.Base base);
    }

    private final Optional<Versions> versions;
    private final Supplier<Map<Line, NavigableSet<Release>>> source;
    private volatile Map<Line, NavigableSet<Release>> lines;
    private final Set<Release> all;

    /**
     * Makes a calendar.
     *
     * @param lines line to releases
     */
    public Calendar(Map<Line, ? extends NavigableSet<Release>> lines) {
        TreeMap<Line, NavigableSet<Release>> copy = new TreeMap<>();
        lines.forEach((line, releases) -> {
            if (!releases.isEmpty()) {
                copy.put(line, Collections.unmodifiableNavigableSet(new TreeSet<>(releases)));
            }
        });
        this.lines = Collections.unmodifiableMap(copy);
        this.all = new HashSet<>();
        copy.values().forEach(all::addAll);
        this.versions = Optional.empty();
        this.source = () -> this.lines;
    }

    private Calendar(Versions versions, Supplier<Calendar> whole) {
        this.versions = Optional.of(versions);
        this.all = Set.of();
        this.source = () -> whole.get().lines();
    }

    /** A calendar that is asked for a release or two more often than for all of them. */
    static Calendar lazy(Versions versions, Supplier<Calendar> whole) {
        return new Calendar(versions, whole);
    }

    /**
     * A calendar of some releases.
     *
     * @param releases the releases, in any order
     * @return the calendar
     */
    public static Calendar of(Iterable<Release> releases) {
        Map<Line, NavigableSet<Release>> lines = new TreeMap<>();
        releases.forEach(release -> lines.computeIfAbsent(release.line(), key -> new TreeSet<>()).add(release));
        return new Calendar(lines);
    }

    /**
     * This calendar and another.
     *
     * @param other the other
     * @return a calendar with the releases of both
     */
    public Calendar with(Calendar other) {
        Map<Line, NavigableSet<Release>> both = new TreeMap<>();
        List.of(this, other).forEach(calendar -> calendar.lines().forEach(
                (line, releases) -> both.computeIfAbsent(line, key -> new TreeSet<>()).addAll(releases)));
        return new Calendar(both);
    }

    /**
     * All releases.
     *
     * @return line to releases; no line is empty
     */
    public Map<Line, NavigableSet<Release>> lines() {
        Map<Line, NavigableSet<Release>> known = lines;
        if (known == null) {
            known = source.get();
            lines = known;
        }
        return known;
    }

    /**
     * The releases of a line.
     *
     * @param line the line
     * @return its releases in order; none where the line is not known
     */
    public NavigableSet<Release> of(Line line) {
        return lines().getOrDefault(line, Collections.emptyNavigableSet());
    }

    /**
     * Whether a release is known.
     *
     * @param release the release
     * @return true where it is
     */
    public boolean has(Release release) {
        if (versions.isEmpty()) {
            return all.contains(release);
        }
        return lines == null ? versions.get().of(release.base()).contains(release) : of(release.line()).contains(release);
    }

    /**
     * The known release of a line that is nearest to one that is not known: the one before it, else the one after it. A
     * stable line of which nothing is known counts as its mainline release.
     *
     * @param release any release
     * @return a known release; empty where the calendar has nothing near it
     */
    public Optional<Release> nearest(Release release) {
        NavigableSet<Release> line = of(release.line());
        if (line.isEmpty()) {
            Release base = release.mainline();
            NavigableSet<Release> mainline = of(Line.MAINLINE);
            return Optional.ofNullable(mainline.floor(base)).or(() -> Optional.ofNullable(mainline.ceiling(base)));
        }
        return Optional.ofNullable(line.floor(release))
                .or(() -> Optional.of(release.mainline()).filter(base -> release.point() > 0 && has(base)))
                .or(() -> Optional.ofNullable(line.ceiling(release)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Calendar calendar && lines().equals(calendar.lines());
    }

    @Override
    public int hashCode() {
        return lines().hashCode();
    }

    @Override
    public String toString() {
        return lines().toString();
    }
}
