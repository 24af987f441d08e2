package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryCommandTest {

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    @Test
    void tellsTheStoryToAPerson() {
        Cli.Outcome outcome = cli().run("history", "ppc64").exited(0);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("mainline", "5.11.y", "5.12.y");
        assertThat(outcome.out())
                .containsSubsequence(
                        "v2.6.12-rc2", "v4.2", "v5.11-rc1", "511157ab641e", "v5.13-rc1", "1c4bce675385", "v6.13-rc1",
                        "v7.1-rc1", "5.11.y", "v5.11.20", "172c404e18d6", "1c4bce675385", "5.12.y", "v5.12.3", "f486ef7e762e");
    }

    /** A person must see why an era is one of its own. */
    @Test
    void saysOfEveryEraWhatIsNew() {
        String[] eras = cli().run("history", "ppc64").exited(0).out().split("\n\n");
        for (String era : eras) {
            if (era.startsWith("  v") && !era.startsWith("  v2.6.11 ")) {
                assertThat(era).containsAnyOf("changed ", "not known ", "unknown");
            }
        }
    }

    @Test
    void givesErasThatJoinWithoutAGap() {
        JsonObject answer = cli().run("history", "powerpc", "--json").exited(0).json();

        assertThat(answer.get("schema").getAsString()).isEqualTo("vvarmap/history/1");
        assertThat(answer.getAsJsonArray("abis").asList())
                .extracting(abi -> abi.getAsJsonObject().get("abi").getAsString())
                .containsExactly("ppc64", "ppc32", "ppc32-compat");
        for (JsonElement abi : answer.getAsJsonArray("abis")) {
            JsonArray lines = abi.getAsJsonObject().getAsJsonArray("lines");
            assertThat(lines.asList())
                    .extracting(line -> line.getAsJsonObject().get("line").getAsString())
                    .startsWith("mainline")
                    .contains("5.11.y", "5.12.y");
            lines.forEach(line -> assertJoined(line.getAsJsonObject().getAsJsonArray("eras")));
        }
    }

    private static void assertJoined(JsonArray eras) {
        for (int i = 0; i < eras.size(); i++) {
            JsonObject era = eras.get(i).getAsJsonObject();
            assertThat(era.keySet()).contains("since", "until", "layout", "commit");
            boolean last = i + 1 == eras.size();
            assertThat(era.get("until").isJsonNull()).isEqualTo(last);
            if (!last) {
                JsonObject next = eras.get(i + 1).getAsJsonObject();
                assertThat(era.get("until")).isEqualTo(next.get("since"));
                assertThat(era.get("layout")).isNotEqualTo(next.get("layout"));
            }
        }
    }

    /** Both commands answer from one table. */
    @Test
    void saysTheSameAsLookup() {
        JsonObject ppc64 = cli().run("history", "ppc64", "--json").json().getAsJsonArray("abis").get(0).getAsJsonObject();
        for (JsonElement line : ppc64.getAsJsonArray("lines")) {
            for (JsonElement element : line.getAsJsonObject().getAsJsonArray("eras")) {
                JsonObject era = element.getAsJsonObject();
                String since = era.get("since").getAsString();
                JsonObject lookup = cli().run("lookup", since, "--arch", "ppc64", "--json").exited(0).json()
                        .getAsJsonArray("results").get(0).getAsJsonObject();
                assertThat(lookup.get("layout")).as(since).isEqualTo(era.get("layout"));
                assertThat(lookup.get("commit")).as(since).isEqualTo(era.get("commit"));
            }
        }
    }

    @Test
    void saysThatTheTableDoesNotKnowAnAbi() {
        String table = PpcTable.file(cli());

        assertThat(cli().run("history", "arm64", "--data", table).failed(3).err()).contains("arm64");
        JsonObject answer = cli().run("history", "arm64", "--json", "--data", table).exited(3).json();
        assertThat(answer.getAsJsonArray("abis")).isEmpty();
    }

    @Test
    void givesWhatTheTableKnowsOfAFolder() {
        JsonObject answer = cli().run("history", "powerpc", "--json", "--data", PpcTable.file(cli())).exited(0).json();

        assertThat(answer.getAsJsonArray("abis")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ppc128", "", "v5.11", "\u001b[31m"})
    void refusesAnAbiThatNobodyHas(String name) {
        cli().run("history", name).failed(2);
    }

    @Test
    void takesExactlyOneAbi() {
        for (List<String> abis : List.of(List.<String>of(), List.of("ppc64", "ppc32"))) {
            List<String> arguments = new ArrayList<>(abis);
            arguments.add(0, "history");
            assertThat(cli().run(arguments).failed(2).err()).contains("vvarmap history --help");
        }
    }
}
