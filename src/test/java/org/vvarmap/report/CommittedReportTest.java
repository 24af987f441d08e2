package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The report in {@code reports/} is the one that the table in {@code data/} gives. */
class CommittedReportTest {

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
