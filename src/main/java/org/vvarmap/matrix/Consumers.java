package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.List;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Expectation;
import org.vvarmap.layout.Layout;

/**
 * The programs whose assumptions are known.
 *
 * @param list the programs
 */
public record Consumers(List<Consumer> list) {

    /** No program. */
    public static final Consumers NONE = new Consumers(List.of());

    /** Copies the list. */
    public Consumers {
        list = List.copyOf(list);
    }

    /**
     * What one assumption says to a layout.
     *
     * @param consumer whose assumption it is
     * @param assumption the assumption
     * @param verdict whether the layout is as assumed
     */
    public record Judgement(Consumer consumer, Assumption assumption, Expectation.Verdict verdict) {

        /**
         * Who assumes it.
         *
         * @return {@code CRIU 1.3 to before 4.1}
         */
        public String who() {
            String versions = assumption.versions();
            return consumer.name() + (versions.isEmpty() ? "" : " " + versions);
        }
    }

    /**
     * Asks a layout for everything that is assumed on an ABI.
     *
     * @param abi the ABI
     * @param layout its layout
     * @return a judgement for each assumption made on that ABI, in the order of the file
     */
    public List<Judgement> judge(Abi abi, Layout layout) {
        List<Judgement> judgements = new ArrayList<>();
        for (Consumer consumer : list) {
            for (Assumption assumption : consumer.assumptions()) {
                if (assumption.abis().contains(abi)) {
                    judgements.add(new Judgement(consumer, assumption, assumption.expects().of(layout)));
                }
            }
        }
        return List.copyOf(judgements);
    }

    /**
     * What a layout breaks.
     *
     * @param abi the ABI
     * @param layout its layout
     * @return the judgements that fail
     */
    public List<Judgement> broken(Abi abi, Layout layout) {
        List<Judgement> broken = new ArrayList<>();
        for (Judgement judgement : judge(abi, layout)) {
            if (judgement.verdict() == Expectation.Verdict.FAILS) {
                broken.add(judgement);
            }
        }
        return List.copyOf(broken);
    }

    /**
     * What a change breaks that was not broken before.
     *
     * @param abi the ABI
     * @param before the layout that was
     * @param after the layout that is
     * @return the judgements that fail on {@code after} only
     */
    public List<Judgement> newlyBroken(Abi abi, Layout before, Layout after) {
        List<Assumption> already =
                broken(abi, before).stream().map(Judgement::assumption).toList();
        return broken(abi, after).stream().filter(judgement -> !already.contains(judgement.assumption())).toList();
    }
}
