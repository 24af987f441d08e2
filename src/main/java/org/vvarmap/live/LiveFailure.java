package org.vvarmap.live;

/** A live system that could not be read. The message is one line: what, where, and what to do. */
public final class LiveFailure extends Exception {

    /**
     * Says what could not be done.
     *
     * @param message one line
     * @param cause what went wrong underneath
     */
    public LiveFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Says what could not be done.
     *
     * @param message one line
     */
    public LiveFailure(String message) {
        super(message);
    }
}
