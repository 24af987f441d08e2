package org.vvarmap.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens, conditionals, macros and expressions, through what a unit and a machine make of them. */
class UnitTest {

    private static final Includes BESIDE = new Includes(name -> List.of("include/" + name), name -> true);

    private static Unit unit(String text) {
        return unit(MapTree.of("a.c", text));
    }

    private static Unit unit(MapTree tree) {
        return Unit.read(tree, "a.c", BESIDE, new Settings(Map.of("CONFIG_ON", true, "CONFIG_OFF", false))).orElseThrow();
    }

    private static String result(String text) {
        List<Path> paths = new Machine(List.of(unit(text)), new Settings(Map.of()), Map.of()).run("f");
        return String.join(" or ", paths.stream().map(path -> path.result().toString()).toList());
    }

    /** A text and what its function f returns. */
    record Row(String text, String result) {}

    static List<Row> rows() {
        return List.of(
                new Row("int f(void) { return 1 + 2 * 3 - 8 / 4; }", "5"),
                new Row("int f(void) { return (1 | 6) & ~0 ? 0x10 : 010; }", "16 or 8"),
                new Row("int f(void) { return 0x10 + 010 + 1UL; }", "25"),
                new Row("int f(void) { int a = 3; a += 4; a <<= 1; return a--; }", "14"),
                new Row("int f(void) { return PAGE_SIZE * 3 >> PAGE_SHIFT; }", "3"),
                new Row("int f(void) { return x == x; }", "1"),
                new Row("int f(void) { if (x) return 1; return 2; }", "1 or 2"),
                new Row("int f(void) { if (x) a = 1; else a = 2; if (x) return a; return a + 10; }", "1 or 12"),
                new Row("int f(void) { int s = 0, i; for (i = 0; i < 5; i++) { if (i == 3) continue; s += i; } return s; }", "7"),
                new Row("int f(void) { switch (2) { case 1: return 1; case 2 ... 3: return 23; default: return 0; } }", "23"),
                new Row("int f(void) { goto out; return 1; out: return 2; }", "2"),
                new Row("#define TWICE(x) ((x) + (x))\nint f(void) { return TWICE(3 + 1); }", "8"),
                new Row("#define CAT(a, b) a##b\nint onetwo = 12;\nint f(void) { return CAT(one, two); }", "12"),
                new Row("#define LIST(first, ...) sum(__VA_ARGS__)\nint sum(int a, int b) { return a + b; }\nint f(void) { return LIST(9, 1, 2); }", "3"),
                new Row("#define A B\n#define B 7\nint f(void) { return A; }", "7"),
                new Row("#ifdef CONFIG_ON\nint f(void) { return 1; }\n#else\nint f(void) { return 2; }\n#endif", "1"),
                new Row("#if defined(CONFIG_OFF) || !IS_ENABLED(CONFIG_ON)\nint f(void) { return 1; }\n#elif 1\nint f(void) { return 2; }\n#endif", "2"),
                new Row("#if 0\n#if 1\nint f(void) { return 1; }\n#else\n#endif\n#else\nint f(void) { return 3; }\n#endif", "3"),
                new Row("enum { A, B = 4, C, D = C + PAGE_SIZE };\nint f(void) { return B + C; }", "9"),
                new Row("int f(void) { return 1; /* return 2; */ } // }", "1"),
                new Row("int f(void) { ret\\\nurn 1; }", "no result of f"),
                new Row("struct s { int a; } t = { .a = 5 };\nint f(void) { return t.a; }", "5"),
                new Row("struct s t = { a: 5, b: 6 };\nint f(void) { return t.b; }", "6"),
                new Row("int g(int a) { return a + 1; }\nint f(void) { return g(g(1)); }", "3"),
                new Row("int f(void) { return (VM_READ | VM_EXEC) & VM_READ ? 1 : 2; }", "1"),
                new Row("int f(void) { return (VM_READ | VM_EXEC) & VM_WRITE ? 1 : 2; }", "2"),
                new Row("int f(void) { return (VM_READ | x) & VM_READ ? 1 : 2; }", "1"),
                new Row("int f(void) { return (VM_READ | x) & VM_WRITE ? 1 : 2; }", "1 or 2"),
                new Row("int f(void) { return (VM_READ | VM_STACK_FLAGS) & VM_WRITE ? 1 : 2; }", "1 or 2"),
                new Row("int f(void) { return VM_LOCKED & VM_LOCKED_MASK ? 1 : 2; }", "1 or 2"),
                new Row("int f(void) { return VM_SEALED & VM_SEALED ? 1 : 2; }", "1 or 2"),
                new Row("int f(void) { if (x & ~PAGE_MASK) return 1; return 2; }", "1 or 2"),
                new Row("int f(void) { if (x | ~PAGE_MASK) return 1; return 2; }", "1"),
                new Row("int f(void) { if ((x | 4) & y) return 1; return 2; }", "1 or 2"),
                new Row("int f(void) { if (!((x | 4) | 0)) return 1; return 2; }", "2"),
                new Row("int f(void) { return -EINVAL; }", "-22"),
                new Row("int f(void) { return -EINVAL + 1 < 0; }", "1"),
                new Row("int f(void) { int a = 1; { int a = 2; } return a; }", "1"),
                new Row("int f(void) { int a = 1; { a = 2; } return a; }", "2"),
                new Row("int f(void) { int a = 1; { int a = 2; { int a = 3; } return a; } }", "2"),
                new Row("int f(void) { int s = 0; for (int i = 0; i < 3; i++) { int t = i; s += t; } return s; }", "3"),
                new Row("int f(void) { int i = 7; for (int i = 0; i < 3; i++) ; return i; }", "7"),
                new Row("int f(void) { int a = 1; switch (a) { int a; case 1: a = 2; } return a; }", "1"),
                new Row("int f(void) { int a = 1; { int a = 2; goto end; } end: return a; }", "1"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void runs(Row row) {
        assertThat(result(row.text())).isEqualTo(row.result());
    }

    @Test
    void readsHeadersOnceAndBesideTheFile() {
        MapTree tree = MapTree.of(Map.of(
                "a.c", "#include \"b.h\"\n#include <c.h>\n#include <c.h>\nint f(void) { return B + C; }",
                "b.h", "#define B 1\n#include \"a.c\"\n", "include/c.h", "#define C 2\n"));

        assertThat(new Machine(List.of(unit(tree)), new Settings(Map.of()), Map.of()).run("f").get(0).result()).isEqualTo(Sum.of(3));
    }

    @Test
    void saysWhichSymbolsAreOpen() {
        Unit unit = unit("#ifdef CONFIG_ASKED\nint g;\n#endif\n#ifdef CONFIG_NOT_ASKED\nint h;\n#endif\n#ifdef CONFIG_ON\nint g;\n#endif\n");
        unit.mentions("g");

        assertThat(unit.openSymbols()).containsExactly(Map.entry("CONFIG_ASKED", "a.c:1"));
    }

    @Test
    void saysThatAnExpandedMacroDependsOnASymbol() {
        Unit unit = unit("#ifdef CONFIG_ASKED\n#define N 1\n#else\n#define N 2\n#endif\nint f(void) { return N; }");

        assertThat(unit.openSymbols()).containsKey("CONFIG_ASKED");
    }

    @Test
    void tellsWhatItCouldNotResolve() {
        Path path = new Machine(List.of(unit("int f(void)\n{\n\treturn elsewhere(1);\n}")), new Settings(Map.of()), Map.of()).run("f").get(0);

        assertThat(path.unresolved()).extracting(Path.Place::toString).containsExactly("elsewhere(), a.c:3");
    }

    @Test
    void keepsThePlaceOfTokensAcrossCommentsAndJoinedLines() {
        List<Token> tokens = Lexer.tokens("a.c", "/* one\ntwo */ a \\\n b\n\"x\\\"y\" 'c' c");

        assertThat(tokens).extracting(Token::text).containsExactly("a", "b", "x\\\"y", "c", "c");
        assertThat(tokens).extracting(Token::line).containsExactly(2, 3, 4, 4, 4);
        assertThat(tokens).extracting(Token::startsLine).containsExactly(true, false, true, false, false);
    }
}
