/**
 * The table as a static site: HTML and drawings made as a DOM, the same bytes for the same table.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.report;
