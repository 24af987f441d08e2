package org.vvarmap.extract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.OverlayTree;
import org.vvarmap.source.PrintedFile;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceFile;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Unit;
import org.vvarmap.source.Value;

/**
 * MIPS: n64, n32, and o32 on 64-bit kernels as well as on 32-bit ones.
 *
 * <p>At first nothing, then a page with what signal handlers return to, then an image for each ABI. An image is a
 * {@code struct mips_vdso_image} in a C file that the tool genvdso prints at build time, with its mapping and what mremap does
 * to it. Below the data lies a page of the interrupt controller (GIC), with its counter, where the machine has one: in one VMA
 * with the data, later in its own.
 */
final class Mips implements ArchReader {

    private static final String FILE = "arch/mips/kernel/vdso.c";

    private static final String TOOL = "arch/mips/vdso/genvdso.c";

    private static final String KCONFIG = "arch/mips/Kconfig";

    private static final String SETUP = "arch_setup_additional_pages";

    private static final List<String> ELF_HEADERS = List.of("arch/mips/include/asm/elf.h", "include/asm-mips/elf.h");

    /** The file that the tool prints. */
    private static final String PRINTED = TOOL + " prints";

    /** What the tool prints where it is told how large an image is. */
    private static final String SIZE = "the_size_of_the_image";

    /** Before the names that the printed file has for itself: the kernel's own files may have the same. */
    private static final String OWN = "printed_";

    /** Kconfig's symbol for a kernel with a counter that programs can read, whatever the symbols that it selects are called. */
    private static final String WITH_COUNTER = "MIPS_GENERIC_GETTIMEOFDAY";

    private static final Pattern OWN_NAME = Pattern.compile("(?m)^static\\s+[\\w\\s]*[\\s*](\\w+)\\[");

    private static final Pattern IMAGE = Pattern.compile("\\.data\\s*=\\s*(\\w+)\\s*,");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.MIPS_N64, Abi.MIPS_N32, Abi.MIPS_O32);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/mips/") || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        if (source.tree().blob(KCONFIG).isEmpty()) {
            return WholeSource.mayHave(source, List.of(KCONFIG));
        }
        KernelConfig config = KernelConfig.read(source, KCONFIG, Map.of());
        return switch (abi) {
            case MIPS_N64 -> config.defines("64BIT");
            case MIPS_N32 -> config.defines("MIPS32_N32");
            default -> true;
        };
    }

    @Override
    public Layout read(Source source, Abi abi) {
        if (source.tree().blob(FILE).isEmpty()) {
            return WholeSource.without(FILE, source, ELF_HEADERS);
        }
        Layout layout = read(source, new Kernel(abi, true));
        return abi == Abi.MIPS_O32 ? Variants.same("32-bit and 64-bit kernels differ", layout, read(source, new Kernel(abi, false))) : layout;
    }

    /**
     * A kernel that runs programs of an ABI.
     *
     * @param abi the ABI
     * @param is64 whether the kernel is 64-bit
     */
    private record Kernel(Abi abi, boolean is64) {

        private boolean ofItsOwn() {
            return abi == Abi.MIPS_N64 || !is64;
        }

        /** What the Makefile has the tool call the image. */
        private String imageName() {
            return ofItsOwn() ? "" : abi == Abi.MIPS_N32 ? "n32" : "o32";
        }

        /** The variable that describes the ABI: exec makes {@code current->thread.abi} point at it. */
        private String description() {
            return ofItsOwn() ? "mips_abi" : abi == Abi.MIPS_N32 ? "mips_abi_n32" : "mips_abi_32";
        }

        /** Where that variable may be. */
        private List<String> describing() {
            return ofItsOwn() ? List.of("arch/mips/kernel/signal.c")
                    : abi == Abi.MIPS_N32 ? List.of("arch/mips/kernel/signal_n32.c")
                    : List.of("arch/mips/kernel/signal_o32.c", "arch/mips/kernel/signal32.c");
        }
    }

    /**
     * A machine, and what its kernel is configured for.
     *
     * @param gic whether it has the interrupt controller
     * @param aliases whether its caches have aliases: then the data's address depends on the kernel's
     * @param counter whether it has a counter that programs can read
     */
    private record Board(boolean gic, boolean aliases, boolean counter) {}

    private static Layout read(Source source, Kernel kernel) {
        if (source.tree().blob(TOOL).isEmpty()) {
            return read(source, kernel, new Board(false, false, true));
        }
        Layout plain = onAnyCache(source, kernel, false);
        Layout withGic = onAnyCache(source, kernel, true);
        Layout layout = plain.with(FactKey.REGIONS, joined("CONFIG_MIPS_GIC", plain, withGic));
        boolean ownMapping = plain.regions().size() < withGic.regions().size();
        for (FactKey key : plain.differences(withGic)) {
            // The controller's page is no memory, so that what protects it says nothing of the data.
            boolean ofThePage = key == FactKey.REGIONS || key == FactKey.DATA_ACCESS && ownMapping;
            if (!ofThePage) {
                layout = layout.with(key, Fact.unknown("depends on the interrupt controller, " + FILE));
            }
        }
        Layout withoutCounter = read(source, kernel, new Board(false, false, false));
        return layout.with(FactKey.REGIONS, joined("CONFIG_" + WITH_COUNTER, withoutCounter, layout));
    }

    private static Layout onAnyCache(Source source, Kernel kernel, boolean gic) {
        Layout plain = read(source, kernel, new Board(gic, false, true));
        return Variants.same("caches with and without aliases differ", plain, read(source, kernel, new Board(gic, true, true)));
    }

    /** The regions of two readings of which one may have more of them, or larger ones, by a symbol. */
    private static Fact joined(String symbol, Layout less, Layout more) {
        if (!less.get(FactKey.REGIONS).isKnown() || !more.get(FactKey.REGIONS).isKnown()) {
            return more.get(FactKey.REGIONS).isKnown() ? less.get(FactKey.REGIONS) : more.get(FactKey.REGIONS);
        }
        List<Region> joined = new ArrayList<>();
        int next = 0;
        for (Region region : more.regions()) {
            Optional<Region> same = less.regions().stream().skip(next).findFirst()
                    .filter(other -> other.name().equals(region.name()) && other.holds() == region.holds());
            next += same.isPresent() ? 1 : 0;
            Optional<Pages> pages = joined(symbol, same.map(Region::pages).orElse(Pages.of(0)), region.pages());
            if (pages.isEmpty()) {
                return Fact.unknown("how " + region.name() + " depends on " + symbol + " is not understood, " + FILE);
            }
            joined.add(new Region(region.name(), region.holds(), pages.get()));
        }
        return next == less.regions().size() ? new Fact.Regions(joined)
                : Fact.unknown("how the mappings depend on " + symbol + " is not understood, " + FILE);
    }

    private static Optional<Pages> joined(String symbol, Pages less, Pages more) {
        if (less.equals(more) || less instanceof Pages.Fixed count && more instanceof Pages.Range && more.admits(count.count())) {
            return Optional.of(more);
        }
        boolean range = less instanceof Pages.Fixed && more instanceof Pages.Fixed;
        return range ? Optional.of(new Pages.Range(((Pages.Fixed) less).count(), ((Pages.Fixed) more).count(), symbol))
                : Optional.empty();
    }

    private static Layout read(Source source, Kernel kernel, Board board) {
        Settings settings = new Settings(SharedFacts.settings(Optional.empty()));
        Optional<String> printed = PrintedFile.read(
                source.tree(), TOOL, "main", Map.of("vdso_name", kernel.imageName(), "vdso_size", SIZE), settings);
        Source with = printed.isEmpty() ? source : new Source(new OverlayTree(source.tree(), own(printed.get())), source.cache());
        Value described = source.cache().read("image " + kernel, source.tree(), tree -> described(tree, kernel));
        return LayoutReader.read(with, subject(kernel, board, described, printed));
    }

    /** The image that an ABI's description names; nothing known where that depends on the configuration. */
    private static Value described(SourceTree tree, Kernel kernel) {
        Includes nothing = new Includes(name -> List.of(), name -> false);
        Map<String, Boolean> stated = SharedFacts.settings(Optional.empty());
        stated.put("CONFIG_64BIT", kernel.is64());
        stated.put("CONFIG_32BIT", !kernel.is64());
        Settings settings = new Settings(stated);
        String place = kernel.description() + ".vdso";
        Optional<Unit> unit =
                kernel.describing().stream().flatMap(path -> Unit.read(tree, path, nothing, settings).stream()).findFirst();
        if (unit.isEmpty()) {
            return Sum.symbol(place);
        }
        Value image = new Machine(List.of(unit.get()), settings, Map.of()).initialValue(place);
        for (String open : unit.get().openSymbols().keySet()) {
            Settings other = settings.with(open, true);
            Unit otherwise = Unit.read(tree, unit.get().path(), nothing, other).orElseThrow();
            if (!new Machine(List.of(otherwise), other, Map.of()).initialValue(place).equals(image)) {
                return Sum.symbol(place);
            }
        }
        return image;
    }

    /** The printed file; what it calls by a name of its own, it alone calls so. */
    private static SourceFile own(String printed) {
        String text = printed;
        Matcher name = OWN_NAME.matcher(printed);
        while (name.find()) {
            text = text.replaceAll("\\b" + name.group(1) + "\\b", OWN + name.group(1));
        }
        return SourceFile.of(PRINTED, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The symbol that an image starts at. */
    private static String imageIn(String printed) {
        Matcher data = IMAGE.matcher(printed);
        return data.find() ? OWN + data.group(1) : "";
    }

    private static LayoutReader.Subject subject(Kernel kernel, Board board, Value described, Optional<String> printed) {
        String image = printed.map(Mips::imageIn).orElse("");
        return new LayoutReader.Subject(
                FILE,
                SETUP,
                "mips",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of("arch/mips/include/asm/mm-arch-hooks.h", "arch/mips/include/asm/mmu_context.h"),
                KCONFIG,
                usual(kernel, board),
                Map.of("__mips__", true, "__mips64", kernel.is64()),
                Map.of("gic_present", board.gic(), "mips_gic_present()", board.gic(), "cpu_has_dc_aliases", board.aliases()),
                List.of("arch/mips/vdso/Makefile"),
                image::equals,
                symbol -> symbol.contains(SIZE),
                settings -> memory(kernel, described),
                printed.isPresent() ? List.of(PRINTED) : List.of(),
                List.of());
    }

    private static Map<String, Value> memory(Kernel kernel, Value described) {
        Map<String, Value> memory = new HashMap<>();
        memory.put("current.thread.abi", Sum.symbol("&" + kernel.description()));
        memory.put(kernel.description() + ".vdso", described);
        if (!kernel.ofItsOwn()) {
            // The hook of each image once compared a size with that of the kernel's own image. Where an ABI's image has another
            // size, no move of it succeeds; so to tell what a move does they may be taken for equal.
            memory.put("vdso_image.size", Sum.symbol("aligned(" + SIZE + ")"));
        }
        return memory;
    }

    private static Map<String, Boolean> usual(Kernel kernel, Board board) {
        Map<String, Boolean> usual = new HashMap<>();
        for (String on : List.of("MIPS", "MMU", "SMP", "MIPS_FP_SUPPORT")) {
            usual.put(on, true);
        }
        for (String on64 : List.of("64BIT", "COMPAT", "MIPS32_COMPAT", "MIPS32_O32", "MIPS32_N32")) {
            usual.put(on64, kernel.is64());
        }
        usual.put("32BIT", !kernel.is64());
        usual.put("CSRC_R4K", board.counter());
        usual.put("CLKSRC_MIPS_GIC", board.gic());
        usual.put("CPU_MICROMIPS", false);
        return usual;
    }
}
