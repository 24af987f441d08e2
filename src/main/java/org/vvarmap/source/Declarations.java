package org.vvarmap.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declarations of a file and its headers under one configuration, cut out of its tokens. Nothing in it changes once it is
 * made, so many {@link Unit}s share one.
 */
final class Declarations {

    /** Functions of a file and its headers: their callers are looked for pair by pair. Kernels have less than 3,500. */
    private static final int MOST_FUNCTIONS = 10_000;

    private static final Set<String> BYTE = Set.of("u8", "__u8", "uint8_t", "char");

    private final Preprocessor.Result text;
    private final List<Token> tokens;
    private final Map<String, Unit.Function> functions = new LinkedHashMap<>();
    private final Map<String, Unit.Variable> variables = new LinkedHashMap<>();
    private final Map<String, Unit.Enumerator> enumerators = new HashMap<>();
    private final Map<String, Expr> padded = new HashMap<>();
    private final List<Unit.Promise> promises = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int at;

    private Declarations(Preprocessor.Result text) {
        this.text = text;
        this.tokens = text.tokens();
    }

    /** Cuts a text into declarations. */
    static Declarations of(Preprocessor.Result text) {
        Declarations declarations = new Declarations(text);
        declarations.run();
        return declarations;
    }

    Preprocessor.Result text() {
        return text;
    }

    Map<String, Unit.Function> functions() {
        return Collections.unmodifiableMap(functions);
    }

    Map<String, Unit.Variable> variables() {
        return Collections.unmodifiableMap(variables);
    }

    Map<String, Unit.Enumerator> enumerators() {
        return Collections.unmodifiableMap(enumerators);
    }

    /** The sizes of variables that are unions with an array of bytes. */
    Map<String, Expr> padded() {
        return Collections.unmodifiableMap(padded);
    }

    List<Unit.Promise> promises() {
        return Collections.unmodifiableList(promises);
    }

    /** Every name in the text. */
    Set<String> names() {
        return Collections.unmodifiableSet(names);
    }

    /** How often a name stands in the text, other than before the bracket of a parameter list that a type stands before. */
    long mentions(String name) {
        long mentions = 0;
        for (int i = 0; i < tokens.size(); i++) {
            boolean declares = i > 0 && i + 1 < tokens.size() && tokens.get(i + 1).is("(")
                    && (tokens.get(i - 1).isName() || tokens.get(i - 1).is("*")) && !Set.of("return", "else", "do").contains(tokens.get(i - 1).text());
            mentions += tokens.get(i).is(name) && !declares ? 1 : 0;
        }
        return mentions;
    }

    /** How often a name stands alone in the brackets of something outside functions that is not known to have it called at boot. */
    long idleMentions(String name) {
        long mentions = 0;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
            boolean alone = depth == 0 && i > 1 && i + 1 < tokens.size() && tokens.get(i).is(name)
                    && tokens.get(i - 1).is("(") && tokens.get(i + 1).is(")");
            mentions += alone && tokens.get(i - 2).isName() && !tokens.get(i - 2).text().contains("init") ? 1 : 0;
        }
        return mentions;
    }

    private void run() {
        for (Token token : tokens) {
            if (token.isName()) {
                names.add(token.text());
            }
        }
        while (at < tokens.size()) {
            int start = at;
            int brace = -1;
            int open = 0;
            boolean ends = false;
            boolean function = false;
            while (at < tokens.size() && !ends) {
                Token token = tokens.get(at);
                if (token.is("{") && open == 0 && brace < 0) {
                    brace = at;
                    function = isFunction(start, brace);
                }
                open += opens(token);
                at++;
                boolean functionEnds = open == 0 && token.is("}") && function && !continues();
                ends = open <= 0 && (token.is(";") || functionEnds);
            }
            declaration(start, at, brace);
        }
    }

    private int opens(Token token) {
        if (token.kind() != Token.Kind.MARK) {
            return 0;
        }
        return switch (token.text().charAt(0)) {
            case '(', '{', '[' -> 1;
            case ')', '}', ']' -> -1;
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
        for (int i = from; i < to; i++) {
            if (tokens.get(i).is("=")) {
                return true;
            }
        }
        return false;
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
                i = bug(i);
            }
        }
        if (functions.size() >= MOST_FUNCTIONS) {
            throw new UnreadableSource(name.file() + " has, with its headers, more than " + MOST_FUNCTIONS + " functions");
        }
        functions.putIfAbsent(
                name.text(),
                new Unit.Function(tokens.get(start), tokens.get(end - 1).line(), name.text(), parameters, body, local));
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
        promises.add(new Unit.Promise(tokens.get(start), Parser.expression(argument(start + 2, last), tokens.get(start))));
    }

    /** {@code BUILD_BUG_ON(A != B)}, which promises that they are equal; gives where its last token is. */
    private int bug(int start) {
        List<Token> argument = argument(start + 2, tokens.size());
        Expr condition = Parser.expression(argument, tokens.get(start));
        if (condition instanceof Expr.Binary unequal && unequal.mark().equals("!=")) {
            promises.add(new Unit.Promise(
                    tokens.get(start), new Expr.Binary(unequal.place(), "==", unequal.left(), unequal.right())));
        }
        return start + 1 + argument.size();
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
                        name.text(), new Unit.Enumerator(tokens.get(brace), tokens.get(end - 1).line(), name.text(), from, distance));
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
                declarator(start, from, i, external);
                from = i + 1;
            }
        }
    }

    /** One declared name between commas, with its initialiser; the type is before the first. */
    private void declarator(int start, int from, int to, boolean external) {
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
        Unit.Variable variable = new Unit.Variable(
                tokens.get(from), tokens.get(to - 1).line(), name.text(), value, external && value.isEmpty(), array,
                !array && isOfBytes(start) && (found == from || !tokens.get(found - 1).is("*")));
        Unit.Variable known = variables.get(name.text());
        if (known == null || known.external() || known.value().isEmpty() && value.isPresent()) {
            variables.put(name.text(), variable);
            Optional<Expr> size = array ? bytes(found, to) : padding(from, found);
            size.ifPresent(bytes -> padded.put(name.text(), bytes));
        }
    }

    /** Whether the type that a declaration begins with is a byte's. */
    private boolean isOfBytes(int start) {
        int at = start;
        while (at < tokens.size() && tokens.get(at).isName() && !BYTE.contains(tokens.get(at).text())) {
            at++;
        }
        return at < tokens.size() && tokens.get(at).isName();
    }

    /** How many elements an array of bytes has. */
    private Optional<Expr> bytes(int name, int to) {
        int end = name + 2;
        while (end < to && !tokens.get(end).is("]")) {
            end++;
        }
        boolean plain = BYTE.contains(tokens.get(name - 1).text()) && end < to && end > name + 2
                && (end + 1 == to || !tokens.get(end + 1).is("["));
        return plain ? Optional.of(Parser.expression(tokens.subList(name + 2, end), tokens.get(name))) : Optional.empty();
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
            if (bytes && end >= to) {
                return Optional.empty();
            }
            if (bytes && end > i + 2) {
                return Optional.of(Parser.expression(tokens.subList(i + 2, end), tokens.get(i)));
            }
        }
        return Optional.empty();
    }
}
