package org.vvarmap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    @ParameterizedTest
    @CsvSource({"5.11.y, v5.11", "2.6.32.y, v2.6.32", "3.0.y, v3.0"})
    void readsAStableLine(String name, String start) {
        Line line = Line.parse(name).orElseThrow();

        assertThat(line).hasToString(name);
        assertThat(line.isMainline()).isFalse();
        assertThat(line.start()).contains(Release.of(start));
        assertThat(line).isEqualTo(Release.of(start + ".7").line());
    }

    @Test
    void readsMainline() {
        assertThat(Line.parse("mainline")).contains(Line.MAINLINE);
        assertThat(Line.MAINLINE.isMainline()).isTrue();
        assertThat(Line.MAINLINE.start()).isEmpty();
        assertThat(Line.MAINLINE).hasToString("mainline");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ".y", "y", "5.y", "5.11", "5.11.x", "5.11.3.y", "5.11-rc1.y", "Mainline", "main", "master", "5.11.Y", "5.11.y ",
        "5.11.y.y", "2.6.y", "5.011.y", "5.11.y\n"
    })
    void readsNothingElse(String name) {
        assertThat(Line.parse(name)).isEqualTo(Optional.empty());
    }

    @Test
    void putsMainlineFirstAndTheRestByVersion() {
        TreeSet<Line> lines = new TreeSet<>();
        Stream.of("5.11.y", "2.6.32.y", "mainline", "5.2.y", "3.0.y").map(name -> Line.parse(name).orElseThrow())
                .forEach(lines::add);

        assertThat(lines).extracting(Line::toString)
                .containsExactly("mainline", "2.6.32.y", "3.0.y", "5.2.y", "5.11.y");
    }
}
