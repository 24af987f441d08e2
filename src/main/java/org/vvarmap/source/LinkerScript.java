package org.vvarmap.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The symbols that a linker script gives values to before it places the first section: addresses relative to the start of the
 * image, negative for what lies below it.
 */
public final class LinkerScript {

    private LinkerScript() {}

    /**
     * Reads a linker script.
     *
     * @param tree the source
     * @param path the script, {@code .lds.S}
     * @param includes which headers to read along with it
     * @param settings the configuration
     * @return symbol to address; those whose expression is not understood are left out
     */
    public static Map<String, Sum> symbols(SourceTree tree, String path, Includes includes, Settings settings) {
        Map<String, Sum> symbols = new LinkedHashMap<>();
        Optional<SourceFile> file = tree.file(path);
        if (file.isEmpty()) {
            return symbols;
        }
        List<Token> tokens = Preprocessor.run(tree, file.get(), includes, settings).tokens();
        for (int i = 1; i + 1 < tokens.size(); i++) {
            boolean movesOn = tokens.get(i).is("=") && tokens.get(i - 1).is(".");
            if (movesOn) {
                break;
            }
            if (tokens.get(i).is("=") && tokens.get(i - 1).isName()) {
                String symbol = tokens.get(i - 1).text();
                value(tokens, i + 1, symbols).ifPresent(value -> symbols.put(symbol, value));
            }
        }
        return symbols;
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
            // The location counter, which is still at the start of the image.
            expression.add(token.is(".")
                    ? new Token(Token.Kind.NUMBER, "0", token.file(), token.line(), false, true)
                    : token);
        }
        return expression.isEmpty() ? Optional.empty() : value(Parser.expression(expression, tokens.get(from)), symbols);
    }

    private static Optional<Sum> value(Expr expression, Map<String, Sum> symbols) {
        if (expression instanceof Expr.Literal literal) {
            return Optional.of(Sum.of(literal.value()));
        }
        if (expression instanceof Expr.Name name) {
            return name.name().equals("PAGE_SIZE")
                    ? Optional.of(Sum.ofPages(1))
                    : Optional.ofNullable(symbols.get(name.name()));
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
