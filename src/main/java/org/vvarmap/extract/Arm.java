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
 * 32-bit ARM.
 *
 * <p>Exec maps other code first: for a time the vectors' page, later the page that signal handlers return through. The code
 * that maps the image behind that page is in a file of its own, which is younger than the hook of exec.
 */
final class Arm implements ArchReader {

    private static final String KCONFIG = "arch/arm/Kconfig";

    private static final String FILE = "arch/arm/kernel/process.c";

    private static final String IMAGE_FILE = "arch/arm/kernel/vdso.c";

    private static final String SETUP = "arch_setup_additional_pages";

    private static final List<String> ELF_HEADERS = List.of("arch/arm/include/asm/elf.h", "include/asm-arm/elf.h");

    private static final List<String> PATHS = List.of(
            KCONFIG, "arch/arm/mm/Kconfig", "arch/arm/kernel/", "arch/arm/vdso/", "arch/arm/include/");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.ARM);
    }

    @Override
    public boolean mayRead(String path) {
        return PATHS.stream().anyMatch(path::startsWith);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        return WholeSource.mayHave(source, List.of(KCONFIG));
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        boolean maps = tree.blob(IMAGE_FILE).isPresent();
        Optional<String> header = ELF_HEADERS.stream().filter(path -> tree.blob(path).isPresent()).findFirst();
        if (header.isEmpty() || tree.blob(FILE).isEmpty()) {
            return Layout.unknown("this is no whole kernel source with arm: " + FILE + " or an elf.h is missing");
        }
        Optional<String> setup = ExecHook.function(tree, header.get(), usual(), SETUP);
        Layout layout = setup.isPresent() ? LayoutReader.read(source, subject(source, setup.get())) : Layout.none();
        return maps && layout.get(FactKey.VDSO).is("none")
                ? Layout.unknown("nothing is mapped as far as can be read, but there is " + IMAGE_FILE)
                : layout;
    }

    private static LayoutReader.Subject subject(Source source, String setup) {
        Set<String> images = ImageSymbols.read(source, List.of("arch/arm/vdso/vdso.S"));
        return new LayoutReader.Subject(
                FILE,
                setup,
                "arm",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of(),
                List.of(KCONFIG, "arch/arm/mm/Kconfig"),
                usual(),
                Map.of("__arm__", true),
                // Its first program makes the page that signal handlers return through; here it is made.
                Map.of("signal_page", true),
                List.of("arch/arm/vdso/Makefile"),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> Map.of(),
                List.of(IMAGE_FILE),
                List.of());
    }

    /** ARMv7 with the architecture's timer, for which the image is on by default. */
    private static Map<String, Boolean> usual() {
        Map<String, Boolean> usual = new HashMap<>();
        for (String on : List.of(
                "ARM", "MMU", "SMP", "AEABI", "CPU_V7", "ARM_ARCH_TIMER", "VDSO", "KUSER_HELPERS")) {
            usual.put(on, true);
        }
        usual.put("64BIT", false);
        return usual;
    }
}
