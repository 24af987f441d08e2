/**
 * Booting a kernel to look at it: the image as distributions ship it, an initramfs around the probe, QEMU, and what the
 * probe said. A kernel may come from anybody, so it runs without network and without a disk, bounded in time and output.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.live.boot;
