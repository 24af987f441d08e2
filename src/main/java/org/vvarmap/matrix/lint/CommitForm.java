package org.vvarmap.matrix.lint;

import java.util.List;
import java.util.regex.Pattern;
import org.vvarmap.matrix.Commit;

/** A commit has its whole id, and a subject on one line. */
public final class CommitForm implements Rule {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");

    private static final Pattern SUBJECT = Pattern.compile("[^\\s\\p{Cntrl}][^\\p{Cntrl}]*");

    @Override
    public List<Problem> check(Subject subject) {
        return subject.table().eras().stream()
                .flatMap(era -> era.changes().stream()
                        .flatMap(change -> change.commit().stream())
                        .filter(commit -> !wellFormed(commit))
                        .map(commit -> Problem.at(era, "commit \"" + commit.id() + "\" is not of the form of one")))
                .distinct()
                .toList();
    }

    private static boolean wellFormed(Commit commit) {
        return ID.matcher(commit.id()).matches()
                && SUBJECT.matcher(commit.subject()).matches()
                && commit.upstream().filter(id -> !ID.matcher(id).matches()).isEmpty();
    }
}
