package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vvarmap.matrix.Rows.ABI;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

/** What holds of every table, whatever was read and whatever is known. */
class TableProperties {

    private static final List<String> TAGS = List.of(
            "v5.9", "v5.10-rc1", "v5.10-rc2", "v5.10", "v5.11-rc1", "v5.11-rc2", "v5.11", "v5.12-rc1", "v5.12",
            "v5.9.1", "v5.9.2", "v5.9.3", "v5.10.1", "v5.10.2", "v5.11.1", "v5.11.2", "v5.11.3", "v5.12.1");

    private static final List<String> LAYOUTS =
            List.of("sysv/after", "sysv/before", "gnu/after", "gnu/before", "?/after", "sysv/?", "?/?");

    /** What a table is made of. */
    record Ground(Calendar calendar, Evidence evidence, List<KnownCommit> known) {
        Table table() {
            return TableBuilder.build(calendar, evidence, known);
        }
    }

    @Property
    void erasFollowOneAnotherWithoutGapAndDiffer(@ForAll("grounds") Ground ground) {
        Table table = ground.table();
        for (Line line : table.lines(ABI)) {
            List<Era> eras = table.eras(ABI, line);
            for (int i = 0; i < eras.size(); i++) {
                Era era = eras.get(i);
                Optional<Release> next = i + 1 < eras.size() ? Optional.of(eras.get(i + 1).since()) : Optional.empty();
                assertThat(era.until()).isEqualTo(next);
                era.until().ifPresent(until -> assertThat(era.since()).isLessThan(until));
                if (i > 0) {
                    assertThat(era.layout().agrees(eras.get(i - 1).layout())).isFalse();
                    assertThat(era.since().line()).isEqualTo(line);
                }
            }
        }
    }

    @Property
    void everyReadingIsInTheTableAsItWasRead(@ForAll("grounds") Ground ground) {
        Table table = ground.table();
        ground.evidence().readings().forEach((release, reading) -> {
            Layout read = reading.cells().get(ABI).layout();
            Cell cell = table.cell(release, ABI).orElseThrow(() -> new AssertionError("no cell of " + release));
            assertThat(cell.era().layout().agrees(read)).as(release.tag()).isTrue();
            assertThat(cell.provenance().kind()).isEqualTo(Provenance.Kind.TREE);
        });
    }

    @Property
    void everyReleaseBetweenTwoReadingsOfALineHasOneEra(@ForAll("grounds") Ground ground) {
        Table table = ground.table();
        table.calendar().lines().forEach((line, releases) -> {
            List<Release> read = ground.evidence().readings().keySet().stream()
                    .filter(release -> release.line().equals(line))
                    .sorted()
                    .toList();
            for (Release release : releases) {
                boolean within = !read.isEmpty() && read.get(0).compareTo(release) <= 0;
                long eras = table.eras(ABI, line).stream().filter(era -> era.holds(release)).count();
                assertThat(eras).isLessThanOrEqualTo(1);
                if (within) {
                    assertThat(table.cell(release, ABI)).as(release.tag()).isPresent();
                }
            }
        });
    }

    @Property
    void everyEraBeginsAtAReleaseThatTheTableKnows(@ForAll("grounds") Ground ground) {
        Table table = ground.table();
        for (Era era : table.eras()) {
            assertThat(table.calendar().has(era.since())).as(era.toString()).isTrue();
            era.until().ifPresent(until -> assertThat(table.calendar().has(until)).isTrue());
        }
    }

    @Property
    void noReleaseHasAFactThatNeitherAReadingNorACommitGives(@ForAll("grounds") Ground ground) {
        Table table = ground.table();
        table.calendar().lines().values().forEach(releases -> releases.forEach(release ->
                table.cell(release, ABI).ifPresent(cell -> {
                    for (FactKey key : List.of(FactKey.HASH_STYLE, FactKey.DATA_PLACEMENT)) {
                        boolean given = ground.evidence().readings().values().stream().anyMatch(
                                        reading -> reading.cells().get(ABI).layout().get(key)
                                                .equals(cell.era().layout().get(key)))
                                || ground.known().stream().anyMatch(
                                        commit -> cell.era().layout().get(key).equals(commit.after().get(key)));
                        assertThat(given || !cell.era().layout().get(key).isKnown()).isTrue();
                    }
                })));
    }

    @Property
    void aTableIsTheSameBytesAfterReadingIt(@ForAll("grounds") Ground ground) throws MalformedTable {
        String text = TableJson.write(ground.table());
        String evidence = EvidenceJson.write(ground.evidence());

        assertThat(TableJson.write(TableJson.read(text))).isEqualTo(text);
        assertThat(EvidenceJson.write(EvidenceJson.read(evidence))).isEqualTo(evidence);
        assertThat(EvidenceJson.read(evidence)).isEqualTo(ground.evidence());
        assertThat(TableJson.read(text).calendar()).isEqualTo(ground.table().calendar());
        assertThat(TableJson.read(text).eras()).isEqualTo(ground.table().eras());
    }

    @Property
    void aCalendarIsItsRangesReadAgain(@ForAll("releases") Set<Release> releases) throws MalformedTable {
        Calendar calendar = Calendar.of(releases);

        assertThat(CalendarJson.read(CalendarJson.write(calendar))).isEqualTo(calendar);
        releases.forEach(release -> assertThat(calendar.has(release)).isTrue());
        releases.forEach(release -> assertThat(calendar.nearest(release)).contains(release));
    }

    @Property
    void theNearestReleaseIsKnown(@ForAll("releases") Set<Release> releases, @ForAll("release") Release asked) {
        Calendar calendar = Calendar.of(releases);

        calendar.nearest(asked).ifPresent(nearest -> assertThat(calendar.has(nearest)).isTrue());
    }

    @Provide
    Arbitrary<Ground> grounds() {
        Arbitrary<Set<String>> listed = Arbitraries.of(TAGS).set().ofMinSize(0).ofMaxSize(TAGS.size());
        Arbitrary<Map<String, String>> readings =
                Arbitraries.maps(Arbitraries.of(TAGS), Arbitraries.of(LAYOUTS)).ofMinSize(1).ofMaxSize(8);
        Arbitrary<List<KnownCommit>> known = commits().list().ofMaxSize(4);
        return Combinators.combine(listed, readings, known).as((tags, read, commits) -> {
            List<String> pairs = new ArrayList<>();
            new HashMap<>(read).forEach((tag, words) -> pairs.add(tag + "=" + words));
            return new Ground(
                    Rows.calendar(String.join(" ", tags)), Rows.readings(String.join(" ", pairs)), commits);
        });
    }

    private static Arbitrary<KnownCommit> commits() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"), Arbitraries.of(TAGS), Arbitraries.of(TAGS),
                        Arbitraries.of("gnu", "sysv", "before", "after", "-gnu", "-before"))
                .as((letter, first, unsettled, fact) -> {
                    Release release = Release.of(first);
                    Release doubtful = Release.of(unsettled);
                    boolean use = doubtful.line().equals(release.line()) && doubtful.compareTo(release) < 0;
                    String word = fact.replace("-", "");
                    FactKey key = word.equals("gnu") || word.equals("sysv") ? FactKey.HASH_STYLE : FactKey.DATA_PLACEMENT;
                    return Rows.known(letter, release.line().toString(), first, use ? unsettled : "", key,
                            fact.startsWith("-") ? "" : word);
                });
    }

    @Provide
    Arbitrary<Release> release() {
        return Arbitraries.of(Stream.concat(TAGS.stream(), Stream.of("v2.6.12-rc2", "v2.6.11.1", "v7.0", "v5.10.9", "v4.4.1"))
                        .toList())
                .map(Release::of);
    }

    @Provide
    Arbitrary<Set<Release>> releases() {
        return release().set().ofMaxSize(12);
    }
}
