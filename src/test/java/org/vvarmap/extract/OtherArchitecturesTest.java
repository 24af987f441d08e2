package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vvarmap.extract.AbiMutant.row;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.source.MapTree;

/** MIPS, csky, nds32 and hexagon: sources that say something else give another layout, or unknown; never the old answer. */
class OtherArchitecturesTest {

    private static final String MIPS = "arch/mips/kernel/vdso.c";
    private static final String TOOL = "arch/mips/vdso/genvdso.c";
    private static final String SIGNAL = "arch/mips/kernel/signal.c";
    private static final String CSKY = "arch/csky/kernel/vdso.c";
    private static final String SCRIPT = "arch/csky/kernel/vdso/vdso.lds.S";
    private static final String NDS32 = "arch/nds32/kernel/vdso.c";
    private static final String HEXAGON = "arch/hexagon/kernel/vdso.c";

    private static final String NOT_UNDERSTOOD = "regions=?";

    private static final String MIPS_DATA = "[{\"name\":\"[gic]\",\"holds\":\"data\",\"pages\":{\"min\":0,\"max\":1,\"on\":\"CONFIG_MIPS_GIC\"}},"
            + "{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":{\"min\":0,\"max\":4,\"on\":\"CONFIG_MIPS_GENERIC_GETTIMEOFDAY\"}}";

    static List<AbiMutant> rows() {
        return List.of(
                row(Abi.MIPS_N64, "mips-store", "no hook", TOOL, "\tfprintf(out, \"\\t\\t.mremap = vdso_follows,\\n\");", "",
                        "mremapTracked=false"),
                row(Abi.MIPS_N64, "mips-store", "a hook that is printed sometimes", TOOL, "\tfprintf(out, \"\\t\\t.mremap",
                        "\tif (argc > 4)\n\t\tfprintf(out, \"\\t\\t.mremap", "mremapTracked=?", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "a hook that does nothing", TOOL, "\tfprintf(out, \"\tcurrent->mm->context.vdso =\\n\");",
                        "\tfprintf(out, \"\tvma->vm_pgoff =\\n\");", "mremapTracked=false"),
                row(Abi.MIPS_N32, "mips-store", "a hook that is a page off", TOOL, "(vma->vm_start)", "(vma->vm_start + PAGE_SIZE)",
                        "mremapTracked=?"),
                row(Abi.MIPS_O32, "mips-store", "another name", TOOL, "[vdso]", "[image]",
                        "regions=" + MIPS_DATA + ",{\"name\":\"[image]\",\"holds\":\"code\",\"pages\":null}]", "elfAtVdsoStart=null"),
                row(Abi.MIPS_N64, "mips-store", "no pages", TOOL, "\tfprintf(out, \"\\t\\t.pages = vdso_pages,\\n\");\n", "", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "no image", TOOL, "\tfprintf(out, \"\\t.data = vdso_data,\\n\");\n", "", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "another image for the ABI", SIGNAL, "&vdso_image", "&vdso_image_n32", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "an image that an option chooses", SIGNAL, "\t.vdso\t\t= &vdso_image,\n",
                        "#ifdef CONFIG_OTHER\n\t.vdso\t\t= &vdso_image_n32,\n#else\n\t.vdso\t\t= &vdso_image,\n#endif\n", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "the other page put where the kernel is", "lib/vdso/datastore.c",
                        "vmf_insert_page(area, where, page);", "vmf_insert_page(area, fault, page);", "timens=?"),
                row(Abi.ARM64, "arm64-one-list", "given up where the pages can be seen", "arch/arm64/kernel/vdso.c",
                        "mapped == NULL", "mapped != NULL", NOT_UNDERSTOOD),
                row(Abi.ARM64, "arm64-store", "a handler that takes one thing for another", "lib/vdso/datastore.c",
                        "figures_fault(const struct vm_special_mapping *what, struct vm_area_struct *area,\n\t\t\t\tstruct vm_fault *fault)",
                        "figures_fault(struct vm_area_struct *area, struct vm_fault *fault,\n\t\t\t\tconst struct vm_special_mapping *what)",
                        NOT_UNDERSTOOD),
                row(Abi.PPC32, "page-list-no-hash-style", "given up where all goes well", "arch/powerpc/kernel/vdso.c",
                        "if (find_and_patch())", "if (!find_and_patch())", NOT_UNDERSTOOD),
                row(Abi.S390X, "s390-64-only", "no page but those behind the end", "arch/s390/kernel/vdso.c",
                        "vmf->pgoff >= count", "vmf->pgoff < count", NOT_UNDERSTOOD),
                row(Abi.I386_COMPAT, "x86-faults", "where the linker put things decides", "mm/mmap.c",
                        "area->vm_ops == &listed_pages_ops", "area->vm_ops < &listed_pages_ops", NOT_UNDERSTOOD),
                row(Abi.PPC64, "powerpc-by-hand", "an address is taken for an error", "arch/powerpc/kernel/vdso.c",
                        "base & ~PAGE_MASK", "base & ~PAGE_SHIFT", NOT_UNDERSTOOD),
                row(Abi.PPC64, "powerpc-by-hand-named", "a VMA of another process", "arch/powerpc/kernel/vdso.c",
                        "area->vm_mm = mm;", "area->vm_mm = mm + 1;", NOT_UNDERSTOOD),
                row(Abi.PPC64, "store-mixedmap", "success is taken for an error", "lib/vdso/datastore.c",
                        "unlikely(err & VM_FAULT_ERROR)", "unlikely(err | VM_FAULT_ERROR)", "timens=?"),
                row(Abi.PPC32_COMPAT, "store-pfnmap", "a page at the address of a frame", "lib/vdso/datastore.c",
                        "vmf_insert_pfn(area, fault->address, pfn)", "vmf_insert_pfn(area, pfn, fault->address)", NOT_UNDERSTOOD),
                row(Abi.X32, "x86-static-specs", "an image a page behind its description", "arch/x86/entry/vdso/vma.c",
                        "= area->vm_mm->context.vdso_image;\n\tlong where;", "= area->vm_mm->context.vdso_image + PAGE_SIZE;\n\tlong where;",
                        NOT_UNDERSTOOD),
                row(Abi.X86_64, "x86-static-specs", "no page but those behind the end", "arch/x86/entry/vdso/vma.c",
                        ">= blob->size", "< blob->size", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "the controller above the data", MIPS, "vdso_install_vvar_mapping(mm, data)",
                        "vdso_install_vvar_mapping(mm, base)", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-store", "a hole below the image", MIPS, "code = data + VDSO_NR_PAGES * PAGE_SIZE;",
                        "code = data + (VDSO_NR_PAGES + 1) * PAGE_SIZE;", "dataPlacement=?"),
                row(Abi.MIPS_N64, "mips-store", "a hole where caches have aliases", MIPS, "\tdata = base + gic_bytes;\n",
                        "\tdata = base + gic_bytes;\n\tif (cpu_has_dc_aliases)\n\t\tbase += PAGE_SIZE;\n", NOT_UNDERSTOOD, "dataPlacement=?"),
                row(Abi.MIPS_N64, "mips-store", "data whether there is a counter or not", MIPS, "IS_ENABLED(CONFIG_HAVE_GENERIC_VDSO)", "1",
                        "regions=[{\"name\":\"[gic]\",\"holds\":\"data\",\"pages\":{\"min\":0,\"max\":1,\"on\":\"CONFIG_MIPS_GIC\"}},"
                                + "{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":4},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                row(Abi.MIPS_N64, "mips-gic-inside", "the controller whether it is there or not", MIPS,
                        "mips_gic_present() ? PAGE_SIZE : 0", "PAGE_SIZE",
                        "regions=[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":2},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                row(Abi.MIPS_N64, "mips-gic-inside", "a hole where the controller is", MIPS, "data = base + gic_bytes;",
                        "data = base + gic_bytes;\n\tif (gic_bytes)\n\t\tdata += PAGE_SIZE;", "dataPlacement=?", NOT_UNDERSTOOD),
                row(Abi.MIPS_N64, "mips-gic-inside", "a file mapped", MIPS, "mmap_region(NULL,", "mmap_region(image_file,", NOT_UNDERSTOOD),
                row(Abi.MIPS_O32, "mips-trampolines", "an image copied", MIPS, "clear_page(what);", "memcpy(what, image_start, PAGE_SIZE);",
                        NOT_UNDERSTOOD),
                row(Abi.MIPS_O32, "mips-trampolines", "not executable", MIPS, "VM_READ|VM_EXEC|", "VM_READ|", NOT_UNDERSTOOD),
                row(Abi.MIPS_O32, "mips-trampolines", "no pointer", MIPS, "\tmm->context.vdso = (void *)base;\n", "", NOT_UNDERSTOOD),
                row(Abi.MIPS_O32, "mips-trampolines", "only on 32-bit kernels", MIPS, "VM_READ|VM_EXEC|",
                        "(IS_ENABLED(CONFIG_64BIT) ? VM_READ : VM_READ|VM_EXEC)|", NOT_UNDERSTOOD),
                row(Abi.MIPS_N32, "mips-trampolines", "an address for programs", "arch/mips/include/asm/elf.h",
                        "#define ARCH_HAS_SETUP_ADDITIONAL_PAGES 1",
                        "#define ARCH_DLINFO NEW_AUX_ENT(AT_SYSINFO_EHDR, current->mm->context.vdso)", "sysinfoEhdr=?"),
                row(Abi.HEXAGON, "hexagon-trampolines", "another page", HEXAGON, "page = alloc_page(GFP_KERNEL);",
                        "page = virt_to_page(image);", NOT_UNDERSTOOD),
                row(Abi.HEXAGON, "hexagon-special", "two pages", HEXAGON, "_install_special_mapping(mm, base, PAGE_SIZE,",
                        "_install_special_mapping(mm, base, 2 * PAGE_SIZE,", NOT_UNDERSTOOD),
                row(Abi.HEXAGON, "hexagon-special", "the pages of another mapping", HEXAGON, "what.pages = &page;", "other.pages = &page;",
                        NOT_UNDERSTOOD),
                row(Abi.HEXAGON, "hexagon-special", "another name on the way", HEXAGON, "what.pages = &page;",
                        "what.pages = &page;\n\twhat.name = \"[code]\";", "regions=[]", "elfAtVdsoStart=null", "nameSticks=null",
                        "mremapTracked=null", "resize=null", "split=null"),
                row(Abi.CSKY, "csky-page-list", "another distance in the script", SCRIPT, ". + PAGE_SIZE", ". + 2 * PAGE_SIZE",
                        "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},{\"name\":\"\",\"holds\":\"data\",\"pages\":1}]"),
                row(Abi.CSKY, "csky-page-list", "no distance in the script", SCRIPT, "PROVIDE(_vdso_data = . + PAGE_SIZE);", "", NOT_UNDERSTOOD),
                row(Abi.CSKY, "csky-special", "the image twice", CSKY, "data_what.pages = &list[count];", "data_what.pages = list;",
                        NOT_UNDERSTOOD),
                row(Abi.CSKY, "csky-special", "the data is the image's first page", CSKY, "virt_to_page(vdso_data)", "virt_to_page(vdso_start)",
                        NOT_UNDERSTOOD),
                row(Abi.CSKY, "csky-special", "the data below", CSKY, "\tbase += (count << PAGE_SHIFT);", "\tbase -= PAGE_SIZE;",
                        "dataPlacement=\"before\"", "regions=[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":1},"
                                + "{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                row(Abi.NDS32, "nds32", "the names the other way round", NDS32, ".pages = empty,", ".fault = nothing,", NOT_UNDERSTOOD),
                row(Abi.NDS32, "nds32", "the image in the other mapping", NDS32, "specs[1].pages", "specs[0].pages", NOT_UNDERSTOOD),
                row(Abi.NDS32, "nds32", "one page", NDS32, "pages = 2;", "pages = 1;", NOT_UNDERSTOOD),
                row(Abi.NDS32, "nds32", "no timer", NDS32, "timer_mapping_base == EMPTY_VALUE", "timer_mapping_base == OTHER_VALUE",
                        NOT_UNDERSTOOD),
                row(Abi.NDS32, "nds32", "the image a page on", NDS32, "mm->context.vdso = (void *)base;",
                        "mm->context.vdso = (void *)base;\n\tbase += PAGE_SIZE;", "dataPlacement=?", "sysinfoEhdr=?", "mremapTracked=?"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysSomethingElseOrNothing(AbiMutant row) {
        assertThat(row.wrong()).isEmpty();
    }

    /** The hook of an image compared with the size of another: it may refuse to move, but then nothing is moved. */
    @Test
    void followsTheImagesOfCompatProgramsThatWereMoved() {
        MapTree tree = Golden.of("mips-hook-size", Abi.MIPS_N64).tree();

        for (Abi abi : List.of(Abi.MIPS_N32, Abi.MIPS_O32)) {
            assertThat(Golden.read(tree, abi)).isEqualTo(Golden.of("mips-hook-size", Abi.MIPS_N64).expected());
        }
    }

    /** Once the symbol of all architectures was gone, the set-up asked for the one that had selected it. */
    @Test
    void readsTheCounterByEitherSymbol() {
        MapTree tree = Golden.of("mips-store", Abi.MIPS_N64).tree();
        String kconfig = "arch/mips/Kconfig";
        MapTree other = tree.with(MIPS, tree.texts().get(MIPS).replace("CONFIG_HAVE_GENERIC_VDSO", "CONFIG_MIPS_GENERIC_GETTIMEOFDAY"))
                .with(kconfig, tree.texts().get(kconfig).replace("\tselect HAVE_GENERIC_VDSO\n", ""));

        for (Abi abi : List.of(Abi.MIPS_N64, Abi.MIPS_N32, Abi.MIPS_O32)) {
            assertThat(Golden.read(other, abi)).isEqualTo(Golden.of("mips-store", abi).expected());
        }
    }

    @Test
    void saysNothingWithoutTheTool() {
        MapTree tree = Golden.of("mips-store", Abi.MIPS_N64).tree().without(TOOL);

        assertThat(Golden.reasons(Golden.read(tree, Abi.MIPS_N64))).containsKey(FactKey.VDSO);
    }
}
