package org.vvarmap.matrix;

/** A file of the table that breaks its format. The message is one line and says where. */
public final class MalformedTable extends Exception {

    /**
     * Says what is wrong.
     *
     * @param message one line; what it quotes of the file cannot break it, nor steer a terminal
     */
    public MalformedTable(String message) {
        super(message.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " "));
    }
}
