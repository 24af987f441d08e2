package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.EnumMap;
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
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Unit;

/**
 * powerpc: 64-bit, 32-bit, and 32-bit programs on a 64-bit kernel.
 *
 * <p>The code lay in arch/ppc64 before the merge; arch/ppc, the old 32-bit tree, never had a vDSO. The image is an assembler
 * file's {@code .incbin}; the data page was last in the image's own VMA, then first, then had a VMA.
 */
final class Powerpc implements ArchReader {

    /** Where the vDSO's C file was, newest first. */
    private static final List<String> FILES = List.of("arch/powerpc/kernel/vdso.c", "arch/ppc64/kernel/vdso.c");

    private static final String DATASTORE = "lib/vdso/datastore.c";

    private static final List<String> ELF_HEADERS = List.of("arch/powerpc/include/asm/elf.h", "include/asm-powerpc/elf.h");

    private static final List<String> REMAP_HEADERS =
            List.of("arch/powerpc/include/asm/mm-arch-hooks.h", "arch/powerpc/include/asm/mmu_context.h");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.PPC64, Abi.PPC32, Abi.PPC32_COMPAT);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/powerpc/") || path.startsWith("arch/ppc");
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        Optional<String> file = FILES.stream()
                .filter(path -> abi != Abi.PPC32 || path.startsWith("arch/powerpc/"))
                .filter(path -> tree.blob(path).isPresent())
                .findFirst();
        if (file.isEmpty()) {
            return withoutVdso(tree, abi);
        }
        Map<String, Boolean> usual = usual(abi);
        KernelConfig config = KernelConfig.read(source, kconfig(file.get()), usual);
        Settings settings = settings(usual, config);
        MmRules rules = MmRules.read(source);
        Fact hashStyle = HashStyles.read(source, makefiles(abi));
        return Variants.settle(settings, variant -> {
            Variants.Draft on = draft(source, abi, file.get(), variant, config, rules, hashStyle);
            boolean timens = on.layout().get(FactKey.TIMENS).is("true");
            if (!timens) {
                return on;
            }
            Settings without = variant.with("CONFIG_TIME_NS", false).with("CONFIG_TIME_NS_VDSO", false);
            Layout off = draft(source, abi, file.get(), without, config, rules, hashStyle).layout();
            return new Variants.Draft(Variants.range("CONFIG_TIME_NS", on.layout(), off), on.open());
        });
    }

    /** Neither C file is there: none, if this is a kernel at all and exec would not call it either. */
    private static Layout withoutVdso(SourceTree tree, Abi abi) {
        if (tree.blob(MmRules.MMAP).isEmpty()) {
            return Layout.unknown("this is no whole kernel source: " + MmRules.MMAP + " is missing");
        }
        List<String> headers = new ArrayList<>(ELF_HEADERS);
        headers.add(abi == Abi.PPC32 ? "include/asm-ppc/elf.h" : "include/asm-ppc64/elf.h");
        for (String header : headers) {
            Optional<Unit> unit = Unit.read(tree, header, elfIncludes(), settings(usual(abi), Optional.empty()));
            if (unit.isPresent() && (unit.get().mentions("arch_setup_additional_pages")
                    || unit.get().macro("ARCH_HAS_SETUP_ADDITIONAL_PAGES").isPresent())) {
                return Layout.unknown(header + " sets up a vDSO, but " + String.join(" and ", FILES) + " are missing");
            }
        }
        return Layout.none();
    }

    private static Variants.Draft draft(
            Source source, Abi abi, String file, Settings settings, KernelConfig config, MmRules rules, Fact hashStyle) {
        SourceTree tree = source.tree();
        List<Unit> units = new ArrayList<>();
        Unit.read(tree, file, includes(file), settings).ifPresent(units::add);
        Unit.read(tree, DATASTORE, includes(file), settings).ifPresent(units::add);
        first(tree, elfHeaders(file)).flatMap(path -> Unit.read(tree, path, elfIncludes(), settings)).ifPresent(units::add);
        for (String header : REMAP_HEADERS) {
            Unit.read(tree, header, elfIncludes(), settings)
                    .filter(unit -> unit.hasFunction("arch_remap"))
                    .ifPresent(units::add);
        }
        Set<String> images = ImageSymbols.read(source, wrappers(file));
        Machine machine = new Machine(units, settings, truths(abi));
        MappingReader.Arch arch = new MappingReader.Arch(
                machine,
                "arch_setup_additional_pages",
                images::contains,
                symbol -> symbol.startsWith("["),
                "ARCH_DLINFO");

        Map<FactKey, Fact> facts = new EnumMap<>(MappingReader.read(arch, rules));
        facts.put(FactKey.HASH_STYLE, hashStyle);
        facts.put(FactKey.TIMENS, SharedFacts.timens(config));
        facts.put(FactKey.SEALABLE, SharedFacts.sealable(config, facts.get(FactKey.SEALABLE)));
        Map<String, String> open = new LinkedHashMap<>(machine.openSymbols());
        units.forEach(unit -> unit.openSymbols().forEach(open::putIfAbsent));
        return new Variants.Draft(new Layout(facts), open);
    }

    private static Optional<String> first(SourceTree tree, List<String> paths) {
        return paths.stream().filter(path -> tree.blob(path).isPresent()).findFirst();
    }

    // Where things were.

    private static boolean before64Merge(String file) {
        return file.startsWith("arch/ppc64/");
    }

    private static String kconfig(String file) {
        return before64Merge(file) ? "arch/ppc64/Kconfig" : "arch/powerpc/Kconfig";
    }

    private static List<String> elfHeaders(String file) {
        return before64Merge(file) ? List.of("include/asm-ppc64/elf.h") : ELF_HEADERS;
    }

    private static List<String> wrappers(String file) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        return List.of(
                folder + "vdso64_wrapper.S", folder + "vdso32_wrapper.S", folder + "vdso64/vdso64_wrapper.S",
                folder + "vdso32/vdso32_wrapper.S");
    }

    private static List<String> makefiles(Abi abi) {
        String bits = abi == Abi.PPC64 ? "vdso64" : "vdso32";
        return List.of(
                "arch/powerpc/kernel/vdso/Makefile", "arch/powerpc/kernel/" + bits + "/Makefile",
                "arch/ppc64/kernel/" + bits + "/Makefile");
    }

    /** Of the headers, those about the vDSO; the rest of the kernel's headers say nothing that a layout needs. */
    private static Includes includes(String file) {
        return new Includes(
                name -> before64Merge(file) ? Headers.candidates(name, "ppc64") : Headers.candidates(name, "powerpc"),
                Headers::aboutVdso);
    }

    private static Includes elfIncludes() {
        return new Includes(name -> Headers.candidates(name, "powerpc"), name -> name.endsWith("/elf.h"));
    }

    // What is stated.

    private static Map<String, Boolean> usual(Abi abi) {
        boolean is64 = abi != Abi.PPC32;
        Map<String, Boolean> usual = new HashMap<>();
        usual.put("PPC", true);
        usual.put("PPC64", is64);
        usual.put("PPC32", !is64);
        usual.put("64BIT", is64);
        usual.put("32BIT", !is64);
        usual.put("COMPAT", is64);
        usual.put("VDSO32", true);
        usual.put("MMU", true);
        usual.put("SMP", true);
        return usual;
    }

    private static Settings settings(Map<String, Boolean> usual, KernelConfig config) {
        return settings(usual, Optional.of(config));
    }

    private static Settings settings(Map<String, Boolean> usual, Optional<KernelConfig> config) {
        Map<String, Boolean> stated = SharedFacts.settings(config);
        usual.forEach((symbol, on) -> stated.put("CONFIG_" + symbol, on));
        stated.put("__powerpc__", true);
        stated.put("__powerpc64__", usual.get("PPC64"));
        return new Settings(stated);
    }

    private static Map<String, Boolean> truths(Abi abi) {
        boolean compat = abi == Abi.PPC32_COMPAT;
        boolean is32 = abi != Abi.PPC64;
        return Map.of(
                "test_thread_flag(TIF_32BIT)", compat,
                "is_32bit_task()", is32,
                "is_compat_task()", compat,
                "in_compat_syscall()", compat);
    }
}
