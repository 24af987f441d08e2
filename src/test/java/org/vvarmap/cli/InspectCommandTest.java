package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class InspectCommandTest {

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    private String source(String shape) {
        Sources.write(folder.resolve("linux"), Sources.files(shape, "5.11"));
        return "linux";
    }

    private JsonObject layout(String source) {
        JsonObject answer = cli().run("inspect", source, "--arch", "ppc64", "--json").exited(0).json();
        assertThat(answer.getAsJsonArray("results")).hasSize(1);
        return answer.getAsJsonArray("results").get(0).getAsJsonObject().getAsJsonObject("layout");
    }

    /**
     * A source and what it makes.
     *
     * @param shape the shape of the source
     * @param placement dataPlacement
     * @param mapping dataMapping
     */
    private record Row(String shape, String placement, String mapping) {}

    private static Stream<Row> rows() {
        return Stream.of(
                new Row(Sources.PAGE_LIST, "after", "merged"),
                new Row(Sources.DATA_FIRST, "before", "merged"),
                new Row(Sources.VVAR, "before", "separate"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsAFolder(Row row) {
        JsonObject layout = layout(source(row.shape()));

        assertThat(layout.keySet()).containsExactlyElementsOf(LookupJsonTest.LAYOUT_KEYS);
        assertThat(layout.get("dataPlacement").getAsString()).isEqualTo(row.placement());
        assertThat(layout.get("dataMapping").getAsString()).isEqualTo(row.mapping());
    }

    @Test
    void saysWhatItReadWithTheIdsThatGitGives() {
        Map<String, String> files = Sources.files(Sources.DATA_FIRST, "5.11");
        JsonObject answer = cli().run("inspect", source(Sources.DATA_FIRST), "--arch", "ppc64", "--json").exited(0).json();
        JsonObject reads = answer.getAsJsonArray("results").get(0).getAsJsonObject().getAsJsonObject("reads");

        assertThat(answer.get("schema").getAsString()).isEqualTo("vvarmap/inspect/1");
        assertThat(answer.get("source").getAsString()).isEqualTo("linux");
        assertThat(List.copyOf(reads.keySet())).contains("arch/powerpc/kernel/vdso.c", "mm/mremap.c").isSorted();
        for (Map.Entry<String, JsonElement> read : reads.entrySet()) {
            if (files.containsKey(read.getKey())) {
                assertThat(read.getValue().getAsString()).isEqualTo(blob(files.get(read.getKey())));
            } else {
                assertThat(read.getValue().isJsonNull()).as(read.getKey()).isTrue();
            }
        }
    }

    /** What git hash-object says. */
    private static String blob(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux-5.11.tar", "linux-5.11.tar.gz", "linux-5.11.tar.xz"})
    void readsATarballAsTheFolder(String name) throws IOException {
        Map<String, String> files = Sources.files(Sources.DATA_FIRST, "5.11");
        tar(name, "linux-5.11/", files);
        JsonObject answer = cli().run("inspect", name, "--arch", "powerpc", "--json").exited(0).json();
        JsonObject expected = cli().run("inspect", source(Sources.DATA_FIRST), "--arch", "powerpc", "--json").exited(0).json();

        assertThat(answer.get("results")).isEqualTo(expected.get("results"));
    }

    private void tar(String name, String prefix, Map<String, String> files) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                OutputStream packed = name.endsWith("z") ? packed(name, file) : file;
                TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                byte[] bytes = entry.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry head = new TarArchiveEntry(prefix + entry.getKey());
                head.setSize(bytes.length);
                tar.putArchiveEntry(head);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
    }

    private static OutputStream packed(String name, OutputStream file) throws IOException {
        return name.endsWith(".gz") ? new GZIPOutputStream(file) : new XZOutputStream(file, new LZMA2Options(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.tar", "cut.tar.gz", "cut.tar.xz"})
    void cannotReadATarballThatIsCutOff(String name) throws IOException {
        tar(name, "linux-5.11/", Sources.files(Sources.DATA_FIRST, "5.11"));
        byte[] whole = Files.readAllBytes(folder.resolve(name));
        cli().file(name, Arrays.copyOf(whole, whole.length / 2));

        Cli.Outcome outcome = cli().run("inspect", name, "--arch", "ppc64").exited(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(name);
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"junk.tar", "junk.tar.gz", "junk.tar.xz"})
    void cannotReadATarballThatIsNone(String name) {
        cli().file(name, "this is no archive\n".repeat(1000));

        assertThat(cli().run("inspect", name).exited(4).err().lines()).hasSize(1);
    }

    @Test
    void refusesATarballOfSomethingElse() throws IOException {
        tar("other.tar.gz", "other/", Map.of("README", "hello\n", "src/main.c", "int main(void) { return 0; }\n"));

        cli().run("inspect", "other.tar.gz").failed(2);
    }

    @Test
    void readsARevisionOfARepository() {
        assumeTrue(Sources.hasGit());
        Sources.Clone clone = Sources.Clone.at(folder.resolve("clone"));

        assertThat(layout("clone@v5.10").get("dataPlacement").getAsString()).isEqualTo("after");
        assertThat(layout("clone@v5.11").get("dataPlacement").getAsString()).isEqualTo("before");
        assertThat(layout("clone@" + clone.separate()).get("dataMapping").getAsString()).isEqualTo("separate");
        assertThat(layout("clone@" + clone.separate() + "~1").get("dataMapping").getAsString()).isEqualTo("merged");
        assertThat(layout("clone@" + clone.front().substring(0, 12)).get("dataPlacement").getAsString()).isEqualTo("before");
        assertThat(layout("clone/.git@HEAD").get("dataMapping").getAsString()).isEqualTo("separate");
        assertThat(cli().run("inspect", "clone@v9.9").failed(4).err()).contains("v9.9");
        cli().run("inspect", "clone@").failed(4);
    }

    @Test
    void prefersAFolderWhoseNameHasAnAt() {
        Sources.write(folder.resolve("linux@home"), Sources.files(Sources.DATA_FIRST, "5.11"));

        assertThat(layout("linux@home").get("dataPlacement").getAsString()).isEqualTo("before");
    }

    @Test
    void tellsAPerson() {
        Cli.Outcome outcome = cli().run("inspect", source(Sources.DATA_FIRST), "--arch", "ppc64le").exited(0);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("ppc64 (arch/powerpc) in linux").contains("AT_SYSINFO_EHDR", "[vdso]", "before");
    }

    @Test
    void saysUnknownForAShapeThatItHasNeverSeen() {
        Map<String, String> files = new TreeMap<>(Sources.files(Sources.DATA_FIRST, "5.11"));
        files.put("arch/powerpc/kernel/vdso.c", "int arch_setup_additional_pages(void) { return mystery(); }\n");
        Sources.write(folder.resolve("linux"), files);
        JsonObject answer = cli().run("inspect", "linux", "--arch", "ppc64", "--json").exited(3).json();
        JsonObject layout = answer.getAsJsonArray("results").get(0).getAsJsonObject().getAsJsonObject("layout");

        assertThat(layout.get("dataPlacement").getAsString()).isEqualTo("unknown");
        assertThat(layout.getAsJsonObject("unknown").get("dataPlacement").getAsString())
                .containsPattern("arch/powerpc/kernel/vdso\\.c");
        assertThat(cli().run("inspect", "linux", "--arch", "ppc64").exited(3).out()).contains("unknown");
    }

    @Test
    void refusesAFolderThatIsNoKernel() {
        cli().file("other/README", "hello\n");

        cli().run("inspect", "other").failed(2);
        cli().run("inspect", ".").failed(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "nowhere.tar.xz", "nowhere@v5.11", "other@v5.11"})
    void cannotReadWhatIsNotThere(String source) {
        cli().file("other/README", "hello\n");

        cli().run("inspect", source).failed(4);
    }

    @Test
    void refusesAFileOfAnotherKind() {
        cli().file("linux.zip", "PK");

        assertThat(cli().run("inspect", "linux.zip").failed(2).err()).contains("linux.zip", ".tar.xz");
    }

    @Test
    void takesExactlyOneSource() {
        cli().run("inspect").failed(2);
        cli().run("inspect", "a", "b").failed(2);
        cli().run("inspect", source(Sources.DATA_FIRST), "--arch", "ppc128").failed(2);
    }
}
