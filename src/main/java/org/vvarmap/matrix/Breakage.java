package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Expectation;

/**
 * An assumption that some releases break.
 *
 * @param judgement whose assumption it is, and which
 * @param runs in which releases it fails, line by line
 */
public record Breakage(Consumers.Judgement judgement, List<Run> runs) {

    /**
     * Releases of one line that follow one another.
     *
     * @param line the line
     * @param since the first; on a stable line, perhaps the mainline release that its layout came with
     * @param until the first one that is not broken any more, or not known to be; empty where it goes on
     */
    public record Run(Line line, Release since, Optional<Release> until) {}

    /** Copies the runs. */
    public Breakage {
        runs = List.copyOf(runs);
    }

    /**
     * What the eras of an ABI break.
     *
     * @param table the table
     * @param abi the ABI
     * @param consumers the programs
     * @return the assumptions that an era breaks, in the order of the file
     */
    public static List<Breakage> of(Table table, Abi abi, Consumers consumers) {
        List<Breakage> breakages = new ArrayList<>();
        for (Consumer consumer : consumers.list()) {
            for (Assumption assumption : consumer.assumptions()) {
                List<Run> runs = assumption.abis().contains(abi) ? runs(table, abi, assumption) : List.of();
                if (!runs.isEmpty()) {
                    breakages.add(new Breakage(new Consumers.Judgement(consumer, assumption, Expectation.Verdict.FAILS), runs));
                }
            }
        }
        return List.copyOf(breakages);
    }

    /**
     * In which releases an assumption fails.
     *
     * @param table the table
     * @param abi the ABI
     * @param assumption the assumption
     * @return the releases, line by line; none where it holds, or nobody knows
     */
    public static List<Run> runs(Table table, Abi abi, Assumption assumption) {
        List<Run> runs = new ArrayList<>();
        for (Line line : table.lines(abi)) {
            for (Era era : table.eras(abi, line)) {
                if (assumption.expects().of(era.layout()) == Expectation.Verdict.FAILS) {
                    add(runs, new Run(line, era.since(), era.until()));
                }
            }
        }
        return runs;
    }

    /** Joins a run to the last one where that ends when it begins. */
    private static void add(List<Run> runs, Run run) {
        Optional<Run> last = runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
        if (last.filter(before -> before.line().equals(run.line()) && before.until().equals(Optional.of(run.since()))).isPresent()) {
            runs.set(runs.size() - 1, new Run(run.line(), last.get().since(), run.until()));
        } else {
            runs.add(run);
        }
    }
}
