package org.vvarmap.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A turn at writing something: no two processes have it at once. It is the system's lock on a file beside what is written, so a
 * process that is killed loses it, and what it left of the file is in nobody's way.
 */
final class Turn {

    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 20;

    /** The system's locks hold between processes only. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private final Path file;
    private final Optional<FileChannel> channel;

    private Turn(Path file, Optional<FileChannel> channel) {
        this.file = file;
        this.channel = channel;
    }

    /** What is done in a turn. */
    interface Writing<E extends Exception> {
        /** Does it. */
        void run() throws IOException, E;
    }

    /**
     * Does something in a turn at writing a path, whose folder is there.
     *
     * @param path what is written, a file or a folder
     * @param writing what is done
     * @throws IOException where somebody else has the turn for longer than a minute
     */
    static <E extends Exception> void at(Path path, Writing<E> writing) throws IOException, E {
        Turn turn = at(path.toAbsolutePath(), USUAL_PATIENCE);
        try {
            writing.run();
        } finally {
            turn.close();
        }
    }

    /** The file that is locked while a path is written. */
    static Path file(Path path) {
        return path.resolveSibling("." + path.getFileName() + ".lock");
    }

    static Turn at(Path path, Duration patience) throws IOException {
        Path file = file(path);
        HERE.lock();
        boolean mine = false;
        try {
            Turn turn = new Turn(file, taken(file, path, patience));
            mine = true;
            return turn;
        } finally {
            if (!mine) {
                HERE.unlock();
            }
        }
    }

    /** The locked file; empty where the file system has no locks, which is no reason not to write. */
    private static Optional<FileChannel> taken(Path file, Path path, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            List<Object> before = identity(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (IOException e) {
                channel.close();
                return Optional.empty();
            }
            // Whoever has had a turn takes the file away: what was locked may be a file that has no name any more.
            if (lock != null && !before.isEmpty() && before.equals(identity(file))) {
                return Optional.of(channel);
            }
            channel.close();
            if (lock == null) {
                pause();
            }
        }
        throw new IOException("another process is writing " + path + "; wait until it is done");
    }

    private static List<Object> identity(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends the turn. */
    void close() throws IOException {
        try {
            Files.deleteIfExists(file);
            if (channel.isPresent()) {
                channel.get().close();
            }
        } finally {
            HERE.unlock();
        }
    }
}
