package org.vvarmap.history;

/** A repository cannot be read. The message is one line: what, where, and what to do. */
public final class RepositoryFailure extends Exception {

    /**
     * Says what is wrong.
     *
     * @param message one line
     */
    public RepositoryFailure(String message) {
        super(message);
    }
}
