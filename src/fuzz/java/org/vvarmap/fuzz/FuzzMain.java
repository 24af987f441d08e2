package org.vvarmap.fuzz;

/** What Jazzer calls: one target, which the property {@code vvarmap.fuzz.target} names. */
public final class FuzzMain {

    private static final Target TARGET = target();

    private FuzzMain() {}

    private static Target target() {
        String name = System.getProperty("vvarmap.fuzz.target", "");
        Target target = Targets.all().get(name);
        if (target == null) {
            throw new IllegalArgumentException("no target \"" + name + "\"; there are " + Targets.all().keySet());
        }
        return target;
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        TARGET.take(input);
    }
}
