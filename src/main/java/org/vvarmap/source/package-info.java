/**
 * Kernel text: where it comes from (a {@link org.vvarmap.source.SourceTree}), and what a C compiler would make of it as far
 * as a memory layout needs it. Nothing here knows a release, an architecture or the vDSO.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.source;
