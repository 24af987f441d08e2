package org.vvarmap.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes files whole or not at all, whenever the program is killed, the disk is full or somebody else writes too. What is left
 * of a write that did not come to its end is taken away by the next one.
 */
final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a text file by way of another one beside it. Folders that are missing are made; a symbolic link in the file's
     * place is replaced, not followed, unless it leads to a device or a pipe, which is written to as it is.
     */
    static void write(Path file, String text) throws IOException {
        write(Map.of(file, text), file, Disk.REAL);
    }

    /**
     * Writes files of one folder that belong together. All of them are on the disk before the first takes its place, and they
     * take their places in the given order; nobody else comes in between.
     *
     * @param files the files and their texts, in order
     * @param turn the one of them whose turn it is, see {@link Turn}
     */
    static void write(Map<Path, String> files, Path turn, Disk disk) throws IOException {
        disk.folders(folder(turn));
        if (isStream(turn)) {
            Files.writeString(turn, files.get(turn), StandardCharsets.UTF_8);
            return;
        }
        Turn.at(turn, () -> replace(files, disk));
    }

    /** The same where it is the caller's turn already. */
    static void replace(Map<Path, String> files, Disk disk) throws IOException {
        Map<Path, Path> waiting = new LinkedHashMap<>();
        try {
            for (Map.Entry<Path, String> file : files.entrySet()) {
                if (Files.isDirectory(file.getKey(), LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileSystemException(file.getKey().toString(), null, "it is a folder");
                }
                Path fresh = fresh(file.getKey());
                disk.delete(fresh);
                waiting.put(file.getKey(), fresh);
                disk.write(fresh, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            for (Map.Entry<Path, Path> file : waiting.entrySet()) {
                disk.move(file.getValue(), file.getKey());
            }
        } finally {
            for (Path fresh : waiting.values()) {
                disk.delete(fresh);
            }
        }
        for (Path file : files.keySet()) {
            disk.settle(folder(file));
        }
    }

    /** Takes away what a killed process left beside files, where the next write of them may be far off. */
    static void tidy(Collection<Path> files, Path turn) throws IOException {
        boolean tidy = !Files.exists(Turn.file(turn), LinkOption.NOFOLLOW_LINKS)
                && files.stream().noneMatch(file -> Files.exists(fresh(file), LinkOption.NOFOLLOW_LINKS));
        if (!tidy) {
            Turn.at(turn, () -> {
                for (Path file : files) {
                    Files.deleteIfExists(fresh(file));
                }
            });
        }
    }

    private static Path fresh(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().getParent();
    }

    /** Whether something is there that is neither a file nor a folder: {@code /dev/null}, {@code /dev/stdout}, a pipe. */
    static boolean isStream(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }
}
