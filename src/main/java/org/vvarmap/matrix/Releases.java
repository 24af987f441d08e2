package org.vvarmap.matrix;

import java.util.Optional;
import org.vvarmap.kernel.Release;

/**
 * A range of releases, by their names: from one to another, both included, of mainline and of every stable line between. A
 * mainline release as the end takes its stable line with it: who says 6.12 means 6.12.7 too.
 *
 * @param since the first; empty for no bound
 * @param until the last; empty for no bound
 */
public record Releases(Optional<Release> since, Optional<Release> until) {

    /**
     * One release alone.
     *
     * @param release the release
     * @return a range with nothing else in it
     */
    public static Releases only(Release release) {
        return new Releases(Optional.of(release), Optional.of(release));
    }

    /**
     * Whether a release is in the range.
     *
     * @param release the release
     * @return true where it is
     */
    public boolean has(Release release) {
        if (since.equals(until) && since.isPresent()) {
            return release.equals(since.get());
        }
        return since.filter(first -> release.compareTo(first) < 0).isEmpty()
                && until.filter(last -> release.compareTo(last) > 0 && !belongsTo(release, last)).isEmpty();
    }

    private static boolean belongsTo(Release release, Release last) {
        return last.equals(last.mainline()) && release.mainline().equals(last);
    }
}
