package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/**
 * User-mode Linux on x86. For 64-bit programs it has had an image of one page, whose calls enter the kernel, at a fixed
 * address. To 32-bit programs it lent the page of its host, where the host had one at a fixed address above its processes.
 */
final class Um implements ArchReader {

    private static final List<String> FILES = List.of("arch/x86/um/vdso/vma.c", "arch/um/sys-x86_64/vdso/vma.c");

    /** Something that every kernel with this architecture has. */
    private static final List<String> EXISTS = List.of("arch/um/Makefile", "arch/x86/um/Makefile");

    private static List<String> elfHeaders(Abi abi) {
        return abi == Abi.UM_X86_64
                ? List.of("arch/x86/um/asm/elf.h", "arch/um/sys-x86_64/asm/elf.h", "include/asm-um/elf-x86_64.h")
                : List.of("arch/x86/um/asm/elf.h", "arch/um/sys-i386/asm/elf.h", "include/asm-um/elf-i386.h");
    }

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.UM_X86_64, Abi.UM_I386);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/um/") || path.startsWith("arch/x86/um/") || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        return WholeSource.mayHave(source, EXISTS);
    }

    @Override
    public Layout read(Source source, Abi abi) {
        return abi == Abi.UM_X86_64 ? read64(source) : Layout.unknown("not read yet");
    }

    private static Layout read64(Source source) {
        Optional<String> file =
                FILES.stream().filter(path -> source.tree().blob(path).isPresent()).findFirst();
        if (file.isEmpty()) {
            return WholeSource.without(FILES.get(0), source, elfHeaders(Abi.UM_X86_64));
        }
        String folder = file.get().substring(0, file.get().lastIndexOf('/') + 1);
        Set<String> images = ImageSymbols.read(source, List.of(folder + "vdso.S"));
        return LayoutReader.read(source, new LayoutReader.Subject(
                file.get(),
                "arch_setup_additional_pages",
                "um",
                elfHeaders(Abi.UM_X86_64),
                "ARCH_DLINFO",
                List.of(),
                "arch/x86/um/Kconfig",
                usual(true),
                Map.of(),
                Map.of(),
                List.of(folder + "Makefile"),
                images::contains,
                symbol -> false,
                settings -> Map.of(),
                List.of(),
                List.of("arch/x86/um/mem_64.c", "arch/um/sys-x86_64/mem.c")));
    }

    private static Map<String, Boolean> usual(boolean is64) {
        Map<String, Boolean> usual = new HashMap<>();
        usual.put("UML", true);
        usual.put("MMU", true);
        usual.put("X86_64", is64);
        usual.put("X86_32", !is64);
        usual.put("64BIT", is64);
        return usual;
    }
}
