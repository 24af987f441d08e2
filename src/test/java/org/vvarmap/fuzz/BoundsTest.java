package org.vvarmap.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.source.SourceTree;

/** Inputs that are too large, too deep or too long to keep as files: each goes beyond a bound of its parser. */
class BoundsTest {

    /** What C may cost: its largest file is four megabytes, which a target reads up to three times, a token of some 100 bytes a letter. */
    private static final long C_MOST = 12L << 30;

    /** What a text of a few megabytes may cost elsewhere. */
    private static final long MOST = 4L << 30;

    private static final int DEEP = 100_000;

    private static Arguments of(String target, String what, String text) {
        return Arguments.of(target, what, text);
    }

    private static String in(String statement) {
        return "int f(int x)\n{\n" + statement + "\n}\n";
    }

    private static String lines(int count, IntFunction<String> line) {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, count).forEach(i -> text.append(line.apply(i)).append('\n'));
        return text.toString();
    }

    private static String doubled(int count, String first, String each) {
        return first + lines(count, i -> each.replace("<", String.valueOf(i)).replace(">", String.valueOf(i + 1)));
    }

    private static Stream<Arguments> preprocessor() {
        int large = SourceTree.LARGEST_FILE;
        return Stream.of(
                of("c", "brackets in #if", "#if " + "(".repeat(DEEP) + "1\nint a;\n#endif\n"),
                of("c", "signs in #if", "#if " + "!".repeat(DEEP) + "1\nint a;\n#endif\n"),
                of("c", "names that stand for names in #if", lines(DEEP, i -> "#define A" + i + " A" + (i + 1)) + "#if A0\nint a;\n#endif\n"),
                of("c", "names that stand for one another in #if", "#define A B\n#define B A\n#if A + B\nint a;\n#endif\n"),
                of("c", "conditionals", "#if 0\n".repeat(DEEP) + "int a;\n" + "#endif\n".repeat(DEEP)),
                of("c", "conditionals that do not end", "#ifdef X\n".repeat(DEEP) + "int a; ".repeat(DEEP)),
                of("c", "objects that double", doubled(64, "#define a0 x x\n", "#define a> a< a<") + in("a64;")),
                of("c", "functions that double", doubled(64, "#define a0(x) x x\n", "#define a>(x) a<(x) a<(x)") + in("a64(1);")),
                of("c", "arguments that double", "#define F(x) x x\n" + in("F(".repeat(64) + "1" + ")".repeat(64) + ";")),
                of("c", "names that double", "#define G(x) x##x\n#define F(x) G(x)\n" + in("F(".repeat(60) + "a" + ")".repeat(60) + ";")),
                of("c", "strings that double", "#define G(x) #x\n#define F(x) G(x x)\n" + in("F(".repeat(60) + "a" + ")".repeat(60) + ";")),
                of("c", "a name that grows", "#define G(x) " + "x##".repeat(DEEP) + "x\n" + in("G(abcdefgh);")),
                of("c", "arguments that are pasted", "#define G(x, ...) " + "x##__VA_ARGS__##".repeat(10_000) + "x\n"
                        + in("G(" + "a, ".repeat(DEEP) + "b);")),
                of("c", "parameters", "#define G(" + "x, ".repeat(DEEP) + "y) x y\n" + in("G(1, 2);")),
                of("c", "calls in brackets that do not close", "#define G(x) x\n" + in("G(".repeat(DEEP))),
                of("c", "a macro of ten thousand lines", "#define M \\\n" + "x += 1; \\\n".repeat(10_000) + "\n" + in("M M M")),
                of("c", "a header that includes itself", "#include \"h.h\"\n#include <asm/h.h>\n#include \"a.c\"\nint a;\n"),
                of("c", "a number of a million letters", "#if 1" + "u".repeat(1_000_000) + "x\n#endif\nint a = 1" + "u".repeat(1_000_000) + "x;\n"),
                of("c", "brackets as far as a file goes", "(".repeat(large)),
                of("c", "braces as far as a file goes", "{".repeat(large)),
                of("c", "one name as far as a file goes", "a".repeat(large)),
                of("c", "one string as far as a file goes", "\"" + "\\".repeat(large - 1)),
                of("c", "one comment as far as a file goes", "/*".repeat(large / 2)),
                of("c", "one line of joined lines as far as a file goes", "\\\n".repeat(large / 2)),
                of("c", "a file that is too large", "int a;".repeat(large)));
    }

    private static Stream<Arguments> parser() {
        int large = SourceTree.LARGEST_FILE;
        return Stream.of(
                of("c", "brackets", in("x = " + "(".repeat(DEEP) + "1" + ")".repeat(DEEP) + ";")),
                of("c", "casts", in("x = " + "(int)".repeat(DEEP) + "1;")),
                of("c", "signs", in("x = " + "- ".repeat(DEEP) + "1;")),
                of("c", "sums", in("x = " + "1 + ".repeat(DEEP) + "1;")),
                of("c", "commas", in("x" + ", x".repeat(DEEP) + ";")),
                of("c", "choices", in("x = " + "x ? 1 : ".repeat(DEEP) + "1;")),
                of("c", "choices in choices", in("x = " + "x ? ".repeat(DEEP) + "1" + " : 2".repeat(DEEP) + ";")),
                of("c", "assignments", in("x = ".repeat(DEEP) + "1;")),
                of("c", "members", in("x = x" + ".a".repeat(DEEP) + ";")),
                of("c", "indices", in("x = " + "x[".repeat(DEEP) + "1" + "]".repeat(DEEP) + ";")),
                of("c", "indices in a row", in("x = x" + "[1]".repeat(DEEP) + ";")),
                of("c", "calls of calls", in("x = x" + "()".repeat(DEEP) + ";")),
                of("c", "calls in calls", in("x = " + "g(".repeat(DEEP) + "1" + ")".repeat(DEEP) + ";")),
                of("c", "sizes", in("x = " + "sizeof ".repeat(DEEP) + "x;")),
                of("c", "sizes in brackets", in("x = " + "sizeof(".repeat(DEEP) + "x" + ")".repeat(DEEP) + ";")),
                of("c", "statements", in("if (x) ".repeat(DEEP) + ";")),
                of("c", "else and else", in("if (x) ; else ".repeat(DEEP) + ";")),
                of("c", "blocks", in("{".repeat(DEEP) + "}".repeat(DEEP))),
                of("c", "blocks that do not end", in("{".repeat(DEEP))),
                of("c", "loops", in("for (;;) ".repeat(DEEP) + ";")),
                of("c", "do and do", in("do ".repeat(DEEP) + ";" + " while (x);".repeat(DEEP))),
                of("c", "switches", in("switch (x) ".repeat(DEEP) + ";")),
                of("c", "blocks that are read again by each around them",
                        in("if (!x) {\nif (!x, 1);\n} else {\nconst y) {\nx = x;\n".repeat(1_000))),
                of("c", "initialisers", "struct a x = " + "{".repeat(DEEP) + "}".repeat(DEEP) + ";\n"),
                of("c", "initialisers with names", "struct a x = " + "{ .x = ".repeat(DEEP) + "1" + "}".repeat(DEEP) + ";\n"),
                of("c", "a type of a million letters", in("x = sizeof(struct " + "a ".repeat(500_000) + ");")),
                of("c", "promises in promises", in("BUILD_BUG_ON(".repeat(DEEP))),
                of("c", "pairs of braces behind a long head", "int " + "a ".repeat(500_000) + "= " + "{}".repeat(500_000) + ";\n"),
                of("c", "functions", lines(DEEP, i -> "void f" + i + "(void) { f" + (i + 1) + "(); _install_special_mapping(); }")),
                of("c", "enumerators", "enum { a0" + IntStream.range(1, DEEP).mapToObj(i -> ", a" + i + " = a" + (i - 1))
                        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append) + " };\n" + in("return a99999;")),
                of("c", "unions with arrays that do not end", "union { char a" + " [ char a".repeat(DEEP) + "; } x;\n"),
                of("c", "as many statements as a file holds", in("x++;".repeat(large / 4 - 16))),
                of("c", "structures that double", "struct a64 { int x; };\n" + doubled(64, "", "struct a< { struct a> x; struct a> y; };")
                        + "struct a { struct a0 x; };\n"),
                of("c", "structures without names", "struct a " + "{ struct ".repeat(DEEP) + "{ int x; }" + "; }".repeat(DEEP) + ";\n"),
                of("c", "arrays beyond all size", "struct a { long x" + "[1048576]".repeat(8) + "; };\n"));
    }

    private static Stream<Arguments> machine() {
        return Stream.of(
                of("c", "a value that doubles its name", in("x = x * x;\n".repeat(5_000) + "return x;")),
                of("c", "a value that doubles by xor", in("x = x ^ x;\n".repeat(5_000) + "return x;")),
                of("c", "an address that doubles", in("x = x[x];\n".repeat(5_000) + "return x;")),
                of("c", "a call that doubles", in("x = unknown(x, x);\n".repeat(5_000) + "return x;")),
                of("c", "a sum that grows", in(lines(10_000, i -> "x = x + a" + i + ";") + "return x * x;")),
                of("c", "a way that splits", in(lines(1_000, i -> "if (g" + i + "()) x++;"))),
                of("c", "ways that remember", in(lines(4_000, i -> "v" + i + " = 1;") + lines(20, i -> "if (g" + i + "()) x++;"))),
                of("c", "a loop without end", in("while (1) { x++; }\nfor (;;) ;\nagain: goto again;")),
                of("c", "loops in loops", in("for (int i" + "; i < 60; i++) for (int i".repeat(12) + "; i < 60; i++) x++;")),
                of("c", "loops that copy", in(lines(5_000, i -> "v" + i + " = 1;") + "while (g()) x++;\n".repeat(5_000))),
                of("c", "pages that are filled", in(lines(5_000, i -> "v" + i + " = alloc_page(1);") + "copy_page(x, y);\n".repeat(5_000))),
                of("c", "a function that calls itself", in("return f(x) + f(x);")),
                of("c", "functions that call one another", doubled(40, "", "int g<(int x) { return g>(x) + g>(x); }") + in("return g0(x);")),
                of("c", "an enumerator of itself", "enum { a = a, b = c, c = b };\nstatic_assert(a == b);\n" + in("return a;")),
                of("c", "enumerators one of another in a promise", "enum { a0" + IntStream.range(1, 400)
                        .mapToObj(i -> ", a" + i + " = ((a" + (i - 1) + " + 1))").reduce("", String::concat)
                        + " };\nstatic_assert(a399 == b);\n" + in("return a399;")),
                of("c", "numbers at their ends", in("x = 1 << 64; x = 1 << -1; x = 1 >> 9223372036854775807; x = 1 / 0; x = 1 % 0;"
                        + "x = (-9223372036854775807 - 1) / -1; x = 9223372036854775807 * 9223372036854775807;"
                        + "x = 99999999999999999999999999; x = a[99999999999999999999].x; x = a[9223372036854775807].x;")),
                of("c", "numbers at their ends in #if", "#if 1 << 64 || 1 / 0 || 1 % 0 || 99999999999999999999999 || -9223372036854775807 - 1 / -1\n#endif\n"),
                of("c", "a macro outside of functions that doubles", "#define A x, " + "B ".repeat(100) + "\n"
                        + lines(9, i -> "#define " + (char) ('B' + i) + " " + ((char) ('C' + i) + " ").repeat(100)) + in("return x;")));
    }

    private static Stream<Arguments> build() {
        StringBuilder each = new StringBuilder();
        IntStream.range(0, 60).forEach(i -> {
            each.append("config A").append(i == 0 ? "" : i).append("\n\tbool\n");
            IntStream.range(0, 60).forEach(j -> each.append("\tdefault y if A").append(j).append(" && !A").append(59 - j).append('\n'));
        });
        return Stream.of(
                of("kconfig", "each depends on each", each.toString()),
                of("kconfig", "brackets", "config A\n\tbool\n\tdefault y if " + "(".repeat(DEEP) + "B\n"),
                of("kconfig", "signs", "config A\n\tbool\n\tdefault y if " + "!".repeat(DEEP) + "B\n"),
                of("kconfig", "a chain", lines(DEEP, i -> "config A" + (i == 0 ? "" : i) + "\n\tdef_bool A" + (i + 1))),
                of("kconfig", "lines that go on", "config A\n\tdefault y if B \\\n" + "B || aaaaaaaaaaaaaaaa \\\n".repeat(DEEP) + "C\n"),
                of("kconfig", "blanks", "config A\n\tdefault y" + " ".repeat(4_000_000) + "x\n"),
                of("kconfig", "defaults and dependencies", "config A\n" + "\tdefault B\n".repeat(DEEP) + "\tdepends on C\n".repeat(DEEP)),
                of("makefile", "brackets", "$(call ld-option,".repeat(DEEP) + " ".repeat(1_000_000) + "--hash-style=".repeat(DEEP)),
                of("linker-script", "assignments", "SECTIONS {\n" + "a = ".repeat(500_000)),
                of("linker-script", "symbols", "SECTIONS {\n" + lines(200_000, i -> "a" + i + " = . + 1;")),
                of("linker-script", "symbols behind", "SECTIONS {\n.t : { }\n. = ALIGN(PAGE_SIZE);\n" + lines(200_000, i -> "a" + i + " = . + 1;") + "}"),
                of("linker-script", "sums", "SECTIONS {\na = " + "1 + ".repeat(DEEP) + "1;\n"),
                of("linker-script", "brackets", "SECTIONS {\na = " + "(".repeat(DEEP) + "1;\n"));
    }

    private static Stream<Arguments> json() {
        String entry = "{\"base\":\"5.11\",\"candidates\":\"1-9999\",\"released\":true,\"points\":\"1-9999\",\"abis\":[\"riscv/*\"]},";
        String calendar = "{\"schema\":\"vvarmap/table/2\",\"layouts\":{},\"commits\":[],\"eras\":[],\"lifetimes\":[],";
        Stream<Arguments> all = Stream.of("capture", "table", "evidence", "known", "dates", "captures", "assumptions")
                .flatMap(target -> Stream.of(
                        of(target, "lists", "[".repeat(DEEP)),
                        of(target, "objects", "{\"a\":".repeat(DEEP)),
                        of(target, "lists in a member", "{\"schema\":" + "[".repeat(DEEP)),
                        of(target, "a long name", "{\"" + "a".repeat(1_000_000) + "\":1}"),
                        of(target, "a long number", "{\"schema\":" + "9".repeat(1_000_000) + "}"),
                        of(target, "blanks", " ".repeat(1_000_000))));
        return Stream.concat(all, Stream.of(
                of("table", "ranges in the calendar", calendar + "\"read\":[],\"calendar\":[" + entry.repeat(5_000) + "null]}"),
                of("table", "ranges that were read", calendar + "\"calendar\":[],\"read\":[" + entry.repeat(5_000) + "null]}"),
                of("known", "ranges", "{\"schema\":\"vvarmap/known/1\",\"commits\":[],\"calendar\":[" + entry.repeat(5_000) + "null]}"),
                of("capture", "a text that is too large", "{\"schema\":\"" + "a".repeat(2_000_000))));
    }

    private static Stream<Arguments> live() {
        String line = "@00c0ffee00c0ffee ";
        return Stream.of(
                of("maps", "one line", "0-1 r--p 0 0:0 0 " + "a".repeat(4_000_000)),
                of("maps", "lines", lines(200_000, i -> Long.toHexString(i * 4096L) + "-" + Long.toHexString(i * 4096L + 4096) + " r--p 0 0:0 0 [vvar]")),
                of("maps", "flags", "0-1 r--p 0 0:0 0 [vvar]\n" + "VmFlags: rd wr\n".repeat(DEEP)),
                of("kernel-string", "digits", "9".repeat(100_000)),
                of("kernel-string", "as long as is read", "6.1.0-" + "0.rc1.".repeat(600)),
                of("probe-output", "lines without end", line + "begin vvarmap/probe/1\n" + (line + "map 1\n").repeat(DEEP)),
                of("probe-output", "a line without end", line + "begin vvarmap/probe/1\n" + line + "map " + "a".repeat(4_000_000)),
                of("probe-output", "no line at all", "\r".repeat(4_000_000)),
                of("probe-output", "marks", line.repeat(200_000)),
                of("vdso-elf", "a file that is too large", "\u007fELF" + "\2".repeat(8_000_000)));
    }

    private static Stream<Arguments> mails() {
        String head = "Subject: x\nMessage-ID: <a@x>\n";
        return Stream.of(
                of("archive-page", "elements in elements", "<body>" + "<div>".repeat(DEEP)),
                of("archive-page", "tables in tables", "<!--X-Subject: s --><!--X-Date: x --><body>" + "<table><tr><td>".repeat(20_000)),
                of("archive-page", "formats that are opened anew", "<body>" + "<b><p>".repeat(2_000) + "<pre>Subject: x\nFrom: x\nDate: x\n"),
                of("archive-page", "starts of mails", "<body><pre>" + "<a id=m1>*</a> <b>s</b>\nFrom: a @ 2021-03-26 19:17\n".repeat(20_000)),
                of("archive-page", "references", "<!--X-Subject: s --><!--X-Date: x -->" + "<!--X-Reference: a@x.org -->".repeat(DEEP)),
                of("archive-page", "attributes", "<a " + "a b=c ".repeat(DEEP) + ">"),
                of("archive-page", "a header without end", "<pre>Subject: " + "x\n ".repeat(1_000_000)),
                of("mail", "headers", lines(DEEP, i -> "X-A" + i + ": x") + head + "\ntext"),
                of("mail", "one header", "Subject: " + "x".repeat(1_000_000)),
                of("mail", "references", head + "References:" + " <a@b>\n".repeat(DEEP)),
                of("mail", "words of a charset", "Subject: " + "=?utf-8?q?x?=\n ".repeat(4_000) + "\n"),
                of("mail", "parts in parts", "Subject: s\n" + lines(1_000, i -> "Content-Type: multipart/mixed; boundary=b" + i + "\n\n--b" + i)),
                of("mail", "parts", "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(DEEP)),
                of("mail", "elements in elements", "Subject: s\nContent-Type: text/html\n\n" + "<div>".repeat(DEEP)),
                of("mail-file", "a mailbox of empty mails", "From x\nSubject: s\n\n".repeat(DEEP)),
                of("mail-file", "blanks before a page", " ".repeat(1_000_000) + "<html>"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"preprocessor", "parser", "machine"})
    void boundsC(String target, String what, String text) {
        Replay.take(target, text.getBytes(UTF_8), C_MOST);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"build", "json", "live", "mails"})
    void boundsTheOthers(String target, String what, String text) {
        Replay.take(target, text.getBytes(UTF_8), MOST);
    }
}
