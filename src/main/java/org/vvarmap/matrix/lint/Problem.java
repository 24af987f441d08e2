package org.vvarmap.matrix.lint;

import org.vvarmap.matrix.Era;

/**
 * A place where a rule is broken.
 *
 * @param where the era, release or capture
 * @param what what is wrong there
 */
public record Problem(String where, String what) {

    static Problem at(Era era, String what) {
        return new Problem(era.abi() + " " + era.line() + " " + era.since(), what);
    }

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
