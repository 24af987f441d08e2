package org.vvarmap.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The steps that writing is made of. Each is done or not, but for {@link #write}, which may stop in the middle; a program that
 * is killed stops between two of them or there.
 */
interface Disk {

    /** Makes a folder and those above it. */
    void folders(Path folder) throws IOException;

    /** Makes a file that is not there yet, and waits until it is on the disk. */
    void write(Path file, byte[] content) throws IOException;

    /** Renames a file or a folder, at one go. A file or an empty folder that is in its place is replaced. */
    void move(Path from, Path to) throws IOException;

    /** Gives a file a second name. */
    void link(Path link, Path file) throws IOException;

    /** Makes a symbolic link that leads where another one does. */
    void copyLink(Path link, Path from) throws IOException;

    /** Takes a file, a symbolic link or an empty folder away, if it is there. */
    void delete(Path file) throws IOException;

    /** Waits until the names in a folder are on the disk, where the system can do that. */
    void settle(Path folder);

    /** Takes a folder away with all that is in it; links lead nowhere. */
    default void deleteTree(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            delete(folder);
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** The disk of this machine. */
    Disk REAL = new Disk() {

        @Override
        public void folders(Path folder) throws IOException {
            Files.createDirectories(folder);
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void link(Path link, Path file) throws IOException {
            Files.createLink(link, file);
        }

        @Override
        public void copyLink(Path link, Path from) throws IOException {
            Files.createSymbolicLink(link, Files.readSymbolicLink(from));
        }

        @Override
        public void delete(Path file) throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public void settle(Path folder) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                // Not every system lets a folder be opened; the file's content is safe, and either name leads to a whole file.
                return;
            }
        }
    };
}
