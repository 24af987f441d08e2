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

    /** Reads one ABI's layout; a pure function of the files that it opens. */
    Layout read(Source source, Abi abi);
}
