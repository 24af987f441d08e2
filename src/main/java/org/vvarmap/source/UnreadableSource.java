package org.vvarmap.source;

/** A file of a source is there but cannot be had. The message is one line that names the file and the cause. */
public final class UnreadableSource extends RuntimeException {

    /**
     * Says what could not be read and why.
     *
     * @param message one line
     */
    public UnreadableSource(String message) {
        super(message);
    }
}
