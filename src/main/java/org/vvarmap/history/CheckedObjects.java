package org.vvarmap.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Objects of a repository, each of which is what its id says.
 *
 * <p>Git's own checksums cover a pack as a whole and the compressed data of an object, but a damaged index or a damaged
 * distance to a delta's base leads to a whole object that is another one. Nobody looks for that while reading, JGit neither.
 * What a table stands on is named by id, so the content is asked for its id here, whatever it was read by way of.
 */
final class CheckedObjects {

    /** The largest commit, tag or tree that is read, in bytes; those of kernels stay below one megabyte. */
    private static final int LARGEST = 16 << 20;

    private final ObjectReader reader;
    private final MessageDigest sha1;

    /**
     * An object.
     *
     * @param type its type, one of {@code Constants.OBJ_*}
     * @param content its bytes
     */
    record Checked(int type, byte[] content) {}

    CheckedObjects(ObjectReader reader) {
        this.reader = reader;
        try {
            this.sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** A commit, tag or tree; of what type it is was not known before. */
    Checked read(AnyObjectId id) throws IOException {
        return read(id, ObjectReader.OBJ_ANY, LARGEST);
    }

    /** An object of a type. */
    byte[] read(AnyObjectId id, int type) throws IOException {
        return read(id, type, LARGEST).content();
    }

    /**
     * An object.
     *
     * @param id its id
     * @param type its type, or {@link ObjectReader#OBJ_ANY}
     * @param most the most bytes that it may have
     * @throws MissingObjectException where the repository has no such object
     * @throws LargeObjectException where it is larger
     * @throws IOException where it cannot be read, or is another object than its id says
     */
    Checked read(AnyObjectId id, int type, int most) throws IOException {
        try {
            ObjectLoader loader = reader.open(id, type);
            if (loader.getSize() > most) {
                throw new LargeObjectException(id.copy());
            }
            byte[] content = loader.getCachedBytes(most);
            if (!id(loader.getType(), content).equals(id)) {
                throw new IOException("what is stored as " + id.name() + " is another object; the repository is damaged");
            }
            return new Checked(loader.getType(), content);
        } catch (LargeObjectException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            // JGit follows what is stored as a difference to others, to its end; in a circle there is none.
            throw new IOException("object " + id.name() + " takes more memory than there is: it is stored as a difference to others, without end");
        } catch (RuntimeException e) {
            // Damaged packs and indexes lead JGit astray in as many ways as there are bits.
            throw new IOException("object " + id.name() + " is damaged (" + e + ")", e);
        }
    }

    private ObjectId id(int type, byte[] content) {
        sha1.reset();
        sha1.update((Constants.typeString(type) + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return ObjectId.fromRaw(sha1.digest(content));
    }
}
