package org.vvarmap.live;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Region;
import org.vvarmap.layout.Sighting;

/**
 * How a live process compares with a layout.
 *
 * @param verdict the outcome
 * @param differences where the two differ, in the contract's order of keys
 * @param notes for people
 */
public record Comparison(Verdict verdict, List<Difference> differences, List<String> notes) {

    /** The outcome of a comparison. */
    public enum Verdict {
        /** Everything that can be seen is as expected. */
        MATCH("match"),
        /** Something is not. */
        MISMATCH("mismatch"),
        /** There is nothing to compare. */
        NOT_COMPARABLE("not-comparable");

        private final String json;

        Verdict(String json) {
            this.json = json;
        }

        /**
         * The value in JSON.
         *
         * @return the contract's spelling
         */
        public String json() {
            return json;
        }
    }

    /**
     * One fact that is not as expected.
     *
     * @param key which
     * @param expected what the layout says
     * @param observed what the process shows
     */
    public record Difference(FactKey key, Fact expected, Fact observed) {}

    /** Copies the lists. */
    public Comparison {
        differences = List.copyOf(differences);
        notes = List.copyOf(notes);
    }

    /**
     * Compares what can be seen with what a layout says.
     *
     * @param expected the layout
     * @param observation what the process shows
     * @return the outcome; keys that could not be seen, or that the layout leaves open, never differ
     */
    public static Comparison of(Layout expected, Observation observation) {
        List<String> notes = new ArrayList<>(observation.notes());
        if (observation.empty() && expectsSomething(expected)) {
            boolean bare = observation.get(FactKey.REGIONS)
                    .filter(seen -> seen instanceof Fact.Regions regions && !regions.list().isEmpty())
                    .isEmpty();
            if (bare) {
                notes.add("nothing of a vDSO can be seen, though a kernel of this release has one: booted with vdso=0,"
                        + " or run by an emulator or a sandbox");
            }
            return new Comparison(Verdict.NOT_COMPARABLE, List.of(), notes);
        }
        List<Difference> differences = new ArrayList<>();
        int compared = 0;
        for (FactKey key : FactKey.values()) {
            Fact seen = observation.get(key).orElse(Fact.unknown("not seen"));
            Fact wanted = expected.get(key);
            if (Sighting.isComparable(expected, key, observation.facts())) {
                compared++;
                if (!Sighting.admits(expected, key, observation.facts())) {
                    differences.add(new Difference(key, wanted, seen));
                }
            } else if (seen.isKnown() && wanted instanceof Fact.Unknown unknown) {
                notes.add(key.json() + " is not compared, the expected value is unknown: " + unknown.reason());
            } else if (seen.isKnown()) {
                notes.add(key.json() + " is not compared: the build settles it");
            }
        }
        if (hasUnnamedData(expected) && observation.get(FactKey.REGIONS).isPresent()) {
            notes.add("the data's mapping has no name, so it cannot be told from others and is not compared");
        }
        if (compared == 0) {
            notes.add("no fact is both seen and known");
            return new Comparison(Verdict.NOT_COMPARABLE, List.of(), notes);
        }
        return new Comparison(differences.isEmpty() ? Verdict.MATCH : Verdict.MISMATCH, differences, notes);
    }

    private static boolean expectsSomething(Layout expected) {
        return hasImage(expected) || !expected.regions().isEmpty();
    }

    private static boolean hasImage(Layout expected) {
        return !expected.get(FactKey.VDSO).is("none");
    }

    private static boolean hasUnnamedData(Layout expected) {
        boolean unnamed = false;
        for (Region region : expected.regions()) {
            unnamed |= Sighting.isUnnamedData(region);
        }
        return unnamed;
    }
}
