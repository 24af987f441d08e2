package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Evidence;
import org.vvarmap.source.BlobId;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.UnreadableSource;

/** Repositories on disk in the forms that clones have, whole and damaged. */
class KernelRepositoryTest {

    private static final Release V510 = Release.of("v5.10");
    private static final Release V511 = Release.of("v5.11");

    @TempDir
    private Path folder;

    private Path gitDir;
    private String first;
    private String moved;
    private String second;

    @BeforeEach
    void make() {
        gitDir = folder.resolve("tiny.git");
        try (TinyHistory history = TinyHistory.onDisk(gitDir, true)) {
            first = history.release("v5.10", TinyKernel.dataAfter());
            moved = history.commit(TinyKernel.dataBefore(), "Move", first);
            second = history.commit(TinyKernel.dataBefore().with("README", "x"), "Linux 5.11", moved);
            history.annotated("v5.11", second, Constants.OBJ_COMMIT);
        }
    }

    private static Crawler.Result crawl(KernelRepository... repositories) throws RepositoryFailure {
        return new Crawler(Set.of(Abi.PPC64), (what, done, all) -> {})
                .crawl(List.of(repositories), release -> true, Evidence.none(Extractor.RULES));
    }

    private Crawler.Result crawl(Path path) throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(path)) {
            return crawl(repository);
        }
    }

    /** The crawl found both releases and the commit between them. */
    private void assertWhole(Crawler.Result result) {
        assertThat(result.problems()).isEmpty();
        assertThat(result.unreadable()).isEmpty();
        assertThat(result.evidence().readings()).containsOnlyKeys(V510, V511);
        assertThat(result.evidence().steps().get(new Evidence.Step(Abi.PPC64, V510, V511)).get(FactKey.DATA_PLACEMENT).id())
                .isEqualTo(moved);
    }

    // Forms.

    @Test
    void opensABareRepository() throws RepositoryFailure {
        assertWhole(crawl(gitDir));
    }

    private static void git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        Process process = null;
        try {
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, "no git on this machine");
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    @Test
    void opensAWorkTree() throws Exception {
        git(folder, "clone", "-q", "tiny.git", "clone");

        assertWhole(crawl(folder.resolve("clone")));
        assertWhole(crawl(folder.resolve("clone/.git")));
    }

    @Test
    void opensALinkedWorkTree() throws Exception {
        git(folder, "clone", "-q", "tiny.git", "clone");
        git(folder.resolve("clone"), "worktree", "add", "-q", "--detach", "../linked", second);

        assertThat(folder.resolve("linked/.git")).isRegularFile();
        assertWhole(crawl(folder.resolve("linked")));
    }

    @Test
    void opensACloneWithAlternates() throws Exception {
        git(folder, "clone", "-q", "--bare", "--shared", "tiny.git", "shared.git");

        assertThat(folder.resolve("shared.git/objects/info/alternates")).exists();
        assertWhole(crawl(folder.resolve("shared.git")));
    }

    @Test
    void opensAPackedRepositoryWithACommitGraph() throws Exception {
        git(gitDir, "gc", "-q");
        git(gitDir, "pack-refs", "--all");
        git(gitDir, "commit-graph", "write", "--reachable", "--changed-paths");

        assertThat(gitDir.resolve("objects/info/commit-graph")).exists();
        assertThat(gitDir.resolve("packed-refs")).exists();
        assertWhole(crawl(gitDir));
    }

    @Test
    void opensAPackedRepositoryWithASplitCommitGraphAndAMultiPackIndex() throws Exception {
        git(gitDir, "repack", "-q", "-a", "-d", "--write-midx");
        git(gitDir, "commit-graph", "write", "--reachable", "--split");

        assertWhole(crawl(gitDir));
    }

    @Test
    void readsAShallowCloneAsFarAsItGoes() throws Exception {
        git(gitDir, "branch", "trunk", second);
        git(folder, "clone", "-q", "--bare", "--depth", "1", "-b", "trunk",
                gitDir.toUri().toString(), "shallow.git");
        git(folder.resolve("shallow.git"), "fetch", "-q", "--depth", "1", "origin", "tag", "v5.10", "tag", "v5.11");

        Crawler.Result result = crawl(folder.resolve("shallow.git"));

        assertThat(result.evidence().readings()).containsOnlyKeys(V510, V511);
        assertThat(result.evidence().steps().values()).noneMatch(
                commits -> commits.values().stream().anyMatch(commit -> commit.id().equals(second)));
    }

    // What cannot be opened.

    @Test
    void refusesWhatIsNoRepository() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path hollow = Files.createDirectory(folder.resolve("hollow"));
        Files.createDirectory(hollow.resolve(".git"));
        Path astray = Files.createDirectory(folder.resolve("astray"));
        Files.writeString(astray.resolve(".git"), "gitdir: /nowhere/at/all\n");
        Path garbled = Files.createDirectory(folder.resolve("garbled"));
        Files.writeString(garbled.resolve(".git"), "garbage");

        for (Path path : List.of(empty, file, folder.resolve("absent"), hollow, astray, garbled)) {
            assertThatThrownBy(() -> KernelRepository.open(path))
                    .as(path.toString())
                    .isInstanceOf(RepositoryFailure.class)
                    .hasMessageContaining(path.toString())
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void refusesARepositoryOfAnUnknownFormat() throws IOException {
        Files.writeString(gitDir.resolve("config"), "[core]\n\trepositoryformatversion = 99\n\tbare = true\n");

        assertThatThrownBy(() -> crawl(gitDir)).isInstanceOf(RepositoryFailure.class);
    }

    @Test
    void refusesABrokenConfiguration() throws IOException {
        Files.writeString(gitDir.resolve("config"), "[core\nbare = = \"");

        assertThatThrownBy(() -> crawl(gitDir)).isInstanceOf(RepositoryFailure.class);
    }

    // Revisions.

    @Test
    void resolvesRevisions() throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            for (String revision : List.of("v5.11", "v5.11^{}", "v5.11^{commit}", "refs/tags/v5.11", "v5.11~0",
                    second.substring(0, 10), second)) {
                assertThat(repository.resolve(revision)).as(revision).isEqualTo(second);
            }
            assertThat(repository.resolve("v5.11~1")).isEqualTo(moved);
            assertThat(repository.resolve("v5.11~2")).isEqualTo(first);
        }
    }

    @Test
    void resolvesTrees() throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            String tree = repository.resolve("v5.11^{tree}");
            SourceTree source = repository.source(tree);

            assertThat(source.file("README")).hasValueSatisfying(file -> assertThat(file.text()).isEqualTo("x"));
            assertThat(repository.source(second).blob("README")).contains(
                    BlobId.of("x".getBytes(StandardCharsets.UTF_8)));
            assertThat(repository.resolve("v5.11:arch")).hasSize(40);
        }
    }

    private static final List<String> ODD = List.of(
            "", " ", "v5.12", "v5.11~99", "v5.11:README", "v5.11:nothing", "a".repeat(40), "deadbeef", "HEAD",
            "v5.11^{", "v5.11^9", "..", "v5.10..v5.11", "@{-1}", "v5.11@{yesterday", "^", "~", ":", ":/Move", "\0",
            "v5.11^{blob}", "--all", "refs/heads/../tags/v5.11", "x".repeat(10_000), "v5.11~99999999999999");

    @Test
    void refusesWhatLeadsNowhere() throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            for (String revision : ODD) {
                assertThatThrownBy(() -> repository.resolve(revision))
                        .as(revision)
                        .isInstanceOf(RepositoryFailure.class)
                        .hasMessageContaining(gitDir.toString());
            }
        }
    }

    @Test
    void refusesTheSourceOfWhatIsNotThere() throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            assertThatThrownBy(() -> repository.source("a".repeat(40))).isInstanceOf(RepositoryFailure.class);
        }
    }

    // Damage.

    private Path loose(Path repository, String id) {
        return repository.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    }

    private String blobOf(TinyKernel kernel, String path) {
        return BlobId.of(kernel.files().get(path).getBytes(StandardCharsets.UTF_8)).hex();
    }

    private String resolve(String revision) throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            return repository.resolve(revision);
        }
    }

    @Test
    void callsAReleaseUnreadableWhereABlobIsMissing() throws Exception {
        String blob = blobOf(TinyKernel.dataBefore(), TinyKernel.VDSO_C);
        Files.delete(loose(gitDir, blob));

        Crawler.Result result = crawl(gitDir);

        assertThat(result.evidence().readings()).containsOnlyKeys(V510);
        assertThat(result.unreadable()).containsOnlyKeys(V511);
        assertThat(result.unreadable().get(V511)).contains(TinyKernel.VDSO_C).contains(blob).contains(gitDir.toString());
    }

    @Test
    void callsAReleaseUnreadableWhereATreeIsMissing() throws Exception {
        Files.delete(loose(gitDir, resolve("v5.11:arch/powerpc/kernel")));

        Crawler.Result result = crawl(gitDir);

        assertThat(result.evidence().readings()).containsOnlyKeys(V510);
        assertThat(result.unreadable()).containsOnlyKeys(V511);
    }

    @Test
    void callsAReleaseUnreadableWhereABlobIsDamaged() throws Exception {
        Path blob = loose(gitDir, blobOf(TinyKernel.dataBefore(), TinyKernel.VDSO_C));
        blob.toFile().setWritable(true);
        byte[] bytes = Files.readAllBytes(blob);
        for (int i = bytes.length / 2; i < bytes.length; i++) {
            bytes[i] = (byte) 0xff;
        }
        Files.write(blob, bytes);

        Crawler.Result result = crawl(gitDir);

        assertThat(result.evidence().readings()).containsOnlyKeys(V510);
        assertThat(result.unreadable()).containsOnlyKeys(V511);
    }

    @Test
    void callsAReleaseUnreadableWhereATreeIsCutOff() throws Exception {
        Path tree = loose(gitDir, resolve("v5.11:mm"));
        tree.toFile().setWritable(true);
        byte[] bytes = Files.readAllBytes(tree);
        Files.write(tree, Arrays.copyOf(bytes, bytes.length / 2));

        Crawler.Result result = crawl(gitDir);

        assertThat(result.unreadable()).isNotEmpty();
        assertThat(result.evidence().readings()).doesNotContainKey(V511);
    }

    @Test
    void readsFromTheSecondRepositoryWhatTheFirstCannotGive() throws Exception {
        Path whole = folder.resolve("whole.git");
        try (TinyHistory history = TinyHistory.onDisk(whole, true)) {
            history.release("v5.10", TinyKernel.dataAfter());
            String commit = history.commit(TinyKernel.dataBefore(), "Move", first);
            history.tag("v5.11", history.commit(TinyKernel.dataBefore().with("README", "x"), "Linux 5.11", commit));
        }
        Files.delete(loose(gitDir, blobOf(TinyKernel.dataBefore(), TinyKernel.VDSO_C)));

        try (KernelRepository damaged = KernelRepository.open(gitDir); KernelRepository good = KernelRepository.open(whole)) {
            Crawler.Result result = crawl(damaged, good);

            assertThat(result.unreadable()).isEmpty();
            assertThat(result.evidence().readings()).containsOnlyKeys(V510, V511);
            assertThat(result.evidence().readings().get(V511).object()).isEqualTo(second);
        }
    }

    @Test
    void tellsOfATagWhoseObjectIsMissing() throws Exception {
        Files.delete(loose(gitDir, second));

        Crawler.Result result = crawl(gitDir);

        assertThat(result.evidence().readings()).containsOnlyKeys(V510);
        assertThat(result.problems()).singleElement().asString().contains("v5.11").contains(second);
    }

    @Test
    void readsTheReleasesWhereACommitBetweenThemIsMissing() throws Exception {
        Files.delete(loose(gitDir, moved));

        Crawler.Result result = crawl(gitDir);

        assertThat(result.evidence().readings()).containsOnlyKeys(V510, V511);
        assertThat(result.evidence().steps()).isEmpty();
        assertThat(result.problems()).singleElement().asString().contains("v5.10").contains("v5.11");
    }

    @Test
    void passesOverReferencesThatLeadNowhere() throws Exception {
        Files.writeString(gitDir.resolve("refs/tags/v5.12"), "ref: refs/tags/v9.99\n");
        Files.writeString(gitDir.resolve("refs/tags/v5.13"), "ref: refs/tags/v5.10\n");

        Crawler.Result result = crawl(gitDir);

        assertThat(result.evidence().readings()).containsOnlyKeys(V510, V511, Release.of("v5.13"));
    }

    @Test
    void failsInOneLineWhereAReferenceIsGarbled() throws Exception {
        Files.writeString(gitDir.resolve("refs/tags/v5.12"), "garbage\n");

        try {
            assertThat(crawl(gitDir).evidence().readings()).containsKeys(V510, V511);
        } catch (RepositoryFailure e) {
            assertThat(e).hasMessageContaining(gitDir.toString()).hasMessageNotContaining("\n");
        }
    }

    @Test
    void refusesAFileThatIsTooLarge() throws Exception {
        TinyKernel large = TinyKernel.separate()
                .with(TinyKernel.VDSO_C, " ".repeat(SourceTree.LARGEST_FILE + 1));
        try (TinyHistory history = TinyHistory.onDisk(folder.resolve("large.git"), true)) {
            history.release("v5.10", large);
            Crawler.Result result = crawl(history.look());

            assertThat(result.unreadable()).containsOnlyKeys(V510);
            assertThat(result.unreadable().get(V510)).contains("larger than");
        }
    }

    @Test
    void neverTakesWhatCannotBeReadForAbsent() throws Exception {
        Files.delete(loose(gitDir, blobOf(TinyKernel.dataBefore(), TinyKernel.VDSO_C)));

        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            SourceTree source = repository.source(second);

            assertThat(source.blob(TinyKernel.VDSO_C)).isPresent();
            assertThatThrownBy(() -> source.file(TinyKernel.VDSO_C)).isInstanceOf(UnreadableSource.class);
            assertThat(source.file("arch/powerpc/kernel/nothing.c")).isEmpty();
            assertThat(source.file("README/x")).isEmpty();
            assertThat(source.file("arch")).isEmpty();
        }
    }
}
