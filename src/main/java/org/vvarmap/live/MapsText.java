package org.vvarmap.live;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of /proc/PID/maps or /proc/PID/smaps. */
public final class MapsText {

    /** The most mappings that are read; a kernel allows 65,530 unless told otherwise. */
    public static final int MOST_MAPPINGS = 65_536;

    /** The longest line that is read. */
    public static final int LONGEST_LINE = 8 * 1024;

    private static final int MOST_FLAGS = 64;

    /** Start, end, permissions, offset, device, inode, and a name that may hold spaces. */
    private static final Pattern MAPPING = Pattern.compile(
            "([0-9a-fA-F]{1,16})-([0-9a-fA-F]{1,16}) ([-r][-w][-x][-psS]) ([0-9a-fA-F]{1,16})"
                    + " [0-9a-fA-F]{1,8}:[0-9a-fA-F]{1,8} [0-9]{1,20}(?:[ \\t]+(.*))?");

    private static final int LONGEST_ATTRIBUTE = 64;

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
        List<Mapping> mappings = new ArrayList<>();
        int number = 0;
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            number++;
            if (to - from > LONGEST_LINE) {
                throw MalformedInput.atLine(number, "longer than " + LONGEST_LINE + " characters");
            }
            line(number, text.substring(from, to), mappings);
            from = to + 1;
        }
        return List.copyOf(mappings);
    }

    private static void line(int number, String raw, List<Mapping> mappings) throws MalformedInput {
        String line = (raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw).stripLeading();
        if (line.isEmpty()) {
            return;
        }
        int colon = attributeEnd(line);
        if (colon > 0) {
            attribute(number, line.substring(0, colon), line.substring(colon + 1), mappings);
            return;
        }
        Matcher mapping = MAPPING.matcher(line);
        if (!mapping.matches()) {
            throw MalformedInput.atLine(number, "not a line of /proc/PID/maps or smaps");
        }
        if (mappings.size() == MOST_MAPPINGS) {
            throw MalformedInput.atLine(number, "more than " + MOST_MAPPINGS + " mappings");
        }
        mappings.add(mapping(number, mapping, mappings));
    }

    /**
     * Where the name of an attribute ends, in a line of smaps below its mapping: {@code Rss:  4 kB}. Nearly all lines of smaps are
     * such, and a person waits.
     *
     * @return the index of the colon; -1 where the line is none
     */
    private static int attributeEnd(String line) {
        for (int i = 0; i < line.length() && i <= LONGEST_ATTRIBUTE; i++) {
            char c = line.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (c == ':' && i > 0) {
                return i;
            }
            if (!letter && (i == 0 || c != '_' && (c < '0' || c > '9'))) {
                return -1;
            }
        }
        return -1;
    }

    private static void attribute(int number, String name, String value, List<Mapping> mappings) throws MalformedInput {
        if (mappings.isEmpty()) {
            throw MalformedInput.atLine(number, name + " stands before the first mapping");
        }
        if (name.equals("VmFlags")) {
            int last = mappings.size() - 1;
            mappings.set(last, mappings.get(last).withFlags(flags(number, value)));
        }
    }

    private static Mapping mapping(int number, Matcher matcher, List<Mapping> before) throws MalformedInput {
        long start = Long.parseUnsignedLong(matcher.group(1), 16);
        long end = Long.parseUnsignedLong(matcher.group(2), 16);
        if (Long.compareUnsigned(start, end) >= 0) {
            throw MalformedInput.atLine(number, "the mapping ends before it starts");
        }
        if (!before.isEmpty() && Long.compareUnsigned(start, before.get(before.size() - 1).end()) < 0) {
            throw MalformedInput.atLine(number, "the mapping overlaps the one before it, or stands below it");
        }
        String name = matcher.group(5) == null ? "" : matcher.group(5);
        return new Mapping(
                start,
                end,
                matcher.group(3),
                Long.parseUnsignedLong(matcher.group(4), 16),
                name.isBlank() ? "" : name,
                Optional.empty());
    }

    private static Set<String> flags(int number, String text) throws MalformedInput {
        Set<String> flags = new LinkedHashSet<>();
        for (String flag : text.strip().split("\\s+")) {
            if (flag.length() > 2 || flags.size() == MOST_FLAGS) {
                throw MalformedInput.atLine(number, "VmFlags are at most " + MOST_FLAGS + " words of two letters");
            }
            if (!flag.isEmpty()) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
