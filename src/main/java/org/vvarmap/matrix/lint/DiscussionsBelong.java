package org.vvarmap.matrix.lint;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussions;

/**
 * A discussion is about a commit of the table, is listed once, can be pointed to, and is from a day between Linux's first and the
 * year after the last release. It says how it was tied, and names people, not addresses of theirs.
 */
public final class DiscussionsBelong implements Rule {

    /** Linux 0.01. */
    private static final LocalDate FIRST = LocalDate.of(1991, 9, 17);

    private static final Pattern ADDRESS = Pattern.compile("https://[^\\s/\"<>@]+/[^\\s\"<>]+");
    private static final Pattern LINE = Pattern.compile("[^\\s\\p{Cntrl}][^\\p{Cntrl}]*");

    @Override
    public List<Problem> check(Subject subject) {
        List<Problem> problems = new ArrayList<>();
        Set<String> commits = Discussions.commits(subject.table()).keySet();
        Optional<LocalDate> last = last(subject.dates().released().values());
        Set<List<String>> seen = new HashSet<>();
        for (Discussion one : subject.discussions().all()) {
            String where = "discussion of " + one.commit() + " at " + one.address();
            if (!commits.contains(one.commit())) {
                problems.add(new Problem(where, "the table has no such commit"));
            }
            if (!seen.add(List.of(one.commit(), one.address()))) {
                problems.add(new Problem(where, "it is listed twice"));
            }
            if (!ADDRESS.matcher(one.address()).matches()) {
                problems.add(new Problem(where, "that is no https address"));
            }
            one.date().filter(date -> date.isBefore(FIRST) || last.filter(date::isAfter).isPresent())
                    .ifPresent(date -> problems.add(new Problem(where, "it cannot be from " + date)));
            boolean named = LINE.matcher(one.title()).matches()
                    && one.people().stream().allMatch(name -> LINE.matcher(name).matches() && !name.contains("@"));
            if (!named || one.mails() < 1 || one.ties().isEmpty()) {
                problems.add(new Problem(where, "its title, its people or its ties are not as they should be"));
            }
        }
        return problems;
    }

    private static Optional<LocalDate> last(Collection<LocalDate> released) {
        return released.stream().max(Comparator.naturalOrder()).map(date -> date.plusYears(1));
    }
}
