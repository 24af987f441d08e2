package org.vvarmap.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The symbols that a linker script gives values to before it places the first section: addresses relative to the start of the
 * image, negative for what lies below it.
 */
public final class LinkerScript {

    /** The longest expression that is read, in tokens; those of kernels have less than 40. */
    private static final int LONGEST_EXPRESSION = 200;

    /** What stands for the location counter in an expression; no symbol is called so. */
    private static final String COUNTER = "the location counter";

    private static final Set<String> ASSIGNING = Set.of("=", "+=", "-=", "*=", "/=", "<<=", ">>=", "&=", "|=");

    /** A script for which a page is something of its own. */
    private static final Pattern OWN_PAGES = Pattern.compile("#\\s*(?:define|undef)\\s+PAGE_SIZE\\b");

    private LinkerScript() {}

    /**
     * Reads a linker script.
     *
     * @param tree the source
     * @param path the script, {@code .lds.S}
     * @param includes which headers to read along with it
     * @param settings the configuration
     * @return symbol to address; those whose expression is not understood, or that get another value later on, are left out
     */
    public static Map<String, Sum> symbols(SourceTree tree, String path, Includes includes, Settings settings) {
        Map<String, Sum> symbols = new LinkedHashMap<>();
        Optional<SourceFile> file = tree.file(path).filter(script -> !OWN_PAGES.matcher(script.text()).find());
        if (file.isEmpty()) {
            return symbols;
        }
        List<Token> tokens = Preprocessor.run(tree, file.get(), includes, settings).tokens();
        int open = 0;
        boolean atStart = true;
        for (int i = 1; i + 1 < tokens.size(); i++) {
            open += tokens.get(i).is("{") ? 1 : tokens.get(i).is("}") ? -1 : 0;
            boolean assigns = ASSIGNING.contains(tokens.get(i).text());
            // The first section, or the counter that is moved, ends what lies at the start of the image.
            atStart &= open < 2 && !(assigns && tokens.get(i - 1).is("."));
            if (assigns && tokens.get(i - 1).isName()) {
                String symbol = tokens.get(i - 1).text();
                Optional<Sum> value = atStart && tokens.get(i).is("=") ? value(tokens, i + 1, symbols) : Optional.empty();
                symbols.remove(symbol);
                value.ifPresent(sum -> symbols.put(symbol, sum));
            }
        }
        return symbols;
    }

    /**
     * The symbols that a linker script gives values to after the last section, from where it moves to a page's start on.
     *
     * @param tree the source
     * @param path the script, {@code .lds.S}
     * @param includes which headers to read along with it
     * @param settings the configuration
     * @param end the size of the image in whole pages, as an address
     * @return symbol to address; none where the script does not end so
     */
    public static Map<String, Sum> symbolsBehind(
            SourceTree tree, String path, Includes includes, Settings settings, Sum end) {
        Map<String, Sum> symbols = new LinkedHashMap<>();
        Optional<SourceFile> file = tree.file(path).filter(script -> !OWN_PAGES.matcher(script.text()).find());
        if (file.isEmpty()) {
            return symbols;
        }
        List<Token> tokens = Preprocessor.run(tree, file.get(), includes, settings).tokens();
        Optional<Sum> here = Optional.empty();
        int open = 0;
        int at = 0;
        while (at < tokens.size() && !isDiscard(tokens, at)) {
            Token token = tokens.get(at);
            open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (open == 2) {
                // A section: what was said before it does not lie behind the image.
                symbols.clear();
                here = Optional.empty();
            }
            // After a colon stands a section's segment, and what it is filled with.
            boolean segment = at > 0 && tokens.get(at - 1).is(":");
            boolean assigns = open == 1 && !segment && at + 2 < tokens.size() && tokens.get(at + 1).is("=");
            if (!assigns) {
                boolean changes = at + 1 < tokens.size() && ASSIGNING.contains(tokens.get(at + 1).text())
                        && !tokens.get(at + 1).is("=");
                if (changes) {
                    symbols.remove(token.text());
                    here = token.is(".") ? Optional.empty() : here;
                }
                at++;
                continue;
            }
            int stop = at + 2;
            while (stop < tokens.size() && !tokens.get(stop).is(";")) {
                stop++;
            }
            if (stop - at > LONGEST_EXPRESSION) {
                here = token.is(".") ? Optional.empty() : here;
                at = stop;
                continue;
            }
            List<Token> expression = tokens.subList(at + 2, stop);
            boolean aligns = String.join("", expression.stream().map(Token::text).toList()).equals("ALIGN(PAGE_SIZE)");
            if (token.is(".") && aligns) {
                here = here.isEmpty() ? Optional.of(end) : here.filter(sum -> isWhole(sum.minus(end)));
            } else {
                Optional<Sum> value = here.isEmpty() ? Optional.empty() : value(expression, symbols, here.get());
                if (token.is(".")) {
                    here = value;
                } else {
                    symbols.remove(token.text());
                    value.ifPresent(sum -> symbols.put(token.text(), sum));
                }
            }
            at = stop;
        }
        for (; at + 1 < tokens.size(); at++) {
            if (ASSIGNING.contains(tokens.get(at + 1).text())) {
                symbols.remove(tokens.get(at).text());
            }
        }
        return symbols;
    }

    private static boolean isDiscard(List<Token> tokens, int at) {
        return tokens.get(at).is("DISCARD");
    }

    private static boolean isWhole(Sum sum) {
        return sum.pages().isPresent();
    }

    private static Optional<Sum> value(List<Token> expression, Map<String, Sum> symbols, Sum here) {
        List<Token> named = expression.stream()
                .map(token -> token.is(".")
                        ? new Token(Token.Kind.NAME, COUNTER, token.file(), token.line(), false, true)
                        : token)
                .toList();
        return named.isEmpty() ? Optional.empty() : value(
                Parser.expression(named, named.get(0)),
                name -> name.equals(COUNTER) ? Optional.of(here) : Optional.ofNullable(symbols.get(name)));
    }

    /** The expression from here to its semicolon, or to the bracket that closes a {@code PROVIDE}. */
    private static Optional<Sum> value(List<Token> tokens, int from, Map<String, Sum> symbols) {
        List<Token> expression = new ArrayList<>();
        int open = 0;
        for (int i = from; i < tokens.size() && !tokens.get(i).is(";"); i++) {
            Token token = tokens.get(i);
            open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (open < 0) {
                break;
            }
            if (expression.size() == LONGEST_EXPRESSION) {
                return Optional.empty();
            }
            // The location counter, which is still at the start of the image.
            expression.add(token.is(".")
                    ? new Token(Token.Kind.NUMBER, "0", token.file(), token.line(), false, true)
                    : token);
        }
        return expression.isEmpty() ? Optional.empty() : value(
                Parser.expression(expression, tokens.get(from)), name -> Optional.ofNullable(symbols.get(name)));
    }

    private static Optional<Sum> value(Expr expression, Function<String, Optional<Sum>> symbols) {
        if (expression instanceof Expr.Literal literal) {
            return Optional.of(Sum.of(literal.value()));
        }
        if (expression instanceof Expr.Name name) {
            return name.name().equals("PAGE_SIZE")
                    ? Optional.of(Sum.ofPages(1))
                    : symbols.apply(name.name());
        }
        if (!(expression instanceof Expr.Binary binary)) {
            return Optional.empty();
        }
        Optional<Sum> left = value(binary.left(), symbols);
        Optional<Sum> right = value(binary.right(), symbols);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        return switch (binary.mark()) {
            case "+" -> Optional.of(left.get().plus(right.get()));
            case "-" -> Optional.of(left.get().minus(right.get()));
            case "*" -> left.get().number().isPresent()
                    ? Optional.of(right.get().times(left.get().number().get()))
                    : right.get().number().map(number -> left.get().times(number));
            default -> Optional.empty();
        };
    }
}
