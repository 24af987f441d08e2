package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Small kernel sources on disk, made of the shapes that the extractor's tests keep. */
final class Sources {

    /** powerpc of 5.10: the data page behind the code, in one VMA. */
    static final String PAGE_LIST = "page-list";

    /** powerpc of 5.11: the data page in front. */
    static final String DATA_FIRST = "special-data-first";

    /** powerpc of 5.12.3: a [vvar] of one page. */
    static final String VVAR = "vvar-one-page";

    private static final Path SHAPES = Path.of("src/test/resources/org/vvarmap/extract");

    private Sources() {}

    /** The files of a shape, by path, with the Makefile that every kernel has. */
    static Map<String, String> files(String shape, String version) {
        try {
            Map<String, String> files = new TreeMap<>();
            Path folder = SHAPES.resolve("golden").resolve(shape);
            for (String part : Files.readString(folder.resolve("uses")).strip().split("\\s+")) {
                collect(SHAPES.resolve("parts").resolve(part), files);
            }
            collect(folder, files);
            files.keySet().removeIf(path -> !path.contains("/"));
            String[] numbers = version.split("\\.");
            files.put("Makefile", "VERSION = " + numbers[0] + "\nPATCHLEVEL = " + numbers[1] + "\nSUBLEVEL = 0\n");
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(Path folder, Map<String, String> files) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    /** Replaces what a folder holds, other than a repository's own folder, with these files. */
    static void write(Path folder, Map<String, String> files) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> walk = Files.walk(folder)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    if (!folder.relativize(file).startsWith(".git")) {
                        Files.delete(file);
                    }
                }
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is a git to make repositories with. */
    static boolean hasGit() {
        try {
            return new ProcessBuilder("git", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs git in a folder, with nobody's configuration, and gives what it prints. */
    static String git(Path folder, String... arguments) {
        try {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of("git"));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("GIT_"));
            environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
            environment.put("GIT_CONFIG_NOSYSTEM", "1");
            for (String who : List.of("AUTHOR", "COMMITTER")) {
                environment.put("GIT_" + who + "_NAME", "A U Thor");
                environment.put("GIT_" + who + "_EMAIL", "author@example.com");
                environment.put("GIT_" + who + "_DATE", "2021-02-14T12:00:00Z");
            }
            Process process = builder.start();
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

    /** Commits a source, and gives the commit's id. */
    static String commit(Path folder, Map<String, String> files, String message) {
        write(folder, files);
        git(folder, "add", "-A");
        git(folder, "commit", "-q", "--allow-empty", "-m", message);
        return git(folder, "rev-parse", "HEAD");
    }

    /**
     * A kernel's history in five tags, and one that names no release.
     *
     * @param folder the clone
     * @param front the commit that moves the data page to the front, between v5.10 and v5.11-rc1
     * @param separate the commit that gives the data a VMA, between v5.11.19 and v5.11.20
     */
    record Clone(Path folder, String front, String separate) {

        static Clone at(Path folder) {
            git(folder, "init", "-q", "-b", "master");
            commit(folder, files(PAGE_LIST, "5.10"), "Linux 5.10");
            git(folder, "tag", "v5.10");
            git(folder, "tag", "-a", "-m", "not a release", "next-20210101");
            String front = commit(folder, files(DATA_FIRST, "5.10"), "powerpc/vdso: Move vdso datapage up front");
            commit(folder, files(DATA_FIRST, "5.11"), "Linux 5.11-rc1");
            git(folder, "tag", "-a", "-m", "Linux 5.11-rc1", "v5.11-rc1");
            commit(folder, files(DATA_FIRST, "5.11"), "Linux 5.11");
            git(folder, "tag", "-a", "-m", "Linux 5.11", "v5.11");
            commit(folder, files(DATA_FIRST, "5.11"), "Linux 5.11.19");
            git(folder, "tag", "v5.11.19");
            String separate = commit(
                    folder,
                    files(VVAR, "5.11"),
                    "powerpc/vdso: Separate vvar vma from vdso\n\ncommit 1c4bce6753857dc409a0197342d18764e7f4b741 upstream.");
            commit(folder, files(VVAR, "5.11"), "Linux 5.11.20");
            git(folder, "tag", "v5.11.20");
            return new Clone(folder, front, separate);
        }
    }
}
