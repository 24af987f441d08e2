package org.vvarmap.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The entries of a tar archive that may come from anybody, one after the other. What comes between two files (long names, pax
 * headers, maps of holes) is read into memory by the reader below, so it is bounded; and so is the whole.
 *
 * <p>Whatever is wrong with an archive is an {@link IOException}.
 */
public final class TarEntries {

    /** What may stand between two files, in bytes: a name, a link's target, and what pax adds, each of a few thousand at most. */
    private static final int LARGEST_HEADERS = 1 << 20;

    private final BoundedStream stream;
    private final TarArchiveInputStream tar;
    private final long most;
    private final int mostEntries;
    private int entries;

    /**
     * Reads an archive.
     *
     * @param in its bytes, unpacked
     * @param most how many bytes it may have
     * @param mostEntries how many entries it may have
     */
    public TarEntries(InputStream in, long most, int mostEntries) {
        this.stream = new BoundedStream(in, LARGEST_HEADERS);
        this.tar = new TarArchiveInputStream(stream);
        this.most = most;
        this.mostEntries = mostEntries;
    }

    /**
     * Moves on.
     *
     * @return the next entry; empty at the end
     * @throws IOException where there is more than the bounds allow, or what is there is no archive
     */
    public Optional<TarArchiveEntry> next() throws IOException {
        try {
            // What is left of the entry before it counts as content, not as headers.
            if (entries > 0) {
                tar.skip(Long.MAX_VALUE);
            }
            if (stream.total() > most) {
                throw new IOException("there is more in it than is read");
            }
            stream.allow(LARGEST_HEADERS);
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null) {
                return Optional.empty();
            }
            if (++entries > mostEntries) {
                throw new IOException("more than " + mostEntries + " entries");
            }
            if (entry.getSize() < 0 || entry.isSparse()) {
                throw new IOException("an entry with holes, or of no size");
            }
            stream.allow(most - stream.total() + 1);
            return Optional.of(entry);
        } catch (RuntimeException e) {
            throw new IOException("it is no tar archive, or is damaged");
        }
    }

    /**
     * How many entries there were so far.
     *
     * @return their number
     */
    public int count() {
        return entries;
    }

    /**
     * Reads the content of the entry.
     *
     * @param largest how much of it at most, in bytes
     * @return its bytes, or the first of them
     * @throws IOException where it cannot be read
     */
    public byte[] read(int largest) throws IOException {
        try {
            return tar.readNBytes(largest);
        } catch (RuntimeException e) {
            throw new IOException("it is no tar archive, or is damaged");
        }
    }
}
