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
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Unit;
import org.vvarmap.source.Value;

/**
 * 32-bit programs on x86 until 3.15, on a 32-bit kernel and on a 64-bit one: code of their own put their image into memory. It
 * was a page at most, and a copy; first of all in a page at an address of the kernel's own, then in a VMA. In 3.15 it got data.
 */
final class Ia32 {

    private static final String SETUP = "arch_setup_additional_pages";

    /** The code for both kernels, since 2.6.25. */
    private static final String SHARED = "arch/x86/vdso/vdso32-setup.c";

    private static final List<String> NATIVE = List.of("arch/x86/kernel/sysenter_32.c", "arch/i386/kernel/sysenter.c");

    private static final List<String> COMPAT = List.of("arch/x86/ia32/syscall32.c", "arch/x86_64/ia32/syscall32.c");

    /** Exec for 32-bit programs was built out of this file, with macros of its own. */
    private static final String BINFMT = "ia32_binfmt.c";

    private static final Pattern COMPAT_NAME = Pattern.compile("#\\s*define\\s+(?:compat_)?" + SETUP + "\\s+(\\w+)");

    /** For a time the macro for the auxiliary vector noted where the image is. */
    private static final Pattern NOTED = Pattern.compile("current -> mm -> context \\. vdso = [^;]*\\bVSYSCALL32_BASE ;");

    private Ia32() {}

    /** Reads a layout; empty where this is not the code that sets up such programs. */
    static Optional<Layout> read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        List<String> old = abi == Abi.I386 ? NATIVE : COMPAT;
        Optional<String> own = old.stream().filter(path -> tree.blob(path).isPresent()).findFirst();
        String file = own.orElse(SHARED);
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        List<String> auxv = own.isPresent() && abi == Abi.I386_COMPAT ? List.of(folder + BINFMT) : elfHeaders(file);
        String setup = abi == Abi.I386 ? SETUP : compatSetup(tree, auxv);
        if (X86.defines(tree, file, setup, abi)) {
            return Optional.of(LayoutReader.read(source, subject(source, abi, file, setup, auxv)));
        }
        return own.map(found -> X86Gate.read(source, gate(abi, found, folder, auxv)));
    }

    private static List<String> elfHeaders(String file) {
        return file.startsWith("arch/i386/")
                ? List.of("include/asm-i386/elf.h")
                : List.of("arch/x86/include/asm/elf.h", "include/asm-x86/elf.h");
    }

    private static String compatSetup(SourceTree tree, List<String> paths) {
        return paths.stream()
                .flatMap(path -> tree.file(path).stream())
                .map(file -> COMPAT_NAME.matcher(file.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse(SETUP);
    }

    private static LayoutReader.Subject subject(Source source, Abi abi, String file, String setup, List<String> auxv) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        Set<String> images = images(source, file, folder);
        return new LayoutReader.Subject(
                file,
                setup,
                headers(file),
                auxv,
                abi == Abi.I386_COMPAT && file.equals(SHARED) ? "COMPAT_ARCH_DLINFO" : "ARCH_DLINFO",
                List.of(),
                List.of("arch/" + headers(file) + "/Kconfig"),
                X86.usual(abi),
                Map.of("__i386__", abi == Abi.I386, "__x86_64__", abi != Abi.I386),
                truths(abi),
                makefiles(file, folder),
                images::contains,
                symbol -> symbol.startsWith("[")
                        || symbol.endsWith("_end") && images.contains(symbol.replaceFirst("_end$", "_start")),
                settings -> process(source.tree(), abi, file, auxv, settings),
                List.of(),
                abi == Abi.I386 ? List.of() : X86.NAMING,
                anyway(abi, file));
    }

    private static Map<String, Boolean> truths(Abi abi) {
        Map<String, Boolean> truths = new HashMap<>(X86.truths(abi));
        // A VMA that exec made is not that of the kernel's own page.
        truths.put("((&vma)==(&gate_vma))", false);
        return truths;
    }

    private static X86Gate.Subject gate(Abi abi, String file, String folder, List<String> auxv) {
        boolean compat = abi == Abi.I386_COMPAT;
        return new X86Gate.Subject(
                abi,
                headers(file),
                compat ? List.of(file, auxv.get(0), "arch/x86_64/mm/init.c") : List.of(file),
                wrappers(file, folder),
                compat
                        ? List.of("asm/vsyscall.h", "asm/vsyscall32.h")
                        : List.of("asm/elf.h", "asm/fixmap.h", "asm/auxvec.h", "linux/auxvec.h"),
                makefiles(file, folder));
    }

    private static String headers(String file) {
        return file.split("/")[1];
    }

    private static List<String> anyway(Abi abi, String file) {
        return file.equals(SHARED) ? List.of() : abi == Abi.I386 ? List.of("asm/elf.h") : List.of("asm/vsyscall32.h");
    }

    /** Assembler files that include the images; at first the C file for 64-bit kernels did it itself. */
    private static List<String> wrappers(String file, String folder) {
        return List.of(
                file, folder + "vdso32.S", folder + "vsyscall.S", folder + "vsyscall_32.S", folder + "syscall32_syscall.S");
    }

    private static Set<String> images(Source source, String file, String folder) {
        Set<String> images = new HashSet<>(ImageSymbols.read(source, wrappers(file, folder)));
        wrappers(file, folder).forEach(path -> images.addAll(X86.defined(source.tree(), path)));
        return images;
    }

    private static List<String> makefiles(String file, String folder) {
        return file.equals(NATIVE.get(0)) ? List.of(folder + "Makefile_32") : List.of(folder + "Makefile");
    }

    /** What exec itself leaves in the memory descriptor of a 32-bit program on a 64-bit kernel. */
    private static Map<String, Value> process(SourceTree tree, Abi abi, String file, List<String> auxv, Settings settings) {
        Map<String, Value> memory = new HashMap<>();
        if (abi == Abi.I386_COMPAT && !file.equals(SHARED)) {
            memory.put("current.mm.context.vdso", Sum.ZERO);
            memory.put("current.mm.task_size", Sum.symbol("IA32_PAGE_OFFSET"));
            Includes includes = new Includes(
                    name -> Headers.candidates(name, headers(file)), name -> false, anyway(abi, file));
            Unit.read(tree, auxv.get(0), includes, settings)
                    .filter(unit -> unit.macro("ARCH_DLINFO").filter(text -> NOTED.matcher(text).find()).isPresent())
                    .flatMap(unit -> new Machine(List.of(unit), settings, Map.of())
                            .argumentAfter("ARCH_DLINFO", "AT_SYSINFO_EHDR", Map.of(), List.of()))
                    .ifPresent(address -> memory.put("current.mm.context.vdso", address));
        }
        return memory;
    }
}
