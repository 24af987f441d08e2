package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vvarmap.matrix.Rows.ABI;
import static org.vvarmap.matrix.Rows.calendar;
import static org.vvarmap.matrix.Rows.known;
import static org.vvarmap.matrix.Rows.readings;
import static org.vvarmap.matrix.Rows.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;

class TableTest {

    private static final String TAGS = "v5.10 v5.10.1 v5.10.2 v5.10.3 v5.11-rc1 v5.11-rc2 v5.11 v5.11.1 v5.11.2 v5.11.3 v5.11.4 "
            + "v5.12-rc1 v5.12";

    private static final Table TABLE = TableBuilder.build(
            calendar(TAGS),
            readings("v5.10=sysv v5.10.2=sysv v5.11-rc2=gnu v5.12=gnu v5.11.2=both v5.11.4=both"),
            List.of(known("a", "mainline", "v5.11-rc1"), known("b", "5.11.y", "v5.11.1")));

    // Cells.

    @ParameterizedTest
    @CsvSource({
        "v5.10, sysv, tree, v5.10", "v5.10.1, sysv, bounded, v5.10", "v5.10.2, sysv, tree, v5.10",
        "v5.10.3, sysv, commit, v5.10", "v5.11-rc1, gnu, commit, v5.11-rc1", "v5.11-rc2, gnu, tree, v5.11-rc1",
        "v5.11, gnu, bounded, v5.11-rc1", "v5.12-rc1, gnu, bounded, v5.11-rc1", "v5.12, gnu, tree, v5.11-rc1",
        "v5.11.1, both, commit, v5.11.1", "v5.11.2, both, tree, v5.11.1", "v5.11.3, both, bounded, v5.11.1",
        "v5.11.4, both, tree, v5.11.1",
    })
    void saysHowACellIsKnown(String tag, String words, String kind, String since) {
        Cell cell = TABLE.cell(release(tag), ABI).orElseThrow();

        assertThat(Rows.words(cell.era().layout())).isEqualTo(words);
        assertThat(cell.provenance().kind().json()).isEqualTo(kind);
        assertThat(cell.provenance().captures()).isZero();
        assertThat(cell.era().since()).hasToString(since);
        assertThat(cell.era().line()).isEqualTo(release(tag).line());
        assertThat(cell.release()).isEqualTo(release(tag));
    }

    @ParameterizedTest
    @CsvSource({"v5.9", "v5.10.4", "v5.11-rc3", "v5.11.5", "v5.12.1", "v5.13-rc1", "v7.0"})
    void saysNothingOfOtherReleases(String tag) {
        assertThat(TABLE.cell(release(tag), ABI)).isEmpty();
    }

    @Test
    void saysNothingOfOtherAbis() {
        assertThat(TABLE.cell(release("v5.10"), Abi.ARM64)).isEmpty();
        assertThat(TABLE.abis()).containsExactly(ABI);
        assertThat(TABLE.lines(Abi.ARM64)).isEmpty();
        assertThat(TABLE.read(Abi.ARM64)).isEmpty();
    }

    @Test
    void listsTheErasOfLinesThatDiffer() {
        assertThat(TABLE.lines(ABI)).containsExactly(Rows.line("mainline"), Rows.line("5.11.y"));
        assertThat(Rows.eras(TABLE, "mainline")).containsExactly("v5.10..v5.11-rc1 sysv", "v5.11-rc1.. gnu @a");
        assertThat(Rows.eras(TABLE, "5.11.y")).containsExactly("v5.11-rc1..v5.11.1 gnu @a", "v5.11.1.. both @b");
        assertThat(Rows.eras(TABLE, "5.10.y")).isEmpty();
    }

    @Test
    void takesNoReadingOfAnotherLineForABound() {
        Table table = TableBuilder.build(
                calendar("v5.10 v5.10.1 v5.11 v5.12"), readings("v5.10=sysv v5.11=sysv v5.12=sysv"), List.of());

        assertThat(table.cell(release("v5.10.1"), ABI).orElseThrow().provenance().kind())
                .isEqualTo(Provenance.Kind.COMMIT);
    }

    // Look-ups.

    private static Lookup lookup(String query) {
        return Lookup.of(TABLE, KernelString.parse(query), List.of(ABI));
    }

    @ParameterizedTest
    @CsvSource({
        "v5.11.2, exact, v5.11.2", "5.11.2, exact, v5.11.2", "v5.11-rc1, exact, v5.11-rc1",
        "5.11.2-100.fc32.ppc64le, exact, v5.11.2", "5.11.0-16-generic, base, v5.11", "v5.11.9, nearest, v5.11.4", "v5.11-rc7, nearest, v5.11-rc2",
        "v5.13, nearest, v5.12", "v5.12.7, nearest, v5.12", "v4.4, nearest, v5.10", "v4.4.200, nearest, v5.10",
        "v2.6.12-rc2, nearest, v5.10", "v5.99.3, nearest, v5.12",
    })
    void findsTheReleaseOrTheNearest(String query, String match, String found) {
        Lookup lookup = lookup(query);

        assertThat(lookup.match().json()).isEqualTo(match);
        assertThat(lookup.release()).contains(release(found));
        assertThat(lookup.cells()).hasSize(1);
        assertThat(lookup.query()).isEqualTo(query);
        if (!match.equals("exact")) {
            assertThat(lookup.notes()).isNotEmpty();
        }
    }

    @Test
    void findsNothingWhereNoReleaseIsNamed() {
        Lookup lookup = lookup("hello");

        assertThat(lookup.match()).isEqualTo(Lookup.Match.NONE);
        assertThat(lookup.release()).isEmpty();
        assertThat(lookup.cells()).isEmpty();
        assertThat(lookup.notes()).isNotEmpty();
    }

    @Test
    void findsNothingInAnEmptyTable() {
        Lookup lookup = Lookup.of(
                new Table(calendar(""), List.of(), Map.of(), Map.of()), KernelString.parse("v5.11"), List.of(ABI));

        assertThat(lookup.match()).isEqualTo(Lookup.Match.NONE);
        assertThat(lookup.release()).isEqualTo(Optional.empty());
    }

    @Test
    void saysWhichAbiTheTableDoesNotKnow() {
        Lookup some = Lookup.of(TABLE, KernelString.parse("v5.11"), List.of(ABI, Abi.ARM64));
        Lookup none = Lookup.of(TABLE, KernelString.parse("v5.11"), List.of(Abi.ARM64));

        assertThat(some.match()).isEqualTo(Lookup.Match.EXACT);
        assertThat(some.cells()).hasSize(1);
        assertThat(some.notes()).anyMatch(note -> note.contains("arm64"));
        assertThat(none.match()).isEqualTo(Lookup.Match.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "5.10.2-3-amd64 | its layout is that of v5.10.2 unless one of the later changes was backported: v5.11-rc1 (hashStyle)",
        "5.11.0-3-amd64 | the table has no later mainline release with another layout that could have been backported",
    })
    void tellsWhatAVendorMayHaveBackported(String kernel, String note) {
        Table table = TableBuilder.build(
                calendar("v5.10 v5.10.2 v5.11-rc1 v5.11"),
                readings("v5.10=sysv v5.10.2=sysv v5.11-rc1=gnu v5.11=gnu"),
                List.of());

        assertThat(Lookup.of(table, KernelString.parse(kernel), List.of(ABI)).notes()).contains(ABI + ": " + note);
    }
}
