package org.vvarmap.cli;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.cli.CommandLine;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.live.Capture;
import org.vvarmap.live.CaptureJson;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.ConfirmationsJson;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.ConsumersJson;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Packed;

/** The files of {@code data/} that travel inside the program. */
final class Shipped {

    private Shipped() {}

    /** The text of a file; fails where the program was built without it. */
    static String text(String name) throws CommandFailure {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /** The bytes of a file: out of the folder that the launcher knows, if it does, since a large archive opens slowly. */
    static byte[] bytes(String name) throws CommandFailure {
        String folder = System.getProperty("vvarmap.data", "");
        try {
            if (folder.isEmpty()) {
                return packed(name);
            }
            // The newer way to read a file loads libraries first.
            try (InputStream file = new FileInputStream(new File(folder, name))) {
                return file.readAllBytes();
            }
        } catch (IOException e) {
            return packed(name);
        }
    }

    private static byte[] packed(String name) throws CommandFailure {
        try {
            return Packed.bytes(name);
        } catch (FileNotFoundException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the shipped " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What programs take for granted. */
    static Consumers consumers() throws CommandFailure {
        try {
            return ConsumersJson.read(text("assumptions.json"));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.FAILED, "the shipped assumptions.json is broken: " + e.getMessage(), e);
        }
    }

    /** What programs take for granted on an ABI. */
    static Consumers consumers(Abi abi) throws CommandFailure {
        try {
            return ConsumersJson.read(bytes("assumptions.json"), abi);
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.FAILED, "the shipped assumptions.json is broken: " + e.getMessage(), e);
        }
    }

    /** When one release was made. */
    static Dates dates(Release release) throws CommandFailure {
        try {
            return Dates.read(bytes("dates.json"), release);
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.FAILED, "the shipped dates.json is broken: " + e.getMessage(), e);
        }
    }

    /** When mainline releases were made. */
    static Dates dates() throws CommandFailure {
        try {
            return Dates.read(text("dates.json"));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.FAILED, "the shipped dates.json is broken: " + e.getMessage(), e);
        }
    }

    /** What was said of the commits: of a table that {@code --data} names, what lies beside it, if anything does. */
    static Discussions discussions(CommandLine arguments, Console console) throws CommandFailure {
        String table = arguments.getOptionValue("data");
        if (table != null && Files.exists(DiscussionCrawl.beside(console.path(table)))) {
            return DiscussionCrawl.earlier(console.path(table));
        }
        try {
            return Discussions.read(text("table.discussions.json"));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.FAILED, "the shipped table.discussions.json is broken: " + e.getMessage(), e);
        }
    }

    /** What captures of live systems say of the table. */
    static List<Confirmation> confirmations() throws CommandFailure {
        return confirmations(Optional.empty());
    }

    /** The same, of some ABIs only where others do not matter. */
    static List<Confirmation> confirmations(Optional<List<Abi>> abis) throws CommandFailure {
        try {
            return abis.isPresent()
                    ? ConfirmationsJson.read(bytes("captures.json"), abis.get())
                    : ConfirmationsJson.read(text("captures.json"));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.FAILED, "the shipped captures.json is broken: " + e.getMessage(), e);
        }
    }

    /** The captures of live systems, by name. */
    static SortedMap<String, Capture> captures() throws CommandFailure {
        SortedMap<String, Capture> captures = new TreeMap<>();
        for (Confirmation one : confirmations()) {
            try {
                captures.put(one.name(), CaptureJson.read(text("captures/" + one.name())));
            } catch (MalformedInput e) {
                throw new CommandFailure(ExitCode.FAILED, "the shipped capture " + one.name() + " is broken: " + e.getMessage(), e);
            }
        }
        return captures;
    }
}
