package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Includes;
import org.vvarmap.source.LinkerScript;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Unit;
import org.vvarmap.source.Value;

/**
 * x86: 64-bit, since special mappings. The image is a {@code struct vdso_image} that the tool vdso2c writes at build time, so
 * its name and its {@code data} and {@code size} members are fixed by that tool.
 */
final class X86 implements ArchReader {

    private static final List<String> FILES = List.of("arch/x86/entry/vdso/vma.c", "arch/x86/vdso/vma.c");

    private static final List<String> MAKEFILES = List.of(
            "arch/x86/entry/vdso/common/Makefile.include", "arch/x86/entry/vdso/Makefile", "arch/x86/vdso/Makefile");

    private static final String DATASTORE = "lib/vdso/datastore.c";

    /** What vdso2c has called the 64-bit image. */
    private static final List<String> IMAGES = List.of("vdso64_image", "vdso_image_64");

    private static final Pattern IMAGE = Pattern.compile("vdso\\w*_image\\w*\\.data");

    private static final Pattern IMAGE_SIZE = Pattern.compile("vdso\\w*_image\\w*\\.size");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.X86_64);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/x86/");
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        Optional<String> file =
                FILES.stream().filter(path -> tree.blob(path).isPresent()).findFirst();
        if (file.isEmpty()) {
            return Layout.unknown("x86 before " + FILES.get(1) + " is not read yet");
        }
        // With the clocks of hypervisors, as distributions have them: they fill [vvar_vclock].
        Map<String, Boolean> usual = new HashMap<>();
        for (String on : List.of(
                "X86", "X86_64", "64BIT", "COMPAT", "IA32_EMULATION", "MMU", "SMP", "PARAVIRT_CLOCK", "HYPERV_TIMER",
                "FUTEX_ROBUST_UNLOCK")) {
            usual.put(on, true);
        }
        usual.put("X86_32", false);
        KernelConfig config = KernelConfig.read(source, "arch/x86/Kconfig", usual);
        Map<String, Boolean> stated = new HashMap<>(SharedFacts.settings(Optional.of(config)));
        usual.forEach((symbol, on) -> stated.put("CONFIG_" + symbol, on));
        MmRules rules = MmRules.read(source);
        Fact hashStyle = HashStyles.read(source, MAKEFILES);
        return Variants.settle(
                new Settings(stated), variant -> draft(tree, file.get(), variant, config, rules, hashStyle));
    }

    /** vdso2c hands the linker script's symbols to the kernel as members of the image, {@code sym_} before their names. */
    private static Map<String, Value> imageSymbols(SourceTree tree, String file, Includes headers, Settings settings) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        Map<String, Value> members = new HashMap<>();
        Settings assembler = settings.with("__ASSEMBLY__", true).with("__ASSEMBLER__", true);
        LinkerScript.symbols(tree, folder + "vdso-layout.lds.S", headers, assembler)
                .forEach((symbol, address) -> IMAGES.forEach(image -> members.put(image + ".sym_" + symbol, address)));
        return members;
    }

    private static Variants.Draft draft(
            SourceTree tree, String file, Settings settings, KernelConfig config, MmRules rules, Fact hashStyle) {
        Includes headers = new Includes(name -> Headers.candidates(name, "x86"), Headers::aboutVdso);
        Includes elf = new Includes(name -> Headers.candidates(name, "x86"), name -> false);
        List<Unit> units = new ArrayList<>();
        Unit.read(tree, file, headers, settings).ifPresent(units::add);
        Unit.read(tree, DATASTORE, headers, settings).ifPresent(units::add);
        Unit.read(tree, "arch/x86/include/asm/elf.h", elf, settings).ifPresent(units::add);
        Machine machine = new Machine(units, settings, Map.of());
        machine.remember(imageSymbols(tree, file, headers, settings));
        MappingReader.Arch arch = new MappingReader.Arch(
                machine,
                "arch_setup_additional_pages",
                symbol -> IMAGE.matcher(symbol).matches(),
                symbol -> IMAGE_SIZE.matcher(symbol).matches(),
                "ARCH_DLINFO");

        Map<FactKey, Fact> facts = new EnumMap<>(MappingReader.read(arch, rules));
        facts.put(FactKey.HASH_STYLE, hashStyle);
        facts.put(FactKey.TIMENS, SharedFacts.timens(config));
        facts.put(FactKey.SEALABLE, SharedFacts.sealable(config, facts.get(FactKey.SEALABLE)));
        Map<String, String> open = new LinkedHashMap<>(machine.openSymbols());
        units.forEach(unit -> unit.openSymbols().forEach(open::putIfAbsent));
        return new Variants.Draft(new Layout(facts), open);
    }
}
