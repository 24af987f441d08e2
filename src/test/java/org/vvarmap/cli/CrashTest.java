package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writing that is cut off after every single step, and what is there then. */
class CrashTest {

    @TempDir
    private Path folder;

    /** The program is killed: nothing of it runs any more, no clean-up either. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** A disk that does some steps, and no more: of the next one, a write does half. */
    private static class Dying implements Disk {

        private int left;
        private boolean dead;
        private final boolean full;

        /** A machine that dies. */
        private Dying(int left) {
            this(left, false);
        }

        /** A machine that dies, or a disk that is full from then on and takes nothing more. */
        private Dying(int left, boolean full) {
            this.left = left;
            this.full = full;
        }

        private boolean goesOn() throws IOException {
            if (dead && !full) {
                throw new Killed();
            }
            return left-- > 0;
        }

        private void stop() throws IOException {
            dead = true;
            if (full) {
                throw new IOException("No space left on device");
            }
            throw new Killed();
        }

        private interface Step {
            void run() throws IOException;
        }

        private void step(Step step) throws IOException {
            if (!goesOn()) {
                stop();
            }
            step.run();
        }

        @Override
        public void folders(Path path) throws IOException {
            step(() -> REAL.folders(path));
        }

        @Override
        public void write(Path file, byte[] content) throws IOException {
            if (!goesOn()) {
                REAL.write(file, Arrays.copyOf(content, content.length / 2));
                stop();
            }
            REAL.write(file, content);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            // A full disk still renames.
            if (dead && full) {
                REAL.move(from, to);
            } else {
                step(() -> REAL.move(from, to));
            }
        }

        @Override
        public void link(Path link, Path file) throws IOException {
            step(() -> REAL.link(link, file));
        }

        @Override
        public void copyLink(Path link, Path from) throws IOException {
            step(() -> REAL.copyLink(link, from));
        }

        @Override
        public void delete(Path file) throws IOException {
            if (dead && full) {
                REAL.delete(file);
            } else {
                step(() -> REAL.delete(file));
            }
        }

        @Override
        public void settle(Path path) {
            REAL.settle(path);
        }
    }

    private static Map<String, String> files(Path below) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.exists(below)) {
            try (Stream<Path> walk = Files.walk(below)) {
                for (Path file : walk.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
                    files.put(below.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    private interface Attempt {
        void with(Disk disk) throws IOException;
    }

    /** Whether it came to its end. */
    private static boolean whole(Attempt attempt, Disk disk) throws IOException {
        try {
            attempt.with(disk);
            return true;
        } catch (Killed e) {
            return false;
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
            return false;
        }
    }

    // A table and its evidence.

    private Map<Path, String> pair(Path below, String what) {
        Map<Path, String> pair = new LinkedHashMap<>();
        pair.put(below.resolve("t.evidence.json"), "evidence of " + what);
        pair.put(below.resolve("t.json"), "table of " + what);
        return pair;
    }

    private void write(Path below, String what, Disk disk) throws IOException {
        WholeFile.write(pair(below, what), below.resolve("t.json"), disk);
    }

    @Test
    void leavesTheOldTableOrTheNewOneWheneverItIsKilled() throws IOException {
        boolean done = false;
        int mixed = 0;
        for (int k = 0; !done; k++) {
            Path below = folder.resolve("t" + k);
            write(below, "old", Disk.REAL);
            done = whole(disk -> write(below, "new", disk), new Dying(k));

            Map<String, String> left = files(below);
            assertThat(left.get("t.json")).isIn("table of old", "table of new");
            assertThat(left.get("t.evidence.json")).isIn("evidence of old", "evidence of new");
            // Never a new table on old evidence; old beside new is what verify --update finds out.
            boolean behind = left.get("t.json").endsWith("old") && left.get("t.evidence.json").endsWith("new");
            mixed += behind ? 1 : 0;
            assertThat(left.get("t.json").endsWith("new") && left.get("t.evidence.json").endsWith("old")).isFalse();
            write(below, "next", Disk.REAL);
            assertThat(files(below)).containsOnly(
                    Map.entry("t.json", "table of next"), Map.entry("t.evidence.json", "evidence of next"));
        }
        assertThat(mixed).as("steps between the two renames").isEqualTo(1);
    }

    @Test
    void leavesTheOldTableAndNothingElseWhereTheDiskIsFull() throws IOException {
        boolean done = false;
        for (int k = 0; !done; k++) {
            Path below = folder.resolve("f" + k);
            write(below, "old", Disk.REAL);
            Map<String, String> before = files(below);
            Dying disk = new Dying(k, true);
            done = whole(one -> WholeFile.replace(pair(below, "new"), one), disk);
            boolean renaming = files(below).containsValue("evidence of new");
            if (!done && !renaming) {
                assertThat(files(below)).isEqualTo(before);
            }
        }
    }

    // A site.

    private static SortedMap<String, String> site(String what) {
        SortedMap<String, String> site = new TreeMap<>();
        for (String name : List.of("index.html", "data.js", "abi/a.html", "abi/b.html", "change/" + what + ".html")) {
            site.put(name, name + " of " + what);
        }
        return site;
    }

    private Path oldSite(String name) throws IOException {
        Path site = folder.resolve(name).resolve("reports");
        SiteFolder.replace(site, site("old"), Disk.REAL);
        Files.createDirectories(site.resolve("mine/deep"));
        Files.writeString(site.resolve("mine/deep/notes.html"), "mine");
        Files.createSymbolicLink(site.resolve("mine/link"), Path.of("../index.html"));
        return site;
    }

    private static Map<String, String> withMine(SortedMap<String, String> site, boolean afterOld) {
        Map<String, String> all = new TreeMap<>(site);
        all.put("mine/deep/notes.html", "mine");
        if (afterOld) {
            all.put("change/old.html", "change/old.html of old");
        }
        return all;
    }

    @Test
    void leavesTheOldSiteOrTheNewOneWheneverItIsKilled() throws IOException {
        Map<String, String> old = withMine(site("old"), false);
        Map<String, String> fresh = withMine(site("new"), true);
        boolean done = false;
        int between = 0;
        for (int k = 0; !done; k++) {
            Path site = oldSite("s" + k);
            done = whole(disk -> SiteFolder.replace(site, site("new"), disk), new Dying(k));
            if (!Files.exists(site)) {
                between++;
                assertThat(files(site.resolveSibling(".reports.vvarmap-old"))).isEqualTo(old);
            } else {
                assertThat(files(site)).as("after " + k + " steps").isIn(old, fresh);
            }

            SiteFolder.replace(site, site("new"), Disk.REAL);
            assertThat(files(site)).isEqualTo(fresh);
            assertThat(site.resolve("mine/link")).isSymbolicLink();
            assertThat(site.getParent().toFile().list()).containsExactly("reports");
        }
        assertThat(between).as("steps between the two renames").isEqualTo(1);
    }

    @Test
    void leavesTheOldSiteAndNothingElseWhereTheDiskIsFull() throws IOException {
        boolean done = false;
        for (int k = 0; !done; k++) {
            Path site = oldSite("d" + k);
            Map<String, String> before = files(site.getParent());
            Dying disk = new Dying(k, true);
            done = whole(one -> SiteFolder.replace(site, site("new"), one), disk);
            if (!done) {
                Map<String, String> left = files(site.getParent());
                assertThat(left.get("reports/index.html")).as("after " + k + " steps")
                        .isIn("index.html of old", "index.html of new");
                if (left.get("reports/index.html").endsWith("old")) {
                    assertThat(left).isEqualTo(before);
                }
            }
        }
    }

    /** A folder that may not be renamed gets its files one by one, and each of them is whole. */
    @Test
    void replacesEachFileWhereTheFolderCannotChangePlaces() throws IOException {
        Path here = Files.createDirectories(folder.resolve("here/reports"));
        Files.writeString(here.resolve("index.html"), "old");
        Path pipe = here.resolve("mine");
        Files.createDirectory(pipe);
        Files.createFile(pipe.resolve("file"));
        Map<String, Object> before = Files.readAttributes(here, "unix:ino");
        Disk unlinkable = new Dying(Integer.MAX_VALUE) {
            @Override
            public void link(Path link, Path file) throws IOException {
                throw new IOException("no links here");
            }
        };
        SiteFolder.replace(here, site("new"), unlinkable);

        assertThat(Files.readAttributes(here, "unix:ino")).isEqualTo(before);
        Map<String, String> expected = new TreeMap<>(site("new"));
        expected.put("mine/file", "");
        assertThat(files(here)).isEqualTo(expected);
        assertThat(here.getParent().toFile().list()).containsExactly("reports");
    }

    // Several at once.

    private static void atOnce(int count, Callable<Void> one) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Void>> all = threads.invokeAll(Collections.nCopies(count, one));
            for (Future<Void> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void doesNotMixWhatSeveralWriteAtOnce() throws Exception {
        Path below = folder.resolve("many");
        atOnce(4, () -> {
            for (int i = 0; i < 25; i++) {
                write(below, Thread.currentThread().getName() + i, Disk.REAL);
            }
            return null;
        });
        Map<String, String> left = files(below);
        assertThat(left).hasSize(2);
        assertThat(left.get("t.json").replace("table", "evidence")).isEqualTo(left.get("t.evidence.json"));

        Path site = folder.resolve("sites/reports");
        atOnce(3, () -> {
            SiteFolder.replace(site, site("new"), Disk.REAL);
            return null;
        });
        assertThat(files(site)).isEqualTo(site("new"));
    }

    @Test
    void doesNotWaitForADeadProcess() throws IOException {
        Path file = folder.resolve("t.json");
        Path lock = Files.createFile(folder.resolve(".t.json.lock"));
        Turn turn = Turn.at(file, Duration.ofSeconds(60));
        assertThat(lock).exists();
        turn.close();
        assertThat(lock).doesNotExist();
    }

    @Test
    void writesToStreamsAsTheyAre() throws IOException {
        Path none = Path.of("/dev/null");
        assumeTrue(Files.exists(none));
        Path link = Files.createSymbolicLink(folder.resolve("null"), none);
        WholeFile.write(link, "x");
        assertThat(link).isSymbolicLink();
        Files.delete(link);
        assertThatThrownBy(() -> WholeFile.write(folder, "x")).isInstanceOf(IOException.class);
    }
}
