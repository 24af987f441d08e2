package org.vvarmap.matrix.lint;

import org.junit.jupiter.api.Test;

class ReleasesKnownTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new ReleasesKnown(), Made.good());
    }

    @Test
    void namesABeginningThatNobodyKnows() {
        Made.breaks(new ReleasesKnown(), Made.subject(Made.era("mainline v5.9.. sysv")), "v5.9 is not in the calendar");
    }

    @Test
    void namesAnEndThatNobodyKnows() {
        Made.breaks(new ReleasesKnown(), Made.subject(Made.era("mainline v5.10..v5.11-rc2 sysv")), "v5.11-rc2");
    }

    @Test
    void namesAnEndOnAnotherLine() {
        Made.breaks(new ReleasesKnown(), Made.subject(Made.era("mainline v5.10..v5.11.1 sysv")), "v5.11.1 is not of its line");
    }

    @Test
    void namesABeginningOnAnotherLine() {
        Made.breaks(new ReleasesKnown(), Made.subject(Made.era("mainline v5.11.1.. sysv")), "cannot begin with v5.11.1");
        Made.breaks(new ReleasesKnown(), Made.subject(Made.era("5.11.y v5.12.. sysv")), "cannot begin with v5.12");
    }

    @Test
    void namesAReadingThatNobodyKnows() {
        Made.breaks(new ReleasesKnown(), Made.read(Made.good(), "v5.9"), "ppc64 v5.9", "read");
    }
}
