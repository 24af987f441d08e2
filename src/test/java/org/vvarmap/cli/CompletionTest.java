package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {

    @TempDir
    private Path folder;

    private String script(String shell) {
        return new Cli(folder).run("completion", shell).exited(0).out();
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream stream = process.getInputStream()) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return text.strip();
        }
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    @ParameterizedTest
    @CsvSource({
        "'loo', lookup", "'chec', check", "'lookup --ar', --arch", "'lookup --arch ppc32-', ppc32-compat", "'history loongarch3', loongarch32",
        "'history --da', --data", "'completion fi', fish", "'lookup --nosuch', ''",
        "'export --format c-', c-header", "'lookup 5.11 --arch = ppc32-', ppc32-compat", "'lookup --assert dataPlacement = bef', before",
        "'lookup --assert elfAtVdsoStart', 'elfAtVdsoStart=true elfAtVdsoStart=false'",
    })
    void bashCompletes(String line, String expected) throws Exception {
        assumeTrue(installed("bash"));
        Path file = Files.writeString(folder.resolve("vvarmap.bash"), script("bash"));
        String words = "vvarmap " + line;
        int last = words.split(" ").length - 1;

        assertThat(run("bash", "-c", "source " + file + "; COMP_WORDS=(" + words + "); COMP_CWORD=" + last
                + "; _vvarmap; echo \"${COMPREPLY[*]}\"")).isEqualTo(expected);
    }

    @Test
    void bashCompletesNamesWithBlanks() throws Exception {
        assumeTrue(installed("bash"));
        Path file = Files.writeString(folder.resolve("vvarmap.bash"), script("bash"));
        Files.writeString(folder.resolve("of a machine"), "");

        assertThat(run("bash", "-c", "cd " + folder + "; source " + file + "; COMP_WORDS=(vvarmap check --maps of); COMP_CWORD=3; _vvarmap;"
                + " echo \"${#COMPREPLY[@]} ${COMPREPLY[0]}\"")).isEqualTo("1 of a machine");
    }

    @ParameterizedTest
    @CsvSource({"'loo', lookup", "'lookup --arch ppc32-', ppc32-compat", "'export --format c-', c-header", "'completion fi', fish"})
    void fishCompletes(String line, String expected) throws Exception {
        assumeTrue(installed("fish"));
        Path file = Files.writeString(folder.resolve("vvarmap.fish"), script("fish"));

        assertThat(run("fish", "-c", "source " + file + "; complete -C 'vvarmap " + line + "'")).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource({"lookup, ''", "export, ''", "report, ''", "inspect, linux.tar"})
    void offersFilesOnlyWhereOneMayStand(String command, String expected) throws Exception {
        assumeTrue(installed("fish"));
        Path file = Files.writeString(folder.resolve("vvarmap.fish"), script("fish"));
        Files.writeString(folder.resolve("linux.tar"), "");

        assertThat(run("fish", "-c", "cd " + folder + "; source " + file + "; complete -C 'vvarmap " + command + " linu'"))
                .isEqualTo(expected);
    }

    @Test
    void zshCompletesAtTheFirstKey() throws Exception {
        assumeTrue(installed("zsh"));
        Files.writeString(folder.resolve("_vvarmap"), script("zsh"));

        assertThat(run("zsh", "-fc", "fpath=(" + folder + "); autoload -Uz _vvarmap; compdef() { echo registered }; _describe() { echo $1 };"
                + " words=(vvarmap ''); CURRENT=2; _vvarmap")).isEqualTo("command");
        assertThat(run("zsh", "-fc", "compdef() { echo $* }; source " + folder.resolve("_vvarmap"))).isEqualTo("_vvarmap vvarmap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void isWellFormed(String shell) throws Exception {
        Path file = Files.writeString(folder.resolve("script"), script(shell));
        assumeTrue(installed(shell));

        assertThat(run(shell, "-n", file.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void knowsEveryCommand(String shell) {
        assertThat(script(shell)).contains("lookup", "history", "inspect", "crawl", "check", "report", "arch", "known", "s390-compat");
    }

    @Test
    void knowsNoOtherShell() {
        assertThat(new Cli(folder).run("completion", "csh").failed(2).err()).contains("bash, zsh or fish");
    }

    @Test
    void theManualPageNamesEveryCommandAndOption() {
        String page = new Cli(folder).run("man").exited(0).out();

        assertThat(page).startsWith(".TH VVARMAP 1")
                .contains("lookup", "history", "inspect", "crawl", "check", "report", "\\-\\-arch ABI", "EXIT STATUS");
        assertThat(page.lines()).noneMatch(line -> line.startsWith("'"));
    }

    @ParameterizedTest
    @CsvSource({"lokup, lookup", "chekc, check", "histroy, history", "rport, report"})
    void asksWhatWasMeant(String typed, String meant) {
        assertThat(new Cli(folder).run(typed).failed(2).err()).contains("(did you mean " + meant + "?)");
    }

    @Test
    void saysWhereWhatWasTypedBelongs() {
        assertThat(new Cli(folder).run("lookup", "ppc64le").failed(2).err())
                .contains("\"ppc64le\" names an ABI", "--arch", "vvarmap history ppc64le");
        assertThat(new Cli(folder).run("-V").failed(2).err()).contains("vvarmap has no option -V");
        assertThat(new Cli(folder).run("--hepl").failed(2).err()).contains("vvarmap has no option --hepl (did you mean --help?)");
    }

    @Test
    void asksWhichOptionOrAbiWasMeant() {
        assertThat(new Cli(folder).run("lookup", "5.11", "--arhc", "ppc64").failed(2).err())
                .contains("has no option --arhc (did you mean --arch?)");
        assertThat(new Cli(folder).run("lookup", "5.11", "--arch", "x86-64").failed(2).err())
                .contains("(did you mean x86_64?)");
        assertThat(new Cli(folder).run("lookup", "5.11", "--arch", "arch64").failed(2).err()).contains("(did you mean aarch64?)");
        assertThat(new Cli(folder).run("history", "powerpcc").failed(2).err()).contains("(did you mean powerpc?)");
        assertThat(new Cli(folder).run("history", "ppc46").failed(2).err()).contains("(did you mean ppc64?)");
    }

    @Test
    void asksWhichFormatKeyValueOrShellWasMeant() {
        assertThat(new Cli(folder).run("export", "--format", "jsn").failed(2).err()).contains("(did you mean json?)");
        assertThat(new Cli(folder).run("lookup", "--assert", "dataPlacment=before", "--since", "5.4").failed(2).err())
                .contains("(did you mean dataPlacement?)");
        assertThat(new Cli(folder).run("lookup", "--assert", "dataPlacement=befor", "--since", "5.4").failed(2).err())
                .contains("(did you mean before?)");
        assertThat(new Cli(folder).run("completion", "bsh").failed(2).err()).contains("(did you mean bash?)");
        assertThat(new Cli(folder).run("--versoin").failed(2).err()).contains("(did you mean --version?)");
    }

    @Test
    void helpTakesACommand() {
        assertThat(new Cli(folder).run("help", "diff").exited(0).out()).contains("vvarmap diff A B", "--repo");
        assertThat(new Cli(folder).run("lookup", "--arch").failed(2).err()).contains("--arch lacks its ABI");
        new Cli(folder).run("man", "lookup").failed(2);
    }
}
