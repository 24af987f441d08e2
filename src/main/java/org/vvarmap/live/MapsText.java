package org.vvarmap.live;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The text of /proc/PID/maps or /proc/PID/smaps. */
public final class MapsText {

    /** The most mappings that are read; a kernel allows 65,530 unless told otherwise. */
    public static final int MOST_MAPPINGS = 65_536;

    /** The longest line that is read. */
    public static final int LONGEST_LINE = 8 * 1024;

    private static final int MOST_FLAGS = 64;
    private static final int LONGEST_ATTRIBUTE = 64;
    private static final String FLAGS = "VmFlags";

    private MapsText() {}

    /**
     * Reads the mappings. Blank lines are skipped, and so are blanks before a line, as a mail or a bug report adds
     * them.
     *
     * @param text what /proc/PID/maps or smaps says, or a part of it, in address order
     * @return the mappings in address order; none for an empty text
     * @throws MalformedInput where a line is neither a mapping nor a line of smaps, where mappings overlap, or where
     *     there is more than the bounds allow
     */
    public static List<Mapping> parse(String text) throws MalformedInput {
        return new Reading(text, false).mappings();
    }

    /**
     * Reads the mappings as the kernel gives them, in UTF-8 as far as the names of files are.
     *
     * @param file the bytes of /proc/PID/maps or smaps
     * @return the mappings in address order; none for an empty file
     * @throws MalformedInput as {@link #parse}
     */
    static List<Mapping> parse(byte[] file) throws MalformedInput {
        // To decode all of smaps takes as long as to read it; only names may need it.
        return new Reading(new String(file, StandardCharsets.ISO_8859_1), true).mappings();
    }

    /**
     * One text that is being read. By hand and without cutting it up: smaps has some twenty lines for each mapping, of which one
     * matters, and a person waits.
     */
    private static final class Reading {
        private final String text;

        /** Whether each character of the text stands for a byte. */
        private final boolean bytes;

        private final List<Mapping> mappings = new ArrayList<>();

        /** Few mappings differ in their flags. */
        private final Map<String, Set<String>> flags = new HashMap<>();

        /** The line, counted from 1, where in it the reading is, and where it ends. */
        private int number;
        private int at;
        private int end;

        Reading(String text, boolean bytes) {
            this.text = text;
            this.bytes = bytes;
        }

        List<Mapping> mappings() throws MalformedInput {
            int from = 0;
            while (from < text.length()) {
                int newline = text.indexOf('\n', from);
                int to = newline < 0 ? text.length() : newline;
                number++;
                if (to - from > LONGEST_LINE) {
                    throw MalformedInput.atLine(number, "longer than " + LONGEST_LINE + " characters");
                }
                at = from;
                end = to > from && text.charAt(to - 1) == '\r' ? to - 1 : to;
                line();
                from = to + 1;
            }
            return List.copyOf(mappings);
        }

        private void line() throws MalformedInput {
            while (at < end && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == end) {
                return;
            }
            int colon = attributeEnd();
            if (colon > 0) {
                attribute(colon);
                return;
            }
            Optional<Mapping> mapping = mapping();
            if (mapping.isEmpty()) {
                throw MalformedInput.atLine(number, "not a line of /proc/PID/maps or smaps");
            }
            mappings.add(mapping.get());
        }

        /**
         * Where the name of an attribute ends, in a line of smaps below its mapping: {@code Rss:  4 kB}.
         *
         * @return the index of the colon; -1 where the line is none
         */
        private int attributeEnd() {
            for (int i = at; i < end && i <= at + LONGEST_ATTRIBUTE; i++) {
                char c = text.charAt(i);
                boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
                if (!letter) {
                    if (i == at) {
                        return -1;
                    }
                    if (c == ':') {
                        return i;
                    }
                    if (c != '_' && (c < '0' || c > '9')) {
                        return -1;
                    }
                }
            }
            return -1;
        }

        private void attribute(int colon) throws MalformedInput {
            if (mappings.isEmpty()) {
                throw MalformedInput.atLine(number, text.substring(at, colon) + " stands before the first mapping");
            }
            if (colon - at == FLAGS.length() && text.startsWith(FLAGS, at)) {
                String words = text.substring(colon + 1, end);
                Set<String> known = flags.get(words);
                if (known == null) {
                    known = Set.copyOf(flags(words));
                    flags.put(words, known);
                }
                int last = mappings.size() - 1;
                mappings.set(last, mappings.get(last).withFlags(known));
            }
        }

        private Set<String> flags(String words) throws MalformedInput {
            Set<String> found = new LinkedHashSet<>();
            for (String flag : words.strip().split("\\s+")) {
                if (flag.length() > 2 || found.size() == MOST_FLAGS) {
                    throw MalformedInput.atLine(number, "VmFlags are at most " + MOST_FLAGS + " words of two letters");
                }
                if (!flag.isEmpty()) {
                    found.add(flag);
                }
            }
            return found;
        }

        /** Start, end, permissions, offset, device, inode, and a name that may hold spaces; empty where the line has not these. */
        private Optional<Mapping> mapping() throws MalformedInput {
            int start = at;
            int dash = digits(start, 16, 16);
            int blank = dash < 0 || !is(dash, '-') ? -1 : digits(dash + 1, 16, 16);
            int perms = blank + 1;
            if (blank < 0 || !is(blank, ' ') || !permissions(perms)) {
                return Optional.empty();
            }
            int offset = perms + 5;
            int major = digits(offset, 16, 16);
            int minor = major < 0 || !is(major, ' ') ? -1 : digits(major + 1, 16, 8);
            int inode = minor < 0 || !is(minor, ':') ? -1 : digits(minor + 1, 16, 8);
            int name = inode < 0 || !is(inode, ' ') ? -1 : digits(inode + 1, 10, 20);
            if (name < 0 || name < end && !isBlank(name)) {
                return Optional.empty();
            }
            while (name < end && isBlank(name)) {
                name++;
            }
            String called = name(name);
            if (breaksTheLine(called)) {
                return Optional.empty();
            }
            if (mappings.size() == MOST_MAPPINGS) {
                throw MalformedInput.atLine(number, "more than " + MOST_MAPPINGS + " mappings");
            }
            long first = hex(start, dash);
            long last = hex(dash + 1, blank);
            if (Long.compareUnsigned(first, last) >= 0) {
                throw MalformedInput.atLine(number, "the mapping ends before it starts");
            }
            if (!mappings.isEmpty() && Long.compareUnsigned(first, mappings.get(mappings.size() - 1).end()) < 0) {
                throw MalformedInput.atLine(number, "the mapping overlaps the one before it, or stands below it");
            }
            return Optional.of(new Mapping(
                    first,
                    last,
                    text.substring(perms, perms + 4),
                    hex(offset, major),
                    called.isBlank() ? "" : called,
                    Optional.empty()));
        }

        private boolean is(int index, char wanted) {
            return index < end && text.charAt(index) == wanted;
        }

        private boolean isBlank(int index) {
            return text.charAt(index) == ' ' || text.charAt(index) == '\t';
        }

        /** Four letters, and a blank behind them. */
        private boolean permissions(int index) {
            if (index + 4 >= end || text.charAt(index + 4) != ' ') {
                return false;
            }
            char kind = text.charAt(index + 3);
            return (is(index, 'r') || is(index, '-'))
                    && (is(index + 1, 'w') || is(index + 1, '-'))
                    && (is(index + 2, 'x') || is(index + 2, '-'))
                    && (kind == '-' || kind == 'p' || kind == 's' || kind == 'S');
        }

        /** Where a number ends; -1 where there is none, or one of too many digits. */
        private int digits(int from, int radix, int most) {
            int to = from;
            while (to < end && digit(text.charAt(to)) < radix) {
                to++;
            }
            return to == from || to - from > most ? -1 : to;
        }

        private long hex(int from, int to) {
            long number = 0;
            for (int i = from; i < to; i++) {
                number = number << 4 | digit(text.charAt(i));
            }
            return number;
        }

        /** The value of a digit; 16 where it is none. */
        private static int digit(char c) {
            if (c >= '0' && c <= '9') {
                return c - '0';
            }
            if (c >= 'a' && c <= 'f') {
                return c - 'a' + 10;
            }
            return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 16;
        }

        private String name(int from) {
            String name = text.substring(from, end);
            return bytes ? decoded(name) : name;
        }

        private static String decoded(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (name.charAt(i) > 0x7f) {
                    return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                }
            }
            return name;
        }

        /** Whether a name holds what ends a line elsewhere: the kernel writes no such name. */
        private static boolean breaksTheLine(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if (c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                    return true;
                }
            }
            return false;
        }
    }
}
