package org.vvarmap.layout;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What somebody takes for granted of a layout: a predicate over its facts. What the source leaves open stays open. */
public sealed interface Expectation {

    /** What a layout says to an expectation. */
    enum Verdict {
        /** It is so. */
        HOLDS,
        /** It is not so. */
        FAILS,
        /** The layout has a fact unknown that would settle it. */
        UNKNOWN;

        private Verdict not() {
            return this == UNKNOWN ? this : this == HOLDS ? FAILS : HOLDS;
        }

        private static Verdict of(boolean holds) {
            return holds ? HOLDS : FAILS;
        }
    }

    /**
     * A fact is one of some values.
     *
     * @param key the fact, any but the regions
     * @param values the words allowed; {@code null} stands for JSON's null
     */
    record Is(FactKey key, Set<String> values) implements Expectation {
        /** Copies the values. */
        public Is {
            values = Set.copyOf(values);
        }

        @Override
        public Verdict of(Layout layout) {
            Fact fact = layout.get(key);
            return fact.isKnown() ? Verdict.of(values.contains(fact.toString())) : Verdict.UNKNOWN;
        }
    }

    /**
     * No VMA of the vDSO has another name than these.
     *
     * @param known the names
     */
    record Names(Set<String> known) implements Expectation {
        /** Copies the names. */
        public Names {
            known = Set.copyOf(known);
        }

        @Override
        public Verdict of(Layout layout) {
            return onRegions(layout, regions -> regions.stream().map(Region::name).allMatch(known::contains));
        }
    }

    /**
     * Where both VMAs are there, one lies beside the other, whichever comes first.
     *
     * @param one a name
     * @param other another
     */
    record Adjacent(String one, String other) implements Expectation {
        @Override
        public Verdict of(Layout layout) {
            return onRegions(layout, regions -> {
                List<Integer> places = places(regions, one);
                List<Integer> others = places(regions, other);
                return places.isEmpty() || others.isEmpty()
                        || places.stream().anyMatch(at -> others.contains(at - 1) || others.contains(at + 1));
            });
        }
    }

    /**
     * The VMAs that are there lie in this order.
     *
     * @param names names, lowest address first
     */
    record Order(List<String> names) implements Expectation {
        /** Copies the names. */
        public Order {
            names = List.copyOf(names);
        }

        @Override
        public Verdict of(Layout layout) {
            return onRegions(layout, regions -> {
                List<Integer> places =
                        regions.stream().map(Region::name).filter(names::contains).map(names::indexOf).toList();
                return IntStream.range(1, places.size()).allMatch(i -> places.get(i - 1) <= places.get(i));
            });
        }
    }

    /**
     * A VMA, where it is there, has a number of pages within bounds.
     *
     * @param name its name
     * @param least the fewest pages
     * @param most the most pages
     */
    record Size(String name, long least, long most) implements Expectation {
        @Override
        public Verdict of(Layout layout) {
            if (!layout.get(FactKey.REGIONS).isKnown()) {
                return Verdict.UNKNOWN;
            }
            List<Verdict> verdicts = layout.regions().stream()
                    .filter(region -> region.name().equals(name))
                    .map(region -> of(region.pages()))
                    .toList();
            return all(verdicts);
        }

        private Verdict of(Pages pages) {
            if (pages instanceof Pages.Fixed fixed) {
                return Verdict.of(least <= fixed.count() && fixed.count() <= most);
            }
            if (pages instanceof Pages.Range range) {
                boolean within = least <= range.min() && range.max() <= most;
                boolean beside = range.max() < least || most < range.min();
                return within ? Verdict.HOLDS : beside ? Verdict.FAILS : Verdict.UNKNOWN;
            }
            return Verdict.UNKNOWN;
        }
    }

    /**
     * Each of some holds.
     *
     * @param parts the parts
     */
    record All(List<Expectation> parts) implements Expectation {
        /** Copies the parts. */
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public Verdict of(Layout layout) {
            return all(parts.stream().map(part -> part.of(layout)).toList());
        }
    }

    /**
     * One of some holds.
     *
     * @param parts the parts
     */
    record Any(List<Expectation> parts) implements Expectation {
        /** Copies the parts. */
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public Verdict of(Layout layout) {
            return all(parts.stream().map(part -> part.of(layout).not()).toList()).not();
        }
    }

    /**
     * Another does not hold.
     *
     * @param part the other
     */
    record Not(Expectation part) implements Expectation {
        @Override
        public Verdict of(Layout layout) {
            return part.of(layout).not();
        }
    }

    /**
     * Asks a layout.
     *
     * @param layout the layout
     * @return whether it is as expected
     */
    Verdict of(Layout layout);

    /** One that fails settles it; else one that is open leaves it open. */
    private static Verdict all(List<Verdict> verdicts) {
        return verdicts.contains(Verdict.FAILS)
                ? Verdict.FAILS
                : verdicts.contains(Verdict.UNKNOWN) ? Verdict.UNKNOWN : Verdict.HOLDS;
    }

    /** A question about the VMAs. */
    private static Verdict onRegions(Layout layout, Predicate<List<Region>> question) {
        return layout.get(FactKey.REGIONS).isKnown() ? Verdict.of(question.test(layout.regions())) : Verdict.UNKNOWN;
    }

    private static List<Integer> places(List<Region> regions, String name) {
        return IntStream.range(0, regions.size()).filter(i -> regions.get(i).name().equals(name)).boxed().toList();
    }
}
