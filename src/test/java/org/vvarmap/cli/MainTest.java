package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all commands have in common: help, errors, tables, and what reaches the terminal. */
class MainTest {

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    @Test
    void withoutArgumentsItGivesAnOverviewAsAnError() {
        Cli.Outcome outcome = cli().run().exited(2);

        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("lookup", "history", "inspect", "crawl", "check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void givesTheOverviewToSomebodyWhoAsks(String argument) {
        Cli.Outcome outcome = cli().run(argument).exited(0);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("lookup", "history", "inspect", "crawl", "check", "--help");
        assertThat(outcome.out()).isEqualTo(cli().run("--help").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lookup", "history", "inspect", "crawl", "check"})
    void everyCommandHasHelp(String command) {
        Cli.Outcome outcome = cli().run(command, "--help").exited(0);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("vvarmap " + command, "--json", "--data", "--help");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(cli().run(command, "-h").exited(0).out()).isEqualTo(outcome.out());
    }

    @Test
    void saysItsVersion() {
        assertThat(cli().run("--version").exited(0).out()).startsWith("vvarmap ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"look", "LOOKUP", "", "--json", "\u001b[31m", "lookup\nhistory"})
    void refusesACommandThatItDoesNotHave(String command) {
        assertThat(cli().run(command).failed(2).err()).contains("vvarmap --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lookup", "history", "inspect", "crawl", "check"})
    void refusesAnOptionThatACommandDoesNotHave(String command) {
        assertThat(cli().run(command, "--nope").failed(2).err()).contains("--nope", "vvarmap " + command + " --help");
        cli().run(command, "--data").failed(2);
    }

    /** Half an option's name is no option: a later one with the same start must not change what a script does. */
    @Test
    void takesNoAbbreviations() {
        cli().run("lookup", "5.11", "--arch", "ppc64", "--js").failed(2);
    }

    @Test
    void takesAnotherTable() {
        String table = PpcTable.file(cli());

        cli().run("lookup", "5.11.7", "--arch", "ppc64", "--data", table).exited(0);
        cli().run("lookup", "5.11.7", "--arch", "x86_64", "--data", table).failed(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "null", "[]", "{}", "\"x\"", "{", "{\"schema\": 1}", "{\"schema\": \"vvarmap/table/1\"}",
        "{\"schema\": \"vvarmap/table/2\"}",
        "{\"schema\": \"vvarmap/table/2\", \"layouts\": []}",
        "{\"schema\": \"vvarmap/table/2\", \"layouts\": {}, \"commits\": [1], \"eras\": [], \"read\": [], \"calendar\": []}",
        "{\"schema\": \"vvarmap/table/2\", \"layouts\": {}, \"commits\": [], \"eras\": [{}], \"read\": [], \"calendar\": []}",
        "\u0000\u001b[31m"
    })
    void refusesABrokenTable(String text) {
        String file = cli().file("broken.json", text);
        for (List<String> command : commandsWithTable(file)) {
            // What it says of the inside is the table's own affair, but it names the file.
            Cli.Outcome outcome = cli().run(command).exited(2);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("broken.json").doesNotContain("\u001b").doesNotContain("\tat ");
            assertThat(outcome.err().lines()).hasSize(1);
        }
    }

    @Test
    void refusesATableOfAThousandBrackets() {
        String file = cli().file("deep.json", "[".repeat(100_000));

        assertThat(cli().run("history", "ppc64", "--data", file).exited(2).err().lines()).hasSize(1);
    }

    @Test
    void cannotReadATableThatIsNotThere() {
        for (List<String> command : commandsWithTable("nowhere.json")) {
            assertThat(cli().run(command).failed(4).err()).contains("nowhere.json");
        }
        for (List<String> command : commandsWithTable(".")) {
            cli().run(command).failed(4);
        }
    }

    private List<List<String>> commandsWithTable(String file) {
        String maps = cli().file("maps.txt", CheckMapsTest.PPC64LE_5_11);
        return List.of(
                List.of("lookup", "5.11.7", "--arch", "ppc64", "--data", file),
                List.of("history", "ppc64", "--json", "--data", file),
                List.of("check", "--maps", maps, "--sysinfo-ehdr", "0", "--release", "5.11", "--arch", "ppc64", "--data", file));
    }

    private static Stream<List<String>> hostile() {
        String evil = "\u001b[31m\u009b2J\u0007\u202e\r\n";
        return Stream.of(
                List.of(evil),
                List.of("lookup", evil),
                List.of("lookup", "5.11.7-" + evil, "--arch", "ppc64"),
                List.of("lookup", "5.11.7-x\u001b]0;title\u0007", "--arch", "ppc64"),
                List.of("lookup", "5.11.7-x\u009b2J", "--arch", "ppc64"),
                List.of("lookup", "5.11.7-x\u009b2J", "--arch", "ppc64", "--json"),
                List.of("lookup", "5.11.7-x\u202e", "--arch", "ppc64"),
                List.of("lookup", "5.11", "--arch", evil),
                List.of("lookup", "5.11", "--" + evil),
                List.of("lookup", "5.11", "--data", evil),
                List.of("history", evil),
                List.of("inspect", evil),
                List.of("inspect", "/@" + evil),
                List.of("crawl", "--repo", evil),
                List.of("check", "--maps", evil, "--sysinfo-ehdr", "0", "--release", "5.11", "--arch", "ppc64"),
                List.of("check", "--maps", "x", "--sysinfo-ehdr", "0", "--release", evil, "--arch", "ppc64"),
                List.of("check", "--pid", evil));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void letsNoControlCharacterThrough(List<String> arguments) {
        Cli.Outcome outcome = cli().run(arguments);
        String text = (outcome.out() + outcome.err()).replace(System.lineSeparator(), "");

        assertThat(text.chars()).noneMatch(Character::isISOControl);
        if (!arguments.contains("--json")) {
            assertThat(text).doesNotContain("\u202e");
        }
        if (!outcome.err().isEmpty()) {
            assertThat(outcome.err().lines()).hasSize(1);
        }
    }

    /** A name with a NUL is no name of a file, and no reason to fall over. */
    @ParameterizedTest
    @ValueSource(strings = {"lookup 5.11 --arch ppc64 --data", "inspect", "crawl --repo"})
    void refusesANameThatNoFileCanHave(String command) {
        Cli.Outcome outcome = cli().run((command + " a\u0000b").split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).doesNotContain("this should not have happened");
        assertThat(outcome.err().lines()).hasSize(1);
    }

    @Test
    void cutsAVeryLongMessage() {
        assertThat(cli().run("lookup", "x".repeat(1_000_000)).failed(2).err().length()).isLessThan(1000);
    }

    @Test
    void showsAStackTraceOnlyWhenAsked() {
        List<String> failing = List.of("lookup", "5.11", "--arch", "ppc64", "--data", "nowhere.json");
        cli().run(failing).failed(4);
        Cli.Outcome outcome = cli().run("lookup", "5.11", "--arch", "ppc64", "--data", "nowhere.json", "--debug").exited(4);

        assertThat(outcome.err()).contains("\tat org.vvarmap");
        assertThat(outcome.out()).isEmpty();
    }
}
