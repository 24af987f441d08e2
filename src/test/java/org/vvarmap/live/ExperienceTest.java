package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;

/** What experiments prove, and what they do not. */
class ExperienceTest {

    private final List<String> notes = new ArrayList<>();

    /** Experiments as a line each: {@code moveCode mremap:ok clock:SIGSEGV}. */
    private Map<FactKey, Fact> learned(String... experiments) {
        List<Experiment> all = Stream.of(experiments).map(ExperienceTest::experiment).toList();
        return Experience.of(
                new LiveProcess(List.of(), OptionalLong.empty(), 4096, Optional.of(Abi.PPC64), "5.11.7", Optional.empty(),
                        Optional.empty(), all, List.of()),
                notes);
    }

    private static Experiment experiment(String line) {
        String[] words = line.split(" ");
        return new Experiment(words[0], Stream.of(words).skip(1)
                .map(word -> new Experiment.Step(word.split(":")[0], word.split(":")[1]))
                .toList());
    }

    @Test
    void learnsNothingWhereNothingWasTried() {
        assertThat(learned()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ok,true", "SIGSEGV,false", "SIGILL,false", "hang,false", "lost,false"})
    void aReturnThroughTheMovedImageTellsWhetherTheKernelKnows(String signal, String tracked) {
        assertThat(learned("still trampoline:image", "moveCodeSignal mremap:ok signal:" + signal))
                .containsEntry(FactKey.MREMAP_TRACKED, Fact.of(tracked));
    }

    @Test
    void aReturnThatTakesAnotherWayTellsNothing() {
        assertThat(learned("still trampoline:elsewhere", "moveCodeSignal mremap:ok signal:ok")).isEmpty();
        assertThat(learned("still trampoline:image", "moveCodeSignal mremap:EINVAL")).isEmpty();
        assertThat(learned("moveCodeSignal mremap:ok signal:ok")).isEmpty();
    }

    @Test
    void aNameStaysOrGoesWithTheMove() {
        assertThat(learned("moveCode mremap:ok name:lost clock:ok")).containsEntry(FactKey.NAME_STICKS, Fact.FALSE);
        assertThat(learned("moveData mremap:ok name:kept clock:SIGSEGV")).containsEntry(FactKey.NAME_STICKS, Fact.TRUE);
        assertThat(learned("moveData mremap:ok name:lost clock:SIGSEGV")).containsEntry(FactKey.NAME_STICKS, Fact.FALSE);
    }

    /** powerpc before 5.11: the kernel compares with its own pointer, which follows the move. */
    @Test
    void aNameThatStaysWithTheImageMayFollowAPointer() {
        assertThat(learned("moveCode mremap:ok name:kept clock:ok")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EINVAL,refused", "ok,allowed"})
    void shrinkingTellsOfSizes(String end, String resize) {
        assertThat(learned("shrinkCodeMoving mremap:" + end)).containsEntry(FactKey.RESIZE, Fact.of(resize));
    }

    @Test
    void growingAndSinglePagesTellNothing() {
        assertThat(learned("growCode mremap:EFAULT", "growCodeMoving mremap:EFAULT", "shrinkCodeMoving mremap:one-page",
                "shrinkCode mremap:one-page", "unmapLastPageOfData munmap:one-page")).isEmpty();
    }

    @Test
    void theRuleOnPartsIsWhatNoHookSees() {
        assertThat(learned("moveFirstPageOfCode mremap:EINVAL", "shrinkData mremap:ok", "unmapLastPageOfData munmap:ok"))
                .containsEntry(FactKey.SPLIT, Fact.of("allowed"));
        assertThat(learned("unmapLastPageOfCode munmap:EINVAL", "shrinkData mremap:EINVAL"))
                .containsEntry(FactKey.SPLIT, Fact.of("refused"));
        assertThat(notes).isEmpty();
        assertThat(learned("unmapLastPageOfCode munmap:EINVAL", "shrinkData mremap:ok")).isEmpty();
        assertThat(notes).hasSize(1);
    }

    @Test
    void aWriteThatStopsTheClockIsACopy() {
        assertThat(learned("writeData write:ok clock:stale")).containsEntry(FactKey.DATA_ACCESS, Fact.of("cow"));
        assertThat(learned("writeCode write:EIO", "writeData write:EIO")).isEmpty();
        assertThat(learned("writeData write:ok clock:ok")).isEmpty();
    }

    @Test
    void aMarkedPageOrAnotherShapeIsATimeNamespace() {
        assertThat(learned("timeNamespace unshare:ok maps:same data:marked")).containsEntry(FactKey.TIMENS, Fact.TRUE);
        assertThat(learned("timeNamespace unshare:ok maps:differ data:plain")).containsEntry(FactKey.TIMENS, Fact.TRUE);
        assertThat(learned("timeNamespace unshare:EINVAL")).isEmpty();
        assertThat(learned("timeNamespace unshare:ok maps:same data:plain")).isEmpty();
    }

    @Test
    void aMoveThatIsForbiddenIsASeal() {
        assertThat(learned("moveCode mremap:EPERM")).containsEntry(FactKey.SEALABLE, Fact.TRUE);
    }
}
