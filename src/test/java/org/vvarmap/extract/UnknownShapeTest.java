package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** A shape that no kernel had is unknown, and the reason says where. */
class UnknownShapeTest {

    static List<String> bodies() {
        return List.of(
                "return map_all_of_it(bprm);",
                "return _install_special_mapping(mm, base, size, VM_READ, specs[which]) ? 0 : -EINVAL;",
                "return PTR_ERR_OR_ZERO(vm_mmap_vdso(current->mm, 0, PAGE_SIZE));",
                "asm volatile(\"sc\"); install_special_mapping(current->mm, 0, PAGE_SIZE, VM_READ, pages); return 0;",
                "for_each_image(image) { install_special_mapping(current->mm, 0, PAGE_SIZE, VM_READ, pages); } return 0;",
                "return ops->map(bprm);",
                "install_special_mapping(current->mm, 0, PAGE_SIZE, VM_READ, pages); return 0;");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isUnknownWithFileAndLine(String body) {
        MapTree tree = Golden.of("vvar-timens", Abi.PPC64).tree().with(
                "arch/powerpc/kernel/vdso.c", "int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)\n{\n\t" + body + "\n}\n");

        Map<FactKey, String> reasons = Golden.reasons(Golden.read(tree, Abi.PPC64));

        assertThat(reasons).containsKeys(FactKey.VDSO, FactKey.REGIONS, FactKey.DATA_PLACEMENT);
        assertThat(reasons.get(FactKey.REGIONS)).containsPattern("arch/powerpc/kernel/vdso\\.c:\\d+");
    }

    @Test
    void isUnknownWhereTheFileIsGoneButTheHeaderIsNot() {
        Layout read = Golden.read(Golden.of("vvar-timens", Abi.PPC64).tree().without("arch/powerpc/kernel/vdso.c"), Abi.PPC64);

        assertThat(Golden.reasons(read)).containsKey(FactKey.VDSO);
    }

    @Test
    void isUnknownForATreeThatIsNoKernel() {
        assertThat(Golden.reasons(Golden.read(MapTree.of("Makefile", "VERSION = 2\n"), Abi.PPC64))).containsKey(FactKey.VDSO);
    }

    private static Map<FactKey, String> reasonsAfter(String path, String from, String to) {
        MapTree tree = Golden.of("vvar-timens", Abi.PPC64).tree();
        String text = tree.texts().get(path);
        assertThat(text).contains(from);
        return Golden.reasons(Golden.read(tree.with(path, text.replace(from, to)), Abi.PPC64));
    }

    @Test
    void knowsNoPointerThatFollowsWhereTheHookRefusesWithAPositiveNumber() {
        assertThat(reasonsAfter("arch/powerpc/kernel/vdso.c", "area->vm_start;\n\treturn 0;", "area->vm_start;\n\treturn 1;"))
                .containsKey(FactKey.MREMAP_TRACKED);
    }

    @Test
    void looksAtTheConditionOfAWarning() {
        String hook = "\treturn what->mremap ? what->mremap(what, area) : 0;";

        assertThat(reasonsAfter("mm/mmap.c", hook, "\tif (WARN_ON_ONCE(current->mm != area->vm_mm))\n\t\treturn -EFAULT;\n" + hook))
                .doesNotContainKey(FactKey.MREMAP_TRACKED);
        assertThat(reasonsAfter("mm/mmap.c", hook, "\tif (WARN_ON_ONCE(current->mm == area->vm_mm))\n\t\treturn -EFAULT;\n" + hook))
                .containsKey(FactKey.MREMAP_TRACKED);
    }

    @Test
    void knowsNothingOfAMappingThatBeginsBehindItsFirstPage() {
        String end = "\tarea->vm_end = from + bytes;\n";

        assertThat(reasonsAfter("mm/mmap.c", end, end + "\tarea->vm_pgoff = 0;\n")).doesNotContainKey(FactKey.VDSO);
        assertThat(reasonsAfter("mm/mmap.c", end, end + "\tarea->vm_pgoff = 1;\n")).containsKey(FactKey.VDSO);
    }
}
