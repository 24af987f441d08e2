package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AuxvTest {

    private static final long[] WORDS =
            {33, 0xf7f90000L, 32, 0xf7f90560L, 16, 0xbfebfbff, 6, 65536, 17, 100, 0, 0, 0, 0};

    private record Way(ByteOrder order, int wordSize) {}

    static Stream<Way> ways() {
        return Stream.of(
                new Way(ByteOrder.LITTLE_ENDIAN, 8),
                new Way(ByteOrder.LITTLE_ENDIAN, 4),
                new Way(ByteOrder.BIG_ENDIAN, 8),
                new Way(ByteOrder.BIG_ENDIAN, 4));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void findsTheEntriesAndTheWayToReadThem(Way way) throws MalformedInput {
        byte[] bytes = Bytes.auxv(way.order(), way.wordSize(), WORDS);
        Auxv auxv = Auxv.parse(bytes, way.order(), way.wordSize());

        assertThat(auxv.sysinfoEhdr()).hasValue(0xf7f90000L);
        assertThat(auxv.sysinfo()).hasValue(0xf7f90560L);
        assertThat(auxv.pageSize()).hasValue(65536);
        assertThat(Auxv.detect(bytes)).isEqualTo(auxv);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusesEveryTruncation(Way way) {
        byte[] bytes = Bytes.auxv(way.order(), way.wordSize(), 33, 0x1000, 6, 4096, 0, 0);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Bytes.cut(bytes, length);
            assertThatThrownBy(() -> Auxv.parse(cut, way.order(), way.wordSize()))
                    .isInstanceOf(MalformedInput.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void takesZeroForNoImage() throws MalformedInput {
        byte[] bytes = Bytes.auxv(ByteOrder.LITTLE_ENDIAN, 8, 33, 0, 6, 4096, 0, 0);

        assertThat(Auxv.detect(bytes).sysinfoEhdr()).isEmpty();
    }

    @Test
    void refusesWhatIsNoVector() {
        byte[] oddPage = Bytes.auxv(ByteOrder.LITTLE_ENDIAN, 8, 6, 4095, 0, 0);
        byte[] hugePage = Bytes.auxv(ByteOrder.LITTLE_ENDIAN, 8, 6, Long.MIN_VALUE, 0, 0);

        assertThatThrownBy(() -> Auxv.parse(oddPage, ByteOrder.LITTLE_ENDIAN, 8)).isInstanceOf(MalformedInput.class);
        assertThatThrownBy(() -> Auxv.parse(hugePage, ByteOrder.LITTLE_ENDIAN, 8)).isInstanceOf(MalformedInput.class);
        assertThatThrownBy(() -> Auxv.parse(new byte[16], ByteOrder.LITTLE_ENDIAN, 3))
                .isInstanceOf(MalformedInput.class);
        assertThatThrownBy(() -> Auxv.parse(new byte[65537], ByteOrder.LITTLE_ENDIAN, 8))
                .isInstanceOf(MalformedInput.class);
        assertThatThrownBy(() -> Auxv.detect(new byte[64])).isInstanceOf(MalformedInput.class);
    }

    @Property
    void neverFailsOtherwise(@ForAll byte[] bytes, @ForAll boolean little, @ForAll boolean wide) {
        try {
            Auxv.parse(bytes, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN, wide ? 8 : 4);
            Auxv.detect(bytes);
        } catch (MalformedInput e) {
            assertThat(e).hasMessageStartingWith("auxv: ");
        }
    }
}
