package org.vvarmap.extract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/** hexagon: no image at any time, but a page with what a signal handler returns to. */
final class Hexagon implements ArchReader {

    private static final String FILE = "arch/hexagon/kernel/vdso.c";

    private static final String KCONFIG = "arch/hexagon/Kconfig";

    private static final List<String> ELF_HEADERS =
            List.of("arch/hexagon/include/asm/elf.h", "arch/hexagon/include/uapi/asm/elf.h");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.HEXAGON);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/hexagon/") || path.equals(WholeSource.WITNESS);
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
        return LayoutReader.read(source, new LayoutReader.Subject(
                FILE,
                "arch_setup_additional_pages",
                "hexagon",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                Map.of("HEXAGON", true, "MMU", true, "SMP", true),
                Map.of("__hexagon__", true),
                Map.of(),
                List.of("arch/hexagon/kernel/vdso/Makefile"),
                symbol -> false,
                symbol -> false,
                settings -> Map.of(),
                List.of(),
                List.of()));
    }
}
