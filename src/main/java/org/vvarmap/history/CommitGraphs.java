package org.vvarmap.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Commit-graph files: history in short, which git writes to walk faster. It says nothing that the commits do not say. */
final class CommitGraphs {

    private static final int TRAILER = 20;
    private static final int BLOCK = 1 << 16;

    private CommitGraphs() {}

    /**
     * Whether a commit-graph can be believed: its last bytes are the SHA-1 of those before. Where there is none, there is none
     * to doubt. Neither git nor JGit looks while reading, and one wrong bit makes another history.
     *
     * @param objects the repository's folder {@code objects}
     */
    static boolean whole(Path objects) {
        Path file = objects.resolve("info").resolve("commit-graph");
        if (!Files.isRegularFile(file)) {
            return true;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            byte[] trailer = new byte[0];
            for (byte[] block = stream.readNBytes(BLOCK); block.length > 0; block = stream.readNBytes(BLOCK)) {
                byte[] bytes = Arrays.copyOf(trailer, trailer.length + block.length);
                System.arraycopy(block, 0, bytes, trailer.length, block.length);
                int known = Math.max(0, bytes.length - TRAILER);
                sha1.update(bytes, 0, known);
                trailer = Arrays.copyOfRange(bytes, known, bytes.length);
            }
            return MessageDigest.isEqual(sha1.digest(), trailer);
        } catch (IOException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
