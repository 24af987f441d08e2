package org.vvarmap.live;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;

/**
 * What experiments prove of a layout. An experiment that could have come out as it did for another reason proves nothing,
 * and gives no fact.
 */
final class Experience {

    private static final String REFUSED = "EINVAL";

    private Experience() {}

    /**
     * The facts that were learned.
     *
     * @param process the process with its experiments
     * @param notes takes what people should know
     * @return the facts; none where nothing was tried
     */
    static Map<FactKey, Fact> of(LiveProcess process, List<String> notes) {
        Map<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        if (process.experiments().isEmpty()) {
            return facts;
        }
        nameSticks(process).ifPresent(fact -> facts.put(FactKey.NAME_STICKS, fact));
        mremapTracked(process).ifPresent(fact -> facts.put(FactKey.MREMAP_TRACKED, fact));
        resize(process).ifPresent(fact -> facts.put(FactKey.RESIZE, fact));
        split(process, notes).ifPresent(fact -> facts.put(FactKey.SPLIT, fact));
        timens(process).ifPresent(fact -> facts.put(FactKey.TIMENS, fact));
        if (writeReachesTheData(process)) {
            facts.put(FactKey.DATA_ACCESS, Fact.of("cow"));
        }
        if (outcome(process, "moveCode", "mremap").filter("EPERM"::equals).isPresent()) {
            facts.put(FactKey.SEALABLE, Fact.TRUE);
        }
        return facts;
    }

    private static Optional<String> outcome(LiveProcess process, String experiment, String step) {
        return process.experiment(experiment).flatMap(one -> one.outcome(step));
    }

    private static boolean isOk(LiveProcess process, String experiment, String step) {
        return process.experiment(experiment).filter(one -> one.isOk(step)).isPresent();
    }

    /**
     * A name that goes was worked out of the address. One that stays may be worked out of an address that the kernel keeps
     * up to date; it does not keep the data's.
     */
    private static Optional<Fact> nameSticks(LiveProcess process) {
        if (outcome(process, "moveCode", "name").filter("lost"::equals).isPresent()) {
            return Optional.of(Fact.FALSE);
        }
        return outcome(process, "moveData", "name").map(name -> Fact.of(name.equals("kept")));
    }

    /** Only where a handler returns through the image does its return tell whether the kernel knows where the image is. */
    private static Optional<Fact> mremapTracked(LiveProcess process) {
        boolean throughImage = outcome(process, "still", "trampoline").filter("image"::equals).isPresent();
        if (!throughImage || !isOk(process, "moveCodeSignal", "mremap")) {
            return Optional.empty();
        }
        return outcome(process, "moveCodeSignal", "signal").map(signal -> Fact.of(signal.equals(Experiment.OK)));
    }

    /** Growing fails for every special mapping, so only shrinking tells; and what can be shrunk in place may still be refused. */
    private static Optional<Fact> resize(LiveProcess process) {
        return outcome(process, "shrinkCodeMoving", "mremap")
                .filter(end -> end.equals(Experiment.OK) || end.equals(REFUSED))
                .map(end -> Fact.of(end.equals(REFUSED) ? "refused" : "allowed"));
    }

    /** A hook may refuse to move a part whatever the rule is, so only what no hook sees tells. */
    private static Optional<Fact> split(LiveProcess process, List<String> notes) {
        List<String> ends = Stream.of(
                        outcome(process, "shrinkCode", "mremap"),
                        outcome(process, "unmapLastPageOfCode", "munmap"),
                        outcome(process, "shrinkData", "mremap"),
                        outcome(process, "unmapLastPageOfData", "munmap"))
                .flatMap(Optional::stream)
                .filter(end -> end.equals(Experiment.OK) || end.equals(REFUSED))
                .distinct()
                .toList();
        if (ends.size() > 1) {
            notes.add("one special mapping could be split and another could not, so split is not compared");
        }
        return ends.size() == 1
                ? Optional.of(Fact.of(ends.get(0).equals(REFUSED) ? "refused" : "allowed"))
                : Optional.empty();
    }

    /** A kernel without time namespaces proves nothing; nor does a page that shows no mark, since the mark may move. */
    private static Optional<Fact> timens(LiveProcess process) {
        boolean marked = outcome(process, "timeNamespace", "data").filter("marked"::equals).isPresent();
        boolean reshaped = outcome(process, "timeNamespace", "maps").filter("differ"::equals).isPresent();
        return marked || reshaped ? Optional.of(Fact.TRUE) : Optional.empty();
    }

    private static boolean writeReachesTheData(LiveProcess process) {
        return isOk(process, "writeData", "write")
                && outcome(process, "writeData", "clock").filter("stale"::equals).isPresent();
    }
}
