package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/**
 * The extractor cannot be talked into a wrong answer: golden sources with random small edits ({@link Mutator}) are read, and
 * compiled and run by a {@link Judge}; what is read as known must be what a process sees.
 *
 * <p>Deterministic. A small sample is part of every build where there is a C compiler. {@code -Dmutants=40} takes that many
 * mutants of each shape and ABI instead, {@code -Dmutation.seed=7} other ones, {@code -Dmutation.shapes=x86.*} of some shapes;
 * it prints a table of what came of them by operator.
 */
class MutationTest {

    /** Small, fast to compile, and unlike one another. */
    private static final String QUICK = "(page-list|vvar-timens) ppc64|arm64-specs-array arm64|riscv-table riscv64|s390-vvar s390x";

    private static final int QUICK_MUTANTS = 3;

    /** What came of mutants; a column of the table each. */
    private enum Outcome { UNKNOWN, CHANGED, SAME, NO_KERNEL, NO_PROCESS, WRONG }

    @TempDir
    Path room;

    private final Map<String, Map<Outcome, Integer>> table = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void givesNoWrongFact() throws IOException {
        assumeTrue(hasCompiler(), "no C compiler");
        boolean quick = Integer.getInteger("mutants") == null;
        String shapes = System.getProperty("mutation.shapes", quick ? QUICK : ".*");
        for (Golden golden : Golden.all()) {
            if (Judge.canJudge(golden) && golden.toString().matches(shapes)) {
                mutate(golden, Integer.getInteger("mutants", QUICK_MUTANTS), Long.getLong("mutation.seed", 1));
            }
        }
        if (!quick) {
            table.forEach((operator, row) -> System.out.println(operator + " " + row));
        }

        assertThat(table).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    private void mutate(Golden golden, int mutants, long seed) throws IOException {
        Path own = Files.createDirectories(room.resolve(golden.toString().replace(' ', '-')));
        Judge judge = new Judge(own, golden);
        Layout original = Golden.read(golden.tree(), golden.abi());
        if (!(judge.judge(golden.tree().texts(), List.of()) instanceof Judge.Seen seen)) {
            return;
        }
        assertThat(Comparison.wrong(original, seen)).as("%s as it is", golden).isEmpty();
        Map<String, String> files = files(golden);
        Random random = new Random(seed + golden.toString().hashCode());
        for (int i = 0; i < mutants; i++) {
            String operator = Mutator.NAMES.get(random.nextInt(Mutator.NAMES.size()));
            Optional<Mutator.Mutant> mutant = Mutator.mutate(operator, files, random);
            if (mutant.isPresent()) {
                Outcome outcome = outcome(golden, original, judge, mutant.get());
                table.computeIfAbsent(operator, key -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
            }
        }
    }

    private Outcome outcome(Golden golden, Layout original, Judge judge, Mutator.Mutant mutant) {
        MapTree tree = golden.tree().with(mutant.path(), mutant.text());
        Layout layout = Golden.read(tree, golden.abi());
        if (layout.facts().values().stream().noneMatch(Fact::isKnown)) {
            return Outcome.UNKNOWN;
        }
        Judge.Verdict verdict = judge.judge(tree.texts(), mutant.open());
        if (verdict instanceof Judge.NoKernel) {
            return Outcome.NO_KERNEL;
        }
        if (!(verdict instanceof Judge.Seen seen) || seen.sights().stream().anyMatch(sight -> sight.facts().containsKey("error"))) {
            return Outcome.NO_PROCESS;
        }
        List<String> differences = Comparison.wrong(layout, seen);
        if (!differences.isEmpty()) {
            wrong.add(golden + " [" + mutant.operator() + "] " + mutant.what() + "\n    " + differences);
            return Outcome.WRONG;
        }
        return !Golden.reasons(layout).isEmpty() ? Outcome.UNKNOWN
                : layout.differences(original).isEmpty() ? Outcome.SAME : Outcome.CHANGED;
    }

    /** The files that the judge compiles. */
    private static Map<String, String> files(Golden golden) {
        Map<String, String> files = new LinkedHashMap<>();
        golden.tree().texts().forEach((path, text) -> {
            boolean tool = path.contains("genvdso") || path.contains("vdso2c");
            boolean mm = path.startsWith("fs/") || path.equals("mm/mremap.c")
                    || path.equals("mm/mmap.c") && !text.contains("make_special");
            if ((path.endsWith(".c") || path.endsWith(".h")) && !tool && !mm) {
                files.put(path, text);
            }
        });
        return files;
    }

    private static boolean hasCompiler() {
        try {
            return new ProcessBuilder("gcc", "--version").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
