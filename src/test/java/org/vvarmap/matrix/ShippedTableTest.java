package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

/** The table that is shipped in {@code data/}: it loads, agrees with its evidence, and breaks no rule of a table. */
class ShippedTableTest {

    private static final List<Abi> POWERPC = List.of(Abi.PPC64, Abi.PPC32, Abi.PPC32_COMPAT);

    private static String tableText;
    private static String evidenceText;
    private static Table table;
    private static Evidence evidence;
    private static KnownJson.Known known;

    private static String text(String name) throws IOException {
        try (InputStream stream = Table.class.getResourceAsStream("/org/vvarmap/data/" + name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @BeforeAll
    static void load() throws Exception {
        tableText = text("table.json");
        evidenceText = text("table.evidence.json");
        table = TableJson.read(tableText);
        evidence = EvidenceJson.read(evidenceText);
        known = KnownJson.read(text("known.json"));
    }

    @Test
    void isWrittenAsItWouldBeWrittenAgain() {
        assertThat(TableJson.write(table)).isEqualTo(tableText);
        assertThat(EvidenceJson.write(evidence)).isEqualTo(evidenceText);
    }

    @Test
    void followsFromItsEvidence() {
        assertThat(evidence.rules()).isEqualTo(Extractor.RULES);
        assertThat(TableJson.write(TableBuilder.build(known.calendar(), evidence, known.commits()))).isEqualTo(tableText);
    }

    @Test
    void agreesWithEveryReading() {
        assertThat(evidence.readings()).isNotEmpty();
        evidence.readings().forEach((release, reading) -> reading.cells().forEach((abi, cell) -> {
            Optional<Cell> shown = table.cell(release, abi);
            assertThat(shown).as(release + " " + abi).isPresent();
            assertThat(shown.get().era().layout().agrees(cell.layout())).as(release + " " + abi).isTrue();
            assertThat(shown.get().provenance().kind()).isEqualTo(Provenance.Kind.TREE);
            assertThat(cell.reads()).isNotEmpty();
            assertThat(cell.reads().values()).allSatisfy(
                    blob -> blob.ifPresent(id -> assertThat(id).matches("[0-9a-f]{40}")));
        }));
    }

    @Test
    void namesForEachAbiTheReleasesThatWereRead() {
        for (Abi abi : table.abis()) {
            Set<Release> read = new TreeSet<>();
            evidence.readings().forEach((release, reading) -> {
                if (reading.cells().containsKey(abi)) {
                    read.add(release);
                }
            });
            assertThat(new TreeSet<>(table.read(abi))).isEqualTo(read);
        }
    }

    @Test
    void hasErasThatFollowOneAnother() {
        for (Abi abi : table.abis()) {
            for (Line line : table.lines(abi)) {
                List<Era> eras = table.eras(abi, line);
                for (int i = 0; i < eras.size(); i++) {
                    Era era = eras.get(i);
                    String where = abi + " " + line + " " + era.since();
                    assertThat(table.calendar().has(era.since())).as(where).isTrue();
                    era.until().ifPresent(until -> {
                        assertThat(until).as(where).isGreaterThan(era.since());
                        assertThat(table.calendar().has(until)).as(where).isTrue();
                        assertThat(until.line()).as(where).isEqualTo(line);
                    });
                    if (i > 0) {
                        assertThat(eras.get(i - 1).until()).as(where).contains(era.since());
                        assertThat(eras.get(i - 1).layout().agrees(era.layout())).as(where).isFalse();
                        assertThat(era.since().line()).as(where).isEqualTo(line);
                    }
                }
                assertThat(eras.get(eras.size() - 1).until()).as(abi + " " + line).isEmpty();
            }
        }
    }

    @Test
    void hasOneEraForEveryReleaseOfItsCalendar() {
        table.calendar().lines().forEach((line, releases) -> releases.forEach(release -> {
            for (Abi abi : table.abis()) {
                assertThat(table.cell(release, abi)).as(release + " " + abi).isPresent();
                assertThat(table.eras(abi, line).stream().filter(era -> era.holds(release)).count())
                        .as(release + " " + abi)
                        .isLessThanOrEqualTo(1);
            }
        }));
    }

    @Test
    void namesCommitsThatAreCommits() {
        for (Era era : table.eras()) {
            String where = era.abi() + " " + era.line() + " " + era.since();
            for (Change change : era.changes()) {
                change.commit().ifPresent(commit -> {
                    assertThat(commit.id()).as(where).matches("[0-9a-f]{40}");
                    assertThat(commit.subject()).as(where).isNotBlank().doesNotContain("\n");
                    boolean onMainline = era.since().line().isMainline();
                    assertThat(commit.upstream().isEmpty()).as(where + " " + commit).isEqualTo(onMainline);
                    commit.upstream().ifPresent(id -> assertThat(id).matches("[0-9a-f]{40}").isNotEqualTo(commit.id()));
                });
            }
            assertThat(era.changes()).extracting(Change::key).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void saysWhatBeganEveryEraOfAStableLineOfPowerpc() {
        for (Era era : table.eras()) {
            boolean first = table.eras(era.abi(), era.line()).get(0).equals(era);
            if (POWERPC.contains(era.abi()) && !era.line().isMainline() && !first) {
                assertThat(era.commit()).as(era.abi() + " " + era.line() + " " + era.since()).isPresent();
            }
        }
    }

    @Test
    void changesTheFactsThatItSaysItChanges() {
        for (Abi abi : table.abis()) {
            for (Line line : table.lines(abi)) {
                List<Era> eras = table.eras(abi, line);
                for (int i = 1; i < eras.size(); i++) {
                    List<FactKey> differ = eras.get(i - 1).layout().differences(eras.get(i).layout());
                    assertThat(differ).as(abi + " " + line + " " + eras.get(i).since())
                            .containsAll(eras.get(i).changes().stream().map(Change::key).toList());
                }
            }
        }
    }

    @Test
    void listsNoStableLineThatDoesNotDiffer() {
        for (Abi abi : table.abis()) {
            for (Line line : table.lines(abi)) {
                boolean based = line.start().filter(table.calendar()::has).isPresent();
                if (based) {
                    assertThat(table.eras(abi, line)).as(abi + " " + line).hasSizeGreaterThan(1);
                }
            }
        }
    }

    @Test
    void knowsCommitsThatFitTheCalendarAndTheTable() {
        for (KnownCommit commit : known.commits()) {
            String where = commit.commit().map(Commit::id).orElse("a change in " + commit.first());
            assertThat(commit.first().line()).as(where).isEqualTo(commit.line());
            assertThat(known.calendar().has(commit.first())).as(where).isTrue();
            commit.unsettled().ifPresent(release -> {
                assertThat(release).as(where).isLessThan(commit.first());
                assertThat(release.line()).as(where).isEqualTo(commit.line());
            });
            assertThat(commit.abis()).as(where).isNotEmpty();
            assertThat(commit.facts()).as(where).isNotEmpty().containsAll(commit.after().keySet());
            assertThat(commit.read()).as(where).isNotEmpty();
            commit.commit().ifPresent(named ->
                    assertThat(named.upstream().isEmpty()).as(where).isEqualTo(commit.line().isMainline()));
        }
    }

    // The eras that the issue names.

    private static Cell cell(String tag, Abi abi) {
        return table.cell(Release.of(tag), abi).orElseThrow();
    }

    private static String fact(String tag, Abi abi, FactKey key) {
        return cell(tag, abi).era().layout().get(key).toString();
    }

    @Test
    void tellsPowerpcsErasApart() {
        for (Abi abi : POWERPC) {
            assertThat(fact("v5.10", abi, FactKey.DATA_PLACEMENT)).isEqualTo("after");
            assertThat(fact("v5.10", abi, FactKey.DATA_MAPPING)).isEqualTo("merged");
            assertThat(fact("v5.11", abi, FactKey.DATA_PLACEMENT)).isEqualTo("before");
            assertThat(fact("v5.11", abi, FactKey.DATA_MAPPING)).isEqualTo("merged");
            assertThat(fact("v5.11", abi, FactKey.ELF_AT_VDSO_START)).isEqualTo("false");
            assertThat(cell("v5.11", abi).era().commit().orElseThrow().id())
                    .isEqualTo("511157ab641eb6bedd00d62673388e78a4f871cf");
            for (String point : List.of("v5.11.20", "v5.12.3")) {
                assertThat(fact(point, abi, FactKey.DATA_MAPPING)).as(point).isEqualTo("separate");
                assertThat(fact(point, abi, FactKey.REGIONS)).as(point).startsWith("[vvar] data 1 ");
                assertThat(fact(point, abi, FactKey.TIMENS)).as(point).isEqualTo("false");
                assertThat(cell(point, abi).era().commit().orElseThrow().upstream())
                        .contains("1c4bce6753857dc409a0197342d18764e7f4b741");
            }
            assertThat(fact("v5.11.19", abi, FactKey.DATA_MAPPING)).isEqualTo("merged");
            assertThat(fact("v5.12.2", abi, FactKey.DATA_MAPPING)).isEqualTo("merged");
            assertThat(fact("v5.13", abi, FactKey.TIMENS)).isEqualTo("true");
            assertThat(fact("v2.6.12", abi, FactKey.DATA_PLACEMENT)).isEqualTo(abi == Abi.PPC32 ? "none" : "after");
        }
    }

    @Test
    void settlesEveryFactOfPowerpcInEveryReadingFromTheFirstVdsoOn() {
        evidence.readings().forEach((release, reading) -> {
            for (Abi abi : POWERPC) {
                Layout layout = reading.cells().get(abi).layout();
                assertThat(layout.facts()).as(release + " " + abi)
                        .allSatisfy((key, fact) -> assertThat(fact.isKnown()).as(key + " " + fact).isTrue());
            }
        });
    }
}
