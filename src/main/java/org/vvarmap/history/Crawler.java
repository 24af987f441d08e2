package org.vvarmap.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.vvarmap.extract.Extraction;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Evidence;
import org.vvarmap.source.SourceTree;

/**
 * Reads every release of some repositories, and the history between them.
 *
 * <p>What earlier evidence says of a release is kept as long as the tag leads to the same object and the extractor's rules are
 * the same; only what is new is read. Where two repositories have a release, the first one counts.
 */
public final class Crawler {

    /** Hears how far a crawl is. */
    public interface Progress {
        /**
         * Something was done.
         *
         * @param what what is being done
         * @param done how many are done
         * @param all how many there are
         */
        void at(String what, int done, int all);
    }

    /**
     * What came of a crawl.
     *
     * @param evidence what was read, old and new
     * @param releases how many releases the repositories have
     * @param read how many of them were read now
     * @param readings how many readings that took; the others were remembered
     * @param unreadable releases that could not be read, with the reason
     * @param problems other things to tell, one line each
     */
    public record Result(
            Evidence evidence,
            int releases,
            int read,
            long readings,
            Map<Release, String> unreadable,
            List<String> problems) {}

    private final Set<Abi> abis;
    private final Progress progress;
    private final Extractor extractor = new Extractor();

    /**
     * Makes a crawler.
     *
     * @param abis the ABIs to read
     * @param progress hears how far it is
     */
    public Crawler(Set<Abi> abis, Progress progress) {
        this.abis = Set.copyOf(abis);
        this.progress = progress;
    }

    private record Found(KernelRepository repository, TaggedRelease tag) {}

    /**
     * Crawls.
     *
     * @param repositories the repositories, the most trusted first
     * @param wanted which releases to look at
     * @param earlier the evidence of an earlier crawl, or none
     * @return the new evidence
     * @throws RepositoryFailure where a repository cannot be read
     */
    public Result crawl(List<KernelRepository> repositories, Predicate<Release> wanted, Evidence earlier)
            throws RepositoryFailure {
        List<String> problems = new ArrayList<>();
        Map<Release, List<Found>> found = new TreeMap<>();
        for (KernelRepository repository : repositories) {
            for (TaggedRelease tag : repository.releases(problems)) {
                if (wanted.test(tag.release())) {
                    found.computeIfAbsent(tag.release(), key -> new ArrayList<>()).add(new Found(repository, tag));
                }
            }
        }
        Evidence known = earlier.rules() == Extractor.RULES ? earlier : Evidence.none(Extractor.RULES);
        Map<Release, Evidence.Reading> readings = new TreeMap<>();
        Map<Release, String> unreadable = new TreeMap<>();
        int read = 0;
        int done = 0;
        for (Map.Entry<Release, List<Found>> entry : found.entrySet()) {
            Release release = entry.getKey();
            progress.at("reading releases", done++, found.size());
            Optional<Evidence.Reading> old = kept(known, release, entry.getValue());
            if (old.isPresent()) {
                readings.put(release, old.get());
                continue;
            }
            read++;
            Reading reading = read(entry.getValue());
            reading.evidence().ifPresent(evidence -> readings.put(release, evidence));
            if (!reading.trouble().isEmpty()) {
                unreadable.put(release, reading.trouble());
            }
        }
        Map<Evidence.Step, Map<FactKey, Commit>> steps = steps(found, readings, known, problems);
        Evidence evidence = new Evidence(Extractor.RULES, readings, steps);
        return new Result(evidence, found.size(), read, extractor.readings(), unreadable, List.copyOf(problems));
    }

    private Optional<Evidence.Reading> kept(Evidence known, Release release, List<Found> found) {
        return Optional.ofNullable(known.readings().get(release))
                .filter(reading -> reading.cells().keySet().containsAll(abis))
                .filter(reading -> found.get(0).tag().object().equals(reading.object()));
    }

    /** What came of reading one release; trouble is empty where all went well. */
    private record Reading(Optional<Evidence.Reading> evidence, String trouble) {}

    /** Reads a release from the first repository that can give every file. */
    private Reading read(List<Found> found) {
        String trouble = "";
        for (Found candidate : found) {
            try {
                SourceTree source = candidate.repository().source(candidate.tag().object());
                Map<Abi, Evidence.CellReading> cells = new EnumMap<>(Abi.class);
                String missing = "";
                for (Abi abi : abis) {
                    Extraction extraction = extractor.extract(source, abi);
                    if (extraction instanceof Extraction.Read read) {
                        cells.put(abi, cell(read));
                    } else if (extraction instanceof Extraction.Unreadable unreadable) {
                        missing = unreadable.reason();
                    }
                }
                if (missing.isEmpty()) {
                    return new Reading(Optional.of(new Evidence.Reading(candidate.tag().object(), cells)), "");
                }
                trouble = candidate.repository().name() + ": " + missing;
            } catch (RepositoryFailure e) {
                trouble = e.getMessage();
            }
        }
        return new Reading(Optional.empty(), trouble);
    }

    private static Evidence.CellReading cell(Extraction.Read read) {
        Map<String, Optional<String>> reads = new LinkedHashMap<>();
        read.reads().blobs().forEach((path, blob) -> reads.put(path, blob.map(id -> id.hex())));
        return new Evidence.CellReading(read.layout(), reads, read.exists());
    }

    // The steps between releases.

    private Map<Evidence.Step, Map<FactKey, Commit>> steps(
            Map<Release, List<Found>> found,
            Map<Release, Evidence.Reading> readings,
            Evidence known,
            List<String> problems) {
        List<Evidence.Step> changed = new ArrayList<>();
        for (List<Release> line : lines(readings)) {
            for (int i = 1; i < line.size(); i++) {
                for (Abi abi : abis) {
                    Evidence.Step step = new Evidence.Step(abi, line.get(i - 1), line.get(i));
                    if (!layout(readings, step.from(), abi).agrees(layout(readings, step.to(), abi))) {
                        changed.add(step);
                    }
                }
            }
        }
        Map<Evidence.Step, Map<FactKey, Commit>> steps = new TreeMap<>();
        int done = 0;
        // The same commit is looked at once for each ABI, and the same history is asked for.
        Set<String> troubles = new LinkedHashSet<>();
        try (Attribution attribution = new Attribution(extractor, troubles::add)) {
            for (Evidence.Step step : changed) {
                progress.at("finding commits", done++, changed.size());
                Map<FactKey, Commit> commits = kept(known, readings, step)
                        .orElse(null);
                if (commits == null) {
                    commits = attribute(attribution, found, readings, step, troubles);
                }
                if (!commits.isEmpty()) {
                    steps.put(step, commits);
                }
            }
        }
        problems.addAll(troubles);
        return steps;
    }

    /** Mainline, and each stable line with the mainline release that it starts from. */
    private static List<List<Release>> lines(Map<Release, Evidence.Reading> readings) {
        Map<Line, List<Release>> lines = new TreeMap<>();
        for (Release release : readings.keySet()) {
            lines.computeIfAbsent(release.line(), line -> new ArrayList<>(
                            line.start().filter(readings::containsKey).stream().toList()))
                    .add(release);
        }
        return List.copyOf(lines.values());
    }

    private static Layout layout(Map<Release, Evidence.Reading> readings, Release release, Abi abi) {
        return readings.get(release).cells().get(abi).layout();
    }

    private static Optional<Map<FactKey, Commit>> kept(
            Evidence known, Map<Release, Evidence.Reading> readings, Evidence.Step step) {
        boolean same = Stream.of(step.from(), step.to())
                .allMatch(release -> known.readings().containsKey(release)
                        && known.readings().get(release).object().equals(readings.get(release).object()));
        return same ? Optional.ofNullable(known.steps().get(step)) : Optional.empty();
    }

    private static Map<FactKey, Commit> attribute(
            Attribution attribution,
            Map<Release, List<Found>> found,
            Map<Release, Evidence.Reading> readings,
            Evidence.Step step,
            Set<String> troubles) {
        Map<KernelRepository, TaggedRelease> starts = new HashMap<>();
        found.get(step.from()).stream()
                .filter(f -> f.tag().hasHistory())
                .forEach(f -> starts.put(f.repository(), f.tag()));
        for (Found end : found.get(step.to())) {
            TaggedRelease start = starts.get(end.repository());
            if (start == null || !end.tag().hasHistory()) {
                continue;
            }
            try {
                return attribution.find(
                        end.repository(),
                        step,
                        start.object(),
                        end.tag().object(),
                        layout(readings, step.from(), step.abi()),
                        layout(readings, step.to(), step.abi()));
            } catch (RepositoryFailure e) {
                troubles.add(e.getMessage());
            }
        }
        return Map.of();
    }
}
