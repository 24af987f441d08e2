package org.vvarmap.bench;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes a history of the size that the kernel's will have, out of a real clone: a stream for {@code git fast-import}.
 *
 * <p>The trees are the clone's own. Mainline goes up and down along the trees of the clone's tags, so that two neighbours differ
 * as two releases did; what differs is dealt out over many commits, most of them on side branches that are merged. From each
 * mainline release a stable line goes out. Whenever a file changes that a layout is read from, it gets a comment of its own at
 * the end, so that no content comes twice and a crawl has as much to read at the thousandth tag as at the tenth.
 *
 * <p>The new repository must borrow the clone's objects. The same arguments give the same stream. Run by {@code src/bench/grow}.
 */
final class Growth {

    /** Commits from one merge to the next; the kernel has one merge to some thirteen other commits. */
    private static final int BRANCH = 13;

    /** The share of commits that stable lines have. */
    private static final double STABLE_SHARE = 0.15;

    private static final long SEED = 511157;

    /** A path that differs between two trees; a mode of 000000 where it is gone. */
    private record Change(String mode, String blob, String path) {
        boolean deletes() {
            return mode.equals("000000");
        }
    }

    private final String clone;
    private final Set<String> read;
    private final PrintStream out;
    private final Random random = new Random(SEED);
    private final Process contents;
    private final OutputStream questions;
    private final DataInputStream answers;
    private long mark;
    private long time = 1_118_690_000;
    private long commits;
    private long tags;

    private Growth(String clone, Set<String> read, PrintStream out) throws IOException {
        this.clone = clone;
        this.read = read;
        this.out = out;
        this.contents = new ProcessBuilder("git", "--git-dir=" + clone, "cat-file", "--batch")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.questions = contents.getOutputStream();
        this.answers = new DataInputStream(contents.getInputStream());
    }

    /**
     * Writes the stream to standard output.
     *
     * @param arguments the clone's git directory, a file with the paths that layouts are read from, how many commits, how many tags
     * @throws IOException where the clone cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 4) {
            System.err.println("Growth GIT-DIR PATHS COMMITS TAGS");
            System.exit(2);
        }
        Set<String> read = new HashSet<>(Files.readAllLines(Path.of(arguments[1])));
        try (PrintStream out = new PrintStream(
                new BufferedOutputStream(System.out, 1 << 20), false, StandardCharsets.UTF_8)) {
            new Growth(arguments[0], read, out).run(Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
        }
    }

    private void run(long wantedCommits, int wantedTags) throws IOException {
        List<String> trees = trees();
        List<String> finals = new ArrayList<>();
        List<List<String>> steps = new ArrayList<>();
        for (String version : versions()) {
            List<String> names = new ArrayList<>();
            for (int rc = 1; rc <= 8; rc++) {
                names.add("v" + version + "-rc" + rc);
            }
            names.add("v" + version);
            finals.add("v" + version);
            steps.add(names);
        }
        int mainlineTags = Math.min(wantedTags, steps.size() * 9);
        int perLine = (wantedTags - mainlineTags + finals.size() - 1) / finals.size();
        boolean stable = perLine > 0;
        long mainlineCommits = Math.round(wantedCommits * (stable ? 1 - STABLE_SHARE : 1));
        int perStep = (int) Math.max(1, mainlineCommits / mainlineTags);
        int perPoint = (int) Math.max(1, (wantedCommits - mainlineCommits) / Math.max(1, wantedTags - mainlineTags));

        int at = 0;
        int direction = 1;
        long tip = root(trees.get(0));
        for (List<String> names : steps) {
            for (String name : names) {
                if (tags >= wantedTags) {
                    return;
                }
                int next = at + direction;
                if (next < 0 || next >= trees.size()) {
                    direction = -direction;
                    next = at + direction;
                }
                tip = step(tip, differences(trees.get(at), trees.get(next)), perStep);
                at = next;
                tag(name, tip);
            }
            if (stable) {
                stableLine(names.get(names.size() - 1), tip, trees.get(at), trees.get(Math.max(0, at - 1)), perLine, perPoint, wantedTags);
            }
        }
        contents.destroy();
        System.err.println(commits + " commits, " + tags + " tags");
    }

    /** The names of mainline's releases; the later ones are as they may come. */
    private static List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (int minor = 12; minor <= 39; minor++) {
            versions.add("2.6." + minor);
        }
        int[] last = {19, 20, 19, 19, 19, 10};
        for (int major = 3; major <= 8; major++) {
            for (int minor = 0; minor <= last[major - 3]; minor++) {
                versions.add(major + "." + minor);
            }
        }
        return versions;
    }

    private long root(String tree) throws IOException {
        begin("refs/heads/master", "Begin", -1, -1);
        for (Change change : list("ls-tree", "-r", "--full-tree", tree)) {
            write(change, -1);
        }
        out.print('\n');
        return mark;
    }

    /** From one tree to the next in so many commits, most of them on branches that are merged. */
    private long step(long from, List<Change> changes, int count) throws IOException {
        Deque<Change> todo = new ArrayDeque<>(changes);
        int merges = Math.max(1, count / (BRANCH + 1));
        long tip = from;
        long fork = from;
        for (int merge = 0; merge < merges; merge++) {
            List<Change> branch = new ArrayList<>();
            List<Long> blobs = new ArrayList<>();
            long side = fork;
            for (int i = 0; i < BRANCH; i++) {
                List<Change> mine = new ArrayList<>();
                int share = Math.max(1, todo.size() / ((merges - merge) * BRANCH - i));
                for (int k = 0; k < share && !todo.isEmpty(); k++) {
                    mine.add(todo.poll());
                }
                if (mine.isEmpty() && !changes.isEmpty()) {
                    // Nothing is left to do: the commit says the same once more.
                    Change again = changes.get(random.nextInt(changes.size()));
                    mine.add(again);
                }
                List<Long> own = blobs(mine);
                begin("refs/heads/side", "Change " + mine.size() + " files", side, -1);
                for (int k = 0; k < mine.size(); k++) {
                    write(mine.get(k), own.get(k));
                }
                out.print('\n');
                side = mark;
                branch.addAll(mine);
                blobs.addAll(own);
            }
            long before = tip;
            begin("refs/heads/master", "Merge", tip, side);
            for (int k = 0; k < branch.size(); k++) {
                write(branch.get(k), blobs.get(k));
            }
            out.print('\n');
            fork = before;
            tip = mark;
        }
        return tip;
    }

    private void stableLine(String base, long from, String tree, String other, int points, int perPoint, int wantedTags)
            throws IOException {
        List<Change> backports = differences(tree, other);
        List<Change> telling = backports.stream().filter(change -> read.contains(change.path()) && !change.deletes()).toList();
        long tip = from;
        for (int point = 1; point <= points && tags < wantedTags; point++) {
            for (int i = 0; i < perPoint && !backports.isEmpty(); i++) {
                // Every second point release touches one file that layouts are read from.
                boolean tells = i == 0 && point % 2 == 0 && !telling.isEmpty();
                List<Change> from2 = tells ? telling : backports;
                Change change = from2.get(random.nextInt(from2.size()));
                List<Long> own = tells ? blobs(List.of(change)) : List.of(-1L);
                if (!tells && read.contains(change.path())) {
                    continue;
                }
                begin("refs/heads/stable", "Backport", tip, -1);
                write(change, own.get(0));
                out.print('\n');
                tip = mark;
            }
            tag(base + "." + point, tip);
        }
    }

    /** New blobs for the files that layouts are read from; -1 for the others, which are taken as they are. */
    private List<Long> blobs(List<Change> changes) throws IOException {
        List<Long> blobs = new ArrayList<>();
        for (Change change : changes) {
            boolean tells = read.contains(change.path()) && !change.deletes();
            blobs.add(tells ? blob(change) : -1L);
        }
        return blobs;
    }

    private long blob(Change change) throws IOException {
        byte[] content = content(change.blob());
        String name = change.path();
        String remark = name.endsWith(".c") || name.endsWith(".h") || name.endsWith(".S")
                ? "/* " + (mark + 1) + " */\n"
                : "# " + (mark + 1) + "\n";
        byte[] end = remark.getBytes(StandardCharsets.US_ASCII);
        out.print("blob\nmark :" + ++mark + "\ndata " + (content.length + end.length) + "\n");
        out.write(content, 0, content.length);
        out.write(end, 0, end.length);
        out.print('\n');
        return mark;
    }

    private byte[] content(String blob) throws IOException {
        questions.write((blob + "\n").getBytes(StandardCharsets.US_ASCII));
        questions.flush();
        StringBuilder head = new StringBuilder();
        for (int c = answers.read(); c != '\n' && c >= 0; c = answers.read()) {
            head.append((char) c);
        }
        String[] words = head.toString().split(" ");
        if (words.length != 3) {
            throw new IOException("the clone lacks blob " + head);
        }
        byte[] content = answers.readNBytes(Integer.parseInt(words[2]));
        answers.skipBytes(1);
        return content;
    }

    private void begin(String branch, String subject, long from, long merged) {
        commits++;
        time += 60;
        out.print("commit " + branch + "\nmark :" + ++mark + "\ncommitter Growth <growth@example.org> " + time + " +0000\ndata "
                + subject.length() + "\n" + subject + "\n");
        if (from >= 0) {
            out.print("from :" + from + "\n");
        }
        if (merged >= 0) {
            out.print("merge :" + merged + "\n");
        }
    }

    private void write(Change change, long blob) {
        if (change.deletes()) {
            out.print("D " + change.path() + "\n");
        } else {
            out.print("M " + change.mode() + " " + (blob < 0 ? change.blob() : ":" + blob) + " " + change.path() + "\n");
        }
    }

    private void tag(String name, long commit) {
        tags++;
        out.print("reset refs/tags/" + name + "\nfrom :" + commit + "\n\n");
    }

    // What the clone has.

    /** The trees of the clone's mainline tags, in the order of their versions. */
    private List<String> trees() throws IOException {
        List<String> names = new ArrayList<>();
        for (String line : lines("for-each-ref", "--format=%(refname:strip=2)", "refs/tags/")) {
            if (line.matches("v\\d+\\.\\d+(\\.\\d+)?(-rc\\d+)?") && !line.startsWith("v2.6.11")) {
                names.add(line);
            }
        }
        names.sort(Comparator.comparing(Growth::order));
        List<String> trees = new ArrayList<>();
        for (String name : names) {
            trees.add(lines("rev-parse", name + "^{tree}").get(0));
        }
        return trees;
    }

    private static String order(String tag) {
        StringBuilder key = new StringBuilder();
        for (String part : tag.substring(1).replaceFirst("-rc", ".-").split("\\.")) {
            key.append(part.startsWith("-") ? "a" : "b").append(String.format("%06d", Integer.parseInt(part.replace("-", ""))));
        }
        // A candidate comes before its release, whose key is shorter by a part.
        return tag.contains("-rc") ? key.toString() : key + "b";
    }

    private List<Change> differences(String one, String other) throws IOException {
        return list("diff-tree", "-r", "--no-renames", one, other);
    }

    /** Lines as {@code git diff-tree} or {@code git ls-tree} print them: words, a tab, a path. */
    private List<Change> list(String... command) throws IOException {
        List<Change> changes = new ArrayList<>();
        for (String line : lines(command)) {
            int tab = line.indexOf('\t');
            String[] words = line.substring(0, tab).split(" ");
            boolean raw = words[0].startsWith(":");
            changes.add(raw
                    ? new Change(words[1], words[3], line.substring(tab + 1))
                    : new Change(words[0], words[2], line.substring(tab + 1)));
        }
        return changes;
    }

    private List<String> lines(String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of("git", "--git-dir=" + clone, "-c", "core.quotePath=true"));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        try (InputStream in = process.getInputStream();
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
