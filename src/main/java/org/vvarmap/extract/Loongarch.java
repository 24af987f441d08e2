package org.vvarmap.extract;

import java.util.HashMap;
import java.util.HashSet;
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
import org.vvarmap.source.Includes;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceFile;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.StructSizes;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * loongarch: 64-bit, and 32-bit kernels since they can be configured.
 *
 * <p>Its data has a line for each processor that there may be, so how many pages it has depends on CONFIG_NR_CPUS: the layout
 * is read with the fewest and with the most of them, and with pages of the size that the kernel has by default.
 */
final class Loongarch implements ArchReader {

    private static final String FILE = "arch/loongarch/kernel/vdso.c";

    private static final String KCONFIG = "arch/loongarch/Kconfig";

    /** The option that seals the mappings is here. */
    static final String SECURITY = "security/Kconfig";

    private static final String ELF_HEADER = "arch/loongarch/include/asm/elf.h";

    /** The structures with a line for each processor, at first also with the clocks. */
    private static final List<String> DATA = List.of("loongarch_vdso_data", "vdso_arch_data");

    /** exec tells a thread which image it has. */
    private static final Pattern CHOSEN = Pattern.compile("current->thread\\.vdso\\s*=\\s*&(\\w+)\\s*;");

    private static final Pattern PROMPT = Pattern.compile("(?m)^\\s+(?:bool|prompt)\\s+\"");

    private static final Pattern RANGE = Pattern.compile("(?m)^\\s+range\\s+(\\d+)\\s+(\\d+)\\s*$");

    private static final Pattern NUMBER = Pattern.compile("(?m)^\\s+default\\s+\"?(\\d+)\"?\\s*$");

    private static final Pattern PAGE_SIZE = Pattern.compile("(?m)^\\s+default\\s+(\\d+)KB_\\w+(?:\\s+if\\s+(\\w+))?\\s*$");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.LOONGARCH64, Abi.LOONGARCH32);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/loongarch/") || path.equals(WholeSource.WITNESS);
    }

    /** A 32-bit kernel is there where someone may choose it: before, the symbol stood for what was to come. */
    @Override
    public boolean exists(Source source, Abi abi) {
        Optional<SourceFile> kconfig = source.tree().file(KCONFIG);
        if (kconfig.isEmpty()) {
            return WholeSource.mayHave(source, List.of(KCONFIG));
        }
        return abi == Abi.LOONGARCH64 || PROMPT.matcher(block(kconfig.get(), "config 32BIT")).find();
    }

    @Override
    public Layout read(Source source, Abi abi) {
        if (source.tree().blob(FILE).isEmpty()) {
            return Layout.unknown("the source is not whole: " + FILE + " is missing");
        }
        Optional<SourceFile> kconfig = source.tree().file(KCONFIG);
        boolean smp = abi == Abi.LOONGARCH64
                || !kconfig.map(file -> block(file, "config SMP")).orElse("").contains("depends on 64BIT");
        Matcher range = RANGE.matcher(kconfig.map(file -> block(file, "config NR_CPUS")).orElse(""));
        boolean known = smp && range.find();
        Optional<Long> fewest = known ? Optional.of(Long.valueOf(range.group(1))) : Optional.of(1L).filter(one -> !smp);
        Optional<Long> most = known ? Optional.of(Long.valueOf(range.group(2))) : fewest;
        Layout large = LayoutReader.read(source, subject(source, abi, smp, most));
        Layout small = LayoutReader.read(source, subject(source, abi, smp, fewest));
        Layout layout = Variants.range("CONFIG_NR_CPUS", large, small);
        return abi == Abi.LOONGARCH32 ? layout.with(FactKey.SEALABLE, sealable(source.tree(), layout)) : layout;
    }

    /** The architecture allows sealing whatever its size, but the option may be for 64-bit kernels. */
    private static Fact sealable(SourceTree tree, Layout layout) {
        if (!layout.get(FactKey.SEALABLE).is("true")) {
            return layout.get(FactKey.SEALABLE);
        }
        String option = tree.file(SECURITY).map(file -> block(file, "config MSEAL_SYSTEM_MAPPINGS")).orElse("");
        return option.isEmpty() ? Fact.unknown(SECURITY + " has no MSEAL_SYSTEM_MAPPINGS")
                : Fact.of(!option.contains("depends on 64BIT"));
    }

    private static LayoutReader.Subject subject(Source source, Abi abi, boolean smp, Optional<Long> cpus) {
        Set<String> images = ImageSymbols.read(source, List.of("arch/loongarch/vdso/vdso.S"));
        return new LayoutReader.Subject(
                FILE,
                "arch_setup_additional_pages",
                "loongarch",
                List.of(ELF_HEADER),
                "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                usual(abi, smp),
                Map.of(),
                Map.of(),
                List.of("arch/loongarch/vdso/Makefile"),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> memory(source.tree(), abi, images, settings, cpus),
                List.of(),
                List.of());
    }

    private static Map<String, Boolean> usual(Abi abi, boolean smp) {
        boolean is64 = abi == Abi.LOONGARCH64;
        return Map.of("LOONGARCH", true, "MMU", true, "SMP", smp, "64BIT", is64, "32BIT", !is64);
    }

    /** What is known before any code runs: the image of a thread, addresses of arrays, and how large the data is. */
    private static Map<String, Value> memory(
            SourceTree tree, Abi abi, Set<String> images, Settings settings, Optional<Long> cpus) {
        Map<String, Value> memory = new HashMap<>();
        for (String start : images) {
            String end = start.replaceFirst("_start$", "_end");
            memory.put(start, Sum.symbol("&" + start));
            memory.put(end, Sum.symbol("&" + end));
        }
        tree.file(ELF_HEADER).ifPresent(header -> {
            Matcher chosen = CHOSEN.matcher(header.text());
            Set<String> all = new HashSet<>();
            while (chosen.find()) {
                all.add(chosen.group(1));
            }
            if (all.size() == 1) {
                memory.put("current.thread.vdso", Sum.symbol("&" + all.iterator().next()));
            }
        });
        for (String struct : DATA) {
            pages(tree, abi, settings, cpus, struct)
                    .ifPresent(pages -> memory.put("aligned(sizeof(struct " + struct + "))", Sum.ofPages(pages)));
        }
        return memory;
    }

    /** How many pages of the default size a structure fills. */
    private static Optional<Long> pages(SourceTree tree, Abi abi, Settings settings, Optional<Long> cpus, String struct) {
        Optional<SourceFile> kconfig = tree.file(KCONFIG);
        Matcher shift = NUMBER.matcher(kconfig.map(file -> block(file, "config L1_CACHE_SHIFT")).orElse(""));
        Optional<Integer> page = kconfig.flatMap(file -> pageSize(file, abi));
        if (cpus.isEmpty() || page.isEmpty() || !shift.find()) {
            return Optional.empty();
        }
        StructSizes.Machine machine = new StructSizes.Machine(
                abi == Abi.LOONGARCH64 ? 8 : 4,
                1 << Integer.parseInt(shift.group(1)),
                settings.of("CONFIG_SMP").orElse(true),
                Map.of("NR_CPUS", cpus.get()));
        Includes headers = new Includes(
                name -> Headers.candidates(name, "loongarch"),
                name -> Headers.aboutVdso(name) || name.equals("uapi/linux/time.h"));
        return StructSizes.read(tree, FILE, headers, settings, machine, struct)
                .map(bytes -> (bytes + page.get() - 1) / page.get());
    }

    /** The size of a page in bytes that the choice of a page table's layout makes by default. */
    private static Optional<Integer> pageSize(SourceFile kconfig, Abi abi) {
        int choice = kconfig.text().indexOf("prompt \"Page Table Layout\"");
        Matcher size = PAGE_SIZE.matcher(kconfig.text());
        String wanted = abi == Abi.LOONGARCH64 ? "64BIT" : "32BIT";
        for (int at = choice; choice >= 0 && size.find(at); at = size.end()) {
            if (size.group(2) == null || size.group(2).equals(wanted)) {
                return Optional.of(Integer.parseInt(size.group(1)) << 10);
            }
        }
        return Optional.empty();
    }

    /** The lines of a Kconfig file that belong to one of its entries. */
    private static String block(SourceFile kconfig, String entry) {
        Matcher block = Pattern.compile("(?m)^" + entry + "\\n((?:[ \\t].*\\n|\\n)*)").matcher(kconfig.text());
        return block.find() ? block.group(1) : "";
    }
}
