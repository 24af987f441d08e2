package org.vvarmap.extract;

import java.util.List;

/** Where the kernel keeps a header, and which headers are about the vDSO. */
final class Headers {

    private Headers() {}

    /** The paths that a header in angle brackets may have, newest first. */
    static List<String> candidates(String name, String arch) {
        if (name.startsWith("asm/")) {
            String rest = name.substring("asm/".length());
            return List.of(
                    "arch/" + arch + "/include/asm/" + rest,
                    "arch/" + arch + "/include/uapi/asm/" + rest,
                    "include/asm-" + arch + "/" + rest);
        }
        if (name.startsWith("uapi/asm/")) {
            return List.of("arch/" + arch + "/include/" + name);
        }
        return List.of("include/" + name);
    }

    /** Whether a header is about the vDSO, by its name. Generated headers are in no source. */
    static boolean aboutVdso(String name) {
        boolean about = name.contains("vdso") || name.contains("vvar");
        return about && !name.startsWith("generated/");
    }
}
