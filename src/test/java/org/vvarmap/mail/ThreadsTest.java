package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussion.Kind;
import org.vvarmap.matrix.Discussion.Tie;

class ThreadsTest {

    private static final String SPLIT = "[PATCH] powerpc/vdso: Separate vvar vma from vdso";

    private static Discussion only(List<Discussion> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void tiesAThreadByItsSubject() {
        Discussion one = only(Letters.found(
                Letters.mail("c@x", "Ann <a@x>", "Re: " + SPLIT, "text", Letters.answers("b@x")),
                Letters.mail("a@x", "Dmitry Safonov <d@x>", SPLIT, "text"),
                Letters.mail("b@x", "Christophe Leroy <c@x>", "Re: " + SPLIT, "text", Letters.answers("a@x"),
                        "Date: Sun, 28 Mar 2021 18:19:24 +0100")));

        assertThat(one.commit()).isEqualTo(Letters.SPLIT);
        assertThat(one.kind()).isEqualTo(Kind.PATCH);
        assertThat(one.title()).isEqualTo(SPLIT);
        assertThat(one.date()).contains(LocalDate.of(2021, 3, 27));
        assertThat(one.people()).containsExactlyInAnyOrder("Dmitry Safonov", "Christophe Leroy", "Ann").startsWith("Dmitry Safonov");
        assertThat(one.mails()).isEqualTo(3);
        assertThat(one.address()).isEqualTo("https://lore.kernel.org/all/a@x/");
        assertThat(one.ties()).containsExactly(Tie.SUBJECT);
    }

    @Test
    void tiesAMailThatNamesTheId() {
        Discussion one = only(Letters.found(
                Letters.mail("a@x", "Ann <a@x>", "VDSO ELF header", "hello"),
                Letters.mail("b@x", "Bob <b@x>", "Re: VDSO ELF header", "since 511157ab641e (\"powerpc\")", Letters.answers("a@x")),
                Letters.mail("o@x", "Other <o@x>", "Re: VDSO ELF header", "elsewhere", Letters.answers("a@x"))));

        assertThat(one.kind()).isEqualTo(Kind.MENTION);
        assertThat(one.address()).isEqualTo("https://lore.kernel.org/all/b@x/");
        assertThat(one.people()).containsExactly("Ann", "Bob");
        assertThat(one.ties()).containsExactly(Tie.SHA);
    }

    @Test
    void tiesTheMailThatTheCommitsMessageNames() {
        Threads threads = Letters.threads();
        threads.add(Letters.read(Letters.mail("v8-22@x", "Ann <a@x>", "[PATCHv8 22/34] x86/vdso: Otherwise called", "x")));
        threads.message(Letters.MOVE, "powerpc/vdso: Move\n\nLink: https://lore.kernel.org/r/v8-22@x\n");
        threads.message("f".repeat(40), "unknown\n\nLink: https://lore.kernel.org/r/v8-22@x\n");

        Discussion one = only(threads.find());
        assertThat(one.commit()).isEqualTo(Letters.MOVE);
        assertThat(one.kind()).isEqualTo(Kind.PATCH);
        assertThat(one.ties()).containsExactly(Tie.LINK);
    }

    /** What tip's robot sends holds the commit's message. */
    @Test
    void findsTheMessageInANoticeToo() {
        String notice = Letters.mail(
                "bot@x", "tip-bot2 for Ann <b@x>", "[tip: x86/vdso] powerpc/vdso: Move vdso datapage up front",
                "Commit-ID:     " + Letters.MOVE + "\n\npowerpc/vdso: Move vdso datapage up front\n\n"
                        + "Link: https://lkml.kernel.org/r/named@x");
        Discussion alone = only(Letters.found(notice));
        assertThat(alone.kind()).isEqualTo(Kind.APPLIED);
        assertThat(alone.people()).containsExactly("tip-bot2 for Ann");

        List<Discussion> both = Letters.found(notice, Letters.mail("named@x", "Ann <a@x>", "[PATCH] powerpc: other name", "x"));
        assertThat(both).extracting(Discussion::address).contains("https://lore.kernel.org/all/named@x/");
    }

    @Test
    void readsTrailersOfAllTimes() {
        assertThat(Trailers.mails("""
                x

                Link: https://lore.kernel.org/r/a%2Bb@x
                Link: http://lkml.kernel.org/r/c@x/T/#u
                Link: https://lore.kernel.org/all/d@x/#t [1]
                Link: https://github.com/o/r/issues/1
                LKML-Reference: <e@x>
                """)).containsExactly("a+b@x", "c@x", "d@x", "e@x");
    }

    @Test
    void saysWhatAThreadIsToTheCommit() {
        assertThat(kind("[PATCH 5.11 3/9] powerpc/vdso: Separate vvar vma from vdso", "commit " + Letters.SPLIT + " upstream."))
                .isEqualTo(Kind.BACKPORT);
        assertThat(kind("[GIT PULL] powerpc", "      powerpc/vdso: Separate vvar vma from vdso")).isEqualTo(Kind.PULL);
        assertThat(kind("[PATCH] powerpc/vdso: Repair", "Fixes: 1c4bce675385 (\"x\")")).isEqualTo(Kind.FIX);
        assertThat(kind("Xorg crashes since 5.13", "1c4bce675385")).isEqualTo(Kind.REPORT);
        assertThat(kind("Xorg restarts", "bisected to 1c4bce675385")).isEqualTo(Kind.REPORT);
        assertThat(kind("[PATCH] selftests: crash less", "see 1c4bce675385")).isEqualTo(Kind.MENTION);
        assertThat(kind("Re: [PATCH] other", "Fixes: 1c4bce675385")).isEqualTo(Kind.MENTION);
    }

    private static Kind kind(String subject, String text) {
        return only(Letters.found(Letters.mail("a@x", "A <a@x>", subject, text))).kind();
    }

    /** A series may be called as one of its patches is: that one is meant, with its own answers. */
    @Test
    void pointsToThePatchNotToTheLetterAboveIt() {
        Discussion one = only(Letters.found(
                Letters.mail("0@x", "Ann <a@x>", "[PATCH 0/2] powerpc/vdso: Move vdso datapage up front", "x"),
                Letters.mail("1@x", "Ann <a@x>", "[PATCH 1/2] other", "x", Letters.answers("0@x")),
                Letters.mail("r@x", "Ron <a@x>", "Re: [PATCH 1/2] other", "x", Letters.answers("1@x")),
                Letters.mail("2@x", "Ann <a@x>", "[PATCH 2/2] powerpc/vdso: Move vdso datapage up front", "x", Letters.answers("0@x"))));

        assertThat(one.title()).startsWith("[PATCH 2/2]");
        assertThat(one.people()).containsExactly("Ann");
        assertThat(one.mails()).isEqualTo(1);
    }

    @Test
    void holdsAnswersTogetherToAMailThatWasNotRead() {
        Discussion one = only(Letters.found(
                Letters.mail("b@x", "Bob <b@x>", "Re: " + SPLIT, "x", Letters.answers("lost@x")),
                Letters.mail("c@x", "Cid <c@x>", "Re: " + SPLIT, "x", Letters.answers("lost@x"))));

        assertThat(one.people()).containsExactly("Bob", "Cid");
    }

    /** lkml.org does not tell what a mail answers. */
    @Test
    void joinsAnswersBySubjectWhereNothingElseTells() {
        assertThat(only(Letters.found(
                Letters.mail("b@x", "Bob <b@x>", "Re: " + SPLIT, "x"), Letters.mail("a@x", "Ann <a@x>", SPLIT, "x"))).people())
                .contains("Ann", "Bob");
        assertThat(Letters.found(
                Letters.mail("b@x", "Bob <b@x>", SPLIT, "x"), Letters.mail("a@x", "Ann <a@x>", SPLIT, "x"))).hasSize(2);
    }

    @Test
    void countsAMailOfTwoArchivesOnce() {
        Threads threads = Letters.threads();
        Mail mail = Letters.read(Letters.mail("a@x", "Ann <a@x>", SPLIT, "x"));
        threads.add(mail);
        threads.add(mail);
        assertThat(threads.mails()).isEqualTo(1);
        assertThat(only(threads.find()).mails()).isEqualTo(1);
        assertThat(threads.find()).isEqualTo(threads.find());
    }

    @Test
    void leavesOutWhatCannotBePointedTo() {
        Threads threads = Letters.threads();
        threads.add(new Mail(Optional.empty(), List.of(), SPLIT, Optional.empty(), Optional.empty(), Optional.empty(), ""));
        threads.add(new Mail(Optional.empty(), List.of(), "else", Optional.empty(), Optional.empty(), Optional.empty(), ""));
        assertThat(threads.find()).isEmpty();
        assertThat(threads.homeless()).isEqualTo(1);
    }

    @Test
    void doesNotBelieveAClockThatIsAhead() {
        Discussion one = only(Letters.found("Subject: " + SPLIT + "\nMessage-ID: <a@x>\nDate: 1 Jan 2099 00:00:00 +0000\n\nx"));
        assertThat(one.date()).isEmpty();
    }

    @Test
    void cutsRingsAndFollowsThreadsOfAnyDepth() {
        assertThat(Letters.found(
                Letters.mail("a@x", "A <a@x>", SPLIT, "x", Letters.answers("b@x")),
                Letters.mail("b@x", "B <a@x>", "Re: " + SPLIT, "x", Letters.answers("a@x")))).hasSize(1);
        assertThat(Letters.found(Letters.mail("a@x", "A <a@x>", SPLIT, "x", Letters.answers("a@x")))).hasSize(1);

        Threads threads = Letters.threads();
        int depth = 100_000;
        for (int i = depth; i > 0; i--) {
            threads.add(new Mail(
                    Optional.of(i + "@x"), List.of((i - 1) + "@x"), i == 1 ? SPLIT : "Re: x", Optional.of("P" + i), Optional.empty(),
                    Optional.empty(), ""));
        }
        assertThat(only(threads.find()).mails()).isEqualTo(depth);
        assertThat(only(threads.find()).people()).hasSize(Discussion.MOST_PEOPLE);
    }

    @Test
    void writesMessageIdsSoThatTheyLeadNowhereElse() {
        assertThat(Threads.address("a/b?c#d%e+f=g@x")).isEqualTo("https://lore.kernel.org/all/a%2Fb%3Fc%23d%25e+f=g@x/");
        assertThat(Threads.address("ü\"'@x")).isEqualTo("https://lore.kernel.org/all/%C3%BC%22%27@x/");
    }
}
