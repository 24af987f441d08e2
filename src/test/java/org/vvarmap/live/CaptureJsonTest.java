package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.kernel.Abi;

/** Captures as JSON: what they say, what they keep to themselves, and what is done with those that somebody broke. */
class CaptureJsonTest {

    private static Capture capture(String maps, OptionalLong ehdr, Abi abi, Optional<VdsoElf> elf) throws MalformedInput {
        List<Experiment> experiments = List.of(new Experiment("moveCode",
                List.of(new Experiment.Step("mremap", "ok"), new Experiment.Step("clock", "SIGSEGV"))));
        LiveProcess process = new LiveProcess(MapsText.parse(maps), ehdr, 4096, Optional.of(abi), "5.11.7",
                Optional.of("Linux version 5.11.7"), elf, experiments, List.of("a note"));
        return new Capture(Capture.How.PROCESS, Optional.empty(), new Uname("Linux", "5.11.7", "#1 SMP", "x86_64"),
                Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), process);
    }

    private static Capture sample() throws MalformedInput {
        VdsoElf elf = VdsoElf.parse(Bytes.elf(ByteOrder.LITTLE_ENDIAN, true, 62, 0, 4));
        return capture(Samples.X86_64_6_18, OptionalLong.of(Samples.X86_64_6_18_EHDR), Abi.X86_64, Optional.of(elf));
    }

    @Test
    void showsTheSameToWhoeverReadsIt() throws MalformedInput {
        Capture capture = sample();
        Capture read = CaptureJson.read(CaptureJson.text(capture));

        assertThat(Observation.of(read.process()).facts()).isEqualTo(Observation.of(capture.process()).facts());
        assertThat(read.process().experiments()).isEqualTo(capture.process().experiments());
        assertThat(read.process().elf()).isEqualTo(capture.process().elf());
        assertThat(read.uname()).isEqualTo(capture.uname());
        assertThat(CaptureJson.text(read)).isEqualTo(CaptureJson.text(capture));
    }

    @Test
    void keepsEverythingOfTheProcessToItself() throws MalformedInput {
        String text = CaptureJson.text(sample());

        assertThat(text).contains("[vvar_vclock]").doesNotContain("[heap]", "[stack]", "[vsyscall]", "7fb2", "140");
        assertThat(text).doesNotContain(Long.toString(Samples.X86_64_6_18_EHDR), Long.toHexString(Samples.X86_64_6_18_EHDR));
        assertThat(CaptureJson.text(capture(Samples.PPC64LE_5_11, OptionalLong.of(Samples.PPC64LE_5_11_EHDR), Abi.PPC64,
                Optional.empty()))).doesNotContain("/usr", "sleep");
    }

    @Test
    void keepsAnAddressThatIsTheKernelsOwn() throws MalformedInput {
        Capture gate = capture("ffffe000-fffff000 r-xp 0 0:0 0 [vdso]", OptionalLong.of(0xffffe000L), Abi.I386, Optional.empty());

        Capture read = CaptureJson.read(CaptureJson.text(gate));

        assertThat(read.process().sysinfoEhdr()).hasValue(0xffffe000L);
        assertThat(Observation.of(read.process()).facts()).isEqualTo(Observation.of(gate.process()).facts());
    }

    @Test
    void readsACaptureWithoutAnything() throws MalformedInput {
        Capture nothing = capture("1000-2000 rw-p 0 0:0 0 [heap]", OptionalLong.empty(), Abi.ARM, Optional.empty());

        Capture read = CaptureJson.read(CaptureJson.text(nothing));

        assertThat(read.process().mappings()).isEmpty();
        assertThat(Observation.of(read.process()).empty()).isTrue();
    }

    static Stream<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("data/captures"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsWhatIsRecordedAndWritesTheSame(Path file) throws IOException, MalformedInput {
        String text = Files.readString(file);

        assertThat(CaptureJson.text(CaptureJson.read(text))).isEqualTo(text);
    }

    @Test
    void refusesWhatIsNoCapture() {
        for (String text : List.of("", "[]", "null", "{", "{}", "{\"schema\": 1}", "{\"schema\": \"vvarmap/table/1\"}",
                "[".repeat(100_000), " ".repeat(CaptureJson.LONGEST + 1))) {
            assertThatThrownBy(() -> CaptureJson.read(text)).isInstanceOf(MalformedInput.class);
        }
    }

    /** Every place of a capture in turn gets every kind of value: the reader takes it or complains, and does nothing else. */
    @Test
    void neverFailsOtherwiseWhateverIsBroken() throws MalformedInput {
        String text = CaptureJson.text(sample());
        List<JsonElement> values = List.of(JsonNull.INSTANCE, new JsonObject(), new JsonArray(), new JsonPrimitive(-1),
                new JsonPrimitive(Long.MAX_VALUE), new JsonPrimitive(Long.MIN_VALUE), new JsonPrimitive(1e300),
                new JsonPrimitive(0.5), new JsonPrimitive("x".repeat(5000)), new JsonPrimitive("\u001b[2J"),
                new JsonPrimitive(true));
        int places = places(JsonParser.parseString(text)).size();
        for (int place = 0; place < places; place++) {
            for (JsonElement value : values) {
                JsonElement broken = JsonParser.parseString(text);
                places(broken).get(place).put(value);
                reads(broken.toString());
            }
        }
    }

    @Property
    void neverFailsOtherwiseOnACutOffFile(@ForAll @IntRange(max = 4000) int length) throws MalformedInput {
        String text = CaptureJson.text(sample());
        reads(text.substring(0, Math.min(length, text.length())));
    }

    private static void reads(String text) {
        try {
            Observation.of(CaptureJson.read(text).process());
        } catch (MalformedInput e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    private interface Place {
        void put(JsonElement value);
    }

    private static List<Place> places(JsonElement element) {
        List<Place> places = new ArrayList<>();
        if (element instanceof JsonObject object) {
            for (String key : List.copyOf(object.keySet())) {
                places.add(value -> object.add(key, value));
                places.addAll(places(object.get(key)));
            }
        } else if (element instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(value -> array.set(at, value));
                places.addAll(places(array.get(i)));
            }
        }
        return places;
    }
}
