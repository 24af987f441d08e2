package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Evidence;
import org.vvarmap.source.BlobId;

/** Packs whose objects are differences of one another in ways that git never makes. */
class HostilePackTest {

    private static final Release V511 = Release.of("v5.11");
    private static final byte[] NOTHING = HandmadePack.delta(10, 10, HandmadePack.copy(10));
    private static final String OTHER = "b".repeat(40);

    /** A hundred times what is needed. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private Path gitDir;
    private String moved;
    private String file;
    private byte[] text;
    private Evidence truth;

    @BeforeEach
    void make() throws Exception {
        gitDir = folder.resolve("tiny.git");
        try (TinyHistory history = TinyHistory.onDisk(gitDir, true)) {
            String first = history.release("v5.10", TinyKernel.dataAfter());
            moved = history.commit(TinyKernel.dataBefore(), "Put the data first", first);
            history.release("v5.11", TinyKernel.dataBefore().with("README", "x"), moved);
        }
        text = TinyKernel.dataBefore().files().get(TinyKernel.VDSO_C).getBytes(StandardCharsets.UTF_8);
        file = BlobId.of(text).hex();
        truth = crawl().evidence();
        assertThat(truth.readings()).hasSize(2);
    }

    private Crawler.Result crawl() {
        return assertTimeoutPreemptively(LIMIT, () -> {
            try (KernelRepository repository = KernelRepository.open(gitDir)) {
                return Soundness.crawl(repository);
            }
        });
    }

    private void forget(String id) throws Exception {
        Files.delete(gitDir.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2)));
    }

    private void packed(HandmadePack pack) throws Exception {
        pack.into(gitDir);
    }

    /**
     * What a crawl says of a circle, in a JVM of its own with little memory: JGit follows a circle until there is none left. The
     * lines begin with the release, or are problems.
     */
    private String crawlApart() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx48m", "-XX:+UseSerialGC", "-cp",
                        System.getProperty("java.class.path"), Apart.class.getName(), gitDir.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    /** Crawls a repository, and prints what could not be read. */
    static final class Apart {

        private Apart() {}

        /** Crawls. */
        public static void main(String[] args) throws Exception {
            try (KernelRepository repository = KernelRepository.open(Path.of(args[0]))) {
                Crawler.Result result = Soundness.crawl(repository);
                result.evidence().readings().keySet().forEach(release -> System.out.println(release + " was read"));
                result.unreadable().forEach((release, why) -> System.out.println(release + " was not: " + why));
                result.evidence().steps().values().forEach(causes -> System.out.println("causes " + causes));
                result.problems().forEach(problem -> System.out.println("problem: " + problem));
            }
        }
    }

    private void assertNamesCircle(String id) throws Exception {
        assertThat(crawlApart().lines().toList()).satisfiesExactly(
                first -> assertThat(first).isEqualTo("v5.10 was read"),
                second -> assertThat(second).startsWith("v5.11 was not: ").contains(id, "without end"));
    }

    /** The release is named with the reason, and the other one is as it was. */
    private void assertUnreadable(String... words) {
        Crawler.Result result = crawl();
        assertThat(result.unreadable()).containsOnlyKeys(V511);
        assertThat(result.unreadable().get(V511)).contains(words).doesNotContain("\n", "Exception:");
        assertThat(result.evidence().readings()).hasSize(1);
    }

    @Test
    void readsAnOrdinaryHandmadePack() throws Exception {
        forget(file);
        HandmadePack pack = new HandmadePack().named(OTHER).whole(Constants.OBJ_BLOB, text);
        packed(pack.named(file).toId(OTHER, HandmadePack.delta(text.length, text.length, HandmadePack.copy(text.length))));

        assertThat(crawl().evidence()).isEqualTo(truth);
    }

    @Test
    void namesAnObjectThatIsADifferenceOfItsOwnDifference() throws Exception {
        forget(file);
        packed(new HandmadePack().named(file).toId(OTHER, NOTHING).named(OTHER).toId(file, NOTHING));

        assertNamesCircle(file);
    }

    @Test
    void namesAnObjectThatIsADifferenceOfItself() throws Exception {
        forget(file);
        packed(new HandmadePack().named(file).toId(file, NOTHING));

        assertNamesCircle(file);
    }

    @Test
    void namesAnObjectThatIsADifferenceOfWhatIsNotBeforeIt() throws Exception {
        forget(file);
        packed(new HandmadePack().named(file).toOffset(0, NOTHING));

        assertNamesCircle(file);
    }

    @Test
    void namesAnObjectWhoseBaseIsMissing() throws Exception {
        forget(file);
        packed(new HandmadePack().named(file).toId(OTHER, NOTHING));

        assertUnreadable("missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 4_095, 10_000})
    void readsThousandsOfDifferencesUponOneAnother(int depth) throws Exception {
        forget(file);
        packed(chain(depth));

        assertThat(crawl().evidence()).isEqualTo(truth);
    }

    private HandmadePack chain(int depth) {
        byte[] delta = HandmadePack.delta(text.length, text.length, HandmadePack.copy(text.length));
        HandmadePack pack = new HandmadePack();
        long last = pack.end();
        pack.whole(Constants.OBJ_BLOB, text);
        for (int i = 1; i <= depth; i++) {
            long here = pack.end();
            (i == depth ? pack.named(file) : pack).toOffset(here - last, delta);
            last = here;
        }
        return pack;
    }

    /** The walk between two releases reads commits on ways of its own. */
    @Test
    void walksNoCommitThatIsADifferenceOfItself() throws Exception {
        forget(moved);
        packed(new HandmadePack().named(moved).toId(OTHER, NOTHING).named(OTHER).toId(moved, NOTHING));

        assertThat(crawlApart().lines().toList()).satisfiesExactly(
                first -> assertThat(first).isEqualTo("v5.10 was read"),
                second -> assertThat(second).isEqualTo("v5.11 was read"),
                third -> assertThat(third).startsWith("problem: ").contains("without end"));
    }

    /** The same by way of another repository's objects. */
    @Test
    void followsNoCircleInAnAlternate() throws Exception {
        forget(file);
        Path other = folder.resolve("other.git");
        TinyHistory.onDisk(other, true).close();
        new HandmadePack().named(file).toId(OTHER, NOTHING).named(OTHER).toId(file, NOTHING).into(other);
        Files.writeString(Files.createDirectories(gitDir.resolve("objects/info")).resolve("alternates"), "../../other.git/objects\n");

        assertNamesCircle(file);
    }

    @Test
    void readsPacksByTheirOwnIndexesAlone() throws Exception {
        assumeTrue(Git.isThere());
        Git.run(gitDir, "repack", "-q", "-a", "-d");
        Git.run(gitDir, "multi-pack-index", "write");
        assertThat(crawl().evidence()).isEqualTo(truth);

        Path several = gitDir.resolve("objects/pack/multi-pack-index");
        try (Stream<Path> files = Files.list(several.getParent())) {
            for (Path index : files.filter(path -> path.toString().endsWith(".idx")).toList()) {
                Files.delete(index);
            }
        }
        Crawler.Result result = crawl();
        assertThat(result.evidence().readings()).isEmpty();
        assertThat(result.problems()).hasSize(2).allSatisfy(problem -> assertThat(problem).contains("missing"));
        assertThat(List.copyOf(result.unreadable().keySet())).isEmpty();
    }
}
