package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Era;

/** A commit of a stable line names the mainline commit that it is a backport of; one of mainline names none. */
public final class UpstreamNamed implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        for (Era era : subject.table().eras()) {
            for (Change change : era.changes()) {
                Optional<Commit> commit = change.commit();
                boolean onMainline = era.since().line().isMainline();
                if (commit.isPresent() && commit.get().upstream().isPresent() == onMainline) {
                    problems.add(Problem.at(era, "commit " + commit.get().id()
                            + (onMainline ? " is mainline's and names an upstream" : " names no upstream")));
                }
                commit.filter(known -> known.upstream().filter(known.id()::equals).isPresent())
                        .ifPresent(known -> problems.add(Problem.at(era, "commit " + known.id() + " is its own upstream")));
            }
        }
        return problems.stream().distinct().toList();
    }
}
