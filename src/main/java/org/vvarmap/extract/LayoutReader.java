package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Unit;
import org.vvarmap.source.Value;

/**
 * Reads a whole layout, the same way for every architecture: what is special to one is in its {@link Subject}.
 *
 * <p>It is read under the usual configuration, and again under others to see what depends on them: {@link Variants}.
 */
final class LayoutReader {

    /** The shared code that maps the data since the generic data store. */
    private static final String DATASTORE = "lib/vdso/datastore.c";

    /**
     * One ABI of one architecture in one source: where things are, and what is known of them.
     *
     * @param file the C file with {@code setup}
     * @param setup the function that exec calls
     * @param headers the folders of the architecture's headers: {@code powerpc} for arch/powerpc/include and
     *     include/asm-powerpc
     * @param elfHeaders the files that may define {@code auxvMacro}; the first that is there counts
     * @param auxvMacro the macro that fills the auxiliary vector
     * @param remapHeaders files that may define {@code arch_remap}
     * @param kconfigs the architecture's Kconfig files
     * @param usual what the usual configuration says, without {@code CONFIG_}
     * @param predefined what the compiler defines
     * @param truths what functions that ask about the process answer, see {@link Machine}
     * @param makefiles those that may link the image; the first that is there counts
     * @param image whether a symbol is the kernel address that an image starts at
     * @param imageSize whether a symbol is the size of an image
     * @param memory what tools of the build leave in memory, under a configuration
     * @param companions other C files that are read along with {@code file}, where they are there
     * @param naming files that may define {@code arch_vma_name}, linked before those; the first that is there counts
     * @param anyway headers that the C files get by way of others, which are not read
     */
    record Subject(
            String file,
            String setup,
            String headers,
            List<String> elfHeaders,
            String auxvMacro,
            List<String> remapHeaders,
            List<String> kconfigs,
            Map<String, Boolean> usual,
            Map<String, Boolean> predefined,
            Map<String, Boolean> truths,
            List<String> makefiles,
            Predicate<String> image,
            Predicate<String> imageSize,
            Function<Settings, Map<String, Value>> memory,
            List<String> companions,
            List<String> naming,
            List<String> anyway) {

        /** A subject whose C files include what they need. */
        Subject(
                String file,
                String setup,
                String headers,
                List<String> elfHeaders,
                String auxvMacro,
                List<String> remapHeaders,
                List<String> kconfigs,
                Map<String, Boolean> usual,
                Map<String, Boolean> predefined,
                Map<String, Boolean> truths,
                List<String> makefiles,
                Predicate<String> image,
                Predicate<String> imageSize,
                Function<Settings, Map<String, Value>> memory,
                List<String> companions,
                List<String> naming) {
            this(
                    file, setup, headers, elfHeaders, auxvMacro, remapHeaders, kconfigs, usual, predefined, truths, makefiles,
                    image, imageSize, memory, companions, naming, List.of());
        }

        /** Where one Kconfig file says all that matters. */
        Subject(
                String file,
                String setup,
                String headers,
                List<String> elfHeaders,
                String auxvMacro,
                List<String> remapHeaders,
                String kconfig,
                Map<String, Boolean> usual,
                Map<String, Boolean> predefined,
                Map<String, Boolean> truths,
                List<String> makefiles,
                Predicate<String> image,
                Predicate<String> imageSize,
                Function<Settings, Map<String, Value>> memory,
                List<String> companions,
                List<String> naming) {
            this(
                    file, setup, headers, elfHeaders, auxvMacro, remapHeaders, List.of(kconfig), usual, predefined, truths,
                    makefiles, image, imageSize, memory, companions, naming);
        }

        /** Of the headers, those about the vDSO; the rest of the kernel's headers say nothing that a layout needs. */
        Includes includes() {
            return new Includes(name -> Headers.candidates(name, headers), Headers::aboutVdso, anyway);
        }

        private Includes elfIncludes() {
            return new Includes(name -> Headers.candidates(name, headers), name -> name.endsWith("/elf.h"), anyway);
        }
    }

    private final SourceTree tree;
    private final Subject subject;
    private final KernelConfig config;
    private final MmRules rules;
    private final Fact hashStyle;
    private final boolean mayMapNothing;

    private LayoutReader(Source source, Subject subject, boolean mayMapNothing) {
        this.tree = source.tree();
        this.subject = subject;
        this.mayMapNothing = mayMapNothing;
        this.config = KernelConfig.read(source, subject.kconfigs(), subject.usual());
        this.rules = MmRules.read(source);
        this.hashStyle = HashStyles.read(source, subject.makefiles());
    }

    /** Reads a layout. */
    static Layout read(Source source, Subject subject) {
        return new LayoutReader(source, subject, false).read();
    }

    /**
     * Reads a layout of programs that the kernel may map nothing for. That it maps nothing is believed only where the same
     * function maps an image for others: a function that is not understood does nothing either.
     */
    static Layout readBeside(Source source, Subject others, Subject subject) {
        boolean othersHaveOne = read(source, others).get(FactKey.VDSO).is("image");
        return new LayoutReader(source, subject, othersHaveOne).read();
    }

    private Layout read() {
        Map<String, Boolean> stated = SharedFacts.settings(Optional.of(config));
        stated.putAll(subject.predefined());
        subject.usual().forEach((symbol, on) -> stated.put("CONFIG_" + symbol, on));
        return Variants.settle(new Settings(stated), this::withAndWithoutTimens);
    }

    /** Where time namespaces change the number of pages, the layout says both numbers. */
    private Variants.Draft withAndWithoutTimens(Settings settings) {
        Variants.Draft with = draft(settings);
        if (!with.layout().get(FactKey.TIMENS).is("true")) {
            return with;
        }
        Settings off = settings.with("CONFIG_TIME_NS", false).with("CONFIG_TIME_NS_VDSO", false);
        return new Variants.Draft(Variants.range("CONFIG_TIME_NS", with.layout(), draft(off).layout()), with.open());
    }

    private Variants.Draft draft(Settings settings) {
        List<Unit> units = units(settings);
        Machine machine = new Machine(units, settings, subject.truths());
        machine.remember(subject.memory().apply(settings));
        MappingReader.Arch arch = new MappingReader.Arch(
                machine, subject.setup(), subject.image(), subject.imageSize(), subject.auxvMacro());
        boolean none = mayMapNothing && elfHeader().isPresent() && MappingReader.mapsNothing(arch);
        Map<FactKey, Fact> facts = new EnumMap<>(none ? Layout.none().facts() : MappingReader.read(arch, rules));
        Map<String, String> open = new LinkedHashMap<>(machine.openSymbols());
        units.forEach(unit -> unit.openSymbols().forEach(open::putIfAbsent));
        if (Layout.none().facts().equals(facts)) {
            return new Variants.Draft(Layout.none(), open);
        }
        if (elfHeader().isEmpty()) {
            facts.put(
                    FactKey.SYSINFO_EHDR,
                    Fact.unknown("the source is not whole: none of " + String.join(", ", subject.elfHeaders()) + " is in it"));
        }
        if (facts.get(FactKey.VDSO).is("none") && hashStyle.isKnown() && !hashStyle.equals(Fact.NULL)) {
            return new Variants.Draft(
                    Layout.unknown("an image is linked, but none was found in what " + subject.setup() + " maps"), open);
        }
        // Where nothing is an image, no Makefile links one; where there is no data, no time namespace changes it.
        facts.put(FactKey.HASH_STYLE, facts.get(FactKey.VDSO).is("none") ? Fact.NULL : hashStyle);
        facts.put(FactKey.TIMENS, facts.get(FactKey.DATA_PLACEMENT).is("none") ? Fact.FALSE
                : SharedFacts.timens(config, facts.getOrDefault(FactKey.TIMENS, Fact.TRUE)));
        facts.put(FactKey.SEALABLE, SharedFacts.sealable(config, facts.get(FactKey.SEALABLE)));
        return new Variants.Draft(new Layout(facts), open);
    }

    private Optional<String> elfHeader() {
        return subject.elfHeaders().stream().filter(path -> tree.blob(path).isPresent()).findFirst();
    }

    private List<Unit> units(Settings settings) {
        List<Unit> units = new ArrayList<>();
        subject.naming().stream()
                .filter(path -> tree.blob(path).isPresent())
                .findFirst()
                .flatMap(path -> Unit.readOnly(tree, path, subject.elfIncludes(), settings, Set.of("arch_vma_name")))
                .ifPresent(units::add);
        Unit.read(tree, subject.file(), subject.includes(), settings).ifPresent(units::add);
        for (String companion : subject.companions()) {
            Unit.read(tree, companion, subject.includes(), settings).ifPresent(units::add);
        }
        Unit.read(tree, DATASTORE, subject.includes(), settings).ifPresent(units::add);
        elfHeader()
                .flatMap(path -> Unit.read(tree, path, subject.elfIncludes(), settings))
                .ifPresent(units::add);
        for (String header : subject.remapHeaders()) {
            Unit.read(tree, header, subject.elfIncludes(), settings)
                    .filter(unit -> unit.hasFunction("arch_remap"))
                    .ifPresent(units::add);
        }
        return units;
    }
}
