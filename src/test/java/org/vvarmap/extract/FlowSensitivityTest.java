package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vvarmap.extract.AbiMutant.row;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;

/**
 * What C itself does with a name, a loop, an error or a pointer that leads nowhere: a source in which it differs gives another
 * layout, or unknown; never the old answer. Each row is an edit for which a layout was once wrong.
 */
class FlowSensitivityTest {

    private static final String ARM = "arch/arm/kernel/vdso.c";
    private static final String ARM64 = "arch/arm64/kernel/vdso.c";
    private static final String POWERPC = "arch/powerpc/kernel/vdso.c";
    private static final String PROCESS = "arch/arm/kernel/process.c";
    private static final String STORE = "lib/vdso/datastore.c";
    private static final String MMAP = "mm/mmap.c";
    private static final String MREMAP = "mm/mremap.c";

    private static final String BY_HAND = "arch/ppc64/kernel/vdso.c";
    private static final String X86 = "arch/x86/entry/vdso/vma.c";

    private static final String NOT_UNDERSTOOD = "regions=?";

    static List<AbiMutant> rows() {
        return List.of(
                // Blocks.
                row(Abi.ARM, "arm-store", "a page assigned to a variable of the block alone", ARM, "page = virt_to_page(",
                        "if (1) { struct page *page; page = virt_to_page(0); } page = virt_to_page("),
                row(Abi.ARM, "arm-store", "a page that only the block's variable holds", ARM,
                        "page = virt_to_page(vdso_start + i * PAGE_SIZE);",
                        "{ struct page *page; page = virt_to_page(vdso_start + i * PAGE_SIZE); }", NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-store", "the mm core's list in a variable of the block", MMAP, "list = what->pages;",
                        "{ struct page **list; list = what->pages; }", NOT_UNDERSTOOD),
                row(Abi.PPC64, "page-list", "a counter of the block", POWERPC, "list64[i] = NULL;", "{ int i = 0; list64[i] = NULL; }",
                        NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-faults", "a loop's own counter", ARM64, "for (i = 0; ", "for (int i = 0; "),
                // Loops.
                row(Abi.PPC64, "page-list", "left for good in the first round", POWERPC, "list64[i] = pg;", "list64[i] = pg; return 0;",
                        NOT_UNDERSTOOD),
                row(Abi.PPC64, "page-list", "ended in the first round", POWERPC, "list64[i] = pg;", "list64[i] = pg; break;", NOT_UNDERSTOOD),
                row(Abi.PPC64, "page-list", "given up in the first round", POWERPC, "get_page(pg);\n\t\tlist64", "return 0;\n\t\tlist64",
                        NOT_UNDERSTOOD),
                row(Abi.PPC64, "page-list", "counted down", POWERPC, "for (i = 0; i < count64; i++)", "for (i = 0; i < count64; i--)",
                        NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-store", "the mm core stops at the second page", MMAP, "left--;", "break;\n\t\tleft--;", NOT_UNDERSTOOD),
                // What holds before anything was assigned.
                row(Abi.ARM, "arm-vvar", "asked before it was allocated", ARM, "\tlist = kcalloc(",
                        "\tif (list == NULL)\n\t\treturn -ENOMEM;\n\tlist = kcalloc(", NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-vvar", "the mm core asks for an error that nothing was assigned to", MMAP,
                        "\terr = insert_vm_struct(mm, area);", "\tif (err)\n\t\tgoto give_back;\n\terr = insert_vm_struct(mm, area);",
                        NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-one-list", "asked of a mapping that was not made", ARM64,
                        "\tmapped = vmap(list, 1, 0, PAGE_KERNEL);\n", "", NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-one-list", "the magic asked for a byte on", ARM64, "memcmp(mapped,", "memcmp(mapped + 1,",
                        NOT_UNDERSTOOD),
                row(Abi.S390X, "s390-faults", "the byte behind the image for the number of pages", "arch/s390/kernel/vdso.c", "vmf->pgoff >= count",
                        "vmf->pgoff >= vdso32_end", NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-vvar", "the image's first byte for its address", ARM, "virt_to_page(&vdso_start +",
                        "virt_to_page(vdso_start +", NOT_UNDERSTOOD),
                // Errors.
                row(Abi.ARM, "arm-store", "the data always refused", STORE, "\treturn _install_special_mapping(",
                        "\treturn ERR_PTR(-ENOMEM);\n\treturn _install_special_mapping(", NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-specs-array", "a hook that refuses with a flag", ARM64, "return -EINVAL;", "return -VM_MAYEXEC;",
                        "resize=?"),
                row(Abi.X86_64, "x86-static-specs", "a hook that refuses with another error", X86, "return -EINVAL;", "return -EINVAL + 1;"),
                row(Abi.ARM, "arm-store", "nobody asks special mappings for a name", "fs/proc/task_mmu.c", "shown = area->vm_ops->name(area);",
                        "shown = NULL;", NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-store", "an option keeps special mappings' names", "fs/proc/task_mmu.c", "shown = area->vm_ops->name(area);",
                        "\n#ifndef CONFIG_SOMETHING\nshown = area->vm_ops->name(area);\n#endif\n", NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-store", "nobody tells special mappings of a move", MREMAP, "area->vm_ops->mremap(area)", "to",
                        "mremapTracked=?", "resize=?"),
                row(Abi.ARM, "arm-store", "the image over the page of signals", PROCESS, "where + PAGE_SIZE", "where - PAGE_SIZE",
                        NOT_UNDERSTOOD),
                row(Abi.PPC64, "vvar-three-pages", "mapped and taken away again", POWERPC, "if (IS_ERR(area))\n\t\tdo_munmap",
                        "if (!IS_ERR(area))\n\t\tdo_munmap", NOT_UNDERSTOOD),
                row(Abi.PPC64, "ppc64-by-hand", "given up where there is a free range", BY_HAND, "if (base & ~PAGE_MASK)",
                        "if (!(base & ~PAGE_MASK))", NOT_UNDERSTOOD),
                row(Abi.PPC64, "ppc64-by-hand", "a preparation that always fails", BY_HAND, "return find_and_patch(image64, image32);",
                        "return -ENOMEM;", NOT_UNDERSTOOD),
                row(Abi.PPC64, "ppc64-by-hand", "a preparation that returns nothing", BY_HAND, "return find_and_patch(image64, image32);",
                        "find_and_patch(image64, image32);", NOT_UNDERSTOOD),
                row(Abi.PPC64, "ppc64-by-hand", "a preparation that must fail", BY_HAND, "if (prepare_images())", "if (!prepare_images())",
                        NOT_UNDERSTOOD),
                row(Abi.PPC32, "store-pfnmap", "an error asked of something else", STORE, "unlikely(err & VM_FAULT_ERROR)",
                        "unlikely(order & VM_FAULT_ERROR)", NOT_UNDERSTOOD),
                row(Abi.I386_COMPAT, "x86-faults", "only where the switch is off", X86, "vdso32_enabled != 1", "vdso32_enabled == 1",
                        NOT_UNDERSTOOD),
                row(Abi.I386_COMPAT, "x86-faults", "only where the switch is 2", X86, "vdso32_enabled != 1", "vdso32_enabled != 2",
                        NOT_UNDERSTOOD),
                row(Abi.I386, "x86-data-behind", "a function for the switch", "arch/x86/vdso/vma.c", "vdso32_enabled != 1",
                        "_install_special_mapping != 1", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "a boot function that nothing calls", "arch/mips/kernel/vdso.c", "subsys_initcall(vdso_init);",
                        "count(vdso_init);", NOT_UNDERSTOOD),
                // Pages in their order.
                row(Abi.I386_COMPAT, "x86-faults", "the image backwards", X86, "blob->data + (fault->pgoff", "blob->data - (fault->pgoff",
                        NOT_UNDERSTOOD),
                row(Abi.S390X, "s390-64-only", "a page of the image left out", "arch/s390/kernel/vdso.c", "+ PAGE_SIZE - 1", "- PAGE_SIZE - 1",
                        NOT_UNDERSTOOD),
                row(Abi.S390X, "s390-faults", "the last page left out", "arch/s390/kernel/vdso.c", "vmf->pgoff >= count", "vmf->pgoff >= count - 1",
                        NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-store", "the other page put at a size", STORE, "vmf_insert_page(area, where, page)",
                        "vmf_insert_page(area, VDSO_ARCH_DATA_SIZE, page)", NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-store", "the other page put a byte before its place", STORE,
                        "where = fault->address + VDSO_TIMENS_PAGE_OFFSET * PAGE_SIZE;",
                        "where = fault->address + VDSO_TIMENS_PAGE_OFFSET * PAGE_SIZE - 1;", NOT_UNDERSTOOD),
                row(Abi.LOONGARCH64, "loongarch-store", "pages that few processors leave none of", "include/vdso/datapage.h",
                        "VDSO_RNG_PAGE_OFFSET,\n\tVDSO_ARCH_PAGES_START,", "VDSO_ARCH_PAGES_START,\n\tVDSO_RNG_PAGE_OFFSET,", NOT_UNDERSTOOD),
                row(Abi.LOONGARCH64, "loongarch-store", "two cases for one page", STORE, "case VDSO_TIME_PAGE_OFFSET:", "case 7:",
                        NOT_UNDERSTOOD),
                row(Abi.I386, "ia32-shared", "an image of no size", "arch/x86/vdso/vdso32-setup.c", "bytes = &vdso32_sysenter_end - &vdso32_sysenter_start;",
                        "bytes = 0;", NOT_UNDERSTOOD),
                row(Abi.I386_COMPAT, "ia32-data-nameless", "nothing passed to compat programs", "arch/x86/include/asm/elf.h",
                        "#define COMPAT_ARCH_DLINFO ARCH_DLINFO_IA32(sysctl_vsyscall32)", "#define COMPAT_ARCH_DLINFO 77", "sysinfoEhdr=false"),
                row(Abi.I386, "ia32-shared", "passed if a number says so", "include/asm-x86/elf.h", "#define ARCH_DLINFO ARCH_DLINFO_IA32(vdso_enabled)",
                        "#define ARCH_DLINFO ARCH_DLINFO_IA32(FIX_VDSO)", "sysinfoEhdr=?"),
                row(Abi.X32, "x86-faults", "the other way round", "arch/x86/include/asm/elf.h", "exec->e_machine == EM_X86_64",
                        "exec->e_machine != EM_X86_64"),
                // What is no process's memory, no address, no entry.
                row(Abi.ARM, "arm-vvar", "the memory behind the process's", PROCESS, "mm = current->mm;", "mm = current->mm + 1;",
                        NOT_UNDERSTOOD),
                row(Abi.PPC32, "powerpc-by-hand-named", "a VMA of nobody's", POWERPC, "\tarea->vm_mm = mm;\n", "", NOT_UNDERSTOOD),
                row(Abi.ARM64_COMPAT, "arm64-store", "two page frames in one", STORE, "pfn = page_to_pfn(own);", "pfn |= page_to_pfn(own);",
                        NOT_UNDERSTOOD),
                row(Abi.ARM64_COMPAT, "arm64-store", "the page of no time namespace", STORE, "if (own) {", "if (!own) {", NOT_UNDERSTOOD),
                row(Abi.ARM64_COMPAT, "arm64-store", "a number for a flag", STORE, "VM_READ |", "4 |", NOT_UNDERSTOOD),
                row(Abi.LOONGARCH64, "loongarch-one-page", "a number's name for a page", "arch/loongarch/kernel/vdso.c",
                        "virt_to_phys(vdso_data)", "virt_to_phys(PF_RANDOMIZE)", NOT_UNDERSTOOD),
                row(Abi.PPC32, "vvar-timens", "no page's description", POWERPC, "return NULL;", "return 1;", NOT_UNDERSTOOD),
                row(Abi.PPC32, "vvar-timens", "put into what is no VMA", POWERPC, "vmf_insert_pfn(area,",
                        "vmf_insert_pfn(arch_setup_additional_pages,", NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-faults", "an option's number for a page", ARM64, "page_to_pfn(own)", "page_to_pfn(CONFIG_KUSER_HELPERS)",
                        NOT_UNDERSTOOD),
                row(Abi.PPC64, "powerpc-by-hand", "an option's number for an error", POWERPC, "base & ~PAGE_MASK", "CONFIG_PPC64 & ~PAGE_MASK",
                        NOT_UNDERSTOOD),
                row(Abi.PPC32_COMPAT, "page-list-no-hash-style", "a number of pages for a page", POWERPC, "virt_to_page(vdso_data)",
                        "virt_to_page(count64)", NOT_UNDERSTOOD),
                row(Abi.RISCV64, "riscv-list-data-first", "a counter for a page", "arch/riscv/kernel/vdso.c", "virt_to_page(vdso_data)",
                        "virt_to_page(i)", NOT_UNDERSTOOD),
                row(Abi.S390_COMPAT, "s390-faults", "as many pages as an option's number", "arch/s390/kernel/vdso.c", "count = count32;",
                        "count = GFP_KERNEL;", NOT_UNDERSTOOD),
                row(Abi.S390_COMPAT, "s390-faults", "a parameter called as a variable is", "arch/s390/kernel/vdso.c", "int interp)",
                        "int count32)", NOT_UNDERSTOOD),
                row(Abi.S390X, "s390-vvar", "the other page put at the distance of a flag", "arch/s390/kernel/vdso.c",
                        "vmf->address + TIMENS_PAGE * PAGE_SIZE", "vmf->address + TIMENS_PAGE * PF_RANDOMIZE", NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-one-list", "the magic looked for in a page's description", ARM64, "memcmp(mapped,", "memcmp(pg,",
                        NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-one-list", "a page of what a loop left", ARM64, "virt_to_page(vdso_data)", "virt_to_page(pg)",
                        NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-vvar", "a list at what a comparison gives", ARM, "list = kcalloc(", "list = memcmp(", NOT_UNDERSTOOD),
                row(Abi.ARM, "arm-vvar", "the magic looked for in a counter", ARM, "memcmp(&vdso_start,", "memcmp(&i,", NOT_UNDERSTOOD),
                row(Abi.ARM64_COMPAT, "arm64-store", "an address taken for an error", ARM64, "IS_ERR_VALUE(", "ERR_PTR(", NOT_UNDERSTOOD),
                row(Abi.ARM64_COMPAT, "arm64-faults", "a case of another kind", ARM64, "case BASE_PAGE:", "case VM_FAULT_SIGBUS:", NOT_UNDERSTOOD),
                row(Abi.PPC64, "vvar-three-pages", "the fault for its VMA", POWERPC, "own_time_page(area);", "own_time_page(fault);", NOT_UNDERSTOOD),
                row(Abi.I386_COMPAT, "x86-faults", "a number's name compared", X86, "if (where == blob->sym_vvar_page && own)",
                        "if (PAGE_SHIFT == blob->sym_vvar_page && own)", NOT_UNDERSTOOD),
                row(Abi.I386_COMPAT, "x86-faults", "a function for a page", X86, "page_to_pfn(own)", "page_to_pfn(find_timens_vvar_page)",
                        NOT_UNDERSTOOD),
                row(Abi.I386, "x86-data-behind", "a number's name for the switch", "arch/x86/vdso/vma.c", "vdso32_enabled != 1",
                        "PAGE_READONLY != 1", NOT_UNDERSTOOD),
                row(Abi.LOONGARCH64, "loongarch-one-page", "an entry passed by another macro", "arch/loongarch/include/asm/elf.h",
                        "#define SET_PERSONALITY2", "#define NEW_AUX_ENT", NOT_UNDERSTOOD),
                row(Abi.X32, "x86-faults", "the mm core refuses to move what has no hook", MMAP, "what->mremap(what, area) : 0",
                        "what->mremap(what, area) : 1", "mremapTracked=?", "resize=?"),
                row(Abi.ARM64, "arm64-one-list", "a page of what vmap gave", ARM64, "virt_to_page(vdso_data)", "virt_to_page(mapped)", NOT_UNDERSTOOD),
                row(Abi.S390, "s390-page-list", "only where a number is not 0", "arch/s390/kernel/vdso.c", "if (!uses_interp)", "if (!GFP_KERNEL)",
                        NOT_UNDERSTOOD),
                row(Abi.RISCV64, "riscv-store", "an entry passed by another name", "arch/riscv/include/asm/elf.h",
                        "NEW_AUX_ENT(AT_SYSINFO_EHDR", "NOTHING(AT_SYSINFO_EHDR", "sysinfoEhdr=false"),
                // A page that is in place already stays.
                row(Abi.ARM, "arm-store", "the kernel's own page put before the time namespace's", STORE,
                        "where = fault->address + VDSO_TIMENS_PAGE_OFFSET * PAGE_SIZE;", "where = fault->address;", "timens=?"),
                row(Abi.ARM64_COMPAT, "arm64-store", "the other page put at no address", STORE,
                        "where = fault->address + VDSO_TIMENS_PAGE_OFFSET * PAGE_SIZE;", "where = 0;", "timens=?"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysSomethingElseOrNothing(AbiMutant row) {
        assertThat(row.wrong()).isEmpty();
    }
}
