package org.vvarmap.extract;

import java.util.ArrayList;
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
 * <p>A symbol is on where something that is on selects it, or where it is on by default; it is off where nothing in the files
 * can turn it on; else it stays open.
 */
final class KernelConfig {

    static final String INIT = "init/Kconfig";

    /**
     * How many symbols and conditions may be asked for to answer for one symbol, which stays open then; files in which each depends
     * on each have no end else. Kernels take less than 2,000.
     */
    private static final int MOST_ASKED = 20_000;

    /** How deep a condition may be nested; those of kernels are less than 8 deep. What is deeper stays open. */
    private static final int DEEPEST = 32;

    private static final List<String> SHARED = List.of("lib/vdso/Kconfig", INIT);

    private static final Set<String> CLAUSES = Set.of("select", "def_bool", "default", "depends");

    /** One {@code select}, {@code default y} or {@code depends on} line: what it needs. */
    private record Clause(String kind, String symbol, String condition) {}

    /**
     * One file, whatever the configuration.
     *
     * @param blocks the clauses of each symbol that it defines
     * @param turning for each symbol, what in the file may turn it on
     */
    private record File(Map<String, List<Clause>> blocks, Map<String, List<Turning>> turning) {}

    private final List<File> files = new ArrayList<>();
    private final Map<String, Boolean> stated;
    private int asked;

    /** A clause that may turn a symbol on, and the symbol in whose block it stands. */
    private record Turning(String block, Clause clause) {}

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

    /** The clauses of each symbol that a file defines; prompts, help texts and menus are passed over. */
    private static File parse(SourceTree tree, String path) {
        Map<String, List<Clause>> blocks = new HashMap<>();
        String symbol = "";
        boolean help = false;
        StringBuilder pending = new StringBuilder();
        for (String raw : tree.file(path).map(file -> file.text()).orElse("").split("\n", -1)) {
            pending.append(raw);
            if (raw.endsWith("\\")) {
                pending.setLength(pending.length() - 1);
                continue;
            }
            String line = pending.toString();
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
                symbol = word.equals("config") || word.equals("menuconfig") ? rest : "";
                if (!symbol.isEmpty()) {
                    blocks.computeIfAbsent(symbol, key -> new ArrayList<>());
                }
                continue;
            }
            help |= word.equals("help") || word.equals("---help---");
            if (!help && !symbol.isEmpty()) {
                clause(word, rest).ifPresent(blocks.get(symbol)::add);
            }
        }
        Map<String, List<Turning>> turning = new HashMap<>();
        blocks.forEach((block, clauses) -> clauses.forEach(clause -> {
            String turned = clause.kind().equals("select") ? clause.symbol() : block;
            if (!clause.kind().equals("depends")) {
                turning.computeIfAbsent(turned, key -> new ArrayList<>()).add(new Turning(block, clause));
            }
        }));
        return new File(blocks, turning);
    }

    private static String firstWord(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    private static Optional<Clause> clause(String word, String rest) {
        if (!CLAUSES.contains(word)) {
            return Optional.empty();
        }
        String[] parts = String.join(" ", rest.split("\\s+")).split(" if ", 2);
        String condition = parts.length > 1 ? parts[1] : "y";
        return switch (word) {
            case "select" -> Optional.of(new Clause("select", parts[0].strip(), condition));
            case "def_bool", "default" -> Optional.of(new Clause("default", parts[0].strip(), condition));
            case "depends" -> Optional.of(new Clause("depends", "", rest.replaceFirst("^on\\s+", "")));
            default -> Optional.empty();
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
     * @return empty where the files leave it open
     */
    Optional<Boolean> isOn(String symbol) {
        asked = 0;
        return isOn(symbol, new HashSet<>());
    }

    private Optional<Boolean> isOn(String symbol, Set<String> asking) {
        if (stated.containsKey(symbol)) {
            return Optional.of(stated.get(symbol));
        }
        asked += 1 + asking.size() / 16;
        if (asked > MOST_ASKED) {
            return Optional.empty();
        }
        if (!asking.add(symbol)) {
            return Optional.of(false);
        }
        boolean open = false;
        for (Turning one : turning(symbol)) {
            if (asked > MOST_ASKED) {
                return Optional.empty();
            }
            Clause clause = one.clause();
            Optional<Boolean> condition = clause.kind().equals("select")
                    ? both(isOn(one.block(), new HashSet<>(asking)), value(clause.condition(), asking))
                    : both(both(value(clause.symbol(), asking), value(clause.condition(), asking)), depends(symbol, asking));
            if (condition.filter(on -> on).isPresent()) {
                return Optional.of(true);
            }
            open |= condition.isEmpty();
        }
        return open || !defines(symbol) && !mentionsAsSelected(symbol) && !isPlainlyOff(symbol)
                ? Optional.empty()
                : Optional.of(false);
    }

    private boolean mentionsAsSelected(String symbol) {
        return turning(symbol).stream().anyMatch(one -> one.clause().kind().equals("select"));
    }

    private List<Turning> turning(String symbol) {
        List<Turning> all = new ArrayList<>();
        files.forEach(file -> all.addAll(file.turning().getOrDefault(symbol, List.of())));
        return all;
    }

    /** A symbol that exists only to be selected by an architecture, and this one does not. */
    private static boolean isPlainlyOff(String symbol) {
        return symbol.startsWith("ARCH_") || symbol.startsWith("HAVE_") || symbol.startsWith("GENERIC_");
    }

    private Optional<Boolean> depends(String symbol, Set<String> asking) {
        Optional<Boolean> all = Optional.of(true);
        for (File file : files) {
            for (Clause clause : file.blocks().getOrDefault(symbol, List.of())) {
                if (asked > MOST_ASKED) {
                    return Optional.empty();
                }
                if (clause.kind().equals("depends")) {
                    all = both(all, value(clause.condition(), asking));
                }
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
