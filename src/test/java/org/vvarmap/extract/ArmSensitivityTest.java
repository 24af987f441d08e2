package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.extract.SensitivityTest.Mutant;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/** What {@link SensitivityTest} asks of powerpc's shapes, asked of arm's and arm64's. */
class ArmSensitivityTest {

    /** A change, and for which programs it is looked at. */
    record Case(Mutant mutant, Abi abi) {
        @Override
        public String toString() {
            return abi + " " + mutant;
        }
    }

    private static final String PROCESS = "arch/arm/kernel/process.c";
    private static final String ARM = "arch/arm/kernel/vdso.c";
    private static final String ARM64 = "arch/arm64/kernel/vdso.c";
    private static final String ELF = "arch/arm/include/asm/elf.h";
    private static final String ELF64 = "arch/arm64/include/asm/elf.h";

    private static final String[] ALL_UNKNOWN = {
        "vdso=?", "dataPlacement=?", "dataMapping=?", "regions=?", "elfAtVdsoStart=?", "sysinfoEhdr=?", "nameSticks=?",
        "mremapTracked=?", "resize=?", "split=?", "dataAccess=?"
    };

    private static Mutant mutant(String name, String shape, String file, String from, String to, String... out) {
        return new Mutant(name, shape, file, from, to, List.of(out));
    }

    private static String regions(String data, int pages, String code) {
        return "regions=[{\"name\":\"" + data + "\",\"holds\":\"data\",\"pages\":" + pages + "},{\"name\":\"" + code
                + "\",\"holds\":\"code\",\"pages\":null}]";
    }

    private static int pages(String shape) {
        return shape.equals("arm64-table") ? 1 : shape.equals("arm64-faults") ? 2 : 4;
    }

    static Stream<Case> cases() {
        List<Case> all = new ArrayList<>();
        Stream.of(others(), images(), stores()).flatMap(List::stream).forEach(mutant -> all.add(new Case(mutant, Abi.ARM)));
        Stream.of(lists(), tables()).flatMap(List::stream).forEach(mutant -> all.add(new Case(mutant, Abi.ARM64)));
        Stream.of(programs32(), tables()).flatMap(List::stream).forEach(mutant -> all.add(new Case(mutant, Abi.ARM64_COMPAT)));
        return all.stream();
    }

    /** The page that is none of the vDSO's, where there is no vDSO: it must be known for what it is. */
    private static List<Mutant> others() {
        String vectors = "arm-vectors";
        String signal = "arm-signal-page";
        return List.of(
                mutant("another name", vectors, PROCESS, "\"[vectors]\"", "\"[v]\""),
                mutant("no name", vectors, PROCESS, "\"[vectors]\" : NULL", "NULL : NULL", ALL_UNKNOWN),
                mutant("the name of the vDSO", vectors, PROCESS, "\"[vectors]\"", "\"[vdso]\"", ALL_UNKNOWN),
                mutant("no code", vectors, PROCESS, "VM_READ | VM_EXEC |", "VM_READ |", ALL_UNKNOWN),
                mutant("another place", vectors, PROCESS, "(mm, 0xffff0000,", "(mm, 0xffff1000,", ALL_UNKNOWN),
                mutant("another function", vectors, ELF, "vectors_user_mapping()\n", "other_user_mapping()\n", ALL_UNKNOWN),
                mutant("exec calls nothing", vectors, ELF, "#define arch_setup_additional_pages(bprm, uses_interp) vectors_user_mapping()", ""),
                mutant("more by another function", vectors, PROCESS, "\tstruct mm_struct *mm = current->mm;\n",
                        "\tstruct mm_struct *mm = current->mm;\n\n\tmap_more(mm);\n", ALL_UNKNOWN),
                mutant("the name of the vDSO", signal, PROCESS, "\"[sigpage]\"", "\"[vdso]\"", ALL_UNKNOWN),
                mutant("no name", signal, PROCESS, "\"[sigpage]\" : NULL", "NULL : NULL", ALL_UNKNOWN),
                mutant("no code", signal, PROCESS, "VM_READ | VM_EXEC |", "VM_READ |", ALL_UNKNOWN),
                mutant("flags from elsewhere", signal, PROCESS, "VM_READ | VM_EXEC |", "their_flags |", ALL_UNKNOWN),
                mutant("a page that is made in another way", signal, PROCESS, "if (!signal_page)\n\t\tsignal_page = get_signal_page();",
                        "if (!signal_page || coin())\n\t\tsignal_page = get_signal_page();", ALL_UNKNOWN),
                mutant("the page of another place", signal, PROCESS, "mm->context.sigpage = where", "mm->context.sigpage = 0", ALL_UNKNOWN));
    }

    private static List<Mutant> images() {
        List<Mutant> all = new ArrayList<>();
        for (String shape : List.of("arm-vvar", "arm-vvar-tracked")) {
            all.addAll(List.of(
                    mutant("another name for the other page", shape, PROCESS, "\"[sigpage]\"", "\"[return]\""),
                    mutant("the other page is no code", shape, PROCESS, "VM_READ | VM_EXEC |", "VM_READ |", ALL_UNKNOWN),
                    mutant("the other page is called so too", shape, PROCESS, "\"[sigpage]\"", "\"[vdso]\"", ALL_UNKNOWN),
                    mutant("the other page without a name", shape, PROCESS, "\"[sigpage]\"", "\"\"", ALL_UNKNOWN),
                    mutant("the other page's name comes later", shape, PROCESS, "\t.name = \"[sigpage]\",\n", "", ALL_UNKNOWN),
                    mutant("the page of figures under a name of its own", shape, ARM, "\"[vvar]\"", "\"[data]\"", regions("[data]", 1, "[vdso]")),
                    mutant("the figures as code", shape, ARM, "VM_READ | VM_MAYREAD,", "VM_READ | VM_EXEC | VM_MAYREAD,",
                            "dataPlacement=\"none\"", "dataMapping=\"none\"", "dataAccess=null",
                            "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null}]"),
                    mutant("the image under another name", shape, ARM, "\"[vdso]\"", "\"[code]\"", regions("[vvar]", 1, "[code]"),
                            "elfAtVdsoStart=null"),
                    mutant("the image is not included", shape, "arch/arm/vdso/vdso.S", ".incbin", ".ascii", ALL_UNKNOWN),
                    mutant("no list", shape, ARM, "text_what.pages = list;", "", ALL_UNKNOWN),
                    mutant("the list from its second page", shape, ARM, "text_what.pages = list;", "text_what.pages = &list[1];", ALL_UNKNOWN),
                    mutant("the figures are the image", shape, ARM, "data_page = virt_to_page(vdso_data)", "data_page = virt_to_page(&vdso_start)",
                            ALL_UNKNOWN),
                    mutant("no figures", shape, ARM, "data_page = virt_to_page(vdso_data);", "", ALL_UNKNOWN),
                    mutant("a gap", shape, ARM, "\twhere += PAGE_SIZE;", "\twhere += 2 * PAGE_SIZE;", "dataPlacement=?"),
                    mutant("below the other page", shape, PROCESS, "arm_install_vdso(mm, where + PAGE_SIZE)", "arm_install_vdso(mm, where - 5 * PAGE_SIZE)"),
                    mutant("nothing is installed", shape, PROCESS, "arm_install_vdso(mm, where + PAGE_SIZE);", "", ALL_UNKNOWN),
                    mutant("installed by another", shape, PROCESS, "arm_install_vdso(mm,", "arm_install_it(mm,", ALL_UNKNOWN),
                    mutant("the figures may be written", shape, ARM, "VM_READ | VM_MAYREAD,", "VM_READ | VM_MAYREAD | VM_MAYWRITE,",
                            "dataAccess=\"cow\""),
                    mutant("the pointer at the figures", shape, ARM, "mm->context.vdso = where;", "mm->context.vdso = where - PAGE_SIZE;",
                            "sysinfoEhdr=?", "mremapTracked=?"),
                    mutant("another configuration", shape, ELF, "#ifdef CONFIG_VDSO", "#ifdef CONFIG_OTHER", "sysinfoEhdr=?")));
        }
        String tracked = "arm-vvar-tracked";
        all.addAll(List.of(
                mutant("any size", tracked, ARM, "\tif (code != bytes)\n\t\treturn -EINVAL;\n", "", "resize=\"allowed\""),
                mutant("the size of all", tracked, ARM, "code = (vdso_total_pages - 1) << PAGE_SHIFT;\n\tif",
                        "code = vdso_total_pages << PAGE_SHIFT;\n\tif", "mremapTracked=?"),
                mutant("no hook", tracked, ARM, "\t.mremap = moved,\n", "", "mremapTracked=false", "resize=\"allowed\"")));
        return all;
    }

    private static List<Mutant> stores() {
        String store = "arm-store";
        String kconfig = "arch/arm/mm/Kconfig";
        return List.of(
                mutant("no promise", store, ARM, "static_assert(__VDSO_PAGES == VDSO_NR_PAGES);", "", "regions=?"),
                mutant("another number", store, "arch/arm/include/asm/vdso.h", "__VDSO_PAGES\t4", "__VDSO_PAGES\t5", regions("[vvar]", 5, "[vdso]")),
                mutant("the image too low", store, ARM, "where += VDSO_NR_PAGES * PAGE_SIZE", "where += PAGE_SIZE", "dataPlacement=?"),
                mutant("twice", store, ARM, "if (IS_ERR(vdso_install_vvar_mapping(mm, where)))",
                        "if (IS_ERR(vdso_install_vvar_mapping(mm, where)) || IS_ERR(vdso_install_vvar_mapping(mm, where)))", ALL_UNKNOWN),
                mutant("no clocks", store, kconfig, "\tselect GENERIC_GETTIMEOFDAY\n", "", "timens=false"),
                mutant("clocks with something else", store, kconfig, "select GENERIC_GETTIMEOFDAY", "select GENERIC_GETTIMEOFDAY if OTHER",
                        "timens=?"));
    }

    private static List<Mutant> lists() {
        List<Mutant> all = new ArrayList<>(List.of(
                mutant("another name", "arm64-one-list", ARM64, "return \"[vdso]\"", "return \"[code]\"", "elfAtVdsoStart=null",
                        "regions=[{\"name\":\"[code]\",\"holds\":\"data+code\",\"pages\":null}]"),
                mutant("no data", "arm64-one-list", ARM64, "\tlist[i] = pg;\n\nunmap:", "\nunmap:", ALL_UNKNOWN),
                mutant("a shorter VMA", "arm64-one-list", ARM64, "whole = (count + 1) << PAGE_SHIFT", "whole = count << PAGE_SHIFT", ALL_UNKNOWN),
                mutant("a member that is not given", "arm64-specs-assigned", ARM64, "\t\t.pages\t= list,\n", "", ALL_UNKNOWN),
                mutant("no name", "arm64-specs-assigned", ARM64, "\t\t.name\t= \"[vvar]\",\n", "", ALL_UNKNOWN),
                mutant("assigned in part only", "arm64-specs-assigned", ARM64,
                        "specs[0] = (struct vm_special_mapping) {\n\t\t.name\t= \"[vvar]\",\n\t\t.pages\t= list,\n\t};",
                        "specs[0] = (struct vm_special_mapping) { \"[vvar]\", list };", ALL_UNKNOWN),
                mutant("assigned again", "arm64-specs-assigned", ARM64, "\n\treturn 0;\n}\narch_initcall(vdso_init);",
                        "\n\tspecs[0] = (struct vm_special_mapping) {\n\t\t.name\t= \"[vvar]\",\n\t};\n\n\treturn 0;\n}\narch_initcall(vdso_init);",
                        ALL_UNKNOWN),
                mutant("one spec for both", "arm64-specs-assigned", ARM64, "&specs[0]);", "&specs[1]);", ALL_UNKNOWN),
                mutant("no size", "arm64-specs-array", ARM64, "\tif (code != bytes)\n\t\treturn -EINVAL;\n", "", "resize=\"allowed\""),
                mutant("no hook", "arm64-specs-array", ARM64, "\t\t.mremap = moved,\n", "", "mremapTracked=false", "resize=\"allowed\""),
                mutant("a hook by its place", "arm64-specs-array", ARM64, "\t\t.name\t= \"[vvar]\",\n\t},",
                        "\t\t.name\t= \"[vvar]\",\n\t},\n\t{\n\t\t.name\t= \"[other]\",\n\t},", "mremapTracked=false", "resize=\"allowed\"",
                        regions("[vvar]", 1, "[other]"), "elfAtVdsoStart=null"),
                mutant("a member is written later", "arm64-specs-array", ARM64, "arch_initcall(vdso_init);",
                        "arch_initcall(vdso_init);\n\nvoid later(int which)\n{\n\tspecs[which].mremap = NULL;\n}\n", ALL_UNKNOWN)));
        for (String shape : List.of("arm64-specs-assigned", "arm64-specs-array")) {
            all.addAll(List.of(
                    mutant("the figures from one page on", shape, ARM64, "list[0] = ", "list[1] = ", ALL_UNKNOWN),
                    mutant("two pages of figures", shape, ARM64, "_install_special_mapping(mm, base, PAGE_SIZE,\n\t\t\t\t       VM_READ|VM_MAYREAD,",
                            "_install_special_mapping(mm, base, 2 * PAGE_SIZE,\n\t\t\t\t       VM_READ|VM_MAYREAD,", ALL_UNKNOWN),
                    mutant("a page of figures that nobody maps", shape, ARM64, "\t\tlist[i + 1]", "\t\tlist[i + 2]", ALL_UNKNOWN),
                    mutant("the image from the list's start", shape, ARM64, "&list[1]", "&list[0]", ALL_UNKNOWN),
                    mutant("a shorter image", shape, ARM64, "code = count << PAGE_SHIFT", "code = (count - 1) << PAGE_SHIFT", ALL_UNKNOWN)));
        }
        return all;
    }

    /** For both kinds of programs. */
    private static List<Mutant> tables() {
        List<Mutant> all = new ArrayList<>();
        for (String shape : List.of("arm64-table", "arm64-faults", "arm64-store")) {
            all.addAll(List.of(
                    mutant("the image from its second page", shape, ARM64, "pfn_to_page(pfn + i)", "pfn_to_page(pfn + i + 1)", ALL_UNKNOWN),
                    mutant("another start", shape, ARM64, ".from = vdso", ".from = other", ALL_UNKNOWN),
                    mutant("the image further down", shape, ARM64, "base += ", "base -= ", "dataPlacement=?",
                            "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":"
                                    + pages(shape) + "}]"),
                    mutant("the pointer at the figures", shape, ARM64, "mm->context.vdso = (void *)base;\n\tarea",
                            "mm->context.vdso = (void *)base - PAGE_SIZE;\n\tarea", "sysinfoEhdr=?", "mremapTracked=?"),
                    mutant("mapped by chance", shape, ARM64, "\tcode = images[which].count", "\tif (coin())\n\t\treturn 0;\n\tcode = images[which].count",
                            ALL_UNKNOWN),
                    mutant("mapped from elsewhere", shape, ARM64, "images[which].cm);", "theirs[which].cm);", ALL_UNKNOWN),
                    mutant("the count is another's", shape, ARM64, "code = images[which].count", "code = images[0 + other()].count", ALL_UNKNOWN),
                    mutant("the vector names another place", shape, ELF64, ")current->mm->context.vdso", ")current->mm->context.vdso + PAGE_SIZE",
                            "sysinfoEhdr=?"),
                    mutant("the list is nobody's", shape, ARM64, "images[which].cm->pages =", "images[which + 2].cm->pages =", ALL_UNKNOWN)));
        }
        for (String shape : List.of("arm64-faults", "arm64-store")) {
            all.addAll(List.of(
                    mutant("the elements exchanged", shape, ARM64, "enum vdso_abi {\n\tVDSO_ABI_AA64,\n\tVDSO_ABI_AA32,",
                            "enum vdso_abi {\n\tVDSO_ABI_AA32,\n\tVDSO_ABI_AA64,"),
                    mutant("an element of an unknown place", shape, ARM64, "\t[VDSO_ABI_AA64] = {", "\t[their_place()] = {", ALL_UNKNOWN)));
        }
        all.addAll(List.of(
                mutant("another promise", "arm64-store", ARM64, "BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);",
                        "BUILD_BUG_ON(VDSO_NR_PAGES > __VDSO_PAGES);", "regions=?"),
                mutant("no promise", "arm64-store", ARM64, "BUILD_BUG_ON(VDSO_NR_PAGES != __VDSO_PAGES);", "", "regions=?"),
                mutant("the image cannot be sealed", "arm64-store", ARM64, "VM_MAYEXEC|\n\t\t\t\t       VM_SEALED_SYSMAP,\n\t\t\t\t       images",
                        "VM_MAYEXEC,\n\t\t\t\t       images", "sealable=?"),
                mutant("no frames", "arm64-faults", ARM64, "VM_MAYREAD|VM_PFNMAP", "VM_MAYREAD", "dataAccess=\"read-only\""),
                mutant("three pages", "arm64-faults", ARM64, "\tTIMENS_PAGE,\n\tALL", "\tTIMENS_PAGE,\n\tMORE_PAGE,\n\tALL", regions("[vvar]", 3, "[vdso]")),
                mutant("no handler", "arm64-faults", ARM64, "\t\t.fault = figures_fault,\n", "", ALL_UNKNOWN)));
        return all;
    }

    private static List<Mutant> programs32() {
        List<Mutant> all = new ArrayList<>();
        for (String shape : List.of("arm64-specs-assigned", "arm64-specs-array")) {
            all.addAll(List.of(
                    mutant("the vectors called vDSO", shape, ARM64, "\"[vectors]\"", "\"[vdso]\"",
                            "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":1}]", "elfAtVdsoStart=false", "nameSticks=true",
                            "mremapTracked=false", "resize=\"allowed\"", "split=\"allowed\""),
                    mutant("the vectors are no code", shape, ARM64, "VM_READ|VM_EXEC|VM_MAYREAD|VM_MAYEXEC,", "VM_READ|VM_MAYREAD,", ALL_UNKNOWN),
                    mutant("there may be an image", shape, "arch/arm64/Kconfig", "config COMPAT\n", "config COMPAT_VDSO\n\tbool\n\nconfig COMPAT\n",
                            ALL_UNKNOWN),
                    mutant("another function", shape, ELF64, "\t\t\t\t\taarch32_setup_vectors_page\n", "\t\t\t\t\taarch32_setup_more_pages\n", ALL_UNKNOWN)));
        }
        for (String shape : List.of("arm64-table", "arm64-faults", "arm64-store")) {
            all.addAll(List.of(
                    mutant("another name for the vectors", shape, ARM64, "\"[vectors]\"", "\"[v]\""),
                    mutant("no vectors", shape, ARM64, "\terr = map_helpers(mm);\n\tif (err)\n\t\tgoto out;\n", ""),
                    mutant("the vectors called vDSO", shape, ARM64, "\"[vectors]\"", "\"[vdso]\"", ALL_UNKNOWN),
                    mutant("an image by chance", shape, ARM64, "err = map_helpers(mm);", "err = coin() ? -ENOMEM : 0;", ALL_UNKNOWN),
                    mutant("another option", shape, ELF64, "#ifdef CONFIG_COMPAT_VDSO", "#ifdef CONFIG_OTHER_VDSO", "sysinfoEhdr=?")));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void neverGivesTheOldAnswer(Case tried) {
        Mutant mutant = tried.mutant();
        Golden golden = Golden.of(mutant.shape(), tried.abi());
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).as(mutant.file()).isNotNull().contains(mutant.from());

        Layout read = Golden.read(golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to())), tried.abi());

        assertThat(SensitivityTest.wrong(mutant, golden.expected(), read)).isEmpty();
    }
}
