package org.vvarmap.matrix.lint;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vvarmap.matrix.Commit;

class CommitFormTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new CommitForm(), Made.good());
    }

    @Test
    void namesAnIdThatIsNone() {
        for (String id : List.of("abc", Made.id("A"), Made.id("a") + "a", "")) {
            Made.breaks(new CommitForm(), Made.subject(Made.era("mainline v5.10.. sysv", Made.commit(id))), "mainline v5.10", "commit");
        }
    }

    @Test
    void namesAnUpstreamThatIsNone() {
        Made.breaks(new CommitForm(), Made.subject(Made.era("5.11.y v5.11.1.. sysv", Made.backport(Made.id("a"), "abc"))), "5.11.y");
    }

    @Test
    void namesASubjectThatIsNone() {
        for (String subject : List.of("", " ", " x", "x\ny", "\u001b[31m")) {
            Optional<Commit> commit = Optional.of(new Commit(Made.id("a"), subject, Optional.empty()));
            Made.breaks(new CommitForm(), Made.subject(Made.era("mainline v5.10.. sysv", commit)), "commit");
        }
    }
}
