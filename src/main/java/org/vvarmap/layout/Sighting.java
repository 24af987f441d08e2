package org.vvarmap.layout;

import java.util.List;
import java.util.Map;

/**
 * Whether a layout allows what was seen of it in a live process, where not all can be seen: data without a name cannot be
 * told from other mappings, nor data inside the image from the image.
 */
public final class Sighting {

    private Sighting() {}

    /**
     * Whether a fact can be compared at all.
     *
     * @param expected the layout
     * @param key the fact
     * @param seen what was seen, by key
     * @return false where it was not seen, or where the layout leaves it open
     */
    public static boolean isComparable(Layout expected, FactKey key, Map<FactKey, Fact> seen) {
        Fact fact = seen.get(key);
        Fact wanted = expected.get(key);
        return fact != null && fact.isKnown() && wanted.isKnown() && !isSettledByTheBuild(expected, key);
    }

    /**
     * Whether a fact is one that only the build settles, though there is something that has it.
     *
     * @param expected the layout
     * @param key the fact
     * @return true for the hash style of an image whose build chooses it
     */
    public static boolean isSettledByTheBuild(Layout expected, FactKey key) {
        boolean hasImage = !expected.get(FactKey.VDSO).is("none");
        return key == FactKey.HASH_STYLE && expected.get(key) instanceof Fact.Null && hasImage;
    }

    /**
     * Whether a fact that can be compared is as the layout says.
     *
     * @param expected the layout
     * @param key the fact
     * @param seen what was seen, by key
     * @return false where the two contradict each other
     */
    public static boolean admits(Layout expected, FactKey key, Map<FactKey, Fact> seen) {
        Fact wanted = expected.get(key);
        Fact fact = seen.get(key);
        if (wanted instanceof Fact.Regions regions && fact instanceof Fact.Regions live) {
            return admits(regions.list(), live.list(), seen.containsKey(FactKey.DATA_PLACEMENT));
        }
        return wanted.equals(fact);
    }

    /**
     * Whether a region is data that cannot be told from other mappings.
     *
     * @param region the region
     * @return true for data in a mapping without a name
     */
    public static boolean isUnnamedData(Region region) {
        return region.name().isEmpty() && region.holds() == Region.Holds.DATA;
    }

    private static boolean admits(List<Region> wanted, List<Region> seen, boolean placeSeen) {
        int next = 0;
        for (Region region : wanted) {
            if (isUnnamedData(region)) {
                continue;
            }
            boolean there = next < seen.size() && admits(region, seen.get(next), placeSeen);
            if (!there && !mayBeMissing(region)) {
                return false;
            }
            next += there ? 1 : 0;
        }
        return next == seen.size();
    }

    private static boolean mayBeMissing(Region region) {
        return region.pages() instanceof Pages.Range range && range.min() == 0;
    }

    private static boolean admits(Region wanted, Region seen, boolean placeSeen) {
        boolean sameContent = wanted.holds() == seen.holds()
                || !placeSeen && wanted.holds() == Region.Holds.DATA_AND_CODE && seen.holds() == Region.Holds.CODE;
        return wanted.name().equals(seen.name())
                && sameContent
                && (!(seen.pages() instanceof Pages.Fixed pages) || wanted.pages().admits(pages.count()));
    }
}
