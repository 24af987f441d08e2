package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.vvarmap.source.Machine;
import org.vvarmap.source.Settings;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Unit;

/**
 * x86 where exec maps nothing: a page at an address of the kernel's own, which /proc/PID/maps shows behind each process's VMAs
 * and calls {@code [vdso]} whatever is in it. For 32-bit programs that was an ELF image until 2.6.17, for 64-bit programs until
 * 2.6.22 code and data without one.
 */
final class X86Gate {

    private static final String AUXV = "ARCH_DLINFO";

    /** Pages have this size in every x86 kernel; where a header says an address as a number, sizes come out as numbers. */
    private static final long PAGE_BYTES = 4096;

    private X86Gate() {}

    /**
     * What of a source is to be read.
     *
     * @param abi the ABI
     * @param headers the folder of the architecture's headers
     * @param files the architecture's files that may say which page it is, fill it, and define the macro for the auxiliary vector
     * @param images the files that include an image
     * @param anyway headers that those files get by way of others
     * @param makefiles those that may link the image
     */
    record Subject(
            Abi abi, String headers, List<String> files, List<String> images, List<String> anyway, List<String> makefiles) {

        private Includes includes() {
            Set<String> wanted = Set.copyOf(anyway);
            return new Includes(name -> Headers.candidates(name, headers), wanted::contains, anyway);
        }
    }

    /** Reads a layout without a VMA of the process's own. */
    static Layout read(Source source, Subject subject) {
        KernelConfig config = KernelConfig.read(source, "arch/" + subject.headers() + "/Kconfig", Map.of());
        Map<String, Boolean> stated = SharedFacts.settings(Optional.of(config));
        X86.usual(subject.abi()).forEach((symbol, on) -> stated.put("CONFIG_" + symbol, on));
        return Variants.settle(new Settings(stated), settings -> draft(source, subject, settings));
    }

    private static Variants.Draft draft(Source source, Subject subject, Settings settings) {
        List<Unit> units = new ArrayList<>();
        for (String file : subject.files()) {
            Unit.read(source.tree(), file, subject.includes(), settings).ifPresent(units::add);
        }
        Map<String, String> open = new LinkedHashMap<>();
        Map<String, Boolean> truths = new HashMap<>(X86.truths(subject.abi()));
        truths.put("test_tsk_thread_flag(tsk,TIF_IA32)", subject.abi() == Abi.I386_COMPAT);
        Layout layout;
        try {
            Optional<GateVma> gate = GateVma.read(source, units, subject.includes(), settings, truths, open);
            Optional<Sum> header = new Machine(units, settings, truths)
                    .argumentAfter(AUXV, "AT_SYSINFO_EHDR", Map.of(), List.of())
                    .map(value -> value instanceof Sum sum ? sum : Sum.symbol("?"));
            layout = layout(source, subject, gate, header);
        } catch (MappingReader.NotUnderstood | Machine.TooComplex e) {
            layout = Layout.unknown(e.getMessage());
        }
        units.forEach(unit -> unit.openSymbols().forEach(open::putIfAbsent));
        return new Variants.Draft(layout, open);
    }

    private static Layout layout(Source source, Subject subject, Optional<GateVma> gate, Optional<Sum> header)
            throws MappingReader.NotUnderstood {
        Set<String> images = ImageSymbols.read(source, subject.images());
        boolean holdsImage = gate.isPresent() && gate.get().pages().stream()
                .anyMatch(page -> page.symbol().filter(s -> images.contains(s.replace("&", ""))).isPresent());
        if (holdsImage) {
            return image(source, subject, gate.get(), header);
        }
        if (header.isPresent() || !images.isEmpty()) {
            throw new MappingReader.NotUnderstood("there is an image, but no page of the kernel's own was found that holds it, "
                    + String.join(", ", subject.files()));
        }
        // No image; a page that is called as if it were one is listed all the same.
        return gate.isPresent() && gate.get().name().equals("[vdso]")
                ? shown(gate.get()).with(FactKey.ELF_AT_VDSO_START, Fact.FALSE)
                : Layout.none();
    }

    /** The page holds an image; that it is this page follows from what the kernel tells processes. */
    private static Layout image(Source source, Subject subject, GateVma gate, Optional<Sum> header)
            throws MappingReader.NotUnderstood {
        if (header.isPresent() && !gate.start().equals(header.get())) {
            throw new MappingReader.NotUnderstood("AT_SYSINFO_EHDR does not lead to the page that /proc shows as " + gate.name());
        }
        Fact atStart = header.isPresent() ? Fact.TRUE : Fact.unknown("AT_SYSINFO_EHDR is not passed");
        return shown(gate)
                .with(FactKey.VDSO, Fact.of("gate"))
                .with(FactKey.ELF_AT_VDSO_START, gate.name().equals("[vdso]") ? atStart : Fact.NULL)
                .with(FactKey.SYSINFO_EHDR, Fact.of(header.isPresent()))
                .with(FactKey.HASH_STYLE, HashStyles.read(source, subject.makefiles()));
    }

    private static Layout shown(GateVma gate) throws MappingReader.NotUnderstood {
        Optional<Long> pages = gate.size().pages()
                .or(() -> gate.size().number().filter(bytes -> bytes % PAGE_BYTES == 0).map(bytes -> bytes / PAGE_BYTES));
        if (pages.isEmpty()) {
            throw new MappingReader.NotUnderstood("the size of " + gate.name() + " is not settled");
        }
        Region region = new Region(gate.name(), Region.Holds.CODE, Pages.of(pages.get()));
        return Layout.none().with(FactKey.REGIONS, new Fact.Regions(List.of(region)));
    }
}
