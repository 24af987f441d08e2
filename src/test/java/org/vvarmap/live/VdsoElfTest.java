package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;

class VdsoElfTest {

    private static final long HASH = 4;
    private static final long GNU_HASH = 0x6ffffef5L;

    private record Kind(ByteOrder order, boolean is64, int machine) {}

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind(ByteOrder.LITTLE_ENDIAN, true, 62),
                new Kind(ByteOrder.BIG_ENDIAN, true, 21),
                new Kind(ByteOrder.LITTLE_ENDIAN, false, 40),
                new Kind(ByteOrder.BIG_ENDIAN, false, 20));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsBothClassesAndByteOrders(Kind kind) throws MalformedInput {
        VdsoElf elf = VdsoElf.parse(Bytes.elf(kind.order(), kind.is64(), kind.machine(), 0x1007, 5, HASH, GNU_HASH));

        assertThat(elf.is64()).isEqualTo(kind.is64());
        assertThat(elf.order()).isEqualTo(kind.order());
        assertThat(elf.machine()).isEqualTo(kind.machine());
        assertThat(elf.flags()).isEqualTo(0x1007);
        assertThat(elf.loads()).containsExactly(new VdsoElf.Load(0, 0x100000, 4096, 4096, 5));
        assertThat(elf.hashStyle()).contains("both");
        assertThat(elf.buildId()).contains(Bytes.BUILD_ID);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesEveryTruncationThatLosesSomething(Kind kind) {
        byte[] bytes = Bytes.elf(kind.order(), kind.is64(), kind.machine(), 0, HASH);
        for (int length = 0; length < 2048 + 60; length++) {
            byte[] cut = Bytes.cut(bytes, length);
            assertThatThrownBy(() -> VdsoElf.parse(cut)).isInstanceOf(MalformedInput.class);
        }
    }

    @Test
    void tellsTheHashStyles() throws MalformedInput {
        assertThat(x86(HASH).hashStyle()).contains("sysv");
        assertThat(x86(5, GNU_HASH).hashStyle()).contains("gnu");
        assertThat(x86(5, 6).hashStyle()).isEmpty();
        assertThat(x86(0, GNU_HASH).hashStyle()).as("behind DT_NULL").isEmpty();
    }

    private static VdsoElf x86(long... tags) throws MalformedInput {
        return VdsoElf.parse(Bytes.elf(ByteOrder.LITTLE_ENDIAN, true, 62, 0, tags));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void namesTheFunctionsThatItDefines(Kind kind) throws MalformedInput {
        byte[] image = Bytes.withSymbols(kind.order(), kind.is64(), kind.machine(), "__kernel_time", "__kernel_gettimeofday");

        assertThat(VdsoElf.parse(image).symbols()).containsExactly("__kernel_gettimeofday", "__kernel_time");
    }

    /** Names are only told, so a table that leads astray costs the names and nothing else. */
    @ParameterizedTest
    @MethodSource("kinds")
    void hasNoNamesWhereTheirTableLeadsAstray(Kind kind) throws MalformedInput {
        for (String name : new String[] {"bad name", "\u001b[2J", "x".repeat(400)}) {
            assertThat(VdsoElf.parse(Bytes.withSymbols(kind.order(), kind.is64(), kind.machine(), name)).symbols()).isEmpty();
        }
        byte[] image = Bytes.elf(kind.order(), kind.is64(), kind.machine(), 0, 5, 6);
        assertThat(VdsoElf.parse(image).symbols()).isEmpty();
    }

    @Property
    void neverFailsOtherwiseOnAnyBytes(@ForAll byte[] bytes) {
        parseSomehow(bytes);
    }

    @Property(tries = 3000)
    void neverFailsOtherwiseOnDamagedImages(
            @ForAll boolean is64,
            @ForAll boolean little,
            @ForAll @IntRange(max = 255) int where,
            @ForAll byte[] damage) {
        byte[] bytes = Bytes.elf(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, is64, 62, 0, HASH);
        System.arraycopy(damage, 0, bytes, where, Math.min(damage.length, 24));
        parseSomehow(bytes);
    }

    @Test
    void neverFailsOtherwiseOnHugeNumbers() {
        for (int where = 0; where < 256; where++) {
            for (int size : new int[] {1, 2, 4, 8}) {
                byte[] bytes = Bytes.elf(ByteOrder.LITTLE_ENDIAN, where % 2 == 0, 62, 0, HASH);
                Arrays.fill(bytes, where, where + size, (byte) 0xff);
                parseSomehow(bytes);
                bytes[where + size - 1] = 0x7f;
                parseSomehow(bytes);
            }
        }
        parseSomehow(new byte[VdsoElf.MOST_BYTES + 1]);
    }

    private static void parseSomehow(byte[] bytes) {
        try {
            assertThat(VdsoElf.parse(bytes).loads()).isNotEmpty();
        } catch (MalformedInput e) {
            assertThat(e).hasMessageStartingWith("vDSO image: ");
        }
    }

    private record AbiRow(boolean is64, int machine, int flags, Optional<Boolean> kernel64, String abi) {}

    static Stream<AbiRow> abis() {
        Optional<Boolean> wide = Optional.of(true);
        Optional<Boolean> narrow = Optional.of(false);
        Optional<Boolean> open = Optional.empty();
        return Stream.of(
                new AbiRow(true, 62, 0, open, "x86_64"),
                new AbiRow(false, 62, 0, open, "x32"),
                new AbiRow(false, 3, 0, wide, "i386-compat"),
                new AbiRow(false, 3, 0, narrow, "i386"),
                new AbiRow(false, 3, 0, open, ""),
                new AbiRow(true, 21, 0, wide, "ppc64"),
                new AbiRow(false, 20, 0, wide, "ppc32-compat"),
                new AbiRow(false, 20, 0, narrow, "ppc32"),
                new AbiRow(true, 22, 0, wide, "s390x"),
                new AbiRow(false, 22, 0, wide, "s390-compat"),
                new AbiRow(false, 22, 0, narrow, "s390"),
                new AbiRow(false, 40, 0, wide, "arm64-compat"),
                new AbiRow(false, 40, 0, narrow, "arm"),
                new AbiRow(true, 183, 0, wide, "arm64"),
                new AbiRow(true, 8, 0, wide, "mips-n64"),
                new AbiRow(false, 8, 0x20, wide, "mips-n32"),
                new AbiRow(false, 8, 0x1000, open, "mips-o32"),
                new AbiRow(true, 243, 0, wide, "riscv64"),
                new AbiRow(false, 243, 0, wide, "riscv-compat"),
                new AbiRow(true, 258, 0, wide, "loongarch64"),
                new AbiRow(false, 258, 0, narrow, "loongarch32"),
                new AbiRow(true, 43, 0, wide, "sparc64"),
                new AbiRow(false, 18, 0, wide, "sparc-compat"),
                new AbiRow(false, 15, 0, open, "parisc"),
                new AbiRow(true, 50, 0, wide, "ia64"),
                new AbiRow(false, 252, 0, open, "csky"),
                new AbiRow(true, 9999, 0, wide, ""));
    }

    @ParameterizedTest
    @MethodSource("abis")
    void tellsTheAbi(AbiRow row) {
        byte[] header = Bytes.elf(ByteOrder.BIG_ENDIAN, row.is64(), row.machine(), row.flags());

        assertThat(ProcessAbi.of(row.is64(), row.machine(), row.flags(), row.kernel64()).map(Abi::label).orElse(""))
                .isEqualTo(row.abi());
        assertThat(ProcessAbi.ofHeader(header, row.kernel64()).map(Abi::label).orElse("")).isEqualTo(row.abi());
    }

    @Property
    void anyBytesAreSomeAbiOrNone(@ForAll byte[] bytes) {
        assertThat(ProcessAbi.ofHeader(bytes, Optional.empty())).isNotNull();
    }
}
