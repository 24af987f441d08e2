package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git of this machine, where there is one, with nobody's configuration. */
final class Git {

    private Git() {}

    static boolean isThere() {
        try {
            return start(Path.of("."), "--version").waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs it, and gives what it prints. */
    static String run(Path where, String... arguments) {
        try {
            Process process = start(where, arguments);
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("git %s: %s", List.of(arguments), text).isZero();
            return text.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it; what it prints, errors too, is to be read. */
    static Process start(Path where, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1", "LC_ALL", "C",
                "GIT_AUTHOR_NAME", "Tiny", "GIT_AUTHOR_EMAIL", "tiny@example.org",
                "GIT_COMMITTER_NAME", "Tiny", "GIT_COMMITTER_EMAIL", "tiny@example.org"));
        return builder.start();
    }
}
