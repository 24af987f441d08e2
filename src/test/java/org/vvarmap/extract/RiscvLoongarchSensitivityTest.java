package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.extract.SensitivityTest.Mutant;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/** What {@link SensitivityTest} asks of powerpc's shapes, asked of riscv's and loongarch's. */
class RiscvLoongarchSensitivityTest {

    private static final String RISCV = "arch/riscv/kernel/vdso.c";
    private static final String SCRIPT = "arch/riscv/kernel/vdso/vdso.lds.S";
    private static final String LOONG = "arch/loongarch/kernel/vdso.c";
    private static final String LOONG_KCONFIG = "arch/loongarch/Kconfig";
    private static final String STORE = "lib/vdso/datastore.c";

    private static final String NOT_UNDERSTOOD = "regions=?";
    private static final String[] ALL_UNKNOWN = {
        "vdso=?", "dataPlacement=?", "dataMapping=?", "regions=?", "elfAtVdsoStart=?", "sysinfoEhdr=?", "nameSticks=?",
        "mremapTracked=?", "resize=?", "split=?", "dataAccess=?"
    };

    private static Mutant mutant(String name, String shape, String file, String from, String to, String... out) {
        return new Mutant(name, shape, file, from, to, List.of(out));
    }

    static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(lists());
        all.addAll(tables());
        all.addAll(store());
        all.addAll(loongarch());
        all.addAll(numbers());
        return all;
    }

    private static List<Mutant> lists() {
        String one = "riscv-one-list";
        String split = "riscv-split-list";
        String first = "riscv-list-data-first";
        return List.of(
                mutant("the VMA is shorter", one, RISCV, "(mm, base, whole,", "(mm, base, whole - PAGE_SIZE,", ALL_UNKNOWN),
                mutant("no data", one, RISCV, "\tlist[i] = virt_to_page(vdso_data);\n", "", ALL_UNKNOWN),
                mutant("no write", one, RISCV, "VM_MAYWRITE | ", "", "dataAccess=\"read-only\""),
                mutant("no aux vector", one, "arch/riscv/include/asm/elf.h", "NEW_AUX_ENT(AT_SYSINFO_EHDR,", "NEW_AUX_ENT(AT_L1D,",
                        "sysinfoEhdr=false"),
                mutant("the data is named by another distance", split, RISCV, "+ PAGE_SIZE))", "+ 2 * PAGE_SIZE))",
                        "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},{\"name\":\"\",\"holds\":\"data\",\"pages\":1}]"),
                mutant("the script says nothing of the data", split, SCRIPT, "PROVIDE(_vdso_data = . + PAGE_SIZE);", "", ALL_UNKNOWN),
                mutant("the script has the data further up", split, SCRIPT, ". + PAGE_SIZE", ". + 2 * PAGE_SIZE",
                        "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},{\"name\":\"\",\"holds\":\"data\",\"pages\":1}]"),
                mutant("the data from another element", split, RISCV, "&list[count]", "&list[count + 1]", ALL_UNKNOWN),
                mutant("the data is the image's first page", split, RISCV, "&list[count]", "&list[0]", ALL_UNKNOWN),
                mutant("the data's VMA is two pages", split, RISCV, "(mm, base, PAGE_SIZE,", "(mm, base, 2 * PAGE_SIZE,", ALL_UNKNOWN),
                mutant("a gap before the data", split, RISCV, "base += (count << PAGE_SHIFT)", "base += ((count + 1) << PAGE_SHIFT)",
                        "dataPlacement=?", "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},"
                                + "{\"name\":\"\",\"holds\":\"data\",\"pages\":1}]"),
                mutant("the data may be written", split, RISCV, "(VM_READ | VM_MAYREAD)", "(VM_READ | VM_MAYREAD | VM_MAYWRITE)",
                        "dataAccess=\"cow\""),
                mutant("the data is the image", first, RISCV, "&list[count]", "list", ALL_UNKNOWN),
                mutant("the image a page up", first, RISCV, "mm, base + VVAR_SIZE,", "mm, base + VVAR_SIZE + PAGE_SIZE,", "dataPlacement=?",
                        "sysinfoEhdr=?", "mremapTracked=?", "elfAtVdsoStart=null", "nameSticks=null",
                        "regions=[{\"name\":\"[vdso_data]\",\"holds\":\"data\",\"pages\":1},{\"name\":\"\",\"holds\":\"code\",\"pages\":null}]"),
                mutant("the pointer at the data", first, RISCV, "(void *)base + VVAR_SIZE;", "(void *)base;", "sysinfoEhdr=?",
                        "mremapTracked=?", "elfAtVdsoStart=false", "nameSticks=null",
                        "regions=[{\"name\":\"[vdso]\",\"holds\":\"data\",\"pages\":1},{\"name\":\"\",\"holds\":\"code\",\"pages\":null}]"),
                mutant("two pages of data", first, RISCV, "\tVVAR_DATA_PAGE_OFFSET,\n", "\tVVAR_DATA_PAGE_OFFSET,\n\tVVAR_MORE,\n", ALL_UNKNOWN),
                mutant("a name by another distance", first, RISCV, "context.vdso - VVAR_SIZE", "context.vdso - PAGE_SIZE - VVAR_SIZE",
                        "regions=[{\"name\":\"\",\"holds\":\"data\",\"pages\":1},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"));
    }

    private static List<Mutant> tables() {
        List<Mutant> all = new ArrayList<>();
        for (String shape : List.of("riscv-table", "riscv-two-tables")) {
            boolean one = shape.equals("riscv-table");
            String dot = one ? "." : "->";
            all.addAll(List.of(
                    mutant("another name", shape, RISCV, "\"[vvar]\"", "\"[data]\"",
                            "regions=[{\"name\":\"[data]\",\"holds\":\"data\",\"pages\":2},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                    mutant("no hook", shape, RISCV, "\t\t.mremap = moved,\n", "", "mremapTracked=false"),
                    mutant("a hook that does nothing", shape, RISCV, "\tcurrent->mm->context.vdso = (void *)area->vm_start;\n", "",
                            "mremapTracked=false"),
                    mutant("three pages", shape, RISCV, "\tVVAR_TIMENS_PAGE_OFFSET,\n", "\tVVAR_TIMENS_PAGE_OFFSET,\n\tVVAR_MORE_OFFSET,\n",
                            NOT_UNDERSTOOD, "regions=[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":3},"
                                    + "{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                    mutant("no frames", shape, RISCV, " | VM_PFNMAP", "", "dataAccess=\"read-only\""),
                    mutant("the elements exchanged", shape, RISCV, "info" + dot + "dm);", "info" + dot + "cm);", ALL_UNKNOWN),
                    mutant("an element by its place", shape, RISCV, "[RV_VDSO_MAP_VDSO] = {", "[RV_VDSO_MAP_MORE] = {", ALL_UNKNOWN),
                    mutant("the elements from one up", shape, RISCV, "\tRV_VDSO_MAP_VVAR,\n", "\tRV_VDSO_MAP_NONE,\n\tRV_VDSO_MAP_VVAR,\n"),
                    mutant("the image is not the image", shape, RISCV, "\t.vdso_code_start = vdso_start,", "\t.vdso_code_start = vdso_stub,",
                            ALL_UNKNOWN),
                    mutant("the image from its second page", shape, RISCV, "pfn_to_page(pfn + i)", "pfn_to_page(pfn + i + 1)", ALL_UNKNOWN),
                    mutant("the list has an end too early", shape, RISCV, "i < info" + dot + "count; i++)", "i < info" + dot + "count - 1; i++)",
                            ALL_UNKNOWN),
                    mutant("the name is given later", shape, RISCV, "arch_initcall(ready);",
                            "arch_initcall(ready);\n\nvoid later(void)\n{\n\ttable[RV_VDSO_MAP_VVAR].name = \"[x]\";\n}\n", ALL_UNKNOWN)));
        }
        return all;
    }

    private static List<Mutant> store() {
        String shape = "riscv-store";
        return List.of(
                mutant("another number of pages", shape, "arch/riscv/include/asm/vdso.h", "    4", "    5",
                        "regions=[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":5},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                mutant("no promise", shape, RISCV, "BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);", "", NOT_UNDERSTOOD),
                mutant("another promise", shape, RISCV, "BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);",
                        "BUILD_BUG_ON(VDSO_NR_PAGES < __VDSO_PAGES);", NOT_UNDERSTOOD),
                mutant("a promise about a local name", shape, RISCV, "BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);",
                        "BUILD_BUG_ON(VDSO_NR_PAGES != whole);", NOT_UNDERSTOOD),
                mutant("the processor's image is none", shape, RISCV, "info.vdso_code_start = vdso_cfi_start;",
                        "info.vdso_code_start = vdso_data_page;", ALL_UNKNOWN),
                mutant("the data may not be sealed", shape, STORE, " | VM_SEALED_SYSMAP", "", "sealable=?"),
                mutant("no sealing", shape, "arch/riscv/Kconfig", "\tselect ARCH_SUPPORTS_MSEAL_SYSTEM_MAPPINGS if 64BIT && MMU\n", "",
                        "sealable=false"),
                mutant("no clocks", shape, "arch/riscv/Kconfig", "HAVE_GENERIC_VDSO && 64BIT", "HAVE_GENERIC_VDSO && 32BIT", "timens=false"));
    }

    private static String vvar(String pages) {
        return "regions=[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":" + pages + "},{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":";
    }

    private static List<Mutant> loongarch() {
        List<Mutant> all = new ArrayList<>();
        String elf = "arch/loongarch/include/asm/elf.h";
        for (String shape : List.of("loongarch-one-page", "loongarch-per-processor", "loongarch-faults", "loongarch-store")) {
            all.addAll(List.of(
                    mutant("nobody has an image", shape, elf, "current->thread.vdso = &info;", "", ALL_UNKNOWN),
                    mutant("another image", shape, elf, "current->thread.vdso = &info;", "current->thread.vdso = &other;", ALL_UNKNOWN),
                    mutant("no hook", shape, LOONG, "\t\t.mremap = moved,\n", "", "mremapTracked=false"),
                    mutant("the pointer at the data", shape, LOONG, "(void *)code;", "(void *)base;", "sysinfoEhdr=?", "mremapTracked=?"),
                    mutant("another page", shape, LOONG, "pfn_to_page(pfn + i)", "pfn_to_page(pfn + 1 + i)", ALL_UNKNOWN),
                    mutant("the name is given later", shape, LOONG, "subsys_initcall(ready);",
                            "subsys_initcall(ready);\n\nvoid later(void)\n{\n\tinfo.code_mapping.name = \"[x]\";\n}\n", ALL_UNKNOWN)));
        }
        all.addAll(List.of(
                mutant("two pages of image", "loongarch-one-page", LOONG, "\t.size = PAGE_SIZE,", "\t.size = 2 * PAGE_SIZE,", vvar("1") + "2}]"),
                mutant("the data is put a page up", "loongarch-one-page", LOONG, "remap_pfn_range(area, base,",
                        "remap_pfn_range(area, base + PAGE_SIZE,", ALL_UNKNOWN),
                mutant("the data is not put in", "loongarch-one-page", LOONG, "remap_pfn_range(area, base,", "put_in(area, base,", ALL_UNKNOWN),
                mutant("no fault handler", "loongarch-faults", LOONG, "\t\t.fault = figures_fault,\n", "", ALL_UNKNOWN)));
        return all;
    }

    /** Numbers that the pages of the data follow from. */
    private static List<Mutant> numbers() {
        String per = "loongarch-per-processor";
        String header = "arch/loongarch/include/asm/vdso/vdso.h";
        String range = "{\"min\":%d,\"max\":%d,\"on\":\"CONFIG_NR_CPUS\"}";
        return List.of(
                mutant("more processors", per, LOONG_KCONFIG, "range 2 256", "range 2 1024", vvar(range.formatted(1, 5)) + "1}]"),
                mutant("a number of them that is not stated", per, LOONG_KCONFIG, "\trange 2 256\n", "", NOT_UNDERSTOOD),
                mutant("few processors", per, LOONG_KCONFIG, "range 2 256", "range 2 128", vvar("1") + "1}]"),
                mutant("just as many as there is room for", per, LOONG_KCONFIG, "range 2 256", "range 2 249", vvar("1") + "1}]"),
                mutant("one more", per, LOONG_KCONFIG, "range 2 256", "range 2 250"),
                mutant("smaller pages", per, LOONG_KCONFIG, "default 16KB_3LEVEL", "default 4KB_3LEVEL", vvar(range.formatted(1, 5)) + "1}]"),
                mutant("shorter lines", per, LOONG_KCONFIG, "default \"6\"", "default \"4\"", vvar("1") + "1}]"),
                mutant("no lines", per, header, "____cacheline_aligned_in_smp", "", vvar("1") + "1}]"),
                mutant("an attribute of another kind", per, header, "____cacheline_aligned_in_smp", "__packed", NOT_UNDERSTOOD),
                mutant("a member of a kind that has no size here", per, header, "u32 node;", "spinlock_t lock;", NOT_UNDERSTOOD),
                mutant("a member of an option", per, header, "u32 node;", "u32 node;\n#ifdef CONFIG_SOMETHING\n\tu32 more[40];\n#endif",
                        NOT_UNDERSTOOD),
                mutant("a member without a name", per, header, "u32 node;", "u32 ____cacheline_aligned_in_smp;", NOT_UNDERSTOOD),
                mutant("an array without known bounds", per, header, "[NR_CPUS]", "[MORE_CPUS]", NOT_UNDERSTOOD),
                mutant("fields of bits", per, header, "u32 node;", "u32 node : 4;", NOT_UNDERSTOOD),
                mutant("no clocks in it", per, header, "\tstruct vdso_data data[CS_BASES]; /* of all architectures */\n", "", vvar("1") + "1}]"),
                mutant("more processors", "loongarch-faults", LOONG_KCONFIG, "range 2 256", "range 2 257",
                        vvar(range.formatted(3, 4)) + "null}]"),
                mutant("fewer processors", "loongarch-store", LOONG_KCONFIG, "range 2 2048", "range 2 256", vvar("4") + "null}]"));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void neverGivesTheOldAnswer(Mutant mutant) {
        Abi abi = mutant.shape().startsWith("riscv") ? Abi.RISCV64 : Abi.LOONGARCH64;
        Golden golden = Golden.of(mutant.shape(), abi);
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).as(mutant.file()).isNotNull().contains(mutant.from());

        Layout read = Golden.read(golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to())), abi);

        assertThat(SensitivityTest.wrong(mutant, golden.expected(), read)).isEmpty();
    }
}
