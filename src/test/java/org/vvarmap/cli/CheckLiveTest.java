package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check} on a machine: a made one, and this one. */
class CheckLiveTest {

    private static final Schema SCHEMA = Schema.of("check-1.schema.json");

    private static final int EM_PPC64 = 21;

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    /** A machine with one process, of ppc64le with pages of 64 KiB. Its memory cannot be read: the ABI is that of the program. */
    private void machine(String pid, String release, String smaps, long ehdr) {
        cli().file("proc/version", "Linux version " + release + " (mock@host) (gcc) #1 SMP\n");
        cli().file("proc/sys/kernel/osrelease", release + "\n");
        cli().file("proc/sys/kernel/arch", "ppc64le\n");
        cli().file("proc/" + pid + "/smaps", smaps);
        cli().file("proc/" + pid + "/maps", smaps.replaceAll("(?m)^[A-Z].*\n", ""));
        cli().file("proc/" + pid + "/auxv", auxv(33, ehdr, 6, 0x10000, 3, 0x10000040, 0, 0));
        cli().file("proc/" + pid + "/exe", header());
    }

    private static byte[] auxv(long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        for (long word : words) {
            buffer.putLong(word);
        }
        return buffer.array();
    }

    private static byte[] header() {
        ByteBuffer buffer = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        buffer.putShort(16, (short) 3).putShort(18, (short) EM_PPC64).putInt(20, 1);
        return buffer.array();
    }

    @Test
    void matches() {
        machine("self", "5.11.7", CheckMapsTest.PPC64LE_5_11, 0x7fff8a710000L);
        JsonObject answer = cli().run("check", "--json").exited(0).json();

        assertThat(SCHEMA.problems(answer)).isEmpty();
        assertThat(answer.get("verdict").getAsString()).isEqualTo("match");
        assertThat(answer.get("release").getAsString()).isEqualTo("v5.11.7");
        assertThat(answer.get("abi").getAsString()).isEqualTo("ppc64");
        assertThat(answer.getAsJsonObject("observed").get("dataPlacement").getAsString()).isEqualTo("before");
    }

    @Test
    void seesACopyOnWriteDataPage() {
        String smaps = CheckMapsTest.PPC64LE_5_11.replace("[vdso]\n", "[vdso]\nVmFlags: rd ex mr mw me de \n");
        machine("self", "5.11.7", smaps, 0x7fff8a710000L);
        JsonObject answer = cli().run("check", "--json").exited(0).json();

        assertThat(answer.getAsJsonObject("observed").get("dataAccess").getAsString()).isEqualTo("cow");
    }

    @Test
    void differs() {
        machine("42", "5.11.20", CheckMapsTest.PPC64LE_5_11, 0x7fff8a710000L);
        Cli.Outcome outcome = cli().run("check", "--pid", "42").exited(1);

        assertThat(outcome.out()).startsWith("mismatch: ppc64 on v5.11.20").contains("dataMapping", "regions");
    }

    @Test
    void takesTheAbiThatItIsTold() {
        machine("42", "5.11.7", CheckMapsTest.PPC64LE_5_11, 0x7fff8a710000L);

        assertThat(cli().run("check", "--pid", "42", "--arch", "ppc64le", "--json").exited(0).json().get("abi").getAsString())
                .isEqualTo("ppc64");
        cli().run("check", "--pid", "42", "--arch", "powerpc").failed(2);
    }

    @Test
    void saysThatTheNearestReleaseWasTaken() {
        machine("self", "5.11.99", CheckMapsTest.PPC64LE_5_11, 0x7fff8a710000L);

        assertThat(cli().run("check").out()).contains("v5.11.99 is not in the table");
    }

    @Test
    void cannotCompareWhereNothingIsMapped() {
        machine("self", "5.11.7", "10000000-10010000 r-xp 00000000 fd:00 1 /bin/true\n", 0x7fff8a710000L);
        cli().file("proc/self/auxv", auxv(6, 0x10000, 0, 0));
        JsonObject answer = cli().run("check", "--json").exited(3).json();

        assertThat(SCHEMA.problems(answer)).isEmpty();
        assertThat(answer.get("verdict").getAsString()).isEqualTo("not-comparable");
        assertThat(answer.getAsJsonArray("notes")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "-1", "0", "1/../2", "99999999999", "\u001b[2J"})
    void refusesWhatIsNoProcessId(String pid) {
        cli().run("check", "--pid=" + pid).failed(2);
    }

    @Test
    void cannotLookAtAProcessThatIsNotThere() {
        machine("42", "5.11.7", CheckMapsTest.PPC64LE_5_11, 0x7fff8a710000L);

        assertThat(cli().run("check", "--pid", "43").failed(4).err()).contains("43");
    }

    @Test
    void cannotLookAtAKernelThread() {
        machine("2", "5.11.7", "", 0x10000L);

        cli().run("check", "--pid", "2").failed(4);
    }

    @Test
    void doesNotTrustTheNamesOfAMachine() {
        machine("self", "5.11.7-\u001b[31mred", CheckMapsTest.PPC64LE_5_11, 0x7fff8a710000L);
        Cli.Outcome outcome = cli().run("check").exited(0);

        assertThat(outcome.out()).doesNotContain("\u001b");
    }

    /** An ordinary PC, as the issue has it. */
    @Test
    void matchesOnThisMachine() throws IOException {
        Path release = Path.of("/proc/sys/kernel/osrelease");
        assumeTrue(System.getProperty("os.arch").equals("amd64") && Files.isReadable(release));
        assumeTrue(Files.readString(Path.of("/proc/self/maps")).contains("[vdso]"), "no vDSO here");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Cli.Outcome known = lookup(Files.readString(release).strip());
        assumeTrue(known.code() == 0, "the table does not know this kernel");
        assumeTrue(!known.out().contains("\"unknown\""), "the table leaves this kernel open");

        ExitCode code = Main.run(
                new String[] {"check", "--json"}, new Console(stream, System.err, Path.of("/proc"), folder, false));

        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(ExitCode.DONE);
    }

    private Cli.Outcome lookup(String release) {
        return cli().run("lookup", release, "--arch", "x86_64", "--json");
    }
}
