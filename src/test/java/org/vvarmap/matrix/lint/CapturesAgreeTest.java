package org.vvarmap.matrix.lint;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Era;

class CapturesAgreeTest {

    @Test
    void isContentWithAGoodTable() {
        Made.keeps(new CapturesAgree(), Made.good());
    }

    @Test
    void namesTheCaptureAndTheFact() {
        Made.breaks(new CapturesAgree(), Made.captured(Made.good(), "v5.11.2", Map.of(FactKey.HASH_STYLE, Fact.of("both"))), "a.json", "v5.11.2", "hashStyle is both, not gnu");
    }

    @Test
    void isContentWithOneThatAgrees() {
        Made.keeps(new CapturesAgree(), Made.captured(Made.good(), "v5.11.1", Map.of(FactKey.HASH_STYLE, Fact.of("both"))));
    }

    @Test
    void letsTheBuildSettleASize() {
        Region image = new Region("[vdso]", Region.Holds.CODE, Pages.ofBuild());
        Region seen = new Region("[vdso]", Region.Holds.CODE, Pages.of(2));
        Region other = new Region("[vvar]", Region.Holds.DATA, Pages.of(2));
        Era era = Made.era("mainline v5.10.. sysv");
        Era mapped = new Era(era.abi(), era.line(), era.since(), era.until(),
                era.layout().with(FactKey.REGIONS, new Fact.Regions(List.of(image))), List.of());
        Subject subject = Made.subject(mapped);
        Made.keeps(new CapturesAgree(), Made.captured(subject, "v5.10", Map.of(FactKey.REGIONS, new Fact.Regions(List.of(seen)))));
        Made.breaks(new CapturesAgree(), Made.captured(subject, "v5.10", Map.of(FactKey.REGIONS, new Fact.Regions(List.of(other)))), "regions");
        Made.breaks(new CapturesAgree(), Made.captured(subject, "v5.10", Map.of(FactKey.REGIONS, new Fact.Regions(List.of(seen, other)))), "regions");
    }

    @Test
    void namesACaptureOfACellThatIsNotThere() {
        Made.breaks(new CapturesAgree(), Made.captured(Made.subject("v5.11", Made.era("mainline v5.11.. sysv")), "v5.10", Map.of()), "says nothing");
    }
}
