package org.vvarmap.extract;

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
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * C-SKY: at first a page with what a signal handler returns to, then an image with data above it, then an image alone. No
 * kernel has told programs where the image is.
 */
final class Csky implements ArchReader {

    private static final String FILE = "arch/csky/kernel/vdso.c";

    private static final String FOLDER = "arch/csky/kernel/vdso/";

    private static final String KCONFIG = "arch/csky/Kconfig";

    private static final List<String> ELF_HEADERS = List.of("arch/csky/include/asm/elf.h");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.CSKY);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/csky/") || path.equals(WholeSource.WITNESS);
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
        Map<String, Value> ends = ends(source.tree(), images);
        Layout layout = LayoutReader.read(source, new LayoutReader.Subject(
                FILE,
                "arch_setup_additional_pages",
                "csky",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                Map.of("CSKY", true, "MMU", true, "SMP", true),
                Map.of("__csky__", true),
                Map.of(),
                List.of(FOLDER + "Makefile"),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> ends,
                List.of(),
                List.of()));
        return ends.isEmpty() ? layout : withoutCodePages(layout);
    }

    /**
     * Where the images end, by the linker script: it says how many pages above an image's start the data lies, and the data is
     * mapped just above the image's end. The name of the data's mapping hung on that number too.
     */
    private static Map<String, Value> ends(SourceTree tree, Set<String> images) {
        Settings assembler = new Settings(SharedFacts.settings(Optional.empty()))
                .with("__ASSEMBLY__", true)
                .with("__ASSEMBLER__", true);
        Includes headers = new Includes(name -> Headers.candidates(name, "csky"), Headers::aboutVdso);
        Optional<Sum> data = Optional.ofNullable(
                        LinkerScript.symbols(tree, FOLDER + "vdso.lds.S", headers, assembler).get("_vdso_data"))
                .filter(distance -> distance.pages().filter(pages -> pages > 0).isPresent());
        Map<String, Value> ends = new HashMap<>();
        data.ifPresent(distance -> images.forEach(
                start -> ends.put(start.replaceFirst("_start$", "_end"), Sum.symbol("&" + start).plus(distance))));
        return ends;
    }

    /** The build settles how large the image is, though another size than the script's would not work. */
    private static Layout withoutCodePages(Layout layout) {
        List<Region> regions = layout.regions().stream()
                .map(region -> region.holds() == Region.Holds.CODE
                        ? new Region(region.name(), region.holds(), Pages.ofBuild())
                        : region)
                .toList();
        return regions.isEmpty() ? layout : layout.with(FactKey.REGIONS, new Fact.Regions(regions));
    }
}
