package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vvarmap.layout.FactKey;

/** Joining evidence with newer evidence. */
class EvidenceTest {

    private static Evidence step(String readings, String from, String to, String letter) {
        return Rows.step(Rows.readings(readings), from, to, letter, FactKey.HASH_STYLE);
    }

    private static Evidence.Step step(String from, String to) {
        return new Evidence.Step(Rows.ABI, Rows.release(from), Rows.release(to));
    }

    private static String letter(Evidence evidence, String from, String to) {
        return evidence.steps().getOrDefault(step(from, to), Map.of()).values().stream()
                .map(commit -> commit.id().substring(0, 1))
                .findFirst()
                .orElse("-");
    }

    @Test
    void hasTheReadingsOfBothAndTheNewerOfEach() {
        Evidence joined = Rows.readings("v5.10=sysv v5.11=sysv").with(Rows.readings("v5.11=gnu v5.12=gnu"));

        assertThat(joined.readings()).hasSize(3);
        assertThat(Rows.words(joined.readings().get(Rows.release("v5.11")).cells().get(Rows.ABI).layout())).isEqualTo("gnu");
    }

    @Test
    void keepsTheCommitsOfAStepThatIsStillOne() {
        Evidence joined = step("v5.10=sysv v5.11=gnu", "v5.10", "v5.11", "a").with(Rows.readings("v5.12=gnu"));

        assertThat(letter(joined, "v5.10", "v5.11")).isEqualTo("a");
    }

    @Test
    void givesACommitToThePartOfAStepThatChangesItsFact() {
        Evidence joined = step("v5.10=sysv v5.12=gnu", "v5.10", "v5.12", "a").with(Rows.readings("v5.11=sysv"));

        assertThat(letter(joined, "v5.11", "v5.12")).isEqualTo("a");
        assertThat(joined.steps()).hasSize(1);
    }

    @Test
    void leavesOutACommitOfWhichNobodyCanSayWhereItBelongs() {
        Evidence joined = step("v5.10=sysv v5.12=gnu", "v5.10", "v5.12", "a").with(Rows.readings("v5.11=both"));

        assertThat(joined.steps()).isEmpty();
    }

    @Test
    void leavesOutTheCommitOfAnEndThatWasReadOtherwise() {
        Evidence joined = step("v5.10=sysv v5.11=gnu", "v5.10", "v5.11", "a").with(Rows.readings("v5.11=both"));

        assertThat(joined.steps()).isEmpty();
    }

    @Test
    void prefersTheNewerCommit() {
        Evidence joined = step("v5.10=sysv v5.11=gnu", "v5.10", "v5.11", "a")
                .with(step("v5.10=sysv v5.11=gnu", "v5.10", "v5.11", "b"));

        assertThat(letter(joined, "v5.10", "v5.11")).isEqualTo("b");
    }

    @Test
    void startsAStableLineFromItsMainlineRelease() {
        Evidence joined = step("v5.11=sysv v5.11.2=gnu", "v5.11", "v5.11.2", "a").with(Rows.readings("v5.11.1=gnu v5.12=sysv"));

        assertThat(letter(joined, "v5.11", "v5.11.1")).isEqualTo("a");
    }

    @Test
    void isTheSameJoinedWithItself() {
        Evidence evidence = step("v5.10=sysv v5.11=gnu v5.11.1=both", "v5.10", "v5.11", "a");

        assertThat(evidence.with(evidence)).isEqualTo(evidence);
        assertThat(evidence.with(Evidence.none(1))).isEqualTo(evidence);
    }
}
