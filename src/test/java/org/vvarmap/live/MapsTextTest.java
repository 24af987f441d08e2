package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
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

    /** What a line of a mapping is, said once more. */
    private static final Pattern MAPPING = Pattern.compile(
            "([0-9a-fA-F]{1,16})-([0-9a-fA-F]{1,16}) ([-r][-w][-x][-psS]) ([0-9a-fA-F]{1,16})"
                    + " [0-9a-fA-F]{1,8}:[0-9a-fA-F]{1,8} [0-9]{1,20}(?:[ \\t]+(.*))?");

    @Property
    void takesAndRefusesWhatThePatternDoes(@ForAll("lines") String line) {
        Matcher matcher = MAPPING.matcher(line);
        Optional<Mapping> wanted = !matcher.matches()
                ? Optional.empty()
                : Optional.of(new Mapping(
                        Long.parseUnsignedLong(matcher.group(1), 16),
                        Long.parseUnsignedLong(matcher.group(2), 16),
                        matcher.group(3),
                        Long.parseUnsignedLong(matcher.group(4), 16),
                        matcher.group(5) == null || matcher.group(5).isBlank() ? "" : matcher.group(5),
                        Optional.empty()));

        for (boolean asBytes : new boolean[] {false, true}) {
            if (wanted.isPresent()) {
                assertThatCode(() -> assertThat(read(line, asBytes)).containsExactly(wanted.get())).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> read(line, asBytes)).isInstanceOf(MalformedInput.class).hasMessageContaining("not a line");
            }
        }
    }

    private static List<Mapping> read(String text, boolean asBytes) throws MalformedInput {
        return asBytes ? MapsText.parse(text.getBytes(StandardCharsets.UTF_8)) : MapsText.parse(text);
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> numbers = oneOf("0", "00:00", "123", "7fFf", "fe:012345678", "99999999999999999999",
                "123456789012345678901", "-1", "");
        Arbitrary<String> names = oneOf("", " ", "   [vdso]", " /usr/bin/\u00c5ngstr\u00f6m \u2014 x (deleted)", " \t a b ", "x",
                " a\u0085b", " a\u2028b", " \u2003", " a\rb");
        return Combinators.combine(
                        oneOf("1000", "1", "0000000000001000", "00000000000001000", "", "g"),
                        oneOf("-", " ", "--"),
                        oneOf("2000", "ffffffffffffffff", "fffffffffffffffff", "FF00", ""),
                        oneOf(" r-xp ", " rwxs ", " ---S ", " r-x ", " rwxpp ", "  rw-p ", " xwrp ", "\trw-p "),
                        numbers,
                        oneOf(" 00:00", " fe:1F", " 123456789:0", " 0:123456789", " 00", "00:00", " :0"),
                        oneOf(" 0", " 12345678901234567890", " 123456789012345678901", " a", "  7", ""),
                        names)
                .as((start, dash, end, perms, offset, device, inode, name) ->
                        start + dash + end + perms + offset + device + inode + name);
    }

    /** The first two are as they should be, and come as often as all others together. */
    private static Arbitrary<String> oneOf(String... texts) {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(texts[0], texts[1])),
                Tuple.of(1, Arbitraries.of(texts)));
    }

    @Test
    void readsNamesOutOfBytes() throws MalformedInput {
        String text = GOOD + "VmFlags: rd ex\n900000-901000 r--p 00000000 00:00 0   /home/\u00c5sa/\u65e5\u672c\n";

        assertThat(MapsText.parse(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(MapsText.parse(text));
        assertThat(MapsText.parse(Samples.X86_64_6_18.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MapsText.parse(Samples.X86_64_6_18));
    }

    private static void parseSomehow(String text) {
        try {
            assertThat(MapsText.parse(text)).allMatch(one -> Long.compareUnsigned(one.start(), one.end()) < 0);
        } catch (MalformedInput e) {
            assertThat(e.line()).isPositive();
        }
    }
}
