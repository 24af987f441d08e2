/**
 * The table: which layout each ABI has in each release, what began it, and how that is known.
 *
 * <p>For use by others: {@link org.vvarmap.matrix.Lookup} and what it is made of, {@link org.vvarmap.matrix.LookupJson},
 * {@link org.vvarmap.matrix.Table} and {@link org.vvarmap.matrix.Calendar}. What is public of these stays, in name and meaning,
 * within a minor version; a release that takes something away raises the first number, or the second while the first is 0. The
 * rest, that which makes and audits tables, is internal.
 */
package org.vvarmap.matrix;
