package org.vvarmap.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name that git gives to a file's content. It is the same in every clone, which makes it evidence.
 *
 * @param hex 40 lower-case hexadecimal digits
 */
public record BlobId(String hex) {

    /**
     * Names a content as git does.
     *
     * @param content the bytes of the file
     * @return the SHA-1 of git's header and the bytes
     */
    public static BlobId of(byte[] content) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return new BlobId(HexFormat.of().formatHex(sha1.digest(content)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    // As a record does it, but without its detour: these are compared more often than anything else.

    @Override
    public boolean equals(Object other) {
        return other instanceof BlobId blob && hex.equals(blob.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return hex;
    }
}
