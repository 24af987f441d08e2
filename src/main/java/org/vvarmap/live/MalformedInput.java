package org.vvarmap.live;

/** Text or bytes that are not what they are said to be. */
public final class MalformedInput extends Exception {

    /** The number of the line, 1 or more; 0 where there is none. */
    private final int line;

    private MalformedInput(int line, String message) {
        super(message);
        this.line = line;
    }

    /**
     * Text with a line that cannot be read.
     *
     * @param line the line's number, counted from 1
     * @param problem what is wrong with it
     * @return the exception
     */
    public static MalformedInput atLine(int line, String problem) {
        return new MalformedInput(line, "line " + line + ": " + problem);
    }

    /**
     * Input that is wrong as a whole, or bytes, which have no lines.
     *
     * @param problem what is wrong
     * @return the exception
     */
    public static MalformedInput whole(String problem) {
        return new MalformedInput(0, problem);
    }

    /**
     * Where the problem is.
     *
     * @return the line's number, counted from 1; 0 where the input is wrong as a whole
     */
    public int line() {
        return line;
    }
}
