/**
 * Archives that may come from anybody. What is packed into a megabyte may unpack to a terabyte, so whatever is read is
 * bounded, and whatever is wrong with an archive is an {@link java.io.IOException}.
 */
package org.vvarmap.archive;
