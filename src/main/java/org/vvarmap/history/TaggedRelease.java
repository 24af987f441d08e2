package org.vvarmap.history;

import org.vvarmap.kernel.Release;

/**
 * A release of a repository.
 *
 * @param release the release that a tag names
 * @param object the id of the commit that the tag leads to, or of the tree where it leads to none
 * @param hasHistory whether it leads to a commit
 */
public record TaggedRelease(Release release, String object, boolean hasHistory) {}
