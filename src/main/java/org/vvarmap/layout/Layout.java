package org.vvarmap.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where one ABI of one kernel has its vDSO and the vDSO's data: every fact of the contract.
 *
 * @param facts a fact for each key
 */
public record Layout(Map<FactKey, Fact> facts) {

    /** Copies the facts and checks that each is there and of the kind that its key asks for. */
    public Layout {
        EnumMap<FactKey, Fact> copy = new EnumMap<>(FactKey.class);
        for (FactKey key : FactKey.values()) {
            Fact fact = facts.get(key);
            if (fact == null || !admits(key, fact)) {
                throw new IllegalArgumentException("layout: " + key.json() + " cannot be " + fact);
            }
            copy.put(key, fact);
        }
        facts = Collections.unmodifiableMap(copy);
    }

    /**
     * A kernel that maps no image and no data.
     *
     * @return the layout with {@code vdso} none, as the contract spells it
     */
    public static Layout none() {
        EnumMap<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        for (FactKey key : FactKey.values()) {
            facts.put(key, key.nullable() ? Fact.NULL : Fact.FALSE);
        }
        facts.put(FactKey.VDSO, Fact.of("none"));
        facts.put(FactKey.DATA_PLACEMENT, Fact.of("none"));
        facts.put(FactKey.DATA_MAPPING, Fact.of("none"));
        facts.put(FactKey.REGIONS, new Fact.Regions(List.of()));
        return new Layout(facts);
    }

    /**
     * A layout of which nothing is known.
     *
     * @param reason why
     * @return the layout with every fact unknown
     */
    public static Layout unknown(String reason) {
        EnumMap<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        for (FactKey key : FactKey.values()) {
            facts.put(key, Fact.unknown(reason));
        }
        return new Layout(facts);
    }

    /**
     * Whether a key may have a fact.
     *
     * @param key the key
     * @param fact the fact
     * @return true where the contract allows it
     */
    public static boolean admits(FactKey key, Fact fact) {
        if (fact instanceof Fact.Value value) {
            return key.allowed().contains(value.text());
        }
        if (fact instanceof Fact.Regions) {
            return key == FactKey.REGIONS;
        }
        return fact instanceof Fact.Unknown || key.nullable();
    }

    /**
     * One fact.
     *
     * @param key which
     * @return the fact
     */
    public Fact get(FactKey key) {
        return facts.get(key);
    }

    /**
     * The VMAs.
     *
     * @return the regions in address order; none where they are unknown
     */
    public List<Region> regions() {
        return get(FactKey.REGIONS) instanceof Fact.Regions regions ? regions.list() : List.of();
    }

    /**
     * The layout with one fact replaced.
     *
     * @param key which
     * @param fact the new fact
     * @return the new layout
     */
    public Layout with(FactKey key, Fact fact) {
        EnumMap<FactKey, Fact> changed = new EnumMap<>(facts);
        changed.put(key, fact);
        return new Layout(changed);
    }

    /**
     * Whether another layout says the same. Two unknowns say the same, whatever their reasons.
     *
     * @param other another layout
     * @return true where no fact differs
     */
    public boolean agrees(Layout other) {
        return differences(other).isEmpty();
    }

    /**
     * The keys whose facts differ. Two unknowns do not differ, whatever their reasons.
     *
     * @param other another layout
     * @return the keys in the contract's order
     */
    public List<FactKey> differences(Layout other) {
        List<FactKey> keys = new ArrayList<>();
        for (FactKey key : FactKey.values()) {
            Fact mine = get(key);
            Fact theirs = other.get(key);
            if (!mine.equals(theirs) && (mine.isKnown() || theirs.isKnown())) {
                keys.add(key);
            }
        }
        return List.copyOf(keys);
    }
}
