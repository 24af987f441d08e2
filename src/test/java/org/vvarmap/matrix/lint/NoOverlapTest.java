package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class NoOverlapTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new NoOverlap(), Made.good());
    }

    @Test
    void namesTheEraThatGoesOn() {
        Made.breaks(new NoOverlap(), Made.subject(Made.era("mainline v5.10..v5.12 sysv"), Made.era("mainline v5.11.. both")), "mainline v5.10", "v5.11");
    }

    @Test
    void namesAnEraWithoutEndInTheMiddle() {
        Made.breaks(new NoOverlap(), Made.subject(Made.era("mainline v5.10.. sysv"), Made.era("mainline v5.11.. both")), "mainline v5.10");
    }
}
