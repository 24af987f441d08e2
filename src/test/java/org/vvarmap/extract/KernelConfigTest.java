package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.source.MapTree;
import org.vvarmap.source.ReadCache;

/** What Kconfig files settle. */
class KernelConfigTest {

    /** What X is, where a file says this of it. */
    record Row(String text, Optional<Boolean> value) {}

    private static final Optional<Boolean> ON = Optional.of(true);
    private static final Optional<Boolean> OFF = Optional.of(false);
    private static final Optional<Boolean> OPEN = Optional.empty();

    static List<Row> rows() {
        return List.of(
                new Row("config X\n\tdef_bool y\n", ON),
                new Row("config X\n\tbool\n\tdefault y if YES && !NO\n", ON),
                new Row("config X\n\tbool\n\tdefault y if YES && NO\n", OFF),
                new Row("config X\n\tbool\n\tdefault y if NO || (YES && !NO)\n", ON),
                new Row("config X\n\tbool\n\tdefault y if OTHER\n", OPEN),
                new Row("config X\n\tbool\n\tdefault y if NO && OTHER\n", OFF),
                new Row("config X\n\tbool\n\tdefault y if YES || OTHER\n", ON),
                new Row("config X\n\tbool\n\tdepends on NO\n\tdefault y\n", OFF),
                new Row("config X\n\tbool\n\tdepends on YES\n\tdepends on OTHER\n\tdefault y\n", OPEN),
                new Row("config X\n\tbool\n", OFF),
                new Row("config X\n\tbool\nconfig YES\n\tbool\n\tselect X\n", ON),
                new Row("config X\n\tbool\nconfig YES\n\tbool\n\tselect X if NO\n", OFF),
                new Row("config X\n\tbool\nconfig YES\n\tbool\n\tselect X \\\n\t\tif YES\n", ON),
                new Row("config X\n\tbool\nconfig NO\n\tbool\n\tselect X\n", OFF),
                new Row("config X\n\tbool\n\thelp\n\t  default y\n\t  default y if YES\n", OFF),
                new Row("# config X\n#\tdef_bool y\n", OPEN),
                new Row("config X\n\tdef_bool A\nconfig A\n\tdef_bool X\n", OFF),
                new Row("config X\n\tbool\n\tdefault y if YES = y\n", OPEN),
                new Row("config X\n\tbool\n\tdefault n\n\tdefault y\n", OFF),
                new Row("config X\n\tbool\n\tdefault n if NO\n\tdefault y\n", ON),
                new Row("config X\n\tbool\n\tdefault n if OTHER\n\tdefault y\n", OPEN),
                new Row("config X\n\tbool\n\tdefault y if OTHER\n\tdefault y\n", ON),
                new Row("config X\n\tbool\n\tdepends on NO\n\tdefault n\nconfig X\n\tdefault y\n", ON),
                new Row("config X\n\tdef_tristate y\n", ON),
                new Row("config X\n\tbool \"a question\"\n", OPEN),
                new Row("config X\n\tbool \"a question\"\n\tdefault n\n", OPEN),
                new Row("config X\n\tbool \"a question\"\n\tdefault y\n", ON),
                new Row("config X\n\tbool \"a question\" if NO\n", OFF),
                new Row("config X\n\tbool\n\tprompt \"a question\"\n\tdepends on NO\n", OFF),
                new Row("config X\n\tdef_bool y\n\tdepends on NO if YES\n", OFF),
                new Row("config X\n\tdef_bool y\n\tdepends on NO if NO\n", ON),
                new Row("if NO\nconfig X\n\tdef_bool y\nendif\n", OFF),
                new Row("if OTHER\nconfig X\n\tdef_bool y\nendif\n", OPEN),
                new Row("if NO\nendif # NO\nconfig X\n\tdef_bool y\n", ON),
                new Row("menu \"a menu\"\n\tdepends on NO\nconfig X\n\tdef_bool y\nendmenu\n", OFF),
                new Row("menu \"a menu\"\ncomment \"why\"\n\tdepends on NO\nconfig X\n\tdef_bool y\nendmenu\n", ON),
                new Row("choice\n\tprompt \"which\"\n\tdefault X\nconfig X\n\tbool\nendchoice\n", OFF),
                new Row("if NO\nconfig X\n\tbool\nendif\nconfig YES\n\tbool\n\tselect X\n", ON),
                new Row("config X\n\tbool\nif NO\nconfig YES\n\tbool\n\tselect X\nendif\n", OFF),
                new Row("config X\n\tbool\nconfig YES\n\tbool\n\timply X # why\n", ON),
                new Row("config X\n\tbool\n\tdepends on NO\nconfig YES\n\tbool\n\timply X\n", OFF));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void settles(Row row) {
        KernelConfig config = KernelConfig.read(
                new Source(MapTree.of("arch/a/Kconfig", row.text()), new ReadCache()), "arch/a/Kconfig", Map.of("YES", true, "NO", false));

        assertThat(config.isOn("X")).isEqualTo(row.value());
    }
}
