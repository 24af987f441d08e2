package org.vvarmap.layout;

/** How many pages a region has. */
public sealed interface Pages {

    /**
     * A number that the source settles.
     *
     * @param count pages, 1 or more
     */
    record Fixed(long count) implements Pages {
        // As a record does it; but what a record does is put together at the first use, and check would wait for that.

        @Override
        public boolean equals(Object other) {
            return other instanceof Fixed fixed && count == fixed.count;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(count);
        }

        @Override
        public String toString() {
            return Long.toString(count);
        }
    }

    /**
     * A number that depends on a configuration option.
     *
     * @param min pages with the smaller setting; 0 where the region is not there with it
     * @param max pages with the larger setting
     * @param on the option, {@code CONFIG_TIME_NS}
     */
    record Range(long min, long max, String on) implements Pages {
        @Override
        public boolean equals(Object other) {
            return other instanceof Range range && min == range.min && max == range.max && on.equals(range.on);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * Long.hashCode(min) + Long.hashCode(max)) + on.hashCode();
        }

        @Override
        public String toString() {
            return min + "-" + max;
        }
    }

    /** It depends on the build: the size of a linked image. */
    record Build() implements Pages {
        @Override
        public boolean equals(Object other) {
            return other instanceof Build;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "set by the build";
        }
    }

    /**
     * A settled number.
     *
     * @param count pages
     * @return the value
     */
    static Pages of(long count) {
        return new Fixed(count);
    }

    /**
     * A number that only the build settles.
     *
     * @return the value
     */
    static Pages ofBuild() {
        return new Build();
    }

    /**
     * Whether a live mapping may have this many pages.
     *
     * @param count pages seen
     * @return true where nothing speaks against it
     */
    default boolean admits(long count) {
        if (this instanceof Fixed fixed) {
            return fixed.count() == count;
        }
        return !(this instanceof Range range) || range.min() <= count && count <= range.max();
    }
}
