/**
 * Kernel repositories: releases, trees, and the commits that changed something. JGit lives here and nowhere else.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.history;
