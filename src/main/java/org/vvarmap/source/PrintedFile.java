package org.vvarmap.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The C file that a program of the build prints: what the {@code fprintf} calls of one of its functions say, in their order.
 *
 * <p>What is printed only sometimes is not understood; but numbers that fill an array may be, in loops.
 */
public final class PrintedFile {

    private static final Pattern DIRECTIVE = Pattern.compile("%%|%[-+ #0]*\\d*(?:hh|h|ll|l|z|j)?[a-zA-Z]");

    /** Elements of an array: they matter to nothing here. */
    private static final Pattern ELEMENTS = Pattern.compile("(?:\\s|,|0x%\\w+|%\\w|\\\\[nt])*");

    private final Map<String, String> variables;
    private final StringBuilder printed = new StringBuilder();

    private PrintedFile(Map<String, String> variables) {
        this.variables = variables;
    }

    /**
     * Reads what a function prints.
     *
     * @param tree the source
     * @param path the program's file
     * @param function the function
     * @param variables what the program's variables print as, by name
     * @param settings the configuration
     * @return the text; empty where there is no such function, or what it prints is not settled
     */
    public static Optional<String> read(
            SourceTree tree, String path, String function, Map<String, String> variables, Settings settings) {
        Includes nothing = new Includes(name -> List.of(), name -> false);
        Optional<Stmt.Block> body = Unit.read(tree, path, nothing, settings)
                .flatMap(unit -> unit.function(function))
                .map(Unit.Function::body);
        PrintedFile file = new PrintedFile(variables);
        boolean settled = body.isPresent() && body.get().body().stream().allMatch(file::print);
        return settled ? Optional.of(file.printed.toString()) : Optional.empty();
    }

    /** What a statement prints; false where it prints only sometimes. */
    private boolean print(Stmt statement) {
        if (!(statement instanceof Stmt.Run run)) {
            return printsOnlyElements(statement);
        }
        Optional<Expr.Call> call = printing(run);
        if (call.isEmpty()) {
            return true;
        }
        List<Expr> arguments = call.get().arguments();
        if (!(arguments.get(1) instanceof Expr.Text format)) {
            return false;
        }
        Matcher directive = DIRECTIVE.matcher(format.value());
        StringBuilder text = new StringBuilder();
        int next = 2;
        while (directive.find()) {
            boolean percent = directive.group().equals("%%");
            String value = percent ? "%" : next < arguments.size() ? text(arguments.get(next)) : "";
            next += percent ? 0 : 1;
            directive.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        printed.append(unescaped(directive.appendTail(text).toString()));
        return true;
    }

    /** A call that prints into a file, not for people. */
    private static Optional<Expr.Call> printing(Stmt.Run run) {
        boolean prints = run.expression() instanceof Expr.Call call
                && call.function() instanceof Expr.Name function && function.name().equals("fprintf")
                && call.arguments().size() > 1
                && !(call.arguments().get(0) instanceof Expr.Name file && file.name().equals("stderr"));
        return prints ? Optional.of((Expr.Call) run.expression()) : Optional.empty();
    }

    private static boolean printsOnlyElements(Stmt statement) {
        if (statement instanceof Stmt.Run run) {
            return printing(run)
                    .map(call -> call.arguments().get(1) instanceof Expr.Text format && ELEMENTS.matcher(format.value()).matches())
                    .orElse(true);
        }
        if (statement instanceof Stmt.Block block) {
            return block.body().stream().allMatch(PrintedFile::printsOnlyElements);
        }
        if (statement instanceof Stmt.If choice) {
            return printsOnlyElements(choice.yes()) && choice.no().map(PrintedFile::printsOnlyElements).orElse(true);
        }
        if (statement instanceof Stmt.For loop) {
            return printsOnlyElements(loop.body());
        }
        if (statement instanceof Stmt.While loop) {
            return printsOnlyElements(loop.body());
        }
        return !(statement instanceof Stmt.Switch) && !(statement instanceof Stmt.Opaque);
    }

    private String text(Expr argument) {
        if (argument instanceof Expr.Text text) {
            return text.value();
        }
        if (argument instanceof Expr.Name name) {
            return variables.getOrDefault(name.name(), name.name());
        }
        // Whether a string is empty: what it begins with.
        if (argument instanceof Expr.Choice choice && choice.condition() instanceof Expr.Index first
                && first.array() instanceof Expr.Name name) {
            return text(text(name).isEmpty() ? choice.no() : choice.yes());
        }
        return "not_understood";
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                char escaped = text.charAt(i);
                plain.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
