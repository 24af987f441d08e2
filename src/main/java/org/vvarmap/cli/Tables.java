package org.vvarmap.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.vvarmap.kernel.Abi;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;
import org.vvarmap.matrix.lint.Lint;

/** Reads the table that a command is to use: the shipped one, or the one that {@code --data} names. */
final class Tables {

    /** The largest file that is read as a table, in bytes. */
    private static final long LARGEST = 64L << 20;

    private Tables() {}

    static Table read(CommandLine arguments, Console console) throws CommandFailure {
        return read(arguments, console, Optional.empty());
    }

    /** The same; of the shipped table only what it says of some ABIs, where others do not matter. */
    static Table read(CommandLine arguments, Console console, Optional<List<Abi>> abis) throws CommandFailure {
        String file = arguments.getOptionValue("data");
        String name = file == null ? "the shipped table" : file;
        try {
            if (file == null) {
                // The build has asked the rules already.
                return abis.isPresent()
                        ? TableJson.read(Shipped.bytes("table.json"), abis.get())
                        : TableJson.read(Shipped.text("table.json"));
            }
            return checked(console.path(file));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.USAGE, name + " is no table of this version: " + e.getMessage());
        }
    }

    /** Reads a table that lies in a file. */
    static Table read(Path file) throws CommandFailure {
        try {
            return checked(file);
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.USAGE, file + " is no table of this version: " + e.getMessage());
        }
    }

    private static Table checked(Path file) throws CommandFailure, MalformedTable {
        return Lint.sound(TableJson.read(text(file)));
    }

    /** Reads a text file that the user named. */
    static String text(Path file) throws CommandFailure {
        try {
            if (Files.isDirectory(file)) {
                throw new CommandFailure(ExitCode.FAILED, file + " is a folder, not a file");
            }
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                throw new CommandFailure(ExitCode.FAILED, file + " is larger than " + LARGEST + " bytes");
            }
            try (InputStream stream = Files.newInputStream(file)) {
                return new String(stream.readNBytes((int) LARGEST), StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " does not exist");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
