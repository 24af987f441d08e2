package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crawl}, on a clone of six commits. */
class CrawlCommandTest {

    @TempDir
    private Path folder;

    private Sources.Clone clone;

    private Cli cli() {
        return new Cli(folder);
    }

    @BeforeEach
    void makeAClone() {
        assumeTrue(Sources.hasGit());
        clone = Sources.Clone.at(folder.resolve("clone"));
    }

    private JsonObject crawl(String... more) {
        List<String> arguments = new ArrayList<>(List.of("crawl", "--repo", "clone", "--json"));
        arguments.addAll(List.of(more));
        Cli.Outcome outcome = cli().run(arguments).exited(0);
        assertThat(outcome.err()).isEmpty();
        return outcome.json();
    }

    private JsonObject lookup(String release, String table) {
        return cli().run("lookup", release, "--arch", "ppc64", "--json", "--data", table).exited(0).json()
                .getAsJsonArray("results").get(0).getAsJsonObject();
    }

    private Map<String, String> files(String below) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder.resolve(below))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void writesATableThatLookupAnswersFrom() {
        crawl("--out", "out/table.json");

        JsonObject result = lookup("5.11", "out/table.json");
        assertThat(result.getAsJsonObject("layout").get("dataPlacement").getAsString()).isEqualTo("before");
        assertThat(result.getAsJsonObject("era").get("since").getAsString()).isEqualTo("v5.11-rc1");
        assertThat(result.getAsJsonObject("commit").get("id").getAsString()).isEqualTo(clone.front());
        assertThat(result.getAsJsonObject("commit").get("subject").getAsString())
                .isEqualTo("powerpc/vdso: Move vdso datapage up front");
        assertThat(result.getAsJsonObject("commit").get("upstream").isJsonNull()).isTrue();
        assertThat(result.getAsJsonObject("provenance").get("kind").getAsString()).isEqualTo("tree");
        assertThat(lookup("5.10", "out/table.json").getAsJsonObject("layout").get("dataPlacement").getAsString())
                .isEqualTo("after");
    }

    @Test
    void namesTheMainlineCommitOfABackport() {
        crawl("--out", "out/table.json");
        JsonObject result = lookup("5.11.20", "out/table.json");

        assertThat(result.getAsJsonObject("era").get("line").getAsString()).isEqualTo("5.11.y");
        assertThat(result.getAsJsonObject("era").get("since").getAsString()).isEqualTo("v5.11.20");
        assertThat(result.getAsJsonObject("commit").get("id").getAsString()).isEqualTo(clone.separate());
        assertThat(result.getAsJsonObject("commit").get("upstream").getAsString())
                .isEqualTo("1c4bce6753857dc409a0197342d18764e7f4b741");
        assertThat(lookup("5.11.19", "out/table.json").getAsJsonObject("era").get("until").getAsString())
                .isEqualTo("v5.11.20");
    }

    @Test
    void writesTheSameBytesAgain() throws IOException {
        JsonObject first = crawl("--out", "one/table.json");
        Map<String, String> before = files("one");
        JsonObject again = crawl("--out", "one/table.json");
        crawl("--out", "two/table.json");

        assertThat(files("one")).isEqualTo(before);
        assertThat(files("two")).isEqualTo(before);
        assertThat(before).containsKey("table.json");
        assertThat(first.get("read").getAsInt()).isEqualTo(5);
        assertThat(again.get("read").getAsInt()).isZero();
        assertThat(again.get("releases").getAsInt()).isEqualTo(5);
    }

    @Test
    void readsOnlyWhatIsNew() throws IOException {
        crawl("--out", "out/table.json", "--tags", "v5.1[01]*");
        Sources.commit(clone.folder(), Sources.files(Sources.VVAR, "5.12"), "Linux 5.12-rc1");
        Sources.git(clone.folder(), "tag", "v5.12-rc1");
        JsonObject later = crawl("--out", "out/table.json");
        crawl("--out", "anew/table.json");

        assertThat(later.get("read").getAsInt()).isEqualTo(1);
        assertThat(files("out")).isEqualTo(files("anew"));
    }

    @Test
    void takesOnlyTheTagsThatAreWanted() {
        assertThat(crawl("--tags", "v5.11*", "--out", "t.json").get("releases").getAsInt()).isEqualTo(4);
        assertThat(crawl("--tags", "v5.1[0-3]", "--out", "u.json").get("releases").getAsInt()).isEqualTo(2);
        assertThat(crawl("--tags", "{v5.10,v5.11.20}", "--out", "v.json").get("releases").getAsInt()).isEqualTo(2);
        cli().run("crawl", "--repo", "clone", "--tags", "v6*", "--out", "w.json").failed(3);
        assertThat(folder.resolve("w.json")).doesNotExist();
        cli().run("crawl", "--repo", "clone", "--tags", "[", "--out", "w.json").failed(2);
    }

    @Test
    void readsABareClone() throws IOException {
        Sources.git(folder, "clone", "-q", "--bare", "clone", "bare.git");
        crawl("--out", "one/table.json");
        cli().run("crawl", "--repo", "bare.git", "--out", "two/table.json").exited(0);

        assertThat(files("two")).isEqualTo(files("one"));
    }

    /** Mainline and the stable releases come from two clones, as they do from kernel.org. */
    @Test
    void makesOneTableOfSeveralClones() throws IOException {
        Sources.git(folder, "clone", "-q", "--bare", "clone", "mainline.git");
        Sources.git(folder.resolve("mainline.git"), "tag", "-d", "v5.11.19", "v5.11.20");
        cli().run("crawl", "--repo", "mainline.git", "--repo", "clone", "--out", "two/table.json").exited(0);
        crawl("--out", "one/table.json");

        assertThat(files("two").get("table.json")).isEqualTo(files("one").get("table.json"));
    }

    @Test
    void writesNothingIntoTheClone() throws IOException {
        Map<String, String> before = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(clone.folder())) {
            walk.filter(Files::isRegularFile).forEach(file -> before.put(file.toString(), file.toFile().length() + ""));
        }
        crawl("--out", "out/table.json");
        try (Stream<Path> walk = Files.walk(clone.folder())) {
            assertThat(walk.filter(Files::isRegularFile).map(Path::toString)).containsExactlyInAnyOrderElementsOf(before.keySet());
        }
    }

    @Test
    void tellsAPersonInOneLine() {
        Cli.Outcome outcome = cli().run("crawl", "--repo", "clone", "--out", "out/table.json").exited(0);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("5 releases", "out/table.json");
        assertThat(outcome.out().lines()).hasSize(1);
    }

    @Test
    void needsARepository() {
        cli().run("crawl").failed(2);
        cli().run("crawl", "--out", "x.json").failed(2);
        cli().run("crawl", "clone").failed(2);
        cli().run("crawl", "--repo", "clone", "more").failed(2);
    }

    @Test
    void cannotReadWhatIsNoRepository() throws IOException {
        Files.createDirectories(folder.resolve("plain"));
        cli().file("file", "x");
        for (String name : List.of("nowhere", "plain", "file")) {
            assertThat(cli().run("crawl", "--repo", name, "--out", "x.json").failed(4).err()).contains(name);
            cli().run("crawl", "--repo", "clone", "--repo", name, "--out", "x.json").failed(4);
        }
        assertThat(folder.resolve("x.json")).doesNotExist();
    }

    @Test
    void knowsNothingOfARepositoryWithoutReleases() {
        Sources.git(folder.resolve("empty"), "init", "-q");
        cli().run("crawl", "--repo", "empty", "--out", "x.json").failed(3);
        assertThat(folder.resolve("x.json")).doesNotExist();
    }

    @Test
    void cannotWriteWhereItMayNot() throws IOException {
        cli().file("in-the-way", "x");
        cli().run("crawl", "--repo", "clone", "--out", "in-the-way/table.json").failed(4);
        Files.createDirectories(folder.resolve("a-folder.json/full"));
        cli().run("crawl", "--repo", "clone", "--out", "a-folder.json").failed(4);
    }

    @Test
    void cannotWriteIntoAFolderThatIsClosed() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(folder.resolve("closed"), PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(folder.resolve("closed")), "root may write everywhere");
        cli().run("crawl", "--repo", "clone", "--out", "closed/table.json").failed(4);
    }

    @Test
    void refusesEvidenceThatIsBroken() {
        crawl("--out", "out/table.json");
        cli().file("out/table.evidence.json", "{");

        Cli.Outcome outcome = cli().run("crawl", "--repo", "clone", "--out", "out/table.json").exited(2);
        assertThat(outcome.err()).contains("table.evidence.json");
        assertThat(outcome.err().lines()).hasSize(1);
        cli().run("crawl", "--repo", "clone", "--known", "nowhere.json", "--out", "x.json").failed(4);
    }

    /** A repository that gives nothing is not one that has nothing, and the table of a better day stays. */
    @Test
    void leavesTheTableAloneWhereNothingCanBeRead() throws IOException {
        crawl("--out", "out/table.json");
        Map<String, String> before = files("out");
        Sources.git(folder, "clone", "-q", "--bare", "--no-local", "clone", "hollow.git");
        try (Stream<Path> walk = Files.walk(folder.resolve("hollow.git/objects"))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(cli().run("crawl", "--repo", "hollow.git", "--out", "out/table.json").failed(4).err()).contains("hollow.git");
        cli().run("verify", "--repo", "hollow.git", "--data", "out/table.json").failed(4);
        cli().run("verify", "--repo", "hollow.git", "--update", "--data", "out/table.json").failed(4);
        cli().run("diff", "v5.10", "v5.11", "--repo", "hollow.git").failed(4);
        cli().run("inspect", "hollow.git@v5.10").failed(4);
        assertThat(files("out")).isEqualTo(before);
    }

    /** What a blob:none clone has is commits and trees: that a file is not there yet does not mean that there is none. */
    @Test
    void refusesAPartialCloneThatHasNoFiles() throws IOException {
        Sources.git(clone.folder(), "config", "uploadpack.allowFilter", "true");
        Sources.git(folder, "clone", "-q", "--bare", "--filter=blob:none", clone.folder().toUri().toString(), "partial.git");
        for (String[] arguments : new String[][] {
            {"crawl", "--repo", "partial.git", "--out", "x.json"}, {"verify", "--repo", "partial.git"},
            {"diff", "v5.10", "v5.11", "--repo", "partial.git", "--arch", "ppc64"}, {"inspect", "partial.git@v5.10", "--arch", "ppc64"},
        }) {
            assertThat(cli().run(arguments).failed(4).err()).contains("missing from the repository");
        }
        assertThat(folder.resolve("x.json")).doesNotExist();
    }
}
