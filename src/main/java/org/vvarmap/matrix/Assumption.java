package org.vvarmap.matrix;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Expectation;

/**
 * What a program takes for granted of the layout.
 *
 * @param id its name, unique among all, {@code criu-elf-at-start}
 * @param text what is taken for granted, one sentence
 * @param effect what happens where it does not hold, one sentence
 * @param abis the ABIs on which the program takes it for granted
 * @param since the program's first version that does; empty where that was not looked into
 * @param until the program's first version that no longer does; empty where none is known
 * @param only what has to be set for it to matter: a kernel option; empty where it always matters
 * @param expects the same as a predicate
 * @param sources what shows it, one or more
 */
public record Assumption(
        String id,
        String text,
        String effect,
        Set<Abi> abis,
        Optional<String> since,
        Optional<String> until,
        Optional<String> only,
        Expectation expects,
        List<Source> sources) {

    /** What shows that a program takes something for granted: public, so that anyone can read it. */
    public sealed interface Source {
        /**
         * What it shows.
         *
         * @return one sentence
         */
        String shows();

        /**
         * Where it can be read.
         *
         * @return an address
         */
        String address();
    }

    /**
     * A file, or a change, in a repository on GitHub.
     *
     * @param repository owner and name
     * @param commit the commit, 40 hexadecimal digits
     * @param path the file in it; empty where the commit's change itself shows it
     * @param shows what it shows
     */
    public record InRepository(String repository, String commit, Optional<String> path, String shows) implements Source {
        @Override
        public String address() {
            return "https://github.com/" + repository
                    + path.map(file -> "/blob/" + commit + "/" + file).orElse("/commit/" + commit);
        }
    }

    /**
     * A page: an issue, a mail, a document.
     *
     * @param address its address
     * @param shows what it shows
     */
    public record OnPage(String address, String shows) implements Source {}

    /** Copies the collections. */
    public Assumption {
        abis = Set.copyOf(abis);
        sources = List.copyOf(sources);
    }

    /**
     * The versions of the program that take it for granted.
     *
     * @return {@code 1.3 to before 4.1}, {@code since 1.6}, {@code before 9.0.0}, or nothing where all do
     */
    public String versions() {
        if (since.isPresent()) {
            return until.isPresent() ? since.get() + " to before " + until.get() : "since " + since.get();
        }
        return until.map(end -> "before " + end).orElse("");
    }
}
