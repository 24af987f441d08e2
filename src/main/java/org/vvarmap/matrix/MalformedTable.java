package org.vvarmap.matrix;

/** A file of the table that breaks its format. The message is one line and says where. */
public final class MalformedTable extends Exception {

    /** The longest message, in characters: names in a file may be as long as the file. */
    private static final int LONGEST = 500;

    /**
     * Says what is wrong.
     *
     * @param message one line; what it quotes of the file cannot break it, nor steer a terminal
     */
    public MalformedTable(String message) {
        super(bounded(message).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " "));
    }

    private static String bounded(String message) {
        return message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    }
}
