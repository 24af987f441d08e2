package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of mails in git, in both forms. */
class MailRepositoryTest {

    @TempDir
    private Path folder;

    private static ObjectId commit(Repository repository, Map<String, String> files, List<ObjectId> parents) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            for (Map.Entry<String, String> file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            commit.setParentIds(parents);
            commit.setAuthor(new PersonIdent("a", "a@x"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("m");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef("refs/heads/master");
            update.setNewObjectId(id);
            update.forceUpdate();
            return id;
        }
    }

    private static Repository inMemory() throws IOException {
        Repository repository = new InMemoryRepository(new DfsRepositoryDescription("mails"));
        repository.updateRef(Constants.HEAD, true).link("refs/heads/master");
        return repository;
    }

    private static List<String> read(MailRepository archive) throws RepositoryFailure {
        List<String> mails = new ArrayList<>();
        archive.read(bytes -> mails.add(new String(bytes, StandardCharsets.UTF_8)));
        return mails;
    }

    @Test
    void readsAMailOfEachCommit() throws IOException, RepositoryFailure {
        Repository repository = inMemory();
        ObjectId one = commit(repository, Map.of("m", "one"), List.of());
        ObjectId two = commit(repository, Map.of("m", "two"), List.of(one));
        ObjectId gone = commit(repository, Map.of("d", "two"), List.of(two));
        commit(repository, Map.of("m", "three"), List.of(gone));

        assertThat(read(new MailRepository("x", repository))).containsExactly("three", "two", "one");
    }

    @Test
    void readsAllMailsOfTheNewestTree() throws IOException, RepositoryFailure {
        Repository repository = inMemory();
        String path = "ab/" + "c".repeat(38);
        ObjectId one = commit(repository, Map.of(path, "gone"), List.of());
        commit(repository, Map.of("00/" + "1".repeat(38), "one", path, "two", "notes", "no mail"), List.of(one));

        assertThat(read(new MailRepository("x", repository))).containsExactly("one", "two");
    }

    @Test
    void countsWhatIsTooLarge() throws IOException, RepositoryFailure {
        Repository repository = inMemory();
        commit(repository, Map.of("m", "x".repeat(5 << 20)), List.of(commit(repository, Map.of("m", "one"), List.of())));
        List<String> mails = new ArrayList<>();

        assertThat(new MailRepository("x", repository).read(bytes -> mails.add(new String(bytes, StandardCharsets.UTF_8)))).isEqualTo(1);
        assertThat(mails).containsExactly("one");
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Repository kernel = inMemory();
        commit(kernel, Map.of("Makefile", "x", "mm/mmap.c", "x"), List.of());
        assertThatThrownBy(() -> read(new MailRepository("x", kernel)))
                .isInstanceOf(RepositoryFailure.class).hasMessageContaining("no archive of mails");
        assertThatThrownBy(() -> read(new MailRepository("x", inMemory())))
                .isInstanceOf(RepositoryFailure.class).hasMessageContaining("has no commits");
        assertThatThrownBy(() -> MailRepository.open(folder))
                .isInstanceOf(RepositoryFailure.class).hasMessageContaining("no git repository");
    }

    @Test
    void opensBareRepositoriesAndWorkTrees() throws IOException, RepositoryFailure {
        for (boolean bare : List.of(true, false)) {
            Path place = Files.createDirectory(folder.resolve("bare" + bare));
            try (FileRepository repository = new FileRepository((bare ? place : place.resolve(".git")).toFile())) {
                repository.create(bare);
                commit(repository, Map.of("m", "one"), List.of());
            }
            assertThat(MailRepository.isOne(place)).isTrue();
            try (MailRepository archive = MailRepository.open(place)) {
                assertThat(read(archive)).containsExactly("one");
            }
        }
        assertThat(MailRepository.isOne(folder)).isFalse();
    }
}
