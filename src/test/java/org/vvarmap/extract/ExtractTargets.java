package org.vvarmap.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vvarmap.fuzz.Edits;
import org.vvarmap.fuzz.Target;
import org.vvarmap.fuzz.Words;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.source.MapTree;
import org.vvarmap.source.ReadCache;
import org.vvarmap.source.SourceTargets;

/**
 * Sources that somebody broke, and the files of the build that lie beside them. Nothing is ever thrown.
 *
 * <p>Most of what is done to a source is what keeps it C, by {@link Mutator}: what no longer parses is soon done with.
 */
public final class ExtractTargets {

    /** Kconfig. */
    public static final Words KCONFIG = Words.of(
            "| config menuconfig choice if endif select default def_bool depends on y n m ( ) ! && || = != bool help",
            "A B C ARCH_X HAVE_X GENERIC_X TIME_NS MMU \\ # \"text\"");

    /** The targets by name. */
    public static final Map<String, Target> ALL = Map.of(
            "extract", ExtractTargets::extract,
            "c-golden", ExtractTargets::golden,
            "kconfig", input -> kconfig(new String(input, UTF_8)),
            "kconfig-words", input -> kconfig(KCONFIG.text(input)),
            "makefile", ExtractTargets::makefile);

    private static final List<String> PIECES = List.of(
            "{", "}", "(", ")", ";", ",", "=", "0", "1", "-1", "&", "!", "return ", "goto x;", "if (x) ", "else ", "for (;;) ", "while (1) ",
            "#if 1\n", "#if 0\n", "#else\n", "#endif\n", "#define PAGE_SIZE 1\n", "\"", "/*", "*/", "//", "\\\n", "\n", "[", "]", "->", ".",
            "current->mm", "VM_READ", "NULL", "0xffffffffffffffff", "sizeof", "struct ", "enum { A = A };", "static ", "* ", "x", " ? : ",
            "switch (x) { case 1: }", "#include \"vdso.c\"\n", "CONFIG_X", "config X\n", "\tselect X\n", "PAGE_SHIFT", "<<", "%", "/", "[1]");

    private ExtractTargets() {}

    /** The largest file of a shape that C is tried on alone, in characters: small ones are many a second. */
    private static final int SMALL = 3000;

    /** As many changes of one source. */
    private static final int MOST_CHANGES = 48;

    /** As large as a changed source may be, in characters. */
    private static final int LARGEST = 1 << 16;

    /** One byte for the shape, one for the file, and then what is done to it. */
    private static void extract(byte[] input) {
        if (input.length < 2) {
            return;
        }
        List<Golden> all = Golden.all();
        Golden golden = all.get(Byte.toUnsignedInt(input[0]) * all.size() >> 8);
        Map<String, String> texts = Holder.TEXTS.get(golden);
        List<String> paths = List.copyOf(texts.keySet());
        String path = paths.get(Byte.toUnsignedInt(input[1]) * paths.size() >> 8);
        MapTree tree = golden.tree().with(path, changed(texts.get(path), input, 2));
        Extraction extraction = new Extractor().extract(tree, golden.abi());
        if (extraction instanceof Extraction.Read read) {
            LayoutJson.write(read.layout());
        }
    }

    /** One byte for a small file of some shape, and then what is done to it. */
    private static void golden(byte[] input) {
        if (input.length > 0) {
            String text = Holder.SMALL_FILES.get(Byte.toUnsignedInt(input[0]) * Holder.SMALL_FILES.size() >> 8);
            SourceTargets.c(changed(text, input, 1));
        }
    }

    /** Four bytes a change: half of them know C, the others are as coarse as a damaged disk. */
    private static String changed(String text, byte[] input, int from) {
        String changed = text;
        for (int i = from; i + 3 < input.length && i < from + 4 * MOST_CHANGES && changed.length() < LARGEST; i += 4) {
            if (input[i] >= 0) {
                changed = Edits.of(changed, Arrays.copyOfRange(input, i, i + 4), 0, PIECES);
            } else {
                String operator = Mutator.NAMES.get((input[i] & 127) % Mutator.NAMES.size());
                Random random = new Random(Byte.toUnsignedInt(input[i + 1]) << 16 | Byte.toUnsignedInt(input[i + 2]) << 8 | input[i + 3] & 255);
                changed = Mutator.mutate(operator, Map.of("a.c", changed), random).map(Mutator.Mutant::text).orElse(changed);
            }
        }
        return changed;
    }

    /** Made when first asked for, since other targets need none of it. */
    private static final class Holder {

        private static final Map<Golden, Map<String, String>> TEXTS = new IdentityHashMap<>();

        private static final List<String> SMALL_FILES;

        static {
            Golden.all().forEach(golden -> TEXTS.put(golden, golden.tree().texts()));
            SMALL_FILES = TEXTS.values().stream().flatMap(texts -> texts.entrySet().stream())
                    .filter(file -> file.getKey().endsWith(".c") || file.getKey().endsWith(".h"))
                    .map(Map.Entry::getValue).filter(text -> text.length() < SMALL).distinct()
                    .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                    .toList();
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
