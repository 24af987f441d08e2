package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** The command as a user runs it: a program of its own, in a folder of its own. */
class ReportCommandTest {

    private static final Table TABLE = Samples.table(
            Samples.calendar("v5.10", "v5.11-rc1", "v5.11"),
            Samples.eras(
                    Abi.PPC64, Line.MAINLINE,
                    Samples.step("v5.10", Samples.after(), null),
                    Samples.step("v5.11-rc1", Samples.before(), Samples.commit(1, "Move <b>it</b>"))));

    @TempDir
    private Path folder;

    private record Answer(int code, String out, String err) {}

    /** The command takes what is shipped beside the table that it is given. */
    private static Material material() throws IOException {
        Material shipped = Samples.shipped();
        return new Material(TABLE, shipped.consumers(), shipped.captures(), shipped.dates(), shipped.discussions());
    }

    @BeforeEach
    void writeTable() throws IOException {
        Files.writeString(folder.resolve("table.json"), TableJson.write(TABLE));
    }

    private Answer report(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                "org.vvarmap.cli.Main", "report", "--data", "table.json"));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile("report", ".err");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = new Answer(process.waitFor(), out, Files.readString(err));
        Files.delete(err);
        return answer;
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void writes_into_reports() throws IOException, InterruptedException {
        Answer answer = report();
        assertThat(answer).isEqualTo(new Answer(0, "wrote 9 pages; open reports/index.html\n", ""));
        assertThat(files(folder)).containsExactly(
                "reports/abi/ppc64.html", "reports/change/000000010000.html", "reports/changes.html", "reports/data.js",
                "reports/facts.html", "reports/feed.xml", "reports/index.html", "reports/known.html", "reports/moving.html",
                "reports/programs.html", "reports/releases.html", "reports/search.js", "reports/style.css", "table.json");
        for (Map.Entry<String, String> page : Site.pages(material()).entrySet()) {
            assertThat(folder.resolve("reports").resolve(page.getKey())).hasContent(page.getValue());
        }
    }

    @Test
    void writes_into_a_named_folder_and_leaves_other_files_alone() throws IOException, InterruptedException {
        Path out = folder.resolve("a/b");
        Files.createDirectories(out);
        Files.writeString(out.resolve("mine.html"), "mine");
        Files.writeString(out.resolve("index.html"), "old");
        Answer answer = report("--out", "a/b", "--json");
        JsonObject object = JsonParser.parseString(answer.out()).getAsJsonObject();
        assertThat(object.get("schema").getAsString()).isEqualTo("vvarmap/report/1");
        assertThat(object.get("out").getAsString()).isEqualTo("a/b");
        assertThat(object.get("pages").getAsInt()).isEqualTo(9);
        assertThat(answer.code()).isZero();
        assertThat(out.resolve("mine.html")).hasContent("mine");
        assertThat(out.resolve("index.html")).hasContent(Site.pages(material()).get("index.html"));
    }

    @Test
    void writes_nothing_outside_its_folder() throws IOException, InterruptedException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Path out = Files.createDirectory(folder.resolve("reports"));
        Files.createSymbolicLink(out.resolve("index.html"), secret);
        assertThat(report().code()).isZero();
        assertThat(secret).hasContent("secret");
        Files.delete(out.resolve("abi/ppc64.html"));
        Files.delete(out.resolve("abi"));
        Files.createSymbolicLink(out.resolve("abi"), other);
        Answer answer = report();
        assertThat(answer.code()).isEqualTo(4);
        assertThat(answer.err()).contains("symbolic link").hasLineCount(1);
        assertThat(other).isEmptyDirectory();
    }

    @Test
    void says_what_is_wrong_in_one_line() throws IOException, InterruptedException {
        Answer file = report("--out", "table.json");
        assertThat(file.code()).isEqualTo(4);
        assertThat(file.err()).contains("table.json is a file, not a folder").hasLineCount(1);
        Answer refused = report("--out", "/proc/report");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains("/proc/report", "--out").doesNotContain(".lock").hasLineCount(1);
        assertThat(report("--out", "").code()).isEqualTo(2);
        assertThat(report("extra").code()).isEqualTo(2);
    }
}
