package org.vvarmap.extract;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Unit;

/** The function that exec calls so that an architecture can map pages of its own. */
final class ExecHook {

    private ExecHook() {}

    /**
     * Reads an elf.h, which declares the function or has a macro of that name call another.
     *
     * @param tree the source
     * @param header the elf.h
     * @param usual what the usual configuration says, without {@code CONFIG_}
     * @param hook the name that exec uses
     * @return the function's name; empty where the header does not mention it, so that exec calls nothing
     */
    static Optional<String> function(SourceTree tree, String header, Map<String, Boolean> usual, String hook) {
        Map<String, Boolean> stated = SharedFacts.settings(Optional.empty());
        usual.forEach((symbol, on) -> stated.put("CONFIG_" + symbol, on));
        Includes nothing = new Includes(name -> List.of(), name -> false);
        Optional<Unit> unit = Unit.read(tree, header, nothing, new Settings(stated));
        return unit.filter(known -> known.mentions(hook) || known.macro(hook).isPresent())
                .map(known -> known.macro(hook).map(body -> body.split(" ")[0]).orElse(hook));
    }
}
