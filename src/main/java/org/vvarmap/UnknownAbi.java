package org.vvarmap;

/** Nothing is called so: neither an ABI nor a folder of {@code arch/}, nor does {@code uname -m} print it. */
public final class UnknownAbi extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnknownAbi(String name) {
        super("there is no ABI \"" + (name.length() > 64 ? name.substring(0, 64) + "…" : name)
                + "\"; name one of the kernel's (ppc64, x86_64, ...), a folder of arch/, or what uname -m prints");
    }
}
