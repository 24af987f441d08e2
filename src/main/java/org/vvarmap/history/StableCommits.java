package org.vvarmap.history;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How commits of stable lines name the mainline commit that they are a backport of. */
final class StableCommits {

    /** As much of a message as is looked at, in characters. */
    private static final int LONGEST = 1 << 16;

    private static final Pattern UPSTREAM = Pattern.compile(
            "(?im)^\\s*\\[?\\s*(?:upstream\\s+commit|commit)\\s+([0-9a-f]{40})(?:\\s+upstream)?\\s*\\.?\\s*\\]?\\.?\\s*$");

    private static final Pattern PICKED = Pattern.compile("(?im)^\\s*\\(cherry[- ]picked from commit ([0-9a-f]{40})\\)");

    private StableCommits() {}

    /** The mainline commit that a message names; empty where it names none. */
    static Optional<String> upstream(String message) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        Matcher matcher = UPSTREAM.matcher(text);
        while (matcher.find()) {
            String line = matcher.group().toLowerCase(Locale.ROOT);
            if (line.contains("upstream")) {
                return Optional.of(matcher.group(1).toLowerCase(Locale.ROOT));
            }
        }
        Matcher picked = PICKED.matcher(text);
        return picked.find() ? Optional.of(picked.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }
}
