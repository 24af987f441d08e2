package org.vvarmap.live;

/**
 * What a kernel calls itself. The name of the machine in the network is left out on purpose.
 *
 * @param sysname {@code Linux}
 * @param release what {@code uname -r} prints
 * @param version what {@code uname -v} prints; empty where it was not read
 * @param machine what {@code uname -m} prints; empty where it was not read
 */
public record Uname(String sysname, String release, String version, String machine) {}
