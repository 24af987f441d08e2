package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class LinesDifferTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new LinesDiffer(), Made.good());
    }

    @Test
    void namesALineThatIsAsMainline() {
        Made.breaks(new LinesDiffer(), Made.subject(Made.era("mainline v5.10.. sysv"), Made.era("5.11.y v5.10.. sysv")), "5.11.y");
    }

    @Test
    void allowsALineOfWhichOnlyALaterLayoutIsKnown() {
        Made.keeps(new LinesDiffer(), Made.subject("v5.11.1 v5.11.2", Made.era("5.11.y v5.11.1.. sysv")));
    }
}
