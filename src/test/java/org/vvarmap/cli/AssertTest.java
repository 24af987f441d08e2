package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lookup --assert}, the gate for programs. */
class AssertTest {

    private static final Schema SCHEMA = Schema.of("assert-1.schema.json");

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    private Cli.Outcome run(String... more) {
        String[] all = new String[more.length + 3];
        all[0] = "lookup";
        all[1] = "--arch";
        all[2] = "ppc64";
        System.arraycopy(more, 0, all, 3, more.length);
        return cli().run(all);
    }

    @Test
    void namesTheReleasesWhereAnAssumptionFails() {
        Cli.Outcome outcome = run("--assert", "elfAtVdsoStart=true", "--since", "5.4", "--until", "6.12").exited(1);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("v5.11-rc1 to v5.12, v5.11.1 to v5.11.19, v5.12.1 to v5.12.2", "511157ab641e");
    }

    @Test
    void fitsItsSchema() {
        JsonObject answer = run("--json", "--assert", "elfAtVdsoStart=true", "--since", "5.4", "--until", "6.12").exited(1).json();

        assertThat(SCHEMA.problems(answer)).isEmpty();
        assertThat(answer.get("verdict").getAsString()).isEqualTo("fails");
        JsonObject result = answer.getAsJsonArray("results").get(0).getAsJsonObject();
        assertThat(result.get("releases").getAsInt()).isGreaterThan(500);
        assertThat(result.getAsJsonArray("failures").asList()).hasSize(3);
        JsonObject first = result.getAsJsonArray("failures").get(0).getAsJsonObject();
        assertThat(first.get("line").getAsString()).isEqualTo("mainline");
        assertThat(first.get("first").getAsString()).isEqualTo("v5.11-rc1");
        assertThat(first.get("last").getAsString()).isEqualTo("v5.12");
        assertThat(first.get("found").getAsBoolean()).isFalse();
    }

    /** A mainline release at the end of a range takes its stable line with it, a point release does not. */
    @Test
    void takesTheStableLineOfTheLastRelease() {
        run("--assert", "dataMapping=separate", "--since", "5.11.20", "--until", "5.11").exited(2);
        assertThat(run("--assert", "dataMapping=merged", "--since", "5.11", "--until", "5.11").exited(0).out()).contains("1 releases");
        assertThat(run("--assert", "dataMapping=merged", "--since", "5.11-rc1", "--until", "5.11").exited(1).out())
                .contains("v5.11.20 to v5.11.");
        run("--assert", "dataMapping=merged", "--since", "5.11-rc1", "--until", "5.11.19").exited(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5.10|elfAtVdsoStart=true|0", "5.11.7|elfAtVdsoStart=true|1", "5.11.7-100.fc32.ppc64le|elfAtVdsoStart=true|1",
        "5.11.20|regions=[vvar],[vdso]|0", "5.11.19|regions=[vvar],[vdso]|1", "2.6.11|regions=|0", "2.6.11|elfAtVdsoStart=null|0",
        "4.2-rc1|mremapTracked=true|3", "4.4-rc1|hashStyle=sysv|3", "9.9|vdso=image|3"
    })
    void asksOneRelease(String release, String assertion, int code) {
        run(release, "--assert", assertion).exited(code);
        assertThat(SCHEMA.problems(run(release, "--json", "--assert", assertion).exited(code).json())).isEmpty();
    }

    @Test
    void namesThePlaceWhereNobodyKnows() {
        Cli.Outcome outcome = run("--assert", "mremapTracked=true", "--since", "4.2-rc1", "--until", "4.3").exited(3);

        assertThat(outcome.out()).contains("not known", "v4.2-rc1 to v4.2-rc", "no release between them was read");
    }

    @Test
    void prefersAFailureToAnOpenQuestion() {
        run("--assert", "mremapTracked=true", "--since", "4.0", "--until", "4.3").exited(1);
        assertThat(run("--assert", "mremapTracked=true", "--since", "2.4.0", "--until", "4.3").exited(1).err())
                .contains("v2.4.0 is not in the table");
    }

    @Test
    void saysThatABoundIsBeyondTheTable() {
        Cli.Outcome outcome = run("--assert", "sysinfoEhdr=true", "--since", "5.4", "--until", "99.1").exited(3);

        assertThat(outcome.err()).contains("v99.1 is not in the table");
    }

    @Test
    void takesSeveralAssertionsAndAbis() {
        Cli.Outcome outcome = cli().run("lookup", "5.12.3", "--arch", "powerpc", "--assert", "vdso=image", "--assert", "timens=false");

        assertThat(outcome.exited(0).out().lines()).hasSize(3).allMatch(line -> line.contains("vdso=image timens=false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "=", "vdso", "vdso=", "vdso=gone", "vdso=image,gone", "elf=true", "timens=null", "\u001b[31m=1"})
    void refusesWhatIsNoAssertion(String text) {
        run("5.11", "--assert", text).failed(2);
    }

    @Test
    void refusesOptionsThatDoNotFit() {
        run("--since", "5.4").failed(2);
        run("--since", "5.4", "--until", "5.5").failed(2);
        run("--assert", "vdso=image", "--since", "5.5", "--until", "5.4").failed(2);
        run("--assert", "vdso=image", "--since", "next").failed(2);
        run("5.11", "--assert", "vdso=image", "--since", "5.5").failed(2);
    }
}
