package org.vvarmap.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

    // Reading.

    @ParameterizedTest
    @CsvSource({
        "v2.6.12-rc2, 2.6.12, 2, 0, mainline",
        "v2.6.11, 2.6.11, 0, 0, mainline",
        "v2.6.11.1, 2.6.11, 0, 1, 2.6.11.y",
        "2.6.32.71, 2.6.32, 0, 71, 2.6.32.y",
        "v2.4.37, 2.4.37, 0, 0, mainline",
        "v2.6.0, 2.6.0, 0, 0, mainline",
        "v3.0, 3.0, 0, 0, mainline",
        "3.0.101, 3.0, 0, 101, 3.0.y",
        "v3.0-rc7, 3.0, 7, 0, mainline",
        "v5.11, 5.11, 0, 0, mainline",
        "v5.11.20, 5.11, 0, 20, 5.11.y",
        "v4.9.337, 4.9, 0, 337, 4.9.y",
        "v7.3-rc7, 7.3, 7, 0, mainline",
        "v10.0, 10.0, 0, 0, mainline",
        "v12.34.56, 12.34, 0, 56, 12.34.y",
    })
    void readsTagsAndBareVersions(String name, String base, int candidate, int point, String line) {
        Release release = Release.of(name);

        assertThat(release.base()).hasToString(base);
        assertThat(release.candidate()).isEqualTo(candidate);
        assertThat(release.point()).isEqualTo(point);
        assertThat(release.line()).hasToString(line);
        assertThat(release.tag()).isEqualTo(name.startsWith("v") ? name : "v" + name);
        assertThat(release.mainline()).hasToString("v" + base);
        assertThat(release.mainline().line()).isEqualTo(Line.MAINLINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "v", "5", "v5", "v5.", "v5.11.", "v5.11.0", "5.11.0", "2.6.12-rc0", "v5.11-rc0", "v5.11-rc", "v5.11-rc1.2",
        "v5.11.1-rc1", "v5.11-rc1-rc2", "v2.6", "v2.7.1", "v2.6.11-tree", "v2.6.11.1.1", "v1.2.3", "v0.1", "v3.0.0",
        "next-20240101", "v5.11-rt3", "v5.11.7-100.fc32", "V5.11", " v5.11", "v5.11 ", "v5.11\n", "vv5.11", "-5.11",
        "v5.-11", "v5.011", "v05.11", "v5.00", "v5.11.01", "v5.11-rc01", "v2.6.012", "v100.1", "v5.100000", "v5.11.100000",
        "v5.11-rc99999999999", "v5.11-rc٣", "v5.١١", "v5.11.y", "mainline", "v5_11", "5,11", "refs/tags/v5.11",
        "v5.11111111111111111111111111111111111111111111",
    })
    void takesNothingElseForARelease(String name) {
        assertThat(Release.parse(name)).isEmpty();
        assertThatThrownBy(() -> Release.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "1, 1", "100000, 0", "0, 100000"})
    void cannotBeACandidateAndAPointReleaseAtOnce(int candidate, int point) {
        assertThatThrownBy(() -> new Release(new Release.Base(5, 11, 0), candidate, point))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // Order.

    @Test
    void ordersByVersionCandidatesFirstAndPointReleasesLast() {
        List<String> order = List.of("v2.6.11", "v2.6.11.1", "v2.6.12-rc2", "v2.6.12-rc10", "v2.6.12", "v2.6.12.1",
                "v2.6.39.4", "v3.0-rc1", "v3.0", "v3.0.1", "v3.0.10", "v3.1-rc1", "v3.2", "v3.10-rc1", "v3.10", "v4.0",
                "v5.9.16", "v5.11-rc7", "v5.11", "v5.11.2", "v5.11.20", "v5.12-rc1", "v10.0");
        List<Release> shuffled = new ArrayList<>(order.stream().map(Release::of).toList());
        Collections.shuffle(shuffled, new Random(7));
        Collections.sort(shuffled);

        assertThat(shuffled).extracting(Release::tag).containsExactlyElementsOf(order);
    }

    @Property
    void isTotallyOrdered(
            @ForAll("releases") Release a, @ForAll("releases") Release b, @ForAll("releases") Release c) {
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
        assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b));
        List<Release> sorted = new ArrayList<>(List.of(a, b, c));
        Collections.sort(sorted);
        assertThat(sorted.get(0)).isLessThanOrEqualTo(sorted.get(1));
        assertThat(sorted.get(1)).isLessThanOrEqualTo(sorted.get(2));
        assertThat(sorted.get(0)).isLessThanOrEqualTo(sorted.get(2));
    }

    @Property
    void isReadFromItsOwnTag(@ForAll("releases") Release release) {
        assertThat(Release.parse(release.tag())).contains(release);
        assertThat(Release.parse(release.tag().substring(1))).contains(release);
    }

    @Property
    void liesOnTheSideOfItsMainlineReleaseThatItsLineSays(@ForAll("releases") Release release) {
        assertThat(Integer.signum(release.compareTo(release.mainline())))
                .isEqualTo(release.candidate() > 0 ? -1 : release.point() > 0 ? 1 : 0);
        assertThat(release.line().start()).isEqualTo(
                release.point() > 0 ? Optional.of(release.mainline()) : Optional.empty());
    }

    @Property
    void neverFailsOnAnyText(@ForAll String text) {
        assertThat(Release.parse(text)).isNotNull();
        assertThat(Line.parse(text)).isNotNull();
        assertThat(AbiNames.resolve(text)).isNotNull();
    }

    @Property
    void givesBackWhatItRead(@ForAll("almost") String text) {
        Release.parse(text).ifPresent(release ->
                assertThat(release.tag()).isEqualTo(text.startsWith("v") ? text : "v" + text));
    }

    @Provide
    Arbitrary<Release> releases() {
        Arbitrary<Release.Base> old = Arbitraries.integers().between(0, 40).map(patch -> new Release.Base(2, 6, patch));
        Arbitrary<Release.Base> recent = Combinators.combine(
                        Arbitraries.integers().between(3, 12), Arbitraries.integers().between(0, 25))
                .as((major, minor) -> new Release.Base(major, minor, 0));
        return Combinators.combine(
                        Arbitraries.oneOf(old, recent), Arbitraries.of(0, 0, 1), Arbitraries.integers().between(0, 400))
                .as((base, kind, number) -> new Release(base, kind == 0 ? 0 : number, kind == 0 ? number : 0));
    }

    @Provide
    Arbitrary<String> almost() {
        return Arbitraries.strings().withChars("v0123456.-rcy").ofMaxLength(14)
                .map(text -> text.length() % 2 == 0 ? "v5." + text : text);
    }

    /** What a release's name is, said once more. */
    private static final Pattern NAME = Pattern.compile("v?(?:(2)\\.([0-6])\\.(0|[1-9]\\d{0,4})|([3-9]|[1-9]\\d)\\.(0|[1-9]\\d{0,4}))"
            + "(?:-rc([1-9]\\d{0,4})|\\.([1-9]\\d{0,4}))?");

    @Property(tries = 5000)
    void takesAndRefusesWhatThePatternDoes(@ForAll("almostNames") String name) {
        Matcher matcher = NAME.matcher(name);
        Optional<Release> wanted = Optional.empty();
        if (matcher.matches() && name.length() <= 32) {
            Release.Base base = matcher.group(1) != null
                    ? new Release.Base(2, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)))
                    : new Release.Base(Integer.parseInt(matcher.group(4)), Integer.parseInt(matcher.group(5)), 0);
            wanted = Optional.of(new Release(
                    base,
                    matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6)),
                    matcher.group(7) == null ? 0 : Integer.parseInt(matcher.group(7))));
        }

        assertThat(Release.parse(name)).isEqualTo(wanted);
    }

    @Provide
    Arbitrary<String> almostNames() {
        Arbitrary<String> number = Arbitraries.of("0", "1", "2", "6", "7", "11", "20", "99", "100", "01", "00", "99999", "100000", "", "x");
        return Combinators.combine(
                        Arbitraries.of("", "v", "vv", "V", " "),
                        Arbitraries.of("2.6.", "2.4.", "2.7.", "3.", "5.", "2.", "02.", "99.", "100.", "", "."),
                        number,
                        Arbitraries.of("", ".", "-rc", "..", "-", "-rc0"),
                        number,
                        Arbitraries.of("", "", "", ".1", "-rc1", ".", " ", "\n"))
                .as((v, base, one, between, two, behind) -> v + base + one + (between.isEmpty() ? "" : between + two) + behind);
    }
}
