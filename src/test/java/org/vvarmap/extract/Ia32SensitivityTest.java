package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.extract.SensitivityTest.Mutant;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** Changes to the sources of 32-bit programs on x86: as in {@link SensitivityTest}, each for one ABI. */
class Ia32SensitivityTest {

    record For(Abi abi, Mutant mutant) {
        @Override
        public String toString() {
            return mutant + " (" + abi + ")";
        }
    }

    private static final String I386 = "arch/i386/kernel/sysenter.c";
    private static final String IA32 = "arch/x86_64/ia32/syscall32.c";
    private static final String BINFMT = "arch/x86_64/ia32/ia32_binfmt.c";
    private static final String INIT = "arch/x86_64/mm/init.c";
    private static final String SHARED = "arch/x86/vdso/vdso32-setup.c";
    private static final String MAPS = "fs/proc/task_mmu.c";

    private static final String NO_IMAGE = "vdso=?";
    private static final String[] NAMELESS = {
        "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null", "nameSticks=null", "sysinfoEhdr=?"
    };

    private static For i386(String name, String shape, String file, String from, String to, String... out) {
        return new For(Abi.I386, new Mutant(name, shape, file, from, to, List.of(out)));
    }

    private static For compat(String name, String shape, String file, String from, String to, String... out) {
        return new For(Abi.I386_COMPAT, new Mutant(name, shape, file, from, to, List.of(out)));
    }

    private static For x86(String name, String shape, String file, String from, String to, String... out) {
        return new For(Abi.X86_64, new Mutant(name, shape, file, from, to, List.of(out)));
    }

    static List<For> gates() {
        String copy = "memcpy(page, &image_sysenter_start, &image_sysenter_end - &image_sysenter_start);";
        String shown = "seq_puts(m, \"[vdso]\")";
        return List.of(
                i386("nothing is copied", "i386-gate", I386, copy, "", NO_IMAGE),
                i386("something else is copied", "i386-gate", I386, copy, copy.replace("&image", "&other"), NO_IMAGE),
                i386("it is copied elsewhere", "i386-gate", I386, copy, copy.replace("memcpy(page", "memcpy(other_page"), NO_IMAGE),
                i386("it is put there for whoever asks", "i386-gate", I386, "fill_the_page(void)", "fill_the_page(int way)", NO_IMAGE),
                i386("processes may not read it", "i386-gate", I386, "PAGE_READONLY_EXEC", "PAGE_KERNEL", NO_IMAGE),
                i386("it is not put anywhere", "i386-gate", I386, "__set_fixmap(", "set_something(", NO_IMAGE),
                i386("the header names another page", "i386-gate", "include/asm-i386/elf.h", "AT_SYSINFO_EHDR, VSYSCALL_BASE",
                        "AT_SYSINFO_EHDR, VSYSCALL_BASE + PAGE_SIZE", NO_IMAGE),
                i386("the header names nothing", "i386-gate", "include/asm-i386/elf.h", "NEW_AUX_ENT(AT_SYSINFO_EHDR, VSYSCALL_BASE);", "",
                        "sysinfoEhdr=false", "elfAtVdsoStart=?"),
                i386("two pages", "i386-gate", "include/asm-i386/fixmap.h", "FIXADDR_USER_START + PAGE_SIZE",
                        "FIXADDR_USER_START + 2 * PAGE_SIZE", "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":2}]"),
                i386("another name", "i386-gate", MAPS, shown, "seq_puts(m, \"[gate]\")",
                        "regions=[{\"name\":\"[gate]\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null"),
                i386("no name", "i386-gate", MAPS, shown, "skip(m)",
                        "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null"),
                i386("a name by a flag that it lacks", "i386-gate", MAPS, shown, "if (area->vm_flags & VM_READ) " + shown,
                        "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null"),
                i386("a name by a flag that it lacks, turned", "i386-gate", MAPS, shown, "if (!(area->vm_flags & VM_READ)) " + shown),
                i386("a name by chance", "i386-gate", MAPS, shown + ";", "if (coin()) " + shown + ";", NO_IMAGE),
                i386("a name by option", "i386-gate", MAPS, "\t\t" + shown + ";", "#ifdef CONFIG_SOMETHING\n\t\t" + shown + ";\n#endif", NO_IMAGE),
                i386("nothing is shown", "i386-gate", "mm/memory.c", "return &gate_vma;", "return NULL;", NO_IMAGE),
                i386("shown by option", "i386-gate", "mm/memory.c", "return &gate_vma;",
                        "\n#ifdef CONFIG_SOMETHING\n\treturn NULL;\n#endif\n\treturn &gate_vma;", NO_IMAGE),
                i386("shown from elsewhere", "i386-gate", "mm/memory.c", "return &gate_vma;", "return some_vma(tsk);", NO_IMAGE),
                i386("two are shown", "i386-gate", "mm/memory.c", "return &gate_vma;", "if (coin())\n\t\treturn &other_vma;\n\treturn &gate_vma;",
                        NO_IMAGE),
                compat("the other page is shown", "x86-64-gates", INIT, "return &gate32_vma;", "return &gate_vma;", NO_IMAGE),
                compat("another page is put there", "x86-64-gates", IA32, "virt_to_page(stub_page)", "virt_to_page(other_page)", NO_IMAGE),
                compat("nothing is copied", "x86-64-gates", IA32, "memcpy(stub_page, stub_syscall", "leave(stub_page, stub_syscall", NO_IMAGE),
                compat("two pages", "x86-64-gates", "include/asm-x86_64/vsyscall32.h", "VSYSCALL32_BASE + PAGE_SIZE",
                        "VSYSCALL32_BASE + 2 * PAGE_SIZE", "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":2}]"),
                x86("another size", "x86-64-gates", "include/asm-x86_64/vsyscall.h", "(-2UL << 20)", "(-6UL << 20)",
                        "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":1024}]"),
                x86("a size that is not known", "x86-64-gates", "include/asm-x86_64/vsyscall.h", "(-2UL << 20)", "END_OF_IT", "regions=?"),
                x86("another name", "x86-64-gates", MAPS, shown, "seq_puts(m, \"[vsyscall]\")", "regions=[]", "elfAtVdsoStart=null"),
                x86("another name by the architecture", "ia32-by-hand", INIT, "struct vm_area_struct *get_gate_vma",
                        "const char *arch_vma_name(struct vm_area_struct *area)\n{\n\treturn area == &gate_vma ? \"[vsyscall]\" : NULL;\n}\n\n"
                                + "struct vm_area_struct *get_gate_vma", "regions=[]", "elfAtVdsoStart=null"));
    }

    static List<For> byHand() {
        String shape = "ia32-by-hand";
        String copy = "memcpy(whole_page, &image_sysenter_start";
        return List.of(
                i386("nothing is copied", shape, I386, copy, "leave(whole_page, &image_sysenter_start", NO_IMAGE),
                i386("something else is copied", shape, I386, copy, "memcpy(whole_page, &other_start", NO_IMAGE),
                i386("two pages", shape, I386, "area->vm_end = base + PAGE_SIZE", "area->vm_end = base + 2 * PAGE_SIZE", "regions=?"),
                i386("another page", shape, I386, "+ whole_page)", "+ whole_page + PAGE_SIZE)", NO_IMAGE),
                i386("no handler", shape, I386, "\t.nopage\t= page_for,\n", "", NO_IMAGE),
                i386("never inserted", shape, I386, "insert_vm_struct(mm, area)", "0", NO_IMAGE),
                i386("the pointer a page on", shape, I386, "context.vdso = (void *)base", "context.vdso = (void *)(base + PAGE_SIZE)", NAMELESS),
                i386("another name", shape, I386, "\"[vdso]\"", "\"[code]\"",
                        "regions=[{\"name\":\"[code]\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null"),
                i386("nobody asks for the name", shape, MAPS, "arch_vma_name", "other_name",
                        "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null", "nameSticks=null"),
                i386("the header names the other page", shape, "include/asm-i386/elf.h", "AT_SYSINFO_EHDR, VDSO_COMPAT_BASE",
                        "AT_SYSINFO_EHDR, VDSO_HIGH_BASE", "sysinfoEhdr=?"),
                compat("nothing is copied", shape, IA32, "memcpy(stub_page, stub_syscall", "leave(stub_page, stub_syscall", NO_IMAGE),
                compat("the header names another page", shape, BINFMT, "AT_SYSINFO_EHDR, VSYSCALL32_BASE",
                        "AT_SYSINFO_EHDR, VSYSCALL32_BASE + PAGE_SIZE",
                        "sysinfoEhdr=?"),
                compat("the header names nothing", shape, BINFMT, "NEW_AUX_ENT(AT_SYSINFO_EHDR, VSYSCALL32_BASE);", "", "sysinfoEhdr=false"),
                compat("another place", shape, "include/asm-x86_64/vsyscall32.h", "0xffffe000UL", "chosen_at_boot", "mremapTracked=?"),
                compat("a place of the process's own, by a macro that was not read", shape, "include/asm-x86_64/vsyscall32.h",
                        "0xffffe000UL", "PLACE_OF_THIS_PROCESS", "mremapTracked=?"),
                compat("exec does not call it", shape, BINFMT, "#define arch_setup_additional_pages syscall32_setup_pages", "", NO_IMAGE),
                compat("a name", shape, IA32, "\nint syscall32_setup_pages",

                                               "\nconst char *arch_vma_name(struct vm_area_struct *area)\n{\n\treturn area->vm_start == VSYSCALL32_BASE ? \"[vdso]\" : NULL;\n}\n"
                                + "\nint syscall32_setup_pages",
                        "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=true", "nameSticks=false"));
    }

    static List<For> lists() {
        String shape = "ia32-page-list";
        return List.of(
                i386("another page", shape, I386, "virt_to_page(page)", "virt_to_page(other)", NO_IMAGE),
                i386("no page", shape, I386, "\tlist_pages[0] = virt_to_page(page);\n", "", NO_IMAGE),
                i386("the second page", shape, I386, "list_pages[0] = virt_to_page", "list_pages[1] = virt_to_page", NO_IMAGE),
                i386("two pages", shape, I386, "install_special_mapping(mm, base, PAGE_SIZE", "install_special_mapping(mm, base, 2 * PAGE_SIZE",
                        "regions=?"),
                i386("a fixed page by default", shape, I386, "VDSO_DEFAULT VDSO_ENABLED", "VDSO_DEFAULT VDSO_COMPAT", NO_IMAGE),
                compat("another page", shape, IA32, "virt_to_page(page)", "virt_to_page(other)", NO_IMAGE),
                compat("not noted", shape, BINFMT, "current->mm->context.vdso = (void *)VSYSCALL32_BASE; ", "",
                        "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null", "nameSticks=null"),
                compat("noted a page on", shape, BINFMT, "(void *)VSYSCALL32_BASE; ", "(void *)VSYSCALL32_BASE + PAGE_SIZE; ",
                        "regions=[{\"name\":\"\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=null", "nameSticks=null"),
                i386("no image by default", "ia32-shared", SHARED, "VDSO_DEFAULT VDSO_ENABLED", "VDSO_DEFAULT VDSO_DISABLED", NO_IMAGE),
                i386("a fixed page by default", "ia32-shared", SHARED, "VDSO_DEFAULT VDSO_ENABLED", "VDSO_DEFAULT VDSO_COMPAT", NO_IMAGE),
                i386("the header names another page", "ia32-shared", "include/asm-x86/elf.h", "AT_SYSINFO_EHDR, VDSO_CURRENT_BASE",
                        "AT_SYSINFO_EHDR, VDSO_CURRENT_BASE + PAGE_SIZE", "sysinfoEhdr=?"),
                i386("the header names nothing", "ia32-shared", "include/asm-x86/elf.h", "#define ARCH_DLINFO ARCH_DLINFO_IA32(vdso_enabled)",
                        "#define ARCH_DLINFO do { } while (0)", "sysinfoEhdr=false"),
                compat("no image by default", "ia32-shared", SHARED, "VDSO_DEFAULT VDSO_ENABLED", "VDSO_DEFAULT VDSO_DISABLED", NO_IMAGE),
                compat("x32's image", "ia32-shared", SHARED, "if (vdso_enabled == VDSO_DISABLED)", "if (1)", NO_IMAGE));
    }

    static List<For> data() {
        String shape = "ia32-data-nameless";
        String header = "arch/x86/include/asm/vdso32.h";
        String three = "regions=[{\"name\":\"\",\"holds\":\"data\",\"pages\":3},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]";
        return List.of(
                i386("three pages", shape, header, "VDSO_PREV_PAGES 2", "VDSO_PREV_PAGES 3", three),
                compat("three pages", shape, header, "VDSO_PREV_PAGES 2", "VDSO_PREV_PAGES 3", three),
                i386("data outside", shape, header, "VDSO_HPET_PAGE 2", "VDSO_HPET_PAGE 3", "regions=?"),
                i386("data above", shape, SHARED, "_install_special_mapping(mm, base - VDSO_OFFSET(VDSO_PREV_PAGES),",
                        "_install_special_mapping(mm, base + whole32,", "regions=?"),
                i386("a gap", shape, SHARED, "_install_special_mapping(mm, base - VDSO_OFFSET(VDSO_PREV_PAGES),",
                        "_install_special_mapping(mm, base - VDSO_OFFSET(VDSO_PREV_PAGES) - PAGE_SIZE,", "dataPlacement=?", "regions=?"),
                i386("no data put in", shape, SHARED, "remap_pfn_range(area, base - VDSO_OFFSET(VDSO_VVAR_PAGE)",
                        "leave_pfn_range(area, base - VDSO_OFFSET(VDSO_VVAR_PAGE)", "regions=?"),
                compat("no image by default", shape, SHARED, "VDSO_DEFAULT 1", "VDSO_DEFAULT 0", NO_IMAGE));
    }

    @Test
    void aVariableOfTheKernelsOwnIsOnePlaceForAll() {
        Golden golden = Golden.of("ia32-by-hand", Abi.I386_COMPAT);
        String file = "include/asm-x86_64/vsyscall32.h";
        String text = golden.tree().texts().get(file).replace("0xffffe000UL", "chosen_at_boot");
        MapTree tree = golden.tree().with(file, text.replace("#else\n", "#else\nextern unsigned long chosen_at_boot;\n"));

        Layout read = Golden.read(tree, Abi.I386_COMPAT);

        assertThat(read.get(FactKey.MREMAP_TRACKED)).isEqualTo(Fact.FALSE);
    }

    @ParameterizedTest
    @MethodSource({"gates", "byHand", "lists", "data"})
    void neverGivesTheOldAnswer(For change) {
        Mutant mutant = change.mutant();
        Golden golden = Golden.of(mutant.shape(), change.abi());
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).as(mutant.file()).isNotNull().contains(mutant.from());
        MapTree mutated = golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to()));

        Layout read = Golden.read(mutated, change.abi());

        assertThat(SensitivityTest.wrong(mutant, golden.expected(), read)).isEmpty();
    }
}
