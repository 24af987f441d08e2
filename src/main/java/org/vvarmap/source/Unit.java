package org.vvarmap.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One C file with the headers that were worth reading, under a stated configuration: its functions, variables, enumerators
 * and promises ({@code static_assert}).
 *
 * <p>A unit remembers which of its declarations were used, so that it can say which open questions of the configuration they
 * depend on: see {@link #openSymbols}.
 */
public final class Unit {

    /** A function with a body, which is parsed when it is first run: most functions of a large file never are. */
    static final class Function {
        private final Token place;
        private final int lastLine;
        private final String name;
        private final List<String> parameters;
        private final List<Token> tokens;
        private final boolean local;
        private Stmt.Block body;
        private int[] brackets;
        private Set<String> words;

        Function(
                Token place, int lastLine, String name, List<String> parameters, List<Token> tokens, boolean local) {
            this.place = place;
            this.lastLine = lastLine;
            this.name = name;
            this.parameters = List.copyOf(parameters);
            this.tokens = tokens;
            this.local = local;
        }

        Token place() {
            return place;
        }

        String name() {
            return name;
        }

        List<String> parameters() {
            return parameters;
        }

        boolean local() {
            return local;
        }

        Stmt.Block body() {
            if (body == null) {
                try {
                    body = Parser.body(tokens, place);
                } catch (StackOverflowError e) {
                    throw new UnreadableSource(Machine.where(place) + ": " + name + " is nested too deeply");
                }
            }
            return body;
        }

        /**
         * Whether the code has an assignment to a member of a variable: {@code spec.name =}; or of an array's element, whatever
         * its index, unless that is another number than the one wanted.
         */
        boolean assigns(String variable, String member) {
            int dot = variable.indexOf('.');
            if (dot >= 0) {
                return assignsWithin(variable.substring(0, dot), (variable.substring(dot + 1) + "." + member).split("\\."));
            }
            int bracket = variable.indexOf('[');
            String name = bracket < 0 ? variable : variable.substring(0, bracket);
            String index = bracket < 0 ? "" : variable.substring(bracket + 1, variable.length() - 1);
            for (int i = 0; i < tokens.size(); i++) {
                int end = tokens.get(i).is(name) ? afterIndex(i + 1) : tokens.size();
                boolean target = end + 2 < tokens.size() && tokens.get(end).is(".") && tokens.get(end + 1).is(member);
                boolean another = end == i + 4 && tokens.get(i + 2).kind() == Token.Kind.NUMBER
                        && index.matches("\\d+") && !Numbers.parse(tokens.get(i + 2).text()).equals(Numbers.parse(index));
                if (target && !another && tokens.get(end + 2).is("=")) {
                    return true;
                }
            }
            return false;
        }

        /** Whether the code assigns to a variable, steps it, or takes its address. */
        boolean mayWrite(String variable) {
            for (int i = 0; i < tokens.size(); i++) {
                if (tokens.get(i).is(variable)) {
                    String before = i > 0 ? tokens.get(i - 1).text() : "";
                    String after = i + 1 < tokens.size() ? tokens.get(i + 1).text() : "";
                    boolean compares = Set.of("==", "!=", "<=", ">=").contains(after);
                    if (Set.of("&", "++", "--").contains(before) || after.equals("++") || after.equals("--")
                            || after.endsWith("=") && !compares) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** The same of a member of a member, whatever index the variable has. */
        private boolean assignsWithin(String variable, String[] members) {
            for (int i = 0; i < tokens.size(); i++) {
                int end = tokens.get(i).is(variable.replaceFirst("\\[.*", "")) ? afterIndex(i + 1) : tokens.size();
                boolean target = end + 2 * members.length < tokens.size() && tokens.get(end + 2 * members.length).is("=");
                for (int step = 0; step < members.length && target; step++) {
                    target = tokens.get(end + 2 * step).is(".") && tokens.get(end + 2 * step + 1).is(members[step]);
                }
                if (target) {
                    return true;
                }
            }
            return false;
        }

        /** What follows an index in brackets, where there is one here. */
        private int afterIndex(int from) {
            if (from >= tokens.size() || !tokens.get(from).is("[")) {
                return from;
            }
            if (brackets == null) {
                brackets = brackets();
            }
            return brackets[from];
        }

        /** For each bracket that opens an index, what follows the one that closes it. */
        private int[] brackets() {
            int[] ends = new int[tokens.size()];
            Deque<Integer> open = new ArrayDeque<>();
            for (int i = 0; i < ends.length; i++) {
                ends[i] = ends.length;
                if (tokens.get(i).is("[")) {
                    open.push(i);
                } else if (tokens.get(i).is("]") && !open.isEmpty()) {
                    ends[open.pop()] = i + 1;
                }
            }
            return ends;
        }

        /** The names before brackets that are no members. */
        private Set<String> calls() {
            Set<String> calls = new HashSet<>();
            for (int i = 0; i + 1 < tokens.size(); i++) {
                boolean member = i > 0 && (tokens.get(i - 1).is("->") || tokens.get(i - 1).is("."));
                if (!member && tokens.get(i).isName() && tokens.get(i + 1).is("(")) {
                    calls.add(tokens.get(i).text());
                }
            }
            return calls;
        }

        private boolean callsMember(String member) {
            for (int i = 0; i + 2 < tokens.size(); i++) {
                if (tokens.get(i).is("->") && tokens.get(i + 1).is(member) && tokens.get(i + 2).is("(")) {
                    return true;
                }
            }
            return false;
        }

        Set<String> words() {
            if (words == null) {
                words = new HashSet<>();
                tokens.stream().filter(Token::isName).forEach(token -> words.add(token.text()));
            }
            return words;
        }
    }

    /** A variable, with its initialiser if it has one. */
    record Variable(
            Token place, int lastLine, String name, Optional<Expr> value, boolean external, boolean array, boolean oneByte) {}

    /** An enumerator: its own expression, or a distance from one that has one. */
    record Enumerator(Token place, int lastLine, String name, Optional<Expr> from, int distance) {}

    /** A promise that the compiler checks: {@code static_assert}, or {@code BUILD_BUG_ON} of the opposite. */
    record Promise(Token place, Expr condition) {}

    private final String path;
    private final Preprocessor.Result text;
    private final Declarations declarations;
    private Map<String, Function> functions;

    private Set<String> called;

    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<Used> used = new LinkedHashSet<>();

    private record Used(String file, int from, int to) {}

    private Unit(String path, Declarations declarations) {
        this.path = path;
        this.text = declarations.text();
        this.declarations = declarations;
        this.functions = declarations.functions();
    }

    /**
     * Reads a C file.
     *
     * @param tree the source
     * @param path the file's path
     * @param includes which headers to read along with it
     * @param settings the configuration
     * @return the unit; empty where there is no such file
     */
    public static Optional<Unit> read(SourceTree tree, String path, Includes includes, Settings settings) {
        try {
            return tree.file(path).map(file -> new Unit(path, file.declarations(tree, includes, settings)));
        } catch (StackOverflowError e) {
            throw new UnreadableSource(path + " is nested too deeply");
        }
    }

    /**
     * Reads some functions of a large C file that does much else besides.
     *
     * @param tree the source
     * @param path the file's path
     * @param includes which headers to read along with it
     * @param settings the configuration
     * @param names the functions
     * @return the unit, in which no other functions are; empty where there is no such file
     */
    public static Optional<Unit> readOnly(
            SourceTree tree, String path, Includes includes, Settings settings, Set<String> names) {
        try {
            return tree.file(path)
                    .map(file -> new Unit(path, file.slice(names).declarations(tree, includes, settings)))
                    .map(unit -> unit.keepOnly(names));
        } catch (StackOverflowError e) {
            throw new UnreadableSource(path + " is nested too deeply");
        }
    }

    private Unit keepOnly(Set<String> names) {
        functions = new LinkedHashMap<>(functions);
        functions.keySet().retainAll(names);
        return this;
    }

    /**
     * The path of the C file.
     *
     * @return the path
     */
    public String path() {
        return path;
    }

    /**
     * Whether the unit defines a function.
     *
     * @param name the function's name
     * @return true where it has a body here
     */
    public boolean hasFunction(String name) {
        return function(name).isPresent();
    }

    /**
     * Whether the text, headers included, mentions a name outside comments and skipped branches.
     *
     * @param name the name
     * @return true where it does
     */
    public boolean mentions(String name) {
        asked.add(name);
        return declarations.names().contains(name);
    }

    /**
     * The body of an object-like or function-like macro, as text.
     *
     * @param name the macro's name
     * @return its tokens, one space apart; empty where it is not defined
     */
    public Optional<String> macro(String name) {
        return macroTokens(name).map(tokens -> String.join(" ", tokens.stream().map(Token::text).toList()));
    }

    /**
     * The symbols without a stated value that decide over declarations which were used, or that hide a name which was asked
     * for. To try each the other way shows whether the reading depends on it.
     *
     * @return the symbols, with the place of a conditional that asks each
     */
    public Map<String, String> openSymbols() {
        Map<String, String> symbols = new LinkedHashMap<>();
        for (Preprocessor.Group group : text.groups()) {
            boolean decides = used.stream()
                    .anyMatch(use -> use.file.equals(group.file()) && use.from <= group.to() && group.from() <= use.to);
            decides |= text.expanded().stream()
                    .anyMatch(m -> m.file().equals(group.file()) && group.from() <= m.line() && m.line() <= group.to());
            boolean hides = group.skippedNames().stream().anyMatch(asked::contains);
            if (decides || hides) {
                group.symbols().forEach(symbol -> symbols.putIfAbsent(symbol, group.file() + ":" + group.from()));
            }
        }
        return symbols;
    }

    Optional<List<Token>> macroTokens(String name) {
        asked.add(name);
        Preprocessor.Macro macro = text.macros().get(name);
        if (macro == null) {
            return Optional.empty();
        }
        if (!macro.body().isEmpty()) {
            Token last = macro.body().get(macro.body().size() - 1);
            used.add(new Used(last.file(), macro.line(), last.line()));
        }
        return Optional.of(macro.body());
    }

    boolean takesArguments(String macro) {
        return text.macros().get(macro).parameters().isPresent();
    }

    /** The index after the bracket that closes the one at {@code open}; -1 where there is none. */
    int closing(List<Token> tokens, int open) {
        return Preprocessor.closing(tokens, open);
    }

    /** The body of a macro for one call, its arguments put in; what makes new names out of them is left as it is. */
    List<Token> substitute(String macro, List<Token> call) {
        List<String> parameters = text.macros().get(macro).parameters().orElse(List.of());
        List<List<Token>> arguments = Preprocessor.arguments(call.subList(2, call.size() - 1));
        List<Token> result = new ArrayList<>();
        for (Token token : text.macros().get(macro).body()) {
            int index = token.isName() ? parameters.indexOf(token.text()) : -1;
            if (index >= 0 && index < arguments.size()) {
                result.addAll(arguments.get(index));
            } else {
                result.add(token);
            }
        }
        return result;
    }

    Optional<Function> function(String name) {
        asked.add(name);
        Optional<Function> function = Optional.ofNullable(functions.get(name));
        function.ifPresent(f -> use(f.place, f.lastLine));
        return function;
    }

    Optional<Variable> variable(String name) {
        asked.add(name);
        Optional<Variable> variable = Optional.ofNullable(declarations.variables().get(name));
        variable.ifPresent(v -> use(v.place(), v.lastLine()));
        return variable;
    }

    /** The size of a variable that is a union with an array of bytes, there to give it that size. */
    Optional<Expr> paddedTo(String name) {
        return variable(name).flatMap(variable -> Optional.ofNullable(declarations.padded().get(name)));
    }

    Optional<Enumerator> enumerator(String name) {
        asked.add(name);
        Optional<Enumerator> enumerator = Optional.ofNullable(declarations.enumerators().get(name));
        enumerator.ifPresent(e -> use(e.place(), e.lastLine()));
        return enumerator;
    }

    /**
     * Whether some function calls what a member of a structure points at: {@code vma->vm_ops->name(vma)}.
     *
     * @param member the member's name
     * @return true where it does
     */
    public boolean callsMember(String member) {
        asked.add(member);
        List<Function> calling = functions.values().stream().filter(function -> function.callsMember(member)).toList();
        calling.forEach(function -> use(function.place, function.lastLine));
        return !calling.isEmpty();
    }

    /** Whether some function calls another of a name, wherever that is. */
    boolean calls(String name) {
        if (called == null) {
            called = new HashSet<>();
            functions.values().forEach(function -> called.addAll(function.calls()));
        }
        return called.contains(name);
    }

    List<Function> functions() {
        return List.copyOf(functions.values());
    }

    /** Whether only some functions may write a variable: no other takes its address, and nothing outside functions mentions it. */
    boolean isWrittenOnlyIn(String variable, Set<String> names) {
        long inside = 0;
        for (Function function : functions.values()) {
            inside += function.tokens.stream().filter(token -> token.is(variable)).count();
            if (!names.contains(function.name()) && function.mayWrite(variable)) {
                return false;
            }
        }
        return declarations.mentions(variable) - inside <= 1;
    }

    /**
     * Whether the text has a function's name anywhere but in prototypes and definitions of it, in itself, and alone in brackets
     * outside functions, unless that has it called at boot, as {@code arch_initcall(f)} does.
     */
    boolean mentionsOutside(Function function) {
        function(function.name());
        long own = function.tokens.stream().filter(token -> token.is(function.name())).count();
        return declarations.mentions(function.name()) - declarations.idleMentions(function.name()) > own;
    }

    List<Variable> variables() {
        return List.copyOf(declarations.variables().values());
    }

    List<Promise> promises() {
        return declarations.promises();
    }

    private void use(Token place, int lastLine) {
        used.add(new Used(place.file(), place.line(), lastLine));
    }
}
