package org.vvarmap.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.source.SourceTree;

/**
 * What the Kconfig files say of symbols that no distribution sets by hand: those that an architecture selects.
 *
 * <p>A symbol is on where something that is on selects it, or where it is on by default: the first default whose condition
 * holds is the one that counts. It is off where nothing in the files can turn it on; else it stays open.
 */
final class KernelConfig {

    static final String INIT = "init/Kconfig";

    /**
     * How many symbols and conditions may be asked for to answer for one symbol, which stays open then; files in which each depends
     * on each have no end else. Kernels take less than 2,000.
     */
    private static final int MOST_ASKED = 20_000;

    /** How many symbols may each hang on the next; those of kernels are less than 40. What is longer stays open. */
    private static final int LONGEST_CHAIN = 200;

    /** How deep a condition may be nested; those of kernels are less than 8 deep. What is deeper stays open. */
    private static final int DEEPEST = 32;

    private static final List<String> SHARED = List.of("lib/vdso/Kconfig", INIT);

    private static final Set<String> CLAUSES = Set.of(
            "select", "imply", "def_bool", "def_tristate", "default", "depends", "bool", "tristate", "prompt");

    /** One {@code select}, {@code default y}, {@code depends on} or {@code bool "…"} line: what it needs. */
    private record Clause(String kind, String symbol, String condition) {}

    /** A dependency that is open. */
    private static final Clause NOT_KNOWN = new Clause("depends", "?", "y");

    /** One definition of a symbol, which may have several, and what it stands in: ifs, menus and choices. */
    private record Block(String symbol, List<Clause> clauses, List<List<Clause>> around) {}

    /**
     * One file, whatever the configuration.
     *
     * @param blocks the definitions of each symbol
     * @param selecting for each symbol, what in the file may turn it on from elsewhere
     */
    private record File(Map<String, List<Block>> blocks, Map<String, List<Turning>> selecting) {}

    private final List<File> files = new ArrayList<>();
    private final Map<String, Boolean> stated;
    private int asked;

    /** A clause that may turn a symbol on, and the block of another in which it stands. */
    private record Turning(Block block, Clause clause) {}

    private KernelConfig(Map<String, Boolean> stated) {
        this.stated = stated;
    }

    /** Reads an architecture's symbols where one file says all that matters. */
    static KernelConfig read(Source source, String archKconfig, Map<String, Boolean> stated) {
        return read(source, List.of(archKconfig), stated);
    }

    /**
     * Reads an architecture's symbols.
     *
     * @param source the source
     * @param archKconfigs the architecture's files
     * @param stated what the usual configuration says, without {@code CONFIG_}
     */
    static KernelConfig read(Source source, List<String> archKconfigs, Map<String, Boolean> stated) {
        KernelConfig config = new KernelConfig(stated);
        List<String> paths = new ArrayList<>(archKconfigs);
        paths.addAll(SHARED);
        for (String path : paths) {
            config.files.add(source.cache().read("Kconfig " + path, source.tree(), tree -> parse(tree, path)));
        }
        return config;
    }

    /** The clauses of each symbol that a file defines; help texts are passed over. */
    private static File parse(SourceTree tree, String path) {
        Map<String, List<Block>> blocks = new HashMap<>();
        // What the entries that are open depend on: an if's condition, a menu's or a choice's dependencies.
        Deque<List<Clause>> around = new ArrayDeque<>();
        List<Clause> entry = new ArrayList<>();
        boolean help = false;
        StringBuilder pending = new StringBuilder();
        for (String raw : tree.file(path).map(file -> file.text()).orElse("").split("\n", -1)) {
            pending.append(raw);
            if (raw.endsWith("\\")) {
                pending.setLength(pending.length() - 1);
                continue;
            }
            String line = pending.length() == raw.length() ? raw : pending.toString();
            pending.setLength(0);
            String text = line.strip();
            if (text.startsWith("#") || text.isEmpty()) {
                continue;
            }
            boolean indented = Character.isWhitespace(line.charAt(0));
            String word = firstWord(text);
            String rest = text.substring(word.length()).strip();
            if (!indented) {
                help = false;
                entry = new ArrayList<>();
                switch (word) {
                    case "config", "menuconfig" -> {
                        String symbol = rest.replaceFirst("\\s*#.*", "");
                        List<List<Clause>> outside =
                                around.size() <= DEEPEST ? List.copyOf(around) : List.of(List.of(NOT_KNOWN));
                        blocks.computeIfAbsent(symbol, key -> new ArrayList<>()).add(new Block(symbol, entry, outside));
                    }
                    case "if" -> {
                        entry.add(new Clause("depends", rest, "y"));
                        around.push(entry);
                    }
                    case "menu", "choice" -> around.push(entry);
                    case "endif", "endmenu", "endchoice" -> around.poll();
                    default -> { }
                }
                continue;
            }
            help |= word.equals("help") || word.equals("---help---");
            if (!help) {
                clause(word, rest).ifPresent(entry::add);
            }
        }
        Map<String, List<Turning>> selecting = new HashMap<>();
        blocks.values().forEach(all -> all.forEach(block -> block.clauses().stream()
                .filter(clause -> Set.of("select", "imply").contains(clause.kind()))
                .forEach(clause -> selecting.computeIfAbsent(clause.symbol(), key -> new ArrayList<>())
                        .add(new Turning(block, clause)))));
        return new File(blocks, selecting);
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** The words of a text, one space apart. */
    private static String spaced(String text) {
        boolean plain = text.indexOf("  ") < 0;
        for (int i = 0; i < text.length() && plain; i++) {
            plain = text.charAt(i) == ' ' || !Character.isWhitespace(text.charAt(i));
        }
        return plain ? text : String.join(" ", text.split("\\s+"));
    }

    private static Optional<Clause> clause(String word, String rest) {
        if (!CLAUSES.contains(word)) {
            return Optional.empty();
        }
        String words = spaced(rest);
        int split = words.indexOf(" if ");
        String first = split < 0 ? words : words.substring(0, split);
        String condition = split < 0 ? "y" : words.substring(split + " if ".length());
        int comment = first.indexOf('#');
        String symbol = (comment < 0 ? first : first.substring(0, comment)).strip();
        return switch (word) {
            case "select", "imply" -> Optional.of(new Clause(word, symbol, condition));
            case "def_bool", "def_tristate", "default" -> Optional.of(new Clause("default", first.strip(), condition));
            case "depends" -> Optional.of(new Clause("depends", first.startsWith("on ") ? first.substring(3) : first, condition));
            default -> rest.isEmpty() || rest.startsWith("#")
                    ? Optional.empty()
                    : Optional.of(new Clause("question", "", condition));
        };
    }

    /** Whether a symbol is defined in the files that were read. */
    boolean defines(String symbol) {
        return files.stream().anyMatch(file -> file.blocks().containsKey(symbol));
    }

    /**
     * Whether a symbol is on.
     *
     * @param symbol its name without {@code CONFIG_}
     * @return empty where the files leave it open, or whoever configures a kernel: where it is a question and no default says yes
     */
    Optional<Boolean> isOn(String symbol) {
        asked = 0;
        Optional<Boolean> on = isOn(symbol, new HashSet<>());
        boolean asksBack = !stated.containsKey(symbol) && on.filter(yes -> !yes).isPresent() && isAsked(symbol);
        return asksBack ? Optional.empty() : on;
    }

    private boolean isAsked(String symbol) {
        return blocks(symbol).stream().anyMatch(block -> block.clauses().stream().anyMatch(clause -> clause.kind().equals("question")
                && both(value(clause.condition(), new HashSet<>(Set.of(symbol))), depends(block, new HashSet<>(Set.of(symbol))))
                        .orElse(true)));
    }

    private Optional<Boolean> isOn(String symbol, Set<String> asking) {
        if (stated.containsKey(symbol)) {
            return Optional.of(stated.get(symbol));
        }
        asked += 1 + asking.size() / 16;
        if (asked > MOST_ASKED || asking.size() > LONGEST_CHAIN) {
            return Optional.empty();
        }
        if (!asking.add(symbol)) {
            return Optional.of(false);
        }
        List<Turning> selecting = selecting(symbol);
        boolean open = false;
        for (Turning one : selecting) {
            if (asked > MOST_ASKED) {
                return Optional.empty();
            }
            Optional<Boolean> selected = isSelected(symbol, one, asking);
            if (selected.filter(on -> on).isPresent()) {
                return Optional.of(true);
            }
            open |= selected.isEmpty();
        }
        Optional<Boolean> byDefault = byDefault(symbol, asking);
        if (byDefault.filter(on -> on).isPresent()) {
            return Optional.of(true);
        }
        open |= byDefault.isEmpty();
        boolean elsewhere = !defines(symbol) && !isPlainlyOff(symbol)
                && selecting.stream().noneMatch(one -> one.clause().kind().equals("select"));
        return open || elsewhere ? Optional.empty() : Optional.of(false);
    }

    private Optional<Boolean> isSelected(String symbol, Turning one, Set<String> asking) {
        String block = one.block().symbol();
        Optional<Boolean> on = both(isOn(block, new HashSet<>(asking)), value(one.clause().condition(), asking));
        if (on.filter(yes -> !yes).isPresent()) {
            return on;
        }
        Optional<Boolean> depends = depends(one.block(), asking);
        // What is stated to be on has what it depends on, as far as that can be.
        on = both(on, stated.containsKey(block) ? Optional.of(depends.orElse(true)) : depends);
        if (one.clause().kind().equals("imply")) {
            Optional<Boolean> may = Optional.of(false);
            for (Block own : blocks(symbol)) {
                may = either(may, depends(own, asking));
            }
            on = both(on, may);
        }
        return on;
    }

    /** The first default that counts; where it is open which that is, what they agree on. */
    private Optional<Boolean> byDefault(String symbol, Set<String> asking) {
        Set<Boolean> maybe = new HashSet<>();
        for (Block block : blocks(symbol)) {
            for (Clause clause : block.clauses()) {
                if (asked > MOST_ASKED) {
                    return Optional.empty();
                }
                if (!clause.kind().equals("default")) {
                    continue;
                }
                Optional<Boolean> counts = both(value(clause.condition(), asking), depends(block, asking));
                if (counts.filter(yes -> !yes).isPresent()) {
                    continue;
                }
                Optional<Boolean> on = value(clause.symbol(), asking);
                if (on.isEmpty()) {
                    return on;
                }
                maybe.add(on.get());
                if (counts.isPresent()) {
                    return maybe.size() == 1 ? on : Optional.empty();
                }
            }
        }
        return maybe.contains(true) ? Optional.empty() : Optional.of(false);
    }

    private List<Turning> selecting(String symbol) {
        List<Turning> all = new ArrayList<>();
        files.forEach(file -> all.addAll(file.selecting().getOrDefault(symbol, List.of())));
        return all;
    }

    private List<Block> blocks(String symbol) {
        List<Block> all = new ArrayList<>();
        files.forEach(file -> all.addAll(file.blocks().getOrDefault(symbol, List.of())));
        return all;
    }

    /** A symbol that exists only to be selected by an architecture, and this one does not. */
    private static boolean isPlainlyOff(String symbol) {
        return symbol.startsWith("ARCH_") || symbol.startsWith("HAVE_") || symbol.startsWith("GENERIC_");
    }

    private Optional<Boolean> depends(Block block, Set<String> asking) {
        Optional<Boolean> all = depends(block.clauses(), asking);
        for (List<Clause> outside : block.around()) {
            all = both(all, depends(outside, asking));
        }
        return all;
    }

    private Optional<Boolean> depends(List<Clause> clauses, Set<String> asking) {
        Optional<Boolean> all = Optional.of(true);
        for (Clause clause : clauses) {
            if (asked > MOST_ASKED) {
                return Optional.empty();
            }
            if (clause.kind().equals("depends")) {
                Optional<Boolean> needed = value(clause.condition(), asking);
                all = both(all, either(needed.map(on -> !on), value(clause.symbol(), asking)));
            }
            if (all.filter(on -> !on).isPresent()) {
                return all;
            }
        }
        return all;
    }

    private static Optional<Boolean> both(Optional<Boolean> a, Optional<Boolean> b) {
        if (a.filter(on -> !on).isPresent() || b.filter(on -> !on).isPresent()) {
            return Optional.of(false);
        }
        return a.isPresent() && b.isPresent() ? Optional.of(true) : Optional.empty();
    }

    private static Optional<Boolean> either(Optional<Boolean> a, Optional<Boolean> b) {
        return both(a.map(on -> !on), b.map(on -> !on)).map(on -> !on);
    }

    private Optional<Boolean> value(String expression, Set<String> asking) {
        asked += 1 + expression.length() / 256;
        if (asked > MOST_ASKED) {
            return Optional.empty();
        }
        return expression.equals("y") ? Optional.of(true) : new Expression(expression, asking).either();
    }

    /** A condition of Kconfig: names, {@code y}, {@code n}, {@code !}, {@code &&}, {@code ||} and brackets. */
    private final class Expression {
        private final String[] words;
        private final Set<String> asking;
        private int at;
        private int depth;

        private Expression(String text, Set<String> asking) {
            this.words = text.replaceAll("#.*", "")
                    .replaceAll("(&&|\\|\\||!=|=|!|\\(|\\))", " $1 ")
                    .strip()
                    .split("\\s+");
            this.asking = asking;
        }

        private Optional<Boolean> either() {
            Optional<Boolean> value = both();
            while (takes("||")) {
                value = KernelConfig.either(value, both());
            }
            return value;
        }

        private Optional<Boolean> both() {
            Optional<Boolean> value = one();
            while (takes("&&")) {
                value = KernelConfig.both(value, one());
            }
            return value;
        }

        private Optional<Boolean> one() {
            if (depth >= DEEPEST) {
                at = words.length;
                return Optional.empty();
            }
            depth++;
            try {
                return operand();
            } finally {
                depth--;
            }
        }

        private Optional<Boolean> operand() {
            if (takes("!")) {
                return one().map(on -> !on);
            }
            if (takes("(")) {
                Optional<Boolean> inner = either();
                takes(")");
                return inner;
            }
            if (at >= words.length) {
                return Optional.empty();
            }
            String word = words[at++];
            if (takes("=") || takes("!=")) {
                at++;
                return Optional.empty();
            }
            return switch (word) {
                case "y" -> Optional.of(true);
                case "n" -> Optional.of(false);
                default -> word.matches("[0-9]*[A-Z][A-Z0-9_]*") ? isOn(word, new HashSet<>(asking)) : Optional.empty();
            };
        }

        private boolean takes(String word) {
            if (at < words.length && words[at].equals(word)) {
                at++;
                return true;
            }
            return false;
        }
    }
}
