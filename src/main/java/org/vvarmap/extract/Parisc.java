package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/**
 * PA-RISC: 32-bit programs, on a 32-bit or a 64-bit kernel, and 64-bit programs. Each size has an image of its own, for signal
 * trampolines, and later for calls that enter the kernel; none reads data.
 */
final class Parisc implements ArchReader {

    private static final String FOLDER = "arch/parisc/kernel/";

    private static final String FILE = FOLDER + "vdso.c";

    private static final String KCONFIG = "arch/parisc/Kconfig";

    private static final List<String> ELF_HEADERS = List.of("arch/parisc/include/asm/elf.h", "include/asm-parisc/elf.h");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.PARISC, Abi.PARISC64);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/parisc/") || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        return WholeSource.mayHave(source, List.of(KCONFIG));
    }

    @Override
    public Layout read(Source source, Abi abi) {
        if (source.tree().blob(FILE).isEmpty()) {
            return WholeSource.without(FILE, source, ELF_HEADERS);
        }
        Layout on64 = LayoutReader.read(source, subject(source, abi, true));
        return abi == Abi.PARISC64
                ? on64
                : Variants.same("32-bit and 64-bit kernels differ", LayoutReader.read(source, subject(source, abi, false)), on64);
    }

    private static LayoutReader.Subject subject(Source source, Abi abi, boolean on64) {
        String bits = abi == Abi.PARISC64 ? "64" : "32";
        Set<String> images = ImageSymbols.read(source, List.of(FOLDER + "vdso" + bits + "/vdso" + bits + "_wrapper.S"));
        return new LayoutReader.Subject(
                FILE,
                "arch_setup_additional_pages",
                "parisc",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                usual(on64),
                Map.of(),
                Map.of("is_compat_task()", on64 && abi == Abi.PARISC),
                List.of(FOLDER + "vdso" + bits + "/Makefile"),
                images::contains,
                symbol -> false,
                settings -> Map.of(),
                List.of(),
                List.of());
    }

    private static Map<String, Boolean> usual(boolean on64) {
        Map<String, Boolean> usual = new HashMap<>();
        usual.put("PARISC", true);
        usual.put("MMU", true);
        usual.put("SMP", true);
        usual.put("STACK_GROWSUP", true);
        usual.put("64BIT", on64);
        usual.put("COMPAT", on64);
        return usual;
    }
}
