package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;

/** Compares what was read with what a judge saw. */
final class Comparison {

    private Comparison() {}

    /** The known facts that some sight contradicts, each with both values. */
    static List<String> wrong(Layout layout, Judge.Seen seen) {
        List<String> wrong = new ArrayList<>();
        boolean usual = seen.sights().stream().anyMatch(Judge.Sight::timensConfigured);
        for (Judge.Sight sight : seen.sights()) {
            // What is read is the usual configuration, and of another one how many pages there are.
            if (sight.timensConfigured() || !usual || isRange(layout)) {
                one(layout, sight, wrong);
            }
        }
        timens(layout, seen, wrong);
        return wrong.stream().distinct().toList();
    }

    private static boolean isRange(Layout layout) {
        return layout.get(FactKey.REGIONS).isKnown() && layout.regions().stream()
                .anyMatch(region -> region.pages() instanceof Pages.Range range && range.on().contains("TIME_NS"));
    }

    private static void one(Layout layout, Judge.Sight sight, List<String> wrong) {
        Map<String, String> facts = sight.facts();
        compare(layout, FactKey.VDSO, facts.get("vdso"), wrong);
        List<String[]> seen = new ArrayList<>();
        for (String region : facts.getOrDefault("regions", "").split(";")) {
            String[] parts = region.split("\\|");
            if (parts.length == 5 && !(parts[1].equals("nothing"))) {
                seen.add(parts);
            }
        }
        if (facts.get("vdso").equals("none")) {
            return;
        }
        if (layout.get(FactKey.REGIONS).isKnown()) {
            regions(layout.regions(), seen, sight).ifPresent(why -> wrong.add("regions: " + why));
        }
        compare(layout, FactKey.DATA_PLACEMENT, facts.get("dataPlacement"), wrong);
        compare(layout, FactKey.DATA_MAPPING, facts.get("dataMapping"), wrong);
        compare(layout, FactKey.SYSINFO_EHDR, facts.get("sysinfoEhdr"), wrong);
        compare(layout, FactKey.ELF_AT_VDSO_START, facts.get("elfAtVdsoStart"), wrong);
        compare(layout, FactKey.DATA_ACCESS, facts.get("dataAccess"), wrong);
        compare(layout, FactKey.NAME_STICKS, facts.get("nameSticks"), wrong);
        compare(layout, FactKey.SPLIT, facts.get("split"), wrong);
        compare(layout, FactKey.MREMAP_TRACKED, facts.get("mremapTracked"), wrong);
        String resize = facts.get("hookObjects").equals("true") ? "refused" : facts.get("split");
        compare(layout, FactKey.RESIZE, resize, wrong);
        if (layout.get(FactKey.SEALABLE).is("true")) {
            compare(layout, FactKey.SEALABLE, facts.get("sealed"), wrong);
        }
    }

    private static void compare(Layout layout, FactKey key, String seen, List<String> wrong) {
        Fact fact = layout.get(key);
        boolean same = fact.equals(Fact.NULL) ? "null".equals(seen) : seen != null && fact.is(seen);
        if (fact.isKnown() && !same) {
            wrong.add(key.json() + ": read " + text(fact) + ", seen " + seen);
        }
    }

    private static String text(Fact fact) {
        return fact instanceof Fact.Unknown ? "?" : fact.toString();
    }

    private static Optional<String> regions(List<Region> all, List<String[]> seen, Judge.Sight sight) {
        // The page of a device that the judge's machine has not: it may have no page.
        List<Region> read = all.stream()
                .filter(region -> !(region.pages() instanceof Pages.Range range && range.min() == 0 && !range.on().contains("TIME_NS"))
                        || seen.stream().anyMatch(parts -> parts[0].equals(region.name())
                                && parts[1].equals(holds(region))))
                .toList();
        String shown = sight.facts().get("regions");
        if (read.size() != seen.size()) {
            return Optional.of("read " + read + ", seen " + shown);
        }
        for (int i = 0; i < read.size(); i++) {
            Region region = read.get(i);
            String[] parts = seen.get(i);
            long pages = Long.parseLong(parts[2]);
            boolean count = counts(region.pages(), pages, sight);
            if (!region.name().equals(parts[0]) || !holds(region).equals(parts[1]) || !count || parts[4].equals("1")) {
                return Optional.of("read " + region + ", seen " + shown);
            }
        }
        return Optional.empty();
    }

    private static String holds(Region region) {
        return switch (region.holds()) {
            case DATA -> "data";
            case CODE -> "code";
            case DATA_AND_CODE -> "data+code";
        };
    }

    private static boolean counts(Pages read, long seen, Judge.Sight sight) {
        if (read instanceof Pages.Range range && range.on().contains("TIME_NS")) {
            return seen == (sight.timensConfigured() ? range.max() : range.min());
        }
        return !(read instanceof Pages.Fixed fixed) ? !(read instanceof Pages.Range range) || range.min() <= seen && seen <= range.max()
                : fixed.count() == seen;
    }

    /** In a time namespace the data must be another page, if that is what was read. */
    private static void timens(Layout layout, Judge.Seen seen, List<String> wrong) {
        boolean any = seen.sights().stream().anyMatch(Judge.Sight::inTimens);
        boolean shown = seen.sights().stream().filter(Judge.Sight::inTimens).allMatch(s -> "true".equals(s.facts().get("timensShown")));
        boolean image = seen.sights().stream().allMatch(s -> "image".equals(s.facts().get("vdso")));
        if (any && image && !shown && layout.get(FactKey.TIMENS).is("true")) {
            wrong.add("timens: read true, seen no page of a time namespace");
        }
    }
}
