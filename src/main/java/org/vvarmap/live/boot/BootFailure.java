package org.vvarmap.live.boot;

/** A kernel that could not be booted, or showed nothing. The message is one line: what, and what to do. */
public final class BootFailure extends Exception {

    /** Whose fault it is. */
    public enum Kind {
        /** The file or the wish makes no sense. */
        USAGE,
        /** The kernel runs no programs of that ABI, or says nothing. */
        NOT_KNOWN,
        /** Something is missing here, or took too long. */
        FAILED
    }

    /** What kind of failure. */
    private final Kind kind;

    private BootFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    static BootFailure usage(String message) {
        return new BootFailure(Kind.USAGE, message, null);
    }

    static BootFailure notKnown(String message) {
        return new BootFailure(Kind.NOT_KNOWN, message, null);
    }

    static BootFailure failed(String message) {
        return new BootFailure(Kind.FAILED, message, null);
    }

    static BootFailure failed(String message, Throwable cause) {
        return new BootFailure(Kind.FAILED, message, cause);
    }

    /**
     * Whose fault it is.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }
}
