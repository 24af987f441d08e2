package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;

class DatesTest {

    private static Dates shipped() throws IOException, MalformedTable {
        return Dates.read(Files.readString(Path.of("data/dates.json")));
    }

    @ParameterizedTest
    @CsvSource({"v2.6.12, 2005-06-17", "v5.11, 2021-02-14", "v6.12, 2024-11-17"})
    void knowsTheDay(String tag, LocalDate day) throws IOException, MalformedTable {
        assertThat(shipped().of(Release.of(tag))).contains(day);
    }

    @Test
    void knowsNoDayOfACandidate() throws IOException, MalformedTable {
        assertThat(shipped().of(Release.of("v5.11-rc1"))).isEmpty();
    }

    /** A later release is made on a later day, and each is one that the table knows. */
    @Test
    void runsForwards() throws IOException, MalformedTable {
        NavigableMap<Release, LocalDate> days = new TreeMap<>(shipped().released());
        Table table = TableJson.read(Files.readString(Path.of("data/table.json")));

        assertThat(days.keySet()).isSubsetOf(table.calendar().of(Line.MAINLINE));
        assertThat(days.values().stream().toList()).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"schema\":\"vvarmap/dates/1\"}",
        "{\"schema\":\"vvarmap/dates/1\",\"released\":{\"v5.11\":\"yesterday\"}}",
        "{\"schema\":\"vvarmap/dates/1\",\"released\":{\"5.x\":\"2021-02-14\"}}",
    })
    void refusesWhatBreaksTheForm(String text) {
        assertThatThrownBy(() -> Dates.read(text)).isInstanceOf(MalformedTable.class);
    }
}
