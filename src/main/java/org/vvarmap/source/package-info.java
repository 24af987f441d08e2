/**
 * Kernel text: where it comes from (a {@link org.vvarmap.source.SourceTree}), and what a C compiler would make of it as far
 * as a memory layout needs it. Nothing here knows a release, an architecture or the vDSO.
 */
package org.vvarmap.source;
