package org.vvarmap.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Cell;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** The header is compiled by whatever compilers there are, and asked every cell of the shipped table. */
class CHeaderTest {

    private static final List<String> WARNINGS = List.of(
            "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow", "-Wundef", "-Werror");

    /** Reads lines of a release and an ABI, and answers each with a line. */
    private static final String ASKING = """
            #include "vvarmap.h"
            #include <stdio.h>

            int main(void)
            {
            	char release[256], abi[64];

            	while (scanf("%255s %63s", release, abi) == 2) {
            		struct vvarmap_version version;
            		enum vvarmap_match match;
            		const struct vvarmap_layout *l;
            		int i;

            		if (vvarmap_parse(release, &version) != 0) {
            			puts("no release");
            			continue;
            		}
            		l = vvarmap_lookup(&version, vvarmap_abi(abi), &match);
            		if (l == NULL) {
            			printf("none %d\\n", (int)match);
            			continue;
            		}
            		printf("%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d", (int)match, (int)l->vdso, (int)l->data_placement,
            		       (int)l->data_mapping, (int)l->elf_at_vdso_start, (int)l->sysinfo_ehdr, (int)l->name_sticks,
            		       (int)l->mremap_tracked, (int)l->may_resize, (int)l->may_split, (int)l->data_access,
            		       (int)l->timens, (int)l->sealable, (int)l->hash_style, l->regions);
            		for (i = 0; i < l->regions; i++)
            			printf(" %s:%d:%d:%d", l->region[i].name, (int)l->region[i].holds, l->region[i].min_pages,
            			       l->region[i].max_pages);
            		puts("");
            	}
            	return 0;
            }
            """;

    private static Table table;

    @TempDir
    private Path folder;

    @BeforeAll
    static void readTable() throws IOException, MalformedTable {
        table = TableJson.read(Files.readString(Path.of("data/table.json")));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private String run(Optional<String> input, List<String> command) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), input.orElse(""));
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectInput(in.toFile()).redirectOutput(out.toFile()).start();
        int code = process.waitFor();
        String text = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(code).as(String.join(" ", command) + "\n" + text).isZero();
        return text;
    }

    private void compile(String compiler, String standard, String name) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("vvarmap.h"), Format.C_HEADER.write(table));
        Files.writeString(folder.resolve(name), ASKING);
        List<String> command = new ArrayList<>(List.of(compiler, "-std=" + standard));
        command.addAll(WARNINGS);
        command.addAll(List.of("-o", "asking", name));
        assertThat(run(Optional.empty(), command)).as(compiler + " says").isEmpty();
    }

    private List<String> ask(List<String> questions) throws IOException, InterruptedException {
        return run(Optional.of(String.join("\n", questions) + "\n"), List.of(folder.resolve("asking").toString())).lines().toList();
    }

    @ParameterizedTest
    @CsvSource({"gcc,c11,asking.c", "clang,c11,asking.c", "g++,c++17,asking.cc", "clang++,c++17,asking.cc"})
    void answersEveryCellAsTheTableDoes(String compiler, String standard, String name) throws IOException, InterruptedException {
        assumeTrue(isInstalled(compiler), compiler + " is not installed");
        compile(compiler, standard, name);
        List<String> questions = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (Iterable<Release> line : table.calendar().lines().values()) {
            for (Release release : line) {
                for (Abi abi : table.abis()) {
                    questions.add(release + " " + abi);
                    answers.add(table.era(release, abi).map(era -> "0 " + words(era.layout())).orElse("none 3"));
                }
            }
        }
        assertThat(ask(questions)).isEqualTo(answers);
    }

    @Test
    void readsWhatPeopleHaveForAKernel() throws IOException, InterruptedException {
        assumeTrue(isInstalled("gcc"), "gcc is not installed");
        compile("gcc", "c11", "asking.c");
        String known = words(table.era(Release.of("v5.11.7"), Abi.PPC64).orElseThrow().layout());
        String base = words(table.era(Release.of("v6.1"), Abi.X86_64).orElseThrow().layout());
        String three = words(table.era(Release.of("v3.0.4"), Abi.X86_64).orElseThrow().layout());
        String newest = words(table.cell(table.calendar().of(org.vvarmap.kernel.Line.MAINLINE).last(), Abi.PPC64)
                .map(Cell::era).orElseThrow().layout());
        assertThat(ask(List.of(
                        "5.11.7-100.fc32.ppc64le ppc64le", "v5.11.7 ppc64", "6.1.0-26-amd64 amd64", "2.6.40.4-5.fc15.x86_64 x86_64",
                        "99.1 ppc64", "5.11.7 vax", "hello ppc64", "5 ppc64", "999999.1 ppc64")))
                .containsExactly(
                        "1 " + known, "0 " + known, "1 " + base, "1 " + three, "2 " + newest, "none 3", "no release", "no release",
                        "no release");
    }

    private static String words(Layout layout) {
        List<String> words = new ArrayList<>();
        layout.facts().forEach((key, fact) -> {
            if (key != FactKey.REGIONS) {
                words.add(Integer.toString(number(key, fact)));
            }
        });
        words.add(layout.get(FactKey.REGIONS).isKnown() ? Integer.toString(layout.regions().size()) : "-1");
        layout.regions().forEach(region -> words.add(region(region)));
        return String.join(" ", words);
    }

    /** The header's enumerators stand in the contract's order; refused is no, allowed is yes. */
    private static int number(FactKey key, Fact fact) {
        List<String> order = switch (key) {
            case ELF_AT_VDSO_START, SYSINFO_EHDR, NAME_STICKS, MREMAP_TRACKED, TIMENS, SEALABLE -> List.of("false", "true", "null", "unknown");
            case RESIZE, SPLIT -> List.of("refused", "allowed", "null", "unknown");
            default -> Stream.concat(
                    key.allowed().stream(), key.nullable() ? Stream.of("null", "unknown") : Stream.of("unknown")).toList();
        };
        return order.indexOf(fact.toString());
    }

    private static String region(Region region) {
        int holds = List.of("data", "code", "data+code").indexOf(region.holds().json());
        String pages = region.pages() instanceof Pages.Fixed fixed ? fixed.count() + ":" + fixed.count()
                : region.pages() instanceof Pages.Range range ? range.min() + ":" + range.max() : "-1:-1";
        return String.format(Locale.ROOT, "%s:%d:%s", region.name(), holds, pages);
    }
}
