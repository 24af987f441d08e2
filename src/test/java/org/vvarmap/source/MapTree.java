package org.vvarmap.source;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A source in memory, for tests. */
public final class MapTree implements SourceTree {

    private final Map<String, byte[]> files;

    private MapTree(Map<String, byte[]> files) {
        this.files = files;
    }

    /** A source of these texts. */
    public static MapTree of(Map<String, String> texts) {
        MapTree tree = new MapTree(new TreeMap<>());
        texts.forEach((path, text) -> tree.files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return tree;
    }

    /** A source of one file. */
    public static MapTree of(String path, String text) {
        return of(Map.of(path, text));
    }

    /** This with one file more, or with another content. */
    public MapTree with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** This with one file more, or with another content. */
    public MapTree with(String path, byte[] content) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.put(path, content);
        return new MapTree(changed);
    }

    /** This without one file. */
    public MapTree without(String path) {
        Map<String, byte[]> changed = new TreeMap<>(files);
        changed.remove(path);
        return new MapTree(changed);
    }

    /** All texts, by path. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        files.forEach((path, content) -> texts.put(path, new String(content, StandardCharsets.UTF_8)));
        return texts;
    }

    @Override
    public Optional<BlobId> blob(String path) {
        return Optional.ofNullable(files.get(path)).map(BlobId::of);
    }

    @Override
    public Optional<SourceFile> file(String path) {
        return Optional.ofNullable(files.get(path)).map(content -> SourceFile.of(path, content));
    }
}
