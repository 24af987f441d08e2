package org.vvarmap.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An archived mail, as far as it matters here.
 *
 * @param id its message id without angle brackets; empty where the archive does not tell it
 * @param parents the message ids that it answers, the nearest first
 * @param subject its subject on one line; empty text where it has none
 * @param author the display name of who wrote it; empty where there is only an address
 * @param date when it was written; empty where that cannot be read
 * @param address where the archive has it, http or https; empty where the archive does not tell
 * @param text its text and the addresses that it links to, to look for commits in. It goes no further
 */
public record Mail(
        Optional<String> id,
        List<String> parents,
        String subject,
        Optional<String> author,
        Optional<Instant> date,
        Optional<String> address,
        String text) {

    /** The longest text that is looked at, in characters. */
    public static final int LONGEST_TEXT = 1 << 20;

    /** Copies the list, and cuts the text off. */
    public Mail {
        parents = List.copyOf(parents);
        text = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
