package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;

class LifetimeTest {

    /** {@code v5.18=- v5.19=+}. */
    private static List<Lifetime> lifetimes(String readings) {
        Map<Release, Boolean> exists = new HashMap<>();
        for (String reading : readings.split(" ")) {
            exists.put(Release.of(reading.split("=")[0]), reading.endsWith("+"));
        }
        return Lifetime.of(exists);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "v5.10=+ v5.11=+, ''",
        "v5.10=- v5.11=-, none",
        "v5.18=- v5.19=+ v6.0=+, came after v5.18 and by v5.19",
        "v6.5=+ v6.6=+ v6.7=- v6.8=-, went after v6.6 and by v6.7",
        "v4.16=- v4.17=+ v5.17=+ v5.18=-, 'came after v4.16 and by v4.17, went after v5.17 and by v5.18'",
        "v5.1=+ v5.2=- v5.3=+, 'went after v5.1 and by v5.2; came after v5.2 and by v5.3'",
    })
    void saysWhenAnAbiCameAndWent(String readings, String sentence) {
        List<Lifetime> lifetimes = lifetimes(readings);

        if (sentence == null) {
            assertThat(lifetimes).isEmpty();
        } else {
            assertThat(lifetimes.stream().map(Lifetime::sentence).collect(Collectors.joining("; "))).isEqualTo(sentence);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v4.16, false", "v4.16.3, false", "v4.17-rc1, true", "v4.17, true", "v4.17.9, true", "v5.10.200, true", "v5.17.15, true",
        "v5.18-rc1, true", "v5.18, false", "v5.18.1, false", "v6.1, false",
    })
    void holdsTheReleasesBetween(String tag, boolean holds) {
        Lifetime nds32 = lifetimes("v4.16=- v4.17=+ v5.17=+ v5.18=-").get(0);

        assertThat(nds32.holds(Release.of(tag))).isEqualTo(holds);
    }

    @Test
    void tellsWhoAsksForAReleaseWithoutTheAbi() {
        Table table = new Table(
                Rows.calendar("v5.18 v5.19"), List.of(), Map.of(), Map.of(Abi.LOONGARCH64, lifetimes("v5.18=- v5.19=+")));

        assertThat(Lookup.of(table, KernelString.parse("v5.18"), List.of(Abi.LOONGARCH64)).notes())
                .contains("v5.18 has no loongarch64: it came after v5.18 and by v5.19");
        assertThat(Lookup.of(table, KernelString.parse("v5.19"), List.of(Abi.LOONGARCH64)).notes())
                .noneMatch(note -> note.contains("has no"));
    }
}
