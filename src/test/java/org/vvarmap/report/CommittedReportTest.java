package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The report in {@code reports/} is the one that the table in {@code data/} gives. */
class CommittedReportTest {

    @Test
    void isSmall() throws IOException {
        Map<String, String> pages = Site.pages(Samples.shipped());
        int all = pages.values().stream().mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length).sum();
        assertThat(all).as("the whole site").isLessThanOrEqualTo(2_000_000);
        ByteArrayOutputStream front = new ByteArrayOutputStream();
        for (String name : List.of("index.html", "data.js", "search.js", "style.css")) {
            try (GZIPOutputStream zip = new GZIPOutputStream(front)) {
                zip.write(pages.get(name).getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThat(front.size()).as("the front page and what it needs, compressed").isLessThanOrEqualTo(150_000);
    }

    @Test
    void isUpToDate() throws IOException {
        Map<String, String> pages = Site.pages(Samples.shipped());

        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = Path.of("reports").resolve(page.getKey());
            assertThat(file).as("run ./vvarmap report and commit reports/").exists();
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .as(file + " is stale: run ./vvarmap report and commit reports/")
                    .isEqualTo(page.getValue());
        }
        try (Stream<Path> files = Files.walk(Path.of("reports"))) {
            assertThat(files.filter(Files::isRegularFile).map(file -> Path.of("reports").relativize(file).toString()))
                    .as("remove what the report no longer has")
                    .allMatch(pages::containsKey);
        }
    }
}
