package org.vvarmap.matrix;

import java.util.Map;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;

/**
 * What a capture of a live system says of a cell.
 *
 * @param name what to call the capture: its file
 * @param release the release that ran
 * @param abi the ABI of the process
 * @param seen the facts that could be seen
 */
public record Confirmation(String name, Release release, Abi abi, Map<FactKey, Fact> seen) {

    /** Copies the facts. */
    public Confirmation {
        seen = Map.copyOf(seen);
    }
}
