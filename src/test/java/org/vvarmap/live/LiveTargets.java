package org.vvarmap.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.vvarmap.fuzz.Edits;
import org.vvarmap.fuzz.Target;
import org.vvarmap.kernel.Abi;

/** What a live system shows, or somebody says that one showed. All refuse with {@link MalformedInput} and with nothing else. */
public final class LiveTargets {

    /** The targets by name. */
    public static final Map<String, Target> ALL = Map.of(
            "maps", LiveTargets::maps,
            "smaps-edits", LiveTargets::smapsEdits,
            "auxv", LiveTargets::auxv,
            "vdso-elf", LiveTargets::vdsoElf,
            "capture", LiveTargets::capture,
            "capture-edits", LiveTargets::captureEdits);

    private static final List<String> PIECES = List.of(
            "[vdso]", "[vvar]", "[vvar_vclock]", "[gic]", "[vdso_data]", "[sigpage]", "ffffffffffffffff", "0", "8000000000000000",
            "VmFlags: rd mr\n", "Size: 4 kB\n", "7fff0000-7fff1000 r--p 0 0:0 0 [vvar]\n", "\r\n", "\u001b[2J", "\0");

    private static final List<String> JSON = List.of(
            "null", "true", "-1", "0", "9223372036854775807", "-9223372036854775808", "1e999999999", "1e-999999999", "1.5", "\"\"",
            "[]", "{}", "\"[vdso]\"", "\"[vvar]\"", ",", ":", "[", "]", "{", "}", "\"", "\\ud800", "\ud800", "\0", "\ufeff", "NaN", "//",
            "'", "\"x\":", "281474976710655", "4096", "0x7fff", "\"0xffffffffffffffff\"", "65536", "2147483648", "1e9", "64", "32");

    private LiveTargets() {}

    private static void maps(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            MapsText.parse(text);
            look(LiveProcess.ofText(text, 0x7fff0000, 4096, Abi.X86_64, "6.1.0"));
        } catch (MalformedInput e) {
            said(e);
        }
    }

    private static void smapsEdits(byte[] input) {
        maps(Edits.of(Samples.X86_64_6_18, input, 0, PIECES).getBytes(UTF_8));
    }

    private static void auxv(byte[] input) {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (int size : new int[] {4, 8}) {
                try {
                    Auxv.parse(input, order, size);
                } catch (MalformedInput e) {
                    said(e);
                }
            }
        }
        try {
            Auxv.detect(input);
        } catch (MalformedInput e) {
            said(e);
        }
    }

    private static void vdsoElf(byte[] input) {
        try {
            VdsoElf.parse(input).hashStyle();
        } catch (MalformedInput e) {
            said(e);
        }
    }

    private static void capture(byte[] input) throws Exception {
        readCapture(new String(input, UTF_8));
    }

    private static void captureEdits(byte[] input) throws Exception {
        readCapture(Edits.of(sample(), input, 0, JSON));
    }

    /** What was read can be judged, written, and read again as the same. */
    private static void readCapture(String text) throws MalformedInput {
        Capture capture;
        try {
            capture = CaptureJson.read(text);
        } catch (MalformedInput e) {
            said(e);
            return;
        }
        look(capture.process());
        String written = CaptureJson.text(capture);
        String again = CaptureJson.text(CaptureJson.read(written));
        if (!again.equals(written)) {
            throw new IllegalStateException("read again, it is another: " + again);
        }
    }

    /** Whatever was read can be judged. */
    static void look(LiveProcess process) {
        Observation.of(process).notes();
        Surroundings.of(process);
        process.mappingsOfTheKernel();
    }

    private static String sample() {
        return Sample.TEXT;
    }

    private static final class Sample {
        private static final String TEXT = make();

        private static String make() {
            try {
                return CaptureJson.text(Capture.of(
                        LiveProcess.ofText(Samples.X86_64_6_18, Samples.X86_64_6_18_EHDR, 4096, Abi.X86_64, "6.18.0")))
                        .replace("\"image\": null", "\"image\": {\"class\":64,\"byteOrder\":\"little\",\"machine\":62,\"flags\":0,"
                                + "\"loads\":[{\"offset\":0,\"address\":0,\"fileSize\":4000,\"memorySize\":4000,\"flags\":5}],"
                                + "\"sysvHash\":true,\"gnuHash\":true,\"buildId\":\"00ff\",\"symbols\":[\"__vdso_time\"]}")
                        .replace("\"experiments\": null", "\"experiments\": {\"still\":{\"clock\":\"ok\"}}");
            } catch (MalformedInput e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void said(MalformedInput e) {
        if (e.getMessage() == null || e.getMessage().isBlank() || e.getMessage().length() > 500) {
            throw new IllegalStateException("it says nothing, or too much", e);
        }
    }
}
