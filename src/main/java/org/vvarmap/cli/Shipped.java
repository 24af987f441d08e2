package org.vvarmap.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vvarmap.live.Capture;
import org.vvarmap.live.CaptureJson;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.ConfirmationsJson;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.ConsumersJson;
import org.vvarmap.matrix.MalformedTable;

/** The files of {@code data/} that travel inside the program. */
final class Shipped {

    private static final String FOLDER = "/org/vvarmap/data/";

    private Shipped() {}

    /** The text of a file; fails where the program was built without it. */
    static String text(String name) throws CommandFailure {
        try (InputStream stream = Shipped.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new CommandFailure(ExitCode.FAILED, "this program was built without data/" + name + "; build it anew");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
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

    /** What captures of live systems say of the table. */
    static List<Confirmation> confirmations() throws CommandFailure {
        try {
            return ConfirmationsJson.read(text("captures.json"));
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
