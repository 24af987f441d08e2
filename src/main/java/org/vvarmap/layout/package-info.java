/**
 * The facts of the contract as values, and the comparing of two layouts.
 *
 * <p>For use by others. What is public here stays, in name and meaning, within a minor version; a release that takes something
 * away raises the first number, or the second while the first is 0.
 */
package org.vvarmap.layout;
