package org.vvarmap.matrix.lint;

import java.util.List;

/** An era begins before it ends. */
public final class SinceBeforeUntil implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        return subject.table().eras().stream()
                .filter(era -> era.until().filter(end -> end.compareTo(era.since()) <= 0).isPresent())
                .map(era -> Problem.at(era, "it ends before " + era.until().get() + ", where or before it begins"))
                .toList();
    }
}
