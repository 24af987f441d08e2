package org.vvarmap.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Remembers readings by what they read.
 *
 * <p>A reading is a pure function of the files that it opens, and which file it opens next depends only on those before. So
 * to look a source up is to ask it for one blob name a step. Thousands of releases that agree in those blobs cost one reading.
 *
 * <p>Several threads may use it. One that wants to read what another is reading waits for it, so no reading of a kind may ask for
 * the same kind again.
 */
public final class ReadCache {

    private final Map<String, Recall<String, Optional<BlobId>, Object>> kinds = new ConcurrentHashMap<>();
    private final LongAdder readings;

    /** A memory of nothing. */
    public ReadCache() {
        this(new LongAdder());
    }

    private ReadCache(LongAdder readings) {
        this.readings = readings;
    }

    /**
     * Another memory of nothing, whose readings are counted with those of this one.
     *
     * @return the other
     */
    public ReadCache another() {
        return new ReadCache(readings);
    }

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
        synchronized (recall) {
            Optional<Object> known = recall.find(tree::blob);
            if (known.isPresent()) {
                return uncheckedCast(known.get());
            }
            readings.increment();
            RecordingTree recording = new RecordingTree(tree);
            T result = reading.apply(recording);
            recall.put(recording.asked(), result);
            return result;
        }
    }

    /**
     * How many readings were made.
     *
     * @return the number of calls that had to read, those of {@link #another} ones among them
     */
    public long readings() {
        return readings.sum();
    }

    @SuppressWarnings("unchecked")
    private static <T> T uncheckedCast(Object result) {
        return (T) result;
    }
}
