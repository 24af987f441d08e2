package org.vvarmap.matrix;

import java.util.Optional;

/**
 * A commit that changed something.
 *
 * @param id 40 hexadecimal digits
 * @param subject the first line of its message
 * @param upstream the mainline commit, where this is its backport to a stable line
 */
public record Commit(String id, String subject, Optional<String> upstream) {

    // As a record does it, but without its detour, which costs a start-up dearly.

    @Override
    public boolean equals(Object other) {
        return other instanceof Commit commit
                && id.equals(commit.id)
                && subject.equals(commit.subject)
                && upstream.equals(commit.upstream);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
