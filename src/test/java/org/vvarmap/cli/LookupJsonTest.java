package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.Vvarmap;
import org.vvarmap.matrix.LookupJson;

/** {@code lookup --json} as the contract fixes it. */
class LookupJsonTest {

    static final List<String> LAYOUT_KEYS = List.of(
            "vdso", "dataPlacement", "dataMapping", "regions", "elfAtVdsoStart", "sysinfoEhdr", "nameSticks",
            "mremapTracked", "resize", "split", "dataAccess", "timens", "sealable", "hashStyle");

    private static final Schema SCHEMA = Schema.of("lookup-1.schema.json");

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    @Test
    void hasTheKeysOfTheContractInItsOrder() {
        JsonObject answer = cli().run("lookup", "5.11.20", "--arch", "ppc64le", "--json").exited(0).json();
        JsonObject result = answer.getAsJsonArray("results").get(0).getAsJsonObject();

        assertThat(answer.keySet()).containsExactly("schema", "query", "release", "match", "notes", "results");
        assertThat(result.keySet()).containsExactly("abi", "arch", "layout", "era", "commit", "provenance");
        assertThat(result.getAsJsonObject("layout").keySet()).containsExactlyElementsOf(LAYOUT_KEYS);
        assertThat(result.getAsJsonObject("era").keySet()).containsExactly("line", "since", "until");
        assertThat(result.getAsJsonObject("commit").keySet()).containsExactly("id", "subject", "upstream");
        assertThat(result.getAsJsonObject("provenance").keySet()).containsExactly("kind", "captures");
        JsonObject region = result.getAsJsonObject("layout").getAsJsonArray("regions").get(0).getAsJsonObject();
        assertThat(region.keySet()).containsExactly("name", "holds", "pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.6.11", "2.6.12", "2.6.18", "3.10", "4.2-rc1", "4.4", "5.4.59", "5.8", "5.11.7", "5.12.3", "6.13", "7.1", "9.9", "2.4.20"})
    void fitsItsSchemaForEveryAbi(String release) {
        JsonObject answer = cli().run("lookup", release, "--arch", "all", "--json").json();

        assertThat(SCHEMA.problems(answer)).isEmpty();
        assertThat(answer.getAsJsonArray("results")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.11.7", "6.1.0-26-amd64", "5.11.7-100.fc32.ppc64le", "9.9", "6.12 #1 SMP Debian 6.12.63-1"})
    void isWhatTheLibraryAnswers(String kernel) {
        for (String abi : List.of("ppc64le", "x86", "all")) {
            assertThat(LookupJson.write(Vvarmap.load().lookup(kernel, abi)))
                    .isEqualTo(cli().run("lookup", kernel, "--arch", abi, "--json").json());
        }
    }

    @Test
    void givesAReasonForEachUnknownAndForNothingElse() {
        for (String release : List.of("2.6.12", "3.10", "4.2-rc1", "4.4-rc1", "5.8", "6.18")) {
            JsonObject answer = cli().run("lookup", release, "--arch", "all", "--json").exited(0).json();
            for (JsonElement result : answer.getAsJsonArray("results")) {
                JsonObject layout = result.getAsJsonObject().getAsJsonObject("layout");
                List<String> open = new ArrayList<>(layout.keySet());
                open.removeIf(key -> !layout.get(key).isJsonPrimitive() || !layout.get(key).getAsString().equals("unknown"));
                List<String> reasons =
                        layout.has("unknown") ? List.copyOf(layout.getAsJsonObject("unknown").keySet()) : List.of();
                assertThat(reasons).containsExactlyInAnyOrderElementsOf(open);
            }
        }
    }

    /** The schema must be able to say no, or the tests above prove nothing. */
    @ParameterizedTest
    @ValueSource(strings = {
        "\"match\": \"exact\"|\"match\": \"close\"",
        "\"release\": \"v5.11.7\"|\"release\": \"5.11.7\"",
        "\"dataPlacement\": \"before\"|\"dataPlacement\": \"below\"",
        "\"elfAtVdsoStart\": false|\"elfAtVdsoStart\": \"false\"",
        "\"pages\": null|\"pages\": \"3\"",
        "\"pages\": null|\"pages\": 0",
        "\"upstream\": null|\"upstream\": \"\"",
        "\"captures\": 0|\"captures\": 0.5",
        "\"until\"|\"end\""
    })
    void aSchemaThatHoldsNothingWouldBeNoProof(String change) {
        String[] parts = change.split("\\|");
        String text = cli().run("lookup", "5.11.7", "--arch", "ppc64", "--json").out();
        assertThat(text).contains(parts[0]);

        assertThat(SCHEMA.problems(JsonParser.parseString(text.replace(parts[0], parts[1])))).isNotEmpty();
    }

    /**
     * One question.
     *
     * @param query the words of RELEASE
     * @param code the exit code
     * @param match the word in {@code match}
     * @param release the release that is answered for
     */
    private record Question(List<String> query, int code, String match, String release) {

        static Question of(String query, int code, String match, String release) {
            return new Question(List.of(query), code, match, release);
        }
    }

    private static Stream<Question> questions() {
        return Stream.of(
                Question.of("5.11.7", 0, "exact", "v5.11.7"),
                Question.of("v5.11.7", 0, "exact", "v5.11.7"),
                Question.of(" v5.11.7 ", 0, "exact", "v5.11.7"),
                Question.of("5.11", 0, "exact", "v5.11"),
                Question.of("5.11.0", 0, "exact", "v5.11"),
                Question.of("v5.11-rc1", 0, "exact", "v5.11-rc1"),
                Question.of("2.6.12", 0, "exact", "v2.6.12"),
                Question.of("v2.6.16.62", 0, "exact", "v2.6.16.62"),
                // The contract's own example: Fedora is taken at its word.
                Question.of("5.11.7-100.fc32.ppc64le", 0, "exact", "v5.11.7"),
                Question.of("5.10.0-21-powerpc64le", 0, "base", "v5.10"),
                Question.of("6.12.38+deb13-powerpc64le", 0, "base", "v6.12.38"),
                Question.of("5.4.0-100-generic", 0, "base", "v5.4"),
                Question.of("4.18.0-305.el8.ppc64le", 0, "base", "v4.18"),
                Question.of("5.14.0-427.13.1.el9_4.ppc64le", 0, "base", "v5.14"),
                Question.of("5.11.7-mine", 0, "base", "v5.11.7"),
                Question.of("5.11.7+", 0, "base", "v5.11.7"),
                Question.of("Linux p9 5.11.7 #1 SMP Wed Mar 17 10:00:00 UTC 2021 ppc64le GNU/Linux", 0, "exact", "v5.11.7"),
                Question.of("Linux p9 5.10.0-21-powerpc64le #1 SMP Debian 5.10.162-1 (2023-01-21) ppc64le GNU/Linux", 0, "base", "v5.10.162"),
                new Question(
                        List.of("Linux", "p9", "5.10.0-21-powerpc64le", "#1", "SMP", "Debian", "5.10.162-1", "(2023-01-21)", "ppc64le", "GNU/Linux"),
                        0, "base", "v5.10.162"),
                Question.of("Linux version 5.11.7 (mock@host) (gcc (GCC) 10.2.1) #1 SMP", 0, "exact", "v5.11.7"),
                Question.of("9.9", 3, "nearest", null),
                Question.of("v99.1-rc3", 3, "nearest", null),
                Question.of("5.11.99", 3, "nearest", null),
                Question.of("5.11.99-mine", 3, "nearest", null),
                Question.of("2.4.20", 3, "nearest", null));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void saysHowWellItKnowsARelease(Question question) {
        List<String> arguments = new ArrayList<>(List.of("lookup", "--json", "--arch", "ppc64"));
        arguments.addAll(question.query());
        JsonObject answer = cli().run(arguments).exited(question.code()).json();

        assertThat(answer.get("match").getAsString()).isEqualTo(question.match());
        assertThat(answer.get("query").getAsString()).isEqualTo(String.join(" ", question.query()).strip());
        assertThat(answer.getAsJsonArray("results")).hasSize(1);
        assertThat(SCHEMA.problems(answer)).isEmpty();
        String notes = answer.getAsJsonArray("notes").toString();
        if (question.release() != null) {
            assertThat(answer.get("release").getAsString()).isEqualTo(question.release());
        } else {
            assertThat(notes).contains("not in the table", answer.get("release").getAsString());
        }
        if (question.match().equals("base")) {
            assertThat(notes).contains("vvarmap check").contains("backport");
        }
    }

    @Test
    void takesTheNearestReleaseOfTheLine() {
        JsonObject answer = cli().run("lookup", "5.11.99", "--arch", "ppc64", "--json").exited(3).json();

        assertThat(answer.get("release").getAsString()).isEqualTo("v5.11.22");
        assertThat(answer.toString()).contains("\"dataMapping\":\"separate\"");
    }

    /**
     * One way to name an ABI.
     *
     * @param name the value of --arch
     * @param abis the ABIs in the answer
     */
    private record Named(String name, List<String> abis) {}

    private static Stream<Named> names() {
        List<String> powerpc = List.of("ppc64", "ppc32", "ppc32-compat");
        return Stream.of(
                new Named("ppc64", List.of("ppc64")),
                new Named("ppc64le", List.of("ppc64")),
                new Named("ppc64el", List.of("ppc64")),
                new Named("PPC64LE", List.of("ppc64")),
                new Named("ppc", List.of("ppc32")),
                new Named("ppc32", List.of("ppc32")),
                new Named("ppc32-compat", List.of("ppc32-compat")),
                new Named("powerpc", powerpc),
                new Named("x86_64", List.of("x86_64")),
                new Named("amd64", List.of("x86_64")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void takesAnAbiByEachOfItsNames(Named named) {
        JsonObject answer = cli().run("lookup", "5.11.7", "--arch", named.name(), "--json").exited(0).json();

        assertThat(answer.getAsJsonArray("results").asList())
                .extracting(result -> result.getAsJsonObject().get("abi").getAsString())
                .containsExactlyElementsOf(named.abis());
    }

    @Test
    void givesEveryAbiForAll() {
        JsonObject answer = cli().run("lookup", "5.11.7", "--arch", "all", "--json").exited(0).json();

        assertThat(answer.getAsJsonArray("results").asList())
                .extracting(result -> result.getAsJsonObject().get("abi").getAsString())
                .contains("ppc64", "ppc32", "ppc32-compat", "x86_64")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppc128", "", "ppc64,x86_64", "../x86"})
    void refusesAnAbiThatNobodyHas(String name) {
        cli().run("lookup", "5.11.7", "--json", "--arch", name).failed(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "v", "5", "5.x", "v2.6.11-tree", "next-20240101", "5.11.y", "-rc1x", "", " "})
    void refusesWhatNamesNoRelease(String query) {
        cli().run("lookup", "--json", "--arch", "ppc64", "--", query).failed(2);
    }

    @Test
    void saysNoneForAnAbiThatTheTableDoesNotKnowAndPrintsTheJsonAllTheSame() {
        String table = PpcTable.file(cli());
        JsonObject answer = cli().run("lookup", "5.11.7", "--arch", "arm64", "--json", "--data", table).exited(3).json();

        assertThat(SCHEMA.problems(answer)).isEmpty();
        assertThat(answer.get("match").getAsString()).isEqualTo("none");
        assertThat(answer.getAsJsonArray("results")).isEmpty();
        assertThat(answer.getAsJsonArray("notes").toString()).contains("arm64");
    }

    @Test
    void saysItOnStandardErrorToAPerson() {
        cli().run("lookup", "5.11.7", "--arch", "arm64", "--data", PpcTable.file(cli())).failed(3);
    }

    @Test
    void takesTheMachineOutOfTheLine() {
        JsonObject answer = cli().run("lookup", "5.11.7-100.fc32.ppc64le", "--json").exited(0).json();

        assertThat(answer.toString()).contains("\"abi\":\"ppc64\"");
    }

    @Test
    void looksAtTheRunningKernelWhereNoReleaseIsNamed() {
        cli().file("proc/version", "Linux version 5.11.7 (a@b) (gcc) #1 SMP\n");
        cli().file("proc/sys/kernel/osrelease", "5.11.7\n");
        cli().file("proc/sys/kernel/arch", "ppc64le\n");
        JsonObject answer = cli().run("lookup", "--json").exited(0).json();

        assertThat(SCHEMA.problems(answer)).isEmpty();
        assertThat(answer.get("release").getAsString()).isEqualTo("v5.11.7");
        assertThat(answer.getAsJsonArray("results").get(0).getAsJsonObject().get("abi").getAsString()).isEqualTo("ppc64");
    }

    @Test
    void takesDebiansTrueBaseFromProcVersion() {
        cli().file("proc/version", "Linux version 5.10.0-21-powerpc64le (debian-kernel@lists.debian.org) (gcc-10) #1 SMP Debian 5.10.162-1 (2023-01-21)\n");
        cli().file("proc/sys/kernel/osrelease", "5.10.0-21-powerpc64le\n");
        JsonObject answer = cli().run("lookup", "--json").exited(0).json();

        assertThat(answer.get("release").getAsString()).isEqualTo("v5.10.162");
        assertThat(answer.get("match").getAsString()).isEqualTo("base");
    }

    @Test
    void cannotLookAtARunningKernelWithoutProc() {
        cli().run("lookup", "--json").failed(4);
    }

    /** The contract fixes the keys: programs that are broken come in only where somebody asks for them. */
    @Test
    void namesTheProgramsThatAReleaseBreaksWhereItIsAsked() {
        JsonObject plain = cli().run("lookup", "6.13", "--arch", "x86_64", "--json").exited(0).json();
        JsonObject asked = cli().run("lookup", "6.13", "--arch", "x86_64", "--json", "--consumers").exited(0).json();
        JsonObject result = asked.getAsJsonArray("results").get(0).getAsJsonObject();

        assertThat(SCHEMA.problems(plain)).isEmpty();
        JsonObject first = result.getAsJsonArray("consumers").get(0).getAsJsonObject();
        assertThat(first.keySet()).containsExactly(
                "consumer", "assumption", "text", "effect", "since", "until", "only", "sources");
        assertThat(first.get("consumer").getAsString()).isEqualTo("criu");
        result.remove("consumers");
        assertThat(asked).isEqualTo(plain);
    }

    @Test
    void namesThemToAPerson() {
        assertThat(cli().run("lookup", "5.11.7", "--arch", "ppc64").exited(0).out())
                .contains("breaks   CRIU since 1.6", "https://github.com/checkpoint-restore/criu/issues/1417");
        assertThat(cli().run("lookup", "5.13", "--arch", "ppc64").exited(0).out()).doesNotContain("breaks");
    }
}
