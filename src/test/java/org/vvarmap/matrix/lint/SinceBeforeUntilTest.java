package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class SinceBeforeUntilTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new SinceBeforeUntil(), Made.good());
    }

    @Test
    void namesAnEraThatEndsBeforeItBegins() {
        Made.breaks(new SinceBeforeUntil(), Made.subject(Made.era("mainline v5.11..v5.10 sysv")), "mainline v5.11", "v5.10");
    }

    @Test
    void namesAnEraOfNoRelease() {
        Made.breaks(new SinceBeforeUntil(), Made.subject(Made.era("mainline v5.11..v5.11 sysv")), "mainline v5.11");
    }
}
