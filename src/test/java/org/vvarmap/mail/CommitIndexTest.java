package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vvarmap.mail.CommitIndex.Role;

class CommitIndexTest {

    private final CommitIndex index = Letters.index();

    private Map<String, Role> named(String text) {
        return index.named(text);
    }

    @Test
    void knowsIdsWholeAndCutShort() {
        assertThat(named("see " + Letters.MOVE + ".")).containsOnlyKeys(Letters.MOVE);
        assertThat(named("(511157ab641e)")).containsOnlyKeys(Letters.MOVE);
        assertThat(named("511157AB641EB")).containsOnlyKeys(Letters.MOVE);
        assertThat(named("https://git.kernel.org/linus/" + Letters.MOVE.toUpperCase(Locale.ROOT))).containsOnlyKeys(Letters.MOVE);
        assertThat(named("511157ab641")).isEmpty();
        assertThat(named("511157ab641ef")).isEmpty();
        assertThat(named(Letters.MOVE + "0")).isEmpty();
        assertThat(named("x511157ab641e 511157ab641eg 511157ab641e_")).isEmpty();
        assertThat(named("0511157ab641e")).isEmpty();
        assertThat(named("")).isEmpty();
    }

    @Test
    void takesABackportForItsMainlineCommit() {
        assertThat(named("172c404e18d6")).containsOnlyKeys(Letters.SPLIT);
        assertThat(index.withSubject("powerpc/vdso: separate vvar vma from vdso")).containsExactly(Letters.SPLIT);
    }

    @Test
    void seesInWhichWayAnIdIsNamed() {
        assertThat(named("Fixes: 511157ab641e (\"x\")")).containsValue(Role.FIXES);
        assertThat(named("> Fixes: 511157ab641e (\"x\")")).containsValue(Role.FIXES);
        assertThat(named("commit " + Letters.MOVE + " upstream.")).containsValue(Role.UPSTREAM);
        assertThat(named("[ Upstream commit " + Letters.MOVE + " ]")).containsValue(Role.UPSTREAM);
        assertThat(named("Commit-ID:     " + Letters.MOVE)).containsValue(Role.APPLIED);
        assertThat(named("commit: " + Letters.MOVE + " [1/2] x")).containsValue(Role.NAMED);
        assertThat(named("a 511157ab641e\nFixes: 511157ab641e")).containsValue(Role.FIXES);
    }

    @Test
    void passesOverWhatWorkWasBasedOn() {
        assertThat(named("base-commit: " + Letters.MOVE)).isEmpty();
        assertThat(named("head:   " + Letters.MOVE)).isEmpty();
        assertThat(named("Merging riscv/for-next (511157ab641e powerpc/vdso: Move it)")).isEmpty();
    }

    @Test
    void passesOverWhereNobodySpeaksOfIt() {
        assertThat(named("511157ab641eb6 Christophe Leroy 2020-09-27   23  \t.text")).isEmpty();
        assertThat(named("511157ab641eb6 Christophe Leroy 2020-09-27  @23  \\t.text")).isEmpty();
        assertThat(named("^511157ab641e arch/x86/fixmap.h (A. Lutomirski 2014-05-05 86) \tX = 1,")).isEmpty();
        assertThat(named("> | * | 511157ab641e powerpc/vdso: Move vdso datapage up front")).isEmpty();
        assertThat(named("* 511157ab641e powerpc/vdso: Move vdso datapage up front")).isEmpty();
        assertThat(named("# good: [" + Letters.MOVE + "] powerpc/vdso: Move vdso datapage up front")).isEmpty();
        assertThat(named("# first bad commit: [" + Letters.MOVE + "] powerpc/vdso: Move")).containsValue(Role.NAMED);
        assertThat(named("as was done in\n511157ab641e (\"powerpc/vdso: Move it\") of 2020-12-17")).containsValue(Role.NAMED);
    }

    @Test
    void findsSubjectsInLists() {
        assertThat(index.listed("Christophe Leroy (2):\n      powerpc/vdso: Move vdso datapage up front\n      other\n"))
                .containsExactly(Letters.MOVE);
        assertThat(index.listed("I like powerpc/vdso: Move vdso datapage up front\n")).isEmpty();
    }
}
