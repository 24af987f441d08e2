package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.cli.Schema;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Layouts;

/** {@code data/assumptions.json}: it loads, each entry shows where it is from, and the breakages of the past come out of it. */
class ConsumersTest {

    private static String text;
    private static Consumers consumers;
    private static Table table;

    @BeforeAll
    static void load() throws IOException, MalformedTable {
        text = Files.readString(Path.of("data/assumptions.json"));
        consumers = ConsumersJson.read(text);
        table = TableJson.read(Files.readString(Path.of("data/table.json")));
    }

    private static Set<String> broken(String release, Abi abi) {
        Set<String> ids = new TreeSet<>();
        consumers.broken(abi, table.era(Release.of(release), abi).orElseThrow().layout())
                .forEach(judgement -> ids.add(judgement.assumption().id()));
        return ids;
    }

    @Test
    void fitsItsSchema() {
        assertThat(Schema.ofData("assumptions-1.schema.json").problems(JsonParser.parseString(text))).isEmpty();
    }

    @Test
    void namesTheProgramsThatPeopleAskFor() {
        assertThat(consumers.list()).extracting(Consumer::id)
                .containsExactlyInAnyOrder("criu", "dmtcp", "rr", "dynamorio", "gvisor", "gdb", "drgn");
    }

    @Test
    void showsWhereEachEntryIsFrom() {
        Map<String, Pattern> homes = Map.of("criu", Pattern.compile("checkpoint-restore/criu"), "rr", Pattern.compile("rr-debugger/rr|torvalds/linux"));
        for (Consumer consumer : consumers.list()) {
            for (Assumption assumption : consumer.assumptions()) {
                assertThat(assumption.sources()).as(assumption.id()).isNotEmpty()
                        .allSatisfy(source -> assertThat(source.address()).startsWith("https://"))
                        .allSatisfy(source -> assertThat(source.shows()).endsWith("."))
                        .anySatisfy(source -> assertThat(source.address())
                                .containsPattern(homes.getOrDefault(consumer.id(), Pattern.compile("github"))));
                assertThat(assumption.text()).endsWith(".");
                assertThat(assumption.effect()).endsWith(".");
                assertThat(assumption.id()).startsWith(consumer.id());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v5.10,PPC64,criu-elf-at-start-ppc64,false", "v5.11,PPC64,criu-elf-at-start-ppc64,true",
        "v5.11.19,PPC64,criu-elf-at-start-ppc64,true", "v5.11.20,PPC64,criu-elf-at-start-ppc64,false",
        "v5.12.2,PPC64,criu-elf-at-start-ppc64,true", "v5.12.3,PPC64,criu-elf-at-start-ppc64,false",
        "v5.13,PPC64,criu-elf-at-start-ppc64,false", "v5.11.7,PPC64,gdb-range,true", "v5.11.20,PPC64,gdb-range,false",
        "v4.0,PPC64,criu-tracks-ppc64,true", "v4.2,PPC64,criu-tracks-ppc64,false",
        "v6.12,X86_64,criu-vvar-adjacent,false", "v6.13-rc1,X86_64,criu-vvar-adjacent,true", "v6.13,I386_COMPAT,criu-vvar-adjacent,true",
        "v6.13,X86_64,dmtcp-names,true", "v6.12,X86_64,dmtcp-names,false", "v6.13,X86_64,rr-names,true",
        "v6.13,X86_64,dynamorio-names,true", "v3.10,X86_64,rr-name-sticks,true", "v3.17,X86_64,rr-name-sticks,false",
        "v5.10,I386_COMPAT,dynamorio-split,false", "v5.11,I386_COMPAT,dynamorio-split,true",
        "v6.14,X86_64,criu-moves,false", "v6.15,X86_64,criu-moves,true", "v6.15,X86_64,rr-moves,true", "v6.15,X86_64,gvisor-moves,true"
    })
    void knowsTheBreakagesOfThePast(String release, Abi abi, String assumption, boolean broken) {
        assertThat(broken(release, abi).contains(assumption)).as(broken(release, abi).toString()).isEqualTo(broken);
    }

    /** Where the kernel leaves the hash table to the linker, it is told with the condition. */
    @Test
    void namesWhatDependsOnTheLinker() {
        Layout sysv = Layouts.of("image before separate [vvar]:data:2 [vdso]:code:null", "elfAtVdsoStart=true", "hashStyle=sysv",
                "mremapTracked=true");
        assertThat(consumers.broken(Abi.ARM64, sysv)).isEmpty();
        assertThat(consumers.broken(Abi.ARM64, sysv.with(FactKey.HASH_STYLE, Fact.NULL))).singleElement().satisfies(judgement -> {
            assertThat(judgement.who()).isEqualTo("CRIU 1.3 to before 4.1");
            assertThat(judgement.assumption().only().orElseThrow()).contains("linker");
        });
    }

    /** A record of what breaks must not cry wolf: between the two known breakages nothing broke a CRIU of its time. */
    @Test
    void isSilentWhereNothingIsKnownToBreak() {
        assertThat(broken("v5.10", Abi.X86_64)).isEmpty();
        assertThat(broken("v5.13", Abi.PPC64)).isEmpty();
    }

    @Test
    void saysOfAnEntryWhichVersionsItIsAbout() {
        List<String> who = consumers.broken(Abi.X86_64, table.era(Release.of("v6.13"), Abi.X86_64).orElseThrow().layout()).stream()
                .map(Consumers.Judgement::who)
                .toList();
        assertThat(who).contains("CRIU 1.3 to before 4.1", "DMTCP 2.4.0 to before 3.2.0", "rr 4.0.0 to before 5.9.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "vvarmap/assumptions/1|x|schema", "\"consumers\"|\"x\"|consumers", "\"id\": \"criu\"|\"id\": \"\"|consumer 1",
        "\"id\": \"rr\"|\"id\": \"criu\"|two are called criu", "\"abis\": [\"ppc64\"|\"abis\": [\"vax\"|vax",
        "\"expects\": {\"fact\": \"elfAtVdsoStart\"|\"expects\": {\"fact\": \"elf\"|elf",
        "\"expects\": {\"fact\"|\"expects\": {\"fakt\"|expects", "\"commit\": \"2cf8|\"commit\": \"zzz|zzz",
        "\"shows\": \"CRIU 1.6|\"says\": \"CRIU 1.6|shows", "\"since\": \"1.3\"|\"since\": 1.3|since",
        "\"text\"|\"texts\"|text", "\"effect\"|\"effects\"|effect", "\"sources\": [|\"source\": [|consumer 1"
    })
    void namesThePlaceOfWhatIsBroken(String change) {
        String[] parts = change.split("\\|");
        assertThat(text).contains(parts[0]);
        String broken = text.substring(0, text.indexOf(parts[0])) + parts[1] + text.substring(text.indexOf(parts[0]) + parts[0].length());
        assertThatThrownBy(() -> ConsumersJson.read(broken))
                .isInstanceOf(MalformedTable.class)
                .hasMessageContaining(parts[2])
                .hasMessageNotContaining("\n");
    }
}
