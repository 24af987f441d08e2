package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A booted kernel does its worst: the whole program, as a process of its own, with a program that stands in for QEMU. */
class GuestTest {

    /** Far more than any of these takes; who waits longer never ends. */
    private static final long LIMIT_SECONDS = 240;

    private static final String SAYS = "printf '@%s %s\\r\\n' $mark 'begin vvarmap/probe/1' $mark 'sysname Linux'"
            + " $mark 'release RELEASE' $mark 'version #1' $mark 'machine MACHINE' $mark 'auxv 6 1000' $mark 'auxv 33 7fff2000'"
            + " $mark 'map 7fff0000-7fff2000 r--p 0 0:0 0 [vvar]' $mark 'map 7fff2000-7fff3000 r-xp 0 0:0 0 [vdso]'";

    @TempDir
    private Path folder;

    @BeforeEach
    void machine() throws IOException {
        kernel("");
        program("aarch64-linux-gnu-gcc", "echo program > probe\n");
    }

    /** An image that says which kernel it is, as they do unless they are packed. */
    private void kernel(String banner) throws IOException {
        byte[] bytes = new byte[256];
        byte[] text = ("ARMd\0" + banner).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 56, text.length);
        Files.write(folder.resolve("Image"), bytes);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        file.toFile().setExecutable(true);
    }

    private void qemu(String script) throws IOException {
        program("qemu-system-aarch64", "mark=$(echo \"$*\" | sed 's/.*vvarmap=//')\n" + script + "\n");
    }

    private static String says(String release, String machine, String last) {
        return SAYS.replace("RELEASE", release).replace("MACHINE", machine) + last;
    }

    private Cli.Outcome run(String... arguments) throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp", classes,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--boot", folder.resolve("Image").toString(), "--arch", "arm64"));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(Map.of(
                "PATH", folder + ":" + System.getenv("PATH"), "XDG_CACHE_HOME", folder.resolve("cache").toString()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
            return new Cli.Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void isBelievedWhereItsWordsFit() throws Exception {
        kernel("Linux version 6.1.0 (a@b) #1");
        qemu(says("6.1.0", "aarch64", " $mark 'end 10'"));

        assertThat(run("check", "--json").exited(0).json().get("verdict").getAsString()).isEqualTo("match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tr '\\0' x < /dev/zero                                       | 3 | did not come to the probe
            yes                                                          | 3 | did not come to the probe
            yes "@$mark end 1"                                           | 3 | the probe's first line is missing
            printf "@$mark begin vvarmap/probe/1\\n@$mark end 2\\n"      | 3 | AT_PAGESZ is no page size
            printf "@$mark begin vvarmap/probe/1\\n@$mark end 99\\n"     | 3 | some of the probe's lines are missing
            printf "@$mark begin vvarmap/probe/1\\n"                     | 3 | stopped while the probe looked around
            printf 'Kernel panic - \\033]0;owned\\007\\233 x\\n'         | 3 | Kernel panic
            printf '\\377\\376\\300\\200\\n'                             | 3 | did not come to the probe
            exit 1                                                       | 4 | could not start
            printf 'qemu: \\033[2J bad\\n' >&2; exit 1                   | 4 | bad
            kill -9 $$                                                   | 4 | could not start
            """)
    void isRefused(String script, int code, String says) throws Exception {
        qemu(script);

        assertThat(run("check").failed(code).err()).contains(says);
        assertThat(run("capture").failed(code).err()).contains(says);
    }

    @Test
    void isRefusedWhereItSaysMoreThanOneThing() throws Exception {
        String all = says("6.1.0", "aarch64", "");

        qemu(all + " $mark 'release 5.10.0' $mark 'end 11'");
        assertThat(run("check").failed(3).err()).contains("one thing twice");
        qemu(all + " $mark 'end 10'; " + all + " $mark 'end 20'");
        assertThat(run("check").failed(3).err()).contains("more than it has to say");
        qemu(all + "; " + all + " $mark 'end 19'");
        assertThat(run("check").failed(3).err()).contains("one thing twice");
    }

    @Test
    void isRefusedWhereItClaimsToBeAnother() throws Exception {
        qemu(says("6.1.0", "x86_64", " $mark 'end 10'"));
        assertThat(run("check").failed(3).err()).contains("a kernel for arm64", "\"x86_64\"", "not believed");

        kernel("Linux version 5.10.0 (a@b) #1");
        qemu(says("6.1.0", "aarch64", " $mark 'end 10'"));
        assertThat(run("capture").failed(3).err()).contains("is 5.10.0", "\"6.1.0\"", "not believed");
    }

    @Test
    void steersNoTerminal() throws Exception {
        String release = "6.1.0-\\033]0;owned\\007\\2332J\\342\\200\\256";
        qemu(says("%b", "%b", " $mark 'end 10'").replace("'release %b'", "\"$(printf 'release " + release + "')\"")
                .replace("'machine %b'", "'machine aarch64'"));
        Cli.Outcome told = run("check");
        Cli.Outcome json = run("check", "--json");
        Cli.Outcome captured = run("capture");
        Cli.Outcome debug = run("check", "--debug", "--data", "no\u001b[2J\u202esuch");

        for (Cli.Outcome one : List.of(told, json, captured, debug)) {
            assertThat((one.out() + one.err()).chars().filter(c -> c != '\n' && c != '\t').mapToObj(Character::getType))
                    .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
        }
        assertThat(captured.code()).isZero();
        JsonParser.parseString(json.out());
        assertThat(JsonParser.parseString(captured.out()).getAsJsonObject().getAsJsonObject("kernel").get("release").getAsString())
                .startsWith("6.1.0-\u001b]0;owned\u0007");
    }

    @Test
    void leavesNothingRunning() throws Exception {
        Path alive = folder.resolve("alive");
        qemu("trap '' TERM INT HUP\n(trap '' TERM INT HUP; while :; do echo x >> " + alive + "; sleep 0.05; done) &\n"
                + says("6.1.0", "aarch64", " $mark 'end 10'") + "\nwait");
        run("check").exited(0);

        long before = Files.size(alive);
        Thread.sleep(500);
        assertThat(Files.size(alive) - before).isLessThanOrEqualTo(4);
    }

    /** The other texts that come from outside: a table of somebody's. */
    @Test
    void exportsNothingThatSteersATerminal() throws IOException {
        String table = Files.readString(Path.of("data/table.json"))
                .replaceFirst("\"subject\":\"", "\"subject\":\"\\\\u001b[2J\\\\u009b\\\\u202e\\\\ud800");
        Files.writeString(folder.resolve("table.json"), table);
        for (String format : List.of("csv", "json", "markdown", "c-header")) {
            Cli.Outcome outcome = new Cli(folder).run("export", "--format", format, "--data", "table.json").exited(0);
            assertThat(outcome.out().chars().filter(c -> "\n\r\t".indexOf(c) < 0).mapToObj(Character::getType)).as(format)
                    .doesNotContain((int) Character.CONTROL, (int) Character.FORMAT);
        }
    }
}
