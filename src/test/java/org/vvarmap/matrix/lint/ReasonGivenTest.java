package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class ReasonGivenTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new ReasonGiven(), Made.good());
    }

    @Test
    void namesAnEraThatNothingExplains() {
        Made.breaks(new ReasonGiven(), Made.subject(Made.era("5.11.y v5.11..v5.11.2 sysv"), Made.era("5.11.y v5.11.2.. both")), "5.11.y v5.11.2", "no commit");
    }

    @Test
    void takesWhatIsUnknownForAReason() {
        Made.keeps(new ReasonGiven(), Made.subject(Made.era("5.11.y v5.11..v5.11.1 sysv"), Made.era("5.11.y v5.11.1..v5.11.2 ?not read"), Made.era("5.11.y v5.11.2.. both")));
    }

    @Test
    void asksNothingOfMainline() {
        Made.keeps(new ReasonGiven(), Made.subject(Made.era("mainline v5.10..v5.11 sysv"), Made.era("mainline v5.11.. both")));
    }
}
