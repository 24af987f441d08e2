package org.vvarmap.mail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussions;

/** Of all threads about a commit, those that somebody who wonders about it would want to read. */
public final class Selection {

    /** As many as are kept of a kind; commits of old have dozens of versions, and some are named in every second thread. */
    private static final Map<Discussion.Kind, Integer> MOST = new EnumMap<>(Map.of(
            Discussion.Kind.PATCH, 3,
            Discussion.Kind.APPLIED, 1,
            Discussion.Kind.PULL, 1,
            Discussion.Kind.BACKPORT, 1,
            Discussion.Kind.REPORT, 2,
            Discussion.Kind.FIX, 2,
            Discussion.Kind.MENTION, 1));

    /** So many people make a thread that only names a commit worth reading; fewer do where there is nothing else. */
    private static final int CONVERSATION = 3;

    private static final Comparator<Discussion> LIVELIEST_FIRST = Comparator.<Discussion, Long>comparing(Selection::persons).reversed()
            .thenComparing(Comparator.comparing(Discussion::mails).reversed())
            .thenComparing(Discussion.ORDER);

    /** What became the commit: the version that it names, else the last one. */
    private static final Comparator<Discussion> FINAL_FIRST = Comparator
            .comparing((Discussion one) -> !one.ties().contains(Discussion.Tie.LINK))
            .thenComparing(one -> one.date().orElse(LocalDate.MIN), Comparator.reverseOrder())
            .thenComparing(LIVELIEST_FIRST);

    private Selection() {}

    /**
     * Selects.
     *
     * @param all all discussions, some of which may be one seen in two archives
     * @param commits the ids of the commits that matter; discussions of others are left out
     * @return those to keep
     */
    public static Discussions of(Collection<Discussion> all, Set<String> commits) {
        Map<String, Map<Discussion.Kind, List<Discussion>>> sorted = new TreeMap<>();
        for (Discussion one : distinct(all)) {
            if (commits.contains(one.commit())) {
                sorted.computeIfAbsent(one.commit(), key -> new EnumMap<>(Discussion.Kind.class))
                        .computeIfAbsent(one.kind(), key -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Discussion> kept = new ArrayList<>();
        sorted.values().forEach(kinds -> {
            int before = kept.size();
            kinds.forEach((kind, some) -> {
                if (kind != Discussion.Kind.APPLIED || !kinds.containsKey(Discussion.Kind.PATCH)) {
                    kept.addAll(best(kind, some));
                }
            });
            if (kept.size() == before) {
                kinds.getOrDefault(Discussion.Kind.MENTION, List.of()).stream()
                        .filter(one -> persons(one) > 1 && !isHousekeeping(one))
                        .min(LIVELIEST_FIRST)
                        .ifPresent(kept::add);
            }
        });
        return new Discussions(kept);
    }

    private static List<Discussion> best(Discussion.Kind kind, List<Discussion> some) {
        List<Discussion> sorted = new ArrayList<>(some);
        sorted.sort(LIVELIEST_FIRST);
        List<Discussion> best = new ArrayList<>();
        if (kind == Discussion.Kind.PATCH) {
            best.add(some.stream().min(FINAL_FIRST).orElseThrow());
        }
        Set<String> titles = new HashSet<>();
        for (Discussion one : sorted) {
            boolean another = switch (kind) {
                case PATCH -> one.mails() > 1 && persons(one) > 1 && !best.contains(one);
                // Of a fix in many versions, one.
                case FIX -> titles.add(Subjects.plain(one.title()));
                case REPORT -> persons(one) > 0;
                case MENTION -> persons(one) >= CONVERSATION && !isHousekeeping(one);
                default -> true;
            };
            if (another && best.size() < MOST.get(kind)) {
                best.add(one);
            }
        }
        return best;
    }

    /** Merges of trees for a day's snapshot name commits by the dozen. */
    private static boolean isHousekeeping(Discussion one) {
        return one.title().startsWith("linux-next:");
    }

    /** One of each: the same address, or a mail of the same title, day and author at another one. */
    private static Collection<Discussion> distinct(Collection<Discussion> all) {
        Map<List<Object>, Discussion> byMail = new LinkedHashMap<>();
        Set<List<String>> addresses = new HashSet<>();
        all.stream()
                .sorted(Comparator.comparing(Discussion::mails).reversed().thenComparing(Discussion.ORDER))
                .filter(one -> addresses.add(List.of(one.commit(), one.address())))
                .forEach(one -> byMail.putIfAbsent(
                        List.of(one.commit(), one.title().toLowerCase(Locale.ROOT), one.date(), one.people().stream().findFirst()),
                        one));
        return byMail.values();
    }

    private static long persons(Discussion one) {
        return one.people().stream().filter(name -> !Names.isRobot(name)).count();
    }
}
