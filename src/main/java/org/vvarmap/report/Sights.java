package org.vvarmap.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;
import org.vvarmap.live.Capture;
import org.vvarmap.live.LiveProcess;

/** Questions about captures. */
final class Sights {

    private Sights() {}

    /** The upstream release that ran, as far as the capture names one. */
    static Optional<Release> release(Capture capture) {
        LiveProcess process = capture.process();
        KernelString version = KernelString.parse(process.version().orElse(""));
        return version.release().isPresent() ? version.release() : KernelString.parse(process.release()).release();
    }

    /** What the kernels called themselves that an ABI was captured on, by release. */
    static SortedMap<Release, List<String>> releases(Map<String, Capture> captures, Abi abi) {
        SortedMap<Release, List<String>> names = new TreeMap<>();
        captures.values().stream()
                .filter(capture -> capture.process().abi().filter(abi::equals).isPresent())
                .forEach(capture -> release(capture).ifPresent(release ->
                        names.computeIfAbsent(release, key -> new ArrayList<>()).add(capture.process().release())));
        return names;
    }
}
