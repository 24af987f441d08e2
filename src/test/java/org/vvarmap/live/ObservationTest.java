package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

class ObservationTest {

    private static final int KB = 1024;

    /** A process, and everything that is seen of it: "key=fact" in the contract's order. */
    private record Row(String title, Abi abi, String maps, long ehdr, int pageSize, String facts) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("ppc64le 5.11", Abi.PPC64, Samples.PPC64LE_5_11, Samples.PPC64LE_5_11_EHDR, 64 * KB,
                        "vdso=image dataPlacement=before dataMapping=merged regions=[vdso] data+code 3"
                                + " elfAtVdsoStart=false sysinfoEhdr=true"),
                new Row("ppc64le 5.12.9", Abi.PPC64, Samples.PPC64LE_5_12_9, Samples.PPC64LE_5_12_9_EHDR, 64 * KB,
                        "vdso=image dataPlacement=before dataMapping=separate regions=[vvar] data 1 [vdso] code 1"
                                + " elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("x86_64 6.18", Abi.X86_64, Samples.X86_64_6_18, Samples.X86_64_6_18_EHDR, 4 * KB,
                        "vdso=image dataPlacement=before dataMapping=separate"
                                + " regions=[vvar] data 4 [vvar_vclock] data 2 [vdso] code 2"
                                + " elfAtVdsoStart=true sysinfoEhdr=true dataAccess=pfnmap"),
                new Row("x86_64 5.10", Abi.X86_64, Samples.X86_64_5_10, Samples.X86_64_5_10_EHDR, 4 * KB,
                        "vdso=image dataPlacement=before dataMapping=separate regions=[vvar] data 4 [vdso] code 2"
                                + " elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("ppc64 5.4", Abi.PPC64, Samples.PPC64_5_4, Samples.PPC64_5_4_EHDR, 64 * KB,
                        "vdso=image regions=[vdso] code 2 elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("32-bit program on 64-bit x86", Abi.I386_COMPAT, Samples.I386_COMPAT, Samples.I386_COMPAT_EHDR,
                        4 * KB, "vdso=image dataPlacement=before dataMapping=separate"
                                + " regions=[vvar] data 4 [vdso] code 2 elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("data above", Abi.X86_64, "1000-3000 r-xp 0 0:0 0 [vdso]\n3000-5000 r--p 0 0:0 0 [vvar]",
                        0x1000, 4 * KB, "vdso=image dataPlacement=after dataMapping=separate"
                                + " regions=[vdso] code 2 [vvar] data 2 elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("named data of riscv 5.8", Abi.RISCV64,
                        "1000-2000 r-xp 0 0:0 0 [vdso]\n2000-3000 r--p 0 0:0 0 [vdso_data]", 0x1000, 4 * KB,
                        "vdso=image dataPlacement=after dataMapping=separate"
                                + " regions=[vdso] code 1 [vdso_data] data 1 elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("arm with sigpage", Abi.ARM, "76f00000-76f01000 r-xp 0 0:0 0 [sigpage]\n"
                        + "76f01000-76f02000 r--p 0 0:0 0 [vvar]\n76f02000-76f03000 r-xp 0 0:0 0 [vdso]\n"
                        + "ffff0000-ffff1000 r-xp 0 0:0 0 [vectors]", 0x76f02000, 4 * KB,
                        "vdso=image dataPlacement=before dataMapping=separate regions=[vvar] data 1 [vdso] code 1"
                                + " elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("gate page with the name", Abi.I386, "8048000-8049000 r-xp 0 8:1 7 /a\n"
                        + "ffffe000-fffff000 ---p 0 0:0 0 [vdso]", 0xffffe000L, 4 * KB,
                        "vdso=gate regions=[vdso] code 1 elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("gate page without VMA", Abi.I386, "8048000-8049000 r-xp 0 8:1 7 /a", 0xffffe000L, 4 * KB,
                        "vdso=gate regions=no region elfAtVdsoStart=null sysinfoEhdr=true"),
                new Row("ia64's gate", Abi.IA64, "4000-8000 r-xp 0 8:1 7 /a", 0xa000000000000000L, 16 * KB,
                        "vdso=gate regions=no region elfAtVdsoStart=null sysinfoEhdr=true"),
                new Row("image without a name", Abi.S390, "1000-3000 r-xp 0 0:0 0", 0x1000, 4 * KB,
                        "vdso=image regions=(no name) code 2 elfAtVdsoStart=null sysinfoEhdr=true"),
                new Row("nothing", Abi.X86_64, "8048000-8049000 r-xp 0 8:1 7 /a", 0, 4 * KB,
                        "vdso=none regions=no region elfAtVdsoStart=null sysinfoEhdr=false"),
                new Row("a name without AT_SYSINFO_EHDR", Abi.MIPS_O32, "1000-2000 r-xp 0 0:0 0 [vdso]", 0, 4 * KB,
                        "regions=[vdso] code 1 sysinfoEhdr=false"),
                new Row("moved away", Abi.X86_64, "1000-2000 r-xp 0 8:1 7 /a", 0x5000, 4 * KB,
                        "regions=no region elfAtVdsoStart=null sysinfoEhdr=true"),
                new Row("points into a file", Abi.X86_64, "1000-2000 r-xp 0 8:1 7 /a", 0x1000, 4 * KB,
                        "regions=no region elfAtVdsoStart=null sysinfoEhdr=true"),
                new Row("data away from the image", Abi.X86_64, "1000-2000 r--p 0 0:0 0 [vvar]\n"
                        + "5000-6000 r-xp 0 0:0 0 [vdso]", 0x5000, 4 * KB,
                        "vdso=image dataMapping=separate regions=[vvar] data 1 [vdso] code 1"
                                + " elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("header at an odd place", Abi.X86_64, "5000-7000 r-xp 0 0:0 0 [vdso]", 0x5010, 4 * KB,
                        "vdso=image regions=[vdso] code 2 elfAtVdsoStart=false sysinfoEhdr=true"),
                new Row("wrong page size", Abi.X86_64, "5000-7000 r-xp 0 0:0 0 [vdso]", 0x5000, 64 * KB,
                        "vdso=image elfAtVdsoStart=true sysinfoEhdr=true"),
                new Row("mixedmap, sealed", Abi.X86_64, "1000-2000 r--p 0 0:0 0 [vvar]\nVmFlags: rd mr io mm sl\n"
                        + "2000-3000 r-xp 0 0:0 0 [vdso]\nVmFlags: rd ex sl", 0x2000, 4 * KB,
                        "vdso=image dataPlacement=before dataMapping=separate regions=[vvar] data 1 [vdso] code 1"
                                + " elfAtVdsoStart=true sysinfoEhdr=true dataAccess=mixedmap sealable=true"),
                new Row("copied on write, merged", Abi.PPC64, "1000-3000 r-xp 0 0:0 0 [vdso]\nVmFlags: rd ex mr mw me",
                        0x2000, 4 * KB, "vdso=image dataPlacement=before dataMapping=merged regions=[vdso] data+code 2"
                                + " elfAtVdsoStart=false sysinfoEhdr=true dataAccess=cow"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void seesWhatCanBeSeenAndNothingElse(Row row) throws MalformedInput {
        LiveProcess process = LiveProcess.ofText(row.maps(), row.ehdr(), row.pageSize(), row.abi(), "5.11.0");
        Observation seen = Observation.of(process);

        assertThat(seen.facts().entrySet().stream()
                        .map(entry -> entry.getKey().json() + "=" + entry.getValue())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(row.facts());
        assertThat(seen.facts()).allSatisfy((key, fact) -> assertThat(Layout.admits(key, fact)).isTrue());
    }

    private record Flags(String flags, Optional<String> access) {}

    static Stream<Flags> flags() {
        return Stream.of(
                new Flags("rd mr pf io de dd", Optional.of("pfnmap")),
                new Flags("rd mr mw mm io", Optional.of("mixedmap")),
                new Flags("rd mr mw mm", Optional.of("cow")),
                new Flags("rd mr mw me", Optional.of("cow")),
                new Flags("rd mr mm", Optional.of("read-only")),
                new Flags("", Optional.of("read-only")),
                new Flags("rd io", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("flags")
    void tellsWhatProtectsTheData(Flags row) throws MalformedInput {
        String maps = "1000-2000 r--p 0 0:0 0 [vvar]\nVmFlags: " + row.flags() + "\n2000-3000 r-xp 0 0:0 0 [vdso]";
        Observation seen = Observation.of(LiveProcess.ofText(maps, 0x2000, 4096, Abi.X86_64, "6.1.0"));

        assertThat(seen.get(FactKey.DATA_ACCESS)).isEqualTo(row.access().map(Fact::of));
    }

    @Test
    void readsTheHashStyleFromTheImage() throws MalformedInput {
        VdsoElf elf = VdsoElf.parse(Bytes.elf(ByteOrder.LITTLE_ENDIAN, true, 62, 0, 0x6ffffef5L));
        Observation seen = Observation.of(new LiveProcess(MapsText.parse(Samples.X86_64_5_10), OptionalLong.empty(),
                4096, Optional.of(Abi.X86_64), "5.10.0", Optional.empty(), Optional.of(elf), List.of(), List.of()));

        assertThat(seen.get(FactKey.HASH_STYLE)).contains(Fact.of("gnu"));
        assertThat(seen.get(FactKey.VDSO)).contains(Fact.of("image"));
        assertThat(seen.get(FactKey.ELF_AT_VDSO_START)).contains(Fact.TRUE);
    }

    @Test
    void refusesPageSizesThatAreNone() {
        for (int size : new int[] {0, -1, 512, 4095, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> LiveProcess.ofText("", 0, size, Abi.X86_64, "5.11.0"))
                    .isInstanceOf(MalformedInput.class);
        }
    }

    @Property
    void anyArrangementGivesFactsThatALayoutMayHave(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 15) Integer> kinds,
            @ForAll @IntRange(max = 40) int ehdrPage,
            @ForAll Abi abi) throws MalformedInput {
        StringBuilder maps = new StringBuilder();
        int page = 1;
        for (int kind : kinds) {
            String name = List.of("[vdso]", "[vvar]", "[vvar_vclock]", "").get(kind % 4);
            page += kind / 8;
            maps.append(String.format("%x000-%x000 r-xp 0 0:0 0 %s%nVmFlags: rd %s%n", page, page + 1 + kind % 3, name,
                    kind % 2 == 0 ? "io pf" : "mw"));
            page += 1 + kind % 3;
        }
        LiveProcess process = LiveProcess.ofText(maps.toString(), ehdrPage * 4096L, 4096, abi, "5.11.0");
        Observation seen = Observation.of(process);

        assertThat(seen.facts()).allSatisfy((key, fact) -> assertThat(Layout.admits(key, fact)).isTrue());
        assertThat(Comparison.of(Samples.merged(), seen).verdict()).isNotNull();
        assertThat(Comparison.of(Layout.none(), seen).verdict()).isNotNull();
    }
}
