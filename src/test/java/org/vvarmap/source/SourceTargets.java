package org.vvarmap.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vvarmap.fuzz.Target;
import org.vvarmap.fuzz.Words;

/**
 * Kernel text that nobody checked, and archives of it. Text is refused with {@link UnreadableSource}, what does more than is
 * followed with {@link Machine.TooComplex}, and an archive with {@link IOException}.
 */
public final class SourceTargets {

    /** C, its preprocessor, and the kernel's own words. */
    public static final Words C = Words.of(
            "| ; ( ) { } [ ] , = == != < > <= >= + - * / % & | ^ && || ! ~ ? : << >> -> . ... ++ -- += #  ##",
            "#define #undef #if #ifdef #ifndef #elif #else #endif #include defined \"h.h\" <asm/h.h> \\",
            "static const struct enum union int long u8 void extern typedef return if else for while do switch case default",
            "goto break continue sizeof BUILD_BUG_ON static_assert __VA_ARGS__ IS_ENABLED CONFIG_X",
            "f g h a b c x y A B M(x) M( F 0 1 64 0xffffffffffffffff 9223372036854775808 PAGE_SIZE PAGE_SHIFT VM_READ NULL",
            "_install_special_mapping current mm alloc_page virt_to_page ALIGN WRITE_ONCE");

    /** A linker script, which the preprocessor has read. */
    public static final Words LINKER = Words.of(
            "| ; ( ) { } = + - * / , . : SECTIONS DISCARD PROVIDE ALIGN ( PAGE_SIZE ) VDSO_LBASE vvar_start vdso_data end a b 1 4096",
            "0xffffffffffffffff 9223372036854775807 .text *(.text) #if #endif #define #include SIZEOF_HEADERS >> << & | ~ !");

    /** The targets by name. */
    public static final Map<String, Target> ALL = Map.of(
            "c", input -> c(new String(input, UTF_8)),
            "c-words", input -> c(C.text(input)),
            "linker-script", input -> linker(new String(input, UTF_8)),
            "linker-words", input -> linker(LINKER.text(input)),
            "tar", SourceTargets::tar,
            "tar-gz", input -> archive("a.tar.gz", input),
            "tar-xz", input -> archive("a.tar.xz", input));

    private static final Includes INCLUDES = new Includes(name -> List.of("include/" + name), name -> true);

    private static final Settings SETTINGS = new Settings(Map.of("CONFIG_ON", true, "CONFIG_OFF", false));

    private SourceTargets() {}

    /** Reads a file, with a header that is the same text, and runs each of its functions. */
    public static void c(String text) {
        SourceTree tree = MapTree.of(Map.of("a.c", text, "h.h", text, "include/asm/h.h", text));
        try {
            List<Unit> units = new ArrayList<>();
            Unit.read(tree, "a.c", INCLUDES, SETTINGS).ifPresent(units::add);
            if (units.isEmpty()) {
                return;
            }
            Unit unit = units.get(0);
            Machine machine = new Machine(units, SETTINGS, Map.of());
            for (Unit.Function function : unit.functions()) {
                function.body();
                attempt(() -> machine.run(function.name()));
                attempt(() -> machine.runFor(function.name(), unit.functions().iterator().next().words()));
            }
            for (Unit.Variable variable : unit.variables()) {
                attempt(() -> machine.initialValue(variable.name()));
                attempt(() -> machine.initialValue(variable.name() + ".x"));
                attempt(() -> machine.initialValue(variable.name() + "[1].x"));
            }
            attempt(() -> machine.settle(Sum.symbol("a").plus(Sum.symbol("x"))));
            attempt(() -> machine.argumentAfter("A", "x", Map.of(), List.of()));
            machine.rootsThatMention(Set.of("f"));
            StructSizes.read(tree, "a.c", INCLUDES, SETTINGS, new StructSizes.Machine(8, 64, true, Map.of("A", 3L)), "a");
            PrintedFile.read(tree, "a.c", "f", Map.of("x", "y"), SETTINGS);
        } catch (UnreadableSource e) {
            said(e);
        }
    }

    private static void attempt(Runnable run) {
        try {
            run.run();
        } catch (Machine.TooComplex e) {
            said(e);
        }
    }

    private static void said(RuntimeException e) {
        if (e.getMessage() == null || e.getMessage().isBlank() || e.getMessage().length() > 10_000) {
            throw new IllegalStateException("it says nothing, or too much", e);
        }
    }

    private static void linker(String text) {
        SourceTree tree = MapTree.of(Map.of("a.lds.S", text, "h.h", text, "include/asm/h.h", text));
        try {
            LinkerScript.symbols(tree, "a.lds.S", INCLUDES, SETTINGS);
            LinkerScript.symbolsBehind(tree, "a.lds.S", INCLUDES, SETTINGS, Sum.symbol("[start,end)"));
        } catch (UnreadableSource e) {
            said(e);
        }
    }

    private static void tar(byte[] input) {
        archive("a.tar", input);
    }

    private static void archive(String name, byte[] input) {
        try {
            ArchiveTree tree = ArchiveTree.read(name, new ByteArrayInputStream(input), path -> true);
            if (tree.file("../x").isPresent()) {
                throw new IllegalStateException("a file outside");
            }
        } catch (IOException | UnreadableSource e) {
            // Refused.
        }
    }
}
