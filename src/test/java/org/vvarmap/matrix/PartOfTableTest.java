package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;

/** A part of the shipped table says of its ABIs what the whole says. */
class PartOfTableTest {

    @Test
    void everyAnswerIsTheSame() throws IOException, MalformedTable {
        byte[] file = Files.readAllBytes(Path.of("data/table.json"));
        byte[] captures = Files.readAllBytes(Path.of("data/captures.json"));
        Table whole = TableJson.read(new String(file, StandardCharsets.UTF_8))
                .confirmedBy(ConfirmationsJson.read(new String(captures, StandardCharsets.UTF_8)));
        List<String> questions = new ArrayList<>(List.of(
                "2.6.11-tree", "2.6.10", "5.4.9999", "5.11.7-100.fc32.ppc64le", "6.1.0-26-amd64", "9.9", "6.13-rc1", "7.99.3", "nothing",
                "6.13.0-0.rc0.20241125git9f16d5e6f220.8.fc42.x86_64", "5.14.0-427.13.1.el9_4.x86_64", "2.6.32-754.el6.x86_64"));
        for (NavigableSet<Release> line : whole.calendar().lines().values()) {
            // Of each line the ends, and some between.
            int number = 0;
            for (Release release : line) {
                if (number++ % 23 == 0 || release.equals(line.last())) {
                    questions.add(release.tag());
                }
            }
        }
        for (Abi abi : whole.abis()) {
            Table part = TableJson.read(file, List.of(abi)).confirmedBy(ConfirmationsJson.read(captures, List.of(abi)));
            for (String question : questions) {
                KernelString kernel = KernelString.parse(question);

                assertThat(Lookup.of(part, kernel, List.of(abi))).isEqualTo(Lookup.of(whole, kernel, List.of(abi)));
            }
            assertThat(part.eras()).isEqualTo(whole.eras().stream().filter(era -> era.abi() == abi).toList());
            assertThat(part.read(abi)).isEqualTo(whole.read(abi));
            assertThat(part.lines(abi)).isEqualTo(whole.lines(abi));
            assertThat(part.lifetimes(abi)).isEqualTo(whole.lifetimes(abi));
        }
    }

    @Test
    void whatProgramsAssumeOfAnAbiIsTheSame() throws IOException, MalformedTable {
        byte[] file = Files.readAllBytes(Path.of("data/assumptions.json"));
        Consumers whole = ConsumersJson.read(new String(file, StandardCharsets.UTF_8));
        Table table = TableJson.read(Files.readString(Path.of("data/table.json")));
        for (Era era : table.eras()) {
            assertThat(ConsumersJson.read(file, era.abi()).judge(era.abi(), era.layout()).stream().map(PartOfTableTest::said))
                    .containsExactlyElementsOf(whole.judge(era.abi(), era.layout()).stream().map(PartOfTableTest::said).toList());
        }
    }

    private static List<Object> said(Consumers.Judgement one) {
        return List.of(one.who(), one.consumer().id(), one.consumer().home(), one.assumption(), one.verdict());
    }

    @Test
    void everyDayIsTheSame() throws IOException, MalformedTable {
        byte[] file = Files.readAllBytes(Path.of("data/dates.json"));
        Dates whole = Dates.read(new String(file, StandardCharsets.UTF_8));
        Table table = TableJson.read(Files.readString(Path.of("data/table.json")));
        assertThat(whole.released()).hasSizeGreaterThan(50);
        table.calendar().lines().values().forEach(line -> line.forEach(release -> {
            try {
                assertThat(Dates.read(file, release).of(release)).isEqualTo(whole.of(release));
            } catch (MalformedTable e) {
                throw new AssertionError(e);
            }
        }));
    }
}
