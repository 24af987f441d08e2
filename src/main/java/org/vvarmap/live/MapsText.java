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
    private static final int MOST_ATTRIBUTES = 64;

    /** Stands for a character that is not ASCII: one that no line may have but in a name. */
    private static final byte OTHER = (byte) 0x80;

    /** Stands for one that is white space: it may stand before a line, but is neither a blank nor a tab. */
    private static final byte OTHER_BLANK = 0x1f;

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
        byte[] view = new byte[text.length()];
        for (int i = 0; i < view.length; i++) {
            char c = text.charAt(i);
            view[i] = c < 0x80 ? (byte) c : Character.isWhitespace(c) ? OTHER_BLANK : OTHER;
        }
        return new Reading(view, text::substring, false).mappings();
    }

    /**
     * Reads the mappings as the kernel gives them, in UTF-8 as far as the names of files are.
     *
     * @param file the bytes of /proc/PID/maps or smaps
     * @return the mappings in address order; none for an empty file
     * @throws MalformedInput as {@link #parse}
     */
    static List<Mapping> parse(byte[] file) throws MalformedInput {
        return new Reading(file, (from, to) -> new String(file, from, to - from, StandardCharsets.UTF_8), true).mappings();
    }

    /** A text that parts are cut out of. */
    private interface Text {
        String part(int from, int to);
    }

    /**
     * One text that is being read. By hand, on bytes, and without cutting it up: smaps has some twenty lines for each mapping, of
     * which one matters, and a person waits.
     */
    private static final class Reading {
        /** The text, with {@link #OTHER} and {@link #OTHER_BLANK}, or the bytes of UTF-8, for what is not ASCII. */
        private final byte[] view;

        /** The text itself. */
        private final Text text;

        /** Whether it comes from the kernel, which writes each mapping in the same way. */
        private final boolean kernels;

        private final List<Mapping> mappings = new ArrayList<>();

        /** Few mappings differ in their flags. */
        private final Map<String, Set<String>> flags = new HashMap<>();

        /** The attributes of a mapping: how long each line is, what it begins with, and where its colon stands. */
        private final int[] lengths = new int[MOST_ATTRIBUTES];
        private final byte[] initials = new byte[MOST_ATTRIBUTES];
        private final int[] colons = new int[MOST_ATTRIBUTES];
        private int learned;

        /** How many attributes of the last mapping were read. */
        private int attribute;

        /** The line, counted from 1, where in it the reading is, and where it ends. */
        private int number;
        private int at;
        private int end;

        /** The number that was read last. */
        private long value;

        Reading(byte[] view, Text text, boolean kernels) {
            this.view = view;
            this.text = text;
            this.kernels = kernels;
        }

        List<Mapping> mappings() throws MalformedInput {
            int from = 0;
            while (from < view.length) {
                number++;
                int to = endOfKnownAttribute(from);
                if (to >= 0) {
                    attribute++;
                } else {
                    to = from;
                    while (to < view.length && view[to] != '\n') {
                        to++;
                    }
                    if (to - from > LONGEST_LINE) {
                        throw MalformedInput.atLine(number, "longer than " + LONGEST_LINE + " characters");
                    }
                    at = from;
                    end = to > from && view[to - 1] == '\r' ? to - 1 : to;
                    line();
                }
                from = to + 1;
            }
            return List.copyOf(mappings);
        }

        private void line() throws MalformedInput {
            while (at < end && isSpace(view[at])) {
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
            attribute = 0;
        }

        /**
         * Where a line of the kernel's smaps ends that needs no reading: it writes the same attributes below each mapping, and
         * most numbers in as many letters. A line that begins and ends as the one did that stood in this place below an earlier
         * mapping is the same attribute.
         *
         * @return the index of its line feed; -1 where the line is not known
         */
        private int endOfKnownAttribute(int from) {
            if (!kernels || attribute >= learned) {
                return -1;
            }
            int to = from + lengths[attribute];
            return to < view.length && view[to] == '\n' && view[from] == initials[attribute] && view[from + colons[attribute]] == ':'
                    ? to
                    : -1;
        }

        /**
         * Where the name of an attribute ends, in a line of smaps below its mapping: {@code Rss:  4 kB}.
         *
         * @return the index of the colon; -1 where the line is none
         */
        private int attributeEnd() {
            for (int i = at; i < end && i <= at + LONGEST_ATTRIBUTE; i++) {
                byte c = view[i];
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
                throw MalformedInput.atLine(number, text.part(at, colon) + " stands before the first mapping");
            }
            boolean flagged = view[at] == 'V' && text.part(at, colon).equals("VmFlags");
            if (flagged) {
                String words = text.part(colon + 1, end);
                Set<String> known = flags.get(words);
                if (known == null) {
                    known = Set.copyOf(flags(words));
                    flags.put(words, known);
                }
                int last = mappings.size() - 1;
                mappings.set(last, mappings.get(last).withFlags(known));
            }
            if (attribute < MOST_ATTRIBUTES) {
                // Flags are to be read each time.
                lengths[attribute] = flagged ? 0 : end - at;
                initials[attribute] = view[at];
                colons[attribute] = colon - at;
                attribute++;
                learned = Math.max(learned, attribute);
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
            int next = hex(at, 16, '-');
            long first = value;
            next = hex(next, 16, ' ');
            long last = value;
            int perms = next;
            next = hex(permissions(perms), 16, ' ');
            long offset = value;
            next = decimal(hex(hex(next, 8, ':'), 8, ' '));
            if (next < 0 || next < end && !isBlank(view[next])) {
                return Optional.empty();
            }
            while (next < end && isBlank(view[next])) {
                next++;
            }
            String name = text.part(next, end);
            if (!isPlain(next) && breaksTheLine(name)) {
                return Optional.empty();
            }
            if (mappings.size() == MOST_MAPPINGS) {
                throw MalformedInput.atLine(number, "more than " + MOST_MAPPINGS + " mappings");
            }
            if (Long.compareUnsigned(first, last) >= 0) {
                throw MalformedInput.atLine(number, "the mapping ends before it starts");
            }
            if (!mappings.isEmpty() && Long.compareUnsigned(first, mappings.get(mappings.size() - 1).end()) < 0) {
                throw MalformedInput.atLine(number, "the mapping overlaps the one before it, or stands below it");
            }
            return Optional.of(new Mapping(
                    first, last, text.part(perms, perms + 4), offset, name.isBlank() ? "" : name, Optional.empty()));
        }

        /**
         * Reads a hexadecimal number of some digits at most, and what stands behind it.
         *
         * @return the index behind both; -1 where there is no such number, and where {@code from} is -1
         */
        private int hex(int from, int most, char behind) {
            if (from < 0) {
                return -1;
            }
            value = 0;
            int to = from;
            while (to < end) {
                byte c = view[to];
                int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
                if (digit < 0) {
                    break;
                }
                value = value << 4 | digit;
                to++;
            }
            return to > from && to - from <= most && to < end && view[to] == behind ? to + 1 : -1;
        }

        /** The index behind a decimal number of at most 20 digits; -1 where there is none, and where {@code from} is -1. */
        private int decimal(int from) {
            int to = from;
            while (to >= 0 && to < end && view[to] >= '0' && view[to] <= '9') {
                to++;
            }
            return to > from && to - from <= 20 ? to : -1;
        }

        /** The index behind four letters and a blank; -1 where these are not there, and where {@code from} is -1. */
        private int permissions(int from) {
            if (from < 0 || from + 4 >= end || view[from + 4] != ' ') {
                return -1;
            }
            byte kind = view[from + 3];
            return (view[from] == 'r' || view[from] == '-')
                            && (view[from + 1] == 'w' || view[from + 1] == '-')
                            && (view[from + 2] == 'x' || view[from + 2] == '-')
                            && (kind == '-' || kind == 'p' || kind == 's' || kind == 'S')
                    ? from + 5
                    : -1;
        }

        /** Whether the rest of the line is ASCII that is printed. */
        private boolean isPlain(int from) {
            for (int i = from; i < end; i++) {
                if (view[i] < ' ') {
                    return false;
                }
            }
            return true;
        }

        private static boolean isBlank(byte c) {
            return c == ' ' || c == '\t';
        }

        /** As {@link Character#isWhitespace(char)} has it. */
        private static boolean isSpace(byte c) {
            return c == ' ' || c >= '\t' && c <= '\r' || c >= 0x1c && c <= 0x1f;
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
