package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.extract.Extraction;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

/** The sources that the other tests build histories of are what they are taken for. */
class TinyKernelTest {

    private static Layout layout(TinyKernel kernel, Abi abi) {
        try (TinyHistory history = TinyHistory.inMemory(); KernelRepository repository = history.look()) {
            String commit = history.commit(kernel, "one");
            return ((Extraction.Read) new Extractor().extract(repository.source(commit), abi)).layout();
        } catch (RepositoryFailure e) {
            throw new AssertionError(e);
        }
    }

    private static Layout layout(TinyKernel kernel) {
        return layout(kernel, Abi.PPC64);
    }

    private record Row(String title, TinyKernel kernel, String placement, String mapping, String regions) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("data after", TinyKernel.dataAfter(), "after", "merged", "[vdso] data+code"),
                new Row("data before", TinyKernel.dataBefore(), "before", "merged", "[vdso] data+code"),
                new Row("separate", TinyKernel.separate(), "before", "separate", "[vvar] data 1 [vdso] code"),
                new Row("two pages", TinyKernel.twoPages(), "before", "separate", "[vvar] data 2 [vdso] code"),
                new Row("in other words", TinyKernel.twoPages().touched("x"), "before", "separate",
                        "[vvar] data 2 [vdso] code"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isReadInEveryFact(Row row) {
        for (Abi abi : List.of(Abi.PPC64, Abi.PPC32, Abi.PPC32_COMPAT)) {
            Layout layout = layout(row.kernel(), abi);

            assertThat(layout.facts()).allSatisfy((key, fact) ->
                    assertThat(fact.isKnown()).as(key + " " + fact).isTrue());
            assertThat(layout.get(FactKey.DATA_PLACEMENT)).hasToString(row.placement());
            assertThat(layout.get(FactKey.DATA_MAPPING)).hasToString(row.mapping());
            assertThat(layout.get(FactKey.REGIONS)).hasToString(row.regions());
            assertThat(layout.get(FactKey.MREMAP_TRACKED)).hasToString("true");
        }
    }

    @Test
    void differsInKnownFactsAlone() {
        assertThat(layout(TinyKernel.dataAfter()).differences(layout(TinyKernel.dataBefore())))
                .containsExactly(FactKey.DATA_PLACEMENT, FactKey.ELF_AT_VDSO_START);
        assertThat(layout(TinyKernel.dataBefore()).differences(layout(TinyKernel.separate())))
                .containsExactly(
                        FactKey.DATA_MAPPING, FactKey.REGIONS, FactKey.ELF_AT_VDSO_START, FactKey.DATA_ACCESS);
        assertThat(layout(TinyKernel.separate()).differences(layout(TinyKernel.twoPages())))
                .containsExactly(FactKey.REGIONS);
        assertThat(layout(TinyKernel.separate()).differences(layout(TinyKernel.separate().hashed("gnu"))))
                .containsExactly(FactKey.HASH_STYLE);
    }

    @Test
    void hasTimeNamespacesWithBothHalvesAlone() {
        TinyKernel kernel = TinyKernel.separate();

        assertThat(layout(kernel).agrees(layout(kernel.withTimensOption()))).isTrue();
        assertThat(layout(kernel).agrees(layout(kernel.withTimensConsent()))).isTrue();
        assertThat(layout(kernel).differences(layout(kernel.withTimensOption().withTimensConsent())))
                .containsExactly(FactKey.TIMENS);
    }

    @Test
    void isUnknownWhereItIsBroken() {
        assertThat(layout(TinyKernel.broken()).get(FactKey.DATA_PLACEMENT).isKnown()).isFalse();
        assertThat(layout(TinyKernel.withoutVdso()).get(FactKey.DATA_PLACEMENT).isKnown()).isFalse();
    }
}
