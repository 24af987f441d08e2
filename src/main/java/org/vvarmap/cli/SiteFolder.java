package org.vvarmap.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Puts a site into a folder, all of it at once: it is written beside the folder, and then the folders change places. What else
 * lies in the folder comes along, under the same names and as the same files.
 *
 * <p>A program that is killed leaves the site that was there or the new one. There is one moment, between two renames, at which
 * a kill leaves neither under the folder's name; the old one then lies beside it, and the next report puts it back first.
 *
 * <p>Where a folder cannot change places (its parent may not be written, it is mounted, it is somebody else's, it is the one that
 * the program runs in, or things lie in it that cannot come along), each file is replaced whole by itself, pages before those that
 * link to them; then a kill may leave some pages new and some old.
 */
final class SiteFolder {

    /** More than this in a folder is no site, and is not carried about. */
    private static final int MOST_OTHERS = 5_000;

    private static final String FRESH = ".vvarmap-new";
    private static final String OLD = ".vvarmap-old";

    private final Path folder;
    private final SortedMap<String, String> files;
    private final Disk disk;

    private SiteFolder(Path folder, SortedMap<String, String> files, Disk disk) {
        this.folder = folder;
        this.files = files;
        this.disk = disk;
    }

    /**
     * Puts a site into a folder.
     *
     * @param out the folder; it is made if it is not there
     * @param files the site: paths with slashes, no deeper than one folder, and texts
     */
    static void replace(Path out, SortedMap<String, String> files, Disk disk) throws IOException {
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        Path folder = Files.exists(out) ? out.toRealPath() : out.toAbsolutePath().normalize();
        SiteFolder site = new SiteFolder(folder, files, disk);
        Path parent = folder.getParent();
        if (parent == null) {
            site.replaceEach();
            return;
        }
        if (!Files.isDirectory(parent)) {
            disk.folders(parent);
        }
        if (!Files.isWritable(parent)) {
            disk.folders(folder);
            Turn.at(folder.resolve("index.html"), site::replaceEach);
            return;
        }
        Turn.at(folder, () -> {
            site.recover();
            site.replace();
        });
    }

    private Path beside(String suffix) {
        return folder.resolveSibling("." + folder.getFileName() + suffix);
    }

    /** Ends what a killed program began. */
    private void recover() throws IOException {
        if (Files.exists(beside(OLD), LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                disk.deleteTree(beside(OLD));
            } else {
                disk.move(beside(OLD), folder);
            }
        }
        disk.deleteTree(beside(FRESH));
    }

    private void replace() throws IOException {
        check();
        List<Path> others = others();
        boolean movable = Files.exists(folder) ? movable() && others.size() <= MOST_OTHERS : true;
        if (!movable) {
            replaceEach();
            return;
        }
        try {
            if (!prepare(others)) {
                disk.deleteTree(beside(FRESH));
                replaceEach();
                return;
            }
            swap();
        } catch (IOException e) {
            disk.deleteTree(beside(FRESH));
            throw e;
        }
    }

    /** Nothing outside the folder is written, whatever symbolic links an earlier hand left in it. */
    private void check() throws IOException {
        for (String name : files.keySet()) {
            Path file = folder.resolve(name);
            if (!file.getParent().equals(folder) && Files.isSymbolicLink(file.getParent())) {
                throw new IOException(file.getParent() + " is a symbolic link; remove it");
            }
            if (Files.exists(file.getParent(), LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file.getParent())) {
                throw new FileAlreadyExistsException(file.getParent().toString());
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(file.toString(), null, "it is a folder");
            }
        }
    }

    /** What lies in the folder and is not of the new site, folders before what is in them; no more than are carried about. */
    private List<Path> others() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(path -> !path.equals(folder))
                    .filter(path -> !files.containsKey(name(path)))
                    .limit(MOST_OTHERS + 1L)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String name(Path path) {
        return folder.relativize(path).toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private boolean movable() throws IOException {
        boolean here = Path.of("").toRealPath().startsWith(folder);
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("unix");
        boolean mounted = posix
                && !Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(folder.getParent(), "unix:dev"));
        return !here && !mounted;
    }

    /** Lays the new folder out beside the old one; false where something cannot come along. */
    private boolean prepare(List<Path> others) throws IOException {
        Path fresh = beside(FRESH);
        disk.folders(fresh);
        Set<Path> folders = new TreeSet<>(Set.of(fresh));
        for (Path other : others) {
            Path copy = fresh.resolve(folder.relativize(other));
            try {
                if (Files.isSymbolicLink(other)) {
                    disk.copyLink(copy, other);
                } else if (Files.isDirectory(other)) {
                    disk.folders(copy);
                    folders.add(copy);
                } else if (Files.isRegularFile(other)) {
                    disk.link(copy, other);
                } else {
                    return false;
                }
            } catch (IOException | UnsupportedOperationException e) {
                return false;
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = fresh.resolve(file.getKey());
            disk.folders(path.getParent());
            folders.add(path.getParent());
            disk.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        boolean alike = true;
        for (Path made : folders) {
            alike &= alike(folder.resolve(fresh.relativize(made)), made);
            disk.settle(made);
        }
        return alike;
    }

    /** Gives a new folder what the old one lets others do; false where it is not the same user's. */
    private static boolean alike(Path old, Path fresh) throws IOException {
        if (!Files.exists(old) || !old.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return true;
        }
        PosixFileAttributes was = Files.readAttributes(old, PosixFileAttributes.class);
        PosixFileAttributes is = Files.readAttributes(fresh, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions = was.permissions();
        if (!permissions.equals(is.permissions())) {
            Files.setPosixFilePermissions(fresh, permissions);
        }
        return was.owner().equals(is.owner()) && was.group().equals(is.group());
    }

    private void swap() throws IOException {
        if (isEmpty()) {
            disk.move(beside(FRESH), folder);
        } else {
            disk.move(folder, beside(OLD));
            try {
                disk.move(beside(FRESH), folder);
            } catch (IOException e) {
                disk.move(beside(OLD), folder);
                throw e;
            }
        }
        disk.settle(folder.getParent());
        disk.deleteTree(beside(OLD));
    }

    private boolean isEmpty() throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.findAny().isEmpty();
        }
    }

    /** Each file by itself: pages of one thing first, then those that list them, the front page last. */
    private void replaceEach() throws IOException {
        check();
        List<String> names = new ArrayList<>(files.keySet());
        names.sort((one, other) -> Integer.compare(rank(one), rank(other)));
        for (String name : names) {
            Path file = folder.resolve(name);
            disk.folders(file.getParent());
            Map<Path, String> alone = new LinkedHashMap<>();
            alone.put(file, files.get(name));
            WholeFile.replace(alone, disk);
        }
    }

    private static int rank(String name) {
        if (name.endsWith(".css")) {
            return 0;
        }
        return name.contains("/") ? 1 : name.equals("index.html") ? 3 : 2;
    }
}
