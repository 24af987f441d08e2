package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.MapTree;

/** What a source says does not depend on how it is written. */
class InvarianceTest {

    static Stream<Arguments> variants() {
        return Golden.all().stream()
                .flatMap(golden -> Arrays.stream(Variant.values()).map(variant -> Arguments.of(golden, variant)));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void givesTheSameLayout(Golden golden, Variant variant) {
        MapTree rewritten = variant.of(golden.tree());

        Layout read = Golden.read(rewritten, golden.abi());

        assertThat(Golden.reasons(read)).isEmpty();
        assertThat(Golden.plain(read)).isEqualTo(Golden.plain(golden.expected()));
    }

    /** A rewriting that finds nothing to rewrite would prove nothing. */
    @ParameterizedTest
    @EnumSource
    void rewritesSomething(Variant variant) {
        assertThat(Golden.all()).anyMatch(golden -> !variant.of(golden.tree()).texts().equals(golden.tree().texts()));
    }
}
