package org.vvarmap.matrix;

/** A file of the table that breaks its format. The message is one line and says where. */
public final class MalformedTable extends Exception {

    /**
     * Says what is wrong.
     *
     * @param message one line
     */
    public MalformedTable(String message) {
        super(message);
    }
}
