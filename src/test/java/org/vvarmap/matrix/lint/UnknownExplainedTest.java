package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class UnknownExplainedTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new UnknownExplained(), Made.good());
    }

    @Test
    void namesWhatIsUnknownForNoReason() {
        Made.breaks(new UnknownExplained(), Made.subject(Made.era("mainline v5.10.. ?")), "mainline v5.10", "hashStyle");
    }

    @Test
    void isContentWithAReason() {
        Made.keeps(new UnknownExplained(), Made.subject(Made.era("mainline v5.10.. ?why")));
    }
}
