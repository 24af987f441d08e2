package org.vvarmap.kernel;

import java.util.Optional;

/**
 * One release of the Linux kernel, as a tag of a kernel repository names it: {@code v2.6.12-rc2}, {@code v2.6.12},
 * {@code v2.6.12.3}, {@code v5.11-rc1}, {@code v5.11}, {@code v5.11.20}.
 *
 * <p>The natural order is that of the version numbers: release candidates before their release, point releases after it,
 * and everything of 5.11 before anything of 5.12. It is an order of names. Which release <em>follows</em> which is a matter
 * of the {@link Line}: v5.12-rc1 follows v5.11, never v5.11.20.
 *
 * @param base the mainline version that the release belongs to
 * @param candidate the number after {@code -rc}, 1 or more; 0 where the release is not a candidate
 * @param point the number of the stable release, 1 or more; 0 for a mainline release
 */
public record Release(Base base, int candidate, int point) implements Comparable<Release> {

    /** The largest number of a candidate or of a point release. */
    public static final int LARGEST = 99_999;

    /**
     * A mainline version without candidate or point release: 2.6.12, 5.11.
     *
     * @param major the first number, 2 or more
     * @param minor the second number
     * @param patch the third number for 2.x; 0 from 3.0 on, where there is none
     */
    public record Base(int major, int minor, int patch) implements Comparable<Base> {

        @Override
        public int compareTo(Base other) {
            if (major != other.major) {
                return Integer.compare(major, other.major);
            }
            return minor != other.minor ? Integer.compare(minor, other.minor) : Integer.compare(patch, other.patch);
        }

        // As a record does it, but without its detour, which costs a start-up dearly.

        @Override
        public boolean equals(Object other) {
            return other instanceof Base base && major == base.major && minor == base.minor && patch == base.patch;
        }

        @Override
        public int hashCode() {
            return (major * 31 + minor) * 31 + patch;
        }

        @Override
        public String toString() {
            return major == 2 ? major + "." + minor + "." + patch : major + "." + minor;
        }
    }

    /** Checks that a release is a candidate, a mainline release or a point release, and only one of them. */
    public Release {
        if (candidate < 0 || point < 0 || candidate > LARGEST || point > LARGEST || candidate > 0 && point > 0) {
            throw new IllegalArgumentException("no such release: " + base + " rc" + candidate + " ." + point);
        }
    }

    /**
     * Reads a release's name.
     *
     * @param name a tag or a bare version, with or without the {@code v}
     * @return the release; empty where the text is anything else ({@code v2.6.11-tree}, {@code next-20240101}, …)
     */
    public static Optional<Release> parse(String name) {
        if (name.length() > 32) {
            return Optional.empty();
        }
        // By hand and in one go, since tables are full of releases, and so are the questions that they are asked.
        int length = name.length();
        int at = length > 0 && name.charAt(0) == 'v' ? 1 : 0;
        int numbers = 0;
        int major = -1;
        int minor = -1;
        int third = -1;
        int fourth = -1;
        while (numbers < 4 && (numbers == 0 || at < length && name.charAt(at) == '.')) {
            int start = numbers == 0 ? at : at + 1;
            int end = endOfNumber(name, start);
            if (end == start) {
                return Optional.empty();
            }
            int number = number(name, start, end);
            switch (numbers++) {
                case 0 -> major = number;
                case 1 -> minor = number;
                case 2 -> third = number;
                default -> fourth = number;
            }
            at = end;
        }
        int candidate = 0;
        if (name.startsWith("-rc", at)) {
            int end = endOfNumber(name, at + 3);
            int number = number(name, at + 3, end);
            // There is no candidate of number 0.
            candidate = number == 0 ? -1 : number;
            at = end;
        }
        // The numbers of a mainline version; one more is that of a point release.
        int based = major == 2 ? 3 : 2;
        int patch = major == 2 ? third : 0;
        int point = numbers == based ? 0 : major == 2 ? fourth : third;
        boolean sound = at == length
                && (numbers == based || numbers == based + 1 && point > 0 && candidate == 0)
                && candidate >= 0
                && major >= 2
                && major <= 99
                && (major > 2 || minor <= 6);
        return sound
                ? Optional.of(new Release(new Base(major, minor, patch), candidate, point))
                : Optional.empty();
    }

    /** Where a number of one to five digits, without zeros before it, ends; where it begins if there is none. */
    private static int endOfNumber(String name, int start) {
        int at = start;
        while (at < name.length() && at < start + 5 && name.charAt(at) >= '0' && name.charAt(at) <= '9') {
            at++;
            if (name.charAt(start) == '0') {
                break;
            }
        }
        return at;
    }

    private static int number(String name, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + name.charAt(i) - '0';
        }
        return number;
    }

    /**
     * Reads a release's name that is known to be one.
     *
     * @param name a tag or a bare version
     * @return the release
     * @throws IllegalArgumentException where the text is no release's name
     */
    public static Release of(String name) {
        return parse(name).orElseThrow(() -> new IllegalArgumentException("not a kernel release: " + name));
    }

    /**
     * The mainline release that this one is a candidate for, or a stable release of; itself for a mainline release.
     *
     * @return the release without candidate and point number
     */
    public Release mainline() {
        return new Release(base, 0, 0);
    }

    /**
     * The line that the release stands in: mainline for candidates and mainline releases, else the stable line.
     *
     * @return the line
     */
    public Line line() {
        return point == 0 ? Line.MAINLINE : Line.stable(base);
    }

    /**
     * The tag of the release.
     *
     * @return {@code v5.11.20}, {@code v5.12-rc1}, …
     */
    public String tag() {
        return "v" + base + (candidate > 0 ? "-rc" + candidate : "") + (point > 0 ? "." + point : "");
    }

    @Override
    public int compareTo(Release other) {
        int byBase = base.compareTo(other.base);
        if (byBase != 0) {
            return byBase;
        }
        // Candidates stand before their release, and in their order.
        int mine = candidate == 0 ? Integer.MAX_VALUE : candidate;
        int theirs = other.candidate == 0 ? Integer.MAX_VALUE : other.candidate;
        return mine != theirs ? Integer.compare(mine, theirs) : Integer.compare(point, other.point);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Release release
                && candidate == release.candidate
                && point == release.point
                && base.equals(release.base);
    }

    @Override
    public int hashCode() {
        return (base.hashCode() * 31 + candidate) * 31 + point;
    }

    @Override
    public String toString() {
        return tag();
    }
}
