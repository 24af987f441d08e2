package org.vvarmap.extract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/**
 * Andes nds32: an image, and below it the data and a page of the timer's registers, whose counter the image reads. The
 * architecture came and went with this.
 */
final class Nds32 implements ArchReader {

    private static final String FOLDER = "arch/nds32/kernel/vdso/";

    private static final String FILE = "arch/nds32/kernel/vdso.c";

    private static final String KCONFIG = "arch/nds32/Kconfig";

    private static final List<String> ELF_HEADERS = List.of("arch/nds32/include/asm/elf.h");

    /** No timer's driver has told where the counter is; the only one that there was is built for this architecture by default. */
    private static final String NO_TIMER = "((timer_mapping_base)==(~(0)))";

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.NDS32);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/nds32/") || path.equals(WholeSource.WITNESS);
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
        Set<String> images = ImageSymbols.read(source, List.of(FOLDER + "vdso.S"));
        return LayoutReader.read(source, new LayoutReader.Subject(
                FILE,
                "arch_setup_additional_pages",
                "nds32",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                Map.of("NDS32", true, "MMU", true, "SMP", false),
                Map.of("__nds32__", true),
                Map.of(NO_TIMER, false),
                List.of(FOLDER + "Makefile"),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> Map.of(),
                List.of(),
                List.of()));
    }
}
