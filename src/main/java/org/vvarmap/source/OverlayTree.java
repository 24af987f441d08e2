package org.vvarmap.source;

import java.util.Optional;

/**
 * A source with one file more, which was made of files that are in it: what a tool of the build writes.
 *
 * @param tree the source
 * @param made the file
 */
public record OverlayTree(SourceTree tree, SourceFile made) implements SourceTree {

    @Override
    public Optional<BlobId> blob(String path) {
        return path.equals(made.path()) ? Optional.of(made.blob()) : tree.blob(path);
    }

    @Override
    public Optional<SourceFile> file(String path) {
        return path.equals(made.path()) ? Optional.of(made) : tree.file(path);
    }
}
