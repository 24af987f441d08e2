package org.vvarmap.source;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remembers readings by what they read.
 *
 * <p>A reading is a pure function of the files that it opens, and which file it opens next depends only on those before. So
 * the readings of one kind form a trie: each inner node is a path, each edge a blob (or "missing"), each leaf a result. To
 * look a source up is to walk from the root, asking the source for one blob name a step. Thousands of releases that agree in
 * those blobs cost one reading.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class ReadCache {

    private final Map<String, Node> roots = new HashMap<>();
    private long readings;

    private static final class Node {
        private String path;
        private Object result;
        private Map<Optional<BlobId>, Node> next;
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
        Node node = roots.computeIfAbsent(kind, key -> new Node());
        while (node.path != null) {
            Node following = node.next.get(tree.blob(node.path));
            if (following == null) {
                break;
            }
            node = following;
        }
        if (node.path == null && node.result != null) {
            return uncheckedCast(node.result);
        }
        readings++;
        RecordingTree recording = new RecordingTree(tree);
        T result = reading.apply(recording);
        insert(roots.get(kind), recording.asked(), result);
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

    private static void insert(Node root, Map<String, Optional<BlobId>> asked, Object result) {
        Node node = root;
        Iterator<Map.Entry<String, Optional<BlobId>>> steps = asked.entrySet().iterator();
        while (steps.hasNext()) {
            Map.Entry<String, Optional<BlobId>> step = steps.next();
            if (node.path == null) {
                node.path = step.getKey();
                node.next = new HashMap<>();
            } else if (!node.path.equals(step.getKey())) {
                throw new IllegalStateException(
                        "a reading is not a function of its files: " + node.path + " or " + step.getKey());
            }
            node = node.next.computeIfAbsent(step.getValue(), key -> new Node());
        }
        node.result = result;
    }

    @SuppressWarnings("unchecked")
    private static <T> T uncheckedCast(Object result) {
        return (T) result;
    }
}
