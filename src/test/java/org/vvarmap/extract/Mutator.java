package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small edits of C sources, each by one of a number of operators, at a place that chance picks. */
final class Mutator {

    /**
     * An edited source.
     *
     * @param operator which kind of edit
     * @param what the edit, for a person
     * @param path the file
     * @param text its new content
     * @param open symbols of the configuration that the edit brought in and that nobody states
     */
    record Mutant(String operator, String what, String path, String text, List<String> open) {}

    /** A statement or another stretch of a file. */
    private record Span(int from, int to) {
        String of(String text) {
            return text.substring(from, to);
        }
    }

    private interface Operator {
        /** The new text, or null where the operator finds no place. */
        Edit apply(String text, Random random);
    }

    private record Edit(int from, int to, String by, List<String> open) {}

    static final String UNKNOWN = "CONFIG_SOMETHING";

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"])(0x[0-9a-fA-F]+|\\d+)\\b(?![\\w.\"])");
    private static final int LONGEST_NUMBER = 16;
    private static final Pattern FLAG = Pattern.compile("\\bVM_(?!FAULT)[A-Z_]+\\b");
    private static final Pattern BINARY = Pattern.compile(" (\\+|-|==|!=|<=|>=|<|>|&&|\\|\\||<<|>>|\\||&) ");
    private static final Pattern CONDITION = Pattern.compile("\\bif \\(");
    private static final Pattern STATEMENT = Pattern.compile("(?m)^(\\t+)(?![#*}/]|case\\b|default\\b|\\.)([^\\n;{}]*(?:\\n[^\\n;{}]*)*?);[ \\t]*$");
    private static final Pattern MEMBER = Pattern.compile("(?m)^\\t+\\.\\w+\\s*= [^\\n{}]*,$");
    private static final Pattern ENUMERATOR = Pattern.compile("(?m)^\\t([A-Z][A-Z0-9_]*(?: = [^,\\n]+)?),$");
    private static final Pattern NAME = Pattern.compile("(?<![\\w\".>#])[A-Za-z_]\\w*\\b(?!\")");
    private static final Pattern STRING = Pattern.compile("\"\\[(\\w+)\\]\"");
    private static final Pattern DEFINE = Pattern.compile("(?m)^#define\\s+(\\w+)\\s+([^\\\\\\n]+)$");
    private static final Pattern CALL = Pattern.compile("\\b\\w+\\(([^();]+, [^();]+)\\)");
    private static final Pattern ASSIGN = Pattern.compile("(?<=[\\w\\]]) = (?=[^;{}]+;)");
    private static final Pattern RETURN = Pattern.compile("\\breturn ([^;]+);");
    private static final Pattern INDEX = Pattern.compile("(?<=\\w)\\[([\\w ]+)\\]");
    private static final Pattern STEP = Pattern.compile("\\b(\\w+)\\+\\+");
    private static final Pattern FUNCTION = Pattern.compile("(?m)^(?:static )?[\\w *]*?\\b(\\w+)\\([^;{}]*?\\)\\n\\{\\n");
    private static final Pattern UNARY = Pattern.compile("(?<=[ (,])[&!-](?=[a-z])");
    private static final Pattern CASE = Pattern.compile("(?m)^\\tcase (\\w+):");
    private static final List<String> FLAGS =
            List.of("VM_PFNMAP", "VM_MIXEDMAP", "VM_IO", "VM_WRITE", "VM_MAYWRITE", "VM_EXEC", "VM_READ", "VM_DONTDUMP", "VM_SEALED_SYSMAP");
    private static final Set<String> WORDS = Set.of(
            "if", "else", "for", "while", "do", "return", "goto", "switch", "case", "default", "break", "static", "int", "unsigned", "long",
            "struct", "void", "const", "extern", "char", "sizeof", "enum", "union", "define", "ifdef", "endif", "ifndef", "include", "undef",
            "bool", "u8", "u64", "vm_fault_t", "defined", "elif");

    private static final Map<String, Operator> OPERATORS = Map.ofEntries(
            Map.entry("number", (text, random) -> pick(NUMBER, text, random, match -> {
                if (match.group(1).length() > LONGEST_NUMBER) {
                    return null;
                }
                long value = Long.decode(match.group(1).replaceFirst("^0+(?=\\d)", ""));
                return "" + (value == 0 || random.nextBoolean() ? value + 1 : value - 1);
            })),
            Map.entry("flag dropped", (text, random) -> pick(FLAG, text, random, match -> "0")),
            Map.entry("flag replaced", (text, random) -> pick(FLAG, text, random, match -> FLAGS.get(random.nextInt(FLAGS.size())))),
            Map.entry("flag added",
                    (text, random) -> pick(FLAG, text, random, match -> match.group() + " | " + FLAGS.get(random.nextInt(FLAGS.size())))),
            Map.entry("operator", (text, random) -> pick(BINARY, text, random, match -> " " + other(match.group(1), random) + " ")),
            Map.entry("condition negated", Mutator::negated),
            Map.entry("statement deleted", (text, random) -> statement(text, random, s -> "")),
            Map.entry("statement commented out", (text, random) -> statement(text, random, s -> "/* " + s.replace("/*", "").replace("*/", "") + " */;")),
            Map.entry("statement in #if 0", (text, random) -> statement(text, random, s -> "\n#if 0\n" + s + "\n#endif\n")),
            Map.entry("statement doubled", (text, random) -> statement(text, random, s -> s + "\n" + s)),
            Map.entry("statements swapped", Mutator::swapped),
            Map.entry("statement in a macro", (text, random) -> statement(text, random, s -> "\n#define ONE_STEP "
                    + s.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("\\s*\\n\\s*", " ") + "\nONE_STEP\n")),
            Map.entry("value in a macro", (text, random) -> pick(Pattern.compile("(?m)^\\t+[\\w>.*-]+ = ([^;{}=\\n]+);"), text, random, match ->
                    "\n#define GIVEN(x, y) " + List.of("(x)", "((x) + (y))", "((x) - (y))", "((y) ? (x) : 0)", "((y) && (x))").get(random.nextInt(5))
                            + "\n" + match.group().replace(match.group(1), "GIVEN(" + match.group(1) + ", " + random.nextInt(2) + ")"))),
            Map.entry("value in a helper", (text, random) -> helper(text, random)),
            Map.entry("statement in if (1)", (text, random) -> statement(text, random, s -> "if (1) { " + s + " }")),
            Map.entry("statement in if (0)", (text, random) -> statement(text, random, s -> "if (0) { " + s + " }")),
            Map.entry("statement in do while (0)", (text, random) -> statement(text, random, s -> "do { " + s + " } while (0);")),
            Map.entry("statement in while (0)", (text, random) -> statement(text, random, s -> "while (0) { " + s + " }")),
            Map.entry("statement jumped over", (text, random) -> statement(text, random, s -> "goto beyond; " + s + " beyond: ;")),
            Map.entry("statement in a switch", (text, random) -> statement(text, random, s -> "switch (1) { case 1: " + s + " }")),
            Map.entry("statement in another case", (text, random) -> statement(text, random, s -> "switch (1) { case 2: " + s + " }")),
            Map.entry("statement in an open #ifdef",
                    (text, random) -> statement(text, random, s -> "\n#ifdef " + UNKNOWN + "\n" + s + "\n#endif\n", UNKNOWN)),
            Map.entry("statement in an open #ifndef",
                    (text, random) -> statement(text, random, s -> "\n#ifndef " + UNKNOWN + "\n" + s + "\n#endif\n", UNKNOWN)),
            Map.entry("statement if IS_ENABLED",
                    (text, random) -> statement(text, random, s -> "if (IS_ENABLED(" + UNKNOWN + ")) { " + s + " }", UNKNOWN)),
            Map.entry("statement in #ifdef CONFIG_MMU",
                    (text, random) -> statement(text, random, s -> "\n#ifdef CONFIG_MMU\n" + s + "\n#endif\n")),
            Map.entry("return before", (text, random) -> statement(text, random, s -> "return 0; " + s)),
            Map.entry("return before in an open #ifdef",
                    (text, random) -> statement(text, random, s -> "\n#ifdef " + UNKNOWN + "\nreturn 0;\n#endif\n" + s, UNKNOWN)),
            Map.entry("break before", (text, random) -> statement(text, random, s -> (random.nextBoolean() ? "break; " : "continue; ") + s)),
            Map.entry("member deleted", (text, random) -> pick(MEMBER, text, random, match -> "")),
            Map.entry("member doubled with 0",
                    (text, random) -> pick(MEMBER, text, random, match -> match.group() + "\n" + match.group().replaceFirst("=.*", "= 0,"))),
            Map.entry("enumerators swapped", Mutator::swappedEnumerators),
            Map.entry("enumerator deleted", (text, random) -> pick(ENUMERATOR, text, random, match -> "")),
            Map.entry("enumerator added", (text, random) -> pick(ENUMERATOR, text, random, match -> "\tONE_MORE_IN_FRONT,\n" + match.group())),
            Map.entry("name replaced", Mutator::renamed),
            Map.entry("name replaced nearby", Mutator::renamedNearby),
            Map.entry("string", (text, random) -> pick(STRING, text, random, match -> random.nextBoolean() ? "\"[other]\"" : "\"[vdso]\"")),
            Map.entry("macro redefined", (text, random) -> pick(DEFINE, text, random, match ->
                    match.group() + "\n#undef " + match.group(1) + "\n#define " + match.group(1) + " ((" + match.group(2) + ") + 1)")),
            Map.entry("macro redefined at the end", Mutator::redefinedLater),
            Map.entry("arguments swapped", (text, random) -> pick(CALL, text, random, match -> {
                String[] parts = match.group(1).split(", ");
                int at = random.nextInt(parts.length - 1);
                String swap = parts[at];
                parts[at] = parts[at + 1];
                parts[at + 1] = swap;
                return match.group().replace(match.group(1), String.join(", ", parts));
            })),
            Map.entry("assignment compound",
                    (text, random) -> pick(ASSIGN, text, random, match -> random.nextBoolean() ? " += " : " |= ")),
            Map.entry("assignment a page on", (text, random) -> pick(Pattern.compile(" = ([^;{}=\\n]+);"), text, random,
                    match -> " = " + match.group(1) + (random.nextBoolean() ? " + PAGE_SIZE;" : " + 1;"))),
            Map.entry("result", (text, random) -> pick(RETURN, text, random, match -> "return " + List.of("0", "1", "-1", "-ENOMEM",
                    "VM_FAULT_SIGBUS").get(random.nextInt(5)) + ";")),
            Map.entry("index", (text, random) -> pick(INDEX, text, random,
                    match -> "[" + match.group(1) + (random.nextBoolean() ? " + 1]" : " - 1]"))),
            Map.entry("step", (text, random) -> pick(STEP, text, random,
                    match -> List.of(match.group(1) + "--", match.group(1) + " += 2", match.group(1)).get(random.nextInt(3)))),
            Map.entry("unary dropped", (text, random) -> pick(UNARY, text, random, match -> "")),
            Map.entry("case label", (text, random) -> pick(CASE, text, random,
                    match -> random.nextBoolean() ? "\tcase 7:" : "\tcase 7:\n\tcase 8:\n\t\tbreak;\n\tcase " + match.group(1) + ":")),
            Map.entry("shadowed", (text, random) -> statement(text, random, s -> {
                Matcher name = NAME.matcher(s);
                List<String> names = new ArrayList<>();
                while (name.find()) {
                    if (!WORDS.contains(name.group()) && name.group().matches("[a-z]\\w*")) {
                        names.add(name.group());
                    }
                }
                return names.isEmpty() ? null : "{ unsigned long " + names.get(random.nextInt(names.size())) + " = 0; " + s + " }";
            })),
            Map.entry("function twice", Mutator::twice),
            Map.entry("brackets", (text, random) -> pick(Pattern.compile(" = ([^;{}=\\n]+);"), text, random, match -> " = (" + match.group(1) + ");")),
            Map.entry("choice", (text, random) -> pick(Pattern.compile(" = ([^;{}=\\n,]+);"), text, random,
                    match -> random.nextBoolean() ? " = 1 ? " + match.group(1) + " : 0;" : " = 0 ? " + match.group(1) + " : 0;")),
            Map.entry("else", (text, random) -> pick(Pattern.compile("\\belse\\b(?! if)"), text, random, match -> "")),
            Map.entry("initialiser in an open #ifdef",
                    (text, random) -> open(pick(MEMBER, text, random, match -> "#ifdef " + UNKNOWN + "\n" + match.group() + "\n#endif"))),
            Map.entry("boot call deleted",
                    (text, random) -> pick(Pattern.compile("(?m)^\\w+_initcall\\(\\w+\\);$"), text, random, match -> "")));

    static final List<String> NAMES = OPERATORS.keySet().stream().sorted().toList();

    private Mutator() {}

    /** An edit of one of some files by an operator; empty where it finds no place. */
    static Optional<Mutant> mutate(String operator, Map<String, String> files, Random random) {
        List<String> paths = new ArrayList<>(files.keySet());
        String path = paths.get(random.nextInt(paths.size()));
        String text = files.get(path);
        Edit edit = OPERATORS.get(operator).apply(text, random);
        if (edit == null || text.substring(edit.from, edit.to).equals(edit.by)) {
            return Optional.empty();
        }
        long line = text.substring(0, edit.from).chars().filter(c -> c == '\n').count() + 1;
        String what = path + ":" + line + ": " + text.substring(edit.from, edit.to).strip().replaceAll("\\s+", " ") + "  ->  "
                + edit.by.strip().replaceAll("\\s+", " ");
        return Optional.of(
                new Mutant(operator, what, path, text.substring(0, edit.from) + edit.by + text.substring(edit.to), edit.open));
    }

    private interface Change {
        String of(java.util.regex.MatchResult match);
    }

    private static Edit pick(Pattern pattern, String text, Random random, Change change) {
        String code = withoutComments(text);
        List<java.util.regex.MatchResult> places = pattern.matcher(code).results().toList();
        if (places.isEmpty()) {
            return null;
        }
        java.util.regex.MatchResult place = places.get(random.nextInt(places.size()));
        String by = change.of(place);
        return by == null ? null : new Edit(place.start(), place.end(), by, List.of());
    }

    private static Edit open(Edit edit) {
        return edit == null ? null : new Edit(edit.from, edit.to, edit.by, List.of(UNKNOWN));
    }

    /** Blanks in place of comments, so that places stay. */
    private static String withoutComments(String text) {
        StringBuilder code = new StringBuilder(text);
        Matcher comment = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL).matcher(text);
        while (comment.find()) {
            for (int i = comment.start(); i < comment.end(); i++) {
                if (code.charAt(i) != '\n') {
                    code.setCharAt(i, ' ');
                }
            }
        }
        return code.toString();
    }

    private static String other(String mark, Random random) {
        List<String> others = switch (mark) {
            case "+" -> List.of("-");
            case "-" -> List.of("+");
            case "==" -> List.of("!=", "<");
            case "!=" -> List.of("==", ">");
            case "<" -> List.of("<=", ">", "==");
            case "<=" -> List.of("<", ">");
            case ">" -> List.of(">=", "<");
            case ">=" -> List.of(">", "<");
            case "&&" -> List.of("||");
            case "||" -> List.of("&&");
            case "<<" -> List.of(">>");
            case ">>" -> List.of("<<");
            case "|" -> List.of("&", "^");
            default -> List.of("|");
        };
        return others.get(random.nextInt(others.size()));
    }

    private static List<Span> statements(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = STATEMENT.matcher(withoutComments(text));
        while (matcher.find()) {
            boolean plain = matcher.group(2).chars().filter(c -> c == '(').count() == matcher.group(2).chars().filter(c -> c == ')').count();
            if (plain && !matcher.group(2).isBlank()) {
                spans.add(new Span(matcher.start(2), matcher.end()));
            }
        }
        return spans;
    }

    private interface Rewriting {
        String of(String statement);
    }

    private static Edit statement(String text, Random random, Rewriting rewriting, String... open) {
        List<Span> spans = statements(text);
        if (spans.isEmpty()) {
            return null;
        }
        Span span = spans.get(random.nextInt(spans.size()));
        String by = rewriting.of(span.of(text));
        return by == null ? null : new Edit(span.from, span.to, by, List.of(open));
    }

    /** A function's value given by way of a function of its own, which may give a little more. */
    private static Edit helper(String text, Random random) {
        Edit edit = pick(Pattern.compile("(?m)^\\t+(?:return|[\\w>.*-]+ =) ([^;{}=\\n]+);"), text, random, match -> {
            String given = List.of("given", "given + 1", "given + PAGE_SIZE", "0").get(random.nextInt(4));
            return match.group().replace(match.group(1), "helper(" + match.group(1) + ")") + "\0" + given;
        });
        int start = edit == null ? -1 : text.lastIndexOf("\n}\n", edit.from);
        if (start < 0) {
            return null;
        }
        String[] parts = edit.by.split("\0");
        int from = start + 3;
        String by = "\nstatic unsigned long helper(unsigned long given)\n{\n\treturn " + parts[1] + ";\n}\n"
                + text.substring(from, edit.from) + parts[0];
        return new Edit(from, edit.to, by, List.of());
    }

    private static Edit swapped(String text, Random random) {
        List<Span> spans = statements(text);
        if (spans.size() < 2) {
            return null;
        }
        int at = random.nextInt(spans.size() - 1);
        Span one = spans.get(at);
        Span two = spans.get(at + 1);
        String between = text.substring(one.to, two.from);
        return between.isBlank() ? new Edit(one.from, two.to, two.of(text) + between + one.of(text), List.of()) : null;
    }

    private static Edit swappedEnumerators(String text, Random random) {
        List<java.util.regex.MatchResult> places = ENUMERATOR.matcher(withoutComments(text)).results().toList();
        if (places.size() < 2) {
            return null;
        }
        int at = random.nextInt(places.size() - 1);
        java.util.regex.MatchResult one = places.get(at);
        java.util.regex.MatchResult two = places.get(at + 1);
        String between = text.substring(one.end(), two.start());
        return between.isBlank() ? new Edit(one.start(), two.end(), two.group() + between + one.group(), List.of()) : null;
    }

    private static Edit negated(String text, Random random) {
        List<java.util.regex.MatchResult> places = CONDITION.matcher(withoutComments(text)).results().toList();
        if (places.isEmpty()) {
            return null;
        }
        int from = places.get(random.nextInt(places.size())).end();
        int open = 1;
        int to = from;
        while (to < text.length() && open > 0) {
            open += text.charAt(to) == '(' ? 1 : text.charAt(to) == ')' ? -1 : 0;
            to++;
        }
        String condition = text.substring(from, to - 1);
        String by = List.of("!(" + condition + ")", "1", "0", "(" + condition + ") && 0").get(random.nextInt(4));
        return new Edit(from, to - 1, by, List.of());
    }

    private static Edit renamed(String text, Random random) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(withoutComments(text));
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group())) {
                names.add(matcher.group());
            }
        }
        List<String> all = new ArrayList<>(names);
        return pick(NAME, text, random, match -> WORDS.contains(match.group()) ? null : all.get(random.nextInt(all.size())));
    }

    /** One name for another of the lines around it: these are more often of one type. */
    private static Edit renamedNearby(String text, Random random) {
        return pick(NAME, text, random, match -> {
            if (WORDS.contains(match.group())) {
                return null;
            }
            String around = text.substring(Math.max(0, match.start() - 400), Math.min(text.length(), match.end() + 400));
            List<String> near = new ArrayList<>();
            Matcher matcher = NAME.matcher(around);
            while (matcher.find()) {
                if (!WORDS.contains(matcher.group())) {
                    near.add(matcher.group());
                }
            }
            return near.get(random.nextInt(near.size()));
        });
    }

    private static Edit redefinedLater(String text, Random random) {
        List<java.util.regex.MatchResult> places = DEFINE.matcher(withoutComments(text)).results().toList();
        if (places.isEmpty()) {
            return null;
        }
        java.util.regex.MatchResult place = places.get(random.nextInt(places.size()));
        return new Edit(text.length(), text.length(), "\n#undef " + place.group(1) + "\n#define " + place.group(1) + " 77\n", List.of());
    }

    /** A second definition of a function that is compiled only where a symbol is set that nobody states, before or after. */
    private static Edit twice(String text, Random random) {
        List<java.util.regex.MatchResult> places = FUNCTION.matcher(withoutComments(text)).results().toList();
        if (places.isEmpty()) {
            return null;
        }
        java.util.regex.MatchResult place = places.get(random.nextInt(places.size()));
        int end = text.indexOf("\n}\n", place.end());
        if (end < 0) {
            return null;
        }
        String whole = text.substring(place.start(), end + 3);
        String empty = text.substring(place.start(), place.end()) + "\treturn 0;\n}\n";
        return random.nextBoolean()
                ? new Edit(place.start(), end + 3, "#ifdef " + UNKNOWN + "\n" + empty + "#else\n" + whole + "#endif\n", List.of(UNKNOWN))
                : new Edit(place.start(), end + 3, "#if 0\n" + empty + "#else\n" + whole + "#endif\n", List.of());
    }
}
