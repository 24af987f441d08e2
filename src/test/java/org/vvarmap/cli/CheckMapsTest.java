package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check --maps}: text that was taken elsewhere. */
class CheckMapsTest {

    private static final Schema SCHEMA = Schema.of("check-1.schema.json");

    /** One VMA of three pages of 64 KiB: the data page, then the image. */
    static final String PPC64LE_5_11 = """
            10000000-10010000 r-xp 00000000 fd:00 1234567                            /usr/bin/a name with spaces (deleted)
            7fff8a4d0000-7fff8a6d0000 r-xp 00000000 fd:00 33554561                   /usr/lib64/libc-2.31.so
            7fff8a700000-7fff8a730000 r-xp 00000000 00:00 0                          [vdso]
            7fff8a730000-7fff8a770000 r-xp 00000000 fd:00 33554553                   /usr/lib64/ld-2.31.so
            7ffff7a60000-7ffff7a90000 rw-p 00000000 00:00 0                          [stack]
            """;

    private static final String PPC64LE_5_12_9 = """
            7fffa6a60000-7fffa6a70000 r--p 00000000 00:00 0                          [vvar]
            7fffa6a70000-7fffa6a80000 r-xp 00000000 00:00 0                          [vdso]
            7fffa6a80000-7fffa6ac0000 r-xp 00000000 fd:00 33554553                   /usr/lib64/ld-2.33.so
            """;

    /** The same layout on a kernel with pages of 4 KiB. */
    private static final String PPC64_4K = """
            7fffa6a67000-7fffa6a68000 r--p 00000000 00:00 0                          [vvar]
            7fffa6a68000-7fffa6a6a000 r-xp 00000000 00:00 0                          [vdso]
            """;

    private static final String PPC64LE_5_4 = """
            7fffb7f70000-7fffb7f90000 r-xp 00000000 00:00 0                          [vdso]
            7fffb7f90000-7fffb7fd0000 r-xp 00000000 fd:00 33554553                   /usr/lib64/ld-2.30.so
            """;

    private static final String PPC64LE_6_15_SMAPS = """
            7fffa6a30000-7fffa6a70000 r--p 00000000 00:00 0                          [vvar]
            KernelPageSize:       64 kB
            VmFlags: rd mr pf io de dd\s
            7fffa6a70000-7fffa6a80000 r-xp 00000000 00:00 0                          [vdso]
            KernelPageSize:       64 kB
            VmFlags: rd ex mr mw me de\s
            """;

    static final String X86_64_6_18 = """
            55d0c8a00000-55d0c8a21000 rw-p 00000000 00:00 0                          [heap]
            7fb251187000-7fb25118b000 r--p 00000000 00:00 0                          [vvar]
            Size:                 16 kB
            KernelPageSize:        4 kB
            VmFlags: rd mr pf io de dd\s
            7fb25118b000-7fb25118d000 r--p 00000000 00:00 0                          [vvar_vclock]
            VmFlags: rd mr pf io de dd\s
            7fb25118d000-7fb25118f000 r-xp 00000000 00:00 0                          [vdso]
            VmFlags: rd ex mr mw me de\s
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            VmFlags: ex\s
            """;

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    private List<String> arguments(String maps, String ehdr, String release, String arch) {
        return new ArrayList<>(List.of(
                "check", "--maps", cli().file("maps.txt", maps), "--sysinfo-ehdr", ehdr, "--release", release, "--arch", arch));
    }

    private JsonObject json(int code, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--json");
        Cli.Outcome outcome = cli().run(all).exited(code);
        assertThat(outcome.err()).isEmpty();
        assertThat(SCHEMA.problems(outcome.json())).isEmpty();
        return outcome.json();
    }

    /**
     * Text and what becomes of it.
     *
     * @param name what it is
     * @param maps the text
     * @param ehdr AT_SYSINFO_EHDR
     * @param release the release
     * @param arch the ABI
     * @param code the exit code
     * @param verdict the verdict
     * @param differences the keys that differ
     */
    private record Case(
            String name,
            String maps,
            String ehdr,
            String release,
            String arch,
            int code,
            String verdict,
            List<String> differences) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case match(String name, String maps, String ehdr, String release, String arch) {
        return new Case(name, maps, ehdr, release, arch, 0, "match", List.of());
    }

    private static Case mismatch(
            String name, String maps, String ehdr, String release, String arch, String... differences) {
        return new Case(name, maps, ehdr, release, arch, 1, "mismatch", List.of(differences));
    }

    private static Stream<Case> cases() {
        return Stream.of(
                match("5.11.7, the header one page in", PPC64LE_5_11, "0x7fff8a710000", "5.11.7", "ppc64le"),
                match("the same, hexadecimal without 0x", PPC64LE_5_11, "7fff8a710000", "v5.11.7", "ppc64"),
                match("the same, upper case", PPC64LE_5_11, "0X7FFF8A710000", "5.11", "ppc64le"),
                match("Fedora", PPC64LE_5_11, "0x7fff8a710000", "5.11.7-100.fc32.ppc64le", "ppc64le"),
                match("5.12.2", PPC64LE_5_11, "0x7fff8a710000", "5.12.2", "ppc64le"),
                mismatch("5.11.7, the header at the start", PPC64LE_5_11, "0x7fff8a700000", "5.11.7", "ppc64le", "elfAtVdsoStart"),
                mismatch("5.11.7's maps said to be of 5.10.13", PPC64LE_5_11, "0x7fff8a710000", "5.10.13", "ppc64le",
                        "dataPlacement", "elfAtVdsoStart"),
                mismatch("5.11.7's maps said to be of 5.11.20", PPC64LE_5_11, "0x7fff8a710000", "5.11.20", "ppc64le",
                        "dataMapping", "regions", "elfAtVdsoStart"),
                mismatch("no AT_SYSINFO_EHDR", PPC64LE_5_11, "0", "5.11.7", "ppc64le", "sysinfoEhdr"),
                match("5.12.9, a [vvar] of its own", PPC64LE_5_12_9, "0x7fffa6a70000", "5.12.9", "ppc64le"),
                match("5.11.20", PPC64LE_5_12_9, "0x7fffa6a70000", "5.11.20", "ppc64le"),
                mismatch("5.12.9's maps said to be of 5.12.2", PPC64LE_5_12_9, "0x7fffa6a70000", "5.12.2", "ppc64le",
                        "dataMapping", "regions", "elfAtVdsoStart"),
                mismatch("5.12.9's maps said to be of 5.13", PPC64LE_5_12_9, "0x7fffa6a70000", "5.13", "ppc64le", "regions"),
                match("pages of 4 KiB", PPC64_4K, "0x7fffa6a68000", "5.12.9", "ppc64"),
                match("indented, as a mail has it", PPC64_4K.indent(2), "0x7fffa6a68000", "5.12.9", "ppc64"),
                match("lines that end as on Windows", PPC64_4K.replace("\n", "\r\n"), "0x7fffa6a68000", "5.12.9", "ppc64"),
                match("5.4", PPC64LE_5_4, "0x7fffb7f70000", "5.4", "ppc64le"),
                match("Ubuntu's 5.4", PPC64LE_5_4, "0x7fffb7f70000", "5.4.0-100-generic", "ppc64le"),
                match("6.15 by smaps", PPC64LE_6_15_SMAPS, "0x7fffa6a70000", "6.15", "ppc64le"),
                mismatch("7.1 has another protection", PPC64LE_6_15_SMAPS, "0x7fffa6a70000", "7.1", "ppc64le", "dataAccess"),
                match("x86_64 6.18 by smaps", X86_64_6_18, "0x7fb25118d000", "6.18", "x86_64"),
                match("Debian's 6.18", X86_64_6_18, "0x7fb25118d000", "6.18.12+deb14-amd64", "x86_64"),
                new Case("nothing at all", "", "0", "5.11.7", "ppc64le", 3, "not-comparable", List.of()),
                new Case("no vDSO", "10000000-10010000 r-xp 00000000 fd:00 1 /bin/true\n", "0", "5.11.7", "ppc64le", 3,
                        "not-comparable", List.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(Case row) {
        JsonObject answer = json(row.code(), arguments(row.maps(), row.ehdr(), row.release(), row.arch()));

        assertThat(answer.keySet())
                .containsExactly("schema", "verdict", "release", "abi", "expected", "observed", "differences", "notes");
        assertThat(answer.get("verdict").getAsString()).isEqualTo(row.verdict());
        assertThat(answer.getAsJsonArray("differences").asList())
                .extracting(difference -> difference.getAsJsonObject().get("key").getAsString())
                .containsExactlyElementsOf(row.differences());
        JsonObject expected = answer.getAsJsonObject("expected");
        assertThat(expected.keySet()).containsExactlyElementsOf(LookupJsonTest.LAYOUT_KEYS);
        for (JsonElement element : answer.getAsJsonArray("differences")) {
            JsonObject difference = element.getAsJsonObject();
            String key = difference.get("key").getAsString();
            assertThat(difference.get("expected")).isEqualTo(expected.get(key));
            assertThat(difference.get("observed")).isEqualTo(answer.getAsJsonObject("observed").get(key));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsAPersonTheSame(Case row) {
        Cli.Outcome outcome =
                cli().run(arguments(row.maps(), row.ehdr(), row.release(), row.arch())).exited(row.code());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith(row.verdict() + ": ");
        row.differences().forEach(key -> assertThat(outcome.out()).contains("  " + key + ": "));
    }

    @Test
    void saysThatAVendorMayHaveBackported() {
        JsonObject answer = json(0, arguments(PPC64LE_5_4, "0x7fffb7f70000", "5.4.0-100-generic", "ppc64le"));

        assertThat(answer.get("release").getAsString()).isEqualTo("v5.4");
        assertThat(answer.getAsJsonArray("notes").toString()).contains("Ubuntu", "backport");
    }

    @Test
    void saysWhichReleaseItTookForOneThatTheTableDoesNotKnow() {
        List<String> arguments = arguments(PPC64LE_5_12_9, "0x7fffa6a70000", "5.11.99", "ppc64le");
        arguments.add("--json");
        JsonObject answer = cli().run(arguments).json();

        assertThat(answer.getAsJsonArray("notes").toString()).contains("v5.11.99 is not in the table", "v5.11.22");
    }

    @Test
    void cannotCompareWithAnAbiThatTheTableDoesNotKnow() {
        List<String> arguments = arguments(PPC64LE_5_11, "0x7fff8a710000", "5.11.7", "arm64");
        arguments.addAll(List.of("--data", PpcTable.file(cli())));
        JsonObject answer = json(3, arguments);

        assertThat(answer.get("verdict").getAsString()).isEqualTo("not-comparable");
        assertThat(answer.get("expected").isJsonNull()).isTrue();
        assertThat(answer.getAsJsonArray("notes").toString()).contains("arm64");
    }

    @Test
    void takesThePageSizeThatItIsTold() {
        List<String> arguments = arguments(PPC64_4K, "0x7fffa6a68000", "5.12.9", "ppc64");
        arguments.addAll(List.of("--page-size", "4096"));
        assertThat(json(0, arguments).getAsJsonObject("observed").toString()).contains("\"pages\":1");

        List<String> wrong = arguments(PPC64LE_5_12_9, "0x7fffa6a70000", "5.12.9", "ppc64");
        wrong.addAll(List.of("--page-size", "4096"));
        assertThat(json(1, wrong).getAsJsonObject("observed").toString()).contains("\"pages\":16");
    }

    @Test
    void countsPagesOfTheSizeThatTheTextShows() {
        JsonObject answer = json(0, arguments(PPC64LE_5_11, "0x7fff8a710000", "5.11.7", "ppc64le"));

        assertThat(answer.getAsJsonObject("observed").getAsJsonArray("regions").toString())
                .isEqualTo("[{\"name\":\"[vdso]\",\"holds\":\"data+code\",\"pages\":3}]");
    }

    @Test
    void comparesTheProtectionOnlyWhereTheTextShowsIt() {
        assertThat(json(0, arguments(PPC64LE_5_12_9, "0x7fffa6a70000", "5.12.9", "ppc64le")).getAsJsonObject("observed").keySet())
                .doesNotContain("dataAccess");
        assertThat(json(0, arguments(PPC64LE_6_15_SMAPS, "0x7fffa6a70000", "6.15", "ppc64le"))
                        .getAsJsonObject("observed")
                        .get("dataAccess")
                        .getAsString())
                .isEqualTo("pfnmap");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--sysinfo-ehdr", "--release", "--arch"})
    void needsEveryOption(String left) {
        List<String> arguments = arguments(PPC64LE_5_11, "0x7fff8a710000", "5.11.7", "ppc64le");
        int at = arguments.indexOf(left);
        arguments.subList(at, at + 2).clear();

        assertThat(cli().run(arguments).failed(2).err()).contains(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "--sysinfo-ehdr zz", "--sysinfo-ehdr 0x", "--sysinfo-ehdr 0x10000000000000000", "--sysinfo-ehdr 12g",
        "--release nonsense", "--release 5", "--arch ppc128", "--arch powerpc", "--arch all",
        "--page-size 3000", "--page-size 0", "--page-size -4096", "--page-size 64k", "--page-size 99999999999"
    })
    void refusesAValueThatMakesNoSense(String change) {
        List<String> arguments = arguments(PPC64LE_5_11, "0x7fff8a710000", "5.11.7", "ppc64le");
        String[] option = change.split(" ");
        int at = arguments.indexOf(option[0]);
        if (at >= 0) {
            arguments.subList(at, at + 2).clear();
        }
        arguments.add(option[0] + "=" + option[1]);

        cli().run(arguments).failed(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "hello\n",
        "7fff8a700000 r-xp 00000000 00:00 0 [vdso]\n",
        "7fff8a730000-7fff8a700000 r-xp 00000000 00:00 0 [vdso]\n",
        "Rss: 4 kB\n",
        "00010000-00030000 r-xp 00000000 00:00 0 [vdso]\n00020000-00040000 r-xp 00000000 00:00 0\n",
        "\u001b[31m\n"
    })
    void refusesTextThatIsNoMaps(String text) {
        assertThat(cli().run(arguments(text, "0x10000", "5.11.7", "ppc64le")).failed(2).err()).contains("maps.txt", "line ");
    }

    @Test
    void cannotReadAFileThatIsNotThere() {
        List<String> arguments = arguments("", "0x10000", "5.11.7", "ppc64le");
        arguments.set(2, "nowhere.txt");
        assertThat(cli().run(arguments).failed(4).err()).contains("nowhere.txt");
        arguments.set(2, ".");
        cli().run(arguments).failed(4);
    }

    @Test
    void takesTextOrAProcessButNotBoth() {
        List<String> arguments = arguments(PPC64LE_5_11, "0x7fff8a710000", "5.11.7", "ppc64le");
        arguments.addAll(List.of("--pid", "1"));
        cli().run(arguments).failed(2);
        for (String only : List.of("--sysinfo-ehdr", "--release", "--page-size")) {
            assertThat(cli().run("check", only, "4096").failed(2).err()).contains(only, "--maps");
        }
        cli().run("check", "maps.txt").failed(2);
    }
}
