package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/**
 * A source that says something else gives another layout, or unknown; never the old answer.
 *
 * <p>A mutant says which facts must leave their old value, and to what: {@code key=json}, where unknown is always allowed,
 * and {@code key=?} where only unknown is. Every other fact keeps its old value or is unknown.
 */
class SensitivityTest {

    /**
     * A change to a golden source.
     *
     * @param name what it does
     * @param shape the golden source
     * @param file the file
     * @param from the text that goes
     * @param to the text that comes
     * @param out the facts that must leave their value
     */
    record Mutant(String name, String shape, String file, String from, String to, List<String> out) {
        @Override
        public String toString() {
            return shape + ": " + name;
        }
    }

    private static final String VDSO = "arch/powerpc/kernel/vdso.c";
    private static final String STORE = "lib/vdso/datastore.c";
    private static final String MMAP = "mm/mmap.c";

    private static final String NOT_UNDERSTOOD = "regions=?";
    private static final String NAMELESS = "regions=[{\"name\":\"\",\"holds\":\"data+code\",\"pages\":null}]";

    private static Mutant mutant(String name, String shape, String file, String from, String to, String... out) {
        return new Mutant(name, shape, file, from, to, List.of(out));
    }

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(byHand());
        for (String shape : List.of("page-list", "page-list-arch-remap")) {
            all.addAll(pageList(shape));
        }
        all.addAll(arch());
        for (String shape : List.of("special-data-first", "special-data-last")) {
            all.addAll(special(shape));
        }
        for (String shape : List.of("vvar-one-page", "vvar-timens", "vvar-three-pages")) {
            all.addAll(vvar(shape));
        }
        all.addAll(pages());
        for (String shape : List.of("store-pfnmap", "store-mixedmap")) {
            all.addAll(store(shape));
        }
        for (String shape : List.of("special-data-first", "vvar-one-page", "vvar-timens", "vvar-three-pages", "store-pfnmap", "store-mixedmap")) {
            all.addAll(hooks(shape));
        }
        return all;
    }

    private static List<Mutant> byHand() {
        String ppc64 = "arch/ppc64/kernel/vdso.c";
        List<Mutant> all = new ArrayList<>(List.of(
                mutant("the VMA is two pages longer", "ppc64-by-hand", ppc64, "(count + 1) <<", "(count + 2) <<", "dataPlacement=?"),
                mutant("the VMA is not longer", "ppc64-by-hand", ppc64, "((count + 1) <<", "((count) <<", "dataPlacement=?"),
                mutant("the page is not counted", "powerpc-by-hand", VDSO, "\tcount++;\n", "", "dataPlacement=?"),
                mutant("the page is counted twice", "powerpc-by-hand", VDSO, "\tcount++;\n", "\tcount++;\n\tcount++;\n", "dataPlacement=?"),
                mutant("the header names another place", "ppc64-by-hand", "include/asm-ppc64/elf.h", "thread.vdso_base",
                        "thread.vdso_base + PAGE_SIZE", "sysinfoEhdr=?"),
                mutant("the header names nothing", "ppc64-by-hand", "include/asm-ppc64/elf.h",
                        "NEW_AUX_ENT(AT_SYSINFO_EHDR, current->thread.vdso_base);", "", "sysinfoEhdr=false"),
                mutant("the VMA begins a page on", "powerpc-by-hand-named", VDSO, "area->vm_start = base;", "area->vm_start = base + PAGE_SIZE;",
                        NAMELESS, "elfAtVdsoStart=null", "nameSticks=null", "sysinfoEhdr=?"),
                mutant("the pointer is left out", "powerpc-by-hand", VDSO, "\tcurrent->thread.vdso_base = base;\n", "", "vdso=?", NOT_UNDERSTOOD),
                mutant("exec's function again", "powerpc-by-hand-named", "include/asm-powerpc/elf.h", "NEW_AUX_ENT(",
                        "arch_setup_additional_pages(", "vdso=?", NOT_UNDERSTOOD),
                mutant("the pointer is a page on", "powerpc-by-hand-named", VDSO, "context.vdso_base = base;",
                        "context.vdso_base = base + PAGE_SIZE;", NAMELESS, "elfAtVdsoStart=null", "nameSticks=null", "sysinfoEhdr=?")));
        for (String shape : List.of("ppc64-by-hand", "powerpc-by-hand", "powerpc-by-hand-named")) {
            String file = shape.startsWith("ppc64") ? ppc64 : VDSO;
            all.addAll(List.of(
                    mutant("the last page is image", shape, file, "<= PAGE_SIZE", "< PAGE_SIZE", "dataPlacement=\"none\"",
                            "dataMapping=\"none\"", "dataAccess=null",
                            "regions=?"),
                    mutant("two pages are data", shape, file, "<= PAGE_SIZE", "<= 2 * PAGE_SIZE", NOT_UNDERSTOOD),
                    mutant("all but the last are data", shape, file, "<= PAGE_SIZE", "> PAGE_SIZE", NOT_UNDERSTOOD),
                    mutant("the first page is data", shape, file, "(area->vm_end - where) <= PAGE_SIZE", "(where - area->vm_start) < PAGE_SIZE",
                            "dataPlacement=\"before\"", "regions=?"),
                    mutant("the image is off by a page", shape, file, "virt_to_page(image + distance)",
                            "virt_to_page(image + distance + PAGE_SIZE)", NOT_UNDERSTOOD),
                    mutant("the image runs backwards", shape, file, "virt_to_page(image + distance)", "virt_to_page(image - distance)",
                            NOT_UNDERSTOOD),
                    mutant("the image is not the image", shape, file, "virt_to_page(image + distance)", "virt_to_page(other + distance)",
                            NOT_UNDERSTOOD),
                    mutant("a fault may find nothing", shape, file, "\tget_page(found);\n\treturn found;",
                            "\tif (coin())\n\t\treturn NOPAGE_SIGBUS;\n\treturn found;", NOT_UNDERSTOOD),
                    mutant("no write", shape, file, "VM_MAYWRITE", "0", "dataAccess=\"read-only\""),
                    mutant("frames only", shape, file, "VM_MAYEXEC;", "VM_MAYEXEC | VM_PFNMAP;", "dataAccess=\"pfnmap\""),
                    mutant("flags from elsewhere", shape, file, "VM_MAYEXEC;", "VM_MAYEXEC | more_flags;", "dataAccess=?"),
                    mutant("no handler", shape, file, "\t.nopage\t= page_for,\n", "", NOT_UNDERSTOOD),
                    mutant("no operations", shape, file, "area->vm_ops = &by_hand_ops;", "", NOT_UNDERSTOOD),
                    mutant("never inserted", shape, file, "insert_vm_struct(mm, area)", "0", NOT_UNDERSTOOD),
                    mutant("inserted elsewhere", shape, file, "insert_vm_struct(mm, area)", "insert_it(mm, area)", NOT_UNDERSTOOD),
                    mutant("behind an option", shape, file, "\nint arch_setup_additional_pages(struct linux_binprm *bprm, int stack)\n{",
                            "\nint arch_setup_additional_pages(struct linux_binprm *bprm, int stack)\n{\n#ifdef CONFIG_SOMETHING\n"
                                    + "\treturn 0;\n#endif", NOT_UNDERSTOOD)));
        }
        all.add(mutant("the VMA begins a page on", "powerpc-by-hand", VDSO, "area->vm_start = current->thread.vdso_base;",
                "area->vm_start = current->thread.vdso_base + PAGE_SIZE;", "sysinfoEhdr=?", "mremapTracked=?"));
        all.addAll(names("powerpc-by-hand-named"));
        return all;
    }

    /** What arch_vma_name may say. */
    private static List<Mutant> names(String shape) {
        String test = "area->vm_start == area->vm_mm->context.vdso_base";
        return List.of(
                mutant("another name", shape, VDSO, "return \"[vdso]\"", "return \"[code]\"",
                        "regions=[{\"name\":\"[code]\",\"holds\":\"data+code\",\"pages\":null}]", "elfAtVdsoStart=null"),
                mutant("the name of another place", shape, VDSO, test, test + " + PAGE_SIZE", NAMELESS, "elfAtVdsoStart=null", "nameSticks=null"),
                mutant("the name of the end", shape, VDSO, test, test.replace("vm_start", "vm_end"), NAMELESS, "elfAtVdsoStart=null",
                        "nameSticks=null"),
                mutant("the name of all others", shape, VDSO, test, test.replace("==", "!="), NAMELESS, "elfAtVdsoStart=null",
                        "nameSticks=null"),
                mutant("a name by chance", shape, VDSO, test, test + " && coin", NOT_UNDERSTOOD),
                mutant("no name", shape, VDSO, "return \"[vdso]\"", "return NULL", NAMELESS, "elfAtVdsoStart=null", "nameSticks=null"),
                mutant("nobody asks for the name", shape, "fs/proc/task_mmu.c", "arch_vma_name(area)", "NULL", NAMELESS,
                        "elfAtVdsoStart=null", "nameSticks=null"),
                mutant("an option asks for the name", shape, "fs/proc/task_mmu.c", "arch_vma_name(area);\n",
                        "\n#ifdef CONFIG_SOMETHING\narch_vma_name(area);\n#else\nNULL;\n#endif\n", NOT_UNDERSTOOD));
    }

    private static List<Mutant> pageList(String shape) {
        String install = "err = install_special_mapping(mm, base, count << PAGE_SHIFT,";
        String loop = "for (i = 0; i < count64; i++)";
        boolean nopage = shape.equals("page-list");
        List<Mutant> all = new ArrayList<>(names(shape));
        all.addAll(List.of(
                mutant("given up where all goes well", shape, VDSO, "static int __init vdso_init(void)",
                        "static int find_it(void)\n{\n\tif (coin)\n\t\treturn -1;\n\treturn 0;\n}\n#define find_and_patch()\t!find_it()\n\n"
                                + "static int __init vdso_init(void)", NOT_UNDERSTOOD),
                mutant("the mm core shows every second page", shape, MMAP, nopage ? "left -= PAGE_SIZE;" : "\t\tlist++;",
                        nopage ? "left -= PAGE_SIZE / 2;" : "\t\tlist += 2;", NOT_UNDERSTOOD),
                mutant("the mm core shows pages of another list", shape, MMAP, nopage ? "*list = area->vm_private_data;" : "\t\tlist = area->vm_private_data;",
                        nopage ? "*list = area->vm_file;" : "\t\tlist = area->vm_file;", NOT_UNDERSTOOD),
                mutant("the figures come first", shape, VDSO, "\t\tlist64[i] = pg;\n\t}\n\tlist64[i++] = virt_to_page(vdso_data);\n\tlist64[i] = NULL;",
                        "\t\tlist64[i + 1] = pg;\n\t}\n\tlist64[0] = virt_to_page(vdso_data);", "dataPlacement=\"before\"", "elfAtVdsoStart=false",
                        "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("no figures", shape, VDSO, "\tlist64[i++] = virt_to_page(vdso_data);\n", "", NOT_UNDERSTOOD),
                mutant("the figures twice", shape, VDSO, "\tlist64[i++] = virt_to_page(vdso_data);\n",
                        "\tlist64[i++] = virt_to_page(vdso_data);\n\tlist64[i++] = virt_to_page(vdso_data);\n", NOT_UNDERSTOOD),
                mutant("a page of the image last", shape, VDSO, "\tlist64[i++] = virt_to_page(vdso_data);\n",
                        "\tlist64[i++] = virt_to_page(image64);\n", NOT_UNDERSTOOD),
                mutant("the image is the figures", shape, VDSO, "virt_to_page(image64 + i*PAGE_SIZE)", "virt_to_page(vdso_data + i*PAGE_SIZE)",
                        NOT_UNDERSTOOD),
                mutant("the image is off by a page", shape, VDSO, "image64 + i*PAGE_SIZE", "image64 + (i + 1)*PAGE_SIZE", NOT_UNDERSTOOD),
                mutant("every second page", shape, VDSO, "image64 + i*PAGE_SIZE", "image64 + 2*i*PAGE_SIZE", NOT_UNDERSTOOD),
                mutant("the same page again and again", shape, VDSO, "image64 + i*PAGE_SIZE", "image64 + i", NOT_UNDERSTOOD),
                mutant("one page too few", shape, VDSO, loop, "for (i = 0; i < count64 - 1; i++)", NOT_UNDERSTOOD),
                mutant("one page too many", shape, VDSO, loop, "for (i = 0; i <= count64; i++)", NOT_UNDERSTOOD),
                mutant("not the first page", shape, VDSO, loop, "for (i = 1; i < count64; i++)", NOT_UNDERSTOOD),
                mutant("two at a time", shape, VDSO, loop, "for (i = 0; i < count64; i += 2)", NOT_UNDERSTOOD),
                mutant("the other image's pages", shape, VDSO, loop, "for (i = 0; i < count32; i++)", NOT_UNDERSTOOD),
                mutant("the lists exchanged", shape, VDSO, "\t\tlist = list64;", "\t\tlist = list32;", NOT_UNDERSTOOD),
                mutant("the counts exchanged", shape, VDSO, "\t\tcount = count64;", "\t\tcount = count32;", NOT_UNDERSTOOD),
                mutant("the page is not counted", shape, VDSO, "\tcount++;\n", "", NOT_UNDERSTOOD),
                mutant("the page is counted twice", shape, VDSO, "\tcount++;\n", "\tcount += 2;\n", NOT_UNDERSTOOD),
                mutant("the VMA is longer", shape, VDSO, install, install.replace("count <<", "(count + 1) <<"), NOT_UNDERSTOOD),
                mutant("the VMA is shorter", shape, VDSO, install, install.replace("count <<", "(count - 1) <<"), NOT_UNDERSTOOD),
                mutant("the VMA begins a page on", shape, VDSO, install, install.replace("base", "base + PAGE_SIZE"), NAMELESS,
                        "elfAtVdsoStart=null", "nameSticks=null", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("the pointer is a page on", shape, VDSO, "vdso_base = base;", "vdso_base = base + PAGE_SIZE;", NAMELESS,
                        "elfAtVdsoStart=null", "nameSticks=null", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("no write", shape, VDSO, "|VM_MAYWRITE", "", "dataAccess=\"read-only\""),
                mutant("frames only", shape, VDSO, "VM_MAYREAD|VM_MAYWRITE", "VM_MAYREAD|VM_MAYWRITE|VM_PFNMAP", "dataAccess=\"pfnmap\""),
                mutant("mixed without I/O", shape, VDSO, "|VM_MAYWRITE", "|VM_MAYWRITE|VM_MIXEDMAP", "dataAccess=?"),
                mutant("flags from elsewhere", shape, VDSO, "|VM_MAYWRITE", "|VM_MAYWRITE|more_flags", "dataAccess=?"),
                mutant("flags by chance", shape, VDSO, "VM_READ|VM_EXEC|", "VM_READ|VM_EXEC|(coin ? VM_PFNMAP : 0)|", "dataAccess=?"),
                mutant("a flag taken away", shape, VDSO, "VM_READ|VM_EXEC|\n\t\t\t\t      VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC",
                        "(VM_READ|VM_EXEC|VM_MAYREAD|VM_MAYWRITE|VM_MAYEXEC) & ~VM_MAYWRITE", "dataAccess=\"read-only\""),
                mutant("installed by another function", shape, VDSO, install, install.replace("install_special", "powerpc_install"),
                        NOT_UNDERSTOOD),
                mutant("installed by chance", shape, VDSO, "\t" + install, "\tif (some_unknown())\n\t" + install, NOT_UNDERSTOOD),
                mutant("something else first", shape, VDSO, "\t" + install, "\tmake_room(mm, base);\n\t" + install, NOT_UNDERSTOOD),
                mutant("something else of assembler first", shape, VDSO, "\t" + install, "\tasm(\"sync\");\n\t" + install, NOT_UNDERSTOOD),
                mutant("something else behind a pointer first", shape, VDSO, "\t" + install, "\tppc_md.vdso(mm);\n\t" + install, NOT_UNDERSTOOD),
                mutant("another question about the process", shape, VDSO, "is_32bit_task()", "is_vdso32_task()", NOT_UNDERSTOOD),
                mutant("pages that depend on something", shape, VDSO, "\tlist64[i++] = virt_to_page(vdso_data);",
                        "\tlist64[i++] = coin ? virt_to_page(vdso_data) : virt_to_page(image64);", NOT_UNDERSTOOD),
                mutant("counts that depend on something", shape, VDSO, "\tlist64 = kcalloc(", "\tif (coin)\n\t\tcount64++;\n\tlist64 = kcalloc(",
                        NOT_UNDERSTOOD)));
        all.add(mutant("the setup only with an option", shape, VDSO, "\nint arch_setup_additional_pages(struct linux_binprm *bprm, int interp)\n{",
                "\nint arch_setup_additional_pages(struct linux_binprm *bprm, int interp)\n{\n#ifdef CONFIG_SOMETHING\n\treturn 0;\n#endif", NOT_UNDERSTOOD));
        all.add(mutant("the page only with an option", shape, VDSO, "\tcount++;\n", "#ifdef CONFIG_SOMETHING\n\tcount++;\n#endif\n", NOT_UNDERSTOOD));
        all.add(mutant("the page only without an option", shape, VDSO, "\tcount++;\n", "#ifndef CONFIG_SOMETHING\n\tcount++;\n#endif\n",
                NOT_UNDERSTOOD));
        return all;
    }

    /** The older architecture hooks and headers. */
    private static List<Mutant> arch() {
        String shape = "page-list-arch-remap";
        String hooks = "arch/powerpc/include/asm/mm-arch-hooks.h";
        String elf = "arch/powerpc/include/asm/elf.h";
        return List.of(
                mutant("the header names nothing", shape, elf, "VDSO_AUX_ENT(AT_SYSINFO_EHDR, current->mm->context.vdso_base);", "",
                        "sysinfoEhdr=false"),
                mutant("the header names another place", shape, elf, "context.vdso_base)", "context.vdso_base + PAGE_SIZE)", "sysinfoEhdr=?"),
                mutant("the header asks first", shape, elf, "current->mm->context.vdso_base)",
                        "coin ? current->mm->context.vdso_base : 0)", "sysinfoEhdr=?"),
                mutant("the hook forgets", shape, hooks, "\t\tmm->context.vdso_base = now_from;", "\t\t;", "mremapTracked=false"),
                mutant("the hook adds a page", shape, hooks, "= now_from;", "= now_from + PAGE_SIZE;", "mremapTracked=?"),
                mutant("the hook takes the end", shape, hooks, "= now_from;", "= now_to;", "mremapTracked=?"),
                mutant("the hook looks at the end", shape, hooks, "was_from ==", "was_to ==", "mremapTracked=false"),
                mutant("the hook looks at others", shape, hooks, "was_from ==", "was_from !=", "mremapTracked=false"),
                mutant("the hook by chance", shape, hooks, "if (was_from ==", "if (coin && was_from ==", "mremapTracked=?"),
                mutant("the hook has another name", shape, hooks, "arch_remap(", "arch_was_remapped(", "mremapTracked=false"),
                mutant("nobody calls the hook", shape, "mm/mremap.c", "\tarch_remap(area->vm_mm, from, from + bytes, to, to + bytes);\n", "",
                        "mremapTracked=false"),
                mutant("an option calls the hook", shape, "mm/mremap.c", "\tarch_remap(area->vm_mm, from, from + bytes, to, to + bytes);\n",
                        "#ifdef CONFIG_SOMETHING\n\tarch_remap(area->vm_mm, from, from + bytes, to, to + bytes);\n#endif\n", "mremapTracked=?"),
                mutant("another hash", shape, "arch/powerpc/kernel/vdso64/Makefile", "hash-style=both", "hash-style=gnu", "hashStyle=\"gnu\""),
                mutant("two hashes", shape, "arch/powerpc/kernel/vdso64/Makefile", "hash-style=both", "hash-style=both --hash-style=sysv",
                        "hashStyle=?"),
                mutant("a hash of no name", shape, "arch/powerpc/kernel/vdso64/Makefile", "hash-style=both", "hash-style=new", "hashStyle=?"),
                mutant("a hash from elsewhere", shape, "arch/powerpc/kernel/vdso64/Makefile", "--hash-style=both", "--hash-style=$(STYLE)",
                        "hashStyle=?"),
                mutant("a hash by option", shape, "arch/powerpc/kernel/vdso64/Makefile", "ccflags-y", "ifdef CONFIG_X\nccflags-y",
                        "hashStyle=?"),
                mutant("no hash", shape, "arch/powerpc/kernel/vdso64/Makefile", "-Wl,--hash-style=both", "", "hashStyle=null"),
                mutant("a hash in a comment", shape, "arch/powerpc/kernel/vdso64/Makefile", "-Wl,--hash", "# -Wl,--hash",
                        "hashStyle=null"),
                mutant("a hash of two words", shape, "arch/powerpc/kernel/vdso64/Makefile", "hash-style=both", "hash-style both",
                        "hashStyle=?"),
                mutant("a hash by a function", shape, "arch/powerpc/kernel/vdso64/Makefile", "-Wl,--hash-style=both", "$(if $(CONFIG_X),-Wl,--hash-style=both)",
                        "hashStyle=?"),
                mutant("a hash for something else", shape, "arch/powerpc/kernel/vdso64/Makefile", "ccflags-y", "other.so: ccflags-y",
                        "hashStyle=?"),
                mutant("a hash that no command takes", shape, "arch/powerpc/kernel/vdso64/Makefile", "ccflags-y", "cmd_link = $(CC) $(others)\nflags",
                        "hashStyle=?"),
                mutant("a hash by an option's name", shape, "arch/powerpc/kernel/vdso64/Makefile", "ccflags-y", "cmd_link = $(CC)\nccflags-$(CONFIG_X)",
                        "hashStyle=?"),
                mutant("a hash that is taken back", shape, "arch/powerpc/kernel/vdso64/Makefile", "obj-y", "ccflags-y := -shared\nobj-y",
                        "hashStyle=?"),
                mutant("no image", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", ".incbin", ".string", NOT_UNDERSTOOD),
                mutant("an image that is left out", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", "\t.incbin",
                        "#if 0\n#endif\n#if 0\n\t.incbin", NOT_UNDERSTOOD),
                mutant("an image in a comment", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", "\t.incbin",
                        "/* no\n\t.incbin", NOT_UNDERSTOOD),
                mutant("an image in a line's comment", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", "\t.incbin",
                        "# .incbin", NOT_UNDERSTOOD),
                mutant("an image without its beginning", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", "vdso64.so\"",
                        "vdso64.so\", 64", NOT_UNDERSTOOD),
                mutant("a number before the image", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", "\t.incbin",
                        "\t.byte 0; .incbin", NOT_UNDERSTOOD),
                mutant("an image of something else", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", "vdso64.so", "other.bin",
                        NOT_UNDERSTOOD),
                mutant("something before the image", shape, "arch/powerpc/kernel/vdso64/vdso64_wrapper.S", "vdso64_start:\n",
                        "vdso64_start:\n\t.space 65536\n", NOT_UNDERSTOOD));
    }

    private static List<Mutant> special(String shape) {
        boolean first = shape.endsWith("first");
        String figures = first ? "\tlist[0] = virt_to_page(vdso_data);\n" : "\tlist[count] = virt_to_page(vdso_data);\n";
        String code = first ? "list[i + 1] = virt_to_page(from" : "list[i] = virt_to_page(from";
        List<Mutant> all = new ArrayList<>(List.of(
                mutant("no figures", shape, VDSO, figures, "", NOT_UNDERSTOOD),
                mutant("a pointer that depends on a flag", shape, VDSO, "\terr = map_it(bprm, interp);\n",
                        "\terr = map_it(bprm, interp);\n\tif (some_flag)\n\t\tmm->context.vdso = NULL;\n", NOT_UNDERSTOOD),
                mutant("the hook taken away at run time", shape, VDSO, "\tif (mmap_write_lock_killable(mm))",
                        "\twhat64.mremap = NULL;\n\tif (mmap_write_lock_killable(mm))", NOT_UNDERSTOOD),
                mutant("the figures written twice", shape, VDSO, figures, figures + figures),
                mutant("the figures taken back", shape, VDSO, figures, figures + figures.replaceFirst("=.*;", "= NULL;"), NOT_UNDERSTOOD),
                mutant("the figures overwritten", shape, VDSO, figures, figures + figures.replaceFirst("vdso_data", "from"), NOT_UNDERSTOOD),
                mutant("an area of no size", shape, VDSO, "code + ((VDSO_ALIGNMENT - 1) & PAGE_MASK)", "0", NOT_UNDERSTOOD),
                mutant("an area of nearly all memory", shape, VDSO, "((VDSO_ALIGNMENT - 1) & PAGE_MASK)", "((VDSO_ALIGNMENT - 1) | PAGE_MASK)",
                        NOT_UNDERSTOOD),
                mutant("no area is asked for", shape, VDSO, "get_unmapped_area(NULL, base, code + ((VDSO_ALIGNMENT - 1) & PAGE_MASK), 0, 0)",
                        "0", NOT_UNDERSTOOD),
                mutant("an alignment of 0", shape, VDSO, "base = ALIGN(base, VDSO_ALIGNMENT);", "base = ALIGN(base, 0);", NOT_UNDERSTOOD),
                mutant("success is a number", shape, VDSO, "\treturn PTR_ERR_OR_ZERO(area);", "\treturn PTR_ERR_OR_ZERO(area) + PAGE_SIZE;",
                        NOT_UNDERSTOOD),
                mutant("the process's memory is left out", shape, VDSO, "\tstruct mm_struct *mm = current->mm;\n\tstruct vm_special_mapping",
                        "\tgoto beyond;\n\tstruct mm_struct *mm = current->mm;\nbeyond: ;\n\tstruct vm_special_mapping", NOT_UNDERSTOOD),
                mutant("the mm core returns something else", shape, MMAP, "\treturn area;\n\ngive_back:", "\treturn mm;\n\ngive_back:",
                        NOT_UNDERSTOOD),
                mutant("the mm core takes success for a failure", shape, MMAP, "\terr = insert_vm_struct(mm, area);",
                        "\terr = insert_vm_struct(mm, area) + PAGE_SIZE;", NOT_UNDERSTOOD),
                mutant("the code over the figures", shape, VDSO, code, first ? "list[i] = virt_to_page(from" : "list[i + 1] = virt_to_page(from",
                        NOT_UNDERSTOOD),
                mutant("every second page", shape, VDSO, "from + i * PAGE_SIZE", "from + 2 * i * PAGE_SIZE", NOT_UNDERSTOOD),
                mutant("a loop too short", shape, VDSO, "i < count;", "i < count - 1;", NOT_UNDERSTOOD),
                mutant("a loop too long", shape, VDSO, "i < count;", "i <= count;", NOT_UNDERSTOOD),
                mutant("the lists exchanged", shape, VDSO, "what64.pages = list_pages(&vdso64_start, &vdso64_end)",
                        "what64.pages = list_pages(&vdso32_start, &vdso32_end)", NOT_UNDERSTOOD),
                mutant("no list", shape, VDSO, "what64.pages = list_pages(&vdso64_start, &vdso64_end)", "patch_images()", NOT_UNDERSTOOD),
                mutant("the page is not counted", shape, VDSO, "\tcode += PAGE_SIZE;\n", "", NOT_UNDERSTOOD),
                mutant("the page is taken away", shape, VDSO, "\tcode += PAGE_SIZE;\n", "\tcode -= PAGE_SIZE;\n", NOT_UNDERSTOOD),
                mutant("the page is counted twice", shape, VDSO, "\tcode += PAGE_SIZE;\n", "\tcode += 2 * PAGE_SIZE;\n", NOT_UNDERSTOOD),
                mutant("the VMA is longer", shape, VDSO, "(mm, base, code,", "(mm, base, code + PAGE_SIZE,", NOT_UNDERSTOOD),
                mutant("no write", shape, VDSO, "VM_MAYWRITE |", "", "dataAccess=\"read-only\""),
                mutant("frames only", shape, VDSO, "VM_MAYWRITE |", "VM_MAYWRITE | VM_PFNMAP |", "dataAccess=\"pfnmap\""),
                mutant("flags from elsewhere", shape, VDSO, "VM_MAYWRITE |", "VM_MAYWRITE | more_flags |", "dataAccess=?"),
                mutant("another name", shape, VDSO, ".name = \"[vdso]\"", ".name = \"[code]\"",
                        "regions=[{\"name\":\"[code]\",\"holds\":\"data+code\",\"pages\":null}]", "elfAtVdsoStart=null"),
                mutant("a name from elsewhere", shape, VDSO, ".name = \"[vdso]\"", ".name = some_name", NOT_UNDERSTOOD),
                mutant("the mm core shows no names", shape, MMAP, "\t.name = named_pages_name,\n", "", NAMELESS, "elfAtVdsoStart=null",
                        "nameSticks=null"),
                mutant("the pointer is elsewhere", shape, VDSO,
                        first ? "mm->context.vdso = (void __user *)base + PAGE_SIZE;" : "mm->context.vdso = (void __user *)base;",
                        first ? "mm->context.vdso = (void __user *)base;" : "mm->context.vdso = (void __user *)base + PAGE_SIZE;", "sysinfoEhdr=?",
                        "mremapTracked=?"),
                mutant("the pointer goes the other way", shape, VDSO, first ? "base + PAGE_SIZE;" : "(void __user *)base;",
                        first ? "base - PAGE_SIZE;" : "(void __user *)base - PAGE_SIZE;", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("two specs for one", shape, VDSO, "VM_MAYEXEC, what);", "VM_MAYEXEC, coin ? &what32 : what);", NOT_UNDERSTOOD)));
        if (first) {
            all.add(mutant("the figures last", shape, VDSO, "\tlist[0] = virt_to_page(vdso_data);\n\n\tfor (i = 0; i < count; i++)\n\t\tlist[i + 1] =",
                    "\tlist[count] = virt_to_page(vdso_data);\n\n\tfor (i = 0; i < count; i++)\n\t\tlist[i] =", "dataPlacement=\"after\"",
                    "elfAtVdsoStart=true", "sysinfoEhdr=?", "mremapTracked=?"));
            all.add(mutant("the hook goes the other way", shape, VDSO, "area->vm_start + PAGE_SIZE", "area->vm_start - PAGE_SIZE", "mremapTracked=?"));
            all.add(mutant("the hook forgets the page", shape, VDSO, "area->vm_start + PAGE_SIZE", "area->vm_start", "mremapTracked=?"));
        }
        return all;
    }

    /** The hook of a special mapping, and the mm core's part of it. */
    private static List<Mutant> hooks(String shape) {
        boolean plus = shape.startsWith("special");
        String check = plus ? "\tif (bytes != code + PAGE_SIZE)\n\t\treturn -EINVAL;\n" : "\tif (bytes != code)\n\t\treturn -EINVAL;\n";
        String store = "\tcurrent->mm->context.vdso = (void __user *)area->vm_start" + (plus ? " + PAGE_SIZE;\n" : ";\n");
        return List.of(
                mutant("no hook", shape, VDSO, "\t.mremap = moved64,\n", "", "mremapTracked=false"),
                mutant("a hook from elsewhere", shape, VDSO, "\t.mremap = moved64,\n", "\t.mremap = moved_elsewhere,\n", "mremapTracked=?"),
                mutant("the hook of the other image", shape, VDSO, "\t.mremap = moved64,\n", "\t.mremap = moved32,\n", "mremapTracked=?"),
                mutant("the hook forgets", shape, VDSO, store, "", "mremapTracked=false"),
                mutant("the hook takes the end", shape, VDSO, store, store.replace("vm_start", "vm_end"), "mremapTracked=?"),
                mutant("the hook clears", shape, VDSO, store, "\tcurrent->mm->context.vdso = NULL;\n", "mremapTracked=?"),
                mutant("the hook by chance", shape, VDSO, store, "\tif (coin)\n\t" + store, "mremapTracked=?"),
                mutant("the hook stores elsewhere", shape, VDSO, store, store.replace("context.vdso", "context.other"), "mremapTracked=false"),
                mutant("the check is off by a page", shape, VDSO, check, check.replace("bytes != code", "bytes != PAGE_SIZE + PAGE_SIZE + code"),
                        "mremapTracked=?"),
                mutant("the check refuses all", shape, VDSO, check, "\treturn -EINVAL;\n", "mremapTracked=?"),
                mutant("the check refuses the own size", shape, VDSO, check, check.replace("!=", "=="), "resize=?", "mremapTracked=?"),
                mutant("the check refuses larger ones only", shape, VDSO, check, check.replace("!=", ">"), "resize=?"),
                mutant("the check refuses smaller ones only", shape, VDSO, check, check.replace("!=", "<"), "resize=?"),
                mutant("the mm core calls no hook", shape, MMAP, "\t.mremap = named_pages_moved,\n", "", "mremapTracked=false"),
                mutant("the mm core takes the name back", shape, MMAP, "\t.name = named_pages_name,\n",
                        "\t.name = named_pages_name,\n\t.name = 0,\n", NOT_UNDERSTOOD),
                mutant("the mm core shows the pages from the second on", shape, MMAP, "left = fault->pgoff;", "left = fault->pgoff + 1;",
                        NOT_UNDERSTOOD),
                mutant("the mm core always shows the first page", shape, MMAP, "left = fault->pgoff;", "left = 0;", NOT_UNDERSTOOD),
                mutant("the mm core looks for the pages elsewhere", shape, MMAP, "list = what->pages;", "list = area->vm_private_data;",
                        NOT_UNDERSTOOD),
                mutant("the mm core gives no page", shape, MMAP, "\tfault->page = *list;\n", "", NOT_UNDERSTOOD),
                mutant("the mm core gives a page and an error", shape, MMAP, "\tget_page(fault->page);\n\treturn 0;",
                        "\treturn VM_FAULT_SIGBUS;", NOT_UNDERSTOOD),
                mutant("the mm core answers no faults", shape, MMAP, "\t.fault = named_pages_fault,\n\t.close = named_pages_close,\n\t.mremap",
                        "\t.mremap", NOT_UNDERSTOOD),
                mutant("may be split", shape, MMAP, "\t.may_split = named_pages_cut,\n", "", "split=\"allowed\""),
                mutant("may be split with an option", shape, MMAP, "\t.may_split = named_pages_cut,\n",
                        "#ifndef CONFIG_SOMETHING\n\t.may_split = named_pages_cut,\n#endif\n", "split=?"),
                mutant("may be split after all", shape, MMAP, "\t/* Whoever made these counts on all of their pages. */\n\treturn -EINVAL;",
                        "\treturn 0;", "split=?"),
                mutant("may be split by chance", shape, MMAP, "\t/* Whoever made these counts on all of their pages. */\n",
                        "\tif (coin)\n\t\treturn 0;\n", "split=?"),
                mutant("the mm core takes some table", shape, MMAP, "(void *)what, &named_pages_ops",
                        "(void *)what, coin ? &named_pages_ops : &listed_pages_ops", "split=?"),
                mutant("the header names nothing", shape, "arch/powerpc/include/asm/elf.h",
                        "VDSO_AUX_ENT(AT_SYSINFO_EHDR, (unsigned long)current->mm->context.vdso);", "", "sysinfoEhdr=false"),
                mutant("the header is named where there is none", shape, "arch/powerpc/include/asm/elf.h", "\tVDSO_AUX_ENT(AT_SYSINFO_EHDR,",
                        "\tif (!current->mm->context.vdso) VDSO_AUX_ENT(AT_SYSINFO_EHDR,", "sysinfoEhdr=?"),
                mutant("the header is named by a macro of another kind", shape, "arch/powerpc/include/asm/elf.h", "#define ARCH_DLINFO",
                        "#define NEW_AUX_ENT\t1\n#define ARCH_DLINFO", "sysinfoEhdr=?"),
                mutant("an option names the header", shape, "arch/powerpc/include/asm/elf.h", "#define ARCH_DLINFO",
                        "#ifndef CONFIG_SOMETHING\n#define VDSO_AUX_ENT2\n#endif\n#ifdef CONFIG_SOMETHING\n#define ARCH_DLINFO do { } while (0)\n#else\n#define ARCH_DLINFO",
                        "sysinfoEhdr=?"));
    }

    private static List<Mutant> vvar(String shape) {
        String install = "area = _install_special_mapping(mm, base, data,";
        String flags = "VM_DONTDUMP | VM_PFNMAP, &data_what";
        int pages = shape.equals("vvar-one-page") ? 1 : shape.equals("vvar-timens") ? 2 : 3;
        List<Mutant> all = new ArrayList<>(List.of(
                mutant("the code over the data", shape, VDSO, "(mm, base + data, code,", "(mm, base, code,", NOT_UNDERSTOOD),
                mutant("the code below the data", shape, VDSO, "(mm, base + data, code,", "(mm, base - data, code,", "dataPlacement=?",
                        "sysinfoEhdr=?", "mremapTracked=?", "regions=" + vdsoAndVvar(pages)),
                mutant("a gap", shape, VDSO, "(mm, base + data, code,", "(mm, base + data + PAGE_SIZE, code,", "dataPlacement=?",
                        "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("the data above", shape, VDSO, install, "area = _install_special_mapping(mm, base + data + code, data,",
                        "dataPlacement=\"after\"", "regions=" + vdsoAndVvar(pages)),
                mutant("the data elsewhere", shape, VDSO, install, "area = _install_special_mapping(mm, ELSEWHERE, data,", "dataPlacement=\"elsewhere\"",
                        "regions=?"),
                mutant("more data", shape, VDSO, install, "area = _install_special_mapping(mm, base, data + PAGE_SIZE,", "dataPlacement=?",
                        "regions=" + vvarAndVdso("[vvar]", pages + 1)),
                mutant("not frames", shape, VDSO, flags, "VM_DONTDUMP, &data_what", "dataAccess=\"read-only\""),
                mutant("not frames, writable", shape, VDSO, flags, "VM_DONTDUMP | VM_MAYWRITE, &data_what", "dataAccess=\"cow\""),
                mutant("mixed", shape, VDSO, flags, "VM_DONTDUMP | VM_MIXEDMAP, &data_what", "dataAccess=\"mixedmap\""),
                mutant("flags from elsewhere", shape, VDSO, flags, "VM_DONTDUMP | more_flags, &data_what", "dataAccess=?"),
                mutant("the specs exchanged", shape, VDSO, flags, "VM_DONTDUMP | VM_PFNMAP, what", NOT_UNDERSTOOD),
                mutant("the data's spec for the code", shape, VDSO, "VM_MAYEXEC, what);", "VM_MAYEXEC, &data_what);", NOT_UNDERSTOOD),
                mutant("another name for the data", shape, VDSO, ".name = \"[vvar]\"", ".name = \"[data]\"", "regions=" + vvarAndVdso("[data]", pages)),
                mutant("the pointer is elsewhere", shape, VDSO, "mm->context.vdso = (void __user *)base + data;",
                        "mm->context.vdso = (void __user *)base + data + PAGE_SIZE;", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("the pointer goes the other way", shape, VDSO, "mm->context.vdso = (void __user *)base + data;",
                        "mm->context.vdso = (void __user *)base - data;", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("the pointer is taken back", shape, VDSO, "\terr = map_it(bprm, interp);\n",
                        "\terr = map_it(bprm, interp);\n\tmm->context.vdso = NULL;\n", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("mapped elsewhere", shape, VDSO, "err = map_it(bprm, interp);", "err = map_that(bprm, interp);", NOT_UNDERSTOOD),
                mutant("mapped by chance", shape, VDSO, "err = map_it(bprm, interp);", "err = some_unknown() ? map_it(bprm, interp) : 0;",
                        NOT_UNDERSTOOD)));
        if (!shape.equals("vvar-one-page")) {
            all.add(mutant("a number of bytes", shape, VDSO, "data = ALL_PAGES * PAGE_SIZE;", "data = ALL_PAGES * 4096;", "regions=?"));
        }
        return all;
    }

    private static String vvarAndVdso(String name, int pages) {
        return "[{\"name\":\"" + name + "\",\"holds\":\"data\",\"pages\":" + pages + "},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]";
    }

    private static String vdsoAndVvar(int pages) {
        return "[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":" + pages + "}]";
    }

    /** How many pages the data has. */
    private static List<Mutant> pages() {
        String two = "vvar-timens";
        String three = "vvar-three-pages";
        return List.of(
                mutant("a page more in the enum", two, VDSO, "\tALL_PAGES,\n", "\tMORE_PAGE,\n\tALL_PAGES,\n", "regions=" + vvarAndVdso("[vvar]", 3)),
                mutant("a page less in the enum", three, VDSO, "\tBASE_PAGE,\n\tTIME_PAGE,\n", "\tBASE_PAGE,\n\tTIME_PAGE = BASE_PAGE,\n",
                        "regions=" + vvarAndVdso("[vvar]", 2)),
                mutant("the enum begins at one", two, VDSO, "\tTIME_PAGE,\n", "\tTIME_PAGE = 1,\n", "regions=" + vvarAndVdso("[vvar]", 3)),
                mutant("the last has a number", three, VDSO, "\tALL_PAGES,\n", "\tALL_PAGES = 8,\n", "regions=" + vvarAndVdso("[vvar]", 8)),
                mutant("a page with time namespaces", two, VDSO, "\tTIMENS_PAGE,\n", "#ifdef CONFIG_TIME_NS\n\tTIMENS_PAGE,\n#endif\n",
                        "regions=[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":{\"min\":1,\"max\":2,\"on\":\"CONFIG_TIME_NS\"}},"
                                + "{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                mutant("a page with some option", two, VDSO, "\tTIMENS_PAGE,\n", "\tTIMENS_PAGE,\n#ifdef CONFIG_SOMETHING\n\tMORE_PAGE,\n#endif\n",
                        "regions=?"),
                mutant("a page without some option", two, VDSO, "\tTIMENS_PAGE,\n",
                        "\tTIMENS_PAGE,\n#ifndef CONFIG_SOMETHING\n\tMORE_PAGE,\n#endif\n", "regions=?"),
                mutant("a page if enabled", two, VDSO, "data = ALL_PAGES * PAGE_SIZE",
                        "data = (ALL_PAGES + IS_ENABLED(CONFIG_SOMETHING)) * PAGE_SIZE", "regions=?"),
                mutant("a page from elsewhere", two, VDSO, "\tALL_PAGES,\n", "\tALL_PAGES = FROM_ELSEWHERE,\n", "regions=?"),
                mutant("pages from elsewhere", two, VDSO, "data = ALL_PAGES * PAGE_SIZE", "data = NR_CPUS * PAGE_SIZE", "regions=?"),
                mutant("a page behind the data", "store-pfnmap", STORE, "__phys_to_pfn(__pa_symbol(vdso_k_rng_data));",
                        "__phys_to_pfn(__pa_symbol(vdso_k_rng_data)) + 1;", NOT_UNDERSTOOD),
                mutant("a page before the data", "store-pfnmap", STORE, "__phys_to_pfn(__pa_symbol(vdso_k_rng_data));",
                        "__phys_to_pfn(__pa_symbol(vdso_k_rng_data)) - 1;", NOT_UNDERSTOOD),
                mutant("two pages for one", "vvar-one-page", VDSO, "data = PAGE_SIZE", "data = 2 * PAGE_SIZE", NOT_UNDERSTOOD),
                mutant("the one page is code", "vvar-one-page", VDSO, "list[0] = virt_to_page(vdso_data)", "list[0] = virt_to_page(&vdso64_start)",
                        NOT_UNDERSTOOD),
                mutant("no page", "vvar-one-page", VDSO, "\tlist[0] = virt_to_page(vdso_data);\n", "", NOT_UNDERSTOOD),
                mutant("the second page, not the first", "vvar-one-page", VDSO, "list[0] = virt_to_page(vdso_data)",
                        "list[1] = virt_to_page(vdso_data)", NOT_UNDERSTOOD),
                mutant("no handler", two, VDSO, "\t.fault = figures_fault,\n", "", NOT_UNDERSTOOD),
                mutant("a handler from elsewhere", two, VDSO, "\t.fault = figures_fault,\n", "\t.fault = their_fault,\n", NOT_UNDERSTOOD),
                mutant("the handler gives code", two, VDSO, "pfn = virt_to_pfn(vdso_data);", "pfn = virt_to_pfn(&vdso64_start);", NOT_UNDERSTOOD),
                mutant("the handler gives some code", three, VDSO, "\tcase BASE_PAGE:\n\t\tpfn = virt_to_pfn(vdso_data);",
                        "\tcase BASE_PAGE:\n\t\tpfn = virt_to_pfn(&vdso64_start);", NOT_UNDERSTOOD),
                mutant("no time namespaces", two, "arch/powerpc/Kconfig", "\tselect GENERIC_VDSO_TIME_NS\n", "", "timens=false"),
                mutant("time namespaces without this architecture", two, "init/Kconfig", "depends on GENERIC_VDSO_TIME_NS",
                        "depends on GENERIC_VDSO_TIME_NS && !PPC", "timens=false"),
                mutant("time namespaces with something else", two, "arch/powerpc/Kconfig", "select GENERIC_VDSO_TIME_NS",
                        "select GENERIC_VDSO_TIME_NS if SOME_OPTION", "timens=?"),
                mutant("no such option", two, "init/Kconfig", "config TIME_NS", "config OTHER_NS", "timens=false"));
    }

    private static List<Mutant> store(String shape) {
        String size = "VDSO_NR_PAGES * PAGE_SIZE,\n";
        String access = shape.endsWith("mixedmap") ? "VM_MIXEDMAP" : "VM_PFNMAP";
        String rng = shape.endsWith("mixedmap") ? "\t\tpage = virt_to_page(vdso_k_rng_data);\n"
                : "\t\tpfn = __phys_to_pfn(__pa_symbol(vdso_k_rng_data));\n";
        String answer = shape.endsWith("mixedmap") ? "\tfault->page = page;\n\treturn 0;\n" : "\treturn vmf_insert_pfn(area, fault->address, pfn);\n";
        return List.of(
                mutant("a longer VMA", shape, STORE, size, "(VDSO_NR_PAGES + 1) * PAGE_SIZE,\n", "regions=" + vvarAndVdso("[vvar]", 5),
                        "dataPlacement=?"),
                mutant("a shorter VMA", shape, STORE, size, "(VDSO_NR_PAGES - 1) * PAGE_SIZE,\n", "regions=" + vvarAndVdso("[vvar]", 3),
                        "dataPlacement=?"),
                mutant("no promise", shape, VDSO, "static_assert(__VDSO_PAGES == VDSO_NR_PAGES);", "", "regions=?"),
                mutant("a weaker promise", shape, VDSO, "__VDSO_PAGES == VDSO_NR_PAGES", "__VDSO_PAGES >= VDSO_NR_PAGES", "regions=?"),
                mutant("another promise", shape, "arch/powerpc/include/asm/vdso.h", "__VDSO_PAGES\t\t4", "__VDSO_PAGES\t\t6",
                        "regions=" + vvarAndVdso("[vvar]", 6)),
                mutant("a promise of an option", shape, "arch/powerpc/include/asm/vdso.h", "#define __VDSO_PAGES\t\t4\n",
                        "#ifdef CONFIG_SOMETHING\n#define __VDSO_PAGES\t\t5\n#else\n#define __VDSO_PAGES\t\t4\n#endif\n", "regions=?"),
                mutant("the data is not named so", shape, STORE, "\"[vvar]\"", "\"[data]\"", "regions=" + vvarAndVdso("[data]", 4)),
                mutant("a page that nothing is assigned to", shape, STORE, rng, "", NOT_UNDERSTOOD),
                mutant("a fault is answered with another number", shape, STORE, answer, answer.replaceFirst("return .*", "return 1;"),
                        NOT_UNDERSTOOD),
                mutant("a fault is not answered", shape, STORE, answer, answer.replaceFirst("return .*", ""), NOT_UNDERSTOOD),
                mutant("a fault is answered by chance", shape, STORE, answer, "\tif (coin)\n\t" + answer.substring(answer.indexOf("\treturn")),
                        NOT_UNDERSTOOD),
                mutant("other access", shape, STORE, access, "VM_DONTCOPY", "dataAccess=\"read-only\""),
                mutant("access of the other kind", shape, STORE, access, access.equals("VM_PFNMAP") ? "VM_MIXEDMAP" : "VM_PFNMAP",
                        access.equals("VM_PFNMAP") ? "dataAccess=\"mixedmap\"" : "dataAccess=\"pfnmap\""),
                mutant("writable instead", shape, STORE, access, "VM_MAYWRITE", "dataAccess=\"cow\""),
                mutant("access from elsewhere", shape, STORE, access, "more_flags", "dataAccess=?"),
                mutant("access by option", shape, STORE, "\t" + access + " |", "\t(IS_ENABLED(CONFIG_SOMETHING) ? " + access + " : 0) |", "dataAccess=?"),
                mutant("can be sealed in part", shape, "arch/powerpc/Kconfig", "\tselect ARCH_HAS_VDSO_ARCH_DATA\n",
                        "\tselect ARCH_HAS_VDSO_ARCH_DATA\n\tselect ARCH_SUPPORTS_MSEAL_SYSTEM_MAPPINGS\n", "sealable=?"),
                mutant("time namespaces' true page beside the VMA", shape, STORE, "where = fault->address + VDSO",
                        "where = fault->address - VDSO", "timens=?"),
                mutant("time namespaces' true page nowhere", shape, STORE, "\t\t\twhere = fault->address + VDSO_TIMENS_PAGE_OFFSET * PAGE_SIZE;\n",
                        "", NOT_UNDERSTOOD),
                mutant("the handler's parameters exchanged", shape, STORE, "const struct vm_special_mapping *what, struct vm_area_struct *area,\n\t\t\t\tstruct vm_fault *fault",
                        "struct vm_fault *fault, struct vm_area_struct *area,\n\t\t\t\tconst struct vm_special_mapping *what", NOT_UNDERSTOOD),
                mutant("no handler", shape, STORE, "\t.fault\t= figures_fault,\n", "", NOT_UNDERSTOOD),
                mutant("the handler gives code", shape, STORE, "(vdso_k_rng_data)", "(&vdso64_start)", NOT_UNDERSTOOD),
                mutant("the data over the code", shape, VDSO, "vdso_install_vvar_mapping(mm, base);", "vdso_install_vvar_mapping(mm, base + data);",
                        NOT_UNDERSTOOD),
                mutant("the data above", shape, VDSO, "vdso_install_vvar_mapping(mm, base);",
                        "vdso_install_vvar_mapping(mm, base + data + code);", "dataPlacement=\"after\"", "regions=" + vdsoAndVvar(4)),
                mutant("the data elsewhere", shape, VDSO, "vdso_install_vvar_mapping(mm, base);", "vdso_install_vvar_mapping(mm, 0x100000);",
                        "dataPlacement=\"elsewhere\"", "regions=?"),
                mutant("the data by another function", shape, VDSO, "vdso_install_vvar_mapping(mm, base)", "vdso_install_ppc(mm, base)",
                        NOT_UNDERSTOOD),
                mutant("the code a page up", shape, VDSO, "(mm, base + data, code,", "(mm, base + data + PAGE_SIZE, code,", "dataPlacement=?",
                        "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("the pointer a page up", shape, VDSO, "mm->context.vdso = (void __user *)base + data;",
                        "mm->context.vdso = (void __user *)base + data + PAGE_SIZE;", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("the code's list too short", shape, VDSO, "i < count;", "i < count - 1;", NOT_UNDERSTOOD),
                mutant("no time namespaces", shape, "init/Kconfig", "depends on GENERIC_GETTIMEOFDAY", "depends on GENERIC_GETTIMEOFDAY && X86",
                        "timens=?"),
                mutant("the mm core asks no handler", shape, MMAP, "if (what->fault)", "if (0)", NOT_UNDERSTOOD),
                mutant("the mm core asks handlers by chance", shape, MMAP, "if (what->fault)", "if (what->fault && coin)", NOT_UNDERSTOOD),
                mutant("the mm core drops the handler's answer", shape, MMAP, "\treturn what->fault(what, area, fault);",
                        "\twhat->fault(what, area, fault);", NOT_UNDERSTOOD),
                mutant("the mm core asks the handler of something else", shape, MMAP, "what->fault(what, area, fault);",
                        "what->fault(what, area, &other);", NOT_UNDERSTOOD),
                mutant("no store", shape, "lib/vdso/datastore.c", "vdso_install_vvar_mapping(struct", "vdso_install_other(struct", NOT_UNDERSTOOD));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void neverGivesTheOldAnswer(Mutant mutant) {
        Golden golden = Golden.of(mutant.shape(), Abi.PPC64);
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).as(mutant.file()).isNotNull();
        assertThat(text).contains(mutant.from());
        MapTree mutated = golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to()));

        Layout read = Golden.read(mutated, Abi.PPC64);

        assertThat(wrong(mutant, golden.expected(), read)).isEmpty();
    }

    /** The facts that have no right to their value. */
    static Map<String, String> wrong(Mutant mutant, Layout before, Layout after) {
        Map<String, String> left = new LinkedHashMap<>();
        mutant.out().forEach(out -> left.put(out.substring(0, out.indexOf('=')), out.substring(out.indexOf('=') + 1)));
        Map<String, String> old = Golden.plain(before);
        Map<String, String> now = Golden.plain(after);
        Map<String, String> wrong = new LinkedHashMap<>();
        for (FactKey key : FactKey.values()) {
            String name = key.json();
            boolean unknown = after.get(key) instanceof Fact.Unknown;
            if (!unknown && !now.get(name).equals(left.getOrDefault(name, old.get(name)))) {
                wrong.put(name, now.get(name));
            }
        }
        return wrong;
    }
}
