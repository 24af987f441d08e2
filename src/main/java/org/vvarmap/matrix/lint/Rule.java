package org.vvarmap.matrix.lint;

import java.util.List;

/** Something that holds of every table that can be trusted. */
public interface Rule {

    /**
     * Looks for places where it does not hold.
     *
     * @param subject what to look at
     * @return the places; none where the rule is kept
     */
    List<Problem> check(Subject subject);
}
