package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Layouts;

class StoryTest {

    private static Era era(String line, String since, String until, Layout layout, Commit commit) {
        List<Change> changes =
                commit == null ? List.of() : List.of(new Change(FactKey.DATA_PLACEMENT, Optional.of(commit)));
        return new Era(Abi.PPC64, Rows.line(line), Rows.release(since),
                until.isEmpty() ? Optional.empty() : Optional.of(Rows.release(until)), layout, changes);
    }

    private static List<String> story(String calendar, Era... eras) {
        return Story.of(new Table(Rows.calendar(calendar), List.of(eras), Map.of(), Map.of()), Abi.PPC64);
    }

    private static final Layout VVAR = Layouts.of("image before separate [vvar]:data:1 [vdso]:code:null", "elfAtVdsoStart=true");

    private static Commit backport(String letter, String of) {
        return new Commit(letter.repeat(40), "S", Optional.of(of.repeat(40)));
    }

    /** The sentence that the project began with. */
    @Test
    void tellsTheStoryOfPpc64() throws IOException, MalformedTable {
        List<String> story = Story.of(TableJson.read(Files.readString(Path.of("data/table.json"))), Abi.PPC64);

        assertThat(story).contains(
                "data before and merged in 5.11 to 5.11.19 and 5.12 to 5.12.2; introduced by 511157ab641e, fixed by 1c4bce675385,"
                        + " backported as 172c404e18d6 (5.11.20) and f486ef7e762e (5.12.3)");
        assertThat(story.get(0)).startsWith("data before and separate since 5.13, and in 5.11.20 and later and 5.12.3 and later;");
    }

    @Test
    void saysWhoFixedAndWhoOnlyEnded() {
        Era old = era("mainline", "v5.10", "v5.11", Layouts.PPC_OLD, null);
        Era front = era("mainline", "v5.11", "v5.12", Layouts.PPC_FRONT, Rows.commit("a"));
        Era vvar = era("mainline", "v5.12", "", VVAR, Rows.commit("b"));

        assertThat(story("v5.10 v5.11 v5.11.1 v5.11.2 v5.12", old, front, vvar)).contains(
                "data after and merged in 5.10; ended by aaaaaaaaaaaa",
                "data before and merged in 5.11; introduced by aaaaaaaaaaaa, ended by bbbbbbbbbbbb");
        assertThat(story("v5.10 v5.11 v5.11.1 v5.11.2 v5.12", old, front, vvar,
                era("5.11.y", "v5.11", "v5.11.2", Layouts.PPC_FRONT, Rows.commit("a")),
                era("5.11.y", "v5.11.2", "", VVAR, backport("c", "b")))).contains(
                "data before and separate since 5.12, and in 5.11.2 and later; introduced by bbbbbbbbbbbb, backported as cccccccccccc"
                        + " (5.11.2)",
                "data before and merged in 5.11 to 5.11.1; introduced by aaaaaaaaaaaa, fixed by bbbbbbbbbbbb, backported as"
                        + " cccccccccccc (5.11.2)");
    }

    @Test
    void joinsAStateThatCameTwice() {
        assertThat(story("v5.10 v5.11 v5.12",
                era("mainline", "v5.10", "v5.11", VVAR, null),
                era("mainline", "v5.11", "v5.12", Layouts.PPC_FRONT, null),
                era("mainline", "v5.12", "", VVAR, null))).contains("data before and separate since 5.12, and in 5.10");
    }

    @Test
    void tellsRunsOfAStableLineApart() {
        assertThat(story("v5.11 v5.11.1 v5.11.2 v5.11.3 v5.12",
                era("mainline", "v5.11", "v5.12", VVAR, null),
                era("mainline", "v5.12", "", Layouts.PPC_FRONT, null),
                era("5.11.y", "v5.11", "v5.11.1", VVAR, null),
                era("5.11.y", "v5.11.1", "v5.11.2", Layouts.PPC_OLD, null),
                era("5.11.y", "v5.11.2", "", VVAR, null))).contains("data before and separate in 5.11 and 5.11.2 and later");
    }

    @Test
    void knowsAStateThatOnlyCandidatesHad() {
        assertThat(story("v5.10 v5.11-rc1 v5.11-rc2 v5.11",
                era("mainline", "v5.10", "v5.11-rc1", VVAR, null),
                era("mainline", "v5.11-rc1", "v5.11", Layouts.PPC_FRONT, null),
                era("mainline", "v5.11", "", VVAR, null))).contains("data before and merged in 5.11-rc1 and 5.11-rc2");
    }

    /** There is no such ABI before v5.11 and from v5.12 on. */
    @Test
    void isSilentOfReleasesWithoutTheAbi() {
        Lifetime life = new Lifetime(Optional.of(Rows.release("v5.10")), Rows.release("v5.11"), Rows.release("v5.11"),
                Optional.of(Rows.release("v5.12")));
        List<Era> eras = List.of(
                era("mainline", "v5.10", "v5.11", Layout.none(), null),
                era("mainline", "v5.11", "v5.12", VVAR, null),
                era("mainline", "v5.12", "", Layout.none(), null));

        assertThat(Story.of(new Table(Rows.calendar("v5.10 v5.11 v5.12"), eras, Map.of(), Map.of(Abi.PPC64, List.of(life))), Abi.PPC64))
                .containsExactly("data before and separate in 5.11", "VMAs [vvar], [vdso] in 5.11");
    }

    @Test
    void saysWhatIsNotThereAndWhatIsNotKnown() {
        assertThat(story("v5.10 v5.11 v5.12",
                era("mainline", "v5.10", "v5.11", Layout.none(), null),
                era("mainline", "v5.11", "v5.12", Layout.unknown("not read"), null),
                era("mainline", "v5.12", "", VVAR, null)))
                .containsExactly("data before and separate since 5.12", "not known where the data lies in 5.11", "no vDSO in 5.10",
                        "VMAs [vvar], [vdso] since 5.12", "not known which VMAs in 5.11");
        assertThat(story("v5.10")).isEmpty();
    }
}
