package org.vvarmap.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cuts C text into tokens. Comments and joined lines are gone; preprocessor lines are still there. Any text gives tokens:
 * what C does not know becomes a mark of one character.
 */
final class Lexer {

    /** Longest first, so that the first match is the right one. */
    private static final String[] MARKS = {
        "...", "<<=", ">>=", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=",
        "&=", "|=", "^=", "##"
    };

    private static final String[] SINGLE = IntStream.range(0, 128).mapToObj(Character::toString).toArray(String[]::new);

    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, String> words = new HashMap<>();
    private int at;
    private int line = 1;
    private boolean startsLine = true;
    private boolean spaced;

    private Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    static List<Token> tokens(String file, String text) {
        return new Lexer(file, text).run();
    }

    private List<Token> run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
                startsLine = true;
                spaced = true;
            } else if (c == '\\' && lineEndsAt(at + 1) > 0) {
                at = lineEndsAt(at + 1);
                line++;
                spaced = true;
            } else if (Character.isWhitespace(c)) {
                at++;
                spaced = true;
            } else if (c == '/' && text.startsWith("//", at)) {
                skipLineComment();
            } else if (c == '/' && text.startsWith("/*", at)) {
                skipComment();
            } else {
                token(c);
            }
        }
        return List.copyOf(tokens);
    }

    /** Where the line after a backslash begins; 0 where the backslash does not join lines. */
    private int lineEndsAt(int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t' || text.charAt(end) == '\r')) {
            end++;
        }
        return end < text.length() && text.charAt(end) == '\n' ? end + 1 : 0;
    }

    private void skipLineComment() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
        spaced = true;
    }

    private void skipComment() {
        int end = text.indexOf("*/", at + 2);
        int stop = end < 0 ? text.length() : end + 2;
        for (; at < stop; at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
        spaced = true;
    }

    private void token(char c) {
        if (Character.isLetter(c) || c == '_' || c == '$') {
            int start = at;
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
            add(Token.Kind.NAME, once(text.substring(start, at)));
        } else if (Character.isDigit(c)) {
            int start = at;
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
            add(Token.Kind.NUMBER, once(text.substring(start, at)));
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else {
            String mark = mark(c);
            at += mark.length();
            add(Token.Kind.MARK, mark);
        }
    }

    /** The same word as the same object, wherever it stands: a file has few words, and many times. */
    private String once(String word) {
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    private String mark(char c) {
        // The second character of a longer mark is the same as the first, or one of these.
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == c || next == '=' || next == '>') {
            for (String mark : MARKS) {
                if (text.startsWith(mark, at)) {
                    return mark;
                }
            }
        }
        return c < SINGLE.length ? SINGLE[c] : String.valueOf(c);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void quoted(char quote) {
        StringBuilder content = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                content.append(text.charAt(at++));
                if (text.charAt(at) == '\n') {
                    line++;
                }
            }
            content.append(text.charAt(at++));
        }
        if (at < text.length() && text.charAt(at) == quote) {
            at++;
        }
        add(quote == '"' ? Token.Kind.STRING : Token.Kind.CHAR, content.toString());
    }

    private void add(Token.Kind kind, String spelling) {
        tokens.add(new Token(kind, spelling, file, line, startsLine, spaced));
        startsLine = false;
        spaced = false;
    }
}
