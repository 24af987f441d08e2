package org.vvarmap.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Does what people wait for, and shows nothing of it: the launcher runs this once to see which classes are needed, and keeps
 * their data.
 */
final class Rehearsal {

    private static final List<String[]> COMMANDS = List.of(
            new String[] {"lookup", "6.12", "--arch", "x86_64"},
            new String[] {"lookup", "5.11.7-100.fc32.ppc64le"},
            new String[] {"lookup", "5.11.7", "--arch", "ppc64le", "--json"},
            new String[] {"check"},
            new String[] {"history", "ppc64"},
            new String[] {"diff", "5.10", "5.11", "--arch", "ppc64"});

    private Rehearsal() {}

    /**
     * Runs the commands.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(nowhere, nowhere, Path.of("/proc"), Path.of(""), false);
        COMMANDS.forEach(command -> Main.run(command, console));
        // What main itself needs.
        Main.main(new String[] {"--version"});
    }
}
