package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class EveryCellTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new EveryCell(), Made.good());
    }

    @Test
    void namesAReleaseThatNoEraHolds() {
        Made.breaks(new EveryCell(), Made.subject("v5.10 v5.11", Made.era("mainline v5.11.. sysv")), "ppc64 v5.10");
    }
}
