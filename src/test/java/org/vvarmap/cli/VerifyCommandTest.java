package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify}, on a clone of six commits and tables made of it. */
class VerifyCommandTest {

    private static final Schema SCHEMA = Schema.of("verify-1.schema.json");

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

    private void crawl(String out, String tags) {
        cli().run("crawl", "--repo", "clone", "--out", out, "--tags", tags).exited(0);
    }

    private JsonObject verify(int code, String... more) {
        String[] all = new String[more.length + 4];
        System.arraycopy(new String[] {"verify", "--repo", "clone", "--json"}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        JsonObject answer = cli().run(all).exited(code).json();
        assertThat(SCHEMA.problems(answer)).isEmpty();
        return answer;
    }

    private void replace(String file, String what, String by) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(what);
        Files.writeString(path, text.replace(what, by));
    }

    @Test
    void agreesWithWhatItWasMadeOf() {
        crawl("t/table.json", "v*");
        JsonObject answer = verify(0, "--data", "t/table.json");

        assertThat(answer.get("verdict").getAsString()).isEqualTo("match");
        assertThat(answer.get("read").getAsInt()).isEqualTo(5);
        assertThat(answer.get("cells").getAsInt()).isGreaterThan(5);
        for (String key : List.of("differences", "commits", "lacking", "settled", "named", "unreadable")) {
            assertThat(answer.getAsJsonArray(key)).as(key).isEmpty();
        }
        assertThat(answer.getAsJsonObject("upgrades").keySet()).isEmpty();
        assertThat(cli().run("verify", "--repo", "clone", "--data", "t/table.json").exited(0).out())
                .contains("nothing contradicts the table");
    }

    @Test
    void namesTheFactThatTheTableHasOtherwise() throws IOException {
        crawl("t/table.json", "v*");
        replace("t/table.json", "\"dataPlacement\":\"before\",\"dataMapping\":\"merged\"", "\"dataPlacement\":\"after\",\"dataMapping\":\"merged\"");
        JsonObject answer = verify(1, "--data", "t/table.json");

        assertThat(answer.get("verdict").getAsString()).isEqualTo("mismatch");
        JsonObject first = answer.getAsJsonArray("differences").get(0).getAsJsonObject();
        assertThat(first.get("release").getAsString()).isEqualTo("v5.11-rc1");
        assertThat(first.get("key").getAsString()).isEqualTo("dataPlacement");
        assertThat(first.get("table").getAsString()).isEqualTo("after");
        assertThat(first.get("clone").getAsString()).isEqualTo("before");
        assertThat(cli().run("verify", "--repo", "clone", "--data", "t/table.json").exited(1).out())
                .contains("dataPlacement: after in the table, before in the clone; in v5.11-rc1 v5.11 v5.11.19");
    }

    /** An audit that believed the table's own evidence would find nothing. */
    @Test
    void doesNotBelieveTheEvidenceBesideTheTable() throws IOException {
        crawl("t/table.json", "v*");
        replace("t/table.json", "\"dataMapping\":\"separate\"", "\"dataMapping\":\"merged\"");
        replace("t/table.evidence.json", "\"dataMapping\":\"separate\"", "\"dataMapping\":\"merged\"");

        verify(1, "--data", "t/table.json");
    }

    @Test
    void namesTheCommitThatTheTableHasOtherwise() throws IOException {
        crawl("t/table.json", "v*");
        replace("t/table.json", clone.front(), "f".repeat(40));
        JsonObject answer = verify(1, "--data", "t/table.json");

        JsonObject first = answer.getAsJsonArray("commits").get(0).getAsJsonObject();
        assertThat(first.getAsJsonObject("table").get("id").getAsString()).isEqualTo("f".repeat(40));
        assertThat(first.getAsJsonObject("clone").get("id").getAsString()).isEqualTo(clone.front());
    }

    @Test
    void namesTheReleasesThatTheTableLacks() {
        crawl("t/table.json", "{v5.10,v5.11-rc1,v5.11}");
        JsonObject answer = verify(0, "--data", "t/table.json");

        assertThat(answer.getAsJsonArray("lacking").asList()).extracting(Object::toString)
                .containsExactlyInAnyOrder("\"v5.11.19\"", "\"v5.11.20\"");
    }

    @Test
    void writesTheBetterTable() throws IOException {
        crawl("t/table.json", "{v5.10,v5.11-rc1,v5.11}");
        crawl("all/table.json", "v*");
        JsonObject answer = verify(0, "--update", "--data", "t/table.json");

        assertThat(answer.get("updated").getAsBoolean()).isTrue();
        assertThat(folder.resolve("t/table.json")).hasSameTextualContentAs(folder.resolve("all/table.json"));
        assertThat(folder.resolve("t/table.evidence.json")).hasSameTextualContentAs(folder.resolve("all/table.evidence.json"));
        assertThat(verify(0, "--update", "--data", "t/table.json").get("updated").getAsBoolean()).isFalse();
        try (var files = Files.list(folder.resolve("t"))) {
            assertThat(files).hasSize(2);
        }
    }

    /** What no clone at hand has stays: the table is joined with it, not made of it alone. */
    @Test
    void keepsWhatTheCloneDoesNotHave() {
        crawl("t/table.json", "v*");
        Sources.git(clone.folder(), "tag", "-d", "v5.10", "v5.11-rc1");
        Sources.commit(clone.folder(), Sources.files(Sources.VVAR, "5.11"), "Linux 5.11.21");
        Sources.git(clone.folder(), "tag", "v5.11.21");
        verify(0, "--update", "--data", "t/table.json");

        cli().run("lookup", "5.11.21", "--arch", "ppc64", "--data", "t/table.json").exited(0);
        JsonObject front = cli().run("lookup", "5.11", "--arch", "ppc64", "--json", "--data", "t/table.json").exited(0).json()
                .getAsJsonArray("results").get(0).getAsJsonObject();
        assertThat(front.getAsJsonObject("era").get("since").getAsString()).isEqualTo("v5.11-rc1");
        assertThat(front.getAsJsonObject("commit").get("id").getAsString()).isEqualTo(clone.front());
    }

    @Test
    void giveCellsBetterGround() {
        crawl("t/table.json", "{v5.10,v5.11-rc1,v5.11,v5.11.20}");
        String known = cli().file("t/known.json", """
                {"schema": "vvarmap/known/1", "commits": [], "calendar":
                 [{"base": "5.10", "candidates": "", "released": true, "points": ""},
                  {"base": "5.11", "candidates": "1", "released": true, "points": "19-20"}]}
                """);
        cli().run("crawl", "--repo", "clone", "--known", known, "--out", "t/table.json", "--tags", "{v5.10,v5.11-rc1,v5.11,v5.11.20}")
                .exited(0);
        JsonObject answer = verify(0, "--data", "t/table.json");
        assertThat(answer.getAsJsonArray("settled")).isNotEmpty();
        assertThat(answer.getAsJsonObject("upgrades").getAsJsonArray("ppc64").get(0).getAsString()).isEqualTo("v5.11.19");

        verify(0, "--update", "--data", "t/table.json");
        assertThat(verify(0, "--data", "t/table.json").getAsJsonObject("upgrades").keySet()).isEmpty();
    }

    /** Killed after the last rename, a process leaves its lock, which the next one need not take. */
    @Test
    void takesAwayWhatAKilledProcessLeft() throws IOException {
        crawl("t/table.json", "v*");
        cli().file("t/.table.json.lock", "");
        cli().file("t/.table.evidence.json.new", "{");
        assertThat(verify(0, "--update", "--data", "t/table.json").get("updated").getAsBoolean()).isFalse();

        assertThat(folder.resolve("t").toFile().list()).containsExactlyInAnyOrder("table.json", "table.evidence.json");
    }

    /** As where the program was killed between the two files that it replaces. */
    @Test
    void makesATableAnewThatItsEvidenceDoesNotMake() throws IOException {
        crawl("t/table.json", "v*");
        crawl("less/table.json", "{v5.10,v5.11-rc1,v5.11}");
        Files.copy(folder.resolve("less/table.evidence.json"), folder.resolve("t/table.evidence.json"), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(folder.resolve("less/table.evidence.json"));
        JsonObject answer = verify(0, "--update", "--data", "t/table.json");

        assertThat(answer.get("updated").getAsBoolean()).isTrue();
        assertThat(verify(0, "--update", "--data", "t/table.json").get("updated").getAsBoolean()).isFalse();
        crawl("all/table.json", "v*");
        assertThat(folder.resolve("t/table.json")).hasSameTextualContentAs(folder.resolve("all/table.json"));
        assertThat(folder.resolve("t/table.evidence.json")).hasSameTextualContentAs(folder.resolve("all/table.evidence.json"));
    }

    @Test
    void updatesOnlyWhatItWasTold() throws IOException {
        crawl("t/table.json", "v*");
        assertThat(cli().run("verify", "--repo", "clone", "--update").failed(2).err()).contains("--data");
        Files.delete(folder.resolve("t/table.evidence.json"));
        assertThat(cli().run("verify", "--repo", "clone", "--update", "--data", "t/table.json").failed(4).err())
                .contains("table.evidence.json");
    }

    @Test
    void doesNotJoinWhatOtherRulesRead() throws IOException {
        crawl("t/table.json", "v*");
        Path evidence = folder.resolve("t/table.evidence.json");
        Files.writeString(evidence, Files.readString(evidence).replaceFirst("\"rules\": \\d+", "\"rules\": 1"));

        assertThat(cli().run("verify", "--repo", "clone", "--update", "--data", "t/table.json").failed(2).err()).contains("rules 1");
    }

    @Test
    void needsARepositoryWithReleases() {
        cli().run("verify").failed(2);
        cli().run("verify", "clone").failed(2);
        cli().run("verify", "--repo", "nowhere").failed(4);
        cli().run("verify", "--repo", "clone", "--tags", "v6*").failed(3);
        cli().run("verify", "--repo", "clone", "--tags", "[").failed(2);
    }

    /** The five tags of the made clone are not those of the kernel: the shipped table must not be found to agree. */
    @Test
    void auditsTheShippedTable() {
        Cli.Outcome outcome = cli().run("verify", "--repo", "clone");

        assertThat(outcome.code()).isIn(0, 1);
        assertThat(outcome.out()).contains("5 releases read");
    }
}
