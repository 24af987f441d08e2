package org.vvarmap.history;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.extract.Extraction;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Commit;
import org.vvarmap.source.SourceTree;

/**
 * Reads two revisions of a repository, whether or not they are releases, and the commits between them. Only the files that a
 * layout is read from are looked at, and those that are the same in both are read once.
 */
public final class Revisions {

    /** A patch series, a merge window's branch; a walk over more takes longer than a person waits before a push. */
    private static final int MOST_COMMITS = 5_000;

    private final KernelRepository repository;
    private final String from;
    private final String to;
    private final int most;
    private final Extractor extractor = new Extractor();

    /**
     * Looks at two revisions.
     *
     * @param repository the repository
     * @param from the id of the commit or tree before
     * @param to the id of the commit or tree after
     */
    public Revisions(KernelRepository repository, String from, String to) {
        this(repository, from, to, MOST_COMMITS);
    }

    /** Looks at no more than some commits between them. */
    Revisions(KernelRepository repository, String from, String to, int most) {
        this.repository = repository;
        this.from = from;
        this.to = to;
        this.most = most;
    }

    /**
     * What both revisions have for one ABI.
     *
     * @param before what was read of the first
     * @param after what was read of the second
     */
    public record Pair(Extraction.Read before, Extraction.Read after) {

        /**
         * Whether both are the same by construction: every file that was looked at is the same.
         *
         * @return true where nothing can have changed, understood or not
         */
        public boolean sameFiles() {
            return before.reads().equals(after.reads());
        }
    }

    /**
     * Reads both revisions.
     *
     * @param abis the ABIs, each of which has a reader
     * @return what both have for each
     * @throws RepositoryFailure where one cannot be read
     */
    public Map<Abi, Pair> read(List<Abi> abis) throws RepositoryFailure {
        SourceTree before = repository.source(from);
        SourceTree after = repository.source(to);
        Map<Abi, Pair> pairs = new EnumMap<>(Abi.class);
        for (Abi abi : abis) {
            pairs.put(abi, new Pair(read(before, from, abi), read(after, to, abi)));
        }
        return pairs;
    }

    private Extraction.Read read(SourceTree source, String object, Abi abi) throws RepositoryFailure {
        Extraction extraction = extractor.extract(source, abi);
        if (extraction instanceof Extraction.Unreadable unreadable) {
            throw new RepositoryFailure(repository.name() + ": " + object + ": " + unreadable.reason());
        }
        return (Extraction.Read) extraction;
    }

    /**
     * Finds the commits that changed something on the way from the first revision to the second.
     *
     * @param abi the ABI
     * @param pair what was read of it
     * @return the commit behind each fact that differs, as far as it can be told; empty where there are too many commits to
     *     look at, or no history
     * @throws RepositoryFailure where the history cannot be read
     */
    public Optional<Map<FactKey, Commit>> commits(Abi abi, Pair pair) throws RepositoryFailure {
        try {
            if (!repository.isCommit(from) || !repository.isCommit(to)) {
                return Optional.empty();
            }
            KernelRepository.Span span = repository.span(from, to, most);
            return span.whole()
                    ? Optional.of(new Attribution(extractor, trouble -> {}).find(
                            span, abi, to, pair.before().layout(), pair.after().layout()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new RepositoryFailure(repository.name() + ": the history between " + from + " and " + to
                    + " cannot be read: " + e.getMessage());
        }
    }
}
