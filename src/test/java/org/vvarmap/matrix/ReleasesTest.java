package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vvarmap.kernel.Release;

class ReleasesTest {

    private static Optional<Release> release(String tag) {
        return Optional.ofNullable(tag).map(Release::of);
    }

    @ParameterizedTest
    @CsvSource({
        "v5.10,v5.12,v5.10,true", "v5.10,v5.12,v5.12,true", "v5.10,v5.12,v5.11-rc3,true", "v5.10,v5.12,v5.11.22,true",
        "v5.10,v5.12,v5.12.19,true", "v5.10,v5.12,v5.13-rc1,false", "v5.10,v5.12,v5.9.16,false", "v5.10,v5.12,v5.10-rc7,false",
        "v5.10,v5.12.3,v5.12.3,true", "v5.10,v5.12.3,v5.12.4,false", "v5.10,v5.12-rc2,v5.12-rc3,false", "v5.10,v5.12-rc2,v5.12.1,false",
        ",v5.12,v2.6.12,true", "v5.10,,v7.3,true", "v5.10.5,v5.12,v5.10.4,false", "v5.10.5,v5.12,v5.11,true"
    })
    void holdsWhatLiesBetween(String since, String until, String asked, boolean within) {
        assertThat(new Releases(release(since), release(until)).has(Release.of(asked))).isEqualTo(within);
    }

    @Test
    void mayBeOneRelease() {
        Releases one = Releases.only(Release.of("v5.11"));

        assertThat(one.has(Release.of("v5.11"))).isTrue();
        assertThat(one.has(Release.of("v5.11.1"))).isFalse();
        assertThat(one.has(Release.of("v5.11-rc7"))).isFalse();
    }
}
