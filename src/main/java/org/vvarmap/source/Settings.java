package org.vvarmap.source;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stated configuration: which symbols of the preprocessor are on and which are off. A symbol that is not stated is taken to
 * be off, and the {@link Unit} remembers where that mattered, so that the reader can try the other way.
 *
 * @param stated symbol to on or off
 */
public record Settings(Map<String, Boolean> stated) {

    /** Copies the map. */
    public Settings {
        stated = Map.copyOf(stated);
    }

    /**
     * What is stated of a symbol.
     *
     * @param symbol {@code CONFIG_PPC64}, {@code __ASSEMBLY__}, …
     * @return on or off; empty where nothing is stated
     */
    public Optional<Boolean> of(String symbol) {
        return Optional.ofNullable(stated.get(symbol));
    }

    /**
     * The same configuration with one symbol stated otherwise.
     *
     * @param symbol the symbol
     * @param on on or off
     * @return the new configuration
     */
    public Settings with(String symbol, boolean on) {
        Map<String, Boolean> changed = new TreeMap<>(stated);
        changed.put(symbol, on);
        return new Settings(changed);
    }
}
