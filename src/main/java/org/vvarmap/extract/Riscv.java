package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.source.Includes;
import org.vvarmap.source.LinkerScript;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceFile;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * riscv: 64-bit, 32-bit, and 32-bit programs on a 64-bit kernel.
 *
 * <p>It has had an image since its first release. What the kernel maps as the image's data page counts as data, also where the
 * code does not read it yet (before 5.8) or at all (the 32-bit images, which have no clocks): it is there, below or above the
 * image, under a name of its own.
 */
final class Riscv implements ArchReader {

    private static final String FILE = "arch/riscv/kernel/vdso.c";

    private static final String KCONFIG = "arch/riscv/Kconfig";

    private static final String ELF_HEADER = "arch/riscv/include/asm/elf.h";

    private static final String SCRIPT = "arch/riscv/kernel/vdso/vdso.lds.S";

    private static final List<String> WRAPPERS = List.of(
            "arch/riscv/kernel/vdso/vdso.S", "arch/riscv/kernel/compat_vdso/compat_vdso.S",
            "arch/riscv/kernel/vdso_cfi/vdso-cfi.S");

    /** Where the processor has these, another image is taken, which was compiled from the same files. */
    private static final String EXTENSION = "riscv_has_extension_unlikely";

    private static final String CFI = EXTENSION + "(RISCV_ISA_EXT_ZIMOP)";

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.RISCV64, Abi.RISCV32, Abi.RISCV_COMPAT);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/riscv/") || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        if (source.tree().blob(KCONFIG).isEmpty()) {
            return WholeSource.mayHave(source, List.of(KCONFIG));
        }
        KernelConfig config = KernelConfig.read(source, KCONFIG, Map.of());
        return switch (abi) {
            case RISCV32 -> config.defines("ARCH_RV32I");
            case RISCV_COMPAT -> config.defines("COMPAT");
            default -> true;
        };
    }

    @Override
    public Layout read(Source source, Abi abi) {
        Optional<SourceFile> file = source.tree().file(FILE);
        if (file.isEmpty()) {
            return Layout.unknown("the source is not whole: " + FILE + " is missing");
        }
        Layout layout = LayoutReader.read(source, subject(source, abi, false));
        if (file.get().text().contains(EXTENSION)) {
            Layout other = LayoutReader.read(source, subject(source, abi, true));
            layout = Variants.same("depends on the processor's extensions, " + FILE, layout, other);
        }
        return scriptedData(source.tree()).isPresent() ? withoutCodePages(layout) : layout;
    }

    private static LayoutReader.Subject subject(Source source, Abi abi, boolean extension) {
        SourceTree tree = source.tree();
        Set<String> images = ImageSymbols.read(source, WRAPPERS);
        boolean compat = abi == Abi.RISCV_COMPAT;
        return new LayoutReader.Subject(
                FILE,
                compat ? "compat_arch_setup_additional_pages" : "arch_setup_additional_pages",
                "riscv",
                List.of(ELF_HEADER),
                compat && mentions(tree, "COMPAT_ARCH_DLINFO") ? "COMPAT_ARCH_DLINFO" : "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                usual(abi),
                Map.of(),
                Map.of(CFI, extension),
                List.of("arch/riscv/kernel/" + (compat ? "compat_vdso" : "vdso") + "/Makefile"),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> ends(images, scriptedData(tree)),
                List.of(),
                List.of());
    }

    private static boolean mentions(SourceTree tree, String macro) {
        return tree.file(ELF_HEADER).filter(file -> file.text().contains(macro)).isPresent();
    }

    /** The images' starts and ends are arrays: their names are addresses. */
    private static Map<String, Value> ends(Set<String> starts, Optional<Sum> length) {
        Map<String, Value> ends = new HashMap<>();
        for (String start : starts) {
            String end = start.replaceFirst("_start$", "_end");
            ends.put(start, Sum.symbol("&" + start));
            ends.put(end, length.map(Sum.symbol("&" + start)::plus).orElse(Sum.symbol("&" + end)));
        }
        return ends;
    }

    /**
     * Where the linker script puts the data above the start of the image: a number of pages that the image must have, as the
     * data is mapped above its end. The name of the data's mapping hung on that number too.
     */
    private static Optional<Sum> scriptedData(SourceTree tree) {
        Settings assembler = new Settings(SharedFacts.settings(Optional.empty()))
                .with("__ASSEMBLY__", true)
                .with("__ASSEMBLER__", true);
        Includes headers = new Includes(name -> Headers.candidates(name, "riscv"), Headers::aboutVdso);
        return Optional.ofNullable(LinkerScript.symbols(tree, SCRIPT, headers, assembler).get("_vdso_data"))
                .filter(distance -> distance.pages().filter(pages -> pages > 0).isPresent());
    }

    /** The build settles how large the image is, though another size than the script's would not work. */
    private static Layout withoutCodePages(Layout layout) {
        List<Region> regions = new ArrayList<>();
        for (Region region : layout.regions()) {
            boolean code = region.holds() == Region.Holds.CODE;
            regions.add(code ? new Region(region.name(), region.holds(), Pages.ofBuild()) : region);
        }
        return regions.isEmpty() ? layout : layout.with(FactKey.REGIONS, new Fact.Regions(regions));
    }

    private static Map<String, Boolean> usual(Abi abi) {
        boolean is64 = abi != Abi.RISCV32;
        Map<String, Boolean> usual = new HashMap<>();
        usual.put("RISCV", true);
        usual.put("MMU", true);
        usual.put("SMP", true);
        usual.put("64BIT", is64);
        usual.put("32BIT", !is64);
        usual.put("COMPAT", is64);
        usual.put("RISCV_USER_CFI", is64);
        return usual;
    }
}
