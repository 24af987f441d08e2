package org.vvarmap.live.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.live.Capture;

/** Booting, with programs that stand in for QEMU and the compiler. */
class BootTest {

    @TempDir
    private Path folder;

    private Path kernel;

    @BeforeEach
    void kernelImage() throws IOException {
        byte[] bytes = new byte[256];
        System.arraycopy("ARMd".getBytes(StandardCharsets.US_ASCII), 0, bytes, 56, 4);
        kernel = Files.write(folder.resolve("Image"), bytes);
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        file.toFile().setExecutable(true);
    }

    private void compiler() throws IOException {
        program("aarch64-linux-gnu-gcc", "echo program > probe; echo built >> " + folder + "/builds\n");
    }

    /** QEMU that finds the mark on the command line, as the probe would, and says lines of the probe's. */
    private void qemu(String lines) throws IOException {
        program("qemu-system-aarch64", "mark=$(echo \"$*\" | sed 's/.*vvarmap=//')\n" + lines);
    }

    private Capture boot(Duration limit) throws BootFailure {
        return new Boot(new Tools("/nowhere:" + folder, folder.resolve("cache")), limit).capture(kernel, Abi.ARM64);
    }

    private void fails(BootFailure.Kind kind, String... words) {
        assertThatThrownBy(() -> boot(Duration.ofSeconds(20))).isInstanceOfSatisfying(BootFailure.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).contains(words).doesNotContain("\n");
            assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
        });
    }

    private static final String SAYS = """
            printf '%s\\r\\n' "@$mark begin vvarmap/probe/1" "@$mark sysname Linux" "@$mark release 6.1.0" \\
                "@$mark version #1" "@$mark machine aarch64" "@$mark auxv 6 1000" "@$mark auxv 33 7000" \\
                "@$mark map 7000-8000 r-xp 0 0:0 0 [vdso]" "@$mark end 9"
            """;

    @Test
    void capturesWhatTheKernelShows() throws IOException, BootFailure {
        compiler();
        qemu(SAYS);

        Capture capture = boot(Duration.ofSeconds(20));

        assertThat(capture.uname().release()).isEqualTo("6.1.0");
        assertThat(capture.process().abi()).contains(Abi.ARM64);
        assertThat(capture.process().mappings()).hasSize(1);
    }

    @Test
    void buildsTheProbeOnce() throws IOException, BootFailure {
        compiler();
        qemu(SAYS);
        boot(Duration.ofSeconds(20));
        boot(Duration.ofSeconds(20));

        assertThat(Files.readAllLines(folder.resolve("builds"))).hasSize(1);
    }

    @Test
    void doesNotWaitForAMachineThatIsDone() throws IOException, BootFailure {
        compiler();
        qemu(SAYS + "exec sleep 600\n");
        long start = System.nanoTime();

        boot(Duration.ofSeconds(60));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void givesUpOnAKernelThatHangs() throws IOException {
        compiler();
        qemu("echo Booting; exec sleep 600\n");

        assertThatThrownBy(() -> boot(Duration.ofMillis(300))).isInstanceOf(BootFailure.class);
    }

    /** However it spends its time: dripping, complaining, ignoring all signals that can be, or leaving others to hold its console. */
    @ParameterizedTest
    @ValueSource(strings = {
        "while :; do printf x; sleep 0.1; done",
        "while :; do echo x; sleep 0.1; done",
        "yes error >&2",
        "trap '' TERM INT HUP; while :; do sleep 0.1; done",
        "sleep 600 & sleep 600 & wait",
        "echo x; sleep 20 & exit 0"
    })
    void takesNoMoreThanItsTime(String script) throws IOException {
        compiler();
        qemu(script);

        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> assertThatThrownBy(() -> boot(Duration.ofMillis(1500)))
                .isInstanceOfSatisfying(BootFailure.class, e -> assertThat(e.kind()).isEqualTo(BootFailure.Kind.FAILED)));
    }

    @Test
    void givesUpOnAKernelThatNeverStopsTalking() throws IOException {
        compiler();
        qemu("exec yes '@$mark end'\n");

        fails(BootFailure.Kind.NOT_KNOWN, "did not come to the probe");
    }

    @Test
    void namesThePackageOfWhatIsMissing() throws IOException {
        fails(BootFailure.Kind.FAILED, "qemu-system-aarch64", "apt-get install qemu-system-arm");
        qemu(SAYS);
        fails(BootFailure.Kind.FAILED, "aarch64-linux-gnu-gcc", "apt-get install gcc");
    }

    @Test
    void quotesACompilerThatFails() throws IOException {
        program("aarch64-linux-gnu-gcc", "echo 'probe.c: no'; exit 1\n");
        qemu(SAYS);

        fails(BootFailure.Kind.FAILED, "probe.c: no");
    }

    @Test
    void quotesQemuWhereItDoesNotStart() throws IOException {
        compiler();
        qemu("echo 'qemu: bad machine' >&2; exit 1\n");

        fails(BootFailure.Kind.FAILED, "bad machine");
    }

    @Test
    void tellsAKernelThatRunsNoSuchPrograms() throws IOException {
        compiler();
        qemu("echo 'Kernel panic - not syncing: No working init found.'\n");

        fails(BootFailure.Kind.NOT_KNOWN, "runs no programs of arm64");
    }

    @Test
    void tellsAKernelThatDies() throws IOException {
        compiler();
        qemu("printf 'Kernel panic - not syncing: \\033[2J VFS\\n'\n");
        fails(BootFailure.Kind.NOT_KNOWN, "did not come to the probe", "VFS");
        qemu("printf \"@$mark begin vvarmap/probe/1\\n@$mark sysname Linux\\n\"\n");
        fails(BootFailure.Kind.NOT_KNOWN, "stopped while the probe looked around");
        qemu("printf \"@$mark begin vvarmap/probe/1\\n@$mark end 3\\n\"\n");
        fails(BootFailure.Kind.NOT_KNOWN, "cannot be used");
    }

    @Test
    void refusesAKernelOfAnotherArchitecture() {
        assertThatThrownBy(() -> new Boot(new Tools("", folder), Duration.ofSeconds(1)).capture(kernel, Abi.PPC64))
                .isInstanceOfSatisfying(BootFailure.class, e -> assertThat(e.kind()).isEqualTo(BootFailure.Kind.USAGE));
        assertThatThrownBy(() -> new Boot(new Tools("", folder), Duration.ofSeconds(1)).capture(folder, Abi.PPC64))
                .isInstanceOfSatisfying(BootFailure.class, e -> assertThat(e.kind()).isEqualTo(BootFailure.Kind.FAILED));
        assertThatThrownBy(() -> new Boot(new Tools("", folder), Duration.ofSeconds(1)).capture(kernel, Abi.TILE))
                .isInstanceOfSatisfying(BootFailure.class, e -> assertThat(e.kind()).isEqualTo(BootFailure.Kind.FAILED));
    }

    @Test
    void givesTheMachineNoWayOut() {
        Machine machine = Machine.of(Abi.ARM64, KernelImage.Kind.ARM64).orElseThrow();

        assertThat(machine.command("qemu", "k", "i", "m")).containsSubsequence(List.of("-nodefaults", "-nic", "none", "-monitor", "none"));
    }
}
