package org.vvarmap.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.tukaani.xz.XZInputStream;
import org.vvarmap.archive.TarEntries;

/**
 * A kernel source in a tarball: {@code .tar}, {@code .tar.gz} or {@code .tar.xz}. The archive is streamed once; only the files
 * that somebody may ask for are kept. Nothing is written, and links in the archive lead nowhere.
 */
public final class ArchiveTree implements SourceTree {

    /** More entries than any kernel has; a bound against an archive that never ends. */
    private static final int MOST_ENTRIES = 1_000_000;

    /** What the kept files may weigh together, in bytes. */
    private static final long MOST_BYTES = 256L << 20;

    /** What the whole archive may unpack to, in bytes; kernels have less than 2 GB. */
    private static final long MOST_UNPACKED = 16L << 30;

    /** Memory that an xz stream may ask for, in KiB. */
    private static final int XZ_MEMORY = 256 << 10;

    private final Map<String, SourceFile> files;

    private ArchiveTree(Map<String, SourceFile> files) {
        this.files = files;
    }

    /**
     * Whether a name looks like a tarball that can be read.
     *
     * @param name a file's name
     * @return true for {@code .tar}, {@code .tar.gz}, {@code .tgz}, {@code .tar.xz} and {@code .txz}
     */
    public static boolean recognises(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.matches(".*\\.(tar|tar\\.gz|tgz|tar\\.xz|txz)");
    }

    /**
     * Reads a tarball.
     *
     * @param archive the file
     * @param wanted which paths (below the top folder of the kernel) to keep
     * @return the source
     * @throws IOException where the file cannot be read, is not what its name says, or is beyond all bounds
     */
    public static ArchiveTree read(Path archive, Predicate<String> wanted) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16)) {
            return read(archive.toString(), file, wanted);
        }
    }

    /** The same of a stream, whose name says how it is packed. */
    static ArchiveTree read(String name, InputStream file, Predicate<String> wanted) throws IOException {
        return read(unpack(name.toLowerCase(Locale.ROOT), file), wanted);
    }

    private static InputStream unpack(String name, InputStream file) throws IOException {
        if (name.endsWith("xz")) {
            return new BufferedInputStream(new XZInputStream(file, XZ_MEMORY), 1 << 16);
        }
        return name.endsWith("gz") ? new GZIPInputStream(file, 1 << 16) : file;
    }

    private static ArchiveTree read(InputStream stream, Predicate<String> wanted) throws IOException {
        Map<String, SourceFile> files = new HashMap<>();
        long bytes = 0;
        TarEntries tar = new TarEntries(stream, MOST_UNPACKED, MOST_ENTRIES);
        for (Optional<TarArchiveEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarArchiveEntry entry = next.get();
            String path = belowTop(entry.getName());
            if (leadsOut(entry.getName()) || !entry.isFile() || entry.isLink() || entry.isSymbolicLink() || !wanted.test(path)) {
                continue;
            }
            if (entry.getSize() > LARGEST_FILE || (bytes += entry.getSize()) > MOST_BYTES) {
                throw new IOException(path + " is beyond the size that is read");
            }
            files.put(path, SourceFile.of(path, tar.read(LARGEST_FILE + 1)));
        }
        if (tar.count() == 0) {
            throw new IOException("no entry in it");
        }
        return new ArchiveTree(files);
    }

    /** Whether a name is absolute, or goes up: no kernel has such, and nothing may ask for one. */
    private static boolean leadsOut(String name) {
        return name.startsWith("/") || List.of(name.split("/")).contains("..");
    }

    /** Kernel tarballs hold one folder; its name says a version, which the extractor must not see. */
    private static String belowTop(String name) {
        String path = name.startsWith("./") ? name.substring(2) : name;
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(slash + 1);
    }

    @Override
    public Optional<BlobId> blob(String path) {
        return file(path).map(SourceFile::blob);
    }

    @Override
    public Optional<SourceFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
