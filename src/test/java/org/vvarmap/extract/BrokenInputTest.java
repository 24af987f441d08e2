package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.source.MapTree;

/** Whatever a file holds, there is an answer within bounds: facts, unknown, or that it cannot be read. */
class BrokenInputTest {

    /** Something that a file may hold instead of what it should. */
    record Broken(String name, byte[] content) {
        Broken(String name, String text) {
            this(name, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Golden GOLDEN = Golden.of("vvar-timens", Abi.PPC64);
    private static final String VDSO = "arch/powerpc/kernel/vdso.c";
    private static final String TEXT = GOLDEN.tree().texts().get(VDSO);
    private static final String SETUP = "int arch_setup_additional_pages(struct linux_binprm *bprm, int interp)\n{\n";

    static Stream<Broken> contents() {
        List<Broken> all = new ArrayList<>(List.of(
                new Broken("nothing", ""),
                new Broken("zeros", new byte[5000]),
                new Broken("unclosed comment", TEXT + "/* "),
                new Broken("unclosed string", TEXT + "\"abc"),
                new Broken("unclosed conditional", "#ifdef CONFIG_PPC64\n" + TEXT),
                new Broken("endifs", "#endif\n#else\n#elif\n".repeat(1000) + TEXT),
                new Broken("opening braces", "{".repeat(100_000)),
                new Broken("closing braces", "}".repeat(100_000) + TEXT),
                new Broken("opening brackets", SETUP + "return " + "(".repeat(100_000)),
                new Broken("nested brackets", SETUP + "return " + "(".repeat(1000) + "1" + ")".repeat(1000) + ";\n}\n"),
                new Broken("nested blocks", SETUP + "{".repeat(1000) + ";" + "}".repeat(1000) + "\n}\n"),
                new Broken("nested ifs", SETUP + "if (a) ".repeat(1000) + "return 0;\nreturn 1;\n}\n"),
                new Broken("nested elses", SETUP + "if (a) return 1; else ".repeat(1000) + "return 0;\n}\n"),
                new Broken("nested choices", SETUP + "return " + "a ? b : ".repeat(5000) + "c;\n}\n"),
                new Broken("nested initialisers", "struct s x = " + "{".repeat(5000) + "}".repeat(5000) + ";\n" + TEXT),
                new Broken("signs", SETUP + "return " + "- ".repeat(50_000) + "1;\n}\n"),
                new Broken("a long sum", SETUP + "return " + "a + ".repeat(50_000) + "1;\n}\n"),
                new Broken("a long product", SETUP + "unsigned long x = PAGE_SIZE" + " * PAGE_SIZE".repeat(5000) + ";\nreturn x;\n}\n"),
                new Broken("a long chain of members", SETUP + "return a" + "->a".repeat(50_000) + ";\n}\n"),
                new Broken("a long chain of calls", SETUP + "return a" + "()".repeat(50_000) + ";\n}\n"),
                new Broken("a long chain of indices", SETUP + "return a" + "[0]".repeat(50_000) + ";\n}\n"),
                new Broken("a long comma", SETUP + "a" + ", a".repeat(50_000) + ";\nreturn 0;\n}\n"),
                new Broken("assignments", SETUP + "a = ".repeat(50_000) + "1;\nreturn 0;\n}\n"),
                new Broken("casts", SETUP + "return " + "(int)".repeat(50_000) + "1;\n}\n"),
                new Broken("nested conditionals", "#if 1\n".repeat(10_000) + TEXT + "\n#endif".repeat(10_000)),
                new Broken("deep condition", "#if " + "(".repeat(50_000) + "1" + ")".repeat(50_000) + "\n#endif\n" + TEXT),
                new Broken("denied condition", "#if " + "!".repeat(50_000) + "1\n#endif\n" + TEXT),
                new Broken("joined lines", "\\\n".repeat(200_000) + TEXT),
                new Broken("a macro of many lines", "#define BIG \\\n" + "a + \\\n".repeat(10_000) + "0\n" + SETUP + "return BIG;\n}\n"),
                new Broken("many macros", many("#define M%d (M%e)\n", 10_000) + SETUP + "return M0;\n}\n"),
                new Broken("a macro of itself", "#define A A + A\n" + SETUP + "return A;\n}\n"),
                new Broken("macros of each other", "#define A (B B)\n#define B (A A)\n" + SETUP + "return A;\n}\n"),
                new Broken("a condition of itself", "#define A B\n#define B A\n#if A\n#endif\n" + TEXT),
                new Broken("many conditions of each other", many("#define C%d C%e && C%e\n", 64) + "#if C0\n#endif\n" + TEXT),
                new Broken("a billion laughs", many("#define L%d L%e L%e L%e L%e L%e L%e L%e L%e\n", 30) + SETUP + "return L0;\n}\n"),
                new Broken("a billion laughs with arguments", many("#define L%d(x) L%e(x x) L%e(x x)\n", 40) + SETUP + "return L0(ha);\n}\n"),
                new Broken("a billion empty laughs", many("#define L%d L%e L%e L%e L%e\n", 30) + "#define L30\n" + SETUP + "return L0 0;\n}\n"),
                new Broken("arguments in arguments", "#define F(x) x\n" + SETUP + "return " + "F(".repeat(2000) + "1" + ")".repeat(2000) + ";\n}\n"),
                new Broken("arguments twice", "#define F(x) x x\n" + SETUP + "return " + "F(".repeat(60) + "1" + ")".repeat(60) + ";\n}\n"),
                new Broken("an unclosed macro call", "#define F(x) x\n" + "F(".repeat(20_000) + TEXT),
                new Broken("pasted tokens", "#define P(a,b) a##b##a##b\n" + SETUP + "return P(P(a,b),P(,));\n}\n#define Q ## ##\nQ #\n"),
                new Broken("a call of itself", SETUP + "return arch_setup_additional_pages(bprm, interp);\n}\n"),
                new Broken("calls of each other", many("static int f%d(void) { return f%e() + f%e(); }\n", 40) + SETUP + "return f0();\n}\n"),
                new Broken("many ways", SETUP + many("if (a%d) b%d = 1;\n", 200) + "return 0;\n}\n"),
                new Broken("a loop without end", SETUP + "for (;;) ;\nwhile (1) { a++; }\ndo { } while (1);\nreturn 0;\n}\n"),
                new Broken("a jump back", SETUP + "again:\na++;\ngoto again;\n}\n"),
                new Broken("a jump nowhere", SETUP + "goto nowhere;\n}\n"),
                new Broken("jumps out of place", SETUP + "break; continue; case 1: default: return;\n}\n"),
                new Broken("numbers", SETUP + "return 0x + 09 + 99999999999999999999999 + 0xffffffffffffffffff + 1e9 + 'ab' + (1 << 99) / 0 % 0;\n}\n"),
                new Broken("sums beyond a word", SETUP + "unsigned long x = 0x7fffffffffffffff;\nx = x * x * PAGE_SIZE + x;\nreturn x + x;\n}\n"),
                new Broken("an enum of nothing", "enum { , = , A = = };\nenum { B = B + 1, C = D, D = C };\n" + SETUP + "return B + C;\n}\n"),
                new Broken("variables of each other", "int a = b;\nint b = a;\n" + SETUP + "return a;\n}\n"),
                new Broken("a table of itself", "struct s t = { .x = t.x, .y = &t };\n" + SETUP + "return t.x;\n}\n"),
                new Broken("promises of each other", "static_assert(A == B);\nstatic_assert(B == A + 1);\nstatic_assert();\nstatic_assert\n" + TEXT),
                new Broken("no newline", TEXT.strip().replace("\n", "\r")),
                new Broken("an include of itself", "#include \"vdso.c\"\n#include <asm/vdso.h>\n#include\n#include <\n#include \"\n" + TEXT),
                new Broken("not UTF-8", concat(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0x80}, TEXT)),
                new Broken("too large", new byte[5 << 20])));
        for (int i = 1; i < 40; i++) {
            all.add(new Broken("the first " + i + " of 40 parts", TEXT.substring(0, TEXT.length() * i / 40)));
            all.add(new Broken("without part " + i + " of 40", TEXT.substring(0, TEXT.length() * i / 40)
                    + TEXT.substring(TEXT.length() * (i + 1) / 40)));
        }
        for (int seed = 0; seed < 20; seed++) {
            byte[] noise = new byte[20_000];
            new Random(seed).nextBytes(noise);
            all.add(new Broken("noise " + seed, noise));
            all.add(new Broken("marks " + seed, marks(seed)));
        }
        return all.stream();
    }

    private static String many(String form, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(form.replace("%d", String.valueOf(i)).replace("%e", String.valueOf(i + 1)));
        }
        return text.toString();
    }

    private static byte[] concat(byte[] head, String tail) {
        byte[] text = tail.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + text.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(text, 0, all, head.length, text.length);
        return all;
    }

    /** Words of C in any order. */
    private static String marks(int seed) {
        String[] words = {"{", "}", "(", ")", "[", "]", ";", ",", "=", "#", "##", "\n#if ", "\n#define F(", "\n#endif\n", "\n#else\n", "?", ":", "->",
            ".", "*", "&", "if", "for", "switch", "case", "struct", "enum", "static", "return", "goto", "a", "F", "1", "\"", "'", "\\\n", "/*", "*/", "//"};
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(SETUP);
        for (int i = 0; i < 3000; i++) {
            text.append(words[random.nextInt(words.length)]).append(' ');
        }
        return text.toString();
    }

    private static void answers(MapTree tree) {
        Extraction extraction =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Extractor().extract(tree, Abi.PPC64));
        if (extraction instanceof Extraction.Read read) {
            assertThat(Golden.reasons(read.layout()).values()).allSatisfy(reason -> assertThat(reason)
                    .isNotBlank()
                    .doesNotContain("\n"));
        } else {
            assertThat(((Extraction.Unreadable) extraction).reason()).contains("/").doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @MethodSource("contents")
    void answersForTheArchitectureFile(Broken broken) {
        answers(GOLDEN.tree().with(VDSO, broken.content()));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void answersForTheMmCore(Broken broken) {
        answers(GOLDEN.tree().with("mm/mmap.c", broken.content()));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void answersForEveryOtherFile(Broken broken) {
        MapTree tree = GOLDEN.tree();
        for (String path : GOLDEN.tree().texts().keySet()) {
            tree = path.equals(VDSO) || path.startsWith("mm/mmap") ? tree : tree.with(path, broken.content());
        }
        answers(tree);
    }

    /** A truncated file may say less, but nothing else. */
    @ParameterizedTest
    @MethodSource("contents")
    void givesNoOtherFactsForATruncatedFile(Broken broken) {
        if (!broken.name().startsWith("the first")) {
            return;
        }
        Extraction.Read read = (Extraction.Read) new Extractor().extract(GOLDEN.tree().with(VDSO, broken.content()), Abi.PPC64);

        for (FactKey key : MappingReader.KEYS) {
            assertThat(read.layout().get(key).isKnown() && !read.layout().get(key).equals(GOLDEN.expected().get(key)))
                    .as(key.json() + " is " + read.layout().get(key))
                    .isFalse();
        }
    }
}
