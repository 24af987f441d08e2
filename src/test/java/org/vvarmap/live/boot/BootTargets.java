package org.vvarmap.live.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Map;
import org.vvarmap.fuzz.Edits;
import org.vvarmap.fuzz.Target;
import org.vvarmap.kernel.Abi;
import org.vvarmap.live.CaptureJson;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.live.Observation;

/** Kernels in whatever they are shipped in, and what a booted one prints. */
public final class BootTargets {

    /** The targets by name. */
    public static final Map<String, Target> ALL = Map.of(
            "kernel-image", BootTargets::image,
            "probe-output", BootTargets::output,
            "probe-edits", BootTargets::edits);

    private static final String MARK = "00c0ffee00c0ffee";

    private static final String SAID = String.join("\r\n@" + MARK + " ",
            "@" + MARK + " begin vvarmap/probe/1", "abi ppc64", "sysname Linux", "release 6.1.0-50-powerpc64le",
            "version #1 SMP Debian 6.1.176-1 (2026-07-02)", "machine ppc64le", "auxv 33 7fffa0030000", "auxv 6 10000", "auxv 7 0",
            "map 7fffa0010000-7fffa0030000 r--p 00000000 00:00 0                      [vvar]",
            "flags  rd mr pf io de dd sd",
            "map 7fffa0030000-7fffa0040000 r-xp 00000000 00:00 0                      [vdso]",
            "flags  rd ex mr mw me de sd", "image-size 40", "image 0 f0VMRgIBAQ==",
            "try still clock:ok signal:ok trampoline:image", "try moveCode mremap:ok name:kept clock:SIGSEGV", "end 18\r\n");

    private static final List<String> PIECES = List.of(
            "@" + MARK + " ", "end 18\n", "\r\n", "\n", "\u001b[2J", "auxv 6 1000", "image-size 10000", "image 0 ", "ffffffffffffffff", "try ", "a:b",
            "map ", "flags ", "release ", "begin vvarmap/probe/1", "\0", "-1", " ");

    private BootTargets() {}

    private static void image(byte[] input) {
        try {
            KernelImage.of(input);
        } catch (BootFailure e) {
            if (e.getMessage().chars().anyMatch(Character::isISOControl)) {
                throw new IllegalStateException("a message that steers a terminal", e);
            }
        }
    }

    private static void output(byte[] input) {
        read(new String(input, ISO_8859_1));
    }

    private static void edits(byte[] input) {
        read(Edits.of(SAID, input, 0, PIECES));
    }

    private static void read(String text) {
        ProbeOutput.isComplete(text, MARK);
        try {
            var capture = ProbeOutput.read(text, MARK, Abi.PPC64, "qemu");
            Observation.of(capture.process()).notes();
            CaptureJson.read(CaptureJson.text(capture));
        } catch (MalformedInput e) {
            if (e.getMessage().isBlank()) {
                throw new IllegalStateException("it says nothing", e);
            }
        }
    }
}
