package org.vvarmap.extract;

import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;

/** Reads the layouts of one architecture's ABIs. */
interface ArchReader {

    /** The ABIs that this reader knows. */
    Set<Abi> abis();

    /** Whether this reader may ask for a path below {@code arch/}. */
    boolean mayRead(String path);

    /**
     * Whether a whole source has the ABI at all: its architecture is in it, and the kernel can run such programs. A pure
     * function of the files that it opens. Where it says no, {@link #read} is not asked: there is no process, so no layout.
     */
    default boolean exists(Source source, Abi abi) {
        return true;
    }

    /** Reads one ABI's layout; a pure function of the files that it opens. */
    Layout read(Source source, Abi abi);
}
