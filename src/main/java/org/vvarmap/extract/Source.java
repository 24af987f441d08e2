package org.vvarmap.extract;

import org.vvarmap.source.ReadCache;
import org.vvarmap.source.SourceTree;

/**
 * A source with the memory of what was read out of others.
 *
 * @param tree the source
 * @param cache readings of parts, such as the rules of mm/, that many layouts share, and many threads
 */
record Source(SourceTree tree, ReadCache cache) {}
