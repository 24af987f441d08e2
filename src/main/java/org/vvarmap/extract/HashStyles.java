package org.vvarmap.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.layout.Fact;
import org.vvarmap.source.SourceFile;
import org.vvarmap.source.SourceTree;

/**
 * The {@code --hash-style} that a Makefile links an image with. Without one, the linker's default decides: null. So it does
 * where Kbuild drops the option: its {@code ld-option} has the linker itself try what it is given, since 2.6.32 (before, the
 * compiler did), and no linker knows {@code -Wl,}, which is the compiler's.
 *
 * <p>An option counts where it reaches a command: in a variable of Kbuild's own for links, in one that a command of the file
 * takes, or in a command. Where that hangs on a condition, a target or a function, it is unknown.
 */
final class HashStyles {

    private static final Pattern OPTION = Pattern.compile("hash-style(?:=([^\\s),]*))?");

    private static final Pattern TRIED_BY_LINKER = Pattern.compile("\\$\\(call ld-option,\\s*-Wl[^()]*\\(comma\\)[^()]*\\)");

    /** Architectures whose first image is younger than 2.6.32. */
    private static final Pattern YOUNG = Pattern.compile("arch/parisc/.*");

    private static final Pattern ASSIGNMENT = Pattern.compile(
            "\\s*+(?:(?:override|export)\\s++)?+([^\\s:=+?!#]++)\\s*+(\\+=|::?=|\\?=|!=|=)(.*)", Pattern.DOTALL);

    /** What Kbuild itself hands to compilers and linkers, and the commands that it runs. */
    private static final Pattern OF_KBUILD = Pattern.compile(
            "cmd_.*|(?:ld|cc|as)flags-y|(?:KBUILD_|EXTRA_)?(?:LD|C|A|CPP)FLAGS|(?:LD|C|A|CPP)FLAGS_.*|(?:ld|c|a)_flags");

    private static final Pattern REFERENCE = Pattern.compile("\\$[({]\\s*+(?:call\\s++)?+([\\w.%-]++)(\\$)?");

    private static final Pattern COMMAND = Pattern.compile("\\bcmd_\\w+\\s*+:?=|define\\s+cmd_|\\$[({]cmd_");

    /** Kbuild's functions that leave out an option which the tool does not know; today's do. */
    private static final Set<String> TRYING = Set.of("cc-ldoption", "ld-option", "cc-option");

    private HashStyles() {}

    /** Reads the first of the Makefiles that is there. */
    static Fact read(Source source, List<String> paths) {
        return source.cache().read("hash style of " + paths, source.tree(), tree -> read(tree, paths));
    }

    private static Fact read(SourceTree tree, List<String> paths) {
        for (String path : paths) {
            Optional<SourceFile> file = tree.file(path);
            if (file.isPresent()) {
                return read(file.get());
            }
        }
        return Fact.unknown("no Makefile of the vDSO: " + String.join(", ", paths));
    }

    /**
     * A line, with those that continue it.
     *
     * @param number its first line's number
     * @param text what it says, without a comment; continuing lines begin with a line break
     * @param comment what the comment says
     * @param settled whether it stands in no conditional
     * @param script whether it is one of a command, or may be
     */
    private record Line(int number, String text, String comment, boolean settled, boolean script) {

        Optional<Matcher> assignment() {
            Matcher matcher = ASSIGNMENT.matcher(text);
            return matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }

        String variable() {
            return assignment().map(matcher -> matcher.group(1)).orElse("");
        }

        boolean replaces(String variable) {
            return assignment().filter(it -> it.group(1).equals(variable) && it.group(2).matches("::?=|=|!=")).isPresent();
        }

        int lineOf(int place) {
            return number + (int) text.substring(0, place).chars().filter(c -> c == '\n').count();
        }
    }

    private static Fact read(SourceFile file) {
        if (!file.text().contains("hash-style")) {
            return Fact.NULL;
        }
        List<Line> lines = lines(file.text());
        boolean young = YOUNG.matcher(file.path()).matches();
        Set<String> used = used(lines);
        Set<String> styles = new TreeSet<>();
        boolean settled = true;
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            String text = young ? blanked(line.text()) : line.text();
            boolean inScript = line.script() && line.comment().contains("hash-style");
            if (inScript) {
                settled = false;
                last = line.number();
            }
            Matcher option = OPTION.matcher(text);
            List<Integer> places = new ArrayList<>();
            while (option.find()) {
                places.add(option.start());
                styles.add(Optional.ofNullable(option.group(1)).orElse(""));
                last = line.lineOf(option.start());
            }
            settled &= places.isEmpty() || line.settled() && reaches(lines, i, used) && isPlain(text, places, lines);
        }
        if (styles.isEmpty() && settled) {
            return Fact.NULL;
        }
        boolean known = styles.size() == 1 && settled && Set.of("sysv", "gnu", "both").containsAll(styles);
        return known ? Fact.of(styles.iterator().next())
                : Fact.unknown("the hash style is not settled, " + file.path() + ":" + last);
    }

    /** Blanks in place of what the linker would refuse, so that places stay. */
    private static String blanked(String text) {
        return TRIED_BY_LINKER.matcher(text).replaceAll(match -> match.group().replaceAll("\\S", " "));
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        int number = 0;
        int first = 0;
        int conditionals = 0;
        boolean defining = false;
        for (String raw : text.split("\n", -1)) {
            number++;
            first = pending.length() == 0 ? number : first;
            if (raw.endsWith("\\")) {
                pending.append(raw, 0, raw.length() - 1).append('\n');
                continue;
            }
            String whole = pending.append(raw).toString();
            pending.setLength(0);
            int comment = comment(whole);
            String said = whole.substring(0, comment);
            String stripped = said.strip();
            conditionals += stripped.matches("(?s)if(n?eq|n?def)\\b.*") ? 1 : stripped.matches("(?s)endif\\b.*") ? -1 : 0;
            defining |= stripped.startsWith("define ");
            boolean script = defining || whole.startsWith("\t");
            defining &= !stripped.equals("endef");
            lines.add(new Line(first, said, whole.substring(comment), conditionals == 0, script));
        }
        return lines;
    }

    private static int comment(String line) {
        int at = line.indexOf('#');
        while (at > 0 && line.charAt(at - 1) == '\\') {
            at = line.indexOf('#', at + 1);
        }
        return at < 0 ? line.length() : at;
    }

    /** Whether what a line says goes into a command: by itself, or in a variable that is not replaced afterwards. */
    private static boolean reaches(List<Line> lines, int at, Set<String> used) {
        Line line = lines.get(at);
        String variable = line.variable();
        if (variable.isEmpty()) {
            // A rule may give a variable another value for its own targets.
            return line.script();
        }
        boolean replaced = lines.subList(at + 1, lines.size()).stream().anyMatch(later -> later.replaces(variable));
        return !replaced && (used.isEmpty() || isUsed(variable, used));
    }

    private static boolean isUsed(String variable, Set<String> used) {
        return OF_KBUILD.matcher(variable).matches()
                || used.contains(variable)
                || used.stream().anyMatch(name -> name.endsWith("$") && variable.startsWith(name.substring(0, name.length() - 1)));
    }

    /**
     * The variables that commands take, directly or by way of others; of a name that is made up on the way its beginning, with a
     * {@code $} behind. None where the file has no commands.
     */
    private static Set<String> used(List<Line> lines) {
        Set<String> used = new HashSet<>();
        if (lines.stream().noneMatch(line -> COMMAND.matcher(line.text()).find())) {
            return used;
        }
        List<Line> left = new ArrayList<>(lines);
        boolean more = true;
        while (more) {
            List<Line> live = left.stream()
                    .filter(line -> line.variable().isEmpty() || isUsed(line.variable(), used))
                    .toList();
            left.removeAll(live);
            more = !live.isEmpty();
            for (Line line : live) {
                Matcher reference = REFERENCE.matcher(line.text());
                while (reference.find()) {
                    used.add(reference.group(1) + (reference.group(2) == null ? "" : "$"));
                }
            }
        }
        return used;
    }

    /** Whether places in a line are in no function, but for one that tries whether a tool knows the option. */
    private static boolean isPlain(String text, List<Integer> places, List<Line> lines) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '{') {
                open.push(i);
            } else if ((c == ')' || c == '}') && !open.isEmpty()) {
                open.pop();
            }
            boolean plain = open.isEmpty() || !places.contains(i) || open.size() == 1 && tries(text, open.peek(), lines);
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static boolean tries(String text, int bracket, List<Line> lines) {
        String inner = text.substring(bracket + 1, Math.min(text.length(), bracket + 60));
        Matcher function = Pattern.compile("call\\s+([\\w-]+)\\s*,.*", Pattern.DOTALL).matcher(inner);
        return function.matches()
                && (TRYING.contains(function.group(1)) || lines.stream().anyMatch(line -> line.replaces(function.group(1))
                        && line.text().contains("$(call try-run,")));
    }
}
