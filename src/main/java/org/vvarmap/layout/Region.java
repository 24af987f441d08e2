package org.vvarmap.layout;

import java.util.Optional;

/**
 * One VMA of a layout.
 *
 * @param name what /proc/PID/maps shows, {@code [vvar]}; empty for a VMA without a name
 * @param holds what is in it
 * @param pages how large it is
 */
public record Region(String name, Holds holds, Pages pages) {

    /** What a region holds. */
    public enum Holds {
        /** The vvar, or a part of it. */
        DATA("data"),
        /** The image. */
        CODE("code"),
        /** Both. */
        DATA_AND_CODE("data+code");

        private final String json;

        Holds(String json) {
            this.json = json;
        }

        /**
         * The value in JSON.
         *
         * @return the contract's spelling
         */
        public String json() {
            return json;
        }

        /**
         * Finds a value by its JSON spelling.
         *
         * @param json the spelling
         * @return the value; empty where there is none
         */
        public static Optional<Holds> byJson(String json) {
            for (Holds value : values()) {
                if (value.json.equals(json)) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        }
    }

    // As a record does it; but what a record does is put together at the first use, and check would wait for that.

    @Override
    public boolean equals(Object other) {
        return other instanceof Region region && name.equals(region.name) && holds == region.holds && pages.equals(region.pages);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + holds.hashCode()) + pages.hashCode();
    }

    @Override
    public String toString() {
        String size = pages instanceof Pages.Build ? "" : " " + pages;
        return (name.isEmpty() ? "(no name)" : name) + " " + holds.json() + size;
    }
}
