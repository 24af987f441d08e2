package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Commit;

/** Two revisions of a small history, and the commits between them. */
class RevisionsTest {

    private final TinyHistory history = TinyHistory.inMemory();
    private final KernelRepository repository = history.look();

    @AfterEach
    void close() {
        repository.close();
    }

    private Revisions.Pair pair(Revisions revisions) throws RepositoryFailure {
        return revisions.read(List.of(Abi.PPC64)).get(Abi.PPC64);
    }

    private String driver(TinyKernel kernel, String name, String parent) {
        return history.commit(kernel.with("drivers/" + name + ".c", "int x;\n"), name, parent);
    }

    @Test
    void tellsAChangeFromOneThatTouchesNothingOfALayout() throws RepositoryFailure {
        String first = history.commit(TinyKernel.dataAfter(), "first");
        String driver = driver(TinyKernel.dataAfter(), "driver", first);
        String touched = history.commit(TinyKernel.dataAfter().touched("a remark"), "touched", driver);

        assertThat(pair(new Revisions(repository, first, driver)).sameFiles()).isTrue();
        Revisions.Pair other = pair(new Revisions(repository, first, touched));
        assertThat(other.sameFiles()).isFalse();
        assertThat(other.before().layout().agrees(other.after().layout())).isTrue();
    }

    /** What is not understood is the same on both sides where the files are. */
    @Test
    void knowsThatNothingChangedInWhatItDoesNotUnderstand() throws RepositoryFailure {
        String first = history.commit(TinyKernel.broken(), "first");
        String driver = driver(TinyKernel.broken(), "driver", first);

        assertThat(pair(new Revisions(repository, first, driver)).sameFiles()).isTrue();
    }

    @Test
    void namesTheCommitWithinTheSeries() throws RepositoryFailure {
        String first = history.commit(TinyKernel.dataAfter(), "first");
        String driver = driver(TinyKernel.dataAfter(), "driver", first);
        String guilty = history.commit(TinyKernel.dataBefore(), "vdso: Move it", driver);
        String last = driver(TinyKernel.dataBefore(), "another", guilty);
        Revisions revisions = new Revisions(repository, first, last);
        Map<FactKey, Commit> commits = revisions.commits(Abi.PPC64, pair(revisions)).orElseThrow();

        assertThat(commits).containsOnlyKeys(FactKey.DATA_PLACEMENT, FactKey.ELF_AT_VDSO_START);
        assertThat(commits.values()).allSatisfy(commit -> {
            assertThat(commit.id()).isEqualTo(guilty);
            assertThat(commit.subject()).isEqualTo("vdso: Move it");
        });
    }

    @Test
    void looksAtNoMoreCommitsThanItMay() throws RepositoryFailure {
        String first = history.commit(TinyKernel.dataAfter(), "first");
        String second = history.commit(TinyKernel.dataBefore(), "second", first);
        String third = driver(TinyKernel.dataBefore(), "third", second);

        Revisions enough = new Revisions(repository, first, third, 2);
        assertThat(enough.commits(Abi.PPC64, pair(enough))).isPresent();
        Revisions few = new Revisions(repository, first, third, 1);
        assertThat(few.commits(Abi.PPC64, pair(few))).isEmpty();
    }

    @Test
    void hasNoCommitsOfTrees() throws RepositoryFailure {
        String first = history.tree(TinyKernel.dataAfter(), Map.of()).name();
        String second = history.tree(TinyKernel.dataBefore(), Map.of()).name();
        Revisions revisions = new Revisions(repository, first, second);

        assertThat(revisions.commits(Abi.PPC64, pair(revisions))).isEqualTo(Optional.empty());
    }

    @Test
    void failsOnAnObjectThatIsNotThere() {
        String first = history.commit(TinyKernel.dataAfter(), "first");

        assertThatThrownBy(() -> new Revisions(repository, first, "a".repeat(40)).read(List.of(Abi.PPC64)))
                .isInstanceOf(RepositoryFailure.class)
                .hasMessageContaining("a".repeat(40))
                .hasMessageNotContaining("\n");
    }
}
