package org.vvarmap.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Empties the functions of a file that nobody will run, before the preprocessor looks at them: of a large file of the kernel's core
 * often one function is asked for. Preprocessor lines stay, also those within functions.
 *
 * <p>Where braces and conditionals do not nest in each other, the file is left as it is; so is a body with a promise to the
 * compiler ({@code BUILD_BUG_ON}), which is about more than its function.
 */
final class Slice {

    private final List<Token> tokens;
    private final Set<String> names;
    private final boolean[] dropped;
    private final Deque<Integer> conditionals = new ArrayDeque<>();
    private int open;
    private int head;
    private int body = -1;
    private int conditionalsOutside;

    private Slice(List<Token> tokens, Set<String> names) {
        this.tokens = tokens;
        this.names = names;
        this.dropped = new boolean[tokens.size()];
    }

    /** The tokens of a file without the bodies of functions in whose heads none of some names stands. */
    static List<Token> keep(List<Token> tokens, Set<String> names) {
        Slice slice = new Slice(tokens, names);
        if (!slice.nests()) {
            return tokens;
        }
        List<Token> kept = new ArrayList<>();
        for (int i = 0; i < slice.dropped.length; i++) {
            if (!slice.dropped[i]) {
                kept.add(tokens.get(i));
            }
        }
        return List.copyOf(kept);
    }

    /** Finds what can be dropped; false where braces and conditionals do not nest. */
    private boolean nests() {
        int at = 0;
        while (at < tokens.size()) {
            int end = at + 1;
            if (tokens.get(at).startsLine() && tokens.get(at).is("#")) {
                while (end < tokens.size() && !tokens.get(end).startsLine()) {
                    end++;
                }
                if (!directive(end > at + 1 ? tokens.get(at + 1).text() : "")) {
                    return false;
                }
            } else if (!token(at)) {
                return false;
            }
            at = end;
        }
        return open == 0 && conditionals.isEmpty();
    }

    /** Each branch must leave as many braces open as it found. */
    private boolean directive(String word) {
        switch (word) {
            case "if", "ifdef", "ifndef" -> conditionals.push(open);
            case "else", "elif" -> {
                return !conditionals.isEmpty() && conditionals.peek() == open;
            }
            case "endif" -> {
                return !conditionals.isEmpty() && conditionals.pop() == open;
            }
            default -> {
                // Opens and closes nothing.
            }
        }
        return true;
    }

    private boolean token(int at) {
        Token token = tokens.get(at);
        if (token.is("{")) {
            if (open == 0 && isNobodys(at)) {
                body = at;
                conditionalsOutside = conditionals.size();
            }
            open++;
        } else if (token.is("}")) {
            open--;
            if (open < 0) {
                return false;
            }
            if (open == 0) {
                if (body >= 0 && conditionals.size() != conditionalsOutside) {
                    return false;
                }
                drop(at);
                head = at + 1;
            }
        } else if (token.is(";") && open == 0) {
            head = at + 1;
        }
        return true;
    }

    /** Whether a brace opens the body of a function that nobody asked for. */
    private boolean isNobodys(int brace) {
        boolean function = brace > head && tokens.get(brace - 1).is(")");
        for (int i = head; i < brace && function; i++) {
            function = !tokens.get(i).is("=") && !names.contains(tokens.get(i).text());
        }
        return function;
    }

    /** Drops the body that ends here, but for its preprocessor lines. */
    private void drop(int end) {
        if (body < 0) {
            return;
        }
        int from = body + 1;
        body = -1;
        if (tokens.subList(from, end).stream().anyMatch(token -> token.is("BUILD_BUG_ON"))) {
            return;
        }
        boolean directive = false;
        for (int i = from; i < end; i++) {
            directive = tokens.get(i).startsLine() ? tokens.get(i).is("#") : directive;
            dropped[i] = !directive;
        }
    }
}
