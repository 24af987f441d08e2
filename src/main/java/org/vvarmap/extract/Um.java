package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Unit;

/**
 * User-mode Linux on x86. For 64-bit programs it has had an image of one page, whose calls enter the kernel, at a fixed
 * address. To 32-bit programs it lent the page of its host, where the host had one above its processes' stacks: hosts of the
 * time before address space randomisation did. No source of the guest says which host it runs on.
 */
final class Um implements ArchReader {

    private static final List<String> FILES = List.of("arch/x86/um/vdso/vma.c", "arch/um/sys-x86_64/vdso/vma.c");

    /** Something that every kernel with this architecture has. */
    private static final List<String> EXISTS = List.of("arch/um/Makefile", "arch/x86/um/Makefile");

    private static final List<String> KCONFIGS = List.of(
            "arch/um/Kconfig", "arch/um/Kconfig.common", "arch/um/Kconfig.um", "arch/x86/um/Kconfig", "arch/um/Kconfig.x86");

    private static final List<String> KCONFIGS_32 =
            List.of("arch/x86/um/Kconfig", "arch/um/Kconfig.x86", "arch/um/Kconfig.i386", "arch/um/Kconfig_i386");

    private static final String MEMORY = "arch/um/kernel/mem.c";

    private static final String HOST = "arch/um/os-Linux/elf_aux.c";

    /** What elf.h says on other architectures, newest first. */
    private static List<String> elfHeaders(Abi abi) {
        return abi == Abi.UM_X86_64
                ? List.of(
                        "arch/x86/um/asm/elf.h", "arch/um/sys-x86_64/asm/elf.h", "include/asm-um/elf-x86_64.h",
                        "include/asm-um/archparam-x86_64.h")
                : List.of(
                        "arch/x86/um/asm/elf.h", "arch/um/sys-i386/asm/elf.h", "include/asm-um/elf-i386.h",
                        "include/asm-um/archparam-i386.h");
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
        return abi == Abi.UM_X86_64 ? read64(source) : read32(source);
    }

    /**
     * The kernel finds its host's page in its own auxiliary vector, copies it and passes the address on; one that a host mapped
     * below its processes' stacks it does not take. How large a page is it is told by the host, too. So what such a page would
     * make different is not known.
     */
    private static Layout read32(Source source) {
        SourceTree tree = source.tree();
        Optional<String> elf = elfHeaders(Abi.UM_I386).stream().filter(path -> tree.blob(path).isPresent()).findFirst();
        if (elf.isEmpty() || tree.blob(MmRules.MMAP).isEmpty()) {
            return Layout.unknown("the source is not whole: " + MmRules.MMAP + " or an elf.h is missing");
        }
        Map<String, Boolean> stated = new HashMap<>();
        usual(false).forEach((symbol, on) -> stated.put("CONFIG_" + symbol, on));
        String lends = "ARCH_REUSE_HOST_VSYSCALL_AREA";
        stated.put("CONFIG_" + lends, KCONFIGS_32.stream().filter(path -> tree.blob(path).isPresent())
                .anyMatch(path -> isOn(source, path, lends)));
        List<String> headers = List.of("asm/elf.h");
        Includes includes = new Includes(name -> List.of(elf.get()), headers::contains, headers);
        Layout lent = GateReader.read(source, new GateReader.Subject(
                List.of("arch/x86/um/mem_32.c", "arch/um/sys-i386/mem.c", elf.get()),
                List.of(MEMORY, HOST),
                includes,
                stated,
                Um::isHosts,
                Fact.NULL));
        return lent.get(FactKey.VDSO).isKnown()
                ? Variants.same(
                        "depends on whether the host has a page above its processes' stacks to lend, " + HOST,
                        lent,
                        Layout.none())
                : lent;
    }

    private static boolean isOn(Source source, String kconfig, String symbol) {
        return KernelConfig.read(source, kconfig, Map.of("64BIT", false)).isOn(symbol).orElse(false);
    }

    /** Whether an address is in a variable that the host's auxiliary vector is read into, and the kernel copies a page. */
    private static boolean isHosts(Sum address, Machine machine, Function<String, Optional<Unit>> units) {
        Optional<String> variable = address.symbol();
        return variable.isPresent()
                && units.apply(HOST).filter(unit -> unit.mentions("AT_SYSINFO_EHDR") && unit.mentions(variable.get())).isPresent()
                && units.apply(MEMORY).filter(unit -> unit.mentions("memcpy") && unit.mentions("FIXADDR_USER_START")).isPresent();
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
                KCONFIGS,
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
