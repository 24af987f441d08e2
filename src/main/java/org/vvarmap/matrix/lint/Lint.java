package org.vvarmap.matrix.lint;

import java.util.List;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;

/** The rules. */
public final class Lint {

    /** What a table must keep to be answered from at all: a look-up in one that breaks these would answer wrongly. */
    public static final List<Rule> FORM =
            List.of(new SinceBeforeUntil(), new NoOverlap(), new NoGap(), new ReleasesKnown());

    /** What the shipped table keeps besides. */
    public static final List<Rule> TRUST = List.of(
            new EveryCell(), new NeighboursDiffer(), new LinesDiffer(), new CommitForm(), new UpstreamNamed(), new ReasonGiven(),
            new UnknownExplained(), new CapturesAgree(), new DiscussionsBelong());

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

    /**
     * A table that can be answered from.
     *
     * @param table any table
     * @return the same
     * @throws MalformedTable where it breaks one of {@link #FORM}; the message names the first place
     */
    public static Table sound(Table table) throws MalformedTable {
        List<Problem> problems = check(FORM, new Subject(table, List.of()));
        if (!problems.isEmpty()) {
            throw new MalformedTable(problems.get(0).toString());
        }
        return table;
    }
}
