package org.vvarmap.live.boot;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The file system that a kernel starts with: a console and one program. An uncompressed archive needs no decompressor. */
final class Initramfs {

    private static final int FOLDER = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int CHARACTER_DEVICE = 0020600;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int inode;

    private Initramfs() {}

    /** The archive with a program that the kernel runs as its first. */
    static byte[] around(byte[] program) {
        Initramfs archive = new Initramfs();
        byte[] nothing = {};
        archive.add("dev", FOLDER, nothing, 0, 0);
        archive.add("dev/console", CHARACTER_DEVICE, nothing, 5, 1);
        archive.add("proc", FOLDER, nothing, 0, 0);
        archive.add("init", PROGRAM, program, 0, 0);
        archive.add("TRAILER!!!", 0, nothing, 0, 0);
        return archive.bytes.toByteArray();
    }

    /** One member in the "newc" format: a header of hexadecimal numbers, the name, the content, each padded to four bytes. */
    private void add(String name, int mode, byte[] content, int major, int minor) {
        int[] fields = {++inode, mode, 0, 0, 1, 0, content.length, 0, 0, major, minor, name.length() + 1, 0};
        StringBuilder header = new StringBuilder("070701");
        for (int field : fields) {
            header.append(String.format("%08x", field));
        }
        bytes.writeBytes(header.append(name).append('\0').toString().getBytes(StandardCharsets.US_ASCII));
        pad();
        bytes.writeBytes(content);
        pad();
    }

    private void pad() {
        while (bytes.size() % 4 != 0) {
            bytes.write(0);
        }
    }
}
