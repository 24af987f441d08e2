package org.vvarmap.source;

import java.util.Optional;

/**
 * A kernel source: path to text. A folder, a tarball or a git tree.
 *
 * <p>A path that leads to a folder has no file. A file that is there but cannot be had (a missing object, a read error), or that
 * a symbolic link or a submodule may hold, is never passed off as absent: both methods throw {@link UnreadableSource}.
 */
public interface SourceTree {

    /** The largest file that is read, in bytes. Nothing that a layout is read from comes near it. */
    int LARGEST_FILE = 4 << 20;

    /**
     * Names a file's content without reading it, where that can be done.
     *
     * @param path the path below the top folder
     * @return the name; empty where there is no such file
     * @throws UnreadableSource where it cannot be said
     */
    Optional<BlobId> blob(String path);

    /**
     * Reads a file.
     *
     * @param path the path below the top folder
     * @return the file; empty where there is no such file
     * @throws UnreadableSource where it is there but cannot be read, or is larger than {@link #LARGEST_FILE}
     */
    Optional<SourceFile> file(String path);
}
