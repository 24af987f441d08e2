package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** Where x86 has more than one file to look into, the wrong one says nothing. */
class X86Test {

    /** vma.c of that time is 64-bit code, and nothing beside it is about 32-bit programs. */
    @ParameterizedTest
    @CsvSource({
        "x86-64-copied, i386", "x86-64-copied, i386-compat", "x86-64-fixed, i386", "x86-64-fixed, i386-compat",
        "x86-64-section, i386", "x86-64-section, i386-compat"
    })
    void saysNothingOf32BitProgramsFrom64BitCode(String shape, String abi) {
        MapTree tree = Golden.of(shape, Abi.X86_64).tree();

        Layout read = Golden.read(tree, Abi.byLabel(abi).orElseThrow());

        assertThat(Golden.reasons(read)).containsKeys(
                FactKey.VDSO, FactKey.DATA_PLACEMENT, FactKey.REGIONS, FactKey.ELF_AT_VDSO_START, FactKey.SYSINFO_EHDR);
    }

    /** A source of some paths only may lack the file that names VMAs; their names are not empty for that. */
    @ParameterizedTest
    @ValueSource(strings = {"x86-64-copied", "x86-64-fixed", "x86-64-section"})
    void saysNothingWithoutTheFileThatNames(String shape) {
        MapTree tree = Golden.of(shape, Abi.X86_64).tree().without("arch/x86/mm/init_64.c");

        Layout read = Golden.read(tree, Abi.X86_64);

        assertThat(Golden.reasons(read)).containsOnlyKeys(FactKey.values());
    }

    /** Nor are auxiliary vector entries missing because their header is. */
    @ParameterizedTest
    @ValueSource(strings = {"x86-faults", "x86-remapped", "x86-64-fixed"})
    void saysNothingWithoutElfHeader(String shape) {
        MapTree tree = Golden.of(shape, Abi.X86_64).tree().without("arch/x86/include/asm/elf.h");

        Layout read = Golden.read(tree, Abi.X86_64);

        assertThat(Golden.reasons(read)).containsOnlyKeys(FactKey.values());
    }
}
