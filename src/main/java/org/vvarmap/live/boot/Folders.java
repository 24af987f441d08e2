package org.vvarmap.live.boot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary folders of files. */
final class Folders {

    private Folders() {}

    /** Removes a folder that holds files only. */
    static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // It lies where temporary files are cleaned up anyway.
        }
    }
}
