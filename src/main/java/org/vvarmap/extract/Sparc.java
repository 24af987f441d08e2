package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * sparc: 64-bit, and 32-bit programs on a 64-bit kernel. A 32-bit kernel never had a vDSO and is no ABI of ours.
 *
 * <p>The code was x86's with its tool {@link Vdso2c}; the images are copied into pages of their own at boot, and a page is
 * allocated for the data. The linker script counts in bytes, so the size of a page is read too.
 */
final class Sparc implements ArchReader {

    private static final String FOLDER = "arch/sparc/vdso/";

    private static final String FILE = FOLDER + "vma.c";

    private static final String SETUP = "arch_setup_additional_pages";

    /** Until 2.6.28 the 64-bit kernel had a folder of its own. */
    private static final List<String> KCONFIGS = List.of("arch/sparc64/Kconfig", "arch/sparc/Kconfig");

    private static final List<String> ELF_HEADERS =
            List.of("arch/sparc/include/asm/elf_64.h", "include/asm-sparc/elf_64.h", "include/asm-sparc64/elf.h");

    private static final String PAGE_HEADER = "arch/sparc/include/asm/page_64.h";

    private static final Pattern PAGE_SHIFT = Pattern.compile("(?m)^#define\\s+PAGE_SHIFT\\s+(\\d{1,2})\\s*$");

    private static final Pattern IMAGE = Pattern.compile("vdso_image_(32|64)_builtin\\.data");

    private static final Pattern IMAGE_SIZE = Pattern.compile("vdso_image_(32|64)_builtin\\.size");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.SPARC64, Abi.SPARC_COMPAT);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/sparc/") || KCONFIGS.contains(path) || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        if (KCONFIGS.stream().noneMatch(path -> source.tree().blob(path).isPresent())) {
            return WholeSource.mayHave(source, KCONFIGS);
        }
        return KCONFIGS.stream()
                .map(path -> KernelConfig.read(source, path, Map.of()))
                .anyMatch(config -> config.defines("SPARC64") && (abi == Abi.SPARC64 || config.defines("COMPAT")));
    }

    @Override
    public Layout read(Source source, Abi abi) {
        if (source.tree().blob(FILE).isEmpty()) {
            return WholeSource.without(FILE, source, ELF_HEADERS);
        }
        return LayoutReader.read(source, subject(source, abi));
    }

    private static LayoutReader.Subject subject(Source source, Abi abi) {
        Optional<Long> page = pageSize(source);
        return new LayoutReader.Subject(
                FILE,
                SETUP,
                "sparc",
                List.of(ELF_HEADERS.get(0)),
                "ARCH_DLINFO",
                List.of(),
                KCONFIGS.get(1),
                USUAL,
                Map.of("__sparc__", true, "__arch64__", true),
                truths(abi),
                List.of(FOLDER + "Makefile"),
                symbol -> IMAGE.matcher(symbol).matches(),
                symbol -> IMAGE_SIZE.matcher(symbol).matches(),
                settings -> members(source.tree(), settings, page),
                List.of(),
                List.of());
    }

    private static final Map<String, Boolean> USUAL =
            Map.of("SPARC", true, "SPARC64", true, "SPARC32", false, "64BIT", true, "COMPAT", true, "MMU", true, "SMP", true);

    private static Map<String, Boolean> truths(Abi abi) {
        boolean compat = abi == Abi.SPARC_COMPAT;
        return Map.of("is_32bit_task()", compat, "test_thread_flag(TIF_32BIT)", compat);
    }

    /** The size of a page in bytes, which a header says, and later Kconfig. */
    private static Optional<Long> pageSize(Source source) {
        Optional<Long> said = source.tree().file(PAGE_HEADER)
                .map(header -> PAGE_SHIFT.matcher(header.text()))
                .filter(Matcher::find)
                .map(shift -> 1L << Integer.parseInt(shift.group(1)));
        if (said.isPresent()) {
            return said;
        }
        KernelConfig config = KernelConfig.read(source, KCONFIGS.get(1), USUAL);
        List<Long> sizes = Stream.of(4L, 8L, 16L, 32L, 64L)
                .filter(size -> config.isOn("HAVE_PAGE_SIZE_" + size + "KB").orElse(false))
                .map(size -> size << 10)
                .toList();
        return sizes.size() == 1 ? Optional.of(sizes.get(0)) : Optional.empty();
    }

    /** What {@link Vdso2c} writes into both images; what lies whole pages away is said in pages. */
    private static Map<String, Value> members(SourceTree tree, Settings settings, Optional<Long> page) {
        Map<String, Value> members = new HashMap<>();
        for (String bits : List.of("32", "64")) {
            Settings build = settings.with("BUILD_VDSO64", bits.equals("64")).with("BUILD_VDSO32", bits.equals("32"));
            Vdso2c.symbols(tree, FOLDER + "vdso-layout.lds.S", "sparc", build, "vdso_image_" + bits + "_builtin")
                    .forEach((member, value) -> members.put(member, inPages(value, page)));
        }
        return members;
    }

    private static Value inPages(Value value, Optional<Long> page) {
        Optional<Long> bytes = value instanceof Sum sum ? sum.number() : Optional.empty();
        boolean whole = bytes.isPresent() && page.isPresent() && bytes.get() % page.get() == 0;
        return whole ? Sum.ofPages(bytes.get() / page.get()) : value;
    }
}
