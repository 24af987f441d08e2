/** The table: which layout each ABI has in each release, what began it, and how that is known. */
package org.vvarmap.matrix;
