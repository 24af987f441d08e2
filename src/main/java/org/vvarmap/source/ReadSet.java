package org.vvarmap.source;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a reading looked at: the blob of every path that it opened, and every path that it found missing. Two sources that
 * agree in a read set give the same reading.
 *
 * @param blobs path to blob, in path order; empty where the path was missing
 */
public record ReadSet(Map<String, Optional<BlobId>> blobs) {

    /** Copies the map into path order. */
    public ReadSet {
        blobs = Collections.unmodifiableMap(new TreeMap<>(blobs));
    }
}
