package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Unit;

/**
 * powerpc: 64-bit, 32-bit, and 32-bit programs on a 64-bit kernel.
 *
 * <p>The code lay in arch/ppc64 before the merge; arch/ppc, the old 32-bit tree, never had a vDSO. The image is an assembler
 * file's {@code .incbin}; the data page was last in the image's own VMA, then first, then had a VMA.
 */
final class Powerpc implements ArchReader {

    /** Where the vDSO's C file was, newest first. */
    private static final List<String> FILES = List.of("arch/powerpc/kernel/vdso.c", "arch/ppc64/kernel/vdso.c");

    private static final String SETUP = "arch_setup_additional_pages";

    private static final List<String> ELF_HEADERS = List.of("arch/powerpc/include/asm/elf.h", "include/asm-powerpc/elf.h");

    private static final List<String> REMAP_HEADERS =
            List.of("arch/powerpc/include/asm/mm-arch-hooks.h", "arch/powerpc/include/asm/mmu_context.h");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.PPC64, Abi.PPC32, Abi.PPC32_COMPAT);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/powerpc/") || path.startsWith("arch/ppc");
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        Optional<String> file = FILES.stream()
                .filter(path -> abi != Abi.PPC32 || path.startsWith("arch/powerpc/"))
                .filter(path -> tree.blob(path).isPresent())
                .findFirst();
        if (file.isEmpty()) {
            return withoutVdso(tree, abi);
        }
        return LayoutReader.read(source, subject(source, abi, file.get()));
    }

    private static LayoutReader.Subject subject(Source source, Abi abi, String file) {
        boolean beforeMerge = file.startsWith("arch/ppc64/");
        Set<String> images = ImageSymbols.read(source, wrappers(file));
        return new LayoutReader.Subject(
                file,
                SETUP,
                beforeMerge ? "ppc64" : "powerpc",
                beforeMerge ? List.of("include/asm-ppc64/elf.h") : ELF_HEADERS,
                "ARCH_DLINFO",
                REMAP_HEADERS,
                beforeMerge ? "arch/ppc64/Kconfig" : "arch/powerpc/Kconfig",
                usual(abi),
                Map.of("__powerpc__", true, "__powerpc64__", abi != Abi.PPC32),
                truths(abi),
                makefiles(abi),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> Map.of(),
                List.of(),
                List.of());
    }

    /** Neither C file is there: none, if the architecture is and exec would not call it either. */
    private static Layout withoutVdso(SourceTree tree, Abi abi) {
        List<String> headers = new ArrayList<>(ELF_HEADERS);
        headers.add(abi == Abi.PPC32 ? "include/asm-ppc/elf.h" : "include/asm-ppc64/elf.h");
        Settings settings = new Settings(SharedFacts.settings(Optional.empty()));
        Includes nothing = new Includes(name -> List.of(), name -> false);
        List<Unit> units = headers.stream()
                .flatMap(header -> Unit.read(tree, header, nothing, settings).stream())
                .toList();
        if (units.isEmpty()) {
            return Layout.unknown("the source is not whole: none of " + String.join(", ", headers) + " is in it");
        }
        for (Unit unit : units) {
            if (unit.mentions(SETUP) || unit.macro("ARCH_HAS_SETUP_ADDITIONAL_PAGES").isPresent()) {
                return Layout.unknown(unit.path() + " sets up a vDSO, but " + String.join(" and ", FILES) + " are missing");
            }
        }
        return Layout.none();
    }

    private static List<String> wrappers(String file) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        return List.of(
                folder + "vdso64_wrapper.S", folder + "vdso32_wrapper.S", folder + "vdso64/vdso64_wrapper.S",
                folder + "vdso32/vdso32_wrapper.S");
    }

    private static List<String> makefiles(Abi abi) {
        String bits = abi == Abi.PPC64 ? "vdso64" : "vdso32";
        return List.of(
                "arch/powerpc/kernel/vdso/Makefile", "arch/powerpc/kernel/" + bits + "/Makefile",
                "arch/ppc64/kernel/" + bits + "/Makefile");
    }

    private static Map<String, Boolean> usual(Abi abi) {
        boolean is64 = abi != Abi.PPC32;
        Map<String, Boolean> usual = new HashMap<>();
        usual.put("PPC", true);
        // On in all of arch/powerpc until 2.6.26, when the last kernel was built from arch/ppc.
        usual.put("PPC_MERGE", true);
        usual.put("PPC64", is64);
        usual.put("PPC32", !is64);
        usual.put("64BIT", is64);
        usual.put("32BIT", !is64);
        usual.put("COMPAT", is64);
        usual.put("VDSO32", true);
        usual.put("MMU", true);
        usual.put("SMP", true);
        return usual;
    }

    private static Map<String, Boolean> truths(Abi abi) {
        boolean compat = abi == Abi.PPC32_COMPAT;
        boolean is32 = abi != Abi.PPC64;
        return Map.of(
                "test_thread_flag(TIF_32BIT)", compat,
                "is_32bit_task()", is32,
                "is_compat_task()", compat,
                "in_compat_syscall()", compat);
    }
}
