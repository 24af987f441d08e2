package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;

class ProcReaderTest {

    private static final String MAPS = """
            00100000-00102000 r--p 00000000 00:00 0  [vvar]
            00102000-00103000 r-xp 00000000 00:00 0  [vdso]
            """;
    private static final long EHDR = 0x102000;

    @TempDir
    private Path proc;

    @BeforeEach
    void makeBigEndian32BitProcess() throws IOException {
        Files.createDirectories(proc.resolve("42"));
        Files.createDirectories(proc.resolve("sys/kernel"));
        Files.writeString(proc.resolve("42/maps"), MAPS);
        Files.writeString(proc.resolve("42/smaps"), MAPS.replace("[vvar]\n", "[vvar]\nVmFlags: rd mr pf\n"));
        Files.write(proc.resolve("42/auxv"), Bytes.auxv(ByteOrder.BIG_ENDIAN, 4, 33, EHDR, 6, 4096, 0, 0));
        Files.writeString(proc.resolve("sys/kernel/osrelease"), "5.12.9-rc\n");
        Files.writeString(proc.resolve("sys/kernel/arch"), "ppc64\n");
        Files.writeString(proc.resolve("version"), "Linux version 5.12.10 (a@b) #1 SMP\n");
        byte[] image = Bytes.elf(ByteOrder.BIG_ENDIAN, false, 20, 0, 4);
        try (FileChannel mem = FileChannel.open(
                proc.resolve("42/mem"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            mem.write(ByteBuffer.wrap(image), EHDR);
        }
    }

    private LiveProcess read() throws LiveFailure {
        return new ProcReader(proc).read("42");
    }

    @Test
    void readsWhatThereIs() throws LiveFailure {
        LiveProcess process = read();

        assertThat(process.mappings()).hasSize(2);
        assertThat(process.mappings().get(0).hasFlag("pf")).isTrue();
        assertThat(process.sysinfoEhdr()).hasValue(EHDR);
        assertThat(process.pageSize()).isEqualTo(4096);
        assertThat(process.abi()).contains(Abi.PPC32_COMPAT);
        assertThat(process.release()).isEqualTo("5.12.9-rc");
        assertThat(process.version()).contains("Linux version 5.12.10 (a@b) #1 SMP");
        assertThat(process.elf().flatMap(VdsoElf::hashStyle)).contains("sysv");
        assertThat(process.notes()).isEmpty();
    }

    @Test
    void takesMapsWhereThereIsNoSmaps() throws IOException, LiveFailure {
        Files.delete(proc.resolve("42/smaps"));

        assertThat(read().mappings()).hasSize(2).allMatch(mapping -> mapping.vmFlags().isEmpty());
        assertThat(read().notes()).anyMatch(note -> note.contains("smaps"));
    }

    @Test
    void doesWithoutMemoryAndTakesTheAbiFromTheProgram() throws IOException, LiveFailure {
        Files.delete(proc.resolve("42/mem"));
        Files.write(proc.resolve("42/exe"), Bytes.elf(ByteOrder.BIG_ENDIAN, false, 20, 0));

        assertThat(read().elf()).isEmpty();
        assertThat(read().abi()).contains(Abi.PPC32_COMPAT);
        assertThat(read().notes()).anyMatch(note -> note.contains("image"));
        Files.writeString(proc.resolve("sys/kernel/arch"), "ppc");
        assertThat(read().abi()).contains(Abi.PPC32);
        Files.delete(proc.resolve("sys/kernel/arch"));
        assertThat(read().abi()).isEmpty();
        Files.delete(proc.resolve("42/exe"));
        assertThat(read().abi()).isEmpty();
    }

    @Test
    void knowsA64BitKernelByItsOwn64BitAddresses() throws IOException, LiveFailure {
        Files.delete(proc.resolve("sys/kernel/arch"));
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(proc.resolve("self/maps"), Samples.PPC64_5_4);

        assertThat(read().abi()).contains(Abi.PPC32_COMPAT);
    }

    @Test
    void tellsUserModeLinuxFromTheMachineThatItLooksLike() throws IOException, LiveFailure {
        Files.writeString(proc.resolve("cpuinfo"), "processor\t: 0\nvendor_id\t: User Mode Linux\n");
        Files.write(proc.resolve("42/exe"), Bytes.elf(ByteOrder.LITTLE_ENDIAN, true, 62, 0));
        Files.delete(proc.resolve("42/mem"));

        assertThat(read().abi()).contains(Abi.UM_X86_64);
    }

    @Test
    void notesAnImageThatIsNone() throws IOException, LiveFailure {
        Files.write(proc.resolve("42/mem"), new byte[(int) EHDR + 4096]);

        assertThat(read().elf()).isEmpty();
        assertThat(read().notes()).anyMatch(note -> note.startsWith("vDSO image: "));
    }

    @Test
    void takesTheReleaseFromTheVersionLine() throws IOException, LiveFailure {
        Files.delete(proc.resolve("sys/kernel/osrelease"));
        assertThat(read().release()).isEqualTo("5.12.10");

        Files.delete(proc.resolve("version"));
        assertFailure("give the release");
    }

    @Test
    void saysThatThereIsNoProcess() {
        assertThatThrownBy(() -> new ProcReader(proc).read("43"))
                .isInstanceOf(LiveFailure.class)
                .hasMessageContaining("43")
                .hasMessageContaining("running process");
    }

    @Test
    void saysThatAKernelThreadHasNothingToShow() throws IOException {
        Files.writeString(proc.resolve("42/maps"), "");
        Files.writeString(proc.resolve("42/smaps"), "");

        assertFailure("kernel threads");
    }

    @Test
    void saysWhatIsWrongWithTheFiles() throws IOException {
        Files.write(proc.resolve("42/auxv"), new byte[3]);
        assertFailure("auxv");

        Files.delete(proc.resolve("42/auxv"));
        Files.createDirectory(proc.resolve("42/auxv"));
        assertFailure("cannot be read");

        Files.writeString(proc.resolve("42/smaps"), "x");
        Files.writeString(proc.resolve("42/maps"), MAPS + "x");
        assertFailure("line 3");
    }

    private void assertFailure(String says) {
        assertThatThrownBy(this::read)
                .isInstanceOf(LiveFailure.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "../42", "42/../42", "self/", "99999999999", "4 2", "42\n"})
    void refusesWhatIsNoProcessId(String pid) {
        assertThatThrownBy(() -> new ProcReader(proc).read(pid))
                .isInstanceOf(LiveFailure.class)
                .hasMessageContaining("not a process id")
                .hasMessageNotContaining("\n");
    }

    @Test
    void readsThisVeryProcessOnLinux() throws LiveFailure {
        assumeTrue(Files.isReadable(Path.of("/proc/self/maps")) && Files.isReadable(Path.of("/proc/self/auxv")));

        LiveProcess process = ProcReader.ofThisMachine().read(ProcReader.SELF);
        Observation seen = Observation.of(process);

        assertThat(process.mappings()).isNotEmpty();
        assertThat(process.release()).isNotBlank();
        assertThat(seen.get(FactKey.SYSINFO_EHDR)).contains(Fact.of(process.sysinfoEhdr().isPresent()));
        if (process.elf().isPresent() && process.sysinfoEhdr().isPresent()) {
            assertThat(seen.get(FactKey.VDSO).map(Fact::toString).orElse("")).isIn("image", "gate");
        }
    }
}
