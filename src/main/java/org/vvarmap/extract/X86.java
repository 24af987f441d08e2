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
import org.vvarmap.source.Unit;
import org.vvarmap.source.Value;

/**
 * x86: 64-bit, 32-bit, 32-bit programs on a 64-bit kernel, and x32. 32-bit programs are {@link Ia32}'s until all ABIs share one
 * function that maps an image; where exec maps nothing, {@link X86Gate} says what there is.
 *
 * <p>There the image is a {@code struct vdso_image} that the tool vdso2c writes at build time, so its name and its
 * {@code data} and {@code size} members are fixed by that tool. Before, an assembler file included the 64-bit image.
 */
final class X86 implements ArchReader {

    private static final List<String> FILES = List.of(
            "arch/x86/entry/vdso/vma.c", "arch/x86/vdso/vma.c", "arch/x86_64/vdso/vma.c");

    private static final List<String> MAKEFILES = List.of(
            "arch/x86/entry/vdso/common/Makefile.include", "arch/x86/entry/vdso/Makefile", "arch/x86/vdso/Makefile",
            "arch/x86_64/vdso/Makefile");

    private static final List<String> ELF_HEADERS =
            List.of("arch/x86/include/asm/elf.h", "include/asm-x86/elf.h", "include/asm-x86_64/elf.h");

    private static final String KCONFIG = "arch/x86/Kconfig";

    /** What vdso2c has called each ABI's image. */
    private static List<String> images(Abi abi) {
        return switch (abi) {
            case X86_64 -> List.of("vdso64_image", "vdso_image_64");
            case X32 -> List.of("vdsox32_image", "vdso_image_x32");
            default -> List.of(
                    "vdso32_image", "vdso_image_32", "vdso_image_32_sysenter", "vdso_image_32_syscall", "vdso_image_32_int80");
        };
    }

    private static final Pattern IMAGE = Pattern.compile("vdso\\w*_image\\w*\\.data");

    private static final Pattern IMAGE_SIZE = Pattern.compile("vdso\\w*_image\\w*\\.size");

    /** Before special mappings, where the 64-bit kernel names a VMA. */
    static final List<String> NAMING = List.of("arch/x86/mm/init_64.c", "arch/x86_64/mm/init.c");

    /** At first the image was a section of the kernel, and the kernel's linker script named its start. */
    private static final List<String> SCRIPTS = List.of("arch/x86/kernel/vmlinux_64.lds.S", "arch/x86_64/kernel/vmlinux.lds.S");

    private static final Pattern SECTION =
            Pattern.compile("\\.section\\s+\"\\.vdso\"[^\\n]*\\s+\\.incbin\\s+\"[^\"]*vdso\\.so\"");

    private static final Pattern SECTION_START =
            Pattern.compile("(?m)^\\s*(\\w+)\\s*=\\s*\\.\\s*;\\s*\\.vdso\\s*:[^{]*\\{\\s*\\*\\(\\.vdso\\)\\s*\\}");

    private static final String NATIVE_SETUP = "arch_setup_additional_pages";

    private static final String COMPAT_SETUP = "compat_arch_setup_additional_pages";

    private static final Pattern COMPAT_NAME = Pattern.compile("#\\s*define\\s+" + COMPAT_SETUP + "\\s+(\\w+)");

    /** The clock's data among the variables whose addresses the image is told at boot. */
    private static final Pattern TOLD = Pattern.compile("(?m)^VEXTERN\\(vsyscall_gtod_data\\)");

    /** The clock's data in a page at a fixed address: each variable is reached by a pointer that is a constant. */
    private static final Pattern FIXED =
            Pattern.compile("vvaraddr_\\s*##\\s*name[\\s\\\\]*=[\\s\\\\]*\\(void \\*\\)\\((VVAR_ADDRESS|VSYSCALL_START)\\b");

    /** Until 3.15 an assembler file includes the image, at last by a macro. */
    private static final Pattern DEFINED = Pattern.compile("(?m)^DEFINE_VDSO_IMAGE\\((\\w+),");

    /** Within what vdso2c prints: the name of the mapping in an image. */
    private static final Pattern MAPPING_NAME =
            Pattern.compile("\\.text_mapping\\s*=\\s*\\{.{0,80}?\\.name\\s*=\\s*\\\\\"([^\"\\\\]*)\\\\\"", Pattern.DOTALL);

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.X86_64, Abi.I386, Abi.I386_COMPAT, Abi.X32);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/x86/") || path.startsWith("arch/x86_64/") || path.startsWith("arch/i386/");
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        return abi != Abi.X32 || hasX32(source) || source.tree().blob(elfHeader(source.tree())).isEmpty();
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        boolean has32 = abi == Abi.I386 || abi == Abi.I386_COMPAT;
        Optional<Layout> old = has32 ? Ia32.read(source, abi) : Optional.empty();
        if (old.isPresent()) {
            return old.get();
        }
        Optional<String> file =
                FILES.stream().filter(path -> tree.blob(path).isPresent()).findFirst();
        if (file.isEmpty()) {
            return abi == Abi.X86_64
                    ? withoutVdso(source)
                    : Layout.unknown("this is no whole kernel source with x86: " + FILES.get(1) + " is missing");
        }
        if (tree.blob(elfHeader(tree)).isEmpty()) {
            return Layout.unknown("this is no whole kernel source with x86: " + elfHeader(tree) + " is missing");
        }
        String setup = setup(tree, abi);
        if (has32 && !defines(tree, file.get(), setup, abi)) {
            return Layout.unknown(abi.label() + " is read from " + file.get() + ", which does not map a 32-bit image");
        }
        Layout layout = LayoutReader.read(source, subject(source, abi, file.get(), setup));
        if (has32 && layout.get(FactKey.VDSO) instanceof Fact.Unknown unknown) {
            // Code of that time is elsewhere; what this folder's Makefile says is not about it.
            return Layout.unknown(unknown.reason());
        }
        if (!layout.get(FactKey.DATA_PLACEMENT).is("none")) {
            return layout;
        }
        if (NAMING.stream().noneMatch(path -> tree.blob(path).isPresent())) {
            return Layout.unknown("what the mapping is called is not known: " + NAMING.get(0) + " is missing");
        }
        return layout.with(FactKey.DATA_PLACEMENT, hiddenData(tree, folder(file.get())));
    }

    private static String elfHeader(SourceTree tree) {
        return ELF_HEADERS.stream().filter(path -> tree.blob(path).isPresent()).findFirst().orElse(ELF_HEADERS.get(0));
    }

    /** The function that exec calls; for programs of another size a macro may give another name to it. */
    private static String setup(SourceTree tree, Abi abi) {
        if (abi == Abi.X86_64 || abi == Abi.I386) {
            return NATIVE_SETUP;
        }
        return tree.file(elfHeader(tree))
                .map(header -> COMPAT_NAME.matcher(header.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse(COMPAT_SETUP);
    }

    /** Whether a file has a function under the usual configuration. */
    static boolean defines(SourceTree tree, String path, String function, Abi abi) {
        Map<String, Boolean> stated = SharedFacts.settings(Optional.empty());
        usual(abi).forEach((symbol, on) -> stated.put("CONFIG_" + symbol, on));
        Includes nothing = new Includes(name -> List.of(), name -> false);
        return Unit.read(tree, path, nothing, new Settings(stated)).filter(unit -> unit.hasFunction(function)).isPresent();
    }

    /** The data that no VMA holds: the code has its fixed kernel address, or is told it at boot. */
    private static Fact hiddenData(SourceTree tree, String folder) {
        boolean told = contains(tree, folder + "vextern.h", TOLD);
        boolean fixed = contains(tree, "arch/x86/include/asm/vvar.h", FIXED);
        return told || fixed ? Fact.of("elsewhere") : Fact.unknown("where the data is was not found, " + folder);
    }

    private static boolean contains(SourceTree tree, String path, Pattern pattern) {
        return tree.file(path).filter(file -> pattern.matcher(file.text()).find()).isPresent();
    }

    /** No vma.c, in a kernel with the architecture: none, if exec would not call it either. */
    private static Layout withoutVdso(Source source) {
        SourceTree tree = source.tree();
        Optional<SourceFile> header = tree.file(elfHeader(tree));
        if (tree.blob(MmRules.MMAP).isEmpty() || header.isEmpty()) {
            return Layout.unknown("this is no whole kernel source with x86: " + MmRules.MMAP + " or an elf.h is missing");
        }
        return Pattern.compile(NATIVE_SETUP + "|AT_SYSINFO_EHDR").matcher(header.get().text()).find()
                ? Layout.unknown(header.get().path() + " sets up a vDSO, but " + String.join(" and ", FILES) + " are missing")
                : X86Gate.read(source, new X86Gate.Subject(
                        Abi.X86_64, "x86_64", List.of(NAMING.get(1)), List.of(), List.of("asm/vsyscall.h"), List.of()));
    }

    /** Whether the kernel can run x32 programs: the symbol was first set by hand, and by the Makefile turned into another. */
    private static boolean hasX32(Source source) {
        KernelConfig config = KernelConfig.read(source, KCONFIG, Map.of());
        return config.defines("X86_X32") || config.defines("X86_X32_ABI");
    }

    /** The symbols that an image starts at where an assembler file includes it. */
    private static Set<String> included(Source source, String folder, Abi abi) {
        if (abi == Abi.I386 || abi == Abi.I386_COMPAT) {
            return Set.of();
        }
        String path = folder + (abi == Abi.X32 ? "vdsox32.S" : "vdso.S");
        Set<String> starts = new HashSet<>(ImageSymbols.read(source, List.of(path)));
        starts.addAll(defined(source.tree(), path));
        if (contains(source.tree(), path, SECTION)) {
            for (String script : SCRIPTS) {
                source.tree().file(script).map(file -> SECTION_START.matcher(file.text())).filter(Matcher::find)
                        .ifPresent(start -> starts.add(start.group(1)));
            }
        }
        return starts;
    }

    /** The symbols that an image starts at where a macro includes it. */
    static Set<String> defined(SourceTree tree, String path) {
        Set<String> starts = new HashSet<>();
        tree.file(path).ifPresent(file -> {
            Matcher defined = DEFINED.matcher(file.text());
            while (defined.find()) {
                starts.add(defined.group(1) + "_start");
            }
        });
        return starts;
    }

    private static LayoutReader.Subject subject(Source source, Abi abi, String file, String setup) {
        SourceTree tree = source.tree();
        boolean beforeMerge = file.startsWith("arch/x86_64/");
        Set<String> starts = included(source, folder(file), abi);
        return new LayoutReader.Subject(
                file,
                setup,
                beforeMerge ? "x86_64" : "x86",
                List.of(elfHeader(tree)),
                auxvMacro(abi),
                List.of(),
                beforeMerge ? "arch/x86_64/Kconfig" : KCONFIG,
                usual(abi),
                Map.of(),
                truths(abi),
                MAKEFILES,
                symbol -> IMAGE.matcher(symbol).matches() || starts.contains(symbol),
                symbol -> IMAGE_SIZE.matcher(symbol).matches()
                        || symbol.endsWith("_end") && starts.contains(symbol.replaceFirst("_end$", "_start")),
                settings -> imageMembers(tree, abi, file, settings),
                List.of(folder(file) + "vdso32-setup.c"),
                abi == Abi.I386 ? List.of() : NAMING);
    }

    private static String folder(String file) {
        return file.substring(0, file.lastIndexOf('/') + 1);
    }

    /** The two kinds of compat programs share one, which asks which it is. */
    private static String auxvMacro(Abi abi) {
        return abi == Abi.I386_COMPAT || abi == Abi.X32 ? "COMPAT_ARCH_DLINFO" : "ARCH_DLINFO";
    }

    /** With the clocks of hypervisors, as distributions have them: they fill {@code [vvar_vclock]}. */
    static Map<String, Boolean> usual(Abi abi) {
        boolean is64 = abi != Abi.I386;
        Map<String, Boolean> usual = new HashMap<>();
        for (String on : List.of(
                "X86", "MMU", "SMP", "PARAVIRT_CLOCK", "HYPERV_TIMER", "FUTEX_ROBUST_UNLOCK")) {
            usual.put(on, true);
        }
        for (String on64 : List.of("X86_64", "64BIT", "COMPAT", "IA32_EMULATION")) {
            usual.put(on64, is64);
        }
        usual.put("X86_32", !is64);
        // For C libraries older than glibc 2.3.3: since 3.15 it means no 32-bit image, before that one at a fixed address. It was
        // the default of Kconfig until 3.14, but distributions turned it off: it takes the randomness out of the address.
        usual.put("COMPAT_VDSO", false);
        if (!is64) {
            // An experiment in 2.6.20 and 2.6.21, which withheld AT_SYSINFO_EHDR by default.
            usual.put("PARAVIRT", false);
        }
        if (abi != Abi.X86_64) {
            usual.put("X86_X32_ABI", is64);
        }
        return usual;
    }

    static Map<String, Boolean> truths(Abi abi) {
        Map<String, Boolean> truths = new HashMap<>();
        boolean x32 = abi == Abi.X32;
        if (abi != Abi.X86_64) {
            truths.putAll(Map.of("x32", x32, "test_thread_flag(TIF_X32)", x32, "((exec.e_machine)==(EM_X86_64))", x32,
                    "in_ia32_syscall()", !x32));
        }
        // The processor decided which 32-bit image there is; they differ in how they enter the kernel, not in layout.
        for (String feature : List.of("X86_FEATURE_SEP", "X86_FEATURE_SYSENTER32")) {
            truths.put("boot_cpu_has(" + feature + ")", true);
        }
        truths.put("boot_cpu_has(X86_FEATURE_SYSCALL32)", false);
        images(abi).forEach(image -> truths.put(image + ".size", true));
        return truths;
    }

    /** What {@link Vdso2c} writes into an image, and for a time a special mapping with its name. */
    private static Map<String, Value> imageMembers(SourceTree tree, Abi abi, String file, Settings settings) {
        Map<String, Value> members = new HashMap<>();
        Settings build = settings.with("BUILD_VDSO64", abi == Abi.X86_64)
                .with("BUILD_VDSOX32", abi == Abi.X32)
                .with("BUILD_VDSO32", abi == Abi.I386 || abi == Abi.I386_COMPAT);
        Optional<Value> name = mappingName(tree, folder(file) + "vdso2c.h");
        for (String image : images(abi)) {
            members.putAll(Vdso2c.symbols(tree, folder(file) + "vdso-layout.lds.S", "x86", build, image));
            name.ifPresent(text -> members.put(image + ".text_mapping.name", text));
        }
        return members;
    }

    /** The name of the mapping that vdso2c writes into each image; empty since the kernel's own code has the mapping. */
    private static Optional<Value> mappingName(SourceTree tree, String path) {
        return tree.file(path)
                .map(source -> MAPPING_NAME.matcher(source.text()))
                .filter(Matcher::find)
                .map(matcher -> new Value.Text(matcher.group(1)));
    }
}
