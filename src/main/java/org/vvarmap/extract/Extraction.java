package org.vvarmap.extract;

import org.vvarmap.layout.Layout;
import org.vvarmap.source.ReadSet;

/** What came of reading one ABI's layout out of one source. */
public sealed interface Extraction {

    /**
     * The source was read. Facts that it does not settle are unknown, each with its reason.
     *
     * @param layout the facts
     * @param reads every file that was opened or found missing
     * @param exists false where the source has no such architecture or cannot run such programs; the layout is none then
     */
    record Read(Layout layout, ReadSet reads, boolean exists) implements Extraction {}

    /**
     * A file is there but cannot be had, so nothing can be said.
     *
     * @param reason one line that names the file
     */
    record Unreadable(String reason) implements Extraction {}
}
