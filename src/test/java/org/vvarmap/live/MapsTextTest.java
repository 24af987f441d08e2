package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MapsTextTest {

    private static final String GOOD = "7ff000-7ff800 r-xp 00000000 00:00 0 [vdso]\n";

    private record Bad(String text, int line, String says) {}

    static Stream<Bad> bad() {
        return Stream.of(
                new Bad("hello", 1, "not a line"),
                new Bad(GOOD + "7ff", 2, "not a line"),
                new Bad("7ff000-7ff800", 1, "not a line"),
                new Bad("7ff000-7ff800 r-xp 00000000 00:00", 1, "not a line"),
                new Bad("7ff000-7ff000 r-xp 00000000 00:00 0", 1, "ends before it starts"),
                new Bad("7ff800-7ff000 r-xp 00000000 00:00 0", 1, "ends before it starts"),
                new Bad("ffffffffff600000-1000 r-xp 00000000 00:00 0", 1, "ends before it starts"),
                new Bad(GOOD + GOOD, 2, "overlaps"),
                new Bad(GOOD + "1000-2000 r-xp 00000000 00:00 0", 2, "below"),
                new Bad("11111111111111111-22222222222222222 r-xp 0 00:00 0", 1, "not a line"),
                new Bad("7ff000-7ff800 rwx 00000000 00:00 0", 1, "not a line"),
                new Bad("VmFlags: rd", 1, "before the first mapping"),
                new Bad("\n\nSize: 4 kB", 3, "before the first mapping"),
                new Bad(GOOD + "VmFlags: rdx", 2, "two letters"),
                new Bad(GOOD + "VmFlags: " + "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 "
                        + "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z aa bb cc", 2, "at most"),
                new Bad(GOOD + "x".repeat(MapsText.LONGEST_LINE + 1), 2, "longer than"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhichLineIsWrong(Bad bad) {
        assertThatThrownBy(() -> MapsText.parse(bad.text()))
                .isInstanceOfSatisfying(MalformedInput.class, e -> assertThat(e.line()).isEqualTo(bad.line()))
                .hasMessageStartingWith("line " + bad.line() + ": ")
                .hasMessageContaining(bad.says());
    }

    @Test
    void readsMaps() throws MalformedInput {
        List<Mapping> maps = MapsText.parse(Samples.PPC64LE_5_11);

        assertThat(maps).hasSize(6);
        assertThat(maps.get(0).name()).isEqualTo("/usr/bin/sleep with spaces (deleted)");
        assertThat(maps.get(3)).isEqualTo(
                new Mapping(0x7fff8a700000L, 0x7fff8a730000L, "r-xp", 0, "[vdso]", Optional.empty()));
        assertThat(maps.get(3).size()).isEqualTo(0x30000);
    }

    @Test
    void readsSmaps() throws MalformedInput {
        List<Mapping> maps = MapsText.parse(Samples.X86_64_6_18);

        assertThat(maps).extracting(Mapping::name).containsExactly(
                "[heap]", "[vvar]", "[vvar_vclock]", "[vdso]", "[stack]", "[vsyscall]");
        assertThat(maps.get(1).vmFlags()).contains(Set.of("rd", "mr", "pf", "io", "de", "dd"));
        assertThat(maps.get(0).vmFlags()).isEmpty();
        assertThat(maps.get(5).start()).isEqualTo(0xffffffffff600000L);
        assertThat(maps.get(5).contains(0xffffffffff600010L)).isTrue();
    }

    @Test
    void readsMailedTextAndMappingsWithoutName() throws MalformedInput {
        assertThat(MapsText.parse("\r\n   f7f90000-f7f92000 r-xp 00000000 00:00 0 \r\n\n").get(0).name()).isEmpty();
        assertThat(MapsText.parse("f7f90000-f7f92000 r-xp 00000000 00:00 0").get(0).name()).isEmpty();
        assertThat(MapsText.parse("")).isEmpty();
    }

    @Test
    void refusesMoreMappingsThanAKernelAllows() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= MapsText.MOST_MAPPINGS + 1; i++) {
            text.append(String.format("%x000-%x800 r--p 0 00:00 0%n", i, i));
        }
        assertThatThrownBy(() -> MapsText.parse(text.toString()))
                .isInstanceOf(MalformedInput.class)
                .hasMessageContaining("65536");
    }

    @Property
    void neverFailsOtherwiseOnAnyText(@ForAll String text) {
        parseSomehow(text);
    }

    @Property
    void neverFailsOtherwiseOnAlmostMaps(@ForAll("almost") String text) {
        parseSomehow(text);
    }

    @Property
    void neverFailsOtherwiseOnCutOffMaps(@ForAll("cut") String text) {
        parseSomehow(text);
    }

    @Provide
    Arbitrary<String> almost() {
        return Arbitraries.of("7ff000", "-", "7ff800", "ffffffffffffffff", " r-xp ", " 00000000 ", "00:00", " 0 ",
                        "[vdso]",
                        "\n", "VmFlags:", " rd", "99999999999999999999999", "Size: 4 kB", "\r", "\t", "\u0000")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> cut() {
        String text = Samples.X86_64_6_18;
        return Arbitraries.integers().between(0, text.length()).map(end -> text.substring(0, end));
    }

    private static void parseSomehow(String text) {
        try {
            assertThat(MapsText.parse(text)).allMatch(one -> Long.compareUnsigned(one.start(), one.end()) < 0);
        } catch (MalformedInput e) {
            assertThat(e.line()).isPositive();
        }
    }
}
