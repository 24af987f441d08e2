/**
 * Reads a {@link org.vvarmap.layout.Layout} out of a kernel source. One reader for each architecture, in a file named after
 * it, on top of shared readers for what the kernel shares. No reader knows which release it reads.
 */
package org.vvarmap.extract;
