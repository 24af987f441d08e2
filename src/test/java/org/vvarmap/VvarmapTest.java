package org.vvarmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Cell;
import org.vvarmap.matrix.Lookup;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

class VvarmapTest {

    private final Vvarmap vvarmap = Vvarmap.load();

    private List<Release> releases() {
        return vvarmap.table().calendar().lines().values().stream().flatMap(line -> line.stream()).toList();
    }

    @Test
    void looksUpWhatThePageOfTheProjectShows() {
        Lookup answer = Vvarmap.load().lookup("5.11.7", "ppc64le");

        assertThat(answer.match()).isEqualTo(Lookup.Match.EXACT);
        assertThat(answer.release()).contains(Release.of("v5.11.7"));
        assertThat(answer.cells()).hasSize(1);
        assertThat(answer.cells().get(0).era().layout().get(FactKey.DATA_PLACEMENT).is("before")).isTrue();
        assertThat(answer.cells().get(0).era().commit()).map(commit -> commit.id().substring(0, 12)).contains("511157ab641e");
    }

    @Test
    void answersForWholeFoldersAndForAll() {
        assertThat(vvarmap.lookup("6.12", "powerpc").cells()).extracting(cell -> cell.era().abi())
                .containsExactlyElementsOf(Abi.ofArch("powerpc"));
        assertThat(vvarmap.lookup("6.12", "all").cells()).hasSizeGreaterThan(15);
    }

    @Test
    void saysBetweenWhichLayoutsASnapshotOfAMergeWindowLies() {
        Lookup x86 = vvarmap.lookup("6.13.0-0.rc0.20241125git9f16d5e6f220.8.fc42.x86_64", "x86_64");
        Lookup same = vvarmap.lookup("5.17.0-0.rc0.20220112gitdaadb3bd0e8d.63.fc36.x86_64", "x86_64");

        assertThat(x86.match()).isEqualTo(Lookup.Match.BASE);
        assertThat(x86.notes()).anyMatch(note -> note.contains("between v6.12 and v6.13-rc1, which differ in regions"))
                .anyMatch(note -> note.contains("vvarmap check"));
        assertThat(same.notes()).anyMatch(note -> note.contains("between v5.16 and v5.17-rc1, which have the same layout"));
    }

    @Test
    void takesATextThatNamesNoKernelForAQuestionWithoutAnAnswer() {
        Lookup answer = vvarmap.lookup("hello", "x86_64");

        assertThat(answer.match()).isEqualTo(Lookup.Match.NONE);
        assertThat(answer.cells()).isEmpty();
        assertThat(answer.notes()).isNotEmpty();
    }

    @Test
    void refusesAnAbiThatThereIsNot() {
        assertThatThrownBy(() -> vvarmap.lookup("6.12", "pdp11"))
                .isInstanceOf(UnknownAbi.class)
                .hasMessageContaining("\"pdp11\"");
    }

    @Test
    void readsATableFromAFileAndRefusesWhatIsNone(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("table.json"), TableJson.write(vvarmap.table()));
        Path broken = Files.writeString(folder.resolve("broken.json"), "{}");

        assertThat(Vvarmap.load(file).lookup("5.11.7", "ppc64").cells().get(0).era())
                .isEqualTo(vvarmap.lookup("5.11.7", "ppc64").cells().get(0).era());
        assertThatThrownBy(() -> Vvarmap.load(broken)).isInstanceOf(MalformedTable.class);
        assertThatThrownBy(() -> Vvarmap.load(folder.resolve("none.json"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Vvarmap.load(folder)).isInstanceOf(IOException.class);
    }

    @Test
    void remembersNoWrongAnswer() {
        // More questions than there are places to remember them in, so that places change hands, and each asked twice.
        Map<String, Lookup> fresh = new HashMap<>();
        for (Release release : releases()) {
            for (Abi abi : List.of(Abi.PPC64, Abi.X86_64)) {
                fresh.put(release + " " + abi, Lookup.of(vvarmap.table(), KernelString.parse(release.tag()), List.of(abi)));
            }
        }
        assertThat(fresh).hasSizeGreaterThan(4096);
        for (int round = 0; round < 2; round++) {
            for (Release release : releases()) {
                for (Abi abi : List.of(Abi.PPC64, Abi.X86_64)) {
                    assertThat(vvarmap.lookup(release.tag(), abi.label())).isEqualTo(fresh.get(release + " " + abi));
                    assertThat(vvarmap.lookup(release.tag(), abi.label())).isEqualTo(fresh.get(release + " " + abi));
                }
            }
        }
    }

    @Test
    void answersSeveralThreadsAlike() throws Exception {
        List<Release> releases = releases();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Lookup>>> futures = new ArrayList<>();
            IntStream.range(0, 8).forEach(number -> futures.add(threads.submit(() -> releases.stream()
                    .map(release -> vvarmap.lookup(release.tag(), "ppc64le"))
                    .toList())));
            List<Lookup> first = futures.get(0).get();
            for (Future<List<Lookup>> future : futures) {
                assertThat(future.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** How a cell is known, said once more without a short way: every release read is asked. */
    @Test
    void saysOfEveryCellOnWhatGroundItStands() {
        Table table = vvarmap.table();
        for (Abi abi : table.abis()) {
            for (Release release : releases()) {
                Cell cell = table.cell(release, abi).orElseThrow();
                boolean before = false;
                boolean after = false;
                for (Release read : table.read(abi)) {
                    boolean inLine = read.line().equals(release.line())
                            || read.line().isMainline() && read.compareTo(release.mainline()) <= 0;
                    before |= inLine && cell.era().holds(read) && read.compareTo(release) < 0;
                    after |= inLine && cell.era().holds(read) && read.compareTo(release) > 0;
                }
                String kind = table.read(abi).contains(release) ? "tree" : before && after ? "bounded" : "commit";
                if (!cell.provenance().kind().json().equals(kind)) {
                    assertThat(release + " " + abi + " " + cell.provenance().kind().json()).isEqualTo(release + " " + abi + " " + kind);
                }
            }
        }
    }
}
