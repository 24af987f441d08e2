package org.vvarmap.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            link(tar, "linux/a", "/etc/passwd", TarConstants.LF_SYMLINK);
            link(tar, "linux/b", "linux/c", TarConstants.LF_LINK);
            add(tar, "linux/../../d", "d");
            add(tar, "/etc/e", "e");
        });

        ArchiveTree tree = ArchiveTree.read(file, path -> true);

        assertThat(tree.file("a")).isEmpty();
        assertThat(tree.file("b")).isEmpty();
        assertThat(tree.file("d")).isEmpty();
        assertThat(folder.resolve("../d")).doesNotExist();
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
