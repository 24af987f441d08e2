package org.vvarmap.cli;

/** The exit codes of every command. */
public enum ExitCode {
    /** Found, equal, matches. */
    DONE(0),
    /** It differs. */
    DIFFERS(1),
    /** Wrong usage, or input that cannot be parsed. */
    USAGE(2),
    /** Not known: no such release or ABI in the table, a source that is not understood, nothing to compare. */
    NOT_KNOWN(3),
    /** It could not be done: an unreadable repository, missing objects, I/O. */
    FAILED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /**
     * What the process exits with.
     *
     * @return the contract's number
     */
    public int number() {
        return number;
    }
}
