package org.vvarmap.matrix.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.Era;

/** A capture says what the cell says that it confirms. */
public final class CapturesAgree implements Rule {

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        for (Confirmation capture : subject.captures()) {
            Optional<Era> era = subject.table().era(capture.release(), capture.abi());
            String where = capture.name() + ", " + capture.abi() + " " + capture.release();
            if (era.isEmpty()) {
                problems.add(new Problem(where, "the table says nothing of it"));
            }
            for (FactKey key : era.map(Era::layout).map(capture::contradicts).orElse(List.of())) {
                problems.add(new Problem(where, key.json() + " is " + capture.seen().get(key) + ", not "
                        + era.get().layout().get(key)));
            }
        }
        return problems;
    }
}
