package org.vvarmap.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConsequencesTest {

    private static List<String> texts(Layout before, Layout after) {
        return Consequences.of(before, after).stream().map(Consequences.Consequence::text).toList();
    }

    @Test
    void tellsTheConsumersOfPowerpc511() {
        assertThat(texts(Layouts.PPC_OLD, Layouts.PPC_FRONT))
                .anySatisfy(text -> assertThat(text).contains("Do not take the start of [vdso] for the ELF header"))
                .anySatisfy(text -> assertThat(text).contains("below the ELF header now"));
        assertThat(texts(Layouts.PPC_FRONT, Layouts.PPC_OLD))
                .anySatisfy(text -> assertThat(text).contains("[vdso] begins with the ELF header now"));
    }

    @Test
    void namesAVmaThatCameAndOneThatChangedItsSize() {
        assertThat(texts(Layouts.X86_FOUR, Layouts.X86_VCLOCK)).singleElement().asString()
                .contains("Expect [vvar_vclock] as well", "[vvar] has 2 pages, not 4 pages");
        assertThat(texts(Layouts.X86_VCLOCK, Layouts.X86_FOUR)).singleElement().asString()
                .contains("Do not look for [vvar_vclock] any more");
    }

    @Test
    void saysThatVmasChangedPlaces() {
        Layout behind = Layouts.of("image after separate [vdso]:code:null [vvar]:data:4", "elfAtVdsoStart=true", "dataAccess=pfnmap",
                "split=refused");
        assertThat(texts(behind, Layouts.X86_FOUR)).anySatisfy(text -> assertThat(text).contains("another order: [vvar], [vdso]"));
    }

    @Test
    void saysNothingOfWhatIsOpenOrTheSame() {
        assertThat(texts(Layouts.X86_FOUR, Layouts.X86_FOUR)).isEmpty();
        assertThat(texts(Layouts.X86_FOUR.with(FactKey.REGIONS, Fact.unknown("x")), Layouts.X86_VCLOCK)).isEmpty();
    }

    @Test
    void saysOneThingWhereTheImageCameOrWent() {
        assertThat(texts(Layout.none(), Layouts.X86_FOUR)).singleElement().asString().contains("There is an image now");
        assertThat(texts(Layouts.X86_FOUR, Layout.none())).singleElement().asString().contains("no image any more");
    }

    /** Every value that a fact can go from and to, null aside: a change that a consumer is told nothing of would be a gap. */
    static Stream<FactKey> keys() {
        return Stream.of(FactKey.values()).filter(key -> key != FactKey.REGIONS);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void hasAWordForEveryChangeOfAFact(FactKey key) {
        List<String> silent = new ArrayList<>();
        for (String one : key.allowed()) {
            for (String other : key.allowed()) {
                Layout before = Layouts.X86_FOUR.with(key, Fact.of(one));
                Layout after = Layouts.X86_FOUR.with(key, Fact.of(other));
                if (!one.equals(other) && texts(before, after).isEmpty()) {
                    silent.add(one + " to " + other);
                }
            }
        }
        // The mapping comes or goes with the placement, which has its own word.
        silent.removeIf(change -> key == FactKey.DATA_MAPPING && change.contains("none"));
        assertThat(silent).isEmpty();
    }
}
