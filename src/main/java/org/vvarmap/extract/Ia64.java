package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Path;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * Itanium: a "gate page" with an image, which every process sees at the same address. Its code enters the kernel by a cheap
 * instruction; what then reads the clock is the kernel's own code with the kernel's own rights, so user space reads no data.
 */
final class Ia64 implements ArchReader {

    private static final String INIT = "arch/ia64/mm/init.c";

    /** Where it was asked, for a time, which image is to be there. */
    private static final String PATCHES = "arch/ia64/kernel/paravirt_patchlist.c";

    private static final String KERNEL_SCRIPT = "arch/ia64/kernel/vmlinux.lds.S";

    private static final String IMAGE_SCRIPT = "arch/ia64/kernel/gate.lds.S";

    private static final String IMAGE = "arch/ia64/kernel/gate-data.S";

    private static final String KCONFIG = "arch/ia64/Kconfig";

    private static final List<String> ELF_HEADERS = List.of("arch/ia64/include/asm/elf.h", "include/asm-ia64/elf.h");

    private static final List<String> HEADERS = List.of("asm/elf.h", "asm/auxvec.h", "asm/pgtable.h");

    private static final Pattern INCLUDED =
            Pattern.compile("\\.section\\s+(\\.data\\.{1,2}gate)\\b[^\\n]*\\s+\\.incbin\\s+\"[^\"]*gate\\.so\"");

    private static final Pattern HEADER_FIRST =
            Pattern.compile("SECTIONS\\s*\\{\\s*\\.\\s*=\\s*(\\w+)\\s*\\+\\s*SIZEOF_HEADERS\\s*;");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.IA64);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/ia64/") || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        return WholeSource.mayHave(source, List.of(KCONFIG));
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        Optional<String> elf = ELF_HEADERS.stream().filter(path -> tree.blob(path).isPresent()).findFirst();
        if (elf.isEmpty() || tree.blob(INIT).isEmpty() || tree.blob(MmRules.MMAP).isEmpty()) {
            return Layout.unknown("the source is not whole: " + INIT + ", " + MmRules.MMAP + " or an elf.h is missing");
        }
        Includes includes = new Includes(name -> Headers.candidates(name, "ia64"), HEADERS::contains, HEADERS);
        return GateReader.read(source, new GateReader.Subject(
                List.of(INIT, PATCHES, elf.get()),
                List.of(),
                includes,
                usual(),
                (address, machine, units) -> holdsImage(tree, address, machine),
                HashStyles.read(source, List.of("arch/ia64/kernel/Makefile.gate", "arch/ia64/kernel/Makefile"))));
    }

    /** The image is a section of the kernel, whose first page is put at the address that the image is linked for. */
    private static boolean holdsImage(SourceTree tree, Sum address, Machine machine) {
        Optional<String> section = tree.file(IMAGE)
                .map(file -> INCLUDED.matcher(file.text()))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
        boolean linkedThere = tree.file(IMAGE_SCRIPT)
                .map(file -> HEADER_FIRST.matcher(file.text()))
                .filter(matcher -> matcher.find() && address.equals(Sum.symbol(matcher.group(1))))
                .isPresent();
        if (section.isEmpty() || !linkedThere) {
            return false;
        }
        Pattern start = Pattern.compile("\\b(\\w+)\\s*=\\s*\\.\\s*;\\s*\\*\\(" + Pattern.quote(section.get()) + "\\)");
        Optional<String> symbol = tree.file(KERNEL_SCRIPT)
                .map(file -> start.matcher(file.text()))
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1));
        return symbol.isPresent() && isPutAt(address, symbol.get(), machine);
    }

    private static boolean isPutAt(Sum address, String symbol, Machine machine) {
        List<Path> paths = machine.run("setup_gate");
        boolean always = !paths.isEmpty();
        for (Path path : paths) {
            List<Path.Store> there = path.stores().stream()
                    .filter(store -> store.array().equals(Sum.symbol(Machine.FIXMAP)) && store.index().equals(address))
                    .toList();
            always &= there.size() == 1
                    && there.get(0).value() instanceof Value.Page page
                    && page.address().symbol().filter(name -> name.replace("&", "").equals(symbol)).isPresent();
        }
        return always;
    }

    private static Map<String, Boolean> usual() {
        Map<String, Boolean> usual = new HashMap<>();
        for (String on : List.of("IA64", "64BIT", "MMU", "SMP")) {
            usual.put("CONFIG_" + on, true);
        }
        // A fault of the linkers of 2002.
        usual.put("HAVE_BUGGY_SEGREL", false);
        return usual;
    }
}
