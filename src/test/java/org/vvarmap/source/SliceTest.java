package org.vvarmap.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of a file of which one function, {@code wanted}, is asked for. */
class SliceTest {

    private static final String OTHER = "int other(int a)\n{\n\tif (a) {\n\t\treturn a;\n\t}\n\treturn 0;\n}\n";

    private static final String WANTED = "int wanted(void)\n{\n\treturn other(1);\n}\n";

    /** A text, and what is left of it. */
    record Row(String what, String text, String left) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Row whole(String what, String text) {
        return new Row(what, text, text);
    }

    static List<Row> rows() {
        return List.of(
                new Row("a function before and after", OTHER + WANTED + OTHER, "int other(int a){}" + WANTED + "int other(int a){}"),
                whole("the function alone", WANTED),
                whole("a prototype, a variable and a structure", "int other(int);\nint x = 1;\nstruct s { int a; };\n" + WANTED),
                whole("an initialiser", "struct s t = {\n\t.call = other,\n};\nint u[] = { 1, 2 };\n" + WANTED),
                whole("an initialiser made by a macro", "struct s t = MAKE(x) {\n\t.call = other,\n};\n" + WANTED),
                new Row(
                        "preprocessor lines of another function",
                        "int other(void)\n{\n#define A 1\n\tg();\n#ifdef B\n\th();\n#endif\n}\n" + WANTED,
                        "int other(void){\n#define A 1\n#ifdef B\n#endif\n}\n" + WANTED),
                new Row(
                        "other functions in the branches of a conditional",
                        "#ifdef A\n" + OTHER + "#else\nint other(int a) { return 1; }\n#endif\n" + WANTED,
                        "#ifdef A\nint other(int a){}\n#else\nint other(int a) {}\n#endif\n" + WANTED),
                whole("the function in a conditional", "#ifdef A\n" + WANTED + "#endif\n"),
                whole("a promise to the compiler", "int other(void)\n{\n\tBUILD_BUG_ON(A != B);\n}\n" + WANTED),
                whole(
                        "a brace that two branches open",
                        "int other(void)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t\tg();\n\t}\n}\n" + WANTED),
                whole("a body that ends in a conditional", "int other(void)\n{\n#ifdef A\n\tg();\n}\n#endif\n" + WANTED),
                whole("a brace too many", OTHER + "}\n" + WANTED),
                whole("a brace too few", OTHER.substring(0, OTHER.length() - 2) + WANTED),
                whole("a conditional that never ends", "#ifdef A\n" + OTHER + WANTED),
                whole("an else of nothing", "#else\n" + OTHER + WANTED),
                whole("nothing", ""));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void leavesOutTheBodiesOfOtherFunctions(Row row) {
        assertThat(words(Slice.keep(Lexer.tokens("a.c", row.text()), Set.of("wanted"))))
                .isEqualTo(words(Lexer.tokens("a.c", row.left())));
    }

    private static String words(List<Token> tokens) {
        return tokens.stream().map(Token::text).collect(Collectors.joining(" "));
    }

    @Test
    void saysWhereThingsStoodInTheWholeFile() {
        MapTree tree = MapTree.of("a.c", OTHER + "#ifdef CONFIG_A\nint y;\n#endif\n" + WANTED);
        Includes none = new Includes(name -> List.of(), name -> false);
        Unit unit = Unit.readOnly(tree, "a.c", none, new Settings(Map.of()), Set.of("wanted")).orElseThrow();
        assertThat(unit.function("wanted").orElseThrow().place().line()).isEqualTo(11);
        assertThat(unit.hasFunction("other")).isFalse();
        assertThat(unit.variable("y")).isEmpty();
        assertThat(unit.openSymbols()).containsEntry("CONFIG_A", "a.c:8");
    }
}
