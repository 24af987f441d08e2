package org.vvarmap.source;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which headers are read along with a file, and where they lie.
 *
 * @param angled for a name such as {@code asm/vdso.h}, the paths to try in turn
 * @param wanted which names are worth reading; the others are passed over, and what they define stays undefined
 * @param anyway headers that the file gets by way of others, which are not read; each is read before the file
 */
public record Includes(Function<String, List<String>> angled, Predicate<String> wanted, List<String> anyway) {

    /** Copies the list. */
    public Includes {
        anyway = List.copyOf(anyway);
    }

    /**
     * Reads what the files themselves include, as far as it is wanted.
     *
     * @param angled for a name, the paths to try in turn
     * @param wanted which names are worth reading
     */
    public Includes(Function<String, List<String>> angled, Predicate<String> wanted) {
        this(angled, wanted, List.of());
    }
}
