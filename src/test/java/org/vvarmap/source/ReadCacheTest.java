package org.vvarmap.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A reading is remembered as long as every file that it asked for is as it was. */
class ReadCacheTest {

    private final ReadCache cache = new ReadCache();

    /** Reads a, and b where a says so. */
    private String read(SourceTree source) {
        return cache.read("kind", source, tree -> {
            String a = tree.file("a").map(SourceFile::text).orElse("no a");
            return a.equals("see b") ? a + ": " + tree.file("b").map(SourceFile::text).orElse("no b") : a;
        });
    }

    @Test
    void remembersTheSameReadSet() {
        MapTree tree = MapTree.of("a", "one");

        assertThat(read(tree)).isEqualTo("one");
        assertThat(read(tree.with("b", "not asked for"))).isEqualTo("one");

        assertThat(cache.readings()).isEqualTo(1);
    }

    @Test
    void readsAChangedFileAgain() {
        MapTree tree = MapTree.of("a", "see b").with("b", "two");

        assertThat(read(tree)).isEqualTo("see b: two");
        assertThat(read(tree.with("b", "three"))).isEqualTo("see b: three");
        assertThat(read(tree.with("a", "one"))).isEqualTo("one");
        assertThat(read(tree)).isEqualTo("see b: two");

        assertThat(cache.readings()).isEqualTo(3);
    }

    @Test
    void readsAgainWhereAMissingPathAppears() {
        MapTree tree = MapTree.of("a", "see b");

        assertThat(read(tree)).isEqualTo("see b: no b");
        assertThat(read(tree.with("b", "here"))).isEqualTo("see b: here");
        assertThat(read(tree.without("a"))).isEqualTo("no a");
        assertThat(read(tree)).isEqualTo("see b: no b");

        assertThat(cache.readings()).isEqualTo(3);
    }

    @Test
    void keepsKindsApart() {
        MapTree tree = MapTree.of("a", "one");

        assertThat(cache.<Integer>read("length", tree, t -> t.file("a").orElseThrow().text().length())).isEqualTo(3);
        assertThat(read(tree)).isEqualTo("one");
    }

    @Test
    void recordsWhatARememberedReadingAsked() {
        MapTree tree = MapTree.of("a", "see b");
        read(tree);
        RecordingTree recording = new RecordingTree(tree);

        read(recording);

        assertThat(recording.asked()).containsOnlyKeys("a", "b");
        assertThat(recording.asked().get("b")).isEmpty();
    }
}
