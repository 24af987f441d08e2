package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.extract.SensitivityTest.Mutant;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** What only sparc has: a linker script that counts in bytes, and a page for the data that is made at boot. */
class SparcTest {

    private static final String VMA = "arch/sparc/vdso/vma.c";

    private static final String SCRIPT = "arch/sparc/vdso/vdso-layout.lds.S";

    private static final String PAGE = "arch/sparc/include/asm/page_64.h";

    private static final String NOT_UNDERSTOOD = "regions=?";

    private static Mutant mutant(String name, String shape, String file, String from, String to, String... out) {
        return new Mutant(name, shape, file, from, to, List.of(out));
    }

    static List<Mutant> mutants() {
        String copied = "sparc-copied";
        String store = "sparc-store";
        return List.of(
                mutant("two pages of figures", copied, SCRIPT, "-8192", "-16384", NOT_UNDERSTOOD),
                mutant("half a page of figures", copied, SCRIPT, "-8192", "-4096", NOT_UNDERSTOOD),
                mutant("the figures above", copied, SCRIPT, "-8192", "+ 8192", NOT_UNDERSTOOD),
                mutant("the script says nothing", copied, SCRIPT, "\tvvar_start = . -8192;\n", "", NOT_UNDERSTOOD),
                mutant("smaller pages", copied, PAGE, "PAGE_SHIFT   13", "PAGE_SHIFT   12", NOT_UNDERSTOOD),
                mutant("pages of some size", copied, PAGE, "PAGE_SHIFT   13", "PAGE_SHIFT   SOME_SHIFT", NOT_UNDERSTOOD),
                mutant("the figures are code", copied, VMA, "\t\tlist_figures[0] = own;",
                        "\t\tlist_figures[0] = own;\n\t\tcopy_page(page_address(own), image->data);", NOT_UNDERSTOOD),
                mutant("no figures", copied, VMA, "\t\tlist_figures[0] = own;\n", "", NOT_UNDERSTOOD),
                mutant("the second page of figures", copied, VMA, "list_figures[0] = own", "list_figures[1] = own",
                        NOT_UNDERSTOOD),
                mutant("a page is copied too often", copied, VMA, "image->data + i * PAGE_SIZE", "image->data", NOT_UNDERSTOOD),
                mutant("one page too few", copied, VMA, "i < count; i++) {\n\t\tpg", "i < count - 1; i++) {\n\t\tpg",
                        NOT_UNDERSTOOD),
                mutant("the images exchanged", copied, VMA, "return map_it(&vdso_image_64_builtin, &what64);",
                        "return map_it(&vdso_image_64_builtin, &what32);", NOT_UNDERSTOOD),
                mutant("the data above", copied, VMA, "code = base - image->sym_vvar_start;",
                        "code = base + image->sym_vvar_start;",
                        "dataPlacement=?", "regions=[{\"name\":\"[vdso]\",\"holds\":\"code\",\"pages\":null},"
                                + "{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":1}]"),
                mutant("writable", copied, VMA, "VM_READ|VM_MAYREAD,\n", "VM_READ|VM_MAYREAD|VM_MAYWRITE,\n",
                        "dataAccess=\"cow\""),
                mutant("another name for the data", copied, VMA, "\"[vvar]\"", "\"[data]\"",
                        "regions=[{\"name\":\"[data]\",\"holds\":\"data\",\"pages\":1},{\"name\":\"[vdso]\",\"holds\":\"code\","
                                + "\"pages\":null}]"),
                mutant("the pointer is elsewhere", copied, VMA, "context.vdso = (void __user *)code;",
                        "context.vdso = (void __user *)base;", "sysinfoEhdr=?", "mremapTracked=?"),
                mutant("no promise", store, VMA, "static_assert(VDSO_NR_PAGES == __VDSO_PAGES);\n", "", "regions=?"),
                mutant("another promise", store, "arch/sparc/include/asm/vdso/vsyscall.h", "__VDSO_PAGES 4", "__VDSO_PAGES 3",
                        "regions=[{\"name\":\"[vvar]\",\"holds\":\"data\",\"pages\":3},{\"name\":\"[vdso]\",\"holds\":\"code\","
                                + "\"pages\":null}]"),
                mutant("a gap", store, VMA, "code = base + VDSO_NR_PAGES * PAGE_SIZE;",
                        "code = base + (VDSO_NR_PAGES + 1) * PAGE_SIZE;", "dataPlacement=?"));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void neverGivesTheOldAnswer(Mutant mutant) {
        Golden golden = Golden.of(mutant.shape(), Abi.SPARC64);
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).contains(mutant.from());
        MapTree mutated = golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to()));

        Layout read = Golden.read(mutated, Abi.SPARC64);

        assertThat(SensitivityTest.wrong(mutant, golden.expected(), read)).isEmpty();
    }

    /** Since 6.9 Kconfig says how large a page is. */
    @Test
    void takesThePageSizeFromKconfig() {
        Golden golden = Golden.of("sparc-copied", Abi.SPARC64);
        String kconfig = golden.tree().texts().get("arch/sparc/Kconfig")
                .replace("\tdef_bool 64BIT\n", "\tdef_bool 64BIT\n\tselect HAVE_PAGE_SIZE_8KB\n");
        MapTree tree = golden.tree().with(PAGE, "#include <vdso/page.h>\n").with("arch/sparc/Kconfig", kconfig);

        assertThat(Golden.plain(Golden.read(tree, Abi.SPARC64))).isEqualTo(Golden.plain(golden.expected()));
    }

    @Test
    void hasNo32BitProgramsWithoutTheOption() {
        MapTree tree = Golden.of("sparc-none", Abi.SPARC64).tree().with("arch/sparc64/Kconfig", "config SPARC64\n\tbool\n");

        assertThat(((Extraction.Read) new Extractor().extract(tree, Abi.SPARC_COMPAT)).exists()).isFalse();
        assertThat(((Extraction.Read) new Extractor().extract(tree, Abi.SPARC64)).exists()).isTrue();
    }
}
