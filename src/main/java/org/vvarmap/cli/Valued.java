package org.vvarmap.cli;

import org.apache.commons.cli.Option;

/** Options that take a value. */
final class Valued {

    private Valued() {}

    /** An option with a long name only, as all of this program's are. */
    static Option option(String name, String argument, String description) {
        return Option.builder().longOpt(name).hasArg().argName(argument).desc(description).get();
    }
}
