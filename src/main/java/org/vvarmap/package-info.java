/**
 * The library's front door: {@link org.vvarmap.Vvarmap} looks kernels up.
 *
 * <p>What its answers are made of lies in {@link org.vvarmap.matrix} (the answer, its eras and commits),
 * {@link org.vvarmap.layout} (the facts) and {@link org.vvarmap.kernel} (releases and ABIs). These four packages are for others
 * to use; all others are internal. Values are immutable, and nothing here asks a network.
 *
 * <p>For use by others. What is public here stays, in name and meaning, within a minor version; a release that takes something
 * away raises the first number, or the second while the first is 0.
 */
package org.vvarmap;
