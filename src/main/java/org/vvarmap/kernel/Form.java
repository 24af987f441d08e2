package org.vvarmap.kernel;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression that is compiled when a text comes that it may be found in: to compile all that a kernel's name is held
 * against takes longer than to look one up. Safe for use by several threads.
 */
final class Form {

    private static final char BEGINNING = '^';
    private static final char DIGIT = '9';

    private final String regex;
    private final List<String> signs;
    private volatile Pattern pattern;

    /**
     * Makes a form.
     *
     * @param regex the regular expression
     * @param signs one of these stands in each text that the expression is found in, where 9 stands for any digit and ^, as the
     *     first letter, for the text's beginning; none where every text is to be tried
     */
    Form(String regex, String... signs) {
        this.regex = regex;
        this.signs = List.of(signs);
    }

    String regex() {
        return regex;
    }

    /** Whether the expression is found in a text. */
    boolean isFoundIn(String text) {
        return in(text).isPresent();
    }

    /** Whether the expression fits a text as a whole. */
    boolean fits(String text) {
        return whole(text).isPresent();
    }

    /** Where the expression is found first in a text; empty where it is not. */
    Optional<MatchResult> in(String text) {
        if (!mayBeFound(text)) {
            return Optional.empty();
        }
        Matcher matcher = pattern().matcher(text);
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    /** The text's parts, where the expression fits it as a whole. */
    Optional<MatchResult> whole(String text) {
        if (!mayBeFound(text)) {
            return Optional.empty();
        }
        Matcher matcher = pattern().matcher(text);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    /** The expression, compiled. */
    Pattern pattern() {
        Pattern known = pattern;
        if (known == null) {
            known = Pattern.compile(regex);
            pattern = known;
        }
        return known;
    }

    /** Whether a text has one of the signs. */
    private boolean mayBeFound(String text) {
        for (int i = 0; i < signs.size(); i++) {
            if (has(text, signs.get(i))) {
                return true;
            }
        }
        return signs.isEmpty();
    }

    private static boolean has(String text, String sign) {
        if (sign.charAt(0) == BEGINNING) {
            return stands(text, 0, sign, 1);
        }
        int last = text.length() - sign.length();
        for (int at = 0; at <= last; at++) {
            if (stands(text, at, sign, 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String text, int at, String sign, int from) {
        if (text.length() - at < sign.length() - from) {
            return false;
        }
        for (int i = from; i < sign.length(); i++) {
            char c = text.charAt(at + i - from);
            char wanted = sign.charAt(i);
            if (wanted == DIGIT ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return true;
    }
}
