package org.vvarmap.live.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.live.Capture;
import org.vvarmap.live.CaptureJson;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.live.Observation;

/** What comes over the console of a kernel that anybody may have built. */
class ProbeOutputTest {

    private static final String MARK = "00c0ffee00c0ffee";

    private static final List<String> LINES = List.of(
            "begin vvarmap/probe/1",
            "abi ppc64",
            "sysname Linux",
            "release 6.1.0-50-powerpc64le",
            "version #1 SMP Debian 6.1.176-1 (2026-07-02)",
            "machine ppc64le",
            "proc-version Linux version 6.1.0-50-powerpc64le (a@b) #1 SMP Debian 6.1.176-1 (2026-07-02)",
            "auxv 33 7fffa0030000",
            "auxv 6 10000",
            "auxv 7 0",
            "map 10000000-10010000 r-xp 00000000 00:02 6                              /init",
            "flags  rd ex mr mw me",
            "map 7fffa0010000-7fffa0030000 r--p 00000000 00:00 0                      [vvar]",
            "flags  rd mr pf io de dd sd",
            "map 7fffa0030000-7fffa0040000 r-xp 00000000 00:00 0                      [vdso]",
            "flags  rd ex mr mw me de sd",
            "image-size 40",
            "image 0 f0VMRgIBAQ==",
            "try still clock:ok signal:ok trampoline:image",
            "try moveCode mremap:ok name:kept clock:SIGSEGV",
            "try moveCodeSignal mremap:ok signal:ok");

    private static String console(List<String> lines) {
        return Stream.concat(lines.stream(), Stream.of("end " + (lines.size() + 1)))
                .map(line -> "@" + MARK + " " + line + "\r\n")
                .collect(Collectors.joining());
    }

    private static Capture read(String text) throws MalformedInput {
        return ProbeOutput.read(text, MARK, Abi.PPC64, "qemu");
    }

    @Test
    void readsWhatTheProbeSays() throws MalformedInput {
        String text = console(LINES);
        Capture capture = read(text);
        Observation seen = Observation.of(capture.process());

        assertThat(ProbeOutput.isComplete(text, MARK)).isTrue();
        assertThat(capture.how()).isEqualTo(Capture.How.BOOT);
        assertThat(capture.process().mappings()).hasSize(2);
        assertThat(capture.process().pageSize()).isEqualTo(65536);
        assertThat(seen.get(FactKey.DATA_PLACEMENT)).contains(Fact.of("before"));
        assertThat(seen.get(FactKey.MREMAP_TRACKED)).contains(Fact.TRUE);
        assertThat(capture.process().experiment("moveCode").flatMap(one -> one.outcome("clock"))).contains("SIGSEGV");
    }

    @Test
    void takesNoLineOfTheKernelForOneOfTheProbe() throws MalformedInput {
        String noise = "[    1.0] \u001b[31mKernel command line: vvarmap=" + MARK + "\n@ffff end 1\n@ end 2\nSLOF@" + MARK + " end 3\n";
        String text = noise + console(LINES).replace("\r\n", "\r\n" + noise);

        assertThat(CaptureJson.text(read(text))).isEqualTo(CaptureJson.text(read(console(LINES))));
    }

    @Test
    void noticesThatALineIsMissing() {
        for (int i = 0; i < LINES.size(); i++) {
            String line = "@" + MARK + " " + LINES.get(i) + "\r\n";
            assertThatThrownBy(() -> read(console(LINES).replace(line, ""))).isInstanceOf(MalformedInput.class);
        }
        String text = console(LINES);
        assertThat(ProbeOutput.isComplete(text.substring(0, text.length() - 1), MARK)).isFalse();
        assertThatThrownBy(() -> read(text.substring(0, text.lastIndexOf("@")))).isInstanceOf(MalformedInput.class);
    }

    @Test
    void noticesAForgedEnd() {
        String forged = "@" + MARK + " end 2\n";
        String text = console(LINES);
        assertThatThrownBy(() -> read(text.replaceFirst("\n", "\n" + forged))).isInstanceOf(MalformedInput.class);
        assertThatThrownBy(() -> read(text + forged)).isInstanceOf(MalformedInput.class);
    }

    @Test
    void takesTheKernelsWordsForTextOnly() throws MalformedInput {
        String hostile = "6.1.0\u001b]0;owned\u0007\u009b2J";
        List<String> lines = LINES.stream()
                .map(line -> line.startsWith("release ") ? "release " + hostile : line)
                .toList();

        assertThat(read(console(lines)).uname().release()).isEqualTo(hostile);
        assertThat(CaptureJson.text(read(console(lines)))).doesNotContain("\u001b", "\u0007");
    }

    @Test
    void refusesValuesThatMakeNoSense() {
        for (String line : List.of("image-size ffffffff", "image-size x", "image 3f AAAAAAAA", "image 0 !", "image -1 AAAA",
                "auxv", "auxv 6 3", "auxv six 6", "try", "try a b", "try a b:c:d", "try a b:\u001b", "map nonsense",
                "map 2000-1000 r--p 0 0:0 0 ", "flags toolong", "x " + "y".repeat(5000))) {
            List<String> lines = Stream.concat(LINES.stream(), Stream.of(line)).toList();
            assertThatThrownBy(() -> read(console(lines))).as(line).isInstanceOf(MalformedInput.class);
        }
    }

    @Property
    void neverFailsOtherwise(@ForAll @IntRange(max = 20) int line, @ForAll String value) {
        List<String> lines = new ArrayList<>(LINES);
        lines.set(line, LINES.get(line).split(" ")[0] + " " + value);
        try {
            Observation.of(read(console(lines)).process());
        } catch (MalformedInput e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
