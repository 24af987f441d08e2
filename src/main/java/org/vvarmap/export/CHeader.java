package org.vvarmap.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.stream.Collectors;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Naming;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/**
 * A header for C11 and C++17: the eras as constant tables, a function that reads a {@code uname -r} and one that looks a layout
 * up. What does not depend on the table is in a file of its own.
 */
final class CHeader {

    /** What stands for a mainline release among the releases of its version: candidates lie below, point releases above. */
    private static final int FINAL = 0x7fff;

    private static final int LARGEST_POINT = 0x7fff;

    private CHeader() {}

    static String of(Table table) {
        Map<Layout, Integer> layouts = new LinkedHashMap<>();
        for (Era era : table.eras()) {
            layouts.computeIfAbsent(era.layout(), key -> layouts.size());
        }
        Map<String, String> parts = Map.of(
                "ABIS", abis(table),
                "REGIONS", Integer.toString(Math.max(1, layouts.keySet().stream().mapToInt(l -> l.regions().size()).max().orElse(0))),
                "LAYOUTS", layouts.keySet().stream().map(CHeader::layout).collect(Collectors.joining(",\n")),
                "ERAS", eras(table, layouts),
                "SPANS", spans(table),
                "RELEASES", releases(table),
                "NAMES", names(table));
        String text = template();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            text = text.replace("@" + part.getKey() + "@", part.getValue());
        }
        return text;
    }

    private static String template() {
        try (InputStream stream = CHeader.class.getResourceAsStream("vvarmap.h.in")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String constant(String kind, String word) {
        return "VVARMAP_" + kind + "_" + word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String abis(Table table) {
        return table.abis().stream().map(abi -> "\t" + constant("ABI", abi.label()) + ",\n").collect(Collectors.joining());
    }

    /** A number that orders releases as their names do; a line is the number of its version alone. */
    private static String key(Release release) {
        int last = release.candidate() > 0 ? Math.min(release.candidate(), FINAL - 1)
                : FINAL + Math.min(release.point(), LARGEST_POINT);
        return "0x" + Long.toHexString(base(release.base()) | last) + "ull";
    }

    private static long base(Release.Base base) {
        return (long) base.major() << 40 | (long) (base.minor() & 0xffff) << 24 | (long) (base.patch() & 0xff) << 16;
    }

    private static String layout(Layout layout) {
        List<String> parts = new ArrayList<>();
        parts.add(word("VDSO", layout.get(FactKey.VDSO)));
        parts.add(word("DATA", layout.get(FactKey.DATA_PLACEMENT)));
        parts.add(word("MAPPING", layout.get(FactKey.DATA_MAPPING)));
        for (FactKey key : List.of(FactKey.ELF_AT_VDSO_START, FactKey.SYSINFO_EHDR, FactKey.NAME_STICKS, FactKey.MREMAP_TRACKED,
                FactKey.RESIZE, FactKey.SPLIT)) {
            parts.add(flag(layout.get(key)));
        }
        parts.add(word("ACCESS", layout.get(FactKey.DATA_ACCESS)));
        parts.add(flag(layout.get(FactKey.TIMENS)));
        parts.add(flag(layout.get(FactKey.SEALABLE)));
        parts.add(word("HASH", layout.get(FactKey.HASH_STYLE)));
        boolean known = layout.get(FactKey.REGIONS).isKnown();
        parts.add(known ? Integer.toString(layout.regions().size()) : "-1");
        String regions = layout.regions().stream().map(CHeader::region).collect(Collectors.joining(", "));
        parts.add(regions.isEmpty() ? "{ { \"\", VVARMAP_HOLDS_DATA, 0, 0 } }" : "{ " + regions + " }");
        return "\t{ " + String.join(", ", parts) + " }";
    }

    private static String word(String kind, Fact fact) {
        return constant(kind, fact instanceof Fact.Null ? "not-applicable" : fact.toString());
    }

    /** Refused is no, allowed is yes. */
    private static String flag(Fact fact) {
        if (fact instanceof Fact.Null) {
            return "VVARMAP_NOT_APPLICABLE";
        }
        return !fact.isKnown() ? "VVARMAP_UNKNOWN" : fact.is("true") || fact.is("allowed") ? "VVARMAP_YES" : "VVARMAP_NO";
    }

    private static String region(Region region) {
        String sizes = region.pages() instanceof Pages.Fixed fixed ? fixed.count() + ", " + fixed.count()
                : region.pages() instanceof Pages.Range range ? range.min() + ", " + range.max() : "-1, -1";
        return "{ " + quoted(region.name()) + ", "
                + constant("HOLDS", region.holds().name()) + ", " + sizes + " }";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet >= 0x20 && octet < 0x7f && octet != '"' && octet != '\\' && octet != '?';
            quoted.append(plain ? String.valueOf((char) octet) : String.format("\\%03o", octet & 0xff));
        }
        return quoted.append('"').toString();
    }

    private static String eras(Table table, Map<Layout, Integer> layouts) {
        return table.eras().stream()
                .map(era -> "\t{ " + (era.line().isMainline() ? "0" : "0x" + Long.toHexString(base(era.line().base().orElseThrow())) + "ull")
                        + ", " + key(era.since()) + ", " + era.until().map(CHeader::key).orElse("0") + ", "
                        + layouts.get(era.layout()) + " }")
                .collect(Collectors.joining(",\n"));
    }

    /** Where each ABI's eras begin, and where the last one's end: eras stand by ABI. */
    private static String spans(Table table) {
        List<String> spans = new ArrayList<>();
        int at = 0;
        for (Abi abi : table.abis()) {
            spans.add(Integer.toString(at));
            at += (int) table.eras().stream().filter(era -> era.abi() == abi).count();
        }
        spans.add(Integer.toString(at));
        return String.join(", ", spans);
    }

    private static String releases(Table table) {
        List<String> ranges = new ArrayList<>();
        for (Map.Entry<Line, NavigableSet<Release>> line : table.calendar().lines().entrySet()) {
            Release from = null;
            Release last = null;
            for (Release release : line.getValue()) {
                boolean follows = last != null && last.base().equals(release.base())
                        && (last.point() > 0 && release.point() == last.point() + 1
                                || last.candidate() > 0 && release.candidate() == last.candidate() + 1);
                if (last != null && !follows) {
                    ranges.add("\t{ " + key(from) + ", " + key(last) + " }");
                }
                from = follows ? from : release;
                last = release;
            }
            ranges.add("\t{ " + key(from) + ", " + key(last) + " }");
        }
        return String.join(",\n", ranges);
    }

    private static String names(Table table) {
        Map<String, Abi> names = new LinkedHashMap<>();
        table.abis().forEach(abi -> names.put(abi.label(), abi));
        Naming.machines().forEach((name, abi) -> {
            if (table.abis().contains(abi)) {
                names.putIfAbsent(name, abi);
            }
        });
        return names.entrySet().stream()
                .map(name -> "\t{ " + quoted(name.getKey()) + ", " + constant("ABI", name.getValue().label()) + " }")
                .collect(Collectors.joining(",\n"));
    }
}
