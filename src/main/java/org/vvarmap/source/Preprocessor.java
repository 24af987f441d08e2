package org.vvarmap.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Conditionals under a stated configuration, headers, and macros: what cpp does, as far as it is needed.
 *
 * <p>Two things differ from cpp. Headers that nobody wants are not read, so a name may stay undefined. And macros are expanded
 * when the whole file was seen, or before one of them is defined anew; terms that the {@link Machine} knows are never expanded.
 */
final class Preprocessor {

    /** A conditional group, from {@code #if} to {@code #endif}, that a symbol without a stated value decided. */
    record Group(String file, int from, int to, Set<String> symbols, Set<String> skippedNames) {}

    record Macro(String name, Optional<List<String>> parameters, boolean variadic, List<Token> body, String file, int line) {}

    record Result(List<Token> tokens, Map<String, Macro> macros, List<Group> groups, List<Macro> expanded) {}

    /** C's binary operators, the loosest first. */
    private static final List<Set<String>> LEVELS = List.of(
            Set.of("||"), Set.of("&&"), Set.of("|"), Set.of("^"), Set.of("&"), Set.of("==", "!="), Set.of("<", ">", "<=", ">="),
            Set.of("<<", ">>"), Set.of("+", "-"), Set.of("*", "/", "%"));

    private static final Set<String> ENABLED = Set.of("IS_ENABLED", "IS_BUILTIN", "IS_REACHABLE", "IS_MODULE");

    /** Files that include one another; deeper ones are passed over. */
    private static final int DEEPEST_INCLUDE = 16;

    /** Macros within macros; a name that is deeper is left as it is. */
    private static final int DEEPEST_EXPANSION = 64;

    /** Conditionals within conditionals; C promises 63, and kernels have less than 10. */
    private static final int DEEPEST_CONDITIONAL = 64;

    /** Brackets, signs and names that stand for expressions within one {@code #if}. */
    private static final int DEEPEST_CONDITION = 64;

    /** Parameters of one macro; C promises 127. */
    private static final int MOST_PARAMETERS = 127;

    /** Tokens of a file and its headers, in parts that count and parts that do not, and again once macros are expanded. */
    private static final int MOST_TOKENS = 2_000_000;

    /** The longest token that {@code ##} and {@code #} make, in characters; each of them may double it. */
    private static final int LONGEST_MADE = 1 << 16;

    /** Tokens that all expansions and conditions of a file touch. */
    private static final long MOST_WORK = 5_000_000;

    private final Surroundings surroundings;
    private final Set<String> included = new HashSet<>();
    private final Map<String, Macro> macros = new HashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Token> active = new ArrayList<>();
    private final List<Token> done = new ArrayList<>();
    private final Set<Macro> expanded = Collections.newSetFromMap(new IdentityHashMap<>());
    private long work;
    private long seen;

    private Preprocessor(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    static Result run(SourceTree tree, SourceFile source, Includes includes, Settings settings) {
        return run(source, new Surroundings(tree, includes, settings));
    }

    static Result run(SourceFile source, Surroundings surroundings) {
        Preprocessor preprocessor = new Preprocessor(surroundings);
        surroundings.anyway().forEach(candidates -> preprocessor.includeFirst(candidates, 0));
        preprocessor.include(source, 0);
        preprocessor.expandSoFar();
        return new Result(List.copyOf(preprocessor.done), Map.copyOf(preprocessor.macros), List.copyOf(preprocessor.groups), List.copyOf(preprocessor.expanded));
    }

    /** One open {@code #if}. */
    private static final class Open {
        private final int from;
        private final boolean outerLive;
        private boolean taken;
        private boolean live;
        private final Set<String> symbols = new TreeSet<>();
        private final Set<String> skipped = new HashSet<>();

        private Open(int from, boolean outerLive) {
            this.from = from;
            this.outerLive = outerLive;
        }
    }

    private void include(SourceFile source, int depth) {
        if (!included.add(source.path()) || depth > DEEPEST_INCLUDE) {
            return;
        }
        List<Token> tokens = source.tokens();
        seen += tokens.size();
        if (seen > MOST_TOKENS) {
            throw new UnreadableSource(source.path() + " has, with the headers before it, more tokens than can be read");
        }
        Set<String> guards = source.defined();
        Deque<Open> open = new ArrayDeque<>();
        int at = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            int end = at + 1;
            if (token.startsLine() && token.is("#")) {
                while (end < tokens.size() && !tokens.get(end).startsLine()) {
                    end++;
                }
                directive(source, tokens.subList(at + 1, end), open, guards, depth);
            } else if (open.isEmpty() || open.peek().live) {
                active.add(token);
            } else if (token.isName()) {
                for (Open group : open) {
                    group.skipped.add(token.text());
                }
            }
            at = end;
        }
    }

    private void directive(SourceFile source, List<Token> words, Deque<Open> open, Set<String> guards, int depth) {
        if (words.isEmpty()) {
            return;
        }
        boolean live = open.isEmpty() || open.peek().live;
        List<Token> rest = words.subList(1, words.size());
        int line = words.get(0).line();
        switch (words.get(0).text()) {
            case "if", "ifdef", "ifndef" -> {
                Open group = new Open(line, live);
                open.push(group);
                if (open.size() > DEEPEST_CONDITIONAL) {
                    throw new UnreadableSource(source.path() + " has conditionals nested too deeply, line " + line);
                }
                group.live = live && condition(words.get(0).text(), rest, group, guards);
                group.taken = group.live;
            }
            case "elif" -> {
                if (!open.isEmpty()) {
                    Open group = open.peek();
                    group.live = group.outerLive && !group.taken && condition("if", rest, group, guards);
                    group.taken |= group.live;
                }
            }
            case "else" -> {
                if (!open.isEmpty()) {
                    Open group = open.peek();
                    group.live = group.outerLive && !group.taken;
                    group.taken = true;
                }
            }
            case "endif" -> {
                if (!open.isEmpty()) {
                    Open group = open.pop();
                    if (!group.symbols.isEmpty()) {
                        groups.add(new Group(source.path(), group.from, line, group.symbols, group.skipped));
                    }
                }
            }
            case "define" -> {
                if (live) {
                    if (!rest.isEmpty() && macros.containsKey(rest.get(0).text())) {
                        expandSoFar();
                    }
                    define(rest);
                } else if (!rest.isEmpty()) {
                    open.forEach(group -> rest.forEach(token -> group.skipped.add(token.text())));
                }
            }
            case "undef" -> {
                if (live && !rest.isEmpty()) {
                    if (macros.containsKey(rest.get(0).text())) {
                        expandSoFar();
                    }
                    macros.remove(rest.get(0).text());
                }
            }
            case "include" -> {
                if (live) {
                    includeNamed(source, rest, depth);
                }
            }
            default -> {
                // #error, #pragma, #warning, #line: nothing that a layout depends on
            }
        }
    }

    /** Before a macro gets another meaning: what was read so far has the one of now. */
    private void expandSoFar() {
        done.addAll(expand(active, Set.of(), 0));
        active.clear();
        if (done.size() > MOST_TOKENS) {
            throw new UnreadableSource(done.get(0).file() + " expands to more tokens than can be read");
        }
    }

    private void includeNamed(SourceFile from, List<Token> words, int depth) {
        if (words.isEmpty()) {
            return;
        }
        List<String> candidates = new ArrayList<>();
        String name;
        if (words.get(0).kind() == Token.Kind.STRING) {
            name = words.get(0).text();
            int slash = from.path().lastIndexOf('/');
            candidates.add(slash < 0 ? name : normalise(from.path().substring(0, slash + 1) + name));
        } else {
            StringBuilder spelled = new StringBuilder();
            words.subList(1, words.size()).forEach(word -> spelled.append(word.text()));
            name = spelled.toString().replace(">", "");
        }
        surroundings.wanted(name).ifPresent(angled -> {
            candidates.addAll(angled);
            includeFirst(candidates, depth);
        });
    }

    private void includeFirst(List<String> candidates, int depth) {
        for (String candidate : candidates) {
            Optional<SourceFile> file = surroundings.file(candidate);
            if (file.isPresent()) {
                include(file.get(), depth + 1);
                return;
            }
        }
    }

    /** Takes {@code ./} and {@code ../} out of a path. */
    private static String normalise(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/")) {
            if (step.equals("..")) {
                steps.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    private void define(List<Token> words) {
        if (words.isEmpty()) {
            return;
        }
        Token name = words.get(0);
        if (words.size() < 2 || !words.get(1).is("(") || words.get(1).spaced()) {
            macros.put(
                    name.text(),
                    new Macro(name.text(), Optional.empty(), false, List.copyOf(words.subList(1, words.size())), name.file(), name.line()));
            return;
        }
        List<String> parameters = new ArrayList<>();
        boolean variadic = false;
        int at = 2;
        while (at < words.size() && !words.get(at).is(")")) {
            if (words.get(at).is("...")) {
                variadic = true;
                if (at == 2 || words.get(at - 1).is(",")) {
                    parameters.add("__VA_ARGS__");
                }
            } else if (!words.get(at).is(",")) {
                parameters.add(words.get(at).text());
            }
            at++;
        }
        if (parameters.size() > MOST_PARAMETERS) {
            throw new UnreadableSource(name.file() + " has a macro of too many parameters, line " + name.line());
        }
        List<Token> body = at < words.size() ? List.copyOf(words.subList(at + 1, words.size())) : List.of();
        macros.put(name.text(), new Macro(name.text(), Optional.of(List.copyOf(parameters)), variadic, body, name.file(), name.line()));
    }

    // Conditions.

    private boolean condition(String kind, List<Token> words, Open group, Set<String> guards) {
        if (!kind.equals("if")) {
            boolean defined = !words.isEmpty() && isDefined(words.get(0).text(), group, guards);
            return kind.equals("ifdef") == defined;
        }
        return new Condition(words, group, guards, Set.of(), 0).value() != 0;
    }

    private boolean isDefined(String name, Open group, Set<String> guards) {
        Optional<Boolean> stated = surroundings.setting(name);
        if (stated.isPresent()) {
            return stated.get();
        }
        if (macros.containsKey(name)) {
            return true;
        }
        // A header's guard is no open question.
        if (!guards.contains(name) || name.startsWith("CONFIG_")) {
            group.symbols.add(name);
        }
        return false;
    }

    /** The expression of an {@code #if}. Anything that it does not understand counts as 0, and its names as open. */
    private final class Condition {
        private final List<Token> words;
        private final Open group;
        private final Set<String> guards;
        private final Set<String> hidden;
        private int at;
        private int depth;

        /** The names that are hidden stand for what is being expanded, and so for nothing, as in cpp. */
        private Condition(List<Token> words, Open group, Set<String> guards, Set<String> hidden, int depth) {
            this.words = words;
            this.group = group;
            this.guards = guards;
            this.hidden = hidden;
            this.depth = depth;
        }

        private long value() {
            return binary(0);
        }

        private long binary(int level) {
            if (level == LEVELS.size()) {
                return unary();
            }
            long left = binary(level + 1);
            while (at < words.size() && LEVELS.get(level).contains(words.get(at).text())) {
                String mark = words.get(at++).text();
                left = apply(mark, left, binary(level + 1));
            }
            return left;
        }

        private long apply(String mark, long left, long right) {
            return switch (mark) {
                case "||" -> left != 0 || right != 0 ? 1 : 0;
                case "&&" -> left != 0 && right != 0 ? 1 : 0;
                case "==" -> left == right ? 1 : 0;
                case "!=" -> left != right ? 1 : 0;
                case "<" -> left < right ? 1 : 0;
                case ">" -> left > right ? 1 : 0;
                case "<=" -> left <= right ? 1 : 0;
                case ">=" -> left >= right ? 1 : 0;
                case "|" -> left | right;
                case "^" -> left ^ right;
                case "&" -> left & right;
                case "<<" -> left << right;
                case ">>" -> left >> right;
                case "+" -> left + right;
                case "-" -> left - right;
                case "*" -> left * right;
                default -> right == 0 ? 0 : mark.equals("/") ? left / right : left % right;
            };
        }

        private long unary() {
            if (at >= words.size()) {
                return 0;
            }
            Token word = words.get(at++);
            if (++depth > DEEPEST_CONDITION) {
                throw new UnreadableSource(word.file() + " has a condition nested too deeply, line " + word.line());
            }
            try {
                return operand(word);
            } finally {
                depth--;
            }
        }

        private long operand(Token word) {
            if (word.is("!")) {
                return unary() == 0 ? 1 : 0;
            }
            if (word.is("-")) {
                return -unary();
            }
            if (word.is("(")) {
                long inner = binary(0);
                at++;
                return inner;
            }
            if (word.kind() == Token.Kind.NUMBER) {
                return Numbers.parse(word.text()).orElse(0L);
            }
            if (word.is("defined")) {
                return defined();
            }
            return word.isName() ? name(word) : 0;
        }

        private long defined() {
            boolean brackets = at < words.size() && words.get(at).is("(");
            at += brackets ? 1 : 0;
            String name = at < words.size() ? words.get(at++).text() : "";
            at += brackets ? 1 : 0;
            return isDefined(name, group, guards) ? 1 : 0;
        }

        private long name(Token word) {
            work(64, word);
            if (ENABLED.contains(word.text())) {
                return defined();
            }
            Macro macro = macros.get(word.text());
            if (macro != null && macro.parameters().isEmpty() && surroundings.setting(word.text()).isEmpty()) {
                if (hidden.contains(word.text())) {
                    return 0;
                }
                Set<String> inside = new HashSet<>(hidden);
                inside.add(word.text());
                return new Condition(macro.body(), group, guards, inside, depth).value();
            }
            if (at < words.size() && words.get(at).is("(")) {
                int depth = 0;
                do {
                    depth += words.get(at).is("(") ? 1 : words.get(at).is(")") ? -1 : 0;
                    at++;
                } while (at < words.size() && depth > 0);
            }
            return isDefined(word.text(), group, guards) ? 1 : 0;
        }
    }

    // Macros.

    /** Counts what expansion and conditions cost, so that macros which double themselves come to an end. */
    private void work(long tokens, Token place) {
        work += tokens;
        if (work > MOST_WORK) {
            throw new UnreadableSource(place.file() + " has macros that expand without end, line " + place.line());
        }
    }

    /** Counts what a token costs that was not in the text, so that those which double themselves come to an end. */
    private void made(CharSequence text, Token place) {
        work(1 + text.length() / 64, place);
        if (text.length() > LONGEST_MADE) {
            throw new UnreadableSource(place.file() + " has a macro that makes a token without end, line " + place.line());
        }
    }

    private List<Token> expand(List<Token> tokens, Set<String> hidden, int depth) {
        List<Token> result = new ArrayList<>(tokens.size());
        int at = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            Macro macro = token.isName() && !hidden.contains(token.text()) ? macros.get(token.text()) : null;
            if (macro == null || depth > DEEPEST_EXPANSION || Terms.isTerm(token.text())) {
                result.add(token);
                at++;
                continue;
            }
            List<List<Token>> arguments = List.of();
            int end = at + 1;
            if (macro.parameters().isPresent()) {
                end = closing(tokens, at + 1);
                work(end < 0 ? tokens.size() - at : end - at, token);
                if (end < 0) {
                    result.add(token);
                    at++;
                    continue;
                }
                arguments = arguments(tokens.subList(at + 2, end - 1));
            }
            expanded.add(macro);
            Set<String> hiddenInside = new HashSet<>(hidden);
            hiddenInside.add(macro.name());
            work(8L + hidden.size() + macro.body().size() + (end - at), token);
            List<Token> body = substitute(macro, arguments, token, hidden, depth);
            result.addAll(expand(body, hiddenInside, depth + 1));
            if (result.size() > MOST_TOKENS) {
                throw new UnreadableSource(token.file() + " expands to more tokens than can be read");
            }
            at = end;
        }
        return result;
    }

    /** The index after the bracket that closes the one at {@code open}; -1 where there is none. */
    static int closing(List<Token> tokens, int open) {
        if (open >= tokens.size() || !tokens.get(open).is("(")) {
            return -1;
        }
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    static List<List<Token>> arguments(List<Token> tokens) {
        List<List<Token>> arguments = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        int depth = 0;
        for (Token token : tokens) {
            if (depth == 0 && token.is(",")) {
                arguments.add(current);
                current = new ArrayList<>();
            } else {
                depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
                current.add(token);
            }
        }
        arguments.add(current);
        return arguments;
    }

    private List<Token> substitute(
            Macro macro, List<List<Token>> arguments, Token place, Set<String> hidden, int depth) {
        List<String> parameters = macro.parameters().orElse(List.of());
        List<Token> result = new ArrayList<>();
        List<Token> body = macro.body();
        for (int i = 0; i < body.size(); i++) {
            Token token = body.get(i);
            if (token.is("##") && !result.isEmpty() && i + 1 < body.size()) {
                List<Token> right = argument(parameters, arguments, macro, body.get(++i)).orElse(List.of(body.get(i)));
                if (!right.isEmpty()) {
                    Token left = result.remove(result.size() - 1);
                    String made = left.text() + right.get(0).text();
                    made(made, place);
                    work(right.size(), place);
                    result.add(new Token(left.kind(), made, place.file(), place.line(), false, left.spaced()));
                    right.subList(1, right.size()).forEach(more -> result.add(more.at(place)));
                }
                continue;
            }
            if (token.is("#") && i + 1 < body.size() && parameters.contains(body.get(i + 1).text())) {
                StringBuilder text = new StringBuilder();
                argument(parameters, arguments, macro, body.get(++i)).orElse(List.of()).forEach(t -> {
                    text.append(t.text());
                    made(text, place);
                });
                result.add(new Token(Token.Kind.STRING, text.toString(), place.file(), place.line(), false, true));
                continue;
            }
            boolean pasted = i + 1 < body.size() && body.get(i + 1).is("##");
            Optional<List<Token>> argument = argument(parameters, arguments, macro, token);
            if (argument.isPresent()) {
                List<Token> tokens = pasted ? argument.get() : expand(argument.get(), hidden, depth + 1);
                work(tokens.size(), place);
                tokens.forEach(t -> result.add(t.at(place)));
            } else {
                result.add(token.at(place));
            }
        }
        return result;
    }

    private static Optional<List<Token>> argument(
            List<String> parameters, List<List<Token>> arguments, Macro macro, Token token) {
        int index = token.isName() ? parameters.indexOf(token.text()) : -1;
        if (index < 0) {
            return Optional.empty();
        }
        if (macro.variadic() && index == parameters.size() - 1) {
            List<Token> rest = new ArrayList<>();
            for (int i = index; i < arguments.size(); i++) {
                if (i > index) {
                    rest.add(new Token(Token.Kind.MARK, ",", token.file(), token.line(), false, false));
                }
                rest.addAll(arguments.get(i));
            }
            return Optional.of(rest);
        }
        return Optional.of(index < arguments.size() ? arguments.get(index) : List.of());
    }
}
