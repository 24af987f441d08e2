package org.vvarmap.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vvarmap.matrix.Discussion;

/**
 * Puts mails into threads and ties the threads to commits. Mails may come in any order and from several archives; one that
 * comes twice counts once. Of a mail's text nothing is kept.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Threads {

    private static final String ARCHIVE = "https://lore.kernel.org/all/";

    private static final Pattern TROUBLE = Pattern.compile(
            "(?i)\\b(?:regress\\w*|bug|broken?|breaks?|breakage|fail\\w*|crash\\w*|oops|panic|bisect\\w*|warnings?|errors?|hangs?)\\b");
    private static final Pattern BISECTED = Pattern.compile("(?i)first bad commit|bisect(?:ed|ion|s|ing)?\\b|regression");

    private static final int AT_MOST_LOOKED_AT = 1 << 16;

    /** A mail, or one that others answer and that was not read. */
    private static final class Node {
        private final String id;
        private List<String> parents = List.of();
        private String subject = "";
        private boolean reply;
        private boolean read;
        private boolean bisected;
        private Optional<String> author = Optional.empty();
        private Optional<LocalDate> date = Optional.empty();
        private long order = Long.MAX_VALUE;
        private Optional<String> address = Optional.empty();
        private final Map<String, Tied> ties = new LinkedHashMap<>(0);

        private Node up;
        private Node root;
        private final List<Node> answers = new ArrayList<>(0);

        private Node(String id) {
            this.id = id;
        }
    }

    /** How a mail is tied to a commit. */
    private static final class Tied {
        private final Set<Discussion.Tie> ties = EnumSet.noneOf(Discussion.Tie.class);
        private Optional<CommitIndex.Role> role = Optional.empty();
    }

    private final CommitIndex commits;
    private final LocalDate latest;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Set<String>> links = new HashMap<>();
    private int mails;
    private int homeless;

    /**
     * Begins with no mails.
     *
     * @param commits what to look for
     * @param latest the last day that a mail can be from; a mail that says a later one has a clock that is wrong
     */
    public Threads(CommitIndex commits, LocalDate latest) {
        this.commits = commits;
        this.latest = latest;
    }

    /**
     * How many mails were taken in, those that came twice counted once.
     *
     * @return at least 0
     */
    public int mails() {
        return mails;
    }

    /**
     * How many mails were about a commit but told neither a message id nor an address, and so cannot be pointed to.
     *
     * @return at least 0
     */
    public int homeless() {
        return homeless;
    }

    /**
     * Takes note of the mails that a commit's own message names.
     *
     * @param id the commit's id
     * @param message its message
     */
    public void message(String id, String message) {
        commits.withId(id).ifPresent(commit -> link(commit, message));
    }

    private void link(String commit, String message) {
        Trailers.mails(message).forEach(mail -> links.computeIfAbsent(mail, key -> new TreeSet<>()).add(commit));
    }

    /**
     * Takes in a mail.
     *
     * @param mail the mail
     */
    public void add(Mail mail) {
        Map<String, Tied> ties = ties(mail);
        Optional<String> key = mail.id().or(mail::address);
        if (key.isEmpty()) {
            mails++;
            homeless += ties.isEmpty() ? 0 : 1;
            return;
        }
        Node node = nodes.computeIfAbsent(kept(key.get()), Node::new);
        if (node.read) {
            return;
        }
        mails++;
        node.read = true;
        node.parents = mail.parents().stream().map(this::kept).toList();
        node.reply = Subjects.isReply(mail.subject());
        node.subject = kept(Names.line(Subjects.withoutReply(mail.subject())));
        node.author = mail.author().map(this::kept);
        Optional<Instant> date = mail.date().filter(when -> !day(when).isAfter(latest));
        node.date = date.map(Threads::day);
        node.order = date.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
        node.address = mail.address();
        node.ties.putAll(ties);
        node.bisected = !ties.isEmpty() && BISECTED.matcher(head(mail.text())).find();
        ties.forEach((commit, tied) -> {
            boolean message = tied.role.filter(role -> role == CommitIndex.Role.APPLIED || role == CommitIndex.Role.UPSTREAM).isPresent();
            // These carry the commit's own message, and only that.
            if (message && ties.size() == 1 && tied.ties.contains(Discussion.Tie.SUBJECT) && !node.reply) {
                link(commit, mail.text());
            }
        });
    }

    private static String head(String text) {
        return text.length() > AT_MOST_LOOKED_AT ? text.substring(0, AT_MOST_LOOKED_AT) : text;
    }

    private static LocalDate day(Instant when) {
        return when.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The same text as an earlier one that equals it: names and subjects come again and again. */
    private String kept(String text) {
        return texts.computeIfAbsent(text, key -> key);
    }

    private Map<String, Tied> ties(Mail mail) {
        Map<String, Tied> ties = new LinkedHashMap<>();
        Set<String> bySubject = new TreeSet<>(commits.withSubject(Subjects.plain(mail.subject())));
        if (Subjects.isPull(mail.subject()) && !Subjects.isReply(mail.subject())) {
            bySubject.addAll(commits.listed(mail.text()));
        }
        bySubject.forEach(commit -> ties.computeIfAbsent(commit, key -> new Tied()).ties.add(Discussion.Tie.SUBJECT));
        commits.named(mail.text()).forEach((commit, role) -> {
            Tied tied = ties.computeIfAbsent(commit, key -> new Tied());
            tied.ties.add(Discussion.Tie.SHA);
            tied.role = Optional.of(role);
        });
        return ties;
    }

    /**
     * The discussions that the mails so far make: one for each thread and commit.
     *
     * @return all of them, in order
     */
    public List<Discussion> find() {
        List<Node> read = new ArrayList<>(nodes.values().stream().filter(node -> node.read).toList());
        links.forEach((mail, tied) -> {
            Node node = nodes.get(mail);
            if (node != null && node.read) {
                tied.forEach(commit -> node.ties.computeIfAbsent(commit, key -> new Tied()).ties.add(Discussion.Tie.LINK));
            }
        });
        Map<String, Node> all = thread(read);
        all.values().forEach(Threads::settleRoot);
        Map<Node, Map<String, List<Node>>> groups = new LinkedHashMap<>();
        read.forEach(node -> node.ties.keySet().forEach(commit -> groups
                .computeIfAbsent(node.root, key -> new LinkedHashMap<>())
                .computeIfAbsent(commit, key -> new ArrayList<>())
                .add(node)));
        List<Discussion> found = new ArrayList<>();
        groups.values().forEach(byCommit -> byCommit.forEach((commit, tied) -> found.add(discussion(commit, tied))));
        found.sort(Discussion.ORDER);
        return found;
    }

    /** Finds what each mail answers; what was not read, but is answered, holds its answers together. */
    private Map<String, Node> thread(List<Node> read) {
        Map<String, Node> all = new LinkedHashMap<>(nodes);
        Map<String, Node> bySubject = new HashMap<>();
        read.forEach(node -> {
            node.up = null;
            node.root = null;
            node.answers.clear();
            if (node.parents.isEmpty() && !node.reply) {
                bySubject.putIfAbsent(node.subject, node);
            }
        });
        for (Node node : read) {
            Optional<Node> up = node.parents.stream().map(nodes::get).filter(one -> one != null && one.read).findFirst();
            if (up.isPresent()) {
                node.up = up.get();
            } else if (!node.parents.isEmpty()) {
                String lost = node.parents.get(node.parents.size() - 1);
                node.up = all.computeIfAbsent(lost, Node::new);
                node.up.root = null;
            } else if (node.reply && !node.subject.isEmpty()) {
                // An archive that does not tell what a mail answers.
                Node first = bySubject.putIfAbsent(node.subject, node);
                node.up = first == node ? null : first;
            }
        }
        return all;
    }

    /** Follows a mail up to the first of its thread; where mails answer one another in a ring, the ring is cut. */
    private static void settleRoot(Node from) {
        Deque<Node> path = new ArrayDeque<>();
        Set<Node> seen = new LinkedHashSet<>();
        Node node = from;
        while (node.root == null && node.up != null) {
            if (!seen.add(node)) {
                node.up = null;
                break;
            }
            path.push(node);
            node = node.up;
        }
        Node root = node.root == null ? node : node.root;
        node.root = root;
        for (Node one : path) {
            one.root = root;
            if (one.up != null && one != root) {
                one.up.answers.add(one);
            }
        }
    }

    private static final Comparator<Node> BEST_FIRST = Comparator.comparing((Node node) -> node.reply)
            .thenComparing((Node node) -> Subjects.isCover(node.subject))
            .thenComparing((Node node) -> node.order)
            .thenComparing((Node node) -> node.id);

    private Discussion discussion(String commit, List<Node> tied) {
        Set<Discussion.Tie> ties = EnumSet.noneOf(Discussion.Tie.class);
        tied.forEach(node -> ties.addAll(node.ties.get(commit).ties));
        Node anchor = anchor(commit, tied);
        Set<Node> told = new LinkedHashSet<>();
        for (Node node : tied) {
            boolean same = !node.ties.get(commit).ties.equals(EnumSet.of(Discussion.Tie.SHA)) && !Subjects.isCover(node.subject);
            if (same || node == anchor) {
                below(node, told);
            }
        }
        for (Node up = anchor; up != null && anchor.reply; up = up.up) {
            if (up.read && !told.add(up) && up != anchor) {
                break;
            }
        }
        List<Node> inOrder = new ArrayList<>(told);
        inOrder.sort(Comparator.comparing((Node node) -> node.order).thenComparing(node -> node.id));
        Set<String> people = new LinkedHashSet<>();
        anchor.author.filter(name -> !anchor.reply).ifPresent(people::add);
        inOrder.forEach(node -> node.author.ifPresent(people::add));
        if (!people.stream().allMatch(Names::isRobot)) {
            people.removeIf(Names::isRobot);
        }
        return new Discussion(
                commit, kind(anchor, anchor.ties.get(commit)), title(anchor), anchor.date, List.copyOf(people), inOrder.size(),
                anchor.address.orElseGet(() -> address(anchor.id)), ties);
    }

    private static String title(Node node) {
        return node.subject.isEmpty() ? "(no subject)" : node.subject;
    }

    /** The mail that stands for the thread: the one that the commit names, else one of its subject, else the first that names it. */
    private static Node anchor(String commit, List<Node> tied) {
        for (Discussion.Tie tie : Discussion.Tie.values()) {
            Optional<Node> best = tied.stream().filter(node -> node.ties.get(commit).ties.contains(tie)).min(BEST_FIRST);
            if (best.isPresent()) {
                return best.get();
            }
        }
        throw new IllegalArgumentException("nothing ties it");
    }

    /** A mail and all that answer it; without descending, since a thread may be as deep as its makers like. */
    private static void below(Node from, Set<Node> told) {
        Deque<Node> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (told.add(node)) {
                node.answers.forEach(open::push);
            }
        }
    }

    private static Discussion.Kind kind(Node anchor, Tied tied) {
        Optional<CommitIndex.Role> role = tied.role;
        if (Subjects.isPull(anchor.subject)) {
            return Discussion.Kind.PULL;
        }
        if (Subjects.isApplied(anchor.subject) && tied.ties.contains(Discussion.Tie.SUBJECT)) {
            return Discussion.Kind.APPLIED;
        }
        boolean itself = tied.ties.contains(Discussion.Tie.SUBJECT)
                || tied.ties.contains(Discussion.Tie.LINK) && Subjects.isPatch(anchor.subject);
        if (itself) {
            boolean backport = Subjects.isStable(anchor.subject) || role.filter(CommitIndex.Role.UPSTREAM::equals).isPresent();
            return backport ? Discussion.Kind.BACKPORT : Discussion.Kind.PATCH;
        }
        if (role.filter(CommitIndex.Role.FIXES::equals).isPresent() && !anchor.reply && !Subjects.isStable(anchor.subject)) {
            return Discussion.Kind.FIX;
        }
        boolean report = !Subjects.isPatch(anchor.subject) && (TROUBLE.matcher(anchor.subject).find() || anchor.bisected);
        return report ? Discussion.Kind.REPORT : Discussion.Kind.MENTION;
    }

    /** Where the archive of all kernel lists has a mail. */
    static String address(String id) {
        if (id.startsWith("https://") || id.startsWith("http://")) {
            return id;
        }
        return ARCHIVE + URLEncoder.encode(id, StandardCharsets.UTF_8)
                .replace("+", "%20").replace("%40", "@").replace("%2B", "+").replace("%3D", "=") + "/";
    }
}
