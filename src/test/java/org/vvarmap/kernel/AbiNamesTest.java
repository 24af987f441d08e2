package org.vvarmap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbiNamesTest {

    @ParameterizedTest
    @CsvSource({
        "ppc64, ppc64", "ppc64le, ppc64", "PPC64LE, ppc64", "ppc64el, ppc64", "ppc, ppc32", "ppc32-compat, ppc32-compat",
        "powerpc, ppc64 ppc32 ppc32-compat", "x86, x86_64 i386 i386-compat x32", "amd64, x86_64", "i686, i386",
        "aarch64, arm64", "aarch64_be, arm64", "arm64, arm64", "arm, arm", "armv5tel, arm", "armv6l, arm", "armv7l, arm",
        "armv7hl, arm", "armv8l, arm64-compat", "armhf, arm", "s390x, s390x", "s390, s390", "mips, mips-n64 mips-n32 mips-o32",
        "mips64, mips-n64", "mipsel, mips-o32", "riscv64, riscv64", "riscv, riscv64 riscv32 riscv-compat",
        "loongarch64, loongarch64", "loongarch, loongarch64 loongarch32", "sparc64, sparc64",
        "sparc, sparc64 sparc-compat", "parisc, parisc", "parisc64, parisc64", "sh4, sh", "sh4a, sh", "sh, sh", "ia64, ia64",
        "um, um-x86_64 um-i386", "tilegx, tile", "csky, csky", "hexagon, hexagon", "nds32, nds32",
    })
    void resolvesAbisFoldersAndMachines(String name, String abis) {
        assertThat(AbiNames.resolve(name)).extracting(Abi::label).containsExactly(abis.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ppc128", "alpha", "all", "arch", "armv", "armvl", "x86-64 ", "ppc64/", "vax", "ш"})
    void resolvesNothingElse(String name) {
        assertThat(AbiNames.resolve(name)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Abi.class)
    void resolvesEveryAbiToItself(Abi abi) {
        assertThat(AbiNames.resolve(abi.label())).containsExactly(abi);
        assertThat(Abi.byLabel(abi.label())).contains(abi);
        assertThat(Abi.ofArch(abi.arch())).contains(abi);
        assertThat(AbiNames.resolve(abi.arch())).contains(Abi.byLabel(abi.arch()).orElse(abi));
    }

    @ParameterizedTest
    @CsvSource({"ppc64le, ppc64", "x86_64, x86_64", "aarch64, arm64", "armv7l, arm", "i686, i386", "s390x, s390x", "ppc, ppc32"})
    void givesOneAbiToAMachine(String machine, String abi) {
        assertThat(AbiNames.ofMachine(machine)).map(Abi::label).contains(abi);
    }

    @Test
    void knowsTheAbisOfTheContract() {
        List<String> contract = List.of("ppc64", "ppc32", "ppc32-compat", "x86_64", "i386", "i386-compat", "x32", "arm", "arm64",
                "arm64-compat", "s390x", "s390", "s390-compat", "mips-n64", "mips-n32", "mips-o32", "riscv64", "riscv32",
                "riscv-compat", "loongarch64", "loongarch32", "sparc64", "sparc-compat", "parisc", "parisc64", "csky", "nds32",
                "hexagon", "ia64", "sh", "tile", "um-x86_64", "um-i386");

        assertThat(Arrays.stream(Abi.values()).map(Abi::label)).containsExactlyElementsOf(contract);
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(AbiNames.resolve("I686")).containsExactly(Abi.I386);
            assertThat(AbiNames.resolve("RISCV64")).containsExactly(Abi.RISCV64);
        } finally {
            Locale.setDefault(before);
        }
    }
}
