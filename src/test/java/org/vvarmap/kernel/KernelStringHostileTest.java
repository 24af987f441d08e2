package org.vvarmap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class KernelStringHostileTest {

    @Property
    void neverFailsOnAnyText(@ForAll String text) {
        assertThat(KernelString.parse(text).notes()).isNotNull();
    }

    @Property
    void neverFailsOnAlmostReleases(@ForAll("almost") String text) {
        KernelString read = KernelString.parse(text);

        assertThat(read.release().isPresent() || !read.vendor()).isTrue();
    }

    @Property
    void readsEveryTagAsItself(
            @ForAll @IntRange(min = 3, max = 99) int major,
            @ForAll @IntRange(max = 999) int minor,
            @ForAll @IntRange(max = 999) int point) {
        Release release = new Release(new Release.Base(major, minor, 0), 0, point);
        KernelString read = KernelString.parse(release.tag());

        assertThat(read.release()).contains(release);
        assertThat(read.vendor()).isFalse();
    }

    @Provide
    Arbitrary<String> almost() {
        Arbitrary<String> piece = Arbitraries.of(
                "5", ".", "11", "-", "rc1", "-rc", "+", "_", "0.rc0", "git", "Linux ", "version ", "Debian ", "Ubuntu ",
                "~", "99999999999999999999", "2.6.", "40", "60", "amd64", ".el8", ".fc", "v", " ", "#1-Ubuntu ", "-0",
                "00000rc9-");
        return Combinators.combine(piece.list().ofMaxSize(12), Arbitraries.integers().between(1, 40))
                .as((pieces, times) -> String.join("", pieces).repeat(times));
    }
}
