package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.ConsumersJson;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.TableJson;

/** The report in {@code reports/} is the one that the table in {@code data/} gives. */
class CommittedReportTest {

    @Test
    void isUpToDate() throws IOException, MalformedTable {
        String table = Files.readString(Path.of("data/table.json"), StandardCharsets.UTF_8);
        Consumers consumers = ConsumersJson.read(Files.readString(Path.of("data/assumptions.json"), StandardCharsets.UTF_8));
        Map<String, String> pages = Site.pages(TableJson.read(table), consumers);

        for (Map.Entry<String, String> page : pages.entrySet()) {
            Path file = Path.of("reports").resolve(page.getKey());
            assertThat(file).as("run ./vvarmap report and commit reports/").exists();
            assertThat(Files.readString(file, StandardCharsets.UTF_8))
                    .as(file + " is stale: run ./vvarmap report and commit reports/")
                    .isEqualTo(page.getValue());
        }
    }
}
