package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vvarmap.layout.FactKey;

class AuditTest {

    private static final String CALENDAR = "v5.10 v5.11-rc1 v5.11 v5.12";

    private static Table table(Evidence evidence) {
        return TableBuilder.build(Rows.calendar(CALENDAR), evidence, List.of());
    }

    private static Audit audit(String table, String clone) {
        return Audit.of(table(Rows.readings(table)), Rows.readings(clone));
    }

    @Test
    void findsNothingInWhatATableWasMadeOf() {
        Audit audit = audit("v5.10=sysv v5.11=sysv v5.12=sysv", "v5.10=sysv v5.12=sysv");

        assertThat(audit.agrees()).isTrue();
        assertThat(audit.adds()).isFalse();
        assertThat(audit.cells()).isEqualTo(2);
    }

    @Test
    void namesWhatIsOtherwise() {
        Audit audit = audit("v5.10=sysv v5.12=sysv", "v5.11=gnu");

        assertThat(audit.agrees()).isFalse();
        assertThat(audit.facts()).singleElement().satisfies(fact -> {
            assertThat(fact.release()).hasToString("v5.11");
            assertThat(fact.key()).isEqualTo(FactKey.HASH_STYLE);
            assertThat(fact.table()).hasToString("sysv");
            assertThat(fact.found()).hasToString("gnu");
        });
    }

    @Test
    void tellsWhatItSettlesFromWhatItContradicts() {
        Audit audit = audit("v5.10=sysv v5.12=gnu", "v5.11=gnu");

        assertThat(audit.agrees()).isTrue();
        assertThat(audit.settled()).hasSize(1);
        assertThat(audit.adds()).isTrue();
    }

    @Test
    void takesNothingThatTheCloneDoesNotSettleForAContradiction() {
        assertThat(audit("v5.10=sysv v5.12=sysv", "v5.11=?").agrees()).isTrue();
    }

    @Test
    void namesWhatTheTableLacksAndWhatItCouldHaveReadItself() {
        Audit audit = audit("v5.10=sysv v5.12=sysv", "v5.11=sysv v5.13=sysv");

        assertThat(audit.lacking()).hasToString("[v5.13]");
        assertThat(audit.upgrades().get(Rows.ABI)).hasToString("[v5.11]");
        assertThat(audit.agrees()).isTrue();
    }

    @Test
    void comparesCommits() {
        Evidence evidence = Rows.step(Rows.readings("v5.10=sysv v5.11-rc1=gnu"), "v5.10", "v5.11-rc1", "a", FactKey.HASH_STYLE);
        Evidence other = Rows.step(Rows.readings("v5.10=sysv v5.11-rc1=gnu"), "v5.10", "v5.11-rc1", "b", FactKey.HASH_STYLE);

        assertThat(Audit.of(table(evidence), evidence).commits()).isEmpty();
        assertThat(Audit.of(table(evidence), other).commits()).singleElement()
                .satisfies(commit -> assertThat(commit.table().orElseThrow().id()).startsWith("a"));
        assertThat(Audit.of(table(Rows.readings("v5.10=sysv v5.11-rc1=gnu")), other).named()).singleElement()
                .satisfies(commit -> assertThat(commit.found().id()).startsWith("b"));
    }
}
