package org.vvarmap.cli;

/** A command cannot go on. The message is one line: what, where, and what to do. */
final class CommandFailure extends Exception {

    private final transient ExitCode code;

    CommandFailure(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    CommandFailure(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
