package org.vvarmap.mail;

/** Mails cannot be had from where they were said to be. The message is one line: what, where, and what to do. */
public final class MailFailure extends Exception {

    private final boolean unreadable;

    private MailFailure(String message, boolean unreadable, Throwable cause) {
        super(message, cause);
        this.unreadable = unreadable;
    }

    /** It could not be read at all. */
    static MailFailure unreadable(String message, Throwable... cause) {
        return new MailFailure(message, true, cause.length == 0 ? null : cause[0]);
    }

    /** It was read, and is nothing that mails can be found in. */
    static MailFailure notUnderstood(String message) {
        return new MailFailure(message, false, null);
    }

    /**
     * Whether the trouble lies in getting at it, not in what it is.
     *
     * @return false where it was read and not understood
     */
    public boolean isUnreadable() {
        return unreadable;
    }
}
