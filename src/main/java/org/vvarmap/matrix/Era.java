package org.vvarmap.matrix;

import java.util.List;
import java.util.Optional;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Layout;

/**
 * A maximal run of releases of one line in which an ABI's layout stays the same.
 *
 * @param abi the ABI
 * @param line the line
 * @param since its first release; for the first era of a stable line, where that layout began on mainline
 * @param until the first release of the line with another layout; empty where the era goes on
 * @param layout the layout
 * @param changes what began it, in the order of {@link org.vvarmap.layout.FactKey}; none for an ABI's first era
 */
public record Era(
        Abi abi, Line line, Release since, Optional<Release> until, Layout layout, List<Change> changes) {

    /** Copies the changes. */
    public Era {
        changes = List.copyOf(changes);
    }

    /**
     * The commit that began the era: that of its weightiest fact.
     *
     * @return the commit; empty where it is not known
     */
    public Optional<Commit> commit() {
        return changes.stream().flatMap(change -> change.commit().stream()).findFirst();
    }

    /**
     * Whether a release lies in the era.
     *
     * @param release a release of the era's line, or of mainline before it
     * @return true where it does
     */
    public boolean holds(Release release) {
        return since.compareTo(release) <= 0 && (until.isEmpty() || release.compareTo(until.get()) < 0);
    }
}
