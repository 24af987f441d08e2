package org.vvarmap.extract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/**
 * SuperH: its "vsyscall page" is an image of one page, copied at boot, for system calls and signal trampolines. The kernel for
 * the 64-bit SH-5, which had a folder of its own at first, never had it.
 */
final class Sh implements ArchReader {

    private static final String FOLDER = "arch/sh/kernel/vsyscall/";

    private static final String FILE = FOLDER + "vsyscall.c";

    private static final String KCONFIG = "arch/sh/Kconfig";

    private static final List<String> ELF_HEADERS = List.of("arch/sh/include/asm/elf.h", "include/asm-sh/elf.h");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.SH);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/sh/") || path.equals(WholeSource.WITNESS);
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
        Set<String> images = ImageSymbols.read(source, List.of(FOLDER + "vsyscall-syscall.S", FOLDER + "vsyscall.S"));
        return LayoutReader.read(source, new LayoutReader.Subject(
                FILE,
                "arch_setup_additional_pages",
                "sh",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                Map.of(
                        "SUPERH", true, "SUPERH32", true, "SUPERH64", false, "MMU", true, "VSYSCALL", true, "CPU_SH4", true,
                        "SH_FPU", true),
                Map.of(),
                Map.of(),
                List.of(FOLDER + "Makefile"),
                images::contains,
                symbol -> false,
                settings -> Map.of(),
                List.of(),
                List.of()));
    }
}
