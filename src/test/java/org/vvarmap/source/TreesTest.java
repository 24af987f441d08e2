package org.vvarmap.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Folders and archives: what they give, and that nothing outside them is read. */
class TreesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'', e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "'test content\n', d670460b4b4aece5915caf5c68d12f560a9fe3e4",
        "'hello\n', ce013625030ba8dba906f756967f9e9ca394464a"
    })
    void namesContentAsGitDoes(String content, String name) {
        assertThat(BlobId.of(content.getBytes(StandardCharsets.UTF_8)).hex()).isEqualTo(name);
    }

    @Test
    void readsAFolder() throws IOException {
        Files.createDirectories(folder.resolve("mm"));
        Files.writeString(folder.resolve("mm/mmap.c"), "hello\n");
        FolderTree tree = new FolderTree(folder);

        assertThat(tree.file("mm/mmap.c")).map(SourceFile::text).contains("hello\n");
        assertThat(tree.blob("mm/mmap.c")).map(BlobId::hex).contains("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(tree.file("mm")).isEmpty();
        assertThat(tree.file("mm/none.c")).isEmpty();
        assertThat(tree.file("mm/mmap.c/none")).isEmpty();
    }

    @Test
    void followsNoLink() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        Path top = Files.createDirectories(folder.resolve("top"));
        Files.createSymbolicLink(top.resolve("file"), outside.resolve("secret"));
        Files.createSymbolicLink(top.resolve("dir"), outside);
        FolderTree tree = new FolderTree(top);

        // A compiler would follow it: there is a file, though it is not read.
        for (String path : new String[] {"file", "dir/secret"}) {
            assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> tree.file(path)).withMessageContaining(path);
        }
        assertThat(tree.file("../outside/secret")).isEmpty();
        assertThat(tree.file("mm/../../outside/secret")).isEmpty();
    }

    @Test
    void doesNotReadWhatIsTooLarge() throws IOException {
        Files.write(folder.resolve("large"), new byte[SourceTree.LARGEST_FILE + 1]);

        assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> new FolderTree(folder).file("large")).withMessageContaining("large");
    }

    private interface Filling {
        void of(TarArchiveOutputStream tar) throws IOException;
    }

    private Path archive(String name, Filling filling) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream packed = name.endsWith("xz") ? new XZOutputStream(raw, new LZMA2Options(1))
                        : name.endsWith("gz") ? new GZIPOutputStream(raw) : raw;
                TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            filling.of(tar);
        }
        return file;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void add(TarArchiveOutputStream tar, String name, String content) throws IOException {
        add(tar, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void link(TarArchiveOutputStream tar, String name, String to, byte kind) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux.tar", "linux.tar.gz", "linux.TGZ", "linux.tar.xz", "linux.txz"})
    void readsAnArchive(String name) throws IOException {
        Path file = archive(name.toLowerCase(java.util.Locale.ROOT), tar -> {
            add(tar, "linux-6.1/mm/mmap.c", "hello\n");
            add(tar, "linux-6.1/drivers/x.c", "not wanted");
        });

        ArchiveTree tree = ArchiveTree.read(file, path -> path.startsWith("mm/"));

        assertThat(ArchiveTree.recognises(name)).isTrue();
        assertThat(tree.file("mm/mmap.c")).map(SourceFile::text).contains("hello\n");
        assertThat(tree.blob("mm/mmap.c")).map(BlobId::hex).contains("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(tree.file("drivers/x.c")).isEmpty();
    }

    @Test
    void leadsNowhereByLinks() throws IOException {
        Path file = archive("linux.tar", tar -> {
            add(tar, "linux/Makefile", "x");
            add(tar, "linux/mm/mmap.c", "x");
            link(tar, "linux/a", "/etc/passwd", TarConstants.LF_SYMLINK);
            link(tar, "linux/inside", "mm/mmap.c", TarConstants.LF_SYMLINK);
            link(tar, "linux/folder", "/etc", TarConstants.LF_SYMLINK);
            add(tar, "linux/folder/passwd", "x");
            link(tar, "linux/b", "linux/c", TarConstants.LF_LINK);
            link(tar, "linux/e", "/etc/passwd", TarConstants.LF_LINK);
            link(tar, "linux/f", "linux/a", TarConstants.LF_LINK);
            link(tar, "linux/pipe", "", TarConstants.LF_FIFO);
            add(tar, "linux/../../d", "d");
            add(tar, "/etc/e", "e");
        });

        ArchiveTree tree = ArchiveTree.read(file, path -> true);

        // There is something, and a compiler would read it.
        for (String path : new String[] {"a", "inside", "folder/passwd", "folder/other", "b", "e", "f", "pipe"}) {
            assertThatExceptionOfType(UnreadableSource.class).as(path).isThrownBy(() -> tree.file(path))
                    .withMessageContaining(path).withMessageContaining("not followed");
            assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> tree.blob(path));
        }
        assertThat(tree.file("d")).isEmpty();
        assertThat(tree.file("../d")).isEmpty();
        assertThat(folder.resolve("../d")).doesNotExist();
    }

    /** Which tar writes for files that have two names, as folders have that were copied by links. */
    @Test
    void readsHardLinksToWhatCameBefore() throws IOException {
        Path file = archive("linux.tar", tar -> {
            add(tar, "linux/Makefile", "x");
            add(tar, "linux/mm/mmap.c", "hello");
            link(tar, "linux/mm/vma.c", "linux/mm/mmap.c", TarConstants.LF_LINK);
            link(tar, "linux/mm/mremap.c", "linux/mm/vma.c", TarConstants.LF_LINK);
            link(tar, "linux/mm/later.c", "linux/mm/last.c", TarConstants.LF_LINK);
            add(tar, "linux/mm/last.c", "last");
            link(tar, "linux/mm/again.c", "x", TarConstants.LF_SYMLINK);
            add(tar, "linux/mm/again.c", "a file in its place");
        });

        ArchiveTree tree = ArchiveTree.read(file, path -> path.startsWith("mm/") || path.equals("Makefile"));

        assertThat(tree.file("mm/vma.c")).map(SourceFile::text).contains("hello");
        assertThat(tree.file("mm/mremap.c")).map(SourceFile::text).contains("hello");
        assertThat(tree.file("mm/again.c")).map(SourceFile::text).contains("a file in its place");
        assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> tree.file("mm/later.c"));
    }

    @Test
    void readsTheOneKernelThatIsInAnArchive() throws IOException {
        Filling kernel = tar -> {
            add(tar, "./linux-6.1/Makefile", "x");
            add(tar, "./linux-6.1/mm/mmap.c", "hello");
        };
        Predicate<String> wanted = path -> path.startsWith("mm/") || path.startsWith("include/") || path.equals("Makefile");
        Path beside = archive("beside.tar", tar -> {
            add(tar, "debian/Makefile", "x");
            add(tar, "debian/mm.c", "x");
            add(tar, "docs/mm/mmap.c", "other");
            kernel.of(tar);
        });
        Path bare = archive("bare.tar", tar -> {
            add(tar, "tools/Makefile", "x");
            add(tar, "tools/include/a.h", "x");
            add(tar, "Makefile", "x");
            add(tar, "mm/mmap.c", "hello");
        });
        Path two = archive("two.tar", tar -> {
            kernel.of(tar);
            add(tar, "linux-6.2/Makefile", "x");
            add(tar, "linux-6.2/mm/mmap.c", "other");
        });

        assertThat(ArchiveTree.read(beside, wanted).file("mm/mmap.c")).map(SourceFile::text).contains("hello");
        assertThat(ArchiveTree.read(bare, wanted).file("mm/mmap.c")).map(SourceFile::text).contains("hello");
        assertThat(ArchiveTree.read(bare, wanted).file("include/a.h")).isEmpty();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ArchiveTree.read(two, wanted))
                .withMessageContaining("linux-6.1/").withMessageContaining("linux-6.2/").withMessageContaining("several kernels");
    }

    @Test
    void readsNoMoreOfAFolderThanABound() throws IOException {
        for (int i = 0; i < 4; i++) {
            Files.write(folder.resolve("f" + i), new byte[1000]);
        }
        FolderTree tree = new FolderTree(folder, 3000);
        for (int i = 0; i < 3; i++) {
            assertThat(tree.file("f" + i)).isPresent();
            assertThat(tree.file("f" + i)).as("a second time").isPresent();
        }
        assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> tree.file("f3")).withMessageContaining("f3")
                .withMessageContaining("3000 bytes");
        assertThat(FolderTree.MOST_BYTES).isEqualTo(256L << 20);
    }

    @Test
    void takesNothingForAbsentThatIsNoFile() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        FolderTree tree = new FolderTree(folder);

        assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> tree.file("pipe")).withMessageContaining("no file");
        assertThat(tree.file("pipe/none")).isEmpty();
    }

    /** A folder that may not be entered may hold anything. */
    @Test
    void takesNothingForAbsentThatMayNotBeSeen() throws Exception {
        Path closed = Files.createDirectories(folder.resolve("mm"));
        Files.writeString(closed.resolve("mmap.c"), "x");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeTrue(!Files.isReadable(closed), "root sees everything");
            FolderTree tree = new FolderTree(folder);
            assertThatExceptionOfType(UnreadableSource.class).isThrownBy(() -> tree.file("mm/mmap.c")).withMessageContaining("mm/mmap.c");
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void refusesBombs() throws IOException {
        Path one = archive("one.tar.gz", tar -> add(tar, "linux/mm/mmap.c", new byte[SourceTree.LARGEST_FILE + 1]));
        Path many = archive("many.tar.gz", tar -> {
            byte[] zeros = new byte[SourceTree.LARGEST_FILE];
            for (int i = 0; i < 70; i++) {
                add(tar, "linux/mm/" + i + ".c", zeros);
            }
        });

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ArchiveTree.read(one, path -> true)).withMessageContaining("mm/mmap.c");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ArchiveTree.read(many, path -> true));
        assertThat(ArchiveTree.read(many, path -> false).file("mm/0.c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.tar", "x.tar.gz", "x.tar.xz"})
    void refusesWhatIsNoArchive(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "no archive");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> ArchiveTree.read(file, path -> true));
    }
}
