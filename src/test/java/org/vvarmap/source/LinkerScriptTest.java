package org.vvarmap.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a linker script says of symbols before its first section, and behind its last. */
class LinkerScriptTest {

    private static final Sum END = Sum.symbol("[start,end)");

    private static final Settings SETTINGS = new Settings(Map.of());

    private static final Includes NOTHING = new Includes(name -> List.of(), name -> false);

    private static MapTree script(String before, String behind) {
        return MapTree.of("a.lds.S", "SECTIONS\n{\n" + before + "\n. = SIZEOF_HEADERS;\n.text : { *(.text) }\n" + behind + "\n}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "a = . - 2 * PAGE_SIZE;, '', -2",
        "PROVIDE(a = . - 2 * PAGE_SIZE);, '', -2",
        "b = . - PAGE_SIZE; a = b;, '', -1",
        "a = . - PAGE_SIZE; a = . - 2 * PAGE_SIZE;, '', -2",
        "a = . - PAGE_SIZE;, a = . - 2 * PAGE_SIZE;, ",
        "a = . - PAGE_SIZE; a += PAGE_SIZE;, '', ",
        "a = . - PAGE_SIZE;, a -= PAGE_SIZE;, ",
        ". = . + PAGE_SIZE; a = . - PAGE_SIZE;, '', ",
        ". += PAGE_SIZE; a = . - PAGE_SIZE;, '', ",
        ".first : { *(.first) } a = . - PAGE_SIZE;, '', ",
        "a = . - PAGE_SIZE; .first : { a = .; },'', ",
        "/* a = . - PAGE_SIZE; */, '', ",
        "'\n#define PAGE_SIZE 0x2000\n a = . - PAGE_SIZE;', '', "
    })
    void readsWhatLiesBelow(String before, String behind, Integer pages) {
        Map<String, Sum> symbols = LinkerScript.symbols(script(before, behind), "a.lds.S", NOTHING, SETTINGS);

        assertThat(Optional.ofNullable(symbols.get("a"))).isEqualTo(Optional.ofNullable(pages).map(Sum::ofPages));
    }

    @ParameterizedTest
    @CsvSource({
        ". = ALIGN(PAGE_SIZE); a = .;, 0",
        ". = ALIGN(PAGE_SIZE); a = . + PAGE_SIZE;, 1",
        ". = ALIGN(PAGE_SIZE); . = . + PAGE_SIZE; a = .;, 1",
        ". = ALIGN(PAGE_SIZE); . += PAGE_SIZE; a = .;, ",
        ". = ALIGN(PAGE_SIZE); a = .; a += PAGE_SIZE;, ",
        ". = ALIGN(PAGE_SIZE); a = .; a = MAX(a);, ",
        ". = ALIGN(PAGE_SIZE); a = .; /DISCARD/ : { *(.note) } a = . + 1;, ",
        "a = .;, "
    })
    void readsWhatLiesBehind(String behind, Integer pages) {
        Map<String, Sum> symbols = LinkerScript.symbolsBehind(script("", behind), "a.lds.S", NOTHING, SETTINGS, END);

        assertThat(Optional.ofNullable(symbols.get("a"))).isEqualTo(Optional.ofNullable(pages).map(more -> END.plus(Sum.ofPages(more))));
    }
}
