package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Expectation;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Layouts;
import org.vvarmap.matrix.Difference.Verdict;

class DifferenceTest {

    private static final Consumers CONSUMERS = new Consumers(List.of(new Consumer("x", "X", "https://example.org", List.of(
            assumption("x-elf", Abi.PPC64, new Expectation.Is(FactKey.ELF_AT_VDSO_START, Set.of("true", "null"))),
            assumption("x-name", Abi.PPC64, new Expectation.Is(FactKey.NAME_STICKS, Set.of("true", "null"))),
            assumption("x-arm", Abi.ARM, new Expectation.Is(FactKey.ELF_AT_VDSO_START, Set.of("true")))))));

    private static Assumption assumption(String id, Abi abi, Expectation expects) {
        return new Assumption(id, "T.", "E.", Set.of(abi), Optional.empty(), Optional.of("2"), Optional.empty(), expects,
                List.of(new Assumption.OnPage("https://example.org/1", "S.")));
    }

    private static Difference between(Layout before, Layout after) {
        return Difference.of(Abi.PPC64, before, after, CONSUMERS, Difference.Causes.UNKNOWN);
    }

    private static List<String> ids(List<Consumers.Judgement> judgements) {
        return judgements.stream().map(judgement -> judgement.assumption().id()).toList();
    }

    @Test
    void tellsWhatMovedWhatFollowsAndWhomItBreaks() {
        Difference difference = between(Layouts.PPC_OLD, Layouts.PPC_FRONT);

        assertThat(difference.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(difference.moves()).extracting(Difference.Move::key).containsExactly(
                FactKey.DATA_PLACEMENT, FactKey.ELF_AT_VDSO_START, FactKey.NAME_STICKS, FactKey.RESIZE, FactKey.SPLIT);
        assertThat(difference.consequences()).hasSize(5);
        assertThat(ids(difference.broken())).containsExactly("x-elf");
        assertThat(ids(difference.mended())).containsExactly("x-name");
        assertThat(ids(between(Layouts.PPC_FRONT, Layouts.PPC_OLD).broken())).containsExactly("x-name");
    }

    @Test
    void doesNotTakeAnOpenQuestionForEquality() {
        Layout open = Layouts.PPC_OLD.with(FactKey.TIMENS, Fact.unknown("why"));

        assertThat(between(Layouts.PPC_OLD, Layouts.PPC_OLD).verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(between(Layouts.PPC_OLD, open).verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(between(open, open).verdict()).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(between(open, Layouts.PPC_FRONT).verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(between(open, Layouts.PPC_OLD).open()).containsExactly(
                new Difference.Open(FactKey.TIMENS, Optional.of("why"), Optional.empty()));
        assertThat(Difference.none(Abi.PPC64).verdict()).isEqualTo(Verdict.EQUAL);
    }

    @Test
    void judgesSeveral() {
        assertThat(Verdict.of(Stream.of(Verdict.EQUAL, Verdict.NOT_KNOWN, Verdict.DIFFERS))).isEqualTo(Verdict.DIFFERS);
        assertThat(Verdict.of(Stream.of(Verdict.EQUAL, Verdict.NOT_KNOWN))).isEqualTo(Verdict.NOT_KNOWN);
        assertThat(Verdict.of(Stream.of())).isEqualTo(Verdict.EQUAL);
    }

    /** mainline: sysv, gnu from v5.11-rc1 by a, both from v5.12 by b; 5.11.y: both from v5.11.2 by c. */
    private static Table table() {
        return new Table(
                Rows.calendar("v5.10 v5.10.1 v5.11-rc1 v5.11 v5.11.1 v5.11.2 v5.12 v5.12.1"),
                List.of(
                        era("mainline", "v5.10", "v5.11-rc1", "sysv", ""),
                        era("mainline", "v5.11-rc1", "v5.12", "gnu", "a"),
                        era("mainline", "v5.12", "", "both", "b"),
                        era("5.11.y", "v5.11-rc1", "v5.11.2", "gnu", "a"),
                        era("5.11.y", "v5.11.2", "", "both", "c")),
                Map.of(),
                Map.of());
    }

    private static Era era(String line, String since, String until, String words, String letter) {
        List<Change> changes =
                letter.isEmpty() ? List.of() : List.of(new Change(FactKey.HASH_STYLE, Optional.of(Rows.commit(letter))));
        return new Era(Rows.ABI, Rows.line(line), Rows.release(since),
                until.isEmpty() ? Optional.empty() : Optional.of(Rows.release(until)), Rows.layout(words), changes);
    }

    @ParameterizedTest
    @CsvSource({
        "v5.10,v5.11,a,v5.11-rc1", "v5.11,v5.10,a,v5.11-rc1", "v5.10,v5.12,b,v5.12", "v5.11.1,v5.11.2,c,v5.11.2",
        "v5.11,v5.11.2,c,v5.11.2", "v5.10.1,v5.11.1,a,v5.11-rc1", "v5.10,v5.12.1,b,v5.12", "v5.11.1,v5.12,b,v5.12"
    })
    void namesTheCommitThatMadeTheLaterRelease(String from, String to, String letter, String since) {
        Difference difference =
                Difference.of(table(), Release.of(from), Release.of(to), Rows.ABI, Consumers.NONE).orElseThrow();

        Difference.Cause cause = difference.moves().get(0).cause().orElseThrow();
        assertThat(cause.commit().id()).startsWith(letter);
        assertThat(cause.since()).contains(Release.of(since));
    }

    @Test
    void saysNothingOfWhatTheTableDoesNotKnow() {
        assertThat(Difference.of(table(), Release.of("v5.10"), Release.of("v5.11"), Abi.ARM, Consumers.NONE)).isEmpty();
        assertThat(Difference.of(table(), Release.of("v5.11.2"), Release.of("v5.12"), Rows.ABI, Consumers.NONE).orElseThrow().verdict())
                .isEqualTo(Verdict.EQUAL);
    }
}
