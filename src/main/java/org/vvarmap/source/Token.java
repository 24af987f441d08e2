package org.vvarmap.source;

/**
 * One token of C.
 *
 * @param kind what it is
 * @param text its spelling; for a string its content without the quotes
 * @param file the file that it stands in, or that its macro was used in
 * @param line the line there, 1 or more
 * @param startsLine whether it is the first on its logical line
 * @param spaced whether white space stands before it
 */
record Token(Kind kind, String text, String file, int line, boolean startsLine, boolean spaced) {

    enum Kind {
        NAME,
        NUMBER,
        STRING,
        CHAR,
        MARK
    }

    boolean is(String mark) {
        return (kind == Kind.MARK || kind == Kind.NAME) && text.equals(mark);
    }

    boolean isName() {
        return kind == Kind.NAME;
    }

    Token at(Token place) {
        return new Token(kind, text, place.file, place.line, false, spaced);
    }
}
