package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One wrong bit anywhere in a repository: a crawl says the same as of the whole one, or names what it could not read, or
 * refuses the repository in one line. It never says anything else.
 *
 * <p>{@code -Dvvarmap.flips=N} tries N bits of each kind of file, and prints what came of them.
 */
class BitFlipTest {

    private static final int FLIPS = Integer.getInteger("vvarmap.flips", 6);
    private static final long SEED = Long.getLong("vvarmap.seed", 1);

    @TempDir
    private Path folder;

    private enum Outcome { SAME, NAMED, REFUSED, WRONG }

    /** Five releases on two lines, four of them annotated, with a merge between them. */
    private static void make(Path gitDir) {
        try (TinyHistory history = TinyHistory.onDisk(gitDir, true)) {
            String first = history.commit(TinyKernel.dataAfter(), "Linux 5.10");
            history.annotated("v5.10", first, Constants.OBJ_COMMIT);
            String hashed = history.commit(TinyKernel.dataAfter().hashed("gnu"), "Hash with one table", first);
            String moved = history.commit(TinyKernel.dataBefore(), "Put the data first", first);
            String both = history.commit(TinyKernel.dataBefore().hashed("gnu"), "Merge the hashes", moved, hashed);
            String candidate = history.commit(TinyKernel.dataBefore().hashed("gnu").touched("rc"), "Linux 5.11-rc1", both);
            history.annotated("v5.11-rc1", candidate, Constants.OBJ_COMMIT);
            String second = history.commit(TinyKernel.dataBefore().hashed("gnu").with("README", "x"), "Linux 5.11", candidate);
            history.annotated("v5.11", second, Constants.OBJ_COMMIT);
            String split = history.commit(TinyKernel.separate().hashed("gnu"), "Give the data a VMA", second);
            String stable = history.commit(TinyKernel.separate().hashed("gnu").with("README", "y"), "Linux 5.11.1", split);
            history.annotated("v5.11.1", stable, Constants.OBJ_COMMIT);
            history.tag("v5.12-rc1", split);
            history.tag("next-1", split);
        }
    }

    private static Crawler.Result crawl(Path gitDir) throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            return Soundness.crawl(repository);
        }
    }

    private static List<Path> files(Path gitDir) throws IOException {
        try (Stream<Path> walk = Files.walk(gitDir)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> !gitDir.relativize(file).toString().matches("(hooks|logs|branches)/.*|description|.*\\.probe.*"))
                    .sorted()
                    .toList();
        }
    }

    private static String kind(Path gitDir, Path file) {
        String name = gitDir.relativize(file).toString();
        return name.matches("objects/[0-9a-f]{2}/.*") ? "loose object"
                : name.replaceAll("pack-[0-9a-f]+|multi-pack-index-[0-9a-f]+", "*").replaceAll("refs/tags/.*", "refs/tags/*");
    }

    /**
     * Whether a byte of packed-refs belongs to a name. The file has no checksum, so nobody can know that a tag without an object
     * of its own was called otherwise, nor that one that is called after no release now was called after one.
     */
    private static boolean isName(Path file, byte[] bytes, int at) {
        if (!file.endsWith("packed-refs")) {
            return false;
        }
        int start = new String(bytes, 0, at, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
        int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n', at);
        return bytes[start] == '#' || bytes[start] == '^' || at >= start + 40 || at == end;
    }

    private Map<String, int[]> flip(Path gitDir, Soundness soundness, List<String> wrongs) throws IOException {
        Map<String, List<Path>> kinds = new TreeMap<>();
        for (Path file : files(gitDir)) {
            if (Files.size(file) > 0) {
                file.toFile().setWritable(true);
                kinds.computeIfAbsent(kind(gitDir, file), key -> new ArrayList<>()).add(file);
            }
        }
        Map<String, int[]> counts = new TreeMap<>();
        Random random = new Random(SEED);
        for (Map.Entry<String, List<Path>> kind : kinds.entrySet()) {
            int[] count = counts.computeIfAbsent(kind.getKey(), key -> new int[Outcome.values().length]);
            for (int i = 0; i < FLIPS; i++) {
                Path file = kind.getValue().get(random.nextInt(kind.getValue().size()));
                byte[] bytes = Files.readAllBytes(file);
                int at = random.nextInt(bytes.length);
                int bit = random.nextInt(8);
                if (!isName(file, bytes, at)) {
                    byte[] damaged = bytes.clone();
                    damaged[at] ^= (byte) (1 << bit);
                    Files.write(file, damaged);
                    String where = gitDir.relativize(file) + ", byte " + at + ", bit " + bit;
                    count[outcome(gitDir, soundness, where, wrongs).ordinal()]++;
                    Files.write(file, bytes);
                }
            }
        }
        return counts;
    }

    private static Outcome outcome(Path gitDir, Soundness soundness, String where, List<String> wrongs) {
        try {
            Crawler.Result result = crawl(gitDir);
            List<String> found = soundness.wrongs(result);
            found.forEach(wrong -> wrongs.add(where + ": " + wrong));
            return !found.isEmpty() ? Outcome.WRONG : soundness.same(result) ? Outcome.SAME : Outcome.NAMED;
        } catch (RepositoryFailure e) {
            boolean plain = e.getMessage().contains(gitDir.toString()) && !e.getMessage().contains("\n");
            if (!plain) {
                wrongs.add(where + ": \"" + e.getMessage() + "\"");
            }
            return plain ? Outcome.REFUSED : Outcome.WRONG;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            wrongs.add(where + ": " + e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : ""));
            return Outcome.WRONG;
        }
    }

    private void tryAll(Path gitDir) throws Exception {
        Soundness soundness = new Soundness(crawl(gitDir));
        assertThat(soundness.truth().evidence().readings()).hasSize(5);
        assertThat(soundness.truth().evidence().steps()).hasSize(3);
        List<String> wrongs = new ArrayList<>();
        Map<String, int[]> counts = flip(gitDir, soundness, wrongs);
        if (Integer.getInteger("vvarmap.flips") != null) {
            counts.forEach((kind, count) -> System.out.printf(
                    "%-12s %-32s same %6d  named %6d  refused %6d  wrong %6d%n",
                    gitDir.getFileName(), kind, count[0], count[1], count[2], count[3]));
        }
        assertThat(wrongs).isEmpty();
        assertThat(soundness.same(crawl(gitDir))).isTrue();
    }

    @Test
    void inLooseObjectsAndReferences() throws Exception {
        make(folder.resolve("loose.git"));
        tryAll(folder.resolve("loose.git"));
    }

    @Test
    void inPacksAndWhatPointsIntoThem() throws Exception {
        assumeTrue(Git.isThere());
        Path gitDir = folder.resolve("packed.git");
        make(gitDir);
        Git.run(gitDir, "pack-refs", "--all");
        Git.run(gitDir, "repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=50", "--write-midx");
        Git.run(gitDir, "commit-graph", "write", "--reachable", "--changed-paths");
        tryAll(gitDir);
    }

    @Test
    void inDeltasThatNameTheirBases() throws Exception {
        assumeTrue(Git.isThere());
        Path gitDir = folder.resolve("refs.git");
        make(gitDir);
        Git.run(gitDir, "config", "repack.useDeltaBaseOffset", "false");
        Git.run(gitDir, "repack", "-q", "-a", "-d", "-f", "--depth=50", "--window=50");
        Git.run(gitDir, "commit-graph", "write", "--reachable", "--split");
        tryAll(gitDir);
    }

    @Test
    void inAWayToAlternates() throws Exception {
        assumeTrue(Git.isThere());
        make(folder.resolve("origin.git"));
        Git.run(folder, "clone", "-q", "--bare", "--shared", "origin.git", "shared.git");
        tryAll(folder.resolve("shared.git"));
    }
}
