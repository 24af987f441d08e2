package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code capture}, and {@code check} of what it wrote. */
class CaptureCommandTest {

    private static final Schema CAPTURE = Schema.ofData("capture-1.schema.json");
    private static final Schema CHECK = Schema.of("check-1.schema.json");

    private static final String SMAPS = """
            7fffa6a60000-7fffa6a70000 r--p 00000000 00:00 0                          [vvar]
            VmFlags: rd mr pf io de dd
            7fffa6a70000-7fffa6a80000 r-xp 00000000 00:00 0                          [vdso]
            VmFlags: rd ex mr mw me de
            7fffa6a80000-7fffa6ac0000 r-xp 00000000 fd:00 33554553                   /home/somebody/secret
            VmFlags: rd ex mr mw me
            """;

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    /** A machine with a process of ppc64le, whose release has the one-page data before the image. */
    private Cli machine() {
        cli().file("proc/version", "Linux version 5.12.9 (mock@host) (gcc) #1 SMP\n");
        cli().file("proc/sys/kernel/osrelease", "5.12.9\n");
        cli().file("proc/sys/kernel/ostype", "Linux\n");
        cli().file("proc/sys/kernel/version", "#1 SMP\n");
        cli().file("proc/sys/kernel/arch", "ppc64le\n");
        cli().file("proc/7/smaps", SMAPS);
        ByteBuffer auxv = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : new long[] {33, 0x7fffa6a70000L, 6, 0x10000, 7, 0x7fffa6a80000L, 0, 0}) {
            auxv.putLong(word);
        }
        cli().file("proc/7/auxv", auxv.array());
        ByteBuffer exe = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        exe.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) 21);
        cli().file("proc/7/exe", exe.array());
        return cli();
    }

    @Test
    void writesWhatCheckReads() {
        JsonObject written = machine().run("capture", "--pid", "7", "--json").exited(0).json();
        assertThat(CAPTURE.problems(written)).isEmpty();
        assertThat(written.toString()).doesNotContain("secret", "somebody", "7fff");

        cli().run("capture", "--pid", "7", "--out", "c.json").exited(0);
        assertThat(read(folder.resolve("c.json"))).isEqualTo(written);

        JsonObject checked = cli().run("check", "--capture", "c.json", "--json").exited(0).json();
        assertThat(CHECK.problems(checked)).isEmpty();
        assertThat(checked.get("verdict").getAsString()).isEqualTo("match");
        assertThat(checked.get("release").getAsString()).isEqualTo("v5.12.9");
    }

    @Test
    void checksACaptureOfAnotherRelease() {
        machine().run("capture", "--pid", "7", "--out", "c.json").exited(0);
        cli().file("d.json", text(folder.resolve("c.json")).replace("5.12.9", "5.11.7"));

        JsonObject checked = cli().run("check", "--capture", "d.json", "--json").exited(1).json();

        assertThat(CHECK.problems(checked)).isEmpty();
        assertThat(checked.get("verdict").getAsString()).isEqualTo("mismatch");
        assertThat(checked.get("notes").toString()).contains("issue tracker");
    }

    @Test
    void takesWhatAnExperimentProvedForAnObservation() {
        machine().run("capture", "--pid", "7", "--out", "c.json").exited(0);
        cli().file("d.json", text(folder.resolve("c.json")).replace("\"experiments\": null",
                "\"experiments\": {\"still\": {\"trampoline\": \"image\"}, \"moveCodeSignal\": {\"mremap\": \"ok\", \"signal\": \"SIGSEGV\"}}"));

        JsonObject checked = cli().run("check", "--capture", "d.json", "--json").exited(1).json();

        assertThat(checked.getAsJsonArray("differences")).hasSize(1);
        assertThat(checked.getAsJsonArray("differences").get(0).getAsJsonObject().get("key").getAsString())
                .isEqualTo("mremapTracked");
    }

    @Test
    void believesUbuntusSignatureOfTheBase() {
        cli().file("proc/version_signature", "Ubuntu 5.11.0-49.55-generic 5.11.22\n");
        machine().run("capture", "--pid", "7", "--out", "c.json").exited(0);

        JsonObject checked = cli().run("check", "--capture", "c.json", "--json").json();

        assertThat(checked.get("release").getAsString()).isEqualTo("v5.11.22");
    }

    @Test
    void comparesNothingWithASandboxsOwnKernel() {
        machine().run("capture", "--pid", "7", "--out", "c.json").exited(0);
        cli().file("d.json", text(folder.resolve("c.json")).replace("Linux version 5.12.9 (mock@host) (gcc) #1 SMP",
                "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016"));

        JsonObject checked = cli().run("check", "--capture", "d.json", "--json").exited(3).json();

        assertThat(checked.get("verdict").getAsString()).isEqualTo("not-comparable");
        assertThat(checked.get("notes").toString()).contains("gVisor");
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        cli().file("bad.json", "{}");
        cli().file("kernel", "no kernel");
        cli().run("check", "--capture", "bad.json").failed(2);
        cli().run("check", "--capture", "missing.json").failed(4);
        cli().run("check", "--capture", "bad.json", "--pid", "7").failed(2);
        cli().run("check", "--capture", "bad.json", "--release", "5.11").failed(2);
        cli().run("check", "--boot", "kernel").failed(2);
        cli().run("check", "--boot", "kernel", "--arch", "ppc64").failed(2);
        cli().run("check", "--boot", "kernel", "--arch", "powerpc").failed(2);
        cli().run("check", "--boot", "missing", "--arch", "ppc64").failed(4);
        cli().run("check", "--boot", "", "--arch", "ppc64").failed(2);
        cli().run("capture", "--boot", "kernel", "--pid", "7").failed(2);
        cli().run("capture", "--boot", "kernel", "--arch", "tile").failed(4);
        cli().run("capture", "--pid", "8").failed(4);
        cli().run("capture", "--pid", "x").failed(2);
        cli().run("capture", "extra").failed(2);
        cli().run("capture", "--index", "proc").failed(2);
    }

    @Test
    void sumsUpAFolder() {
        machine().run("capture", "--pid", "7", "--out", "captures/ppc64/5.12.9.json").exited(0);
        cli().run("capture", "--index", "captures", "--out", "index.json").exited(0);

        JsonObject index = read(folder.resolve("index.json"));
        assertThat(Schema.ofData("captures-1.schema.json").problems(index)).isEmpty();
        assertThat(index.getAsJsonArray("captures")).hasSize(1);
    }

    static Stream<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("data/captures"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    /** What kernels showed is either as the table says, or of a release or an ABI that it does not know yet. */
    @ParameterizedTest
    @MethodSource("recorded")
    void agreesWithTheTable(Path file) {
        Cli.Outcome outcome = cli().run("check", "--capture", file.toAbsolutePath().toString(), "--json");

        assertThat(outcome.code()).as(outcome.out()).isIn(0, 3);
        assertThat(CAPTURE.problems(read(file))).isEmpty();
        assertThat(CHECK.problems(outcome.json())).isEmpty();
    }

    /** The index is what the program makes of the captures: {@code vvarmap capture --index data/captures}. */
    @Test
    void keepsTheIndexUpToDate() {
        cli().run("capture", "--index", Path.of("data/captures").toAbsolutePath().toString(), "--out", "index.json").exited(0);

        assertThat(text(folder.resolve("index.json"))).isEqualTo(text(Path.of("data/captures.json")));
    }

    @Test
    void countsTheCapturesThatConfirmACell() {
        List<JsonObject> captures = read(Path.of("data/captures.json")).getAsJsonArray("captures").asList().stream()
                .map(element -> element.getAsJsonObject())
                .filter(capture -> capture.get("abi").getAsString().equals("ppc64"))
                .toList();
        for (JsonObject capture : captures) {
            JsonObject answer = cli().run("lookup", capture.get("release").getAsString(), "--arch", "ppc64", "--json").json();
            if (answer.get("match").getAsString().equals("exact")) {
                JsonObject provenance = answer.getAsJsonArray("results").get(0).getAsJsonObject().getAsJsonObject("provenance");
                assertThat(provenance.get("captures").getAsInt()).as(capture.toString()).isPositive();
            }
        }
    }

    private static JsonObject read(Path file) {
        return JsonParser.parseString(text(file)).getAsJsonObject();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
