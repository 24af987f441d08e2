package org.vvarmap.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A kernel source unpacked into a folder. Symbolic links are not followed, so nothing outside the folder is read. */
public final class FolderTree implements SourceTree {

    private final Path top;
    private final Map<String, Optional<SourceFile>> read = new HashMap<>();

    /**
     * Reads a folder.
     *
     * @param top the folder that holds {@code Makefile} and {@code arch}
     */
    public FolderTree(Path top) {
        this.top = top;
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
            for (Path step : Path.of(path)) {
                file = file.resolve(step);
                if (Files.isSymbolicLink(file)) {
                    throw new UnreadableSource(path + " in " + top + " is a symbolic link or behind one, which is not followed");
                }
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            try (InputStream stream = Files.newInputStream(file)) {
                byte[] content = stream.readNBytes(LARGEST_FILE + 1);
                return Optional.of(SourceFile.of(path, content));
            }
        } catch (IOException | InvalidPathException e) {
            throw new UnreadableSource(path + " in " + top + " cannot be read: " + e.getMessage());
        }
    }
}
