package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Era;

/** An era differs from the one before it, and in what it says it changed. */
public final class NeighboursDiffer implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        for (List<Era> eras : Lines.of(subject.table())) {
            for (int i = 1; i < eras.size(); i++) {
                Era era = eras.get(i);
                List<FactKey> differ = eras.get(i - 1).layout().differences(era.layout());
                if (differ.isEmpty()) {
                    problems.add(Problem.at(era, "its layout is that of the era before it"));
                }
                era.changes().stream().map(Change::key).filter(key -> !differ.contains(key)).forEach(key ->
                        problems.add(Problem.at(era, "it says that " + key.json() + " changed, which is as before")));
            }
        }
        return problems;
    }
}
