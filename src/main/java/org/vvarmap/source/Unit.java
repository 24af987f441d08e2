package org.vvarmap.source;

import java.util.ArrayList;
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
        private Set<String> words;

        private Function(
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
            int open = 0;
            int at = from;
            while (at < tokens.size() && (open > 0 || at == from && tokens.get(at).is("["))) {
                open += tokens.get(at).is("[") ? 1 : tokens.get(at).is("]") ? -1 : 0;
                at++;
            }
            return at;
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
    record Variable(Token place, int lastLine, String name, Optional<Expr> value, boolean external, boolean array) {}

    /** An enumerator: its own expression, or a distance from one that has one. */
    record Enumerator(Token place, int lastLine, String name, Optional<Expr> from, int distance) {}

    /** A promise that the compiler checks: {@code static_assert}, or {@code BUILD_BUG_ON} of the opposite. */
    record Promise(Token place, Expr condition) {}

    private static final Set<String> BYTE = Set.of("u8", "__u8", "uint8_t", "char");

    private final String path;
    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, Enumerator> enumerators = new HashMap<>();
    private final Map<String, Expr> padded = new HashMap<>();
    private final List<Promise> promises = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Preprocessor.Result text;

    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Used> used = new ArrayList<>();

    private record Used(String file, int from, int to) {}

    private Unit(String path, Preprocessor.Result text) {
        this.path = path;
        this.text = text;
        new Scanner(text.tokens()).run();
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
            return tree.file(path).map(file -> new Unit(path, Preprocessor.run(tree, file, includes, settings)));
        } catch (StackOverflowError e) {
            throw new UnreadableSource(path + " is nested too deeply");
        }
    }

    /**
     * Forgets all functions but some: of a large file that does much else besides.
     *
     * @param names the functions to keep
     * @return this unit
     */
    public Unit keepOnly(String... names) {
        functions.keySet().retainAll(Set.of(names));
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
        return names.contains(name);
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
        Optional<Variable> variable = Optional.ofNullable(variables.get(name));
        variable.ifPresent(v -> use(v.place(), v.lastLine()));
        return variable;
    }

    /** The size of a variable that is a union with an array of bytes, there to give it that size. */
    Optional<Expr> paddedTo(String name) {
        return variable(name).flatMap(variable -> Optional.ofNullable(padded.get(name)));
    }

    Optional<Enumerator> enumerator(String name) {
        asked.add(name);
        Optional<Enumerator> enumerator = Optional.ofNullable(enumerators.get(name));
        enumerator.ifPresent(e -> use(e.place(), e.lastLine()));
        return enumerator;
    }

    List<Function> functions() {
        return List.copyOf(functions.values());
    }

    List<Variable> variables() {
        return List.copyOf(variables.values());
    }

    List<Promise> promises() {
        return List.copyOf(promises);
    }

    private void use(Token place, int lastLine) {
        used.add(new Used(place.file(), place.line(), lastLine));
    }

    /** Cuts the tokens of a file into its declarations. */
    private final class Scanner {

        private final List<Token> tokens;
        private int at;

        private Scanner(List<Token> tokens) {
            this.tokens = tokens;
        }

        private void run() {
            tokens.stream().filter(Token::isName).forEach(token -> names.add(token.text()));
            while (at < tokens.size()) {
                int start = at;
                int brace = -1;
                int open = 0;
                boolean ends = false;
                while (at < tokens.size() && !ends) {
                    Token token = tokens.get(at);
                    if (token.is("{") && open == 0 && brace < 0) {
                        brace = at;
                    }
                    open += opens(token);
                    at++;
                    boolean functionEnds =
                            open == 0 && token.is("}") && brace >= 0 && !continues() && isFunction(start, brace);
                    ends = open <= 0 && (token.is(";") || functionEnds);
                }
                declaration(start, at, brace);
            }
        }

        private int opens(Token token) {
            if (token.kind() != Token.Kind.MARK) {
                return 0;
            }
            return switch (token.text()) {
                case "(", "{", "[" -> 1;
                case ")", "}", "]" -> -1;
                default -> 0;
            };
        }

        private boolean continues() {
            return at < tokens.size() && tokens.get(at).is(";") && !tokens.get(at).startsLine();
        }

        /** A brace after a parameter list opens a function's body; after {@code =} or a type's name it does not. */
        private boolean isFunction(int start, int brace) {
            return !hasAssignment(start, brace) && parameterList(start, brace) > start;
        }

        /** The index of the bracket that opens the parameter list of a function; -1 where there is none. */
        private int parameterList(int start, int brace) {
            int open = 0;
            for (int i = start; i < brace; i++) {
                boolean attribute = i > start && tokens.get(i - 1).text().startsWith("__attribute");
                if (open == 0 && tokens.get(i).is("(") && !attribute && i > start && tokens.get(i - 1).isName()) {
                    return i;
                }
                open += opens(tokens.get(i));
            }
            return -1;
        }

        private void declaration(int from, int end, int brace) {
            int start = afterCalls(from, end);
            Token first = tokens.get(start);
            if (brace > 0 && isFunction(start, brace)) {
                function(start, end, brace);
            } else if ((first.is("static_assert") || first.is("_Static_assert")) && start + 1 < end) {
                promise(start, end);
            } else if (!first.is("typedef")) {
                if (brace > 0 && names(start, brace).contains("enum") && !hasAssignment(start, brace)) {
                    enumeration(brace, end);
                }
                variable(start, end, brace);
            }
        }

        /** A macro may stand before a declaration, called on a line of its own without a semicolon. */
        private int afterCalls(int from, int end) {
            int start = from;
            while (start + 1 < end && tokens.get(start).isName() && tokens.get(start + 1).is("(")) {
                int open = 0;
                int at = start + 1;
                do {
                    open += opens(tokens.get(at));
                    at++;
                } while (at < end && open > 0);
                if (at >= end || !tokens.get(at).isName() || !tokens.get(at).startsLine()) {
                    return start;
                }
                start = at;
            }
            return start;
        }

        private Set<String> names(int from, int to) {
            Set<String> set = new HashSet<>();
            tokens.subList(from, to).stream().filter(Token::isName).forEach(token -> set.add(token.text()));
            return set;
        }

        private boolean hasAssignment(int from, int to) {
            return tokens.subList(from, to).stream().anyMatch(token -> token.is("="));
        }

        private void function(int start, int end, int brace) {
            int list = parameterList(start, brace);
            if (list < 0) {
                return;
            }
            Token name = tokens.get(list - 1);
            List<String> parameters = new ArrayList<>();
            int open = 0;
            int from = list + 1;
            for (int i = list; i < brace; i++) {
                boolean separates = open == 1 && tokens.get(i).is(",");
                open += opens(tokens.get(i));
                if (separates || open == 0) {
                    parameters.add(parameterName(from, i));
                    from = i + 1;
                }
                if (open == 0) {
                    break;
                }
            }
            int close = end - 1;
            while (close > brace && !tokens.get(close).is("}")) {
                close--;
            }
            List<Token> body = tokens.subList(brace + 1, Math.max(close, brace + 1));
            boolean local = tokens.subList(start, list).stream().anyMatch(token -> token.is("static"));
            for (int i = brace + 1; i + 1 < close; i++) {
                if (tokens.get(i).is("BUILD_BUG_ON") && tokens.get(i + 1).is("(")) {
                    bug(i);
                }
            }
            functions.putIfAbsent(
                    name.text(),
                    new Function(tokens.get(start), tokens.get(end - 1).line(), name.text(), parameters, body, local));
        }

        private String parameterName(int from, int to) {
            int open = 0;
            String name = "";
            for (int i = from; i < to; i++) {
                open += opens(tokens.get(i));
                if (open == 0 && tokens.get(i).isName() && !tokens.get(i).text().startsWith("__")) {
                    name = tokens.get(i).text();
                }
            }
            return name;
        }

        private void promise(int start, int end) {
            int last = end - 1;
            while (last > start && !tokens.get(last).is(")")) {
                last--;
            }
            promises.add(new Promise(tokens.get(start), Parser.expression(argument(start + 2, last), tokens.get(start))));
        }

        /** {@code BUILD_BUG_ON(A != B)}, which promises that they are equal. */
        private void bug(int start) {
            Expr condition = Parser.expression(argument(start + 2, tokens.size()), tokens.get(start));
            if (condition instanceof Expr.Binary unequal && unequal.mark().equals("!=")) {
                promises.add(new Promise(
                        tokens.get(start), new Expr.Binary(unequal.place(), "==", unequal.left(), unequal.right())));
            }
        }

        /** The argument of a call that starts here, up to a comma, the closing bracket, or an end. */
        private List<Token> argument(int from, int end) {
            List<Token> argument = new ArrayList<>();
            int open = 0;
            for (int i = from; i < end; i++) {
                if (open == 0 && (tokens.get(i).is(",") || tokens.get(i).is(")"))) {
                    break;
                }
                open += opens(tokens.get(i));
                argument.add(tokens.get(i));
            }
            return argument;
        }

        private void enumeration(int brace, int end) {
            Optional<Expr> from = Optional.empty();
            int distance = 0;
            int i = brace + 1;
            while (i < end && !tokens.get(i).is("}")) {
                Token name = tokens.get(i);
                int open = 0;
                int stop = i;
                while (stop < end && !(open == 0 && (tokens.get(stop).is(",") || tokens.get(stop).is("}")))) {
                    open += opens(tokens.get(stop));
                    stop++;
                }
                if (i + 1 < stop && tokens.get(i + 1).is("=")) {
                    from = Optional.of(Parser.expression(tokens.subList(i + 2, stop), name));
                    distance = 0;
                }
                if (name.isName()) {
                    enumerators.putIfAbsent(
                            name.text(), new Enumerator(tokens.get(brace), tokens.get(end - 1).line(), name.text(), from, distance));
                }
                distance++;
                i = stop < end && tokens.get(stop).is(",") ? stop + 1 : stop;
            }
        }

        private void variable(int start, int end, int brace) {
            boolean external = tokens.subList(start, end).stream().anyMatch(token -> token.is("extern"));
            int from = start;
            int open = 0;
            for (int i = start; i < end; i++) {
                boolean separates = open == 0 && (tokens.get(i).is(",") || tokens.get(i).is(";"));
                open += opens(tokens.get(i));
                if (separates) {
                    declarator(from, i, external);
                    from = i + 1;
                }
            }
        }

        /** One declared name between commas, with its initialiser. */
        private void declarator(int from, int to, boolean external) {
            int open = 0;
            int found = -1;
            int assign = -1;
            for (int i = from; i < to && assign < 0; i++) {
                Token token = tokens.get(i);
                if (open == 0 && token.is("=")) {
                    assign = i;
                } else if (open == 0 && token.is("(")) {
                    boolean attribute = i > from && tokens.get(i - 1).text().startsWith("__");
                    if (!attribute) {
                        return;
                    }
                } else if (open == 0 && token.isName()) {
                    boolean attribute = token.text().startsWith("__");
                    found = attribute && found >= 0 ? found : i;
                }
                open += opens(token);
            }
            if (found < 0) {
                return;
            }
            Token name = tokens.get(found);
            Optional<Expr> value = assign < 0
                    ? Optional.empty()
                    : Optional.of(Parser.initialiser(tokens.subList(assign + 1, to), tokens.get(assign)));
            boolean array = found + 1 < to && tokens.get(found + 1).is("[");
            Variable variable = new Variable(
                    tokens.get(from), tokens.get(to - 1).line(), name.text(), value, external && value.isEmpty(), array);
            Variable known = variables.get(name.text());
            if (known == null || known.external() || known.value().isEmpty() && value.isPresent()) {
                variables.put(name.text(), variable);
                padding(from, found).ifPresent(size -> padded.put(name.text(), size));
            }
        }

        /** In a union, how many elements the array of bytes has, if there is one. */
        private Optional<Expr> padding(int from, int to) {
            boolean union = tokens.subList(from, to).stream().limit(3).anyMatch(token -> token.is("union"));
            for (int i = from + 1; union && i + 2 < to; i++) {
                boolean bytes = BYTE.contains(tokens.get(i - 1).text()) && tokens.get(i).isName() && tokens.get(i + 1).is("[");
                int end = i + 2;
                while (bytes && end < to && !tokens.get(end).is("]")) {
                    end++;
                }
                if (bytes && end > i + 2 && end < to) {
                    return Optional.of(Parser.expression(tokens.subList(i + 2, end), tokens.get(i)));
                }
            }
            return Optional.empty();
        }
    }
}
