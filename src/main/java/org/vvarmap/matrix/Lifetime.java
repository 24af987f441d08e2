package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.vvarmap.kernel.Release;

/**
 * A run of mainline releases that an ABI is in, as far as their sources, or those of their stable lines, were read: its
 * architecture came, and may have gone again. Before and after, the ABI's layout is none because there is no such process.
 *
 * @param before the last release without it, before it came; empty where the oldest one read has it
 * @param first the first release with it
 * @param last the last release with it
 * @param gone the first release without it again; empty where it is still there
 */
public record Lifetime(Optional<Release> before, Release first, Release last, Optional<Release> gone) {

    /**
     * Finds the lifetimes.
     *
     * @param exists mainline releases, and whether each has the ABI
     * @return the lifetimes in order; none where no release has it
     */
    static List<Lifetime> of(Map<Release, Boolean> exists) {
        NavigableMap<Release, Boolean> sorted = new TreeMap<>(exists);
        List<Lifetime> lifetimes = new ArrayList<>();
        Optional<Release> before = Optional.empty();
        Optional<Release> first = Optional.empty();
        for (Map.Entry<Release, Boolean> entry : sorted.entrySet()) {
            if (entry.getValue() && first.isEmpty()) {
                first = Optional.of(entry.getKey());
            } else if (!entry.getValue()) {
                if (first.isPresent()) {
                    Release last = sorted.lowerKey(entry.getKey());
                    lifetimes.add(new Lifetime(before, first.get(), last, Optional.of(entry.getKey())));
                    first = Optional.empty();
                }
                before = Optional.of(entry.getKey());
            }
        }
        if (first.isPresent()) {
            lifetimes.add(new Lifetime(before, first.get(), sorted.lastKey(), Optional.empty()));
        }
        return List.copyOf(lifetimes);
    }

    /**
     * Whether a release lies in the run. One between a release that was read without the ABI and one read with it is taken to
     * lie in it.
     *
     * @param release a release of mainline; of a stable line, the one it starts from counts
     * @return true where it does
     */
    public boolean holds(Release release) {
        Release at = release.point() == 0 ? release : release.mainline();
        return (before.isEmpty() || before.get().compareTo(at) < 0) && (gone.isEmpty() || at.compareTo(gone.get()) < 0);
    }

    /**
     * The run in words.
     *
     * @return {@code came after v5.18 and by v5.19}, {@code went after v6.6 and by v6.7}, both, or nothing
     */
    public String sentence() {
        List<String> parts = new ArrayList<>();
        before.ifPresent(end -> parts.add("came after " + end + " and by " + first));
        gone.ifPresent(end -> parts.add("went after " + last + " and by " + end));
        return String.join(", ", parts);
    }
}
