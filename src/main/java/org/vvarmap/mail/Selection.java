package org.vvarmap.mail;

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
import java.util.regex.Pattern;
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

    /** So many people make a thread that only names a commit worth reading. */
    private static final int CONVERSATION = 3;

    private static final Pattern ROBOT = Pattern.compile("(?i)\\bro?bot\\b|bot\\d*\\b|syzbot|\\blkp\\b|jenkins");

    private static final Comparator<Discussion> BEST_FIRST = Comparator
            .comparing((Discussion one) -> !one.ties().contains(Discussion.Tie.LINK))
            .thenComparing(Comparator.comparing(Selection::persons).reversed())
            .thenComparing(Comparator.comparing(Discussion::mails).reversed())
            .thenComparing(Discussion.ORDER);

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
            if (commits.contains(one.commit()) && isWorthwhile(one)) {
                sorted.computeIfAbsent(one.commit(), key -> new EnumMap<>(Discussion.Kind.class))
                        .computeIfAbsent(one.kind(), key -> new ArrayList<>())
                        .add(one);
            }
        }
        List<Discussion> kept = new ArrayList<>();
        sorted.values().forEach(kinds -> kinds.forEach((kind, some) -> {
            boolean told = kind == Discussion.Kind.APPLIED && kinds.containsKey(Discussion.Kind.PATCH);
            some.sort(BEST_FIRST);
            kept.addAll(told ? List.of() : some.subList(0, Math.min(some.size(), MOST.get(kind))));
        }));
        return new Discussions(kept);
    }

    private static boolean isWorthwhile(Discussion one) {
        return switch (one.kind()) {
            case MENTION -> persons(one) >= CONVERSATION;
            case REPORT -> persons(one) > 0;
            default -> true;
        };
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
        return one.people().stream().filter(name -> !ROBOT.matcher(name).find()).count();
    }
}
