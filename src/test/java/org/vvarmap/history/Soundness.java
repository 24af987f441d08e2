package org.vvarmap.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Evidence;

/**
 * What a crawl of a damaged repository may say, measured by a crawl of the whole one: the same, or less, with all that is
 * lacking named. Never something else.
 *
 * @param truth the crawl of the whole repository
 */
record Soundness(Crawler.Result truth) {

    static Crawler.Result crawl(KernelRepository... repositories) throws RepositoryFailure {
        return new Crawler(Set.of(Abi.PPC64), (what, done, all) -> {})
                .crawl(List.of(repositories), release -> true, Evidence.none(Extractor.RULES));
    }

    /** Whether a crawl says all that there is to say. */
    boolean same(Crawler.Result result) {
        return result.evidence().equals(truth.evidence()) && result.problems().isEmpty() && result.unreadable().isEmpty();
    }

    /** What is wrong with a crawl; nothing where it says less, and says so. */
    List<String> wrongs(Crawler.Result result) {
        List<String> wrongs = new ArrayList<>();
        result.evidence().readings().forEach((release, reading) -> {
            if (!reading.equals(truth.evidence().readings().get(release))) {
                wrongs.add(release + " was read otherwise");
            }
        });
        for (Release release : truth.evidence().readings().keySet()) {
            boolean named = result.evidence().readings().containsKey(release)
                    || result.unreadable().containsKey(release)
                    || result.problems().stream().anyMatch(problem -> problem.contains("tag " + release + " "));
            if (!named) {
                wrongs.add(release + " is lacking, and nothing says so");
            }
        }
        result.evidence().steps().forEach((step, commits) -> commits.forEach((key, commit) -> {
            if (!causes(key).contains(commit)) {
                wrongs.add(step.from() + " to " + step.to() + ": " + key + " has " + commit);
            }
        }));
        truth.evidence().steps().forEach((step, commits) -> {
            Map<FactKey, Commit> found = result.evidence().steps().getOrDefault(step, Map.of());
            boolean whole = result.evidence().readings().keySet().equals(truth.evidence().readings().keySet());
            if (whole && result.problems().isEmpty() && !found.keySet().equals(commits.keySet())) {
                wrongs.add(step.from() + " to " + step.to() + ": commits are lacking, and nothing says so");
            }
        });
        return wrongs;
    }

    /** The commits that the whole history gives for a fact. */
    private Set<Commit> causes(FactKey key) {
        return truth.evidence().steps().values().stream()
                .map(commits -> commits.get(key))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
