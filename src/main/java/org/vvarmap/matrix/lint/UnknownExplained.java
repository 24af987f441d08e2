package org.vvarmap.matrix.lint;

import java.util.List;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.LayoutJson;

/** What is unknown is so for a reason that is given. */
public final class UnknownExplained implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        return subject.table().eras().stream()
                .flatMap(era -> era.layout().facts().entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof Fact.Unknown unknown && isEmpty(unknown.reason()))
                        .map(entry -> Problem.at(era, entry.getKey().json() + " is unknown, and no reason is given")))
                .toList();
    }

    private static boolean isEmpty(String reason) {
        return reason.isBlank() || reason.equals(LayoutJson.NO_REASON);
    }
}
