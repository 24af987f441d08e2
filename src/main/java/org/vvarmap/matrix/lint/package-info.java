/**
 * What holds of a table that can be trusted: one rule a class, each with its own test.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.matrix.lint;
