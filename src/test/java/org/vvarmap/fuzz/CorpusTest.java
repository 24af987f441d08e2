package org.vvarmap.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every input that a parser once failed on ({@code find-}), others that are made to be hard ({@code hostile-}), and the sound ones
 * that the search for more began with: a folder below {@code corpus/} for each target.
 */
class CorpusTest {

    private static final Path CORPUS = Path.of("src/test/resources/org/vvarmap/corpus");

    /** An input is a few kilobytes at most, so this is thousands of times its size. */
    private static final long MOST = 1L << 30;

    private static List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(Files::isRegularFile).map(CORPUS::relativize).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void keepsTheRule(Path input) throws IOException {
        Replay.take(input.getName(0).toString(), Files.readAllBytes(CORPUS.resolve(input)), MOST);
    }

    @Test
    void hasSomethingForEveryTarget() throws IOException {
        Set<String> folders = new TreeSet<>();
        inputs().forEach(input -> folders.add(input.getName(0).toString()));

        assertThat(folders).isEqualTo(Targets.all().keySet());
    }
}
