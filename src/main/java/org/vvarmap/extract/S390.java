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
import org.vvarmap.layout.Layout;
import org.vvarmap.source.SourceFile;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * s390: 64-bit, 31-bit on a kernel of its own, and 31-bit programs on a 64-bit kernel.
 *
 * <p>One C file from the first vDSO on. The data page was last in the image's own VMA, then got a VMA below it. What each CPU
 * has of its own for the image was never in a VMA. Programs of 31 bits had an image, had none for some releases, had one
 * again, and then could not be run any more.
 */
final class S390 implements ArchReader {

    private static final String FILE = "arch/s390/kernel/vdso.c";

    private static final String KCONFIG = "arch/s390/Kconfig";

    private static final String SETUP = "arch_setup_additional_pages";

    private static final List<String> ELF_HEADERS = List.of("arch/s390/include/asm/elf.h", "include/asm-s390/elf.h");

    private static final List<String> WRAPPERS = List.of(
            "arch/s390/kernel/vdso/vdso_wrapper.S", "arch/s390/kernel/vdso64/vdso64_wrapper.S",
            "arch/s390/kernel/vdso32/vdso32_wrapper.S");

    private static final String MMU_CONTEXT = "arch/s390/include/asm/mmu_context.h";

    private static final Pattern MEMBER = Pattern.compile("\\bmm->context\\.(\\w+)\\s*\\|?=\\s*([^;=]+);");

    private static final Pattern WIDTH = Pattern.compile("(?m)^config 64BIT\\n((?:[ \\t]+.*\\n|\\n)*)");

    private static final Pattern ASKED = Pattern.compile("(?m)^\\s+(?:bool\\s+\"|prompt\\s)");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.S390X, Abi.S390, Abi.S390_COMPAT);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/s390/") || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        Optional<SourceFile> kconfig = source.tree().file(KCONFIG);
        if (kconfig.isEmpty()) {
            return WholeSource.mayHave(source, List.of(KCONFIG));
        }
        return switch (abi) {
            case S390 -> isWidthAsked(kconfig.get());
            case S390_COMPAT -> KernelConfig.read(source, KCONFIG, Map.of()).defines("COMPAT");
            default -> true;
        };
    }

    /** Whether a kernel can be built for 31 bits: whether 64 bits are a question, or follow from the answer to another. */
    private static boolean isWidthAsked(SourceFile kconfig) {
        Matcher width = WIDTH.matcher(kconfig.text());
        if (!width.find()) {
            return false;
        }
        boolean always = Pattern.compile("(?m)^\\s+def_bool\\s+y\\s*$").matcher(width.group(1)).find();
        return !always || ASKED.matcher(width.group(1)).find();
    }

    @Override
    public Layout read(Source source, Abi abi) {
        if (source.tree().blob(FILE).isEmpty()) {
            return WholeSource.without(FILE, source, ELF_HEADERS);
        }
        return abi == Abi.S390_COMPAT
                ? LayoutReader.readBeside(source, subject(source, Abi.S390X), subject(source, abi))
                : LayoutReader.read(source, subject(source, abi));
    }

    private static LayoutReader.Subject subject(Source source, Abi abi) {
        Set<String> images = ImageSymbols.read(source, WRAPPERS);
        return new LayoutReader.Subject(
                FILE,
                SETUP,
                "s390",
                ELF_HEADERS,
                "ARCH_DLINFO",
                List.of(),
                KCONFIG,
                usual(source, abi),
                Map.of("__s390__", true, "__s390x__", abi != Abi.S390),
                truths(abi),
                makefiles(source.tree(), abi),
                images::contains,
                symbol -> symbol.startsWith("["),
                settings -> newProcess(source.tree()),
                List.of(),
                List.of());
    }

    /** What a new process begins with, as far as it is nothing: a handler may ask later which image it was given. */
    private static Map<String, Value> newProcess(SourceTree tree) {
        Map<String, Value> memory = new HashMap<>();
        Set<String> settled = new HashSet<>();
        Optional<SourceFile> header = tree.file(MMU_CONTEXT);
        Matcher member = MEMBER.matcher(header.map(SourceFile::text).orElse(""));
        while (member.find()) {
            String place = "current.mm.context." + member.group(1);
            memory.put(place, Sum.ZERO);
            if (!settled.add(place) || !member.group(2).equals("0")) {
                memory.remove(place);
            }
        }
        return memory;
    }

    /** The image of 31 bits had a folder of its own as long as there was one. */
    private static List<String> makefiles(SourceTree tree, Abi abi) {
        String bits = abi == Abi.S390X ? "vdso64" : "vdso32";
        return List.of("arch/s390/kernel/vdso/Makefile", "arch/s390/kernel/" + bits + "/Makefile");
    }

    private static Map<String, Boolean> usual(Source source, Abi abi) {
        boolean is64 = abi != Abi.S390;
        Map<String, Boolean> usual = new HashMap<>();
        usual.put("S390", true);
        usual.put("64BIT", is64);
        usual.put("32BIT", !is64);
        usual.put("COMPAT", is64);
        usual.put("MULTIUSER", true);
        usual.put("MMU", true);
        usual.put("SMP", true);
        // Distributions build with GCC; with the other compiler there was no 31-bit image, later no 31-bit programs.
        usual.put("CC_IS_CLANG", false);
        usual.put("COMPAT_VDSO", KernelConfig.read(source, KCONFIG, usual).isOn("COMPAT_VDSO").orElse(false));
        return usual;
    }

    private static Map<String, Boolean> truths(Abi abi) {
        boolean compat = abi == Abi.S390_COMPAT;
        return Map.of(
                "is_compat_task()", compat,
                "test_thread_flag(TIF_31BIT)", compat,
                // Until 5.2 a static program got no image: the usual one is linked dynamically.
                "uses_interp", true);
    }
}
