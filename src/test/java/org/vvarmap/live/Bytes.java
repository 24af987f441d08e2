package org.vvarmap.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the bytes of auxiliary vectors and ELF images, of both classes and byte orders. */
final class Bytes {

    static final String BUILD_ID = "00112233445566778899aabbccddeeff00112233";

    private Bytes() {}

    /** A vector of pairs, each of a word size. */
    static byte[] auxv(ByteOrder order, int wordSize, long... words) {
        ByteBuffer buffer = ByteBuffer.allocate(words.length * wordSize).order(order);
        for (long word : words) {
            put(buffer, wordSize == 8, word);
        }
        return buffer.array();
    }

    /** An image with a PT_LOAD, a PT_DYNAMIC and a PT_NOTE. */
    static byte[] elf(ByteOrder order, boolean is64, int machine, int flags, long... dynamicTags) {
        ByteBuffer b = ByteBuffer.allocate(4096).order(order);
        byte data = (byte) (order == ByteOrder.BIG_ENDIAN ? 2 : 1);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (is64 ? 2 : 1), data, 1});
        b.position(16);
        b.putShort((short) 3).putShort((short) machine).putInt(1);
        put(b, is64, 0);
        put(b, is64, is64 ? 64 : 52);
        put(b, is64, 0);
        b.putInt(flags);
        b.putShort((short) (is64 ? 64 : 52)).putShort((short) (is64 ? 56 : 32)).putShort((short) 3);
        b.position(is64 ? 64 : 52);
        int words = is64 ? 16 : 8;
        header(b, is64, 1, 5, 0, 4096);
        header(b, is64, 2, 4, 1024, (dynamicTags.length + 1) * words);
        header(b, is64, 4, 4, 2048, 8 + 12 + 8 + 12 + 4 + 20);
        b.position(1024);
        for (long tag : dynamicTags) {
            put(b, is64, tag);
            put(b, is64, 0x100);
        }
        b.position(2048);
        b.putInt(5).putInt(6).putInt(0).put("Linux\0\0\0".getBytes(StandardCharsets.US_ASCII)).putLong(7);
        b.putInt(4).putInt(20).putInt(3).put("GNU\0".getBytes(StandardCharsets.US_ASCII));
        b.put(HexFormat.of().parseHex(BUILD_ID));
        return b.array();
    }

    /** An image whose dynamic section leads to a table of functions, and one that it does not define. */
    static byte[] withSymbols(ByteOrder order, boolean is64, int machine, String... names) {
        ByteBuffer b = ByteBuffer.wrap(elf(order, is64, machine, 0, 5, 6)).order(order);
        int size = is64 ? 24 : 16;
        int table = 3072;
        int strings = table + (names.length + 2) * size;
        int word = is64 ? 8 : 4;
        b.position(1024 + word);
        put(b, is64, 0x100000 + strings);
        b.position(1024 + 3 * word);
        put(b, is64, 0x100000 + table);
        int text = strings + 1;
        for (int i = 1; i <= names.length + 1; i++) {
            boolean defined = i <= names.length;
            String name = defined ? names[i - 1] : "undefined";
            int at = table + i * size;
            b.putInt(at, text - strings).put(at + (is64 ? 4 : 12), (byte) 0x12).putShort(at + (is64 ? 6 : 14), (short) (defined ? 8 : 0));
            b.position(text);
            b.put(name.getBytes(StandardCharsets.US_ASCII));
            text += name.length() + 1;
        }
        return b.array();
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static void header(ByteBuffer b, boolean is64, int type, int flags, int offset, int size) {
        b.putInt(type);
        if (is64) {
            b.putInt(flags);
        }
        put(b, is64, offset);
        put(b, is64, 0x100000 + offset);
        put(b, is64, 0x100000 + offset);
        put(b, is64, size);
        put(b, is64, size);
        if (!is64) {
            b.putInt(flags);
        }
        put(b, is64, 4);
    }

    private static void put(ByteBuffer buffer, boolean wide, long word) {
        if (wide) {
            buffer.putLong(word);
        } else {
            buffer.putInt((int) word);
        }
    }
}
