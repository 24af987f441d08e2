package org.vvarmap.layout;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/** Layouts in few words, for tests. */
public final class Layouts {

    private Layouts() {}

    /** powerpc before 5.11: code, then data, in one VMA. */
    public static final Layout PPC_OLD = of("image after merged [vdso]:data+code:null", "elfAtVdsoStart=true", "nameSticks=false",
            "resize=allowed", "split=allowed", "dataAccess=cow");

    /** powerpc 5.11: data, then code, in one VMA. */
    public static final Layout PPC_FRONT = of("image before merged [vdso]:data+code:null", "elfAtVdsoStart=false", "nameSticks=true",
            "resize=refused", "split=refused", "dataAccess=cow");

    /** x86 before 6.13. */
    public static final Layout X86_FOUR =
            of("image before separate [vvar]:data:4 [vdso]:code:null", "elfAtVdsoStart=true", "dataAccess=pfnmap", "split=refused");

    /** x86 from 6.13 on. */
    public static final Layout X86_VCLOCK = of("image before separate [vvar]:data:2 [vvar_vclock]:data:2 [vdso]:code:null",
            "elfAtVdsoStart=true", "dataAccess=pfnmap", "split=refused");

    /** {@code image before separate [vvar]:data:4 [vdso]:code:null}, then facts as {@code key=value}. */
    public static Layout of(String words, String... facts) {
        String[] parts = words.split(" ");
        List<Region> regions = new ArrayList<>();
        for (int i = 3; i < parts.length; i++) {
            String[] region = parts[i].split(":");
            Pages pages = region[2].equals("null") ? Pages.ofBuild() : Pages.of(Long.parseLong(region[2]));
            regions.add(new Region(region[0], Region.Holds.byJson(region[1]).orElseThrow(), pages));
        }
        Layout layout = Layout.none()
                .with(FactKey.VDSO, Fact.of(parts[0]))
                .with(FactKey.DATA_PLACEMENT, Fact.of(parts[1]))
                .with(FactKey.DATA_MAPPING, Fact.of(parts[2]))
                .with(FactKey.REGIONS, new Fact.Regions(regions))
                .with(FactKey.SYSINFO_EHDR, Fact.TRUE);
        for (String fact : facts) {
            String[] pair = fact.split("=");
            layout = layout.with(FactKey.byJson(pair[0]).orElseThrow(), fact(pair[1]));
        }
        return layout;
    }

    private static Fact fact(String word) {
        return word.equals("?") ? Fact.unknown("not read") : word.equals("null") ? Fact.NULL : Fact.of(word);
    }

    /** An expectation in JSON. */
    static Expectation expectation(String json) throws ExpectationJson.MalformedExpectation {
        return ExpectationJson.read(JsonParser.parseString(json));
    }
}
