package org.vvarmap.history;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.ObjectId;

/** A pack as git never writes one, with its index: both whole by their checksums, whatever is in them. */
final class HandmadePack {

    static final int OFS_DELTA = 6;
    static final int REF_DELTA = 7;

    private final ByteArrayOutputStream pack = new ByteArrayOutputStream();
    private final Map<String, Long> offsets = new TreeMap<>();

    HandmadePack() {
        // The header, whose count is filled in at the end.
        pack.writeBytes(new byte[] {'P', 'A', 'C', 'K', 0, 0, 0, 2, 0, 0, 0, 0});
    }

    /** Where the next object goes. */
    long end() {
        return pack.size();
    }

    /** Enters the next object into the index. */
    HandmadePack named(String id) {
        offsets.put(id, end());
        return this;
    }

    /** An object that is whole. */
    HandmadePack whole(int type, byte[] content) {
        return object(type, new byte[0], content);
    }

    /** A difference to the object of an id. */
    HandmadePack toId(String base, byte[] delta) {
        byte[] id = new byte[20];
        ObjectId.fromString(base).copyRawTo(id, 0);
        return object(REF_DELTA, id, delta);
    }

    /** A difference to what lies some bytes before. */
    HandmadePack toOffset(long back, byte[] delta) {
        byte[] bytes = new byte[10];
        int at = bytes.length;
        bytes[--at] = (byte) (back & 127);
        for (long left = back >> 7; left > 0; left >>= 7) {
            bytes[--at] = (byte) (128 | --left & 127);
        }
        return object(OFS_DELTA, Arrays.copyOfRange(bytes, at, bytes.length), delta);
    }

    private HandmadePack object(int type, byte[] base, byte[] content) {
        int first = type << 4 | content.length & 15;
        long left = content.length >> 4;
        while (left > 0) {
            pack.write(first | 128);
            first = (int) (left & 127);
            left >>= 7;
        }
        pack.write(first);
        pack.writeBytes(base);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pack)) {
            deflater.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** A difference that makes some bytes of a text of its own, whatever its base, whose size it must say. */
    static byte[] delta(long baseSize, long size, byte[] instructions) {
        ByteArrayOutputStream delta = new ByteArrayOutputStream();
        number(delta, baseSize);
        number(delta, size);
        delta.writeBytes(instructions);
        return delta.toByteArray();
    }

    /** The instruction to copy as much of the base, which may have 16 megabytes, from its beginning. */
    static byte[] copy(int size) {
        return new byte[] {(byte) 0xf0, (byte) size, (byte) (size >> 8), (byte) (size >> 16)};
    }

    private static void number(ByteArrayOutputStream to, long number) {
        long left = number;
        for (; left > 127; left >>= 7) {
            to.write((int) (left & 127 | 128));
        }
        to.write((int) left);
    }

    /** Writes both files into a repository. */
    void into(Path gitDir) throws IOException {
        byte[] bytes = pack.toByteArray();
        ByteBuffer.wrap(bytes).putInt(8, offsets.size());
        byte[] sum = sha1(bytes);
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        index.writeBytes(new byte[] {(byte) 0xff, 't', 'O', 'c', 0, 0, 0, 2});
        for (int i = 0; i < 256; i++) {
            int last = i;
            index.writeBytes(word(offsets.keySet().stream().filter(id -> Integer.parseInt(id.substring(0, 2), 16) <= last).count()));
        }
        for (String id : offsets.keySet()) {
            byte[] raw = new byte[20];
            ObjectId.fromString(id).copyRawTo(raw, 0);
            index.writeBytes(raw);
        }
        offsets.forEach((id, offset) -> index.writeBytes(word(0)));
        offsets.forEach((id, offset) -> index.writeBytes(word(offset)));
        index.writeBytes(sum);
        index.writeBytes(sha1(index.toByteArray()));
        Path folder = Files.createDirectories(gitDir.resolve("objects/pack"));
        String name = "pack-" + ObjectId.fromRaw(sum).name();
        Files.write(folder.resolve(name + ".pack"), Arrays.copyOf(bytes, bytes.length));
        Files.write(folder.resolve(name + ".pack"), sum, StandardOpenOption.APPEND);
        Files.write(folder.resolve(name + ".idx"), index.toByteArray());
    }

    private static byte[] word(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
