package org.vvarmap.history;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.vvarmap.kernel.Release;
import org.vvarmap.source.SourceTree;

/**
 * A clone of the kernel, opened for reading: bare or with a work tree, with whatever alternates and commit-graph it has.
 * Nothing in it is ever written.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class KernelRepository implements AutoCloseable {

    /** The most tags that a tag may lead through; a chain of two is rare. */
    private static final int LONGEST_CHAIN = 64;

    /** What a repository may have that a reader must know of; as git, no other is taken. Those here change nothing for reading. */
    private static final Set<String> EXTENSIONS = Set.of(
            "noop", "noop-v1", "partialclone", "preciousobjects", "objectformat", "compatobjectformat", "refstorage", "worktreeconfig",
            "relativeworktrees");

    private final String name;
    private final Repository repository;
    private final ObjectReader reader;
    private final CheckedObjects objects;
    private final GitTrees trees;
    private final Listings listings;

    /**
     * Reads a repository that is open already. It is closed with this.
     *
     * @param name what to call it in messages
     * @param repository the repository
     */
    KernelRepository(String name, Repository repository) {
        this(name, repository, new Listings());
    }

    private KernelRepository(String name, Repository repository, Listings listings) {
        this.listings = listings;
        this.name = name;
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.objects = new CheckedObjects(reader);
        this.trees = new GitTrees(objects);
    }

    /**
     * Opens a repository.
     *
     * @param folder its folder: a work tree, or the git directory itself
     * @return the repository
     * @throws RepositoryFailure where the folder holds none
     */
    public static KernelRepository open(Path folder) throws RepositoryFailure {
        if (!Files.isDirectory(folder)) {
            throw new RepositoryFailure(folder + " is no folder; name a clone of the kernel");
        }
        try {
            PlainSystem.install();
            LooseFiles.checkAll(folder);
            FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
            File dotGit = folder.resolve(Constants.DOT_GIT).toFile();
            if (dotGit.exists()) {
                builder.setWorkTree(folder.toFile());
            } else {
                builder.setGitDir(folder.toFile());
            }
            return opened(folder, builder.setup().build());
        } catch (RepositoryNotFoundException e) {
            throw new RepositoryFailure(folder + " is no git repository; name a clone of the kernel");
        } catch (IOException | RuntimeException e) {
            throw new RepositoryFailure(folder + " cannot be opened: " + e.getMessage());
        }
    }

    private static KernelRepository opened(Path folder, Repository repository) throws RepositoryFailure, IOException {
        try {
            LooseFiles.check(repository.getDirectory().toPath());
            LooseFiles.check(repository.getCommonDirectory().toPath());
            String format = repository.getConfig().getString("extensions", null, "objectFormat");
            if (format != null && !format.equalsIgnoreCase("sha1")) {
                throw new RepositoryFailure(folder + " names its objects by " + format
                        + ", which is not read here; name a clone of the kernel that has SHA-1 names");
            }
            if (repository.getConfig().getLong("core", "repositoryformatversion", 0) > 0) {
                for (String extension : repository.getConfig().getNames("extensions")) {
                    if (!EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT))) {
                        throw new RepositoryFailure(folder + " has the extension " + extension.replaceAll("[^\\w-]", "?")
                                + ", which is not known here; name a clone without it");
                    }
                }
            }
            // Git uses a commit-graph unless it is told not to, JGit only where it is told to. In memory only: nothing of the
            // repository is written.
            boolean graph = repository.getConfig().getBoolean("core", "commitGraph", true)
                    && CommitGraphs.whole(repository.getCommonDirectory().toPath().resolve("objects"));
            repository.getConfig().setBoolean("core", null, "commitGraph", graph);
            return new KernelRepository(folder.toString(), repository);
        } catch (RepositoryFailure | IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    /**
     * The same repository for another thread. Both must be closed.
     *
     * @return a view with a memory of its own
     */
    KernelRepository view() {
        repository.incrementOpen();
        return new KernelRepository(name, repository, listings);
    }

    /**
     * What to call the repository in messages.
     *
     * @return the folder that it was opened from
     */
    public String name() {
        return name;
    }

    /**
     * The releases that the repository has tags of. A tag that leads to neither a commit nor a tree, or to an object that
     * is missing, is passed over and told of; so is one that calls itself another release than its reference does.
     *
     * @param problems receives one line for each tag that could not be followed
     * @return the releases in order
     * @throws RepositoryFailure where the tags cannot be listed
     */
    public List<TaggedRelease> releases(List<String> problems) throws RepositoryFailure {
        Map<Release, TaggedRelease> releases = new TreeMap<>();
        Map<Release, Release> others = new TreeMap<>();
        try {
            Map<Release, String> garbled = garbled();
            garbled.forEach((release, why) -> problems.add(name + ": tag " + release + " " + why));
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                Optional<Release> release = release(ref.getName().substring(Constants.R_TAGS.length()));
                if (release.isPresent() && !garbled.containsKey(release.get())) {
                    follow(ref, release.get(), others, problems).ifPresent(tag -> releases.put(tag.release(), tag));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new RepositoryFailure(name + ": the tags cannot be read: " + e.getMessage());
        }
        Map<Release, TaggedRelease> all = Map.copyOf(releases);
        others.forEach((release, own) -> {
            // v2.6.32-rc2 says that it is v2.6.32-rc1, and both are the same commit: no harm in that.
            TaggedRelease tag = all.get(release);
            TaggedRelease other = all.get(own);
            if (tag != null && (other == null || !other.object().equals(tag.object()))) {
                problems.add(name + ": tag " + release + " says of itself that it is " + own + "; it was passed over");
                releases.remove(release);
            }
        });
        return List.copyOf(releases.values());
    }

    private static Optional<Release> release(String tag) {
        return tag.startsWith("v") ? Release.parse(tag) : Optional.empty();
    }

    /**
     * Tags in files of their own that say nothing that can be followed, with what is wrong. JGit passes over such a file, or
     * takes what the tag was when the references were packed last.
     */
    private Map<Release, String> garbled() throws IOException {
        Map<Release, String> garbled = new TreeMap<>();
        File common = repository.getCommonDirectory();
        Path folder = common == null ? null : common.toPath().resolve(Constants.R_TAGS);
        if (folder == null || !Files.isDirectory(folder)) {
            // In memory, or in a reftable.
            return garbled;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "v*")) {
            for (Path file : files) {
                Optional<Release> release = release(file.getFileName().toString());
                if (release.isPresent() && Files.isRegularFile(file)) {
                    garbled(file).ifPresent(why -> garbled.put(release.get(), why));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return garbled;
    }

    private Optional<String> garbled(Path file) throws IOException {
        Optional<String> text = LooseFiles.text(file);
        if (text.isEmpty() || LooseFiles.isId(text.get())) {
            return Optional.empty();
        }
        Optional<String> target = LooseFiles.target(text.get());
        if (target.isEmpty()) {
            return Optional.of("cannot be followed: its file holds no id");
        }
        Ref ref = repository.exactRef(target.get());
        return ref == null || ref.getObjectId() == null ? Optional.of("leads nowhere") : Optional.empty();
    }

    private Optional<TaggedRelease> follow(Ref ref, Release release, Map<Release, Release> others, List<String> problems) {
        try {
            ObjectId id = ref.getObjectId();
            for (int steps = 0; id != null && steps < LONGEST_CHAIN; steps++) {
                CheckedObjects.Checked object = objects.read(id);
                if (object.type() == Constants.OBJ_COMMIT || object.type() == Constants.OBJ_TREE) {
                    return Optional.of(new TaggedRelease(release, id.name(), object.type() == Constants.OBJ_COMMIT));
                }
                if (object.type() != Constants.OBJ_TAG) {
                    problems.add(name + ": tag " + release + " leads to no commit and no tree");
                    return Optional.empty();
                }
                RevTag tag = RevTag.parse(object.content());
                if (steps == 0) {
                    release(tag.getTagName()).filter(own -> !own.equals(release)).ifPresent(own -> others.put(release, own));
                }
                id = tag.getObject().getId();
            }
            problems.add(name + ": tag " + release + (id == null ? " leads nowhere" : " leads through more than " + LONGEST_CHAIN + " tags"));
        } catch (MissingObjectException e) {
            problems.add(name + ": tag " + release + " leads to an object that is missing, " + e.getObjectId().name());
        } catch (IOException | RuntimeException e) {
            problems.add(name + ": tag " + release + " cannot be followed: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** What is taken from a commit's own bytes, and not from a commit-graph. */
    private record Parsed(ObjectId tree, List<String> parents) {}

    private Parsed commit(AnyObjectId id) throws IOException {
        try {
            RevCommit commit = RevCommit.parse(objects.read(id, Constants.OBJ_COMMIT));
            return new Parsed(commit.getTree().getId(), Stream.of(commit.getParents()).map(RevCommit::name).toList());
        } catch (RuntimeException e) {
            throw new IOException("commit " + id.name() + " is no commit that can be understood", e);
        }
    }

    /**
     * The source of a release or of any commit or tree.
     *
     * @param object the id of a commit or a tree
     * @return the source
     * @throws RepositoryFailure where there is no such object
     */
    public SourceTree source(String object) throws RepositoryFailure {
        try {
            ObjectId id = ObjectId.fromString(object);
            return trees.source(objects.read(id).type() == Constants.OBJ_COMMIT ? commit(id).tree() : id);
        } catch (IOException e) {
            throw new RepositoryFailure(name + ": object " + object + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Finds what a revision leads to.
     *
     * @param revision whatever git rev-parse takes: a tag, a branch, an abbreviated id, {@code HEAD~3}
     * @return the id of a commit or a tree
     * @throws RepositoryFailure where it leads to neither
     */
    public String resolve(String revision) throws RepositoryFailure {
        try (RevWalk walk = new RevWalk(reader)) {
            ObjectId id = repository.resolve(revision);
            if (id != null) {
                RevObject object = walk.peel(walk.parseAny(id));
                if (object instanceof RevCommit || object instanceof RevTree) {
                    return object.name();
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new RepositoryFailure(name + ": \"" + revision + "\" cannot be followed: " + e.getMessage());
        }
        throw new RepositoryFailure(name + ": \"" + revision + "\" names no commit and no tree");
    }

    /** The commits that are in one history and not in another. */
    final class Span {

        private final Listings.Listing listing;

        private final Map<String, Parsed> parsed = new HashMap<>();

        private Span(Listings.Listing listing) {
            this.listing = listing;
        }

        private Parsed parsed(String commit) throws IOException {
            Parsed known = parsed.get(commit);
            if (known == null) {
                known = commit(ObjectId.fromString(commit));
                parsed.put(commit, known);
            }
            return known;
        }

        /** Whether all commits are in it; false where there were more than were asked for. */
        boolean whole() {
            return listing.whole();
        }

        List<String> parents(String commit) throws IOException {
            return hasParents(commit) ? parsed(commit).parents() : List.of();
        }

        /** Whether a commit's parents are known: not where a shallow clone was cut off. */
        boolean hasParents(String commit) throws IOException {
            return !reader.getShallowCommits().contains(ObjectId.fromString(commit));
        }

        boolean has(String commit) {
            return listing.commits().contains(ObjectId.fromString(commit));
        }

        SourceTree source(String commit) throws IOException {
            return trees.source(parsed(commit).tree());
        }

        String message(String commit) throws IOException {
            return RevCommit.parse(objects.read(ObjectId.fromString(commit), Constants.OBJ_COMMIT)).getFullMessage();
        }
    }

    /** The commits between two releases: those that the second has and the first has not. */
    Span span(String from, String to) throws IOException {
        return span(from, to, Integer.MAX_VALUE - 1);
    }

    /** The same, but no more than some: {@link Span#whole} says whether those are all. */
    Span span(String from, String to, int most) throws IOException {
        return new Span(listings.list(reader, from, to, most));
    }

    /**
     * A commit's message.
     *
     * @param commit the commit's id, 40 hexadecimal digits
     * @return the message; empty where the repository does not have the commit
     */
    public Optional<String> message(String commit) {
        try (RevWalk walk = new RevWalk(reader)) {
            return Optional.of(walk.parseCommit(ObjectId.fromString(commit)).getFullMessage());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an id is a commit's, not a tree's. */
    boolean isCommit(String id) throws IOException {
        return objects.read(ObjectId.fromString(id)).type() == Constants.OBJ_COMMIT;
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }
}
