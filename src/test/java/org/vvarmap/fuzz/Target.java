package org.vvarmap.fuzz;

/**
 * One parser, as those meet it who feed it hostile input.
 *
 * <p>It returns where the parser answered, or refused with an exception that it documents; whatever else is thrown is a find. The
 * same targets serve the replay of the corpus in the normal build and the search for more in the profile {@code fuzz}.
 */
@FunctionalInterface
public interface Target {

    /** Feeds the parser. */
    void take(byte[] input) throws Exception;
}
