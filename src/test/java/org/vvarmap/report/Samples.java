package org.vvarmap.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.live.Capture;
import org.vvarmap.live.CaptureJson;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.matrix.Calendar;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.ConfirmationsJson;
import org.vvarmap.matrix.ConsumersJson;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** Small tables. */
final class Samples {

    static final String HOSTILE = "x\" onload=\"alert(1)</a></title><script>alert(1)</script><!-- & \u202e \ud800 \u0007";

    private Samples() {}

    static Release release(String name) {
        return Release.of(name);
    }

    static String id(int number) {
        return String.format("%08x%032x", number, number);
    }

    static Commit commit(int number, String subject) {
        return new Commit(id(number), subject, Optional.empty());
    }

    static Layout image(String placement, String mapping, Region... regions) {
        return Layout.none()
                .with(FactKey.VDSO, Fact.of("image"))
                .with(FactKey.DATA_PLACEMENT, Fact.of(placement))
                .with(FactKey.DATA_MAPPING, Fact.of(mapping))
                .with(FactKey.REGIONS, new Fact.Regions(List.of(regions)))
                .with(FactKey.ELF_AT_VDSO_START, Fact.of(!placement.equals("before") || mapping.equals("separate")))
                .with(FactKey.SYSINFO_EHDR, Fact.TRUE)
                .with(FactKey.NAME_STICKS, Fact.FALSE)
                .with(FactKey.MREMAP_TRACKED, Fact.FALSE)
                .with(FactKey.SPLIT, Fact.of("refused"))
                .with(FactKey.DATA_ACCESS, Fact.of("cow"));
    }

    static Region data(String name, Pages pages) {
        return new Region(name, Region.Holds.DATA, pages);
    }

    static Region code(String name) {
        return new Region(name, Region.Holds.CODE, Pages.ofBuild());
    }

    static Region both(String name) {
        return new Region(name, Region.Holds.DATA_AND_CODE, Pages.ofBuild());
    }

    static Layout after() {
        return image("after", "merged", both("[vdso]"));
    }

    static Layout before() {
        return image("before", "merged", both("[vdso]"));
    }

    static Layout separate(Pages pages) {
        return image("before", "separate", data("[vvar]", pages), code("[vdso]"));
    }

    /** One layout from a release on. */
    record Step(String since, Layout layout, Optional<Commit> commit) {}

    static Step step(String since, Layout layout, Commit commit) {
        return new Step(since, layout, Optional.ofNullable(commit));
    }

    static List<Era> eras(Abi abi, Line line, Step... steps) {
        List<Era> eras = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            List<Change> changes = new ArrayList<>();
            if (i > 0) {
                Optional<Commit> commit = steps[i].commit();
                steps[i - 1].layout().differences(steps[i].layout()).forEach(key -> changes.add(new Change(key, commit)));
            }
            Optional<Release> until = i + 1 < steps.length ? Optional.of(release(steps[i + 1].since())) : Optional.empty();
            eras.add(new Era(abi, line, release(steps[i].since()), until, steps[i].layout(), changes));
        }
        return eras;
    }

    static Calendar calendar(String... names) {
        return Calendar.of(Arrays.stream(names).map(Samples::release).toList());
    }

    static Table table(Calendar calendar, List<Era> eras) {
        Map<Abi, Set<Release>> read = new EnumMap<>(Abi.class);
        Set<Release> releases = new TreeSet<>();
        calendar.lines().values().forEach(line -> releases.addAll(line.stream().filter(r -> r.point() != 2).toList()));
        eras.forEach(era -> read.put(era.abi(), releases));
        return new Table(calendar, eras, read, Map.of());
    }

    /** Every kind of layout, two stable lines, a backport, hostile texts, open questions. */
    static Table all() {
        Calendar calendar = calendar(
                "v2.6.12-rc2", "v2.6.12", "v2.6.15-rc1", "v2.6.15", "v2.6.18-rc4", "v2.6.18", "v3.0", "v3.16-rc1", "v3.16",
                "v4.5-rc1", "v4.5", "v5.10", "v5.11-rc1", "v5.11", "v5.11.1", "v5.11.2", "v5.11.20", "v5.11.21", "v5.12-rc1", "v5.12",
                "v5.12.1", "v5.12.2", "v5.12.3", "v5.13-rc1", "v5.13", "v6.13-rc1", "v6.13", "v7.0-rc1", "v7.0");
        Commit hostile = commit(1, HOSTILE);
        Commit move = new Commit("511157ab641eb6bedd00d62673388e78a4f871cf", "powerpc/vdso: Move vdso datapage up front", Optional.empty());
        Commit split = new Commit(
                "1c4bce6753857dc409a0197342d18764e7f4b741", "powerpc/vdso: Separate vvar vma from vdso", Optional.empty());
        Commit backport = new Commit(id(7), split.subject(), Optional.of(split.id()));
        Layout named = separate(Pages.of(1)).with(FactKey.NAME_STICKS, Fact.TRUE);
        Layout timens = separate(new Pages.Range(1, 2, "CONFIG_TIME_NS")).with(FactKey.TIMENS, Fact.TRUE);
        List<Era> eras = new ArrayList<>();
        for (Abi abi : List.of(Abi.PPC64, Abi.PPC32)) {
            eras.addAll(eras(
                    abi, Line.MAINLINE,
                    step("v2.6.12-rc2", Layout.none(), null),
                    step("v2.6.15-rc1", after().with(FactKey.REGIONS, new Fact.Regions(List.of(both("")))), hostile),
                    step("v2.6.18-rc4", after(), null),
                    step("v5.11-rc1", before(), move),
                    step("v5.13-rc1", timens, split),
                    step("v7.0-rc1", separate(Pages.of(3)).with(FactKey.SEALABLE, Fact.TRUE), commit(9, "vdso: generic data store"))));
            eras.addAll(eras(
                    abi, Line.parse("5.11.y").orElseThrow(), step("v5.11-rc1", before(), null), step("v5.11.20", named, backport)));
            eras.addAll(eras(
                    abi, Line.parse("5.12.y").orElseThrow(), step("v5.11-rc1", before(), null), step("v5.12.3", named, backport)));
        }
        eras.addAll(eras(
                Abi.X86_64, Line.MAINLINE,
                step("v2.6.12-rc2", Layout.unknown("nobody understands " + HOSTILE), null),
                step("v2.6.18-rc4", image("elsewhere", "none", code("[vdso]")), commit(2, "x86_64: vdso")),
                step("v3.0", image("elsewhere", "none", code("[vdso]")).with(FactKey.HASH_STYLE, Fact.of("both")), commit(3, "x86: hash")),
                step("v3.16-rc1", image("before", "separate", data("[vvar]", Pages.of(2)), code("[vdso]")), commit(4, "x86: vvar")),
                step("v6.13-rc1", image("before", "separate", data("[vvar]", Pages.of(4)), data("[vvar_vclock]", Pages.of(2)),
                        code("[vdso]")), commit(5, "x86: vclock"))));
        eras.addAll(eras(
                Abi.I386, Line.MAINLINE,
                step("v2.6.12-rc2", image("none", "none").with(FactKey.VDSO, Fact.of("gate")), null),
                step("v2.6.18-rc4", image("none", "none", code("[vdso]")), commit(6, "i386: vdso")),
                step("v3.16-rc1", image("inside", "merged", both("[vdso]")), commit(8, "i386: inside"))));
        eras.addAll(eras(
                Abi.LOONGARCH64, Line.MAINLINE,
                step("v5.13", image("after", "separate", code("[vdso]"), data("[vvar]", Pages.of(257))), null)));
        eras.addAll(eras(
                Abi.MIPS_O32, Line.MAINLINE,
                step("v2.6.15-rc1", Layout.none().with(FactKey.REGIONS, new Fact.Regions(List.of(code("[vdso]")))), null),
                step("v4.5-rc1", image("before", "merged", both("[vdso]")).with(FactKey.DATA_MAPPING, Fact.of("none")), commit(10, "mips"))));
        return table(calendar, eras);
    }

    /** The same table with the ABI's and releases given in another order. */
    static Table shuffled() {
        Table table = all();
        List<Era> eras = new ArrayList<>(table.eras());
        java.util.Collections.reverse(eras);
        return table(table.calendar(), eras);
    }

    /** What the committed report is made from. */
    static Material shipped() throws IOException {
        Path data = Path.of("data");
        SortedMap<String, Capture> captures = new TreeMap<>();
        try {
            List<Confirmation> confirmations = ConfirmationsJson.read(Files.readString(data.resolve("captures.json")));
            for (Confirmation one : confirmations) {
                captures.put(one.name(), CaptureJson.read(Files.readString(data.resolve("captures").resolve(one.name()))));
            }
            return new Material(
                    TableJson.read(Files.readString(data.resolve("table.json"))).confirmedBy(confirmations),
                    ConsumersJson.read(Files.readString(data.resolve("assumptions.json"))),
                    captures,
                    Dates.read(Files.readString(data.resolve("dates.json"))),
                    Discussions.read(Files.readString(data.resolve("table.discussions.json"))));
        } catch (MalformedTable | MalformedInput e) {
            throw new IllegalStateException(e);
        }
    }
}
