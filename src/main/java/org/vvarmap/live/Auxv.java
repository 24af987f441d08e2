package org.vvarmap.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What matters here of a process's auxiliary vector.
 *
 * @param order the byte order that it was read in
 * @param wordSize 4 for a 32-bit process, 8 for a 64-bit one
 * @param sysinfoEhdr AT_SYSINFO_EHDR, where the kernel put the image's ELF header; empty where it is not passed, or is
 *     0, as some kernels say "no image"
 * @param sysinfo AT_SYSINFO, the system call entry of 32-bit x86; empty where it is not passed
 * @param base AT_BASE, where the kernel put the program's interpreter; empty where it is not passed, or is 0
 * @param pageSize AT_PAGESZ; empty where it is not passed
 */
public record Auxv(
        ByteOrder order,
        int wordSize,
        OptionalLong sysinfoEhdr,
        OptionalLong sysinfo,
        OptionalLong base,
        OptionalInt pageSize) {

    private static final int MOST_BYTES = 64 * 1024;

    private static final long AT_NULL = 0;
    private static final long AT_PAGESZ = 6;
    private static final long AT_BASE = 7;
    private static final long AT_SYSINFO = 32;
    private static final long AT_SYSINFO_EHDR = 33;

    private static final long SMALLEST_PAGE = 1024;
    private static final long LARGEST_PAGE = 16 * 1024 * 1024;

    /**
     * Reads a vector.
     *
     * @param bytes what /proc/PID/auxv holds
     * @param order the process's byte order
     * @param wordSize 4 or 8
     * @return the entries that matter
     * @throws MalformedInput where the vector does not end with AT_NULL, is too long, or has a page size that is none
     */
    public static Auxv parse(byte[] bytes, ByteOrder order, int wordSize) throws MalformedInput {
        if (wordSize != 4 && wordSize != 8) {
            throw MalformedInput.whole("auxv: a word has 4 or 8 bytes, not " + wordSize);
        }
        if (bytes.length > MOST_BYTES) {
            throw MalformedInput.whole("auxv: longer than " + MOST_BYTES + " bytes");
        }
        OptionalLong ehdr = OptionalLong.empty();
        OptionalLong sysinfo = OptionalLong.empty();
        OptionalLong base = OptionalLong.empty();
        OptionalInt pageSize = OptionalInt.empty();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
        while (buffer.remaining() >= 2 * wordSize) {
            long type = word(buffer, wordSize);
            long value = word(buffer, wordSize);
            if (type == AT_NULL) {
                return new Auxv(order, wordSize, ehdr, sysinfo, base, pageSize);
            } else if (type == AT_SYSINFO_EHDR) {
                ehdr = value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
            } else if (type == AT_SYSINFO) {
                sysinfo = OptionalLong.of(value);
            } else if (type == AT_BASE) {
                base = value == 0 ? OptionalLong.empty() : OptionalLong.of(value);
            } else if (type == AT_PAGESZ) {
                pageSize = OptionalInt.of(pageSize(value));
            }
        }
        throw MalformedInput.whole("auxv: cut off, there is no AT_NULL at its end");
    }

    /**
     * Reads a vector of which neither byte order nor word size is known: of the four ways to read it, the one that ends
     * with AT_NULL and has a page size.
     *
     * @param bytes what /proc/PID/auxv holds
     * @return the entries that matter
     * @throws MalformedInput where none of the ways makes sense, or more than one does
     */
    public static Auxv detect(byte[] bytes) throws MalformedInput {
        List<Auxv> readings = new ArrayList<>();
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (int wordSize : new int[] {8, 4}) {
                try {
                    Auxv reading = parse(bytes, order, wordSize);
                    if (reading.pageSize().isPresent()) {
                        readings.add(reading);
                    }
                } catch (MalformedInput e) {
                    // Not this way, then.
                }
            }
        }
        if (readings.size() != 1) {
            throw MalformedInput.whole("auxv: not the auxiliary vector of a process (no AT_NULL or no AT_PAGESZ)");
        }
        return readings.get(0);
    }

    private static int pageSize(long value) throws MalformedInput {
        if (value < SMALLEST_PAGE || value > LARGEST_PAGE || Long.bitCount(value) != 1) {
            throw MalformedInput.whole("auxv: AT_PAGESZ is no page size: " + Long.toUnsignedString(value));
        }
        return (int) value;
    }

    private static long word(ByteBuffer buffer, int wordSize) {
        return wordSize == 8 ? buffer.getLong() : Integer.toUnsignedLong(buffer.getInt());
    }
}
