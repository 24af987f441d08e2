package org.vvarmap.matrix;

import org.vvarmap.kernel.Release;

/**
 * What the table says of one ABI in one release.
 *
 * @param release the release
 * @param era the era that it lies in
 * @param provenance how that is known
 */
public record Cell(Release release, Era era, Provenance provenance) {}
