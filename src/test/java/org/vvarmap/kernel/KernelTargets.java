package org.vvarmap.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.vvarmap.fuzz.Target;

/** Whatever people have for a kernel's version. Neither parser ever throws. */
public final class KernelTargets {

    /** The targets by name. */
    public static final Map<String, Target> ALL = Map.of("kernel-string", KernelTargets::kernelString, "release", KernelTargets::release);

    private KernelTargets() {}

    private static void kernelString(byte[] input) {
        KernelString read = KernelString.parse(new String(input, UTF_8));
        if (read.release().isPresent() && Release.parse(read.release().get().tag()).isEmpty()) {
            throw new IllegalStateException("a release that is none: " + read.release().get());
        }
    }

    private static void release(byte[] input) {
        String text = new String(input, UTF_8);
        Optional<Release> read = Release.parse(text);
        boolean same = read.map(release -> release.tag().equals(text.startsWith("v") ? text : "v" + text)).orElse(true);
        if (!same) {
            throw new IllegalStateException(text + " is read as " + read.get());
        }
    }
}
