package org.vvarmap.layout;

import java.util.List;

/** What is known of one fact of a layout. */
public sealed interface Fact {

    /** True. */
    Fact TRUE = new Value("true");

    /** False. */
    Fact FALSE = new Value("false");

    /** Not applicable, or settled by the build only: JSON's null. */
    Fact NULL = new Null();

    /**
     * A word or a truth value.
     *
     * @param text one of the words that {@link FactKey#allowed} lists
     */
    record Value(String text) implements Fact {
        // As a record does it, but without its detour, which costs a start-up dearly.

        @Override
        public boolean equals(Object other) {
            return other instanceof Value value && text.equals(value.text);
        }

        @Override
        public int hashCode() {
            return text.hashCode();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Not applicable. */
    record Null() implements Fact {
        @Override
        public String toString() {
            return "null";
        }
    }

    /**
     * The VMAs.
     *
     * @param list in address order
     */
    record Regions(List<Region> list) implements Fact {
        /** Copies the list. */
        public Regions {
            list = List.copyOf(list);
        }

        // As a record does it; but what a record does is put together at the first use, and check would wait for that.

        @Override
        public boolean equals(Object other) {
            return other instanceof Regions regions && list.equals(regions.list);
        }

        @Override
        public int hashCode() {
            return list.hashCode();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (Region region : list) {
                text.append(text.length() == 0 ? "" : " ").append(region);
            }
            return list.isEmpty() ? "no region" : text.toString();
        }
    }

    /**
     * The source does not settle it.
     *
     * @param reason why, with file and line where there is one
     */
    record Unknown(String reason) implements Fact {
        @Override
        public String toString() {
            return "unknown";
        }
    }

    /**
     * A truth value.
     *
     * @param truth the value
     * @return {@link #TRUE} or {@link #FALSE}
     */
    static Fact of(boolean truth) {
        return truth ? TRUE : FALSE;
    }

    /**
     * A word.
     *
     * @param text the word
     * @return the fact
     */
    static Fact of(String text) {
        return new Value(text);
    }

    /**
     * An open question.
     *
     * @param reason why it is open, with file and line where there is one
     * @return the fact
     */
    static Fact unknown(String reason) {
        return new Unknown(reason);
    }

    /**
     * Whether the source settles the fact.
     *
     * @return false for {@link Unknown}
     */
    default boolean isKnown() {
        return !(this instanceof Unknown);
    }

    /**
     * Whether the fact is this word.
     *
     * @param text a word, {@code true} or {@code false}
     * @return true where it is
     */
    default boolean is(String text) {
        return this instanceof Value value && value.text().equals(text);
    }
}
