package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Evidence;
import org.vvarmap.source.BlobId;
import org.vvarmap.source.SourceTree;

/** Clones that are partial, damaged, odd, made to do harm, or changed by others while they are read. */
class HostileRepositoryTest {

    private static final Release V510 = Release.of("v5.10");
    private static final Release V511 = Release.of("v5.11");

    @TempDir
    private Path folder;

    private Path whole;
    private String first;
    private String moved;
    private String second;
    private Soundness soundness;

    @BeforeEach
    void make() throws Exception {
        whole = folder.resolve("whole.git");
        try (TinyHistory history = TinyHistory.onDisk(whole, true)) {
            first = history.commit(TinyKernel.dataAfter(), "Linux 5.10");
            history.annotated("v5.10", first, Constants.OBJ_COMMIT);
            moved = history.commit(TinyKernel.dataBefore(), "Put the data first", first);
            second = history.commit(TinyKernel.dataBefore().with("README", "x"), "Linux 5.11", moved);
            history.annotated("v5.11", second, Constants.OBJ_COMMIT);
            String split = history.commit(TinyKernel.separate(), "Give the data a VMA", second);
            history.tag("v5.11.1", split);
            history.tag("trunk", second);
        }
        Files.writeString(Files.createDirectories(whole.resolve("refs/heads")).resolve("master"), second + "\n");
        soundness = new Soundness(crawl(whole));
        assertThat(soundness.truth().evidence().steps()).hasSize(2);
    }

    private static Crawler.Result crawl(Path gitDir) throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            return Soundness.crawl(repository);
        }
    }

    private void assertSame(Path gitDir) throws RepositoryFailure {
        Crawler.Result result = crawl(gitDir);
        assertThat(result.problems()).isEmpty();
        assertThat(result.unreadable()).isEmpty();
        assertThat(result.evidence()).isEqualTo(soundness.truth().evidence());
    }

    /** Less than the truth, and all that is lacking named. */
    private Crawler.Result assertSound(Path gitDir) throws RepositoryFailure {
        Crawler.Result result = crawl(gitDir);
        assertThat(soundness.wrongs(result)).isEmpty();
        assertThat(Stream.concat(result.problems().stream(), result.unreadable().values().stream()))
                .allSatisfy(line -> assertThat(line).doesNotContain("\n", "Exception:"));
        return result;
    }

    private static void assertRefused(Path path, String... words) {
        assertThatThrownBy(() -> crawl(path))
                .isInstanceOf(RepositoryFailure.class)
                .hasMessageContaining(path.toString())
                .satisfies(failure -> assertThat(List.of(words)).allMatch(failure.getMessage()::contains))
                .hasMessageNotContaining("\n");
    }

    private Path copy(String name) {
        Git.run(folder, "clone", "-q", "--mirror", "--no-local", whole.toUri().toString(), name);
        return folder.resolve(name);
    }

    private static Path only(Path below, String glob) throws IOException {
        try (Stream<Path> walk = Files.walk(below)) {
            Path file = walk.filter(path -> path.getFileName().toString().matches(glob)).findFirst().orElseThrow();
            file.toFile().setWritable(true);
            return file;
        }
    }

    // Clones that have not everything.

    @ParameterizedTest
    @CsvSource({"blob:none,0", "tree:0,0", "blob:limit=1,0", "blob:limit=100k,3"})
    void namesWhatAPartialCloneLeftOut(String filter, int readable) throws Exception {
        assumeTrue(Git.isThere());
        Git.run(whole, "config", "uploadpack.allowFilter", "true");
        Git.run(folder, "clone", "-q", "--mirror", "--filter=" + filter, whole.toUri().toString(), "partial.git");
        // Whoever asked the origin for more would get it here, and that must not be.
        Path gitDir = folder.resolve("partial.git");
        List<String> before = names(gitDir);

        Crawler.Result result = assertSound(gitDir);

        assertThat(result.evidence().readings()).hasSize(readable);
        assertThat(result.unreadable()).hasSize(3 - readable);
        assertThat(names(gitDir)).isEqualTo(before);
    }

    private static List<String> names(Path below) throws IOException {
        try (Stream<Path> walk = Files.walk(below)) {
            return walk.map(Path::toString).sorted().toList();
        }
    }

    @Test
    void readsAShallowCloneWithoutGuessingCommits() throws Exception {
        assumeTrue(Git.isThere());
        Git.run(folder, "init", "-q", "--bare", "shallow.git");
        Git.run(folder.resolve("shallow.git"), "fetch", "-q", "--depth", "1", whole.toUri().toString(), "refs/tags/*:refs/tags/*");

        Crawler.Result result = crawl(folder.resolve("shallow.git"));

        assertThat(result.evidence().readings()).isEqualTo(soundness.truth().evidence().readings());
        assertThat(result.unreadable()).isEmpty();
        assertThat(result.evidence().steps()).isEmpty();
    }

    @Test
    void namesEveryReleaseWhereThePackIsGoneOrCutOff() throws Exception {
        assumeTrue(Git.isThere());
        for (String what : List.of("gone", "index", "half", "index half", "empty", "index empty", "other")) {
            Path gitDir = copy(what.replace(' ', '-') + ".git");
            Path file = only(gitDir, what.startsWith("index") ? "pack-.*\\.idx" : "pack-.*\\.pack");
            byte[] bytes = Files.readAllBytes(file);
            if (what.endsWith("half")) {
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            } else if (what.endsWith("empty")) {
                Files.write(file, new byte[0]);
            } else if (what.equals("other")) {
                Arrays.fill(bytes, 12, bytes.length, (byte) 0x5a);
                Files.write(file, bytes);
            } else {
                Files.delete(file);
            }
            assertThat(assertSound(gitDir).evidence().readings()).as(what).hasSizeLessThan(3);
        }
    }

    @Test
    void namesEveryReleaseWhereTheAlternateIsGone() throws Exception {
        assumeTrue(Git.isThere());
        Git.run(folder, "clone", "-q", "--mirror", "--shared", "whole.git", "shared.git");
        assertSame(folder.resolve("shared.git"));
        Files.writeString(folder.resolve("shared.git/objects/info/alternates"),
                folder.resolve("nowhere") + "\n" + folder.resolve("shared.git/objects") + "\n");

        assertThat(assertSound(folder.resolve("shared.git")).problems()).hasSize(3);
    }

    // Clones of other forms.

    @Test
    void readsWhateverWayAWorkTreeLeadsToItsRepository() throws Exception {
        assumeTrue(Git.isThere());
        Git.run(folder, "clone", "-q", "whole.git", "clone");
        Git.run(folder.resolve("clone"), "worktree", "add", "-q", "--detach", "../linked", second);
        Git.run(folder, "init", "-q", "outer");
        Git.run(folder.resolve("outer"), "-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
                whole.toUri().toString(), "linux");
        assertThat(folder.resolve("linked/.git")).isRegularFile();
        assertThat(folder.resolve("outer/linux/.git")).isRegularFile();

        for (String form : List.of("clone", "clone/.git", "linked", "outer/linux", "whole.git")) {
            assertSame(folder.resolve(form));
        }
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("clone"));
        assertSame(folder.resolve("link"));
    }

    @Test
    void readsReferencesInAReftable() throws Exception {
        Path gitDir = folder.resolve("reftable.git");
        try (TinyHistory history = TinyHistory.onDisk(gitDir, true)) {
            FileRepository repository = (FileRepository) history.repository();
            repository.convertRefStorage("reftable", false, false);
            String one = history.commit(TinyKernel.dataAfter(), "Linux 5.10");
            history.annotated("v5.10", one, Constants.OBJ_COMMIT);
        }
        assertThat(crawl(gitDir).evidence().readings()).containsOnlyKeys(V510);
    }

    @Test
    void refusesNamesOfAnotherKindInOneLine() throws Exception {
        assumeTrue(Git.isThere());
        Git.run(folder, "init", "-q", "--bare", "--object-format=sha256", "long.git");
        Git.run(folder.resolve("long.git"), "config", "user.name", "x");

        assertRefused(folder.resolve("long.git"), "sha256");
    }

    @Test
    void refusesWhatIsNoRepositoryInOneLine() throws Exception {
        assertRefused(folder);
        assertRefused(folder.resolve("whole.git/objects"));
        assertRefused(folder.resolve("whole.git/HEAD"));
        assertRefused(folder.resolve("nowhere"));
    }

    @Test
    void knowsNoReleaseOfAnEmptyRepository() throws Exception {
        try (TinyHistory history = TinyHistory.onDisk(folder.resolve("unborn.git"), true)) {
            assertThat(history.repository().resolve("HEAD")).isNull();
        }
        assertThat(crawl(folder.resolve("unborn.git")).releases()).isZero();
    }

    @Test
    void readsAClosedRepositoryAndWritesNothing() throws Exception {
        List<String> before = names(whole);
        try (Stream<Path> walk = Files.walk(whole)) {
            for (Path path : walk.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
        try {
            assertSame(whole);
            assertThat(names(whole)).isEqualTo(before);
        } finally {
            try (Stream<Path> walk = Files.walk(whole)) {
                for (Path path : walk.toList()) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    // Tags.

    private Path loose(String id) {
        return whole.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    }

    /** Puts bytes under a name that is not theirs, as only damage or malice does. */
    private void forge(String id, String type, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write((type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            deflater.write(content);
        }
        Files.createDirectories(loose(id).getParent());
        Files.deleteIfExists(loose(id));
        Files.write(loose(id), bytes.toByteArray());
    }

    private static byte[] tagOf(String object, String type) {
        return ("object " + object + "\ntype " + type + "\ntag v5.12\ntagger T <t@example.org> 1 +0000\n\nx\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void doesNotFollowTagsInACircle() throws Exception {
        String one = "1".repeat(40);
        String other = "2".repeat(40);
        forge(one, "tag", tagOf(other, "tag"));
        forge(other, "tag", tagOf(one, "tag"));
        Files.writeString(whole.resolve("refs/tags/v5.12"), one + "\n");

        assertThat(assertSound(whole).problems()).singleElement().asString().contains("tag v5.12 ", one);
    }

    @Test
    void doesNotFollowTagsWithoutEnd() throws Exception {
        try (TinyHistory history = TinyHistory.onDisk(folder.resolve("chain.git"), true)) {
            String at = history.release("v5.10", TinyKernel.dataAfter());
            int type = Constants.OBJ_COMMIT;
            for (int i = 0; i < 100; i++) {
                at = history.annotated(i == 2 ? "v5.11" : "v5.12", at, type);
                type = Constants.OBJ_TAG;
            }
        }
        Crawler.Result result = crawl(folder.resolve("chain.git"));

        assertThat(result.evidence().readings()).containsOnlyKeys(V510, V511);
        assertThat(result.problems()).singleElement().asString().contains("v5.12", "more than");
    }

    @Test
    void believesNoObjectUnderAnotherName() throws Exception {
        String blob = BlobId.of(
                TinyKernel.dataBefore().files().get(TinyKernel.VDSO_C).getBytes(StandardCharsets.UTF_8)).hex();
        forge(blob, "blob", TinyKernel.separate().files().get(TinyKernel.VDSO_C).getBytes(StandardCharsets.UTF_8));

        Crawler.Result result = assertSound(whole);

        assertThat(result.unreadable()).containsOnlyKeys(V511);
        assertThat(result.unreadable().get(V511)).contains("another object");
    }

    @Test
    void passesOverATagThatCallsItselfAnotherRelease() throws Exception {
        Path refs = whole.resolve("refs/tags");
        Files.copy(refs.resolve("v5.11"), refs.resolve("v5.13"));
        Files.delete(refs.resolve("v5.11"));

        assertThat(crawl(whole).problems()).singleElement().asString().contains("v5.13", "that it is v5.11");
    }

    /** v2.6.32-rc2 of the kernel is such a tag. */
    @Test
    void takesATagThatCallsItselfAnotherReleaseOfTheSameCommit() throws Exception {
        Path refs = whole.resolve("refs/tags");
        Files.copy(refs.resolve("v5.11"), refs.resolve("v5.11-rc9"));

        Crawler.Result result = crawl(whole);
        assertThat(result.problems()).isEmpty();
        assertThat(result.evidence().readings()).containsKey(Release.of("v5.11-rc9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "", "ref: refs/tags/nothing", "1234", "v5.11"})
    void namesATagWhoseFileIsGarbled(String text) throws Exception {
        // What the tag was when the references were packed is not what it is now.
        Files.writeString(whole.resolve("packed-refs"), first + " refs/tags/v5.11\n");
        Files.writeString(whole.resolve("refs/tags/v5.11"), text);

        assertThat(assertSound(whole).problems()).singleElement().asString().contains("tag v5.11 ");
    }

    /** Else the text of any file on the machine could be made part of a message, or a device be read without end. */
    @Test
    void readsNothingOutsideTheRepositoryByWayOfReferences() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "secret\n");
        for (String target : List.of("ref: ../../secret", "ref: ../../../../../../../../dev/zero", "ref: " + secret, "ref: config")) {
            Path tag = Files.writeString(whole.resolve("refs/tags/next-1"), target + "\n");
            assertRefused(whole, "next-1");
            Files.delete(tag);
            Path head = Files.writeString(whole.resolve("refs/heads/side"), target + "\n");
            Files.writeString(tag, "ref: refs/heads/side\n");
            assertRefused(whole, "side");
            Files.delete(head);
            Files.delete(tag);
        }
        for (Path target : List.of(secret, Path.of("/dev/zero"), folder.resolve("nowhere"))) {
            for (String place : List.of("refs/tags/v5.12", "refs/tags/next-1", "refs/heads/side", "packed-refs", "shallow")) {
                Path link = Files.createSymbolicLink(whole.resolve(place), target);
                assertRefused(whole, link.getFileName().toString());
                Files.delete(link);
            }
        }
        assertSame(whole);
    }

    @Test
    void passesOverTenThousandForeignTagsAndThoseWithEvilNames() throws Exception {
        StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
        List<String> names = new ArrayList<>(List.of(
                "--upload-pack=touch x", "../../../x", "v5.11/../../x", "v5.12\u001b[2J", "v5.13..lock", "v5.14\u0001", "v5.15-rc",
                "v" + "9".repeat(4000), "v5.11-" + "x".repeat(200_000), "v5.11.1.1.1", "v99999999999.1", "-v5.16", "v5.16~1", "v-5.1"));
        for (int i = 0; i < 10_000; i++) {
            names.add("next-" + i);
        }
        names.stream().sorted().forEach(name -> packed.append("f".repeat(40)).append(" refs/tags/").append(name).append('\n'));
        Files.writeString(whole.resolve("packed-refs"), packed);

        Crawler.Result result = assertSound(whole);
        assertThat(result.evidence()).isEqualTo(soundness.truth().evidence());
        assertThat(result.releases()).isEqualTo(3);
    }

    @Test
    void tellsOfTagsThatLeadToAFile() throws Exception {
        try (TinyHistory history = TinyHistory.onDisk(folder.resolve("blob.git"), true)) {
            String commit = history.release("v5.10", TinyKernel.dataAfter());
            history.tag("v5.12", history.repository().resolve(commit + ":Makefile").name());
            history.annotated("v5.13", history.repository().resolve(commit + ":Makefile").name(), Constants.OBJ_BLOB);
            history.tag("v5.14", history.repository().resolve(commit + "^{tree}").name());
        }
        Crawler.Result result = crawl(folder.resolve("blob.git"));

        assertThat(result.evidence().readings()).containsOnlyKeys(V510, Release.of("v5.14"));
        assertThat(result.problems()).hasSize(2).allMatch(problem -> problem.contains("leads to no commit"));
    }

    // Trees and messages.

    @Test
    void namesLinksAndSubmodulesInTheWay() throws Exception {
        TinyKernel kernel = TinyKernel.dataAfter();
        try (TinyHistory history = TinyHistory.onDisk(folder.resolve("links.git"), true)) {
            int number = 10;
            for (String target : List.of("vdso.c", "../kernel", "../../../../../../etc/passwd", "/dev/zero", "")) {
                history.tag("v5." + number++, history.commit(history.tree(
                        kernel.with(TinyKernel.VDSO_C, target), Map.of(TinyKernel.VDSO_C, FileMode.SYMLINK)), "Link"));
            }
            history.tag("v5.20", history.commit(history.tree(kernel, Map.of(TinyKernel.KCONFIG, FileMode.GITLINK)), "Submodule"));
            history.tag("v5.21", history.commit(history.tree(kernel.with("README", "x"), Map.of("README", FileMode.SYMLINK)), "Aside"));
        }
        Crawler.Result result = crawl(folder.resolve("links.git"));

        assertThat(result.evidence().readings()).containsOnlyKeys(Release.of("v5.21"));
        assertThat(result.unreadable()).hasSize(6).allSatisfy((release, why) -> assertThat(why).contains("not followed"));
    }

    @Test
    void namesFilesThatAreTooLarge() throws Exception {
        assumeTrue(Git.isThere());
        Path gitDir = folder.resolve("large.git");
        try (TinyHistory history = TinyHistory.onDisk(gitDir, true)) {
            history.release("v5.10", TinyKernel.dataAfter());
            history.release("v5.11", TinyKernel.dataAfter().with(TinyKernel.VDSO_C, "x".repeat(100 << 20)));
            history.release("v5.12", TinyKernel.dataAfter().with("README", "x".repeat(SourceTree.LARGEST_FILE * 2)));
            history.release("v5.13", TinyKernel.dataAfter().touched("x"));
        }
        for (int packed = 0; packed < 2; packed++) {
            Crawler.Result result = crawl(gitDir);
            assertThat(result.evidence().readings()).containsOnlyKeys(V510, Release.of("v5.12"), Release.of("v5.13"));
            assertThat(result.unreadable()).containsOnlyKeys(V511);
            assertThat(result.unreadable().get(V511)).contains(TinyKernel.VDSO_C, "larger than");
            Git.run(gitDir, "repack", "-q", "-a", "-d");
        }
    }

    @Test
    void readsMacrosOfTenThousandLines() throws Exception {
        StringBuilder lines = new StringBuilder("#define LONG");
        for (int i = 0; i < 10_000; i++) {
            lines.append(" \\\n\tdo { x").append(i).append("(); } while (0);");
        }
        StringBuilder nested = new StringBuilder("\n#define N0 1\n");
        for (int i = 1; i < 10_000; i++) {
            nested.append("#define N").append(i).append(" (N").append(i - 1).append(" + N").append(i - 1).append(")\n");
        }
        nested.append("int deep = N9999;\nint wide = ").append("(".repeat(10_000)).append('1').append(")".repeat(10_000)).append(";\n");
        String text = TinyKernel.dataAfter().files().get(TinyKernel.VDSO_C);
        try (TinyHistory history = TinyHistory.onDisk(folder.resolve("macros.git"), true)) {
            history.release("v5.10", TinyKernel.dataAfter());
            history.release("v5.11", TinyKernel.dataAfter().with(TinyKernel.VDSO_C, lines + "\n" + text));
            history.release("v5.12", TinyKernel.dataAfter().with(TinyKernel.VDSO_C, nested + text));
        }
        Crawler.Result result = crawl(folder.resolve("macros.git"));

        assertThat(result.evidence().readings()).containsKeys(V510, V511);
        result.evidence().readings().values().forEach(reading -> reading.cells().forEach((abi, cell) -> assertThat(
                cell.layout().get(FactKey.DATA_PLACEMENT).isKnown() ? cell.layout().get(FactKey.DATA_PLACEMENT).toString() : "after")
                .isEqualTo("after")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "", "no-such-charset", "UTF-8"})
    void readsMessagesInWhateverEncoding(String encoding) throws Exception {
        assumeTrue(Git.isThere());
        Git.run(folder, "clone", "-q", "--mirror", "whole.git", "said.git");
        Path gitDir = folder.resolve("said.git");
        String tree = Git.run(gitDir, "rev-parse", "v5.11.1^{tree}");
        byte[] head = ("tree " + tree + "\nparent " + second + "\nauthor J\u00f6rg <j@example.org> 1 +0000\ncommitter J <j@example.org> 1 +0000\n"
                + (encoding.isEmpty() ? "" : "encoding " + encoding + "\n") + "\nGr\u00f6\u00dfe \u0007 \u001b[31m\n\n\u00e4\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(folder.resolve("commit"), head);
        String commit = Git.run(gitDir, "hash-object", "-t", "commit", "-w", "--literally", file.toString());
        Git.run(gitDir, "tag", "-f", "v5.11.1", commit);
        Git.run(gitDir, "config", "i18n.commitEncoding", "EBCDIC-nonsense");

        Crawler.Result result = crawl(gitDir);

        assertThat(result.problems()).isEmpty();
        assertThat(result.evidence().steps().get(new Evidence.Step(
                Abi.PPC64, V511, Release.of("v5.11.1"))).values())
                .allSatisfy(cause -> {
                    assertThat(cause.id()).isEqualTo(commit);
                    assertThat(cause.subject()).startsWith("Gr").doesNotContain("\n");
                });
    }

    // Others at work.

    @Test
    void readsOnWhileOthersRepackAndFetch() throws Exception {
        assumeTrue(Git.isThere());
        Path gitDir = copy("busy.git");
        Git.run(gitDir, "config", "gc.auto", "0");
        String[][] work = {
            {"repack", "-q", "-a", "-d", "-f"}, {"gc", "-q", "--prune=now"}, {"pack-refs", "--all"}, {"fetch", "-q", "--force", "origin"},
            {"commit-graph", "write", "--reachable"}, {"prune-packed", "-q"},
        };
        AtomicBoolean stop = new AtomicBoolean();
        Thread other = new Thread(() -> {
            for (int i = 0; !stop.get(); i++) {
                Git.run(gitDir, work[i % work.length]);
            }
        });
        other.start();
        try {
            for (int i = 0; i < Integer.getInteger("vvarmap.busy", 15); i++) {
                assertSame(gitDir);
            }
        } finally {
            stop.set(true);
            other.join();
        }
    }

    @Test
    void leavesNoTraceInTheClone() throws Exception {
        Map<String, Long> before = stamps();
        assertSame(whole);
        assertThat(stamps()).isEqualTo(before);
    }

    private Map<String, Long> stamps() throws IOException {
        Map<String, Long> stamps = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(whole)) {
            for (Path path : walk.toList()) {
                stamps.put(path.toString(), Files.getLastModifiedTime(path).toMillis());
            }
        }
        return stamps;
    }
}
