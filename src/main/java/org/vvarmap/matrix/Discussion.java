package org.vvarmap.matrix;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A thread of mails about a commit, as the archives have it: what it is called, when, by whom, and where to read it. Never
 * what it says.
 *
 * @param commit the mainline commit that it is about, in 40 hexadecimal digits; of a change that only a stable line has, that one
 * @param kind what the thread is to the commit
 * @param title the subject of the mail that {@code address} leads to, without {@code Re:}
 * @param date the day of that mail; empty where it has no date that can be true
 * @param people the display names of those who wrote, in order of appearance; at most {@link #MOST_PEOPLE}
 * @param mails how many mails about the commit were seen in the thread, at least 1
 * @param address where to read it, https or http
 * @param ties how it was found to be about the commit, at least one
 */
public record Discussion(
        String commit,
        Kind kind,
        String title,
        Optional<LocalDate> date,
        List<String> people,
        int mails,
        String address,
        Set<Tie> ties) {

    /** As many names as are kept of a thread. */
    public static final int MOST_PEOPLE = 12;

    /** By commit, then the patch before what came of it, then by time. */
    public static final Comparator<Discussion> ORDER = Comparator.comparing(Discussion::commit)
            .thenComparing(Discussion::kind)
            .thenComparing(one -> one.date().orElse(LocalDate.MAX))
            .thenComparing(Discussion::address);

    /** What a thread is to a commit. */
    public enum Kind {
        /** The patch that became the commit, in one of its versions. */
        PATCH,
        /** The notice that it was applied, where the patch itself was not read. */
        APPLIED,
        /** A pull request that carried it. */
        PULL,
        /** A review or notice of its backport to a stable line. */
        BACKPORT,
        /** A report of something that it broke, or that is thought to come from it. */
        REPORT,
        /** A later patch that says it fixes it. */
        FIX,
        /** A thread that names it. */
        MENTION;

        /**
         * The kind's name in files.
         *
         * @return one word
         */
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a thread was found to be about a commit. */
    public enum Tie {
        /** The commit's own message names a mail of the thread. */
        LINK,
        /** A mail has the commit's subject, or lists it. */
        SUBJECT,
        /** A mail names the commit's id. */
        SHA;

        /**
         * The tie's name in files.
         *
         * @return one word
         */
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the collections. */
    public Discussion {
        people = List.copyOf(people.subList(0, Math.min(people.size(), MOST_PEOPLE)));
        ties = Collections.unmodifiableSet(new TreeSet<>(ties));
    }

    static Optional<Kind> kind(String json) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.json().equals(json)).findFirst();
    }

    static Optional<Tie> tie(String json) {
        return Arrays.stream(Tie.values()).filter(tie -> tie.json().equals(json)).findFirst();
    }
}
