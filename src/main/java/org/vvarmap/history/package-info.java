/**
 * Kernel repositories: releases, trees, and the commits that changed something. JGit lives here and nowhere else.
 */
package org.vvarmap.history;
