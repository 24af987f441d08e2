package org.vvarmap.live;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;

/** Maps as kernels print them, and layouts as the table has them. */
final class Samples {

    static final String PPC64LE_5_11 = """
            10000000-10010000 r-xp 00000000 fd:00 1234567              /usr/bin/sleep with spaces (deleted)
            10010000-10020000 r--p 00000000 fd:00 1234567                            /usr/bin/sleep
            7fff8a4d0000-7fff8a6d0000 r-xp 00000000 fd:00 33554561                   /usr/lib64/libc-2.31.so
            7fff8a700000-7fff8a730000 r-xp 00000000 00:00 0                          [vdso]
            7fff8a730000-7fff8a770000 r-xp 00000000 fd:00 33554553                   /usr/lib64/ld-2.31.so
            7ffff7a60000-7ffff7a90000 rw-p 00000000 00:00 0                          [stack]
            """;
    static final long PPC64LE_5_11_EHDR = 0x7fff8a710000L;

    static final String PPC64LE_5_12_9 = """
            7fffa6a60000-7fffa6a70000 r--p 00000000 00:00 0                          [vvar]
            7fffa6a70000-7fffa6a80000 r-xp 00000000 00:00 0                          [vdso]
            7fffa6a80000-7fffa6ac0000 r-xp 00000000 fd:00 33554553                   /usr/lib64/ld-2.33.so
            7fffe7a60000-7fffe7a90000 rw-p 00000000 00:00 0                          [stack]
            """;
    static final long PPC64LE_5_12_9_EHDR = 0x7fffa6a70000L;

    static final String X86_64_6_18 = """
            55d0c8a00000-55d0c8a21000 rw-p 00000000 00:00 0                          [heap]
            7fb251187000-7fb25118b000 r--p 00000000 00:00 0                          [vvar]
            Size:                 16 kB
            KernelPageSize:        4 kB
            VmFlags: rd mr pf io de dd\s
            7fb25118b000-7fb25118d000 r--p 00000000 00:00 0                          [vvar_vclock]
            Size:                  8 kB
            VmFlags: rd mr pf io de dd\s
            7fb25118d000-7fb25118f000 r-xp 00000000 00:00 0                          [vdso]
            VmFlags: rd ex mr mw me de\s
            7fff6fa3b000-7fff6fa5c000 rw-p 00000000 00:00 0                          [stack]
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            VmFlags: ex\s
            """;
    static final long X86_64_6_18_EHDR = 0x7fb25118d000L;

    static final String X86_64_5_10 = """
            7ffd0a5c8000-7ffd0a5cc000 r--p 00000000 00:00 0                          [vvar]
            7ffd0a5cc000-7ffd0a5ce000 r-xp 00000000 00:00 0                          [vdso]
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            """;
    static final long X86_64_5_10_EHDR = 0x7ffd0a5cc000L;

    static final String PPC64_5_4 = """
            7fffb7f70000-7fffb7f90000 r-xp 00000000 00:00 0                          [vdso]
            7fffb7f90000-7fffb7fd0000 r-xp 00000000 fd:00 33554553                   /usr/lib64/ld-2.30.so
            """;
    static final long PPC64_5_4_EHDR = 0x7fffb7f70000L;

    static final String I386_COMPAT = """
            08048000-08049000 r-xp 00000000 08:01 42                                 /opt/old
            f7f8c000-f7f90000 r--p 00000000 00:00 0                                  [vvar]
            f7f90000-f7f92000 r-xp 00000000 00:00 0                                  [vdso]
            ffa5c000-ffa7d000 rw-p 00000000 00:00 0                                  [stack]
            """;
    static final long I386_COMPAT_EHDR = 0xf7f90000L;

    private Samples() {}

    static Region data(String name, Pages pages) {
        return new Region(name, Region.Holds.DATA, pages);
    }

    static Region code(String name, Pages pages) {
        return new Region(name, Region.Holds.CODE, pages);
    }

    static Region both(String name, Pages pages) {
        return new Region(name, Region.Holds.DATA_AND_CODE, pages);
    }

    static Fact regions(Region... regions) {
        return new Fact.Regions(List.of(regions));
    }

    /** The layout of 5.11.7 on ppc64. */
    static Layout merged() {
        return layout("before", "merged", Fact.FALSE, regions(both("[vdso]", Pages.ofBuild())));
    }

    /** The layout of 5.4 on ppc64. */
    static Layout mergedAfter() {
        return layout("after", "merged", Fact.TRUE, regions(both("[vdso]", Pages.ofBuild())));
    }

    /** The layout of 5.12.9 on ppc64. */
    static Layout separate(long dataPages) {
        return layout("before", "separate", Fact.TRUE, regions(
                data("[vvar]", Pages.of(dataPages)), code("[vdso]", Pages.ofBuild())));
    }

    static Layout layout(String placement, String mapping, Fact elfAtStart, Fact regions) {
        Map<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        for (FactKey key : FactKey.values()) {
            facts.put(key, Fact.unknown("not asked"));
        }
        facts.put(FactKey.VDSO, Fact.of("image"));
        facts.put(FactKey.DATA_PLACEMENT, Fact.of(placement));
        facts.put(FactKey.DATA_MAPPING, Fact.of(mapping));
        facts.put(FactKey.REGIONS, regions);
        facts.put(FactKey.ELF_AT_VDSO_START, elfAtStart);
        facts.put(FactKey.SYSINFO_EHDR, Fact.TRUE);
        facts.put(FactKey.DATA_ACCESS, Fact.of("pfnmap"));
        facts.put(FactKey.SEALABLE, Fact.FALSE);
        facts.put(FactKey.HASH_STYLE, Fact.of("both"));
        return new Layout(facts);
    }
}
