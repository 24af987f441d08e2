package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.layout.Layout;

/** Every shape that kernels had gives the layout that those kernels have. */
class GoldenTest {

    static List<Golden> shapes() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void givesTheLayout(Golden golden) {
        Layout read = Golden.read(golden.tree(), golden.abi());

        assertThat(Golden.reasons(read)).isEmpty();
        assertThat(Golden.plain(read)).isEqualTo(Golden.plain(golden.expected()));
    }

    /** A layout is a function of the files in its read set: nothing else may be needed to read it again. */
    @ParameterizedTest
    @MethodSource("shapes")
    void needsNothingOutsideItsReadSet(Golden golden) {
        Extraction.Read whole = (Extraction.Read) new Extractor().extract(golden.tree(), golden.abi());
        org.vvarmap.source.MapTree only = golden.tree();
        for (String path : golden.tree().texts().keySet()) {
            if (whole.reads().blobs().getOrDefault(path, java.util.Optional.empty()).isEmpty()) {
                only = only.without(path);
            }
        }

        Extraction.Read again = (Extraction.Read) new Extractor().extract(only, golden.abi());

        assertThat(again).isEqualTo(whole);
    }
}
