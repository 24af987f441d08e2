package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussion.Kind;
import org.vvarmap.matrix.Discussion.Tie;

class SelectionTest {

    private static final String COMMIT = Letters.MOVE;

    private static Discussion one(Kind kind, String title, int day, int mails, String... people) {
        return new Discussion(
                COMMIT, kind, title, Optional.of(LocalDate.of(2021, 3, day)), List.of(people), mails,
                "https://lore.kernel.org/all/" + day + "@" + title.replaceAll("\\W", "") + "/", Set.of(Tie.SUBJECT));
    }

    private static List<String> kept(Discussion... all) {
        return Selection.of(List.of(all), Set.of(COMMIT)).all().stream().map(Discussion::title).toList();
    }

    @Test
    void keepsTheLastVersionOfAPatchAndThoseThatWereTalkedAbout() {
        assertThat(kept(
                one(Kind.PATCH, "v1", 1, 1, "A"), one(Kind.PATCH, "v2", 2, 5, "A", "B"), one(Kind.PATCH, "v3", 3, 9, "A", "B", "C"),
                one(Kind.PATCH, "v4", 4, 3, "A", "B"), one(Kind.PATCH, "v5", 5, 1, "A")))
                .containsExactly("v2", "v3", "v5");
    }

    @Test
    void keepsTheVersionThatTheCommitNames() {
        Discussion named = new Discussion(
                COMMIT, Kind.PATCH, "v1", Optional.empty(), List.of("A"), 1, "https://x.org/1", Set.of(Tie.LINK));
        assertThat(kept(named, one(Kind.PATCH, "v2", 2, 1, "A"))).containsExactly("v1");
    }

    @Test
    void keepsOneOfAFixInManyVersions() {
        assertThat(kept(
                one(Kind.FIX, "[PATCH] x: fix", 1, 1, "A"), one(Kind.FIX, "[PATCH v2] x: fix", 2, 4, "A", "B"),
                one(Kind.FIX, "[PATCH] y: fix", 3, 1, "A"))).containsExactly("[PATCH v2] x: fix", "[PATCH] y: fix");
    }

    @Test
    void keepsAThreadThatOnlyNamesItWhereThereIsATalkOrNothingElse() {
        assertThat(kept(one(Kind.MENTION, "m", 1, 2, "A", "B"), one(Kind.PATCH, "p", 1, 1, "A"))).containsExactly("p");
        assertThat(kept(one(Kind.MENTION, "m", 1, 3, "A", "B", "C"), one(Kind.PATCH, "p", 1, 1, "A"))).containsExactly("p", "m");
        assertThat(kept(one(Kind.MENTION, "m", 1, 2, "A", "B"))).containsExactly("m");
        assertThat(kept(one(Kind.MENTION, "m", 1, 2, "A", "kernel test robot", "syzbot"))).isEmpty();
        assertThat(kept(one(Kind.MENTION, "linux-next: manual merge", 1, 2, "A", "B", "C"))).isEmpty();
        assertThat(kept(one(Kind.REPORT, "r", 1, 1, "kernel test robot"))).isEmpty();
    }

    @Test
    void leavesANoticeAwayWhereThePatchIsKnown() {
        assertThat(kept(one(Kind.APPLIED, "a", 1, 1, "bot"))).containsExactly("a");
        assertThat(kept(one(Kind.APPLIED, "a", 1, 1, "bot"), one(Kind.PATCH, "p", 1, 1, "A"))).containsExactly("p");
    }

    @Test
    void keepsAMailOfTwoArchivesOnce() {
        Discussion elsewhere = new Discussion(
                COMMIT, Kind.PATCH, "P", Optional.of(LocalDate.of(2021, 3, 1)), List.of("A"), 1, "https://marc.info/?l=x&m=1",
                Set.of(Tie.SUBJECT));
        assertThat(kept(one(Kind.PATCH, "p", 1, 2, "A", "B"), elsewhere)).containsExactly("p");
    }

    @Test
    void keepsNothingOfCommitsThatDoNotMatterAndIsStable() {
        assertThat(Selection.of(List.of(one(Kind.PATCH, "p", 1, 1, "A")), Set.of(Letters.SPLIT)).all()).isEmpty();
        List<Discussion> all = new ArrayList<>();
        for (int i = 1; i < 20; i++) {
            all.add(one(Kind.values()[i % Kind.values().length], "t" + i, i, i % 4 + 1, "A", "B", "C" + i));
        }
        List<Discussion> once = Selection.of(all, Set.of(COMMIT)).all();
        assertThat(Selection.of(once, Set.of(COMMIT)).all()).isEqualTo(once);
        Collections.reverse(all);
        assertThat(Selection.of(all, Set.of(COMMIT)).all()).isEqualTo(once);
    }
}
