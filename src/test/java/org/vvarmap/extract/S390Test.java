package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.extract.SensitivityTest.Mutant;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** What only s390 has: three kinds of programs that come and go, and a handler that takes its pages from an array. */
class S390Test {

    private static final String VDSO = "arch/s390/kernel/vdso.c";

    private static final String KCONFIG = "arch/s390/Kconfig";

    private static final String NOT_UNDERSTOOD = "regions=?";

    private static Mutant mutant(String name, String shape, String file, String from, String to, String... out) {
        return new Mutant(name, shape, file, from, to, List.of(out));
    }

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>(List.of(
                mutant("the figures come first", "s390-page-list", VDSO,
                        "\t\tlist64[i] = pg;\n\t}\n\tlist64[count64 - 1] = virt_to_page(vdso_data);",
                        "\t\tlist64[i + 1] = pg;\n\t}\n\tlist64[0] = virt_to_page(vdso_data);", "dataPlacement=\"before\"",
                        "elfAtVdsoStart=false", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("a page too few", "s390-page-list", VDSO, "i < count64 - 1;", "i < count64 - 2;", NOT_UNDERSTOOD),
                mutant("the other list", "s390-page-list", VDSO, "\tlist = list64;", "\tlist = list32;", NOT_UNDERSTOOD),
                mutant("nothing for anybody", "s390-page-list", VDSO, "\t/* Static programs do without. */\n",
                        "\treturn 0;\n", NOT_UNDERSTOOD),
                mutant("never enabled", "s390-page-list", VDSO, "vdso_enabled = 1;", "vdso_enabled = 0;", NOT_UNDERSTOOD)));
        for (String shape : List.of("s390-faults", "s390-64-only")) {
            all.addAll(List.of(
                    mutant("the next page", shape, VDSO, "list[vmf->pgoff]", "list[vmf->pgoff + 1]", NOT_UNDERSTOOD),
                    mutant("always the first page", shape, VDSO, "list[vmf->pgoff]", "list[0]", NOT_UNDERSTOOD),
                    mutant("a page of another array", shape, VDSO, "vmf->page = list[", "vmf->page = elsewhere[", NOT_UNDERSTOOD),
                    mutant("now this page, now that", shape, VDSO, "vmf->page = list[vmf->pgoff];",
                            "vmf->page = coin ? list[vmf->pgoff] : list[0];", NOT_UNDERSTOOD),
                    mutant("no page", shape, VDSO, "\tvmf->page = list[vmf->pgoff];\n", "", NOT_UNDERSTOOD),
                    mutant("a page too few", shape, VDSO, "i < count64 - 1;", "i < count64 - 2;", NOT_UNDERSTOOD),
                    mutant("no figures", shape, VDSO, "\tlist64[count64 - 1] = virt_to_page(vdso_data);\n", "", NOT_UNDERSTOOD),
                    mutant("the pointer stays", shape, VDSO, "\tcurrent->mm->context.vdso_base = area->vm_start;\n", "",
                            "mremapTracked=false"),
                    mutant("the pointer is a page on", shape, VDSO, "context.vdso_base = base;",
                            "context.vdso_base = base + PAGE_SIZE;", "sysinfoEhdr=?", "mremapTracked=?"),
                    mutant("no write", shape, VDSO, "VM_MAYREAD|VM_MAYWRITE|", "VM_MAYREAD|", "dataAccess=\"read-only\"")));
        }
        all.add(mutant("any size will do", "s390-faults", VDSO, "if ((count << PAGE_SHIFT) != area->vm_end - area->vm_start)",
                "if (0)", "resize=\"allowed\""));
        all.addAll(List.of(
                mutant("the header is named where it is switched off", "s390-vvar", "arch/s390/include/asm/elf.h", "if (vdso_enabled)",
                        "if (!vdso_enabled)", "sysinfoEhdr=?"),
                mutant("a page more", "s390-vvar", VDSO, "\tTIMENS_PAGE,\n", "\tTIMENS_PAGE,\n\tMORE_PAGE,\n",
                        "regions=" + regions(3)),
                mutant("the data above", "s390-vvar", VDSO, "_install_special_mapping(mm, base, data,",
                        "_install_special_mapping(mm, base + data + code, data,", "dataPlacement=\"after\"",
                        "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},"
                                + "{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":2}]"),
                mutant("the other end", "s390-vvar", VDSO, "what64.pages = list_pages(vdso64_start, vdso64_end);",
                        "what64.pages = list_pages(vdso64_start, vdso32_end);", NOT_UNDERSTOOD),
                mutant("a pointer, not an array", "s390-vvar", VDSO, "extern char vdso64_start[], vdso64_end[];",
                        "extern char *vdso64_start, *vdso64_end;", NOT_UNDERSTOOD),
                mutant("another promise", "s390-store", "arch/s390/include/asm/vdso.h", "__VDSO_PAGES\t4", "__VDSO_PAGES\t5",
                        "regions=" + regions(5)),
                mutant("no promise", "s390-store", VDSO, "\tBUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);\n", "", "regions=?"),
                mutant("a weaker promise", "s390-store", VDSO, "VDSO_NR_PAGES != __VDSO_PAGES", "VDSO_NR_PAGES > __VDSO_PAGES",
                        "regions=?"),
                mutant("cannot be sealed", "s390-store", KCONFIG, "\tselect ARCH_SUPPORTS_MSEAL_SYSTEM_MAPPINGS\n", "",
                        "sealable=false"),
                mutant("the image cannot be sealed", "s390-store", VDSO, "VM_SEALED_SYSMAP|\n", "\n", "sealable=?")));
        return all;
    }

    private static String regions(int pages) {
        return "[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":" + pages
                + "},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]";
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void neverGivesTheOldAnswer(Mutant mutant) {
        Golden golden = Golden.of(mutant.shape(), Abi.S390X);
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).contains(mutant.from());
        MapTree mutated = golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to()));

        Layout read = Golden.read(mutated, Abi.S390X);

        assertThat(SensitivityTest.wrong(mutant, golden.expected(), read)).isEmpty();
    }

    /** The bit that says which image a process has is nothing in a new one, where only 31-bit programs get it. */
    @Test
    void knowsWhatANewProcessBeginsWith() {
        Golden golden = Golden.of("s390-faults", Abi.S390X);
        String text = golden.tree().texts().get(VDSO)
                .replace("mm->context.compat_mm = is_compat_task();\n\tif (mm->context.compat_mm)\n\t\tcount = count32;",
                        "if (is_compat_task()) {\n\t\tcount = count32;\n\t\tmm->context.compat_mm = 1;\n\t}");
        MapTree tree = golden.tree().with(VDSO, text);
        MapTree cleared = tree.with("arch/s390/include/asm/mmu_context.h", "\tmm->context.compat_mm = 0;\n");

        assertThat(Golden.plain(Golden.read(cleared, Abi.S390X))).isEqualTo(Golden.plain(golden.expected()));
        assertThat(Golden.plain(Golden.read(cleared, Abi.S390_COMPAT))).isEqualTo(Golden.plain(golden.expected()));
        assertThat(Golden.reasons(Golden.read(tree, Abi.S390X))).containsKey(FactKey.REGIONS);
        MapTree twice = tree.with(
                "arch/s390/include/asm/mmu_context.h", "\tmm->context.compat_mm = 0;\n\tmm->context.compat_mm |= other;\n");
        assertThat(Golden.reasons(Golden.read(twice, Abi.S390X))).containsKey(FactKey.REGIONS);
    }

    /** That 31-bit programs get nothing is believed only where 64-bit ones are known to get an image. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "_install_special_mapping(mm, base | install_that(mm, base",
        "list[vmf->pgoff] | list[0]",
        "is_compat_task() | is_other_task()",
        "if (is_compat_task()) | map_other(mm); if (is_compat_task())",
    })
    void believesNothingOnlyBesideSomething(String from, String to) {
        Golden golden = Golden.of("s390-64-only", Abi.S390_COMPAT);
        String text = golden.tree().texts().get(VDSO);
        assertThat(text).contains(from);
        MapTree mutated = golden.tree().with(VDSO, text.replace(from, to));

        Layout read = Golden.read(mutated, Abi.S390_COMPAT);

        assertThat(Golden.plain(read).get("vdso")).isNotEqualTo("\"none\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "config 64BIT;\tbool \"64 bit kernel\";config COMPAT;\tbool \"31 bit\" | true | true",
        "config 64BIT;\tdef_bool y;\tprompt \"64 bit kernel\";config COMPAT;\tdef_bool y | true | true",
        "config 64BIT;\tdef_bool ARCH_S390X;config COMPAT;\tbool | true | true",
        "config 64BIT;\tdef_bool y;;config COMPAT;\tdef_bool y;\tprompt \"31 bit\" | false | true",
        "config 64BIT;\tdef_bool y;;config SMP;\tdef_bool y | false | false",
    })
    void existsWhereKconfigSaysSo(String kconfig, boolean s390, boolean compat) {
        MapTree tree = Golden.of("s390-none", Abi.S390X).tree().with(KCONFIG, kconfig.replace(';', '\n') + "\n");

        assertThat(exists(tree, Abi.S390X)).isTrue();
        assertThat(exists(tree, Abi.S390)).isEqualTo(s390);
        assertThat(exists(tree, Abi.S390_COMPAT)).isEqualTo(compat);
    }

    private static boolean exists(MapTree tree, Abi abi) {
        return ((Extraction.Read) new Extractor().extract(tree, abi)).exists();
    }
}
