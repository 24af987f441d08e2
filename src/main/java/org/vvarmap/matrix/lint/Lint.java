package org.vvarmap.matrix.lint;

import java.util.List;

/** The rules. */
public final class Lint {

    /** What a table must keep to be answered from at all: a look-up in one that breaks these would answer wrongly. */
    public static final List<Rule> FORM =
            List.of(new SinceBeforeUntil(), new NoOverlap(), new NoGap(), new ReleasesKnown());

    /** What the shipped table keeps besides. */
    public static final List<Rule> TRUST = List.of(
            new EveryCell(), new NeighboursDiffer(), new LinesDiffer(), new CommitForm(), new UpstreamNamed(), new ReasonGiven(),
            new UnknownExplained(), new CapturesAgree());

    private Lint() {}

    /**
     * Asks some rules.
     *
     * @param rules the rules
     * @param subject what to look at
     * @return the places where they are broken, rule by rule
     */
    public static List<Problem> check(List<Rule> rules, Subject subject) {
        return rules.stream().flatMap(rule -> rule.check(subject).stream()).toList();
    }
}
