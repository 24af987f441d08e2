package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The program as somebody at a shell sees it: arguments in, two texts and an exit code out.
 *
 * @param folder the working folder; it also holds the made {@code proc}
 */
record Cli(Path folder) {

    /**
     * What a run left behind.
     *
     * @param code the number that the process would exit with
     * @param out standard output
     * @param err standard error
     */
    record Outcome(int code, String out, String err) {

        /** The only thing on standard output is one JSON object. */
        JsonObject json() {
            assertThat(out).startsWith("{").endsWith("}" + System.lineSeparator());
            return JsonParser.parseString(out).getAsJsonObject();
        }

        /** The run failed as the contract wants it: one line on standard error, nothing else, and no stack trace. */
        Outcome failed(int expected) {
            assertThat(code).as("exit code; %s", err).isEqualTo(expected);
            assertThat(out).isEmpty();
            assertThat(err).startsWith("vvarmap: ").endsWith(System.lineSeparator());
            assertThat(err.lines()).hasSize(1);
            assertThat(err).doesNotContain("\tat ", "Exception");
            assertThat(err.strip().chars()).noneMatch(Character::isISOControl);
            return this;
        }

        Outcome exited(int expected) {
            assertThat(code).as("exit code; %s", err).isEqualTo(expected);
            return this;
        }
    }

    Path proc() {
        return folder.resolve("proc");
    }

    Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(stream(out), stream(err), proc(), folder, false);
        ExitCode code = Main.run(arguments, console);
        console.out().flush();
        console.err().flush();
        return new Outcome(code.number(), text(out), text(err));
    }

    Outcome run(List<String> arguments) {
        return run(arguments.toArray(String[]::new));
    }

    /** Puts a text file below the working folder; its name, for the command line. */
    String file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts a file below the working folder; its name, for the command line. */
    String file(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.write(folder.resolve(name), bytes);
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
