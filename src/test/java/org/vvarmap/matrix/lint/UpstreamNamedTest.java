package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class UpstreamNamedTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new UpstreamNamed(), Made.good());
    }

    @Test
    void namesABackportWithoutAnOrigin() {
        Made.breaks(new UpstreamNamed(), Made.subject(Made.era("5.11.y v5.11.1.. sysv", Made.commit(Made.id("a")))), "5.11.y v5.11.1", "no upstream");
    }

    @Test
    void namesACommitOfMainlineWithOne() {
        Made.breaks(new UpstreamNamed(), Made.subject(Made.era("mainline v5.10.. sysv", Made.backport(Made.id("a"), Made.id("b")))), "mainline v5.10", "upstream");
    }

    @Test
    void namesACommitThatIsItsOwnOrigin() {
        Made.breaks(new UpstreamNamed(), Made.subject(Made.era("5.11.y v5.11.1.. sysv", Made.backport(Made.id("a"), Made.id("a")))), "its own");
    }
}
