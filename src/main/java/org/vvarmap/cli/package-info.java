/**
 * The command line: one class for each command, over injected streams.
 *
 * <p>Internal: public for the other packages of this program, and apt to change with any release.
 */
package org.vvarmap.cli;
