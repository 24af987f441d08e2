package org.vvarmap.matrix.lint;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Era;

class NeighboursDifferTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new NeighboursDiffer(), Made.good());
    }

    @Test
    void namesAnEraThatIsAsTheOneBefore() {
        Made.breaks(new NeighboursDiffer(), Made.subject(Made.era("mainline v5.10..v5.11 sysv"), Made.era("mainline v5.11.. sysv")), "mainline v5.11", "its layout is that of the era before it");
    }

    @Test
    void takesTwoUnknownsForTheSame() {
        Made.breaks(new NeighboursDiffer(), Made.subject(Made.era("mainline v5.10..v5.11 ?one"), Made.era("mainline v5.11.. ?two")), "mainline v5.11");
    }

    @Test
    void namesAChangeThatIsNone() {
        Era era = Made.era("mainline v5.11.. both");
        Era wrong = new Era(era.abi(), era.line(), era.since(), era.until(), era.layout(), List.of(new Change(FactKey.TIMENS, Made.commit(Made.id("a")))));
        Made.breaks(new NeighboursDiffer(), Made.subject(Made.era("mainline v5.10..v5.11 sysv"), wrong), "mainline v5.11", "timens");
    }
}
