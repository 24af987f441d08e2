package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {

    private static final Schema SCHEMA = Schema.of("diff-1.schema.json");

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    private JsonObject json(int code, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "diff";
        all[1] = "--json";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        JsonObject answer = cli().run(all).exited(code).json();
        assertThat(SCHEMA.problems(answer)).isEmpty();
        return answer;
    }

    private static JsonObject only(JsonObject answer) {
        assertThat(answer.getAsJsonArray("results")).hasSize(1);
        return answer.getAsJsonArray("results").get(0).getAsJsonObject();
    }

    private static List<String> assumptions(JsonObject result, String key) {
        return result.getAsJsonArray(key).asList().stream()
                .map(element -> element.getAsJsonObject().get("assumption").getAsString())
                .toList();
    }

    private static JsonObject change(JsonObject result, String key) {
        return result.getAsJsonArray("changes").asList().stream()
                .map(element -> element.getAsJsonObject())
                .filter(change -> change.get("key").getAsString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    // Releases.

    @Test
    void saysWhatXEightySixChangedIn613AndWhomThatBreaks() {
        Cli.Outcome outcome = cli().run("diff", "6.12.15", "6.13.4", "--arch", "x86_64").exited(1);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(
                "v6.12.15 -> v6.13.4 on x86_64", "e93d2521b27f", "Expect [vvar_vclock]", "CRIU 1.3 to before 4.1",
                "https://github.com/checkpoint-restore/criu/issues/2532");
    }

    @Test
    void namesTheCommitTheReleaseAndTheConsumersOfPowerpc511() {
        JsonObject result = only(json(1, "5.10", "5.11", "--arch", "ppc64"));

        JsonObject elf = change(result, "elfAtVdsoStart");
        assertThat(elf.get("before").getAsBoolean()).isTrue();
        assertThat(elf.get("after").getAsBoolean()).isFalse();
        assertThat(elf.getAsJsonObject("commit").get("id").getAsString()).startsWith("511157ab641e");
        assertThat(elf.get("since").getAsString()).isEqualTo("v5.11-rc1");
        assertThat(assumptions(result, "breaks")).contains("criu-elf-at-start-ppc64", "gdb-range");
        assertThat(assumptions(result, "mends")).isEmpty();
    }

    @Test
    void namesTheBackportOnAStableLine() {
        JsonObject result = only(json(1, "5.11.19", "5.11.20", "--arch", "ppc64"));

        JsonObject commit = change(result, "dataMapping").getAsJsonObject("commit");
        assertThat(commit.get("id").getAsString()).startsWith("172c404e18d6");
        assertThat(commit.get("upstream").getAsString()).startsWith("1c4bce675385");
        assertThat(assumptions(result, "mends")).contains("criu-elf-at-start-ppc64");
    }

    @Test
    void readsBackwardsToo() {
        JsonObject result = only(json(1, "6.13", "6.12", "--arch", "x86_64"));

        assertThat(change(result, "regions").getAsJsonObject("commit").get("id").getAsString()).startsWith("e93d2521b27f");
        assertThat(assumptions(result, "mends")).contains("criu-vvar-adjacent");
    }

    @ParameterizedTest
    @CsvSource({
        "5.10,5.10.7,ppc64,0", "5.11,5.12,ppc64,0", "v5.11-rc1,5.11.19,ppc64le,0", "4.2-rc1,4.2-rc2,ppc64,3", "4.1,4.2-rc1,ppc64,3",
        "6.12,6.13,x86_64,1", "99.1,5.11,ppc64,3", "5.11,99.1,ppc64,3", "5.11.7-100.fc32.ppc64le,5.11.8,ppc64,0"
    })
    void exitsAsTheContractSays(String from, String to, String arch, int code) {
        cli().run("diff", from, to, "--arch", arch).exited(code);
    }

    @Test
    void comparesEveryAbiUnlessOneIsNamed() {
        JsonObject answer = json(1, "6.12", "6.13");

        assertThat(answer.get("verdict").getAsString()).isEqualTo("differs");
        assertThat(answer.getAsJsonArray("results").asList())
                .extracting(result -> result.getAsJsonObject().get("abi").getAsString())
                .contains("ppc64", "x86_64", "i386-compat");
    }

    @Test
    void saysThatTheTableDoesNotKnowAnAbi() {
        String table = PpcTable.file(cli());
        JsonObject answer = json(3, "5.10", "5.11", "--arch", "arm64", "--data", table);

        assertThat(answer.getAsJsonArray("notInTable").get(0).getAsString()).isEqualTo("arm64");
    }

    @Test
    void refusesWhatNamesNoRelease() {
        cli().run("diff", "5.10").failed(2);
        cli().run("diff", "5.10", "5.11", "5.12").failed(2);
        cli().run("diff", "5.10", "next").failed(2);
        cli().run("diff", "5.10", "5.11", "--arch", "vax").failed(2);
        assertThat(cli().run("diff", "5.10", "99.1").failed(3).err()).contains("v99.1", "--repo");
        JsonObject answer = json(3, "5.10", "99.1");
        assertThat(answer.get("verdict").getAsString()).isEqualTo("not-known");
        assertThat(answer.getAsJsonObject("to").get("release").isJsonNull()).isTrue();
        assertThat(answer.getAsJsonArray("notes").get(0).getAsString()).contains("v99.1");
    }

    // Revisions.

    private Sources.Clone makeClone() {
        assumeTrue(Sources.hasGit());
        return Sources.Clone.at(folder.resolve("clone"));
    }

    /** The gate: a series on top of master, judged before it is pushed. */
    @Test
    void catchesAPatchThatMovesTheData() {
        Sources.Clone clone = makeClone();
        Cli.Outcome outcome = cli().run("diff", "--repo", "clone", "v5.10", clone.front(), "--arch", "ppc64").exited(1);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(
                "ppc64", "elfAtVdsoStart  true -> false", clone.front().substring(0, 12) + " powerpc/vdso: Move vdso datapage up front",
                "Do not take the start of [vdso]", "breaks   CRIU since 1.6");
    }

    @Test
    void namesTheCommitWithinTheSeries() {
        Sources.Clone clone = makeClone();
        JsonObject answer = json(1, "--repo", "clone", "v5.10", "v5.11.20", "--arch", "ppc64");

        assertThat(answer.getAsJsonObject("from").get("object").getAsString()).hasSize(40);
        assertThat(answer.getAsJsonObject("from").get("release").isJsonNull()).isTrue();
        assertThat(change(only(answer), "dataPlacement").getAsJsonObject("commit").get("id").getAsString()).isEqualTo(clone.front());
        JsonObject separate = change(only(answer), "dataMapping").getAsJsonObject("commit");
        assertThat(separate.get("id").getAsString()).isEqualTo(clone.separate());
        assertThat(separate.get("upstream").getAsString()).startsWith("1c4bce675385");
        assertThat(change(only(answer), "dataMapping").get("since").isJsonNull()).isTrue();
    }

    /** What is not understood on either side is no change where not a file of it changed. */
    @Test
    void letsASeriesPassThatTouchesNothingOfALayout() {
        Sources.Clone clone = makeClone();
        Map<String, String> files = Sources.files(Sources.VVAR, "5.11");
        files.put("drivers/x.c", "int x;\n");
        Sources.commit(clone.folder(), files, "x: A driver");

        cli().run("diff", "--repo", "clone", "HEAD~1", "HEAD").exited(0);
        assertThat(json(0, "--repo", "clone", "HEAD~1", "HEAD").get("verdict").getAsString()).isEqualTo("equal");
    }

    @Test
    void comparesTrees() {
        makeClone();
        JsonObject answer = json(1, "--repo", "clone", "v5.10^{tree}", "v5.11^{tree}", "--arch", "ppc64");

        assertThat(answer.getAsJsonArray("notes")).hasSize(1);
        assertThat(change(only(answer), "dataPlacement").get("commit").isJsonNull()).isTrue();
    }

    @Test
    void cannotCompareWhatIsNotThere() {
        makeClone();
        assertThat(cli().run("diff", "--repo", "clone", "v5.10", "nowhere").failed(4).err()).contains("nowhere");
        cli().run("diff", "--repo", "gone", "v5.10", "v5.11").failed(4);
        cli().run("diff", "--repo", "clone", "v5.10").failed(2);
    }
}
