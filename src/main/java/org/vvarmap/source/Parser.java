package org.vvarmap.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Expressions and statements of C. It does not know types, so it tells declarations and casts by their look; what it does not
 * understand becomes an opaque node, never an exception.
 */
final class Parser {

    private static final Set<String> TYPE_WORDS = Set.of(
            "struct", "union", "enum", "unsigned", "signed", "int", "long", "char", "short", "void", "const", "static", "extern",
            "register", "volatile", "bool", "_Bool", "float", "double", "inline", "__inline__", "__always_inline", "__user",
            "__force", "__iomem", "__init", "__initdata", "typeof", "__typeof__", "size_t", "ssize_t", "pgoff_t", "pfn_t",
            "u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64", "uintptr_t", "vm_flags_t", "vm_fault_t", "pgprot_t",
            "elf_addr_t", "Elf32_Ehdr", "Elf64_Ehdr", "__u32", "__u64", "__maybe_unused", "phys_addr_t");

    private static final String[][] BINARY = {
        {"||"}, {"&&"}, {"|"}, {"^"}, {"&"}, {"==", "!="}, {"<", ">", "<=", ">="}, {"<<", ">>"}, {"+", "-"}, {"*", "/", "%"}
    };

    private static final Set<String> POSTFIX = Set.of("(", "[", ".", "->", "++", "--");

    private static final Set<String> ASSIGNMENTS =
            Set.of("=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=");

    /** How deep expressions, initialisers and statements may be nested. */
    private static final int DEEPEST = 200;

    /**
     * How many operators may stand in a row in one expression: each makes the tree deeper by one, and whoever walks it has a stack
     * of a megabyte. Kernels have less than 60.
     */
    private static final int MOST_OPERATORS = 400;

    /** The longest operand of {@code sizeof}, or type, that is told as a text, in characters. */
    private static final int LONGEST_SPELLING = 1000;

    /**
     * What may be done for each token, on top of {@link #LEAST_EFFORT}. What was not understood is read again from where its
     * statement may end, and in blocks within blocks each would do so with all that those within have done.
     */
    private static final long MOST_EFFORT = 100;

    private static final long LEAST_EFFORT = 10_000;

    /** How much of a token a message quotes, in characters. */
    private static final int QUOTED = 60;

    /** Thrown and caught in here: the tokens are no expression. */
    private static final class NotUnderstood extends RuntimeException {
        private NotUnderstood(String message) {
            super(message, null, false, false);
        }
    }

    /** Thrown and caught in here: no more is done for the tokens. */
    private static final class TooMuch extends RuntimeException {
        private TooMuch() {
            super("too many ways to read it", null, false, false);
        }
    }

    private final List<Token> tokens;
    private int at;
    private int depth;
    private int operators;
    private long left;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
        this.left = LEAST_EFFORT + MOST_EFFORT * tokens.size();
    }

    /** Reads a whole token list as one expression. */
    static Expr expression(List<Token> tokens, Token place) {
        Parser parser = new Parser(tokens);
        try {
            Expr expression = parser.comma();
            return parser.at == tokens.size() ? expression : new Expr.Opaque(place, "more text than one expression");
        } catch (NotUnderstood | TooMuch e) {
            return new Expr.Opaque(place, e.getMessage());
        }
    }

    /** Reads an initialiser: an expression or a braced list. */
    static Expr initialiser(List<Token> tokens, Token place) {
        Parser parser = new Parser(tokens);
        try {
            Expr expression = parser.initialiserHere();
            return parser.at == tokens.size() ? expression : new Expr.Opaque(place, "an initialiser of an unknown shape");
        } catch (NotUnderstood | TooMuch e) {
            return new Expr.Opaque(place, e.getMessage());
        }
    }

    /** Reads the inside of a function's braces. */
    static Stmt.Block body(List<Token> tokens, Token place) {
        Parser parser = new Parser(tokens);
        try {
            return new Stmt.Block(place, parser.statements());
        } catch (TooMuch e) {
            return new Stmt.Block(place, List.of(new Stmt.Opaque(place, e.getMessage())));
        }
    }

    // Token handling.

    private boolean ended() {
        return at >= tokens.size();
    }

    private void spend(long effort) {
        left -= effort;
        if (left < 0) {
            throw new TooMuch();
        }
    }

    private Token peek() {
        if (ended()) {
            throw new NotUnderstood("the text ends too early");
        }
        return tokens.get(at);
    }

    private boolean sees(String mark) {
        return !ended() && tokens.get(at).is(mark);
    }

    private boolean sees(int ahead, String mark) {
        return at + ahead < tokens.size() && tokens.get(at + ahead).is(mark);
    }

    private boolean takes(String mark) {
        if (sees(mark)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String mark) {
        if (!takes(mark)) {
            throw new NotUnderstood("'" + mark + "' expected" + (ended() ? "" : " before " + quoted(peek())));
        }
    }

    /** Counts an operator that makes the tree deeper to its left. */
    private void operator() {
        if (++operators > MOST_OPERATORS) {
            throw new NotUnderstood("more than " + MOST_OPERATORS + " operators in one expression");
        }
    }

    /** As much of a token as a message needs. */
    private static String quoted(Token token) {
        String text = token.text();
        return "'" + (text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text) + "'";
    }

    private boolean seesName(int ahead) {
        return at + ahead < tokens.size() && tokens.get(at + ahead).isName();
    }

    // Expressions.

    private Expr comma() {
        Expr expression = assignment();
        while (sees(",")) {
            Token place = tokens.get(at++);
            operator();
            expression = new Expr.Binary(place, ",", expression, assignment());
        }
        return expression;
    }

    private Expr assignment() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood("nested too deeply");
        }
        try {
            Expr left = choice();
            if (!ended() && tokens.get(at).kind() == Token.Kind.MARK && ASSIGNMENTS.contains(tokens.get(at).text())) {
                Token place = tokens.get(at++);
                String mark = place.text().substring(0, place.text().length() - 1);
                return new Expr.Assign(place, mark, left, assignment());
            }
            return left;
        } finally {
            depth--;
        }
    }

    private Expr choice() {
        Expr condition = binary(0);
        if (!sees("?")) {
            return condition;
        }
        Token place = tokens.get(at++);
        Expr yes = sees(":") ? condition : comma();
        expect(":");
        return new Expr.Choice(place, condition, yes, assignment());
    }

    private Expr binary(int level) {
        if (level == BINARY.length) {
            return unary();
        }
        Expr left = binary(level + 1);
        while (!ended() && tokens.get(at).kind() == Token.Kind.MARK
                && List.of(BINARY[level]).contains(tokens.get(at).text())) {
            Token place = tokens.get(at++);
            operator();
            left = new Expr.Binary(place, place.text(), left, binary(level + 1));
        }
        return left;
    }

    private Expr unary() {
        spend(1);
        if (++depth > DEEPEST) {
            throw new NotUnderstood("nested too deeply");
        }
        try {
            Token token = peek();
            if (token.kind() == Token.Kind.MARK && Set.of("!", "~", "-", "+", "*", "&", "++", "--").contains(token.text())) {
                at++;
                return new Expr.Unary(token, token.text(), unary());
            }
            if (token.is("&&")) {
                throw new NotUnderstood("the address of a label");
            }
            if (token.is("sizeof")) {
                return sizeOf(token);
            }
            if (token.is("(") && (seesType(1) || seesNameBeforeOperand())) {
                int end = closing();
                if (end < tokens.size() && !isOperator(tokens.get(end))) {
                    String type = spell(at + 1, end - 1);
                    at = end;
                    return sees("{") ? initialiserHere() : new Expr.Cast(token, type, unary());
                }
            }
            return postfix(primary());
        } finally {
            depth--;
        }
    }

    /** A name alone in brackets, and then another name or a number: whatever the first is, it can only be a type. */
    private boolean seesNameBeforeOperand() {
        return seesName(1) && sees(2, ")")
                && (seesName(3) || at + 3 < tokens.size() && tokens.get(at + 3).kind() == Token.Kind.NUMBER);
    }

    /** After a bracketed name: does the next token go on with an expression, so that the brackets are no cast? */
    private static boolean isOperator(Token token) {
        return token.kind() == Token.Kind.MARK && !Set.of("(", "&", "*", "-", "~", "!", "{").contains(token.text());
    }

    private Expr sizeOf(Token place) {
        at++;
        if (!sees("(")) {
            int start = at;
            unary();
            return new Expr.SizeOf(place, spell(start, at));
        }
        int end = closing();
        String operand = spell(at + 1, end - 1);
        at = end;
        return new Expr.SizeOf(place, operand);
    }

    private String spell(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            if (text.length() > 0 && tokens.get(i).kind() != Token.Kind.MARK) {
                text.append(' ');
            }
            text.append(tokens.get(i).text());
            if (text.length() > LONGEST_SPELLING) {
                throw new NotUnderstood("a type or an operand of more than " + LONGEST_SPELLING + " characters");
            }
        }
        return text.toString();
    }

    /** The index after the bracket that closes the one here. */
    private int closing() {
        int open = 0;
        for (int i = at; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            open += token.is("(") || token.is("{") || token.is("[") ? 1 : 0;
            open -= token.is(")") || token.is("}") || token.is("]") ? 1 : 0;
            if (open == 0) {
                spend(i - at);
                return i + 1;
            }
        }
        spend(tokens.size() - at);
        throw new NotUnderstood("a bracket is not closed");
    }

    private Expr primary() {
        Token token = tokens.get(at++);
        switch (token.kind()) {
            case NUMBER -> {
                return Numbers.parse(token.text())
                        .<Expr>map(value -> new Expr.Literal(token, value))
                        .orElseGet(() -> new Expr.Opaque(token, "the number " + quoted(token)));
            }
            case STRING -> {
                StringBuilder text = new StringBuilder(token.text());
                while (!ended() && tokens.get(at).kind() == Token.Kind.STRING) {
                    text.append(tokens.get(at++).text());
                }
                return new Expr.Text(token, text.toString());
            }
            case CHAR -> {
                return new Expr.Opaque(token, "a character");
            }
            case NAME -> {
                return new Expr.Name(token, token.text());
            }
            default -> {
                if (token.is("(")) {
                    if (sees("{")) {
                        at--;
                        at = closing();
                        return new Expr.Opaque(token, "a statement inside an expression");
                    }
                    Expr inner = comma();
                    expect(")");
                    return inner;
                }
                throw new NotUnderstood(quoted(token) + " is no expression");
            }
        }
    }

    private Expr postfix(Expr primary) {
        Expr expression = primary;
        while (!ended()) {
            Token token = tokens.get(at);
            boolean goesOn = token.kind() == Token.Kind.MARK && POSTFIX.contains(token.text());
            if (goesOn) {
                operator();
            }
            if (token.is("(")) {
                at++;
                expression = new Expr.Call(expression.place(), expression, arguments());
            } else if (token.is("[")) {
                at++;
                Expr index = comma();
                expect("]");
                expression = new Expr.Index(token, expression, index);
            } else if (token.is(".") || token.is("->")) {
                at++;
                if (!peek().isName()) {
                    throw new NotUnderstood("a member's name expected before " + quoted(peek()));
                }
                expression = new Expr.Member(token, expression, tokens.get(at++).text(), token.is("->"));
            } else if (token.is("++") || token.is("--")) {
                at++;
                expression = new Expr.Postfix(token, token.text(), expression);
            } else {
                break;
            }
        }
        return expression;
    }

    private List<Expr> arguments() {
        List<Expr> arguments = new ArrayList<>();
        if (takes(")")) {
            return arguments;
        }
        do {
            arguments.add(argument());
        } while (takes(","));
        expect(")");
        return arguments;
    }

    /** An argument may be a type, where the function is a macro. */
    private Expr argument() {
        if (seesType(0) && !(seesName(0) && sees(1, "("))) {
            Token place = peek();
            int start = at;
            int open = 0;
            while (!ended() && (open > 0 || !sees(",") && !sees(")"))) {
                open += sees("(") ? 1 : sees(")") ? -1 : 0;
                at++;
            }
            return new Expr.Opaque(place, "the type " + spell(start, at));
        }
        return assignment();
    }

    private Expr initialiserHere() {
        if (!sees("{")) {
            operators = 0;
            return assignment();
        }
        if (++depth > DEEPEST) {
            throw new NotUnderstood("nested too deeply");
        }
        try {
            return braces();
        } finally {
            depth--;
        }
    }

    private Expr braces() {
        Token place = tokens.get(at++);
        List<Expr.Entry> entries = new ArrayList<>();
        while (!takes("}")) {
            Optional<String> member = Optional.empty();
            Optional<Expr> index = Optional.empty();
            if (sees(".") && seesName(1)) {
                member = Optional.of(tokens.get(at + 1).text());
                at += 2;
                expect("=");
            } else if (seesName(0) && sees(1, ":")) {
                // The GNU form that came before C99's: "name: value".
                member = Optional.of(peek().text());
                at += 2;
            } else if (sees("[")) {
                at++;
                index = Optional.of(choice());
                expect("]");
                expect("=");
            }
            entries.add(new Expr.Entry(member, index, initialiserHere()));
            if (!takes(",") && !sees("}")) {
                throw new NotUnderstood("an initialiser of an unknown shape");
            }
        }
        return new Expr.Braces(place, List.copyOf(entries));
    }

    private boolean seesType(int ahead) {
        if (!seesName(ahead)) {
            return false;
        }
        String word = tokens.get(at + ahead).text();
        return TYPE_WORDS.contains(word) || word.endsWith("_t") && !sees(ahead + 1, "(");
    }

    // Statements.

    private List<Stmt> statements() {
        List<Stmt> list = new ArrayList<>();
        while (!ended() && !sees("}")) {
            int start = at;
            try {
                statement(list);
            } catch (NotUnderstood e) {
                list.add(new Stmt.Opaque(tokens.get(start), e.getMessage()));
                at = start;
                skipStatement();
            }
        }
        return list;
    }

    /** To the end of a statement that was not understood: after its semicolon or its closing brace. */
    private void skipStatement() {
        int open = 0;
        while (!ended()) {
            Token token = tokens.get(at);
            if (open == 0 && token.is("}")) {
                return;
            }
            at++;
            spend(1);
            open += token.is("(") || token.is("{") || token.is("[") ? 1 : 0;
            open -= token.is(")") || token.is("}") || token.is("]") ? 1 : 0;
            if (open == 0 && (token.is(";") || token.is("}"))) {
                return;
            }
        }
    }

    private Stmt one() {
        List<Stmt> list = new ArrayList<>();
        Token place = peek();
        statement(list);
        return list.size() == 1 ? list.get(0) : new Stmt.Block(place, list);
    }

    private void statement(List<Stmt> into) {
        spend(1);
        if (++depth > DEEPEST) {
            throw new NotUnderstood("nested too deeply");
        }
        try {
            operators = 0;
            statementHere(into);
        } finally {
            depth--;
        }
    }

    private void statementHere(List<Stmt> into) {
        Token token = peek();
        if (takes(";")) {
            return;
        }
        if (takes("{")) {
            List<Stmt> body = statements();
            expect("}");
            into.add(new Stmt.Block(token, body));
            return;
        }
        if (token.isName()) {
            switch (token.text()) {
                case "if" -> into.add(ifHere());
                case "for" -> into.add(forHere());
                case "while" -> {
                    at++;
                    Expr condition = bracketed();
                    into.add(new Stmt.While(token, condition, one(), false));
                }
                case "do" -> {
                    at++;
                    Stmt body = one();
                    expect("while");
                    Expr condition = bracketed();
                    takes(";");
                    into.add(new Stmt.While(token, condition, body, true));
                }
                case "switch" -> {
                    at++;
                    Expr subject = bracketed();
                    into.add(new Stmt.Switch(token, subject, one()));
                }
                case "case" -> {
                    at++;
                    List<Expr> values = new ArrayList<>();
                    values.add(choice());
                    if (takes("...")) {
                        values.add(choice());
                    }
                    expect(":");
                    into.add(new Stmt.Case(token, values));
                }
                case "return" -> {
                    at++;
                    Optional<Expr> value = sees(";") ? Optional.empty() : Optional.of(comma());
                    expect(";");
                    into.add(new Stmt.Return(token, value));
                }
                case "goto" -> {
                    at++;
                    String label = peek().text();
                    at++;
                    into.add(new Stmt.Goto(token, label));
                    expect(";");
                }
                case "break" -> {
                    at++;
                    expect(";");
                    into.add(new Stmt.Break(token));
                }
                case "continue" -> {
                    at++;
                    expect(";");
                    into.add(new Stmt.Continue(token));
                }
                case "default" -> {
                    at++;
                    expect(":");
                    into.add(new Stmt.Case(token, List.of()));
                }
                case "asm", "__asm__" -> {
                    skipStatement();
                    into.add(new Stmt.Opaque(token, "inline assembly"));
                }
                default -> simple(token, into);
            }
            return;
        }
        simple(token, into);
    }

    private void simple(Token token, List<Stmt> into) {
        if (token.isName() && sees(1, ":") && !sees(2, ":")) {
            at += 2;
            into.add(new Stmt.Label(token, token.text()));
            return;
        }
        if (seesDeclaration()) {
            declaration(into);
            return;
        }
        Expr expression = comma();
        if (sees("{")) {
            // A loop in a macro: for_each_vma(...) { ... }.
            at = closing();
            into.add(new Stmt.Opaque(token, "a block after " + token.text() + "(), which this tool does not know"));
            return;
        }
        expect(";");
        into.add(new Stmt.Run(token, expression));
    }

    private Stmt ifHere() {
        Token place = tokens.get(at++);
        Expr condition = bracketed();
        Stmt yes = one();
        return new Stmt.If(place, condition, yes, takes("else") ? Optional.of(one()) : Optional.empty());
    }

    private Stmt forHere() {
        Token place = tokens.get(at++);
        expect("(");
        List<Stmt> start = new ArrayList<>();
        if (seesDeclaration()) {
            declaration(start);
        } else if (!takes(";")) {
            start.add(new Stmt.Run(peek(), comma()));
            expect(";");
        }
        Optional<Expr> condition = sees(";") ? Optional.empty() : Optional.of(comma());
        expect(";");
        Optional<Expr> step = sees(")") ? Optional.empty() : Optional.of(comma());
        expect(")");
        return new Stmt.For(place, start, condition, step, one());
    }

    private Expr bracketed() {
        expect("(");
        Expr expression = comma();
        expect(")");
        return expression;
    }

    /** A declaration starts with a word of a type, or with two names in a row, or with a name, stars and a name. */
    private boolean seesDeclaration() {
        if (!seesName(0) || sees("return") || sees("goto") || sees("sizeof")) {
            return false;
        }
        if (seesType(0)) {
            return !sees(1, "(") || sees("typeof") || sees("__typeof__");
        }
        int ahead = 1;
        while (sees(ahead, "*")) {
            ahead++;
        }
        return seesName(ahead)
                && (ahead == 1 || sees(ahead + 1, ";") || sees(ahead + 1, "=") || sees(ahead + 1, ","));
    }

    private void declaration(List<Stmt> into) {
        boolean fixed = false;
        while (!ended() && !sees(";")) {
            int end = declarator();
            Token name = tokens.get(lastName(at, end));
            fixed |= sees("static");
            at = end;
            Optional<Expr> value = takes("=") ? Optional.of(initialiserHere()) : Optional.empty();
            into.add(new Stmt.Declare(name, name.text(), fixed, value));
            if (!takes(",")) {
                break;
            }
        }
        expect(";");
    }

    /** The index of the {@code =}, {@code ,} or {@code ;} that ends the declarator here. */
    private int declarator() {
        int open = 0;
        for (int i = at; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (open == 0 && (token.is("=") || token.is(",") || token.is(";"))) {
                spend(i - at);
                return i;
            }
            open += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
            open -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
        }
        spend(tokens.size() - at);
        throw new NotUnderstood("a declaration does not end");
    }

    /** The declared name: the last name outside brackets that is no attribute. */
    private int lastName(int from, int to) {
        int open = 0;
        int found = -1;
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            open += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
            open -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
            if (open == 0 && token.isName() && !token.text().startsWith("__attribute")) {
                boolean attribute = found >= 0 && token.text().startsWith("__");
                found = attribute ? found : i;
            }
        }
        if (found < 0) {
            throw new NotUnderstood("a declaration without a name");
        }
        return found;
    }
}
