package org.vvarmap.mail;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vvarmap.matrix.Commit;

/**
 * The commits that mails are looked through for. A backport stands for the mainline commit that it is one of.
 *
 * <p>Immutable, and safe for use by several threads.
 */
public final class CommitIndex {

    /** The shortest abbreviation of an id that is trusted, in hexadecimal digits; the kernel's own convention is 12. */
    static final int SHORTEST = 12;

    private static final int WHOLE = 40;

    /** How a mail speaks of a commit whose id it names; what says more stands first. */
    enum Role {
        /** It announces that the commit was applied. */
        APPLIED,
        /** It is a patch for another line, and names this as where it comes from. */
        UPSTREAM,
        /** It has a {@code Fixes:} line. */
        FIXES,
        /** It names it. */
        NAMED
    }

    private record Known(String id, String commit) {}

    private final Map<String, Known> byPrefix = new HashMap<>();
    private final Map<String, Set<String>> bySubject = new HashMap<>();

    /**
     * Indexes some commits.
     *
     * @param commits the commits; those with another form of id than 40 hexadecimal digits are known by their subject only
     */
    public CommitIndex(Collection<Commit> commits) {
        for (Commit commit : commits) {
            String name = commit.upstream().orElse(commit.id());
            for (String id : List.of(commit.id(), name)) {
                if (id.matches("[0-9a-f]{40}")) {
                    byPrefix.put(id.substring(0, SHORTEST), new Known(id, name));
                }
            }
            String plain = Subjects.plain(commit.subject());
            if (!plain.isEmpty()) {
                bySubject.computeIfAbsent(plain, key -> new HashSet<>()).add(name);
            }
        }
    }

    /** The commits that have a subject, as {@link Subjects#plain} gives it. */
    Set<String> withSubject(String plain) {
        return bySubject.getOrDefault(plain, Set.of());
    }

    /** The commit that an id is of, whole or abbreviated. */
    Optional<String> withId(String id) {
        if (id.length() < SHORTEST || id.length() > WHOLE) {
            return Optional.empty();
        }
        String lower = id.toLowerCase(Locale.ROOT);
        Known known = byPrefix.get(lower.substring(0, SHORTEST));
        return known != null && known.id().startsWith(lower) ? Optional.of(known.commit()) : Optional.empty();
    }

    /** The commits whose ids a text names, each with the most telling way in which it does. */
    Map<String, Role> named(String text) {
        Map<String, Role> named = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            if (!isHex(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            while (at < text.length() && isHex(text.charAt(at))) {
                at++;
            }
            boolean word = (start == 0 || !isWord(text.charAt(start - 1))) && (at == text.length() || !isWord(text.charAt(at)));
            if (word && at - start >= SHORTEST) {
                int from = start;
                int to = at;
                withId(text.substring(from, to)).ifPresent(commit -> role(line(text, from, to)).ifPresent(role ->
                        named.merge(commit, role, (one, other) -> one.compareTo(other) <= 0 ? one : other)));
            }
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
        }
        return named;
    }

    /** The commits whose subjects a text lists, each on a line of its own, as pull requests do. */
    Set<String> listed(String text) {
        Set<String> listed = new HashSet<>();
        text.lines().map(String::strip).filter(line -> line.length() > 8 && line.length() < 200)
                .forEach(line -> listed.addAll(withSubject(Subjects.plain(line))));
        return listed;
    }

    private static final int MOST_OF_A_LINE = 300;

    private static String line(String text, int from, int to) {
        int start = text.lastIndexOf('\n', from) + 1;
        int end = text.indexOf('\n', to);
        return text.substring(Math.max(start, from - MOST_OF_A_LINE), Math.min(end < 0 ? text.length() : end, to + MOST_OF_A_LINE));
    }

    /** A line of {@code git blame}, of a graph of commits, or of what a bisection found good: nobody speaks of the commit there. */
    private static final Pattern LISTED = Pattern.compile(
            "[>\\s^]*[0-9a-f]{12,40} .*\\d{4}-\\d{2}-\\d{2}.* @?\\d+\\)?(?:\\s.*)?|[>\\s|/\\\\]*\\*[|/\\\\\\s]*[0-9a-f]{12,40}\\b.*"
                    + "|[>\\s]*#? ?(?:git bisect )?good:? .*",
            Pattern.DOTALL);

    /** What a line that names an id says of it; empty where it only tells what the work was based on, or which trees were merged. */
    private static Optional<Role> role(String line) {
        String text = line.replaceFirst("^[>\\s]+", "").toLowerCase(Locale.ROOT);
        for (String base : List.of("base-commit:", "head:", "head commit:", "prerequisite-", "parent:", "base:", "merging ")) {
            if (text.startsWith(base)) {
                return Optional.empty();
            }
        }
        if (LISTED.matcher(line.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.empty();
        }
        if (text.startsWith("commit-id:") || text.startsWith("gitweb:")) {
            return Optional.of(Role.APPLIED);
        }
        if (text.startsWith("fixes:")) {
            return Optional.of(Role.FIXES);
        }
        boolean upstream = text.startsWith("[ upstream commit") || text.startsWith("[upstream commit")
                || text.startsWith("upstream commit") || text.startsWith("(cherry picked from commit")
                || text.startsWith("(backported from commit")
                || text.startsWith("commit ") && text.contains(" upstream");
        return Optional.of(upstream ? Role.UPSTREAM : Role.NAMED);
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    private static boolean isWord(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }
}
