package org.vvarmap.live;

import java.util.Optional;

/** What stands between a process and the kernel that it takes itself to run on, so that its vDSO is not that kernel's. */
public final class Surroundings {

    /** The only version that gVisor's kernel has. */
    private static final String GVISOR = "#1 SMP Sun Jan 10 15:06:54 PST 2016";

    private Surroundings() {}

    /**
     * Names what makes a comparison with the table pointless.
     *
     * @param process what was seen
     * @return one line; empty where nothing of the kind shows
     */
    public static Optional<String> of(LiveProcess process) {
        String version = process.version().orElse("");
        if (version.contains(GVISOR)) {
            return Optional.of("this is gVisor, whose own kernel brings a vDSO of its own: the table has nothing to say of it");
        }
        if (process.release().endsWith("-Microsoft") && process.release().matches("\\d+\\.\\d+\\.\\d+-\\d+-Microsoft")) {
            return Optional.of("this is the first Windows Subsystem for Linux, which has no Linux kernel:"
                    + " the table has nothing to say of it");
        }
        for (Mapping mapping : process.mappings()) {
            if (process.sysinfoEhdr().isPresent() && mapping.contains(process.sysinfoEhdr().getAsLong())) {
                boolean file = mapping.name().startsWith("/");
                return !file && !mapping.perms().contains("w")
                        ? Optional.empty()
                        : Optional.of("AT_SYSINFO_EHDR lies in " + (file ? "a mapped file" : "memory that may be written")
                                + ": an emulator or a tracer put an image of its own there, so this says nothing of the kernel");
            }
        }
        return Optional.empty();
    }
}
