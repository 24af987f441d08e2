package org.vvarmap.matrix;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.vvarmap.layout.Expectation.Verdict;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Region;

/**
 * What a program's author asserts of every kernel that the program is to run on.
 *
 * @param key a fact
 * @param values for the regions: the names of the VMAs, lowest address first; for any other fact: the values that it may
 *     have, {@code null} for JSON's null
 */
public record Assertion(FactKey key, List<String> values) {

    /** A text that is no assertion. */
    public static final class MalformedAssertion extends Exception {
        /**
         * Says what is wrong.
         *
         * @param message one line
         */
        public MalformedAssertion(String message) {
            super(message);
        }
    }

    /** Copies the values. */
    public Assertion {
        values = List.copyOf(values);
    }

    /**
     * Reads an assertion.
     *
     * @param text {@code dataPlacement=before}, {@code elfAtVdsoStart=true,null}, {@code regions=[vvar],[vdso]}
     * @return the assertion
     * @throws MalformedAssertion where the text names no fact, or a value that the fact never has
     */
    public static Assertion parse(String text) throws MalformedAssertion {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new MalformedAssertion("\"" + text + "\" is not of the form KEY=VALUE");
        }
        String name = text.substring(0, equals);
        FactKey key = FactKey.byJson(name).orElseThrow(() -> new MalformedAssertion("no fact is called \"" + name
                + "\"; there are " + Arrays.stream(FactKey.values()).map(FactKey::json).collect(Collectors.joining(", "))));
        List<String> values = List.of(text.substring(equals + 1).split(",", -1));
        for (String value : values) {
            boolean possible = key == FactKey.REGIONS || key.allowed().contains(value) || key.nullable() && value.equals("null");
            if (!possible) {
                throw new MalformedAssertion(key.json() + " is never \"" + value + "\"; it is one of "
                        + String.join(", ", key.allowed()) + (key.nullable() ? ", null" : ""));
            }
        }
        return new Assertion(key, values);
    }

    /**
     * Asks a layout.
     *
     * @param layout the layout
     * @return whether it is as asserted
     */
    public Verdict of(Layout layout) {
        Fact fact = layout.get(key);
        if (!fact.isKnown()) {
            return Verdict.UNKNOWN;
        }
        boolean holds = key == FactKey.REGIONS
                ? values.equals(layout.regions().stream().map(Region::name).toList())
                        || layout.regions().isEmpty() && values.equals(List.of(""))
                : values.contains(fact.toString());
        return holds ? Verdict.HOLDS : Verdict.FAILS;
    }

    @Override
    public String toString() {
        return key.json() + "=" + String.join(",", values);
    }
}
