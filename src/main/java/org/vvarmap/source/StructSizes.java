package org.vvarmap.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code sizeof} says of structures: of whole numbers, arrays, and structures and unions of them. What has anything else
 * in it has no size here.
 */
public final class StructSizes {

    /**
     * What the sizes depend on.
     *
     * @param word the size of a pointer and of a long, in bytes
     * @param cacheLine what {@code ____cacheline_aligned} aligns to
     * @param smp whether {@code ____cacheline_aligned_in_smp} aligns at all
     * @param constants names in the bounds of arrays that the files do not define: {@code NR_CPUS}
     */
    public record Machine(int word, int cacheLine, boolean smp, Map<String, Long> constants) {
        /** Copies the constants. */
        public Machine {
            constants = Map.copyOf(constants);
        }
    }

    private record Size(long bytes, long align) {
        private Size aligned(long to) {
            long most = Math.max(align, to);
            return new Size((bytes + most - 1) / most * most, most);
        }
    }

    private static final long MOST_ELEMENTS = 1 << 20;

    /** The largest structure of which a size is told, in bytes. */
    private static final long LARGEST = 1L << 40;

    /** Structures within structures. */
    private static final int DEEPEST = 32;

    private static final Map<String, Integer> NUMBERS = numbers();

    private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "unsigned", "signed");

    /** What may stand where a member's name does, and declares nothing. */
    private static final Pattern ATTRIBUTE = Pattern.compile("____\\w+|__(?:attribute__|packed|aligned|cacheline_aligned\\w*)");

    private final List<Token> tokens;
    private final List<Preprocessor.Group> groups;
    private final Machine machine;
    private final Set<String> asking = new HashSet<>();
    private final Map<String, Optional<Size>> known = new HashMap<>();
    private int depth;

    private StructSizes(Preprocessor.Result text, Machine machine) {
        this.tokens = text.tokens();
        this.groups = text.groups();
        this.machine = machine;
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int bits : List.of(8, 16, 32, 64)) {
            for (String sign : List.of("u", "s", "__u", "__s")) {
                numbers.put(sign + bits, bits / 8);
            }
        }
        numbers.putAll(Map.of("char", 1, "bool", 1, "short", 2, "int", 4, "uint32_t", 4, "uint64_t", 8));
        return numbers;
    }

    /**
     * Reads the size of a structure.
     *
     * @param tree the source
     * @param path the C file
     * @param includes which headers to read along with it
     * @param settings the configuration
     * @param machine what sizes depend on
     * @param name the structure's name
     * @return its size in bytes; empty where it is not defined, or not understood, or depends on a symbol of the configuration
     *     without a stated value
     */
    public static Optional<Long> read(
            SourceTree tree, String path, Includes includes, Settings settings, Machine machine, String name) {
        return tree.file(path)
                .map(file -> Preprocessor.run(tree, file, includes, settings))
                .flatMap(text -> new StructSizes(text, machine).size("struct", name))
                .map(Size::bytes);
    }

    private Optional<Size> size(String kind, String name) {
        Optional<Size> remembered = known.get(kind + " " + name);
        if (remembered != null || !asking.add(name)) {
            return remembered == null ? Optional.empty() : remembered;
        }
        Optional<Size> size = Optional.empty();
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is(kind) && tokens.get(i + 1).is(name) && tokens.get(i + 2).is("{")) {
                size = body(i + 2, kind.equals("union"));
                break;
            }
        }
        boolean other = groups.stream().anyMatch(group -> group.skippedNames().contains(name));
        size = other ? Optional.empty() : size;
        asking.remove(name);
        known.put(kind + " " + name, size);
        return size;
    }

    /** A structure from its opening brace to the semicolon after it, which attributes and names may precede. */
    private Optional<Size> body(int brace, boolean union) {
        if (depth >= DEEPEST) {
            return Optional.empty();
        }
        depth++;
        try {
            return members(brace, union).filter(size -> size.bytes() <= LARGEST);
        } finally {
            depth--;
        }
    }

    /** Whether a conditional that nobody has stated decides over some of a stretch of lines. */
    private boolean isOpen(Token from, Token to) {
        return groups.stream()
                .anyMatch(group -> group.file().equals(from.file()) && group.from() <= to.line() && from.line() <= group.to());
    }

    private Optional<Size> members(int brace, boolean union) {
        int close = closing(brace);
        // A structure that ends in another file than it began in is not one that anybody wrote.
        boolean whole = close + 1 < tokens.size() && tokens.get(close).file().equals(tokens.get(brace).file());
        if (!whole || isOpen(tokens.get(brace), tokens.get(close + 1))) {
            return Optional.empty();
        }
        long bytes = 0;
        long align = 1;
        int at = brace + 1;
        while (at < close) {
            int end = at;
            while (end < close && !tokens.get(end).is(";")) {
                end = tokens.get(end).is("{") ? closing(end) + 1 : end + 1;
            }
            Optional<Size> member = member(at, end);
            if (member.isEmpty() || bytes > LARGEST) {
                return Optional.empty();
            }
            long from = (bytes + member.get().align() - 1) / member.get().align() * member.get().align();
            bytes = union ? Math.max(bytes, member.get().bytes()) : from + member.get().bytes();
            align = Math.max(align, member.get().align());
            at = end + 1;
        }
        return attribute(close + 1).map(new Size(bytes, align)::aligned);
    }

    /** What the attribute after a closing brace aligns to; empty where it is another. */
    private Optional<Long> attribute(int at) {
        String word = at < tokens.size() ? tokens.get(at).text() : ";";
        return switch (word) {
            case "____cacheline_aligned", "__cacheline_aligned" -> Optional.of((long) machine.cacheLine());
            case "____cacheline_aligned_in_smp" -> Optional.of(machine.smp() ? machine.cacheLine() : 1L);
            default -> word.startsWith("__") ? Optional.empty() : Optional.of(1L);
        };
    }

    /** One declaration of a member: a type, and a name with the bounds of an array; or a structure without a name. */
    private Optional<Size> member(int from, int end) {
        int at = from;
        while (at < end && QUALIFIERS.contains(tokens.get(at).text())) {
            at++;
        }
        Optional<Size> type;
        boolean union = at < end && tokens.get(at).is("union");
        if (union || at < end && tokens.get(at).is("struct")) {
            boolean named = at + 1 < end && tokens.get(at + 1).isName();
            int brace = at + (named ? 2 : 1);
            boolean here = brace < end && tokens.get(brace).is("{");
            String name = named ? tokens.get(at + 1).text() : "";
            type = here ? body(brace, union) : size(union ? "union" : "struct", name);
            at = here ? closing(brace) + 1 : brace;
        } else {
            int start = at;
            while (at < end && (NUMBERS.containsKey(tokens.get(at).text()) || tokens.get(at).is("long"))) {
                at++;
            }
            type = number(tokens.subList(start, at).stream().map(Token::text).toList());
        }
        return at == end ? type : type.flatMap(new Declared(at, end)::of);
    }

    /** A whole number; {@code unsigned} alone is not written in these structures. */
    private Optional<Size> number(List<String> words) {
        long longs = words.stream().filter("long"::equals).count();
        if (words.isEmpty() || longs > 2) {
            return Optional.empty();
        }
        long bytes = longs == 2 ? 8
                : longs == 1 ? machine.word()
                : words.stream().mapToInt(NUMBERS::get).min().orElseThrow();
        return Optional.of(new Size(bytes, bytes));
    }

    /** What is declared of a type: a name, maybe a pointer, maybe an array. */
    private final class Declared {
        private final int from;
        private final int end;

        private Declared(int from, int end) {
            this.from = from;
            this.end = end;
        }

        private Optional<Size> of(Size type) {
            boolean pointer = tokens.get(from).is("*");
            int at = from + (pointer ? 1 : 0);
            if (at >= end || !tokens.get(at).isName() || ATTRIBUTE.matcher(tokens.get(at).text()).matches()) {
                return Optional.empty();
            }
            at++;
            Size each = pointer ? new Size(machine.word(), machine.word()) : type;
            long count = 1;
            while (at < end && tokens.get(at).is("[")) {
                int close = closing(at);
                Optional<Long> bound = constant(Parser.expression(tokens.subList(at + 1, close), tokens.get(at)));
                if (bound.isEmpty() || bound.get() < 0 || bound.get() > MOST_ELEMENTS) {
                    return Optional.empty();
                }
                count *= bound.get();
                if (count > MOST_ELEMENTS || each.bytes() > LARGEST / MOST_ELEMENTS) {
                    return Optional.empty();
                }
                at = close + 1;
            }
            return at == end ? Optional.of(new Size(each.bytes() * count, each.align())) : Optional.empty();
        }
    }

    private Optional<Long> constant(Expr expression) {
        if (expression instanceof Expr.Literal literal) {
            return Optional.of(literal.value());
        }
        if (expression instanceof Expr.Name name) {
            return Optional.ofNullable(machine.constants().get(name.name()));
        }
        if (!(expression instanceof Expr.Binary binary)) {
            return Optional.empty();
        }
        Optional<Long> left = constant(binary.left());
        Optional<Long> right = constant(binary.right());
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return switch (binary.mark()) {
            case "+" -> Optional.of(left.get() + right.get());
            case "-" -> Optional.of(left.get() - right.get());
            case "*" -> Optional.of(left.get() * right.get());
            default -> Optional.empty();
        };
    }

    private int closing(int from) {
        int open = 0;
        for (int i = from; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            open += token.is("(") || token.is("{") || token.is("[") ? 1 : 0;
            open -= token.is(")") || token.is("}") || token.is("]") ? 1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return tokens.size();
    }
}
