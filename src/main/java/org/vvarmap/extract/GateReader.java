package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
import org.vvarmap.source.Value;

/**
 * Reads the layout of an architecture on which exec maps nothing, and each process sees the same image at an address of the
 * kernel's own. User space can neither move nor cut what is no VMA of its own, so the facts about that are null.
 */
final class GateReader {

    private static final String AUXV = "ARCH_DLINFO";

    private static final String HAS_SETUP = "ARCH_HAS_SETUP_ADDITIONAL_PAGES";

    private static final Includes NOTHING = new Includes(name -> List.of(), name -> false);

    private GateReader() {}

    /**
     * One ABI of one architecture in one source.
     *
     * @param files the C files that may say which VMA it is, those that fill the page, and the header for the auxiliary vector
     * @param plain C files that are read without the headers
     * @param includes where the architecture's headers are
     * @param usual the configuration
     * @param image whether the page at an address holds the image, as far as a machine with the files finds out
     * @param hashStyle how the image is linked
     */
    record Subject(
            List<String> files, List<String> plain, Includes includes, Map<String, Boolean> usual, Evidence image,
            Fact hashStyle) {}

    /** Whether the page at an address holds the image. */
    interface Evidence {
        boolean at(Sum address, Machine machine, Function<String, Optional<Unit>> units);
    }

    static Layout read(Source source, Subject subject) {
        Map<String, Boolean> stated = SharedFacts.settings(Optional.empty());
        stated.putAll(subject.usual());
        return Variants.settle(new Settings(stated), settings -> draft(source, subject, settings));
    }

    private static Variants.Draft draft(Source source, Subject subject, Settings settings) {
        Map<String, Unit> units = new LinkedHashMap<>();
        for (String file : subject.files()) {
            Unit.read(source.tree(), file, subject.includes(), settings).ifPresent(unit -> units.put(file, unit));
        }
        for (String file : subject.plain()) {
            Unit.read(source.tree(), file, NOTHING, settings).ifPresent(unit -> units.put(file, unit));
        }
        List<Unit> all = new ArrayList<>(units.values());
        Map<String, String> open = new LinkedHashMap<>();
        Layout layout;
        try {
            layout = layout(source, subject, settings, units, open);
        } catch (MappingReader.NotUnderstood | Machine.TooComplex e) {
            layout = Layout.unknown(e.getMessage());
        }
        all.forEach(unit -> unit.openSymbols().forEach(open::putIfAbsent));
        return new Variants.Draft(layout, open);
    }

    private static Layout layout(
            Source source, Subject subject, Settings settings, Map<String, Unit> units, Map<String, String> open)
            throws MappingReader.NotUnderstood {
        List<Unit> all = List.copyOf(units.values());
        String files = String.join(", ", subject.files());
        if (all.stream().anyMatch(unit -> unit.macro(HAS_SETUP).isPresent())) {
            throw new MappingReader.NotUnderstood("exec sets up a vDSO that is not read, " + files);
        }
        Optional<GateVma> gate = GateVma.read(source, all, subject.includes(), settings, Map.of(), open);
        Machine machine = new Machine(all, settings, Map.of());
        Optional<Value> header = machine.argumentAfter(AUXV, "AT_SYSINFO_EHDR", Map.of(), List.of());
        if (gate.isEmpty() && header.isEmpty()) {
            return Layout.none();
        }
        if (gate.isEmpty() || header.isEmpty() || !header.get().equals(gate.get().start())) {
            throw new MappingReader.NotUnderstood("AT_SYSINFO_EHDR and the VMA of the kernel's own do not agree, " + files);
        }
        if (!subject.image().at(gate.get().start(), machine, path -> Optional.ofNullable(units.get(path)))) {
            throw new MappingReader.NotUnderstood("that the page at AT_SYSINFO_EHDR holds the image was not found, " + files);
        }
        String name = gate.get().name();
        // Its size is that of a page of some other kind, or of the host's pages: not a number of this source's own.
        Pages pages = gate.get().size().pages().map(Pages::of).orElseGet(Pages::ofBuild);
        return Layout.none()
                .with(FactKey.VDSO, Fact.of("gate"))
                .with(FactKey.REGIONS, new Fact.Regions(List.of(new Region(name, Region.Holds.CODE, pages))))
                .with(FactKey.ELF_AT_VDSO_START, name.equals("[vdso]") ? Fact.TRUE : Fact.NULL)
                .with(FactKey.SYSINFO_EHDR, Fact.TRUE)
                .with(FactKey.HASH_STYLE, subject.hashStyle());
    }
}
