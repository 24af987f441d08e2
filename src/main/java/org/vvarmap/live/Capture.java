package org.vvarmap.live;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a live system showed of one process's vDSO, as a bug report may carry it: nothing of the program, its files, or
 * where its other mappings lie.
 *
 * @param how how it was come by
 * @param emulator the command that the kernel ran under; empty where it was a machine's own
 * @param uname what the kernel calls itself
 * @param versionSignature the line of /proc/version_signature, which Ubuntu's kernels have
 * @param sysinfo AT_SYSINFO; empty where it is not passed
 * @param base AT_BASE; empty where it is not passed
 * @param process the process, with the mappings of the kernel's making only
 */
public record Capture(
        How how,
        Optional<String> emulator,
        Uname uname,
        Optional<String> versionSignature,
        OptionalLong sysinfo,
        OptionalLong base,
        LiveProcess process) {

    /** How a capture is come by. */
    public enum How {
        /** A process was looked at. */
        PROCESS("process"),
        /** A kernel was booted to be looked at. */
        BOOT("boot");

        private final String json;

        How(String json) {
            this.json = json;
        }

        /**
         * The value in JSON.
         *
         * @return a word
         */
        public String json() {
            return json;
        }
    }

    /**
     * A capture of which only the process is at hand: text of /proc that was taken elsewhere.
     *
     * @param process the process
     * @return the capture
     */
    public static Capture of(LiveProcess process) {
        return new Capture(
                How.PROCESS,
                Optional.empty(),
                new Uname("Linux", process.release(), "", ""),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                process);
    }

    /**
     * The address that a capture's addresses are told from: the start of {@code [vdso]}, or else of the image, or else
     * of the first mapping that is kept.
     *
     * @return the address; 0 where there is nothing of a vDSO
     */
    long origin() {
        List<Mapping> kept = process.mappings();
        OptionalLong vdso = kept.stream().filter(Mapping::isVdso).mapToLong(Mapping::start).findFirst();
        if (vdso.isPresent()) {
            return vdso.getAsLong();
        }
        return process.sysinfoEhdr().orElse(kept.isEmpty() ? 0 : kept.get(0).start());
    }

    /**
     * The same of a process that more, or less, is known of.
     *
     * @param other the process
     * @return the capture with that process
     */
    public Capture withProcess(LiveProcess other) {
        return new Capture(how, emulator, uname, versionSignature, sysinfo, base, other);
    }

    /**
     * The same without the mappings that are not of the kernel's making.
     *
     * @return what may be shown to others
     */
    public Capture discreet() {
        LiveProcess kept = new LiveProcess(
                process.mappingsOfTheKernel(),
                process.sysinfoEhdr(),
                process.pageSize(),
                process.abi(),
                process.release(),
                process.version(),
                process.elf(),
                process.experiments(),
                process.notes());
        return withProcess(kept);
    }
}
