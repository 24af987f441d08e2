/**
 * Reads a {@link org.vvarmap.layout.Layout} out of a kernel source. One reader for each architecture, in a file named after
 * it, on top of shared readers for what the kernel shares. No reader knows which release it reads.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.extract;
