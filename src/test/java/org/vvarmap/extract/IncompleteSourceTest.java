package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** A source without the files of an architecture says nothing of it: only the architecture itself can say "none". */
class IncompleteSourceTest {

    record Row(String what, Map<String, String> files) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("an empty source", Map.of()),
                new Row("a Makefile alone", Map.of("Makefile", "VERSION = 6\n")),
                new Row("another architecture", Map.of("mm/mmap.c", "int x;\n", "arch/arm/include/asm/elf.h", "int y;\n")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isUnknown(Row row) {
        for (Abi abi : Extractor.abis()) {
            Layout layout = ((Extraction.Read) new Extractor().extract(MapTree.of(row.files()), abi)).layout();
            assertThat(layout.facts().values()).as(abi.label()).noneMatch(Fact::isKnown);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void namesWhatIsMissing(Row row) {
        Layout layout = ((Extraction.Read) new Extractor().extract(MapTree.of(row.files()), Abi.PPC64)).layout();
        assertThat(layout.get(FactKey.VDSO)).isInstanceOfSatisfying(
                Fact.Unknown.class, unknown -> assertThat(unknown.reason()).contains("include/asm-ppc64/elf.h"));
    }
}
