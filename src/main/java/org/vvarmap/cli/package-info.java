/** The command line: one class for each command, over injected streams. */
package org.vvarmap.cli;
