package org.vvarmap.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** How many releases are read together; their folders are remembered while each architecture is read from all of them. */
    private static final int BLOCK = 64;

    /** Each needs memory of its own: with two, the crawl of a clone of 200,000 commits stays below 400 MB. */
    private static final int SHARES = 2;

    private final Set<Abi> abis;
    private final Progress progress;

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
        List<Release> fresh = new ArrayList<>();
        found.forEach((release, candidates) -> kept(known, release, candidates)
                .ifPresentOrElse(old -> readings.put(release, old), () -> fresh.add(release)));
        Extractor extractor = new Extractor();
        List<Share> dealt = deal().stream().map(families -> new Share(families, extractor.another())).toList();
        try (Shares<Share> shares = new Shares<>(dealt)) {
            Counter counter = new Counter("reading releases", fresh.size(), (long) fresh.size() * abis.size());
            for (int from = 0; from < fresh.size(); from += BLOCK) {
                List<Release> block = fresh.subList(from, Math.min(from + BLOCK, fresh.size()));
                readBlock(shares, block, found, counter, readings, unreadable);
            }
            Map<Evidence.Step, Map<FactKey, Commit>> steps = steps(shares, found, readings, known, problems);
            Evidence evidence = new Evidence(Extractor.RULES, readings, steps);
            return new Result(evidence, found.size(), fresh.size(), extractor.readings(), unreadable, List.copyOf(problems));
        }
    }

    /** Tells how far a crawl is, whichever thread did something. */
    private final class Counter {

        private final String what;
        private final int all;
        private final long units;
        private long done;
        private int told = -1;

        private Counter(String what, int all, long units) {
            this.what = what;
            this.all = all;
            this.units = units;
        }

        /** One unit is about to be done. */
        private synchronized void next() {
            int at = (int) (done++ * all / Math.max(1, units));
            if (at != told) {
                progress.at(what, at, all);
                told = at;
            }
        }
    }

    /** Deals the ABIs out by architecture, the architectures with the most first. */
    private List<List<Set<Abi>>> deal() {
        List<Set<Abi>> families = Extractor.families().stream()
                .map(family -> {
                    Set<Abi> wanted = new TreeSet<>(family);
                    wanted.retainAll(abis);
                    return wanted;
                })
                .filter(family -> !family.isEmpty())
                .sorted(Comparator.comparing(family -> -family.size()))
                .collect(Collectors.toList());
        List<List<Set<Abi>>> shares = new ArrayList<>();
        for (int i = 0; i < Math.min(SHARES, families.size()); i++) {
            shares.add(new ArrayList<>());
        }
        for (Set<Abi> family : families) {
            shares.stream()
                    .min(Comparator.comparing(share -> share.stream().mapToInt(Set::size).sum()))
                    .orElseThrow()
                    .add(family);
        }
        return shares;
    }

    private Optional<Evidence.Reading> kept(Evidence known, Release release, List<Found> found) {
        return Optional.ofNullable(known.readings().get(release))
                .filter(reading -> reading.cells().keySet().containsAll(abis))
                .filter(reading -> found.get(0).tag().object().equals(reading.object()));
    }

    /** Reads some releases, each from the first repository that can give every file. */
    private void readBlock(
            Shares<Share> shares,
            List<Release> block,
            Map<Release, List<Found>> found,
            Counter counter,
            Map<Release, Evidence.Reading> readings,
            Map<Release, String> unreadable) {
        List<Map<Release, Cells>> parts = shares.run(share -> share.read(block, found, counter));
        for (Release release : block) {
            List<Found> candidates = found.get(release);
            Cells cells = Cells.join(parts.stream().map(part -> part.get(release)).toList());
            int at = 0;
            while (!cells.trouble().isEmpty() && ++at < candidates.size()) {
                Found next = candidates.get(at);
                cells = Cells.join(shares.all().stream().map(share -> share.read(next)).toList());
            }
            if (cells.trouble().isEmpty()) {
                readings.put(release, new Evidence.Reading(candidates.get(at).tag().object(), cells.read()));
            } else {
                unreadable.put(release, cells.trouble());
            }
        }
    }

    /** What came of reading some ABIs of one release; trouble is empty where all went well. */
    private record Cells(Map<Abi, Evidence.CellReading> read, String trouble) {

        private static Cells join(List<Cells> parts) {
            Map<Abi, Evidence.CellReading> all = new EnumMap<>(Abi.class);
            parts.forEach(part -> all.putAll(part.read()));
            return new Cells(
                    all, parts.stream().map(Cells::trouble).filter(trouble -> !trouble.isEmpty()).findFirst().orElse(""));
        }
    }

    /**
     * The part of a crawl that one thread does: some ABIs, with a memory of readings and a view of each repository of its own.
     */
    private final class Share implements AutoCloseable {

        private final List<Set<Abi>> families;
        private final Extractor extractor;
        private final Map<KernelRepository, KernelRepository> views = new HashMap<>();

        /** Most releases share what was read with the one before. */
        private final Map<Extraction.Read, Evidence.CellReading> cells = new IdentityHashMap<>();

        private Share(List<Set<Abi>> families, Extractor extractor) {
            this.families = families;
            this.extractor = extractor;
        }

        private KernelRepository view(Found found) {
            return views.computeIfAbsent(found.repository(), KernelRepository::view);
        }

        /**
         * Reads some releases from the first repository of each, one architecture after the other: from one release to the next
         * most files of an architecture stay what they were, and what was cut and parsed of them is still there.
         */
        private Map<Release, Cells> read(List<Release> block, Map<Release, List<Found>> found, Counter counter) {
            Map<Release, Cells> parts = new HashMap<>();
            block.forEach(release -> parts.put(release, new Cells(Map.of(), "")));
            for (Set<Abi> family : families) {
                for (Release release : block) {
                    family.forEach(abi -> counter.next());
                    Cells before = parts.get(release);
                    if (before.trouble().isEmpty()) {
                        parts.put(release, Cells.join(List.of(before, read(found.get(release).get(0), family))));
                    }
                }
            }
            return parts;
        }

        /** Reads all of this share's ABIs of one release. */
        private Cells read(Found found) {
            return Cells.join(families.stream().map(family -> read(found, family)).toList());
        }

        private Cells read(Found found, Set<Abi> some) {
            KernelRepository repository = view(found);
            Map<Abi, Evidence.CellReading> cells = new EnumMap<>(Abi.class);
            try {
                SourceTree source = repository.source(found.tag().object());
                for (Abi abi : some) {
                    Extraction extraction = extractor.extract(source, abi);
                    if (extraction instanceof Extraction.Read read) {
                        cells.put(abi, this.cells.computeIfAbsent(read, Crawler::cell));
                    } else if (extraction instanceof Extraction.Unreadable unreadable) {
                        return new Cells(Map.of(), repository.name() + ": " + unreadable.reason());
                    }
                }
                return new Cells(cells, "");
            } catch (RepositoryFailure e) {
                return new Cells(Map.of(), e.getMessage());
            }
        }

        private boolean reads(Abi abi) {
            return families.stream().anyMatch(family -> family.contains(abi));
        }

        /** Finds the commits behind those of some steps that are about this share's ABIs. */
        private Attributed attribute(
                List<Evidence.Step> changed,
                Map<Release, List<Found>> found,
                Map<Release, Evidence.Reading> readings,
                Counter counter) {
            Map<Evidence.Step, Map<FactKey, Commit>> steps = new TreeMap<>();
            // The same commit is looked at once for each ABI, and the same history is asked for.
            Set<String> troubles = new LinkedHashSet<>();
            Attribution attribution = new Attribution(extractor, troubles::add);
            for (Evidence.Step step : changed) {
                if (reads(step.abi())) {
                    counter.next();
                    steps.put(step, Crawler.attribute(attribution, this::view, found, readings, step, troubles));
                }
            }
            return new Attributed(steps, troubles);
        }

        @Override
        public void close() {
            views.values().forEach(KernelRepository::close);
        }
    }

    /** The commits behind some steps, and what could not be read on the way. */
    private record Attributed(Map<Evidence.Step, Map<FactKey, Commit>> steps, Set<String> troubles) {}

    private static Evidence.CellReading cell(Extraction.Read read) {
        Map<String, Optional<String>> reads = new LinkedHashMap<>();
        read.reads().blobs().forEach((path, blob) -> reads.put(path, blob.map(id -> id.hex())));
        return new Evidence.CellReading(read.layout(), reads, read.exists());
    }

    // The steps between releases.

    private Map<Evidence.Step, Map<FactKey, Commit>> steps(
            Shares<Share> shares,
            Map<Release, List<Found>> found,
            Map<Release, Evidence.Reading> readings,
            Evidence known,
            List<String> problems) {
        Map<Evidence.Step, Map<FactKey, Commit>> steps = new TreeMap<>();
        List<Evidence.Step> changed = new ArrayList<>();
        for (List<Release> line : lines(readings)) {
            for (int i = 1; i < line.size(); i++) {
                for (Abi abi : abis) {
                    Evidence.Step step = new Evidence.Step(abi, line.get(i - 1), line.get(i));
                    if (!layout(readings, step.from(), abi).agrees(layout(readings, step.to(), abi))) {
                        kept(known, readings, step).ifPresentOrElse(commits -> steps.put(step, commits), () -> changed.add(step));
                    }
                }
            }
        }
        Counter counter = new Counter("finding commits", changed.size(), changed.size());
        Set<String> troubles = new LinkedHashSet<>();
        for (Attributed part : shares.run(share -> share.attribute(changed, found, readings, counter))) {
            steps.putAll(part.steps());
            troubles.addAll(part.troubles());
        }
        problems.addAll(troubles);
        steps.values().removeIf(Map::isEmpty);
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
            Function<Found, KernelRepository> view,
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
                        view.apply(end),
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
