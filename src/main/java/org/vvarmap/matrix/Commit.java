package org.vvarmap.matrix;

import java.util.Optional;

/**
 * A commit that changed something.
 *
 * @param id 40 hexadecimal digits
 * @param subject the first line of its message
 * @param upstream the mainline commit, where this is its backport to a stable line
 */
public record Commit(String id, String subject, Optional<String> upstream) {}
