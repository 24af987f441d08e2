package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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
 * mutants of each shape and ABI instead, {@code -Dmutation.seed=7} other ones, {@code -Dmutants=all} all that there are, but of
 * the pairs of names, of which it takes a sample; that is some 3,000 for each shape, and takes minutes.
 * {@code -Dmutation.shapes=x86.*} is for some shapes. It prints a table of what came of them by operator.
 */
class MutationTest {

    /** Small, fast to compile, and unlike one another. */
    private static final String QUICK = "(page-list|vvar-timens) ppc64|arm64-specs-array arm64|riscv-table riscv64|s390-vvar s390x";

    private static final int QUICK_MUTANTS = 3;

    /** Of pairs of names there are more than anybody waits for. */
    private static final int PAIRS_OF_NAMES = 300;

    /** The judge cannot take it: without a clock a page of the store is none, which no process is shown but by a fault in the kernel. */
    private static final Set<String> NOT_JUDGED = Set.of("riscv-store riscv32");

    /** What came of mutants; a column of the table each. */
    private enum Outcome { UNKNOWN, CHANGED, SAME, NO_KERNEL, NO_PROCESS, WRONG }

    @TempDir
    Path room;

    private final Map<String, Map<Outcome, Integer>> table = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void givesNoWrongFact() throws IOException {
        assumeTrue(hasCompiler(), "no C compiler");
        boolean quick = System.getProperty("mutants") == null;
        String shapes = System.getProperty("mutation.shapes", quick ? QUICK : ".*");
        for (Golden golden : Golden.all()) {
            if (Judge.canJudge(golden) && golden.toString().matches(shapes) && !NOT_JUDGED.contains(golden.toString())) {
                mutate(golden, System.getProperty("mutants", "" + QUICK_MUTANTS), Long.getLong("mutation.seed", 1));
            }
        }
        if (!quick) {
            table.forEach((operator, row) -> System.out.println(operator + " " + row));
        }

        assertThat(table).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    private void mutate(Golden golden, String mutants, long seed) throws IOException {
        Path own = Files.createDirectories(room.resolve(golden.toString().replace(' ', '-')));
        Judge judge = new Judge(own, golden);
        Layout original = Golden.read(golden.tree(), golden.abi());
        Judge.Verdict verdict = judge.judge(golden.tree().texts(), List.of());
        assertThat(verdict).as("%s as it is", golden).isInstanceOf(Judge.Seen.class);
        assertThat(Comparison.wrong(original, (Judge.Seen) verdict)).as("%s as it is", golden).isEmpty();
        Map<String, String> files = files(golden);
        Random random = new Random(seed + golden.toString().hashCode());
        List<Mutator.Mutant> chosen = new ArrayList<>();
        if (mutants.equals("all")) {
            Mutator.NAMES.forEach(operator -> chosen.addAll(all(operator, files, random)));
        } else {
            for (int i = 0; i < Integer.parseInt(mutants); i++) {
                Mutator.mutate(Mutator.NAMES.get(random.nextInt(Mutator.NAMES.size())), files, random).ifPresent(chosen::add);
            }
        }
        for (Mutator.Mutant mutant : chosen) {
            Outcome outcome = outcome(golden, original, judge, mutant);
            table.computeIfAbsent(mutant.operator(), key -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
        }
    }

    /** All mutants by an operator, each once; of those that put a name for another, a sample. */
    private static Collection<Mutator.Mutant> all(String operator, Map<String, String> files, Random random) {
        Map<String, Mutator.Mutant> all = new LinkedHashMap<>();
        if (operator.startsWith("name ")) {
            for (int i = 0; i < PAIRS_OF_NAMES; i++) {
                Mutator.mutate(operator, files, random).ifPresent(mutant -> all.put(mutant.path() + mutant.text(), mutant));
            }
            return all.values();
        }
        EveryChoice choices = new EveryChoice();
        do {
            Mutator.mutate(operator, files, choices).ifPresent(mutant -> all.putIfAbsent(mutant.path() + mutant.text(), mutant));
        } while (choices.next());
        return all.values();
    }

    /** Chance that leaves nothing to chance: from one {@link #next} to the other it makes other choices, until all were made. */
    private static final class EveryChoice extends Random {
        private static final long serialVersionUID = 1;

        private final transient Deque<int[]> made = new ArrayDeque<>();
        private final transient Deque<Integer> planned = new ArrayDeque<>();

        @Override
        public int nextInt(int bound) {
            int choice = planned.isEmpty() ? 0 : planned.poll();
            made.push(new int[] {choice, bound});
            return choice;
        }

        @Override
        public boolean nextBoolean() {
            return nextInt(2) == 1;
        }

        /** Whether there are choices left that were not made; begins anew with them. */
        private boolean next() {
            while (!made.isEmpty() && made.peek()[0] + 1 == made.peek()[1]) {
                made.pop();
            }
            boolean more = !made.isEmpty();
            if (more) {
                made.peek()[0]++;
            }
            planned.clear();
            made.forEach(choice -> planned.addFirst(choice[0]));
            made.clear();
            return more;
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
