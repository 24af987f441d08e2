package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.live.Comparison.Verdict;

class ComparisonTest {

    private static final int KB = 1024;

    private record Row(String title, Layout expected, Observation seen, Verdict verdict, List<FactKey> differing) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static Observation see(Abi abi, String maps, long ehdr, int pageSize) throws MalformedInput {
        return Observation.of(LiveProcess.ofText(maps, ehdr, pageSize, abi, "5.11.0"));
    }

    static Stream<Row> rows() throws MalformedInput {
        Observation merged = see(Abi.PPC64, Samples.PPC64LE_5_11, Samples.PPC64LE_5_11_EHDR, 64 * KB);
        Observation separate = see(Abi.PPC64, Samples.PPC64LE_5_12_9, Samples.PPC64LE_5_12_9_EHDR, 64 * KB);
        Observation after = see(Abi.PPC64, Samples.PPC64_5_4, Samples.PPC64_5_4_EHDR, 64 * KB);
        Observation nothing = see(Abi.PPC64, "1000-2000 r-xp 0 8:1 7 /a", 0, 4 * KB);
        Observation sealed = see(Abi.PPC64, "1000-2000 r--p 0 0:0 0 [vvar]\nVmFlags: rd mw\n"
                + "2000-3000 r-xp 0 0:0 0 [vdso]\nVmFlags: rd ex sl", 0x2000, 4 * KB);
        Layout unnamed = Samples.layout("before", "separate", Fact.TRUE, Samples.regions(
                Samples.data("", Pages.of(1)), Samples.code("[vdso]", Pages.ofBuild())));
        Pages range = new Pages.Range(1, 2, "CONFIG_TIME_NS");
        Layout ranged = Samples.separate(1).with(FactKey.REGIONS, Samples.regions(
                Samples.data("[vvar]", range), Samples.code("[vdso]", Pages.of(1))));
        Observation alone = see(Abi.MIPS_N64, "3000-7000 r--p 0 0:0 0 [vvar]\n7000-8000 r-xp 0 0:0 0 [vdso]", 0x7000, 4 * KB);
        Observation withGic = see(Abi.MIPS_N64,
                "2000-3000 r--p 0 0:0 0 [gic]\n3000-7000 r--p 0 0:0 0 [vvar]\n7000-8000 r-xp 0 0:0 0 [vdso]", 0x7000, 4 * KB);
        Observation gicAlone =
                see(Abi.MIPS_N64, "2000-3000 r--p 0 0:0 0 [gic]\n3000-4000 r-xp 0 0:0 0 [vdso]", 0x3000, 4 * KB);
        Layout mayHaveGic = Samples.separate(4).with(FactKey.REGIONS, Samples.regions(
                Samples.data("[gic]", new Pages.Range(0, 1, "CONFIG_MIPS_GIC")), Samples.data("[vvar]", Pages.of(4)),
                Samples.code("[vdso]", Pages.ofBuild())));
        return Stream.of(
                new Row("a region that may be missing is", mayHaveGic, alone, Verdict.MATCH, List.of()),
                new Row("a region that may be missing is not", mayHaveGic, withGic, Verdict.MATCH, List.of()),
                new Row("another region is missing", mayHaveGic, gicAlone, Verdict.MISMATCH, List.of(FactKey.REGIONS)),
                new Row("5.11 as expected", Samples.merged(), merged, Verdict.MATCH, List.of()),
                new Row("5.12.9 as expected", Samples.separate(1), separate, Verdict.MATCH, List.of()),
                new Row("5.4 as expected", Samples.mergedAfter(), after, Verdict.MATCH, List.of()),
                new Row("an older layout than expected", Samples.separate(1), merged, Verdict.MISMATCH, List.of(
                        FactKey.DATA_MAPPING, FactKey.REGIONS, FactKey.ELF_AT_VDSO_START)),
                new Row("the merged kinds differ", Samples.merged(), after, Verdict.MISMATCH,
                        List.of(FactKey.ELF_AT_VDSO_START)),
                new Row("another page count", Samples.separate(2), separate, Verdict.MISMATCH,
                        List.of(FactKey.REGIONS)),
                new Row("a page count in a range", ranged, separate, Verdict.MATCH, List.of()),
                new Row("data without a name", unnamed, after, Verdict.MATCH, List.of()),
                new Row("flags", Samples.separate(1), sealed, Verdict.MISMATCH, List.of(
                        FactKey.DATA_ACCESS, FactKey.SEALABLE)),
                new Row("an emulator", Samples.merged(), nothing, Verdict.NOT_COMPARABLE, List.of()),
                new Row("all unknown, none seen", Layout.unknown("why"), nothing, Verdict.NOT_COMPARABLE, List.of()),
                new Row("all is unknown", Layout.unknown("why"), merged, Verdict.NOT_COMPARABLE, List.of()),
                new Row("no image as expected", Layout.none(), nothing, Verdict.MATCH, List.of()),
                new Row("an image where none is expected", Layout.none(), merged, Verdict.MISMATCH, List.of(
                        FactKey.VDSO, FactKey.DATA_PLACEMENT, FactKey.DATA_MAPPING, FactKey.REGIONS,
                        FactKey.ELF_AT_VDSO_START, FactKey.SYSINFO_EHDR)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void compares(Row row) {
        Comparison comparison = Comparison.of(row.expected(), row.seen());

        assertThat(comparison.differences()).extracting(Comparison.Difference::key).isEqualTo(row.differing());
        assertThat(comparison.verdict()).isEqualTo(row.verdict());
    }

    @Test
    void anUnknownIsNotedAndNeverDiffers() throws MalformedInput {
        Layout expected = Samples.merged().with(FactKey.DATA_PLACEMENT, Fact.unknown("vdso.c:12"));
        Observation seen = see(Abi.PPC64, Samples.PPC64LE_5_11, Samples.PPC64LE_5_11_EHDR, 64 * KB);
        Comparison comparison = Comparison.of(expected, seen);

        assertThat(comparison.verdict()).isEqualTo(Verdict.MATCH);
        assertThat(comparison.notes()).anyMatch(note -> note.contains("dataPlacement") && note.contains("vdso.c:12"));
    }

    @Test
    void saysWhyNothingCanBeCompared() throws MalformedInput {
        Observation nothing = see(Abi.PPC64, "1000-2000 r-xp 0 8:1 7 /a", 0, 4 * KB);

        assertThat(Comparison.of(Samples.merged(), nothing).notes()).anyMatch(note -> note.contains("emulator"));
        assertThat(Verdict.NOT_COMPARABLE.json()).isEqualTo("not-comparable");
    }

    @Test
    void aDifferenceNamesBothSides() throws MalformedInput {
        Observation seen = see(Abi.PPC64, Samples.PPC64LE_5_12_9, Samples.PPC64LE_5_12_9_EHDR, 64 * KB);

        assertThat(Comparison.of(Samples.merged(), seen).differences())
                .contains(new Comparison.Difference(FactKey.DATA_MAPPING, Fact.of("merged"), Fact.of("separate")));
    }
}
