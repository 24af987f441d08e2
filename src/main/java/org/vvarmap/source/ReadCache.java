package org.vvarmap.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remembers readings by what they read.
 *
 * <p>A reading is a pure function of the files that it opens, and which file it opens next depends only on those before. So
 * to look a source up is to ask it for one blob name a step. Thousands of releases that agree in those blobs cost one reading.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class ReadCache {

    private final Map<String, Recall<String, Optional<BlobId>, Object>> kinds = new HashMap<>();
    private long readings;

    /**
     * Reads, or remembers.
     *
     * @param kind what is read; the same kind must always be read by the same function
     * @param tree the source
     * @param reading a pure function of the source
     * @param <T> what the reading gives, an immutable value
     * @return the result
     */
    public <T> T read(String kind, SourceTree tree, Function<SourceTree, T> reading) {
        Recall<String, Optional<BlobId>, Object> recall = kinds.computeIfAbsent(kind, key -> new Recall<>());
        Optional<Object> known = recall.find(tree::blob);
        if (known.isPresent()) {
            return uncheckedCast(known.get());
        }
        readings++;
        RecordingTree recording = new RecordingTree(tree);
        T result = reading.apply(recording);
        recall.put(recording.asked(), result);
        return result;
    }

    /**
     * How many readings were made.
     *
     * @return the number of calls that had to read
     */
    public long readings() {
        return readings;
    }

    @SuppressWarnings("unchecked")
    private static <T> T uncheckedCast(Object result) {
        return (T) result;
    }
}
