package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vvarmap.matrix.Rows.ABI;
import static org.vvarmap.matrix.Rows.calendar;
import static org.vvarmap.matrix.Rows.eras;
import static org.vvarmap.matrix.Rows.known;
import static org.vvarmap.matrix.Rows.readings;
import static org.vvarmap.matrix.Rows.release;
import static org.vvarmap.matrix.Rows.step;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.layout.FactKey;

class TableBuilderTest {

    /** What goes in, and the eras of one line that come out. */
    private record Row(
            String title, String calendar, Evidence evidence, List<KnownCommit> known, String line, List<String> eras) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static Row mainline(String title, String calendar, String readings, List<KnownCommit> known, String... eras) {
        return new Row(title, calendar, readings(readings), known, "mainline", List.of(eras));
    }

    private static Row stable(String title, String calendar, String readings, List<KnownCommit> known, String... eras) {
        return new Row(title, calendar, readings(readings), known, "5.11.y", List.of(eras));
    }

    static Stream<Row> rows() {
        String rcs = "v5.10 v5.11-rc1 v5.11-rc2 v5.11-rc3 v5.11";
        String points = "v5.11 v5.11.1 v5.11.2 v5.11.3 v5.11.4 v5.11.5";
        FactKey hash = FactKey.HASH_STYLE;
        FactKey placement = FactKey.DATA_PLACEMENT;
        return Stream.of(
                mainline("nothing was read", rcs, "", List.of()),
                mainline("one reading", rcs, "v5.10=sysv", List.of(), "v5.10.. sysv"),
                mainline("two adjacent agree", "", "v5.10=sysv v5.11=sysv", List.of(), "v5.10.. sysv"),
                mainline("two adjacent differ", "", "v5.10=sysv v5.11=gnu", List.of(), "v5.10..v5.11 sysv", "v5.11.. gnu"),
                mainline("both ends of a gap agree", rcs, "v5.10=sysv v5.11=sysv", List.of(), "v5.10.. sysv"),
                mainline("a change and back again", "", "v5.9=sysv v5.10=gnu v5.11=sysv", List.of(),
                        "v5.9..v5.10 sysv", "v5.10..v5.11 gnu", "v5.11.. sysv"),
                mainline("unknown both times is no change", "", "v5.10=? v5.11=?", List.of(), "v5.10.. ?"),
                mainline("a gap and no commit", rcs, "v5.10=sysv v5.11=gnu", List.of(),
                        "v5.10..v5.11-rc1 sysv", "v5.11-rc1..v5.11 ?", "v5.11.. gnu"),
                mainline("a gap and one commit", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc2")), "v5.10..v5.11-rc2 sysv", "v5.11-rc2.. gnu @a"),
                mainline("a gap and a release, but no commit", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("", "mainline", "v5.11-rc2")), "v5.10..v5.11-rc2 sysv", "v5.11-rc2.. gnu"),
                mainline("one commit at the first release of the gap", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc1")), "v5.10..v5.11-rc1 sysv", "v5.11-rc1.. gnu @a"),
                mainline("one commit at the second reading", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11")), "v5.10..v5.11 sysv", "v5.11.. gnu @a"),
                mainline("a commit that may be in some releases before", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc3", "v5.11-rc2", hash, "")),
                        "v5.10..v5.11-rc2 sysv", "v5.11-rc2..v5.11-rc3 ?", "v5.11-rc3.. gnu @a"),
                mainline("a commit that may be older than a reading that lacks it", rcs,
                        "v5.10=sysv v5.11-rc2=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11", "v5.11-rc1", hash, "")),
                        "v5.10..v5.11-rc3 sysv", "v5.11-rc3..v5.11 ?", "v5.11.. gnu @a"),
                mainline("a commit that may be older, with readings on all sides", rcs,
                        "v5.10=sysv v5.11-rc3=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11", "v5.11-rc1", hash, "")),
                        "v5.10..v5.11 sysv", "v5.11.. gnu @a"),
                mainline("two commits at one release", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc2"), known("b", "mainline", "v5.11-rc2")),
                        "v5.10..v5.11-rc2 sysv", "v5.11-rc2.. gnu @a"),
                mainline("two commits at two releases settle nothing", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc2"), known("b", "mainline", "v5.11-rc3")),
                        "v5.10..v5.11-rc1 sysv", "v5.11-rc1..v5.11 ?", "v5.11.. gnu @b".replace(" @b", "")),
                mainline("two commits at two releases, the first of which says what came of it", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc2", "", hash, "both"), known("b", "mainline", "v5.11-rc3")),
                        "v5.10..v5.11-rc2 sysv", "v5.11-rc2..v5.11-rc3 both @a", "v5.11-rc3.. gnu @b"),
                mainline("the same, where the first may be older", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc2", "v5.11-rc1", hash, "both"),
                                known("b", "mainline", "v5.11-rc3")),
                        "v5.10..v5.11-rc1 sysv", "v5.11-rc1..v5.11-rc2 ?", "v5.11-rc2..v5.11-rc3 both @a", "v5.11-rc3.. gnu @b"),
                mainline("two facts, each with a commit", rcs, "v5.10=sysv/after v5.11=gnu/before",
                        List.of(known("a", "mainline", "v5.11-rc1"),
                                known("b", "mainline", "v5.11-rc3", "", placement, "")),
                        "v5.10..v5.11-rc1 sysv/after", "v5.11-rc1..v5.11-rc3 gnu/after @a", "v5.11-rc3.. gnu/before @b"),
                mainline("two facts, one without a commit", rcs, "v5.10=sysv/after v5.11=gnu/before",
                        List.of(known("a", "mainline", "v5.11-rc2")),
                        "v5.10..v5.11-rc1 sysv/after", "v5.11-rc1..v5.11-rc2 sysv/?", "v5.11-rc2..v5.11 gnu/? @a",
                        "v5.11.. gnu/before"),
                mainline("a commit of another line says nothing", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "5.10.y", "v5.10.2")),
                        "v5.10..v5.11-rc1 sysv", "v5.11-rc1..v5.11 ?", "v5.11.. gnu"),
                mainline("a commit of another fact says nothing", rcs, "v5.10=sysv v5.11=gnu",
                        List.of(known("a", "mainline", "v5.11-rc2", "", placement, "")),
                        "v5.10..v5.11-rc1 sysv", "v5.11-rc1..v5.11 ?", "v5.11.. gnu"),
                mainline("a commit at a release that the calendar lacks", "v5.10 v5.11-rc1 v5.11-rc3 v5.11",
                        "v5.10=sysv v5.11=gnu", List.of(known("a", "mainline", "v5.11-rc2")),
                        "v5.10..v5.11-rc3 sysv", "v5.11-rc3.. gnu @a"),
                mainline("a reading ends what is unknown", rcs, "v5.10=sysv v5.11-rc2=gnu v5.11=gnu", List.of(),
                        "v5.10..v5.11-rc1 sysv", "v5.11-rc1..v5.11-rc2 ?", "v5.11-rc2.. gnu"),
                mainline("a stable line that lacks the ABI speaks for its mainline release",
                        "v5.9 v5.10-rc1 v5.10 v5.10.1 v5.11-rc1 v5.11", "v5.9=- v5.10.1=- v5.11=gnu", List.of(),
                        "v5.9..v5.11-rc1 null", "v5.11-rc1..v5.11 ?", "v5.11.. gnu"),
                mainline("a stable line that has the ABI does not say what its mainline release is",
                        "v5.9 v5.10-rc1 v5.10 v5.10.1 v5.11-rc1 v5.11", "v5.9=- v5.10.1=gnu v5.11=gnu", List.of(),
                        "v5.9..v5.10-rc1 null", "v5.10-rc1..v5.11 ?", "v5.11.. gnu"),
                mainline("an ABI that a stable line lacks is gone by its mainline release",
                        "v5.9 v5.10-rc1 v5.10 v5.10.1 v5.11-rc1 v5.11", "v5.9=gnu v5.10.1=- v5.11=-", List.of(),
                        "v5.9..v5.10-rc1 gnu", "v5.10-rc1..v5.10 ?", "v5.10.. null"),
                new Row("history names the commit of a step", "",
                        step(readings("v5.10=sysv v5.11=gnu"), "v5.10", "v5.11", "c", hash),
                        List.of(known("a", "mainline", "v5.11")), "mainline",
                        List.of("v5.10..v5.11 sysv", "v5.11.. gnu @c")),
                new Row("history of a wider step names no release within it", rcs,
                        step(readings("v5.10=sysv v5.11=gnu"), "v5.10", "v5.11", "c", hash),
                        List.of(), "mainline",
                        List.of("v5.10..v5.11-rc1 sysv", "v5.11-rc1..v5.11 ?", "v5.11.. gnu")),
                stable("a line that agrees is not listed", points, "v5.10=sysv v5.11=sysv v5.11.3=sysv", List.of()),
                stable("a line that was not read is not listed", points, "v5.10=sysv v5.11=gnu v5.12=gnu", List.of()),
                stable("a line inherits when its layout began", points, "v5.9=gnu v5.10=sysv v5.11=sysv v5.11.1=gnu",
                        List.of(), "v5.10..v5.11.1 sysv", "v5.11.1.. gnu"),
                stable("a gap on a line", points, "v5.11=sysv v5.11.4=gnu", List.of(),
                        "v5.11..v5.11.1 sysv", "v5.11.1..v5.11.4 ?", "v5.11.4.. gnu"),
                stable("a gap on a line and its backport", points, "v5.11=sysv v5.11.4=gnu",
                        List.of(known("b", "5.11.y", "v5.11.2")), "v5.11..v5.11.2 sysv", "v5.11.2.. gnu @b"),
                stable("a backport after the last reading", points, "v5.11=sysv v5.11.1=sysv",
                        List.of(known("b", "5.11.y", "v5.11.3", "", hash, "gnu")),
                        "v5.11..v5.11.3 sysv", "v5.11.3.. gnu @b"),
                stable("a backport on a line that was never read", points, "v5.11=sysv v5.12=gnu",
                        List.of(known("b", "5.11.y", "v5.11.3", "", hash, "gnu")),
                        "v5.11..v5.11.3 sysv", "v5.11.3.. gnu @b"),
                stable("a backport that may be older, after the last reading", points, "v5.11=sysv v5.11.1=sysv",
                        List.of(known("b", "5.11.y", "v5.11.4", "v5.11.3", hash, "gnu")),
                        "v5.11..v5.11.3 sysv", "v5.11.3..v5.11.4 ?", "v5.11.4.. gnu @b"),
                stable("a backport after the last reading, and nobody read what came of it", points, "v5.11=sysv/after",
                        List.of(known("b", "5.11.y", "v5.11.3")), "v5.11..v5.11.3 sysv/after", "v5.11.3.. ?/after"),
                stable("the same, where it may be older", points, "v5.11=sysv",
                        List.of(known("b", "5.11.y", "v5.11.4", "v5.11.3", hash, "")), "v5.11..v5.11.3 sysv", "v5.11.3.. ?"),
                stable("the same, until another says what it is", points, "v5.11=sysv",
                        List.of(known("b", "5.11.y", "v5.11.2"), known("c", "5.11.y", "v5.11.4", "", hash, "gnu")),
                        "v5.11..v5.11.2 sysv", "v5.11.2..v5.11.4 ?", "v5.11.4.. gnu @c"),
                stable("two backports in one release after the last reading", points, "v5.11=sysv/after",
                        List.of(known("b", "5.11.y", "v5.11.3", "", hash, "gnu"),
                                known("c", "5.11.y", "v5.11.3", "", placement, "before")),
                        "v5.11..v5.11.3 sysv/after", "v5.11.3.. gnu/before @c"),
                stable("two backports that are listed the wrong way round", points, "v5.11=sysv/after",
                        List.of(known("c", "5.11.y", "v5.11.4", "", placement, "before"),
                                known("b", "5.11.y", "v5.11.2", "", hash, "gnu")),
                        "v5.11..v5.11.2 sysv/after", "v5.11.2..v5.11.4 gnu/after @b", "v5.11.4.. gnu/before @c"),
                stable("a backport that changes nothing", points, "v5.11=sysv",
                        List.of(known("b", "5.11.y", "v5.11.3", "", hash, "sysv"))),
                stable("a line whose mainline release was not read", "", "v5.11.1=sysv v5.11.2=gnu", List.of(),
                        "v5.11.1..v5.11.2 sysv", "v5.11.2.. gnu"),
                stable("a line whose mainline release was not read, without a change", "", "v5.11.1=sysv", List.of(),
                        "v5.11.1.. sysv"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void makesEras(Row row) {
        Table table = TableBuilder.build(calendar(row.calendar()), row.evidence(), row.known());

        assertThat(eras(table, row.line())).isEqualTo(row.eras());
    }

    @Test
    void keepsTheCommitsOfBothBackportsInOneRelease() {
        Table table = TableBuilder.build(calendar("v5.11 v5.11.1"), readings("v5.11=sysv/after"), List.of(
                known("b", "5.11.y", "v5.11.1", "", FactKey.HASH_STYLE, "gnu"),
                known("c", "5.11.y", "v5.11.1", "", FactKey.DATA_PLACEMENT, "before")));

        assertThat(table.eras(ABI, Rows.line("5.11.y")).get(1).changes())
                .extracting(change -> change.key() + " " + change.commit().orElseThrow().id().charAt(0))
                .containsExactly("DATA_PLACEMENT c", "HASH_STYLE b");
    }

    @Test
    void inheritsTheCommitThatBeganTheLayoutOnMainline() {
        Evidence evidence = step(readings("v5.10=sysv v5.11=gnu v5.11.1=sysv"), "v5.10", "v5.11", "a", FactKey.HASH_STYLE);
        Table table = TableBuilder.build(calendar(""), evidence, List.of());

        assertThat(eras(table, "5.11.y")).containsExactly("v5.11..v5.11.1 gnu @a", "v5.11.1.. sysv");
    }

    @Test
    void speaksOnlyOfReleasesThatTheReadingsHaveASayIn() {
        Table table = TableBuilder.build(
                calendar("v5.9 v5.10-rc1 v5.10 v5.10.1 v5.11-rc1 v5.11 v5.11.1 v5.12-rc1 v5.12 v5.12.1"),
                readings("v5.10=sysv v5.11=sysv"), List.of());

        assertThat(table.calendar()).isEqualTo(calendar("v5.10 v5.10.1 v5.11-rc1 v5.11 v5.11.1"));
        assertThat(table.cell(release("v5.12"), ABI)).isEmpty();
        assertThat(table.cell(release("v5.9"), ABI)).isEmpty();
    }

    @Test
    void speaksOfMainlineUpToTheBaseOfTheLastStableReading() {
        Table table = TableBuilder.build(
                calendar("v5.10 v5.11-rc1 v5.11 v5.11.1 v5.11.2 v5.12-rc1 v5.12"),
                readings("v5.10=sysv v5.11.1=sysv"), List.of());

        assertThat(table.calendar()).isEqualTo(calendar("v5.10 v5.11-rc1 v5.11 v5.11.1 v5.11.2"));
        assertThat(table.cell(release("v5.11.2"), ABI)).isPresent();
    }

    @Test
    void doesNotStopAtACandidate() {
        Table table = TableBuilder.build(
                calendar("v5.10 v5.11-rc1 v5.11-rc2 v5.11"), readings("v5.10=sysv v5.11-rc1=sysv"), List.of());

        assertThat(table.calendar()).isEqualTo(calendar("v5.10 v5.11-rc1"));
    }

    @Test
    void doesNotGuessAMainlineReleaseThatLiesBetweenReadingsThatDiffer() {
        Table table = TableBuilder.build(
                calendar("v5.10 v5.11-rc1 v5.11 v5.11.1 v5.11.2"), readings("v5.10=sysv v5.11.2=gnu"), List.of());

        for (String tag : List.of("v5.11-rc1", "v5.11", "v5.11.1")) {
            assertThat(table.cell(release(tag), ABI)).as(tag).isEmpty();
        }
        assertThat(Rows.words(table.cell(release("v5.11.2"), ABI).orElseThrow().era().layout())).isEqualTo("gnu");
    }
}
