/**
 * Archives that may come from anybody. What is packed into a megabyte may unpack to a terabyte, so whatever is read is
 * bounded, and whatever is wrong with an archive is an {@link java.io.IOException}.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.archive;
