package org.vvarmap.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The algebra of sums, and that what a sum says of its sign holds for every number that its symbols may stand for. */
class SumProperties {

    private static final List<String> SYMBOLS = List.of("", "x", "y", "[a,b)", "[c,d)");

    @Provide
    Arbitrary<Sum> sums() {
        Arbitrary<Sum.Term> term = Combinators.combine(Arbitraries.of(SYMBOLS), Arbitraries.integers().between(-1, 1)).as(Sum.Term::new);
        return Arbitraries.maps(term, Arbitraries.longs().between(-5, 5)).ofMaxSize(4).map(Sum::new);
    }

    @Property
    void plusIsCommutativeAndAssociative(@ForAll("sums") Sum a, @ForAll("sums") Sum b, @ForAll("sums") Sum c) {
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(Sum.ZERO)).isEqualTo(a);
    }

    @Property
    void minusUndoesPlus(@ForAll("sums") Sum a, @ForAll("sums") Sum b) {
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.minus(a)).isEqualTo(Sum.ZERO);
        assertThat(a.minus(b)).isEqualTo(b.minus(a).times(-1));
    }

    @Property
    void timesDistributes(@ForAll("sums") Sum a, @ForAll("sums") Sum b, @ForAll @IntRange(min = -9, max = 9) int factor) {
        assertThat(a.plus(b).times(factor)).isEqualTo(a.times(factor).plus(b.times(factor)));
        assertThat(a.timesPages(1).timesPages(-1)).isEqualTo(a);
        assertThat(a.plus(b).timesPages(1)).isEqualTo(a.timesPages(1).plus(b.timesPages(1)));
    }

    @Property
    void whatWasReplacedIsGone(@ForAll("sums") Sum a, @ForAll @IntRange(min = 0, max = 9) int number) {
        Sum replaced = a.replace("x", Sum.of(number));

        assertThat(replaced.factorOf("x")).isZero();
        assertThat(a.replace("x", Sum.symbol("x"))).isEqualTo(a);
    }

    /** Sizes between addresses are whole pages, one or more; other symbols may be anything. */
    @Property(tries = 5000)
    void signsHoldForEveryNumber(
            @ForAll("sums") Sum sum,
            @ForAll @IntRange(min = 1, max = 4) int ab,
            @ForAll @IntRange(min = 1, max = 4) int cd,
            @ForAll @IntRange(min = -8, max = 8) int x,
            @ForAll @IntRange(min = -8, max = 8) int y) {
        for (long page : List.of(4096L, 65536L)) {
            Map<String, Long> numbers = new HashMap<>(Map.of("", 1L, "x", (long) x * page, "y", (long) y * page, "[a,b)", ab * page, "[c,d)", cd * page));
            double value = value(sum, numbers, page);

            sum.sign().ifPresent(sign -> assertThat(Math.signum(value)).isEqualTo((double) sign));
            for (String mark : List.of("<", "<=", ">", ">=", "==", "!=")) {
                sum.compare(mark).ifPresent(holds -> assertThat(holds).as(sum + mark + "0").isEqualTo(compare(value, mark)));
            }
        }
    }

    private static double value(Sum sum, Map<String, Long> numbers, long page) {
        double value = 0;
        for (Map.Entry<Sum.Term, Long> entry : sum.terms().entrySet()) {
            value += entry.getValue() * numbers.get(entry.getKey().symbol()) * Math.pow(page, entry.getKey().pages());
        }
        return value;
    }

    private static boolean compare(double value, String mark) {
        return switch (mark) {
            case "<" -> value < 0;
            case "<=" -> value <= 0;
            case ">" -> value > 0;
            case ">=" -> value >= 0;
            case "==" -> value == 0;
            default -> value != 0;
        };
    }
}
