package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.extract.SensitivityTest.Mutant;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** PA-RISC, SuperH, Tilera, Itanium and user-mode Linux: what their sources would say if they said something else. */
class SmallArchesTest {

    private static final String UNKNOWN = "regions=?";

    private static Arguments of(Abi abi, String name, String shape, String file, String from, String to, String... out) {
        return Arguments.of(abi, new Mutant(name, shape, file, from, to, List.of(out)));
    }

    static Stream<Arguments> mutants() {
        List<Arguments> all = new ArrayList<>();
        all.addAll(parisc());
        all.addAll(sh());
        all.addAll(um());
        all.addAll(tile());
        all.addAll(gates());
        return all.stream();
    }

    private static List<Arguments> parisc() {
        String file = "arch/parisc/kernel/vdso.c";
        String shape = "parisc-special";
        List<Arguments> all = new ArrayList<>();
        for (Abi abi : List.of(Abi.PARISC, Abi.PARISC64)) {
            boolean is64 = abi == Abi.PARISC64;
            String named = "regions=[{\"name\":\"[vvar]\",\"holds\":\"code\",\"pages\":null}]";
            all.add(of(abi, "64-bit programs get no image of their own", shape, file, "!is_compat_task()", "is_compat_task()",
                    is64 ? UNKNOWN : "vdso=?"));
            all.add(of(abi, "the pages are another image's", shape, file, "what64.pages = list_pages(&vdso64_start, &vdso64_end)",
                    "what64.pages = list_pages(&vdso32_start, &vdso32_end)", is64 ? UNKNOWN : "vdso=\"image\""));
            all.add(of(abi, "no hook", shape, file, "\t.mremap = moved,\n", "", "mremapTracked=false"));
            all.add(of(abi, "the hook does nothing", shape, file, "current->mm->context.vdso_base = area->vm_start;", "",
                    "mremapTracked=false"));
            all.add(of(abi, "another name", shape, file, "\"[vdso]\"", "\"[vvar]\"", named, "elfAtVdsoStart=null"));
            all.add(of(abi, "the VMA is a page longer", shape, file, "mm, code, whole,",
                    "mm, code, whole + PAGE_SIZE,", UNKNOWN));
            all.add(of(abi, "a page of something else", shape, file, "\treturn list;",
                    "\tlist[count] = virt_to_page(figures);\n\treturn list;", UNKNOWN));
            all.add(of(abi, "nothing is installed", shape, file, "_install_special_mapping(mm", "_install_nothing(mm", UNKNOWN));
            all.add(of(abi, "nothing is passed", shape, "arch/parisc/include/asm/elf.h",
                    "NEW_AUX_ENT(AT_SYSINFO_EHDR, OUR_BASE);", "", "sysinfoEhdr=false"));
            all.add(of(abi, "something else is passed", shape, "arch/parisc/include/asm/elf.h", "current->mm->context.vdso_base",
                    "(current->mm->context.vdso_base + PAGE_SIZE)", "sysinfoEhdr=?"));
            String makefile = "arch/parisc/kernel/vdso" + (is64 ? "64" : "32") + "/Makefile";
            all.add(of(abi, "the compiler tries the option", shape, makefile, "ld-option", "cc-option", "hashStyle=\"sysv\""));
            all.add(of(abi, "the linker tries an option of its own", shape, makefile, "-Wl$(comma)--hash", "--hash", "hashStyle=\"sysv\""));
            all.add(of(abi, "the option is not tried", shape, makefile, "$(call ld-option, -Wl$(comma)--hash-style=sysv)",
                    "-Wl,--hash-style=both", "hashStyle=\"both\""));
            all.add(of(abi, "exec would call", "parisc-none", "arch/parisc/include/asm/elf.h", "#endif",
                    "#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1\n#endif", "vdso=?"));
        }
        return all;
    }

    private static List<Arguments> sh() {
        String file = "arch/sh/kernel/vsyscall/vsyscall.c";
        List<Arguments> all = new ArrayList<>();
        for (String shape : List.of("sh-copied", "sh-by-hand", "sh-special")) {
            String page = shape.equals("sh-by-hand") ? "own" : "page";
            all.add(of(Abi.SH, "something else is copied", shape, file, "memcpy(" + page + ", &vsyscall_trapa_start",
                    "memcpy(" + page + ", &something_else", UNKNOWN));
            all.add(of(Abi.SH, "copied elsewhere", shape, file, "memcpy(" + page + ",", "memcpy(elsewhere,", UNKNOWN));
            all.add(of(Abi.SH, "copied behind something", shape, file, "memcpy(" + page + ",",
                    "memcpy(" + page + " + 64,", UNKNOWN));
            all.add(of(Abi.SH, "two pages", shape, file,
                    shape.equals("sh-by-hand") ? "code + PAGE_SIZE" : "code, PAGE_SIZE",
                    shape.equals("sh-by-hand") ? "code + 2 * PAGE_SIZE" : "code, 2 * PAGE_SIZE", UNKNOWN));
            all.add(of(Abi.SH, "the pointer is a page on", shape, file, "context.vdso = (void *)code;",
                    "context.vdso = (void *)(code + PAGE_SIZE);", "mremapTracked=?", "sysinfoEhdr=?",
                    shape.equals("sh-special") ? "split=\"refused\""
                            : "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]",
                    shape.equals("sh-special") ? "resize=\"refused\"" : "elfAtVdsoStart=null",
                    shape.equals("sh-special") ? "nameSticks=true" : "nameSticks=null"));
            all.add(of(Abi.SH, "not linked so", shape, "arch/sh/kernel/vsyscall/Makefile", "sysv", "gnu", "hashStyle=\"gnu\""));
            all.add(of(Abi.SH, "what is included is none", shape, "arch/sh/kernel/vsyscall/vsyscall-syscall.S",
                    "vsyscall-trapa.so", "something-else.bin", UNKNOWN));
        }
        all.add(of(Abi.SH, "exec sets other pages", "sh-special", file, "\twhat.pages = own;", "\twhat.pages = other;", UNKNOWN));
        all.add(of(Abi.SH, "exec sets another name", "sh-special", file, "\twhat.pages = own;",
                "\twhat.pages = own;\n\twhat.name = \"[vsyscall]\";", "elfAtVdsoStart=null",
                "regions=[{\"name\":\"[vsyscall]\",\"holds\":\"code\",\"pages\":1}]"));
        all.add(of(Abi.SH, "someone else sets other pages", "sh-special", file, "\nint arch_setup",
                "\nvoid forget(void)\n{\n\twhat.pages = other;\n}\n\nint arch_setup", UNKNOWN));
        all.add(of(Abi.SH, "exec would call", "sh-none", "include/asm-sh/elf.h", "#endif",
                "#ifdef CONFIG_VSYSCALL\n#define ARCH_HAS_SETUP_ADDITIONAL_PAGES\n#endif\n#endif", "vdso=?"));
        return all;
    }

    private static List<Arguments> um() {
        String file = "arch/x86/um/vdso/vma.c";
        List<Arguments> all = new ArrayList<>();
        for (String shape : List.of("um-copied", "um-special")) {
            String page = shape.equals("um-copied") ? "page" : "own";
            all.add(of(Abi.UM_X86_64, "nothing is copied", shape, file,
                    "\tcopy_page(page_address(" + page + "), vdso_start);\n", "",
                    UNKNOWN));
            all.add(of(Abi.UM_X86_64, "copied from behind", shape, file, ", vdso_start);",
                    ", vdso_start + PAGE_SIZE);", UNKNOWN));
            all.add(of(Abi.UM_X86_64, "two pages", shape, file, "um_vdso_addr, PAGE_SIZE",
                    "um_vdso_addr, 2 * PAGE_SIZE", UNKNOWN));
            all.add(of(Abi.UM_X86_64, "somewhere below", shape, file, "mm, um_vdso_addr, PAGE_SIZE",
                    "mm, um_vdso_addr - PAGE_SIZE, PAGE_SIZE", "sysinfoEhdr=?",
                    shape.equals("um-special") ? "nameSticks=true" : "nameSticks=null",
                    shape.equals("um-special") ? "elfAtVdsoStart=true" : "elfAtVdsoStart=null",
                    shape.equals("um-special") ? "vdso=\"image\"" : "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]"));
            all.add(of(Abi.UM_X86_64, "what is passed is nothing", shape, "arch/x86/um/asm/elf.h",
                    "NEW_AUX_ENT(AT_SYSINFO_EHDR, um_vdso_addr)", "NEW_AUX_ENT(AT_SYSINFO_EHDR, 0)", "sysinfoEhdr=?"));
        }
        all.add(of(Abi.UM_X86_64, "the list has another page", "um-copied", file, "\t*list = page;",
                "\t*list = other;", UNKNOWN));
        all.add(of(Abi.UM_X86_64, "another list", "um-copied", file, "\t*list = page;", "\t*other = page;", UNKNOWN));
        all.add(of(Abi.UM_X86_64, "the pages are another's", "um-special", file, ".pages = &own", ".pages = &other", UNKNOWN));
        return all;
    }

    private static List<Arguments> tile() {
        String exec = "arch/tile/mm/elf.c";
        String vdso = "arch/tile/kernel/vdso.c";
        String header = "arch/tile/include/asm/elf.h";
        return List.of(
                of(Abi.TILE, "something else is copied", "tile-trampolines", exec, "memcpy(page, __rt_sigreturn,",
                        "memcpy(page, image,", UNKNOWN),
                of(Abi.TILE, "the name is that of an address", "tile-trampolines", exec, "area->vm_private_data == list",
                        "area->vm_start == VDSO_BASE", "nameSticks=false"),
                of(Abi.TILE, "no name", "tile-trampolines", exec, "return \"[vdso]\"", "return NULL", "nameSticks=null",
                        "elfAtVdsoStart=false", "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]"),
                of(Abi.TILE, "an image is passed", "tile-trampolines", header, "#define ARCH_HAS_SETUP_ADDITIONAL_PAGES",
                        "#define ARCH_DLINFO NEW_AUX_ENT(AT_SYSINFO_EHDR, VDSO_BASE)\n#define ARCH_HAS_SETUP_ADDITIONAL_PAGES",
                        "sysinfoEhdr=?", "vdso=?"),
                of(Abi.TILE, "the data is first", "tile-image", vdso, "whole[pages - 1] = virt_to_page(vdso_data)",
                        "whole[0] = virt_to_page(vdso_data)", UNKNOWN),
                of(Abi.TILE, "there is no data", "tile-image", vdso, "\twhole[pages - 1] = virt_to_page(vdso_data);\n",
                        "", UNKNOWN),
                of(Abi.TILE, "the data may have any size", "tile-image", vdso, "\tu8 page[PAGE_SIZE];\n", "", "dataPlacement=?",
                        "elfAtVdsoStart=true"),
                of(Abi.TILE, "32-bit programs on 64-bit kernels differ", "tile-image", vdso, "what = list32;",
                        "what = other;", UNKNOWN),
                of(Abi.TILE, "no write", "tile-image", vdso, "VM_MAYWRITE | ", "", "dataAccess=\"read-only\""),
                of(Abi.TILE, "exec maps something else, too", "tile-image", exec, "\terr = setup_vdso_pages();\n",
                        "\terr = setup_vdso_pages();\n\terr |= map_more(mm);\n", UNKNOWN));
    }

    private static List<Arguments> gates() {
        List<Arguments> all = new ArrayList<>();
        String nameless = "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":null}]";
        String init = "arch/ia64/mm/init.c";
        for (String shape : List.of("ia64-gate", "ia64-gate-default")) {
            String shown = shape.equals("ia64-gate") ? init : "mm/memory.c";
            all.add(of(Abi.IA64, "another page there", shape, init, "ia64_imva(__start_gate_section)",
                    "ia64_imva(other)", UNKNOWN));
            all.add(of(Abi.IA64, "the second page there", shape, init, "put_kernel_page(page, GATE_ADDR, PAGE_READONLY)",
                    "put_kernel_page(page + 1, GATE_ADDR, PAGE_READONLY)", UNKNOWN));
            all.add(of(Abi.IA64, "put elsewhere", shape, init, "put_kernel_page(page, GATE_ADDR, PAGE_READONLY)",
                    "put_kernel_page(page, GATE_ADDR + PAGE_SIZE, PAGE_READONLY)", UNKNOWN));
            all.add(of(Abi.IA64, "never put", shape, init, "\tput_kernel_page(page, GATE_ADDR, PAGE_READONLY);\n", "", UNKNOWN));
            all.add(of(Abi.IA64, "linked for another address", shape, "arch/ia64/kernel/gate.lds.S", "GATE_ADDR",
                    "OTHER_ADDR", UNKNOWN));
            all.add(of(Abi.IA64, "not the image", shape, "arch/ia64/kernel/gate-data.S", "gate.so", "other.bin", UNKNOWN));
            all.add(of(Abi.IA64, "another section", shape, "arch/ia64/kernel/vmlinux.lds.S", "*(.data..gate)",
                    "*(.data..other)", UNKNOWN));
            all.add(of(Abi.IA64, "something before it", shape, "arch/ia64/kernel/vmlinux.lds.S", "\t\t*(.data..gate)",
                    "\t\t*(.data..other)\n\t\t*(.data..gate)", UNKNOWN));
            all.add(of(Abi.IA64, "something else is passed", shape, "arch/ia64/include/asm/elf.h", "(unsigned long)GATE_EHDR",
                    "(unsigned long)GATE_EHDR + PAGE_SIZE", UNKNOWN));
            all.add(of(Abi.IA64, "nothing is passed", shape, "arch/ia64/include/asm/elf.h",
                    "NEW_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)GATE_EHDR);", "", UNKNOWN));
            all.add(of(Abi.IA64, "shown a page on", shape, shown, "vm_start = FIXADDR_USER_START",
                    "vm_start = FIXADDR_USER_START + PAGE_SIZE", UNKNOWN));
            all.add(of(Abi.IA64, "no VMA", shape, shown, "return &own;", "return NULL;", UNKNOWN));
            all.add(of(Abi.IA64, "shown without a name", shape, "fs/proc/task_mmu.c", "name = \"[vdso]\"",
                    "name = NULL", nameless,
                    "elfAtVdsoStart=null"));
            all.add(of(Abi.IA64, "four pages", shape, "arch/ia64/include/asm/pgtable.h", "2*PERCPU_PAGE_SIZE", "4*PAGE_SIZE",
                    "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":4}]"));
            all.add(of(Abi.IA64, "exec sets something up", shape, "arch/ia64/include/asm/elf.h", "#define GATE_EHDR",
                    "#define ARCH_HAS_SETUP_ADDITIONAL_PAGES\n#define GATE_EHDR", UNKNOWN));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void neverGivesTheOldAnswer(Abi abi, Mutant mutant) {
        Golden golden = Golden.of(mutant.shape(), abi);
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).as(mutant.file()).isNotNull();
        assertThat(text).contains(mutant.from());
        MapTree mutated = golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to()));

        Layout read = Golden.read(mutated, abi);

        assertThat(SensitivityTest.wrong(mutant, golden.expected(), read)).isEmpty();
        List<String> changed = Golden.plain(read).entrySet().stream()
                .filter(fact -> !fact.getValue().equals(Golden.plain(golden.expected()).get(fact.getKey())))
                .map(fact -> fact.getKey())
                .toList();
        for (String out : mutant.out()) {
            String key = out.substring(0, out.indexOf('='));
            String old = Golden.plain(golden.expected()).get(key);
            assertThat(out.endsWith("=" + old) || changed.contains(key)).as(out + " of " + changed).isTrue();
        }
    }

    private static final String HOST = "depends on whether the host";

    /** To 32-bit programs the page of the host is lent; which host that will be no source says. */
    @Test
    void knowsOf32BitProgramsInUserModeWhatIsTheSameOnAnyHost() {
        Layout read = Golden.read(Golden.of("um-copied", Abi.UM_X86_64).tree(), Abi.UM_I386);

        assertThat(Golden.reasons(read))
                .containsOnlyKeys(FactKey.VDSO, FactKey.REGIONS, FactKey.ELF_AT_VDSO_START, FactKey.SYSINFO_EHDR)
                .allSatisfy((key, reason) -> assertThat(reason).startsWith(HOST));
        assertThat(Golden.plain(read.with(FactKey.VDSO, Fact.of("none"))
                        .with(FactKey.REGIONS, new Fact.Regions(List.of()))
                        .with(FactKey.ELF_AT_VDSO_START, Fact.NULL)
                        .with(FactKey.SYSINFO_EHDR, Fact.FALSE)))
                .isEqualTo(Golden.plain(Layout.none()));
    }

    @ParameterizedTest
    @CsvSource({
        "arch/um/kernel/mem.c, memcpy((void *)found, compare((void *)found",
        "arch/x86/um/Kconfig, def_bool !64BIT, def_bool 64BIT",
        "arch/um/os-Linux/elf_aux.c, case AT_SYSINFO_EHDR:, case AT_SYSINFO:",
        "arch/x86/um/mem_32.c, FIXADDR_USER_START ? &own : NULL, NULL",
        "arch/x86/um/asm/elf.h, 'NEW_AUX_ENT(AT_SYSINFO_EHDR, vsyscall_ehdr);', ''",
        "arch/x86/um/asm/elf.h, #ifdef CONFIG_X86_32, '#ifdef CONFIG_X86_32\n#define ARCH_HAS_SETUP_ADDITIONAL_PAGES'"
    })
    void knowsNothingOf32BitProgramsInUserModeWhereItIsOtherwise(String file, String from, String to) {
        MapTree tree = Golden.of("um-copied", Abi.UM_X86_64).tree();
        String text = tree.texts().get(file);
        assertThat(text).contains(from);

        Layout read = Golden.read(tree.with(file, text.replace(from, to.replace("\\n", "\n"))), Abi.UM_I386);

        assertThat(Golden.reasons(read)).containsOnlyKeys(FactKey.values()).noneSatisfy((key, reason) ->
                assertThat(reason).startsWith(HOST));
    }

    /** A source of some architectures only says nothing of the others. */
    @ParameterizedTest
    @MethodSource("vanished")
    void saysNothingOfWhatIsMissing(String shape, Abi abi) {
        MapTree partial = Golden.of(shape, abi).tree().without(WholeSource.WITNESS);

        Layout read = Golden.read(partial, abi);

        assertThat(Golden.reasons(read)).isNotEmpty();
    }

    static Stream<Arguments> vanished() {
        return Stream.of(Arguments.of("ia64-gone", Abi.IA64), Arguments.of("tile-gone", Abi.TILE));
    }
}
