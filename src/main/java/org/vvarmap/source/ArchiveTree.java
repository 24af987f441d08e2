package org.vvarmap.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.tukaani.xz.XZInputStream;
import org.vvarmap.archive.TarEntries;

/**
 * A kernel source in a tarball: {@code .tar}, {@code .tar.gz} or {@code .tar.xz}. The archive is streamed once; only the files
 * that somebody may ask for are kept. Nothing is written.
 *
 * <p>The kernel lies in the one folder of the archive that has a Makefile and what a kernel has, or at its top. A hard link to a
 * file that is kept is that file. As in the other trees, symbolic links are not followed; what is one, or behind one, is
 * unreadable and never absent.
 */
public final class ArchiveTree implements SourceTree {

    /** More entries than any kernel has; a bound against an archive that never ends. */
    private static final int MOST_ENTRIES = 1_000_000;

    /** What the kept files may weigh together, in bytes. */
    private static final long MOST_BYTES = 256L << 20;

    /** What the whole archive may unpack to, in bytes; kernels have less than 2 GB. */
    private static final long MOST_UNPACKED = 16L << 30;

    /** What the names of links may take together, in characters. */
    private static final int MOST_LINKS = 16 << 20;

    private static final String MAKEFILE = "Makefile";

    /** Memory that an xz stream may ask for, in KiB. */
    private static final int XZ_MEMORY = 256 << 10;

    private final Map<String, SourceFile> files;
    private final Map<String, String> odd;

    private ArchiveTree(Map<String, SourceFile> files, Map<String, String> odd) {
        this.files = files;
        this.odd = odd;
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
     * @throws IOException where the file cannot be read, is not what its name says, holds several kernels, or is beyond all bounds
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
        Collector all = new Collector(wanted);
        TarEntries tar = new TarEntries(stream, MOST_UNPACKED, MOST_ENTRIES);
        for (Optional<TarArchiveEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
            all.add(next.get(), tar);
        }
        if (tar.count() == 0) {
            throw new IOException("no entry in it");
        }
        return all.below(all.top());
    }

    /** What is kept of an archive until it is known which of its folders is the kernel. By the path in the archive. */
    private static final class Collector {

        private final Predicate<String> wanted;
        private final Map<String, byte[]> files = new HashMap<>();

        /** What is neither file nor folder: what it is instead. */
        private final Map<String, String> odd = new HashMap<>();

        private long bytes;
        private int names;

        private Collector(Predicate<String> wanted) {
            this.wanted = wanted;
        }

        private void add(TarArchiveEntry entry, TarEntries tar) throws IOException {
            Optional<String> name = path(entry.getName());
            if (name.isEmpty() || entry.isDirectory()) {
                return;
            }
            String path = name.get();
            if (entry.isLink()) {
                // It is another name of what came before it.
                String target = path(entry.getLinkName()).orElse("");
                if (files.containsKey(target)) {
                    keep(path, files.get(target));
                } else {
                    set(path, odd.getOrDefault(target, "a link to what is not kept"));
                }
            } else if (entry.isSymbolicLink()) {
                set(path, "a symbolic link");
            } else if (!entry.isFile() || entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice()) {
                set(path, "no file");
            } else if (isWanted(path)) {
                if (entry.getSize() > LARGEST_FILE) {
                    throw new IOException(path + " is beyond the size that is read");
                }
                bytes += entry.getSize();
                if (bytes > MOST_BYTES) {
                    throw new IOException(path + " is beyond the " + MOST_BYTES + " bytes that are read of one source");
                }
                keep(path, tar.read(LARGEST_FILE + 1));
            } else {
                odd.remove(path);
            }
        }

        private boolean isWanted(String path) {
            return wanted.test(path) || wanted.test(belowFirst(path));
        }

        private void keep(String path, byte[] content) {
            files.put(path, content);
            odd.remove(path);
        }

        private void set(String path, String what) throws IOException {
            files.remove(path);
            names += path.length();
            if (names > MOST_LINKS) {
                throw new IOException("more links than are read");
            }
            odd.put(path, what);
        }

        /** The folder that is the kernel, with a slash; nothing where the archive itself is. */
        private String top() throws IOException {
            SortedSet<String> tops = new TreeSet<>();
            SortedSet<String> kernels = new TreeSet<>();
            Stream.concat(files.keySet().stream(), odd.keySet().stream()).forEach(path -> {
                String top = path.substring(0, path.length() - belowFirst(path).length());
                tops.add(top);
                if (!path.equals(top + MAKEFILE) && wanted.test(path.substring(top.length())) && has(top + MAKEFILE)) {
                    kernels.add(top);
                }
            });
            boolean atTop = has(MAKEFILE) && files.keySet().stream().anyMatch(path -> path.contains("/") && wanted.test(path));
            if (atTop) {
                return "";
            }
            if (kernels.size() > 1) {
                throw new IOException("it holds several kernels, " + shown(kernels.first()) + " and " + shown(kernels.last())
                        + "; unpack it and name the folder of one");
            }
            return kernels.isEmpty() ? tops.size() == 1 ? tops.first() : "" : kernels.first();
        }

        private boolean has(String path) {
            return files.containsKey(path) || odd.containsKey(path);
        }

        private ArchiveTree below(String top) {
            Map<String, SourceFile> kept = new HashMap<>();
            files.forEach((path, content) -> {
                if (path.startsWith(top) && wanted.test(path.substring(top.length()))) {
                    kept.put(path.substring(top.length()), SourceFile.of(path.substring(top.length()), content));
                }
            });
            Map<String, String> others = new HashMap<>();
            odd.forEach((path, what) -> {
                if (path.startsWith(top)) {
                    others.put(path.substring(top.length()), what);
                }
            });
            return new ArchiveTree(kept, others);
        }
    }

    private static final int SHOWN = 80;

    /** A name as a message has it. */
    private static String shown(String name) {
        String text = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?");
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }

    /** A name's path; empty where it is absolute, or goes up: no kernel has such, and nothing may ask for one. */
    private static Optional<String> path(String name) {
        List<String> steps = new ArrayList<>(List.of(name.split("/")));
        if (name.startsWith("/") || steps.contains("..")) {
            return Optional.empty();
        }
        steps.removeIf(step -> step.isEmpty() || step.equals("."));
        return steps.isEmpty() ? Optional.empty() : Optional.of(String.join("/", steps));
    }

    /** Kernel tarballs hold one folder; its name says a version, which the extractor must not see. */
    private static String belowFirst(String path) {
        return path.substring(path.indexOf('/') + 1);
    }

    @Override
    public Optional<BlobId> blob(String path) {
        return file(path).map(SourceFile::blob);
    }

    @Override
    public Optional<SourceFile> file(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String folder = path.substring(0, end);
            if (odd.containsKey(folder)) {
                throw new UnreadableSource(folder + " on the way to " + path + " is " + odd.get(folder) + ", which is not followed");
            }
        }
        if (odd.containsKey(path)) {
            throw new UnreadableSource(path + " is " + odd.get(path) + ", which is not followed");
        }
        return Optional.ofNullable(files.get(path));
    }
}
