package org.vvarmap.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vvarmap.fuzz.Edits;
import org.vvarmap.fuzz.Target;
import org.vvarmap.fuzz.Words;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.source.MapTree;
import org.vvarmap.source.ReadCache;

/** Sources that somebody broke, and the files of the build that lie beside them. Nothing is ever thrown. */
public final class ExtractTargets {

    /** Kconfig. */
    public static final Words KCONFIG = Words.of(
            "| config menuconfig choice if endif select default def_bool depends on y n m ( ) ! && || = != bool help",
            "A B C ARCH_X HAVE_X GENERIC_X TIME_NS MMU \\ # \"text\"");

    /** The targets by name. */
    public static final Map<String, Target> ALL = Map.of(
            "extract", ExtractTargets::extract,
            "kconfig", input -> kconfig(new String(input, UTF_8)),
            "kconfig-words", input -> kconfig(KCONFIG.text(input)),
            "makefile", ExtractTargets::makefile);

    private static final List<String> PIECES = List.of(
            "{", "}", "(", ")", ";", ",", "=", "0", "1", "-1", "&", "!", "return ", "goto x;", "if (x) ", "else ", "for (;;) ", "while (1) ",
            "#if 1\n", "#if 0\n", "#else\n", "#endif\n", "#define PAGE_SIZE 1\n", "\"", "/*", "*/", "//", "\\\n", "\n", "[", "]", "->", ".",
            "current->mm", "VM_READ", "NULL", "0xffffffffffffffff", "sizeof", "struct ", "enum { A = A };", "static ", "* ", "x", " ? : ",
            "switch (x) { case 1: }", "#include \"vdso.c\"\n", "CONFIG_X", "config X\n", "\tselect X\n", "PAGE_SHIFT", "<<", "%", "/", "[1]");

    private ExtractTargets() {}

    /** One byte for the shape, one for the file, and then what is done to it. */
    private static void extract(byte[] input) {
        if (input.length < 2) {
            return;
        }
        List<Golden> all = Golden.all();
        Golden golden = all.get(Byte.toUnsignedInt(input[0]) * all.size() >> 8);
        List<String> paths = new ArrayList<>(golden.tree().texts().keySet());
        String path = paths.get(Byte.toUnsignedInt(input[1]) * paths.size() >> 8);
        MapTree tree = golden.tree().with(path, Edits.of(golden.tree().texts().get(path), input, 2, PIECES));
        Extraction extraction = new Extractor().extract(tree, golden.abi());
        if (extraction instanceof Extraction.Read read) {
            LayoutJson.write(read.layout());
        }
    }

    private static void kconfig(String text) {
        Source source = new Source(MapTree.of("arch/x/Kconfig", text), new ReadCache());
        KernelConfig config = KernelConfig.read(source, "arch/x/Kconfig", Map.of("MMU", true));
        List.of("A", "B", "ARCH_X", "HAVE_X", "TIME_NS").forEach(config::isOn);
    }

    private static void makefile(byte[] input) {
        String text = new String(input, UTF_8);
        for (String path : List.of("arch/x/Makefile", "arch/parisc/Makefile")) {
            HashStyles.read(new Source(MapTree.of(path, text), new ReadCache()), List.of(path));
        }
    }
}
