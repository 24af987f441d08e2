package org.vvarmap.kernel;

import java.util.Optional;

/**
 * The releases that follow one another: mainline, or the stable line of one mainline release (5.11.y: v5.11.1,
 * v5.11.2 …).
 *
 * <p>The natural order puts mainline first, then the stable lines by version.
 *
 * @param base the mainline version that a stable line maintains; empty for mainline
 */
public record Line(Optional<Release.Base> base) implements Comparable<Line> {

    /** The line of {@code v5.11-rc1} … {@code v5.11}, {@code v5.12-rc1} …. */
    public static final Line MAINLINE = new Line(Optional.empty());

    /**
     * The stable line of a mainline version.
     *
     * @param base the version
     * @return the line
     */
    public static Line stable(Release.Base base) {
        return new Line(Optional.of(base));
    }

    /**
     * Reads a line's name.
     *
     * @param name {@code mainline} or {@code 5.11.y}
     * @return the line; empty where the text is anything else
     */
    public static Optional<Line> parse(String name) {
        if (name.equals("mainline")) {
            return Optional.of(MAINLINE);
        }
        if (!name.endsWith(".y")) {
            return Optional.empty();
        }
        Optional<Release> start = Release.parse(name.substring(0, name.length() - 2));
        return start.isPresent() && start.get().equals(start.get().mainline())
                ? Optional.of(stable(start.get().base()))
                : Optional.empty();
    }

    /**
     * Whether this is mainline.
     *
     * @return true for mainline, false for a stable line
     */
    public boolean isMainline() {
        return base.isEmpty();
    }

    /**
     * The mainline release that a stable line starts from.
     *
     * @return {@code v5.11} for 5.11.y; empty for mainline
     */
    public Optional<Release> start() {
        return base.map(version -> new Release(version, 0, 0));
    }

    @Override
    public int compareTo(Line other) {
        if (base.isEmpty() || other.base.isEmpty()) {
            return Boolean.compare(base.isPresent(), other.base.isPresent());
        }
        return base.get().compareTo(other.base.get());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Line line && base.equals(line.base);
    }

    @Override
    public int hashCode() {
        return base.hashCode();
    }

    @Override
    public String toString() {
        return base.isPresent() ? base.get() + ".y" : "mainline";
    }
}
