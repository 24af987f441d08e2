/**
 * What a running system shows of its vDSO: maps, smaps, auxv and the image, and how that compares with a layout. All
 * input is taken to be hostile: it is bounded, and answers with a checked exception or with less, never with a crash.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.live;
