/**
 * The table for other programs: csv, JSON, Markdown, and a C header.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.export;
