package org.vvarmap.matrix;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The files of {@code data/} that travel inside the jar. */
public final class Packed {

    private static final String FOLDER = "/org/vvarmap/data/";

    private Packed() {}

    /**
     * Reads a file.
     *
     * @param name its name below {@code data/}
     * @return its bytes
     * @throws FileNotFoundException where the jar was built without it
     * @throws IOException where it cannot be read
     */
    public static byte[] bytes(String name) throws IOException {
        try (InputStream stream = Packed.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new FileNotFoundException("this program was built without data/" + name + "; build it anew");
            }
            return stream.readAllBytes();
        }
    }
}
