package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Abi;

/** Where the shipped assumptions fail in the shipped table. */
class BreakageTest {

    private static List<String> runs(Abi abi, String assumption) throws IOException, MalformedTable {
        Table table = TableJson.read(Files.readString(Path.of("data/table.json")));
        Consumers consumers = ConsumersJson.read(Files.readString(Path.of("data/assumptions.json")));
        return Breakage.of(table, abi, consumers).stream()
                .filter(breakage -> breakage.judgement().assumption().id().equals(assumption))
                .flatMap(breakage -> breakage.runs().stream())
                .map(run -> run.line() + " " + run.since() + ".." + run.until().map(Object::toString).orElse(""))
                .toList();
    }

    @Test
    void namesTheReleasesLineByLine() throws IOException, MalformedTable {
        assertThat(runs(Abi.PPC64, "criu-elf-at-start-ppc64")).containsExactly(
                "mainline v5.11-rc1..v5.13-rc1", "5.11.y v5.11-rc1..v5.11.20", "5.12.y v5.11-rc1..v5.12.3");
    }

    /** Later changes that do not mend it do not end it. */
    @Test
    void joinsErasThatFollowOneAnother() throws IOException, MalformedTable {
        assertThat(runs(Abi.X86_64, "criu-vvar-adjacent")).contains("mainline v6.13-rc1..");
        assertThat(runs(Abi.ARM64, "criu-elf-at-start")).isEmpty();
    }
}
