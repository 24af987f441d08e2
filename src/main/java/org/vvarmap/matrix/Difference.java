package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Consequences;
import org.vvarmap.layout.Consequences.Consequence;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

/**
 * What changed for one ABI between two kernels, and what that means.
 *
 * @param abi the ABI
 * @param moves the facts that differ and that both kernels settle, the weightiest first
 * @param open the facts that one of them does not settle, so that nobody can say
 * @param consequences what a consumer must do differently
 * @param broken assumptions that held before, or were open, and hold no longer
 * @param mended assumptions that did not hold before and do now
 */
public record Difference(
        Abi abi,
        List<Move> moves,
        List<Open> open,
        List<Consequence> consequences,
        List<Consumers.Judgement> broken,
        List<Consumers.Judgement> mended) {

    /** What a difference comes to. */
    public enum Verdict {
        /** Nothing changed. */
        EQUAL("equal"),
        /** Something changed. */
        DIFFERS("differs"),
        /** Nothing is known to have changed, but not everything is known. */
        NOT_KNOWN("not-known");

        private final String json;

        Verdict(String json) {
            this.json = json;
        }

        /**
         * The value in JSON.
         *
         * @return the spelling
         */
        public String json() {
            return json;
        }

        /**
         * What several come to: a change anywhere is a change; else what is open anywhere is open.
         *
         * @param verdicts the verdicts
         * @return the verdict on all
         */
        public static Verdict of(Stream<Verdict> verdicts) {
            List<Verdict> all = verdicts.toList();
            return all.contains(DIFFERS) ? DIFFERS : all.contains(NOT_KNOWN) ? NOT_KNOWN : EQUAL;
        }
    }

    /**
     * A fact that differs.
     *
     * @param key the fact
     * @param before what it was
     * @param after what it is
     * @param cause the commit behind it; empty where it is not known
     */
    public record Move(FactKey key, Fact before, Fact after, Optional<Cause> cause) {}

    /**
     * What moved a fact.
     *
     * @param commit the commit
     * @param since the first release that has it; empty where no release was looked at
     */
    public record Cause(Commit commit, Optional<Release> since) {}

    /**
     * A fact that nobody can compare.
     *
     * @param key the fact
     * @param before why it is open before; empty where it is settled there
     * @param after why it is open after; empty where it is settled there
     */
    public record Open(FactKey key, Optional<String> before, Optional<String> after) {}

    /** Who knows the commit behind a fact that differs. */
    public interface Causes {
        /** Nobody does. */
        Causes UNKNOWN = key -> Optional.empty();

        /**
         * The commit behind a fact that differs.
         *
         * @param key the fact
         * @return the cause; empty where it is not known
         */
        Optional<Cause> of(FactKey key);
    }

    /** Copies the lists. */
    public Difference {
        moves = List.copyOf(moves);
        open = List.copyOf(open);
        consequences = List.copyOf(consequences);
        broken = List.copyOf(broken);
        mended = List.copyOf(mended);
    }

    /**
     * Nothing changed, whether or not all of it is understood: both sources read the same.
     *
     * @param abi the ABI
     * @return no difference
     */
    public static Difference none(Abi abi) {
        return new Difference(abi, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /**
     * Compares two layouts.
     *
     * @param abi the ABI
     * @param before the layout that was
     * @param after the layout that is
     * @param consumers the programs that assume something
     * @param causes who knows the commits
     * @return the difference
     */
    public static Difference of(Abi abi, Layout before, Layout after, Consumers consumers, Causes causes) {
        List<Move> moves = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (FactKey key : FactKey.values()) {
            Fact one = before.get(key);
            Fact other = after.get(key);
            if (!one.isKnown() || !other.isKnown()) {
                open.add(new Open(key, reason(one), reason(other)));
            } else if (!one.equals(other)) {
                moves.add(new Move(key, one, other, causes.of(key)));
            }
        }
        return new Difference(
                abi,
                moves,
                open,
                Consequences.of(before, after),
                consumers.newlyBroken(abi, before, after),
                consumers.newlyBroken(abi, after, before));
    }

    private static Optional<String> reason(Fact fact) {
        return fact instanceof Fact.Unknown unknown ? Optional.of(unknown.reason()) : Optional.empty();
    }

    /**
     * Compares two releases of a table.
     *
     * @param table the table
     * @param from the release before
     * @param to the release after
     * @param abi the ABI
     * @param consumers the programs that assume something
     * @return the difference; empty where the table says nothing of one of them
     */
    public static Optional<Difference> of(Table table, Release from, Release to, Abi abi, Consumers consumers) {
        Optional<Era> before = table.era(from, abi);
        Optional<Era> after = table.era(to, abi);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        // Read backwards, a difference is the undoing of what the later release has.
        Release later = from.compareTo(to) > 0 ? from : to;
        return Optional.of(
                of(abi, before.get().layout(), after.get().layout(), consumers, key -> cause(table, abi, later, key)));
    }

    /** The latest change of a fact on the way to a release: along mainline, then along its line. */
    private static Optional<Cause> cause(Table table, Abi abi, Release release, FactKey key) {
        List<Era> way = new ArrayList<>(table.eras(abi, Line.MAINLINE).stream()
                .filter(era -> era.since().compareTo(release.mainline()) <= 0)
                .filter(era -> release.point() > 0 || era.since().compareTo(release) <= 0)
                .toList());
        if (!release.line().isMainline()) {
            way.addAll(table.eras(abi, release.line()).stream()
                    .filter(era -> era.since().line().equals(release.line()) && era.since().compareTo(release) <= 0)
                    .toList());
        }
        return way.stream()
                .sorted(Comparator.comparing(Era::since).reversed())
                .flatMap(era -> era.changes().stream()
                        .filter(change -> change.key() == key)
                        .map(change -> change.commit().map(commit -> new Cause(commit, Optional.of(era.since())))))
                .findFirst()
                .flatMap(cause -> cause);
    }

    /**
     * What it comes to.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return !moves.isEmpty() ? Verdict.DIFFERS : open.isEmpty() ? Verdict.EQUAL : Verdict.NOT_KNOWN;
    }
}
