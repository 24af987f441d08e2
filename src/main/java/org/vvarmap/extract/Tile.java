package org.vvarmap.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Settings;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * Tilera: programs for TILEPro, for TILE-Gx, and 32-bit programs for TILE-Gx, which must all come out the same.
 *
 * <p>The first VMA called {@code [vdso]} was one page with what a signal handler returns to, which is code of the kernel's own.
 * Then there was an image, with a page of data behind it.
 */
final class Tile implements ArchReader {

    private static final String EXEC = "arch/tile/mm/elf.c";

    private static final String FOLDER = "arch/tile/kernel/";

    private static final String FILE = FOLDER + "vdso.c";

    private static final String ENTRY = FOLDER + "entry.S";

    private static final String KCONFIG = "arch/tile/Kconfig";

    private static final Pattern CODE = Pattern.compile("(?m)^\\s*ENTRY\\((\\w+)\\)");

    /** Whom programs are for: the processor, and whether it has wider registers than they use. */
    private enum Kind {
        PRO,
        GX,
        GX_COMPAT
    }

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.TILE);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/tile/") || path.equals(WholeSource.WITNESS);
    }

    @Override
    public boolean exists(Source source, Abi abi) {
        return WholeSource.mayHave(source, List.of(KCONFIG));
    }

    @Override
    public Layout read(Source source, Abi abi) {
        Layout layout = read(source, Kind.GX);
        for (Kind kind : List.of(Kind.GX_COMPAT, Kind.PRO)) {
            layout = Variants.same("programs of different sizes differ", layout, read(source, kind));
        }
        return layout;
    }

    private static Layout read(Source source, Kind kind) {
        if (source.tree().blob(EXEC).isEmpty()) {
            return Layout.unknown("the source is not whole: " + EXEC + " is missing");
        }
        if (source.tree().blob(FILE).isEmpty()) {
            return withoutImage(LayoutReader.read(source, subject(kind, code(source))));
        }
        String bits = kind == Kind.GX_COMPAT ? "32" : "";
        return LayoutReader.read(
                source, subject(kind, ImageSymbols.read(source, List.of(FOLDER + "vdso/vdso" + bits + ".S"))));
    }

    /** The kernel's own functions in assembler that the page of trampolines was copied from one of. */
    private static Set<String> code(Source source) {
        Set<String> names = new HashSet<>();
        source.tree().file(ENTRY).ifPresent(file -> {
            Matcher entry = CODE.matcher(file.text());
            while (entry.find()) {
                names.add(entry.group(1));
            }
        });
        return names;
    }

    /** What was read with the trampolines for an image: there is none, so nothing that is said of images holds. */
    private static Layout withoutImage(Layout read) {
        if (!read.get(FactKey.VDSO).isKnown()) {
            return read;
        }
        if (read.get(FactKey.SYSINFO_EHDR) instanceof Fact.Unknown unknown) {
            return Layout.unknown(unknown.reason());
        }
        if (!read.get(FactKey.SYSINFO_EHDR).is("false")) {
            return Layout.unknown("AT_SYSINFO_EHDR is passed, but " + FILE + " is missing");
        }
        return read.with(FactKey.VDSO, Fact.of("none"))
                .with(FactKey.ELF_AT_VDSO_START, Fact.FALSE)
                .with(FactKey.HASH_STYLE, Fact.NULL);
    }

    private static LayoutReader.Subject subject(Kind kind, Set<String> images) {
        return new LayoutReader.Subject(
                EXEC,
                "arch_setup_additional_pages",
                "tile",
                List.of("arch/tile/include/asm/elf.h"),
                "ARCH_DLINFO",
                List.of(),
                List.of(KCONFIG),
                usual(kind),
                Map.of("__tilegx__", kind != Kind.PRO),
                truths(kind),
                List.of(FOLDER + "vdso/Makefile"),
                images::contains,
                symbol -> false,
                Tile::memory,
                List.of(FILE),
                List.of(),
                List.of("asm/processor.h", "asm/sections.h"));
    }

    /** When exec sets up a process, its memory is what it runs on. */
    private static Map<String, Value> memory(Settings settings) {
        return Map.of("current.active_mm", Sum.symbol("current.mm"));
    }

    private static Map<String, Boolean> usual(Kind kind) {
        Map<String, Boolean> usual = new HashMap<>();
        usual.put("TILE", true);
        usual.put("MMU", true);
        usual.put("SMP", true);
        for (String gx : List.of("TILEGX", "64BIT", "COMPAT")) {
            usual.put(gx, kind != Kind.PRO);
        }
        return usual;
    }

    private static Map<String, Boolean> truths(Kind kind) {
        boolean compat = kind == Kind.GX_COMPAT;
        // The simulator is told what a program is called; it maps nothing.
        return Map.of(
                "is_compat_task()", compat,
                "((current.thread_info.status)&(TS_COMPAT))", compat,
                "notify_exec()", true,
                "notify_exec(current.mm)", true);
    }
}
