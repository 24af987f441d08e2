package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Sighting;

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
        EnumMap<FactKey, Fact> copy = new EnumMap<>(FactKey.class);
        copy.putAll(seen);
        seen = Collections.unmodifiableMap(copy);
    }

    /**
     * The facts that a layout has otherwise.
     *
     * @param layout the layout
     * @return the keys in the contract's order; none where the capture confirms it
     */
    public List<FactKey> contradicts(Layout layout) {
        List<FactKey> contradicted = new ArrayList<>();
        for (FactKey key : seen.keySet()) {
            if (Sighting.isComparable(layout, key, seen) && !Sighting.admits(layout, key, seen)) {
                contradicted.add(key);
            }
        }
        return List.copyOf(contradicted);
    }

    /**
     * Whether the capture confirms a layout: it contradicts nothing, and there is something to compare.
     *
     * @param layout the layout
     * @return true where it does
     */
    public boolean confirms(Layout layout) {
        boolean comparable = false;
        for (FactKey key : seen.keySet()) {
            comparable |= Sighting.isComparable(layout, key, seen);
        }
        return comparable && contradicts(layout).isEmpty();
    }
}
