package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class NoGapTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new NoGap(), Made.good());
    }

    @Test
    void namesTheEraAfterWhichReleasesAreMissing() {
        Made.breaks(new NoGap(), Made.subject(Made.era("mainline v5.10..v5.11-rc1 sysv"), Made.era("mainline v5.11.. both")), "mainline v5.10", "v5.11-rc1", "v5.11");
    }

    @Test
    void namesALineThatStops() {
        Made.breaks(new NoGap(), Made.subject(Made.era("mainline v5.10..v5.11 sysv")), "mainline v5.10", "no era follows");
    }
}
