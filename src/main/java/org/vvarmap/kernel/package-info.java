/**
 * Release names and their order, lines, ABIs and their aliases, what a kernel's version string gives away. Knows nothing else.
 *
 * <p>For use by others. What is public here stays, in name and meaning, within a minor version; a release that takes something
 * away raises the first number, or the second while the first is 0.
 */
package org.vvarmap.kernel;
