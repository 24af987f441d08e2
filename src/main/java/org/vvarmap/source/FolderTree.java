package org.vvarmap.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kernel source unpacked into a folder. Symbolic links are not followed, so nothing outside the folder is read. */
public final class FolderTree implements SourceTree {

    /** What the files that are read may weigh together, in bytes; a kernel's for all ABIs have less than a tenth. */
    static final long MOST_BYTES = 256L << 20;

    private final Path top;
    private final long most;
    private long bytes;
    private final Map<String, Optional<SourceFile>> read = new HashMap<>();

    /**
     * Reads a folder.
     *
     * @param top the folder that holds {@code Makefile} and {@code arch}
     */
    public FolderTree(Path top) {
        this(top, MOST_BYTES);
    }

    /** The same with another bound. */
    FolderTree(Path top, long most) {
        this.top = top;
        this.most = most;
    }

    @Override
    public Optional<BlobId> blob(String path) {
        return file(path).map(SourceFile::blob);
    }

    @Override
    public Optional<SourceFile> file(String path) {
        Optional<SourceFile> known = read.get(path);
        if (known == null) {
            known = load(path);
            read.put(path, known);
        }
        return known;
    }

    private Optional<SourceFile> load(String path) {
        if (List.of(path.split("/")).contains("..")) {
            return Optional.empty();
        }
        try {
            Path file = top;
            BasicFileAttributes kind = null;
            for (Path step : Path.of(path)) {
                if (kind != null && !kind.isDirectory()) {
                    return Optional.empty();
                }
                file = file.resolve(step);
                kind = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (kind.isSymbolicLink()) {
                    throw new UnreadableSource(path + " in " + top + " is a symbolic link or behind one, which is not followed");
                }
            }
            if (kind == null || kind.isDirectory()) {
                return Optional.empty();
            }
            if (!kind.isRegularFile()) {
                throw new UnreadableSource(path + " in " + top + " is no file");
            }
            try (InputStream stream = Files.newInputStream(file)) {
                byte[] content = stream.readNBytes(LARGEST_FILE + 1);
                bytes += content.length;
                if (bytes > most) {
                    throw new UnreadableSource(path + " in " + top + " is beyond the " + most + " bytes that are read of one source");
                }
                return Optional.of(SourceFile.of(path, content));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            throw new UnreadableSource(path + " in " + top + " cannot be read: " + e.getMessage());
        }
    }
}
