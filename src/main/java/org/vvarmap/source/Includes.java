package org.vvarmap.source;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which headers are read along with a file, and where they lie.
 *
 * @param angled for a name such as {@code asm/vdso.h}, the paths to try in turn
 * @param wanted which names are worth reading; the others are passed over, and what they define stays undefined
 */
public record Includes(Function<String, List<String>> angled, Predicate<String> wanted) {}
