package org.vvarmap.matrix;

import java.util.Optional;
import org.vvarmap.layout.FactKey;

/**
 * One fact that an era begins with.
 *
 * @param key the fact
 * @param commit the commit that changed it; empty where it is not known
 */
public record Change(FactKey key, Optional<Commit> commit) {}
