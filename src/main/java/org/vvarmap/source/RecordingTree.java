package org.vvarmap.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A source that remembers what was asked of it, in the order of the first asking. */
public final class RecordingTree implements SourceTree {

    private final SourceTree tree;
    private final Map<String, Optional<BlobId>> asked = new LinkedHashMap<>();

    /**
     * Records the questions to a source.
     *
     * @param tree the source
     */
    public RecordingTree(SourceTree tree) {
        this.tree = tree;
    }

    @Override
    public Optional<BlobId> blob(String path) {
        Optional<BlobId> known = asked.get(path);
        if (known == null) {
            known = tree.blob(path);
            asked.put(path, known);
        }
        return known;
    }

    @Override
    public Optional<SourceFile> file(String path) {
        return blob(path).isEmpty() ? Optional.empty() : tree.file(path);
    }

    /**
     * What was asked so far.
     *
     * @return path to blob, in the order of asking
     */
    public Map<String, Optional<BlobId>> asked() {
        return new LinkedHashMap<>(asked);
    }
}
