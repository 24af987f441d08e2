package org.vvarmap.history;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
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

    private final String name;
    private final Repository repository;
    private final ObjectReader reader;
    private final GitTrees trees;

    /**
     * Reads a repository that is open already. It is closed with this.
     *
     * @param name what to call it in messages
     * @param repository the repository
     */
    KernelRepository(String name, Repository repository) {
        this.name = name;
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.trees = new GitTrees(reader);
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
            FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
            File dotGit = folder.resolve(Constants.DOT_GIT).toFile();
            if (dotGit.exists()) {
                builder.setWorkTree(folder.toFile());
            } else {
                builder.setGitDir(folder.toFile());
            }
            return new KernelRepository(folder.toString(), builder.setup().build());
        } catch (RepositoryNotFoundException e) {
            throw new RepositoryFailure(folder + " is no git repository; name a clone of the kernel");
        } catch (IOException | IllegalArgumentException e) {
            throw new RepositoryFailure(folder + " cannot be opened: " + e.getMessage());
        }
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
     * is missing, is passed over and told of.
     *
     * @param problems receives one line for each tag that could not be followed
     * @return the releases in order
     * @throws RepositoryFailure where the tags cannot be listed
     */
    public List<TaggedRelease> releases(List<String> problems) throws RepositoryFailure {
        Map<Release, TaggedRelease> releases = new TreeMap<>();
        try (RevWalk walk = new RevWalk(reader)) {
            for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                Optional<Release> release = release(ref);
                if (release.isPresent()) {
                    follow(ref, release.get(), walk, problems).ifPresent(tag -> releases.put(tag.release(), tag));
                }
            }
        } catch (IOException e) {
            throw new RepositoryFailure(name + ": the tags cannot be read: " + e.getMessage());
        }
        return List.copyOf(releases.values());
    }

    private static Optional<Release> release(Ref ref) {
        String tag = ref.getName().substring(Constants.R_TAGS.length());
        return tag.startsWith("v") ? Release.parse(tag) : Optional.empty();
    }

    private Optional<TaggedRelease> follow(Ref ref, Release release, RevWalk walk, List<String> problems) {
        try {
            RevObject object = walk.peel(walk.parseAny(ref.getObjectId()));
            boolean usable = object instanceof RevCommit || object instanceof RevTree;
            if (!usable) {
                problems.add(name + ": tag " + release + " leads to no commit and no tree");
            }
            return usable
                    ? Optional.of(new TaggedRelease(release, object.name(), object instanceof RevCommit))
                    : Optional.empty();
        } catch (MissingObjectException e) {
            problems.add(name + ": tag " + release + " leads to an object that is missing, " + e.getObjectId().name());
        } catch (IOException e) {
            problems.add(name + ": tag " + release + " cannot be followed: " + e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * The source of a release or of any commit or tree.
     *
     * @param object the id of a commit or a tree
     * @return the source
     * @throws RepositoryFailure where there is no such object
     */
    public SourceTree source(String object) throws RepositoryFailure {
        try (RevWalk walk = new RevWalk(reader)) {
            RevObject parsed = walk.parseAny(ObjectId.fromString(object));
            ObjectId tree = parsed instanceof RevCommit commit ? commit.getTree().getId() : parsed.getId();
            return trees.source(tree);
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

    /** The commits that are in one history and not in another, and a walk that has parsed them. */
    final class Span implements AutoCloseable {

        private final RevWalk walk = new RevWalk(reader);
        private final Set<ObjectId> inside = new HashSet<>();

        private boolean whole = true;

        private Span(String from, String to, int most) throws IOException {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(ObjectId.fromString(to)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from)));
            for (RevCommit commit = walk.next(); commit != null && whole; commit = walk.next()) {
                inside.add(commit.getId());
                whole = inside.size() <= most;
            }
        }

        /** Whether all commits are in it; false where there were more than were asked for. */
        boolean whole() {
            return whole;
        }

        List<String> parents(String commit) throws IOException {
            return Stream.of(walk.parseCommit(ObjectId.fromString(commit)).getParents())
                    .map(RevCommit::name)
                    .toList();
        }

        /** Whether a commit's parents are known: not where a shallow clone was cut off. */
        boolean hasParents(String commit) throws IOException {
            return !reader.getShallowCommits().contains(ObjectId.fromString(commit));
        }

        boolean has(String commit) {
            return inside.contains(ObjectId.fromString(commit));
        }

        SourceTree source(String commit) throws IOException {
            return trees.source(walk.parseCommit(ObjectId.fromString(commit)).getTree().getId());
        }

        String message(String commit) throws IOException {
            RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit));
            walk.parseBody(parsed);
            String message = parsed.getFullMessage();
            parsed.disposeBody();
            return message;
        }

        @Override
        public void close() {
            // The walk shares the repository's reader, which stays open.
            walk.dispose();
        }
    }

    /** The commits between two releases: those that the second has and the first has not. */
    Span span(String from, String to) throws IOException {
        return new Span(from, to, Integer.MAX_VALUE);
    }

    /** The same, but no more than some: {@link Span#whole} says whether those are all. */
    Span span(String from, String to, int most) throws IOException {
        return new Span(from, to, most);
    }

    /** Whether an id is a commit's, not a tree's. */
    boolean isCommit(String id) throws IOException {
        try (RevWalk walk = new RevWalk(reader)) {
            return walk.parseAny(ObjectId.fromString(id)) instanceof RevCommit;
        }
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }
}
