package org.vvarmap.matrix;

import java.util.Optional;
import java.util.function.Supplier;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;

/**
 * An era of which no more than its span is known until it is asked for: whoever looks one release up needs one or two of an ABI's
 * eras. Safe for use by several threads.
 */
final class StoredEra implements Comparable<StoredEra> {

    private final Abi abi;
    private final Line line;
    private final Release since;
    private final Optional<Release> until;
    private final Supplier<Era> source;
    private volatile Era era;

    /** An era that {@code source} reads. */
    StoredEra(Abi abi, Line line, Release since, Optional<Release> until, Supplier<Era> source) {
        this.abi = abi;
        this.line = line;
        this.since = since;
        this.until = until;
        this.source = source;
    }

    /** An era that was read. */
    static StoredEra of(Era era) {
        StoredEra stored = new StoredEra(era.abi(), era.line(), era.since(), era.until(), () -> era);
        stored.era = era;
        return stored;
    }

    Abi abi() {
        return abi;
    }

    Line line() {
        return line;
    }

    Release since() {
        return since;
    }

    /** As {@link Era#holds}. */
    boolean holds(Release release) {
        return since.compareTo(release) <= 0 && (until.isEmpty() || release.compareTo(until.get()) < 0);
    }

    /** The era itself. */
    Era era() {
        Era known = era;
        if (known == null) {
            known = source.get();
            era = known;
        }
        return known;
    }

    /** By ABI, line and time. */
    @Override
    public int compareTo(StoredEra other) {
        int byAbi = abi.compareTo(other.abi);
        int byLine = byAbi != 0 ? byAbi : line.compareTo(other.line);
        return byLine != 0 ? byLine : since.compareTo(other.since);
    }
}
