package org.vvarmap.source;

import java.nio.charset.StandardCharsets;

/**
 * One file of a kernel source.
 *
 * @param path its path below the top folder, with slashes
 * @param blob the name of its content
 * @param text its content; bytes that are not UTF-8 are replaced
 */
public record SourceFile(String path, BlobId blob, String text) {

    /**
     * Makes a file of its bytes.
     *
     * @param path its path below the top folder
     * @param content its bytes
     * @return the file
     * @throws UnreadableSource where it is larger than {@link SourceTree#LARGEST_FILE}
     */
    public static SourceFile of(String path, byte[] content) {
        if (content.length > SourceTree.LARGEST_FILE) {
            throw new UnreadableSource(path + " is larger than " + SourceTree.LARGEST_FILE + " bytes");
        }
        return new SourceFile(path, BlobId.of(content), new String(content, StandardCharsets.UTF_8));
    }
}
