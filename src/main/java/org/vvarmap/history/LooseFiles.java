package org.vvarmap.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * The files of a repository that say something by themselves: references, and what is read when it is opened.
 *
 * <p>A reference may be made to lead anywhere on the machine, {@code ref: ../../../etc/passwd} or a symbolic link to a device;
 * JGit goes there, reads it, without end if need be, and quotes it in what it complains with. Such a repository is refused.
 */
final class LooseFiles {

    private static final int LONGEST = 4096;
    private static final String SYMBOLIC = "ref: ";
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{40}\\s*");

    /** What is read as a whole before anything else is known. */
    private static final List<String> READ = List.of(
            Constants.HEAD, "config", "config.worktree", "packed-refs", "shallow", "commondir", "gitdir",
            "objects/info/alternates", "objects/info/commit-graph", ".git");

    /** Those of them that say one thing, and so are short. */
    private static final Set<String> SHORT = Set.of(Constants.HEAD, "commondir", "gitdir", ".git");

    /** Those of them that clones never share by way of a link. */
    private static final Set<String> BELONGING = Set.of("packed-refs", "shallow");

    private LooseFiles() {}

    /** Repositories that take objects from one another. */
    private static final int MOST_ALTERNATES = 64;

    /**
     * Looks at what will be read when a repository is opened, before JGit opens it: its folder, the git directory that this leads
     * to, the one that several work trees share, and those that objects are taken from.
     *
     * @param folder a work tree, or a git directory
     * @throws RepositoryFailure where a file leads elsewhere
     */
    static void checkAll(Path folder) throws RepositoryFailure, IOException {
        check(folder);
        Path dotGit = folder.resolve(Constants.DOT_GIT);
        Path gitDir = Files.isDirectory(dotGit) ? dotGit : led(dotGit, "gitdir: ", folder).orElse(folder);
        if (Files.isDirectory(gitDir)) {
            check(gitDir);
            Path common = led(gitDir.resolve("commondir"), "", gitDir).filter(Files::isDirectory).orElse(gitDir);
            check(common);
            checkAlternates(common.resolve(Constants.OBJECTS), new HashSet<>());
        }
    }

    /** The repositories that objects are taken from, which JGit opens as any other. */
    private static void checkAlternates(Path objects, Set<Path> known) throws RepositoryFailure, IOException {
        for (String line : lines(objects.resolve("info").resolve("alternates"))) {
            Optional<Path> other = led(line, objects).filter(path -> !line.isBlank() && !line.startsWith("#"));
            if (other.isPresent() && known.size() < MOST_ALTERNATES && known.add(other.get())) {
                if (Files.isRegularFile(other.get().resolveSibling("config"))) {
                    check(other.get().getParent());
                }
                checkAlternates(other.get(), known);
            }
        }
    }

    /** Where the first line of a file leads. */
    private static Optional<Path> led(Path file, String before, Path from) throws IOException {
        return lines(file).stream().findFirst().filter(line -> line.startsWith(before))
                .flatMap(line -> led(line.substring(before.length()).strip(), from));
    }

    private static Optional<Path> led(String line, Path from) {
        try {
            return Optional.of(from.resolve(line).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The lines of a small file; none where there is no such file. */
    private static List<String> lines(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= LARGEST_CONFIG
                ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
                : List.of();
    }

    /**
     * Looks whether a git directory's own files are files of it.
     *
     * @param folder the directory
     * @throws RepositoryFailure where one leads elsewhere
     */
    static void check(Path folder) throws RepositoryFailure, IOException {
        for (String name : READ) {
            Path file = folder.resolve(name);
            checkFile(folder, file, BELONGING.contains(name));
            if (SHORT.contains(name) && Files.isRegularFile(file) && Files.size(file) > LONGEST) {
                throw new RepositoryFailure(file + " is too long for what it should say; remove it");
            }
        }
        checkPacked(folder.resolve("packed-refs"));
        checkConfig(folder.resolve("config"), 0);
        checkConfig(folder.resolve("config.worktree"), 0);
        Path references = folder.resolve("refs");
        if (!Files.isDirectory(references)) {
            return;
        }
        // Other processes pack references away while they are looked at.
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(references, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException trouble) throws IOException {
                if (!(trouble instanceof NoSuchFileException)) {
                    throw trouble;
                }
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path file : files) {
            checkFile(folder, file, true);
            Optional<String> target = text(file).flatMap(LooseFiles::target);
            if (target.isPresent() && !(target.get().startsWith("refs/") && Repository.isValidRefName(target.get()))) {
                throw new RepositoryFailure(file + " leads to what is no reference; remove it");
            }
        }
    }

    /** Only the first line may be a remark; JGit passes over any other, and one wrong bit makes a remark of a tag. */
    private static void checkPacked(Path file) throws RepositoryFailure, IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            if (lines.skip(1).anyMatch(line -> line.startsWith("#"))) {
                throw new RepositoryFailure(file + " has a line that is no reference; the repository is damaged");
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Nothing is packed.
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (FileSystemException e) {
            if (Files.isRegularFile(file)) {
                throw e;
            }
        }
    }

    /** Whether something is a file, if it is there, and of the repository if it must be. */
    private static void checkFile(Path folder, Path file, boolean belongs) throws RepositoryFailure, IOException {
        try {
            BasicFileAttributes itself = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean ordinary = itself.isRegularFile() || itself.isDirectory()
                    || itself.isSymbolicLink() && (Files.isRegularFile(file) || !belongs && Files.isDirectory(file));
            if (!ordinary || belongs && itself.isSymbolicLink() && !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new RepositoryFailure(file + " is no file of the repository; remove it");
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // It is not there, or not any more.
            return;
        } catch (FileSystemException e) {
            if (Files.isDirectory(file.getParent())) {
                throw e;
            }
        }
    }

    /** Configurations that include one another; git follows ten. */
    private static final int DEEPEST_INCLUDE = 10;

    private static final int LARGEST_CONFIG = 1 << 20;

    /** JGit reads whatever a configuration includes, were it a device without end. */
    private static void checkConfig(Path file, int depth) throws RepositoryFailure, IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_CONFIG || depth > DEEPEST_INCLUDE) {
            throw new RepositoryFailure(file + " is no configuration of a repository; remove it, or what includes it");
        }
        Config config = new Config();
        try {
            config.fromText(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (ConfigInvalidException e) {
            throw new RepositoryFailure(file + " is no configuration of a repository; mend it, or remove what includes it");
        }
        List<String> included = new ArrayList<>(List.of(config.getStringList("include", null, "path")));
        for (String condition : config.getSubsections("includeIf")) {
            included.addAll(List.of(config.getStringList("includeIf", condition, "path")));
        }
        for (String path : included) {
            Path home = Path.of(System.getProperty("user.home", "/"));
            checkConfig(path.startsWith("~/") ? home.resolve(path.substring(2)) : file.resolveSibling(path), depth + 1);
        }
    }

    /** What a reference's file says; empty where there is none any more, since another process has packed it away. */
    static Optional<String> text(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return Optional.of(new String(stream.readNBytes(LONGEST), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Whether a text is an id. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The reference that a symbolic one leads to; empty where it is none. */
    static Optional<String> target(String text) {
        return text.startsWith(SYMBOLIC) ? Optional.of(text.substring(SYMBOLIC.length()).strip()) : Optional.empty();
    }
}
