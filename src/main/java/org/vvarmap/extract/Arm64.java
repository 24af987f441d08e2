package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.SourceTree;

/**
 * 64-bit ARM, and 32-bit programs on it.
 *
 * <p>One file maps everything. For 32-bit programs that was the vectors' page alone at first; their image came later, with a
 * symbol of its own that needs a second compiler, which distributions have.
 */
final class Arm64 implements ArchReader {

    private static final String KCONFIG = "arch/arm64/Kconfig";

    private static final String FILE = "arch/arm64/kernel/vdso.c";

    private static final String ELF_HEADER = "arch/arm64/include/asm/elf.h";

    private static final List<String> WRAPPERS = List.of(
            "arch/arm64/kernel/vdso-wrap.S", "arch/arm64/kernel/vdso/vdso.S", "arch/arm64/kernel/vdso32-wrap.S",
            "arch/arm64/kernel/vdso32/vdso.S");

    private static final List<String> PATHS = List.of(KCONFIG, "arch/arm64/kernel/", "arch/arm64/include/");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.ARM64, Abi.ARM64_COMPAT);
    }

    @Override
    public boolean mayRead(String path) {
        return PATHS.stream().anyMatch(path::startsWith);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        if (source.tree().blob(KCONFIG).isEmpty()) {
            return WholeSource.mayHave(source, List.of(KCONFIG));
        }
        return abi == Abi.ARM64 || KernelConfig.read(source, KCONFIG, Map.of()).defines("COMPAT");
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        if (tree.blob(FILE).isEmpty() || tree.blob(ELF_HEADER).isEmpty()) {
            return Layout.unknown("this is no whole kernel source with arm64: " + FILE + " or " + ELF_HEADER + " is missing");
        }
        boolean compat = abi == Abi.ARM64_COMPAT;
        String hook = compat ? "compat_arch_setup_additional_pages" : "arch_setup_additional_pages";
        Optional<String> setup = ExecHook.function(tree, ELF_HEADER, usual(abi), hook);
        Layout layout = setup.isPresent() ? LayoutReader.read(source, subject(source, abi, setup.get())) : Layout.none();
        boolean mayMap = !compat || KernelConfig.read(source, KCONFIG, Map.of()).defines("COMPAT_VDSO");
        return mayMap && layout.get(FactKey.VDSO).is("none")
                ? Layout.unknown("nothing is mapped as far as can be read, but there is an image, " + FILE)
                : layout;
    }

    private static LayoutReader.Subject subject(Source source, Abi abi, String setup) {
        Set<String> images = ImageSymbols.read(source, WRAPPERS);
        boolean compat = abi == Abi.ARM64_COMPAT;
        return new LayoutReader.Subject(
                FILE,
                setup,
                "arm64",
                List.of(ELF_HEADER),
                compat ? "COMPAT_ARCH_DLINFO" : "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                usual(abi),
                Map.of("__aarch64__", true),
                // Whether branches are guarded changes a flag of the image's pages and nothing else.
                Map.of("system_supports_bti()", true, "system_supports_bti_kernel()", true),
                List.of(compat ? "arch/arm64/kernel/vdso32/Makefile" : "arch/arm64/kernel/vdso/Makefile"),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> Map.of(),
                List.of(),
                List.of());
    }

    /** What there is for 32-bit programs is left out where it is not about them: nothing of it is in a 64-bit process. */
    private static Map<String, Boolean> usual(Abi abi) {
        boolean compat = abi == Abi.ARM64_COMPAT;
        Map<String, Boolean> usual = new HashMap<>();
        for (String on : List.of("ARM64", "64BIT", "MMU", "SMP", "ARM64_BTI_KERNEL")) {
            usual.put(on, true);
        }
        for (String on32 : List.of("COMPAT", "COMPAT_VDSO", "KUSER_HELPERS")) {
            usual.put(on32, compat);
        }
        return usual;
    }
}
