package org.vvarmap.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** A kernel's history of a few commits, each a minute after the one before. The same calls give the same ids. */
final class TinyHistory implements AutoCloseable {

    private static final Instant START = Instant.parse("2021-01-01T00:00:00Z");

    private final Repository repository;
    private int minutes;

    private TinyHistory(Repository repository) {
        this.repository = repository;
    }

    /** A repository in memory. */
    static TinyHistory inMemory() {
        return new TinyHistory(new InMemoryRepository(new DfsRepositoryDescription("tiny")));
    }

    /** A repository on disk, its objects loose. */
    static TinyHistory onDisk(Path gitDir, boolean bare) {
        try {
            FileRepository repository = new FileRepository(gitDir.toFile());
            repository.create(bare);
            return new TinyHistory(repository);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Repository repository() {
        return repository;
    }

    /** Looks at the repository as the crawler does. */
    KernelRepository look(String name) {
        return new KernelRepository(name, repository);
    }

    KernelRepository look() {
        return look("tiny");
    }

    /** Commits a source and returns the commit's id. */
    String commit(TinyKernel kernel, String message, String... parents) {
        return commit(tree(kernel, Map.of()), message, parents);
    }

    /** Commits a tree. */
    String commit(ObjectId tree, String message, String... parents) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        for (String parent : parents) {
            commit.addParentId(ObjectId.fromString(parent));
        }
        commit.setAuthor(next());
        commit.setCommitter(commit.getAuthor());
        commit.setMessage(message);
        return insert(inserter -> inserter.insert(commit)).name();
    }

    /** Commits and tags. */
    String release(String tag, TinyKernel kernel, String... parents) {
        String id = commit(kernel, "Linux " + tag.substring(1), parents);
        tag(tag, id);
        return id;
    }

    /** A tree of a source, with some paths that are no files: what they lead to, by path. */
    ObjectId tree(TinyKernel kernel, Map<String, FileMode> odd) {
        return insert(inserter -> {
            DirCache cache = DirCache.newInCore();
            DirCacheBuilder builder = cache.builder();
            for (Map.Entry<String, String> file : new TreeMap<>(kernel.files()).entrySet()) {
                FileMode mode = odd.getOrDefault(file.getKey(), FileMode.REGULAR_FILE);
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(mode);
                entry.setObjectId(mode == FileMode.GITLINK
                        ? ObjectId.fromString("a".repeat(40))
                        : inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            return cache.writeTree(inserter);
        });
    }

    /** A tag without an object of its own; moves it where it is there already. */
    void tag(String name, String object) {
        try {
            RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
            update.setNewObjectId(ObjectId.fromString(object));
            RefUpdate.Result result = update.forceUpdate();
            if (!(result == RefUpdate.Result.NEW || result == RefUpdate.Result.FORCED
                    || result == RefUpdate.Result.FAST_FORWARD)) {
                throw new IllegalStateException(name + ": " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An annotated tag; returns the tag object's id. */
    String annotated(String name, String object, int type) {
        TagBuilder tag = new TagBuilder();
        tag.setTag(name);
        tag.setObjectId(ObjectId.fromString(object), type);
        tag.setTagger(next());
        tag.setMessage(name);
        String id = insert(inserter -> inserter.insert(tag)).name();
        tag(name, id);
        return id;
    }

    private PersonIdent next() {
        return new PersonIdent("Tiny", "tiny@example.org", START.plusSeconds(60L * minutes++), ZoneOffset.UTC);
    }

    private interface Insertion {
        ObjectId into(ObjectInserter inserter) throws IOException;
    }

    private ObjectId insert(Insertion insertion) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = insertion.into(inserter);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
