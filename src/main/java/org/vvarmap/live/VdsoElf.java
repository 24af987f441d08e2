package org.vvarmap.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * What matters here of a vDSO's ELF image.
 *
 * @param is64 whether it is ELFCLASS64
 * @param order the byte order
 * @param machine {@code e_machine}
 * @param flags {@code e_flags}
 * @param loads the PT_LOAD segments in the order of the program headers
 * @param sysvHash whether there is a DT_HASH
 * @param gnuHash whether there is a DT_GNU_HASH
 * @param buildId the build id in hexadecimal; empty where there is none
 * @param symbols the names of the symbols that it defines for others, in order; none where they cannot be read
 */
public record VdsoElf(
        boolean is64,
        ByteOrder order,
        int machine,
        int flags,
        List<Load> loads,
        boolean sysvHash,
        boolean gnuHash,
        Optional<String> buildId,
        List<String> symbols) {

    /** The largest image that is read; real ones have a few pages. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MOST_HEADERS = 64;
    private static final int MOST_DYNAMIC = 1024;
    private static final int MOST_NOTES = 64;
    private static final int LONGEST_BUILD_ID = 64;
    private static final int MOST_SYMBOLS = 512;
    private static final int LONGEST_SYMBOL = 128;

    private static final int ET_DYN = 3;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_NOTE = 4;
    private static final long DT_NULL = 0;
    private static final long DT_HASH = 4;
    private static final long DT_STRTAB = 5;
    private static final long DT_SYMTAB = 6;
    private static final long DT_GNU_HASH = 0x6ffffef5L;
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int GNU_NAME_SIZE = 4;

    /** Copies the lists. */
    public VdsoElf {
        loads = List.copyOf(loads);
        symbols = List.copyOf(symbols);
    }

    /**
     * A PT_LOAD segment. All sizes and addresses are unsigned.
     *
     * @param offset where it starts in the image
     * @param address where it is linked to
     * @param fileSize its bytes in the image
     * @param memorySize its bytes in memory
     * @param flags {@code p_flags}
     */
    public record Load(long offset, long address, long fileSize, long memorySize, int flags) {}

    private record Header(int type, int flags, long offset, long address, long fileSize, long memorySize) {}

    /**
     * Which hash tables the image is linked with, as a layout says it.
     *
     * @return {@code sysv}, {@code gnu} or {@code both}; empty where there is neither
     */
    public Optional<String> hashStyle() {
        if (sysvHash && gnuHash) {
            return Optional.of("both");
        }
        if (sysvHash) {
            return Optional.of("sysv");
        }
        return gnuHash ? Optional.of("gnu") : Optional.empty();
    }

    /**
     * Whether bytes begin with an ELF header's magic.
     *
     * @param bytes any bytes
     * @return true where they do
     */
    public static boolean startsWithMagic(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
    }

    /**
     * Reads an image.
     *
     * @param bytes the image as it lies in memory, or the file that it was linked to; bytes after it do no harm
     * @return what matters of it
     * @throws MalformedInput where it is no ELF image, or is cut off
     */
    public static VdsoElf parse(byte[] bytes) throws MalformedInput {
        if (bytes.length > MOST_BYTES) {
            throw MalformedInput.whole("vDSO image: larger than " + MOST_BYTES + " bytes");
        }
        if (bytes.length < 16 || !startsWithMagic(bytes)) {
            throw MalformedInput.whole("vDSO image: does not begin with an ELF header");
        }
        if (bytes[4] < 1 || bytes[4] > 2 || bytes[5] < 1 || bytes[5] > 2) {
            throw MalformedInput.whole("vDSO image: of no known ELF class or byte order");
        }
        ByteOrder order = bytes[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return new Reader(ByteBuffer.wrap(bytes).order(order), bytes[4] == 2).read();
    }

    /** Reads fields of either class; every access is checked against the image's end. */
    private record Reader(ByteBuffer buffer, boolean is64) {

        VdsoElf read() throws MalformedInput {
            if (half(16) != ET_DYN) {
                throw MalformedInput.whole("vDSO image: not a shared object");
            }
            List<Load> loads = new ArrayList<>();
            boolean sysv = false;
            boolean gnu = false;
            Optional<String> buildId = Optional.empty();
            for (Header header : headers()) {
                if (header.type() == PT_LOAD) {
                    loads.add(new Load(
                            header.offset(),
                            header.address(),
                            header.fileSize(),
                            header.memorySize(),
                            header.flags()));
                } else if (header.type() == PT_DYNAMIC) {
                    sysv |= hasTag(header, DT_HASH);
                    gnu |= hasTag(header, DT_GNU_HASH);
                } else if (header.type() == PT_NOTE && buildId.isEmpty()) {
                    buildId = buildId(header);
                }
            }
            if (loads.isEmpty()) {
                throw MalformedInput.whole("vDSO image: has no PT_LOAD segment");
            }
            int flags = word(is64 ? 48 : 36);
            return new VdsoElf(is64, buffer.order(), half(18), flags, loads, sysv, gnu, buildId, symbols(loads.get(0)));
        }

        /** The names are only told, so an image whose tables cannot be followed has none. */
        private List<String> symbols(Load first) {
            try {
                long strings = 0;
                long table = 0;
                for (Header header : headers()) {
                    if (header.type() == PT_DYNAMIC) {
                        strings = tagged(header, DT_STRTAB).orElse(0);
                        table = tagged(header, DT_SYMTAB).orElse(0);
                    }
                }
                long linked = first.address() - first.offset();
                return names(table - linked, strings - linked);
            } catch (MalformedInput e) {
                return List.of();
            }
        }

        /** The table has no length of its own; linkers put the strings right behind it. */
        private List<String> names(long table, long strings) throws MalformedInput {
            int size = is64 ? 24 : 16;
            Set<String> names = new TreeSet<>();
            long at = within(0, table) + size;
            within(0, strings);
            for (int i = 0; i < MOST_SYMBOLS && at + size <= strings; i++) {
                int kind = Byte.toUnsignedInt(buffer.get(check(at + (is64 ? 4 : 12), 1)));
                boolean isDefined = half(at + (is64 ? 6 : 14)) != 0;
                boolean isFunction = (kind & 0xf) == 2 || (kind & 0xf) == 0;
                if (isDefined && isFunction) {
                    names.add(name(within(strings, unsigned(at))));
                }
                at += size;
            }
            names.remove("");
            return List.copyOf(names);
        }

        private String name(long at) throws MalformedInput {
            StringBuilder name = new StringBuilder();
            for (byte next = buffer.get(check(at, 1)); next != 0; next = buffer.get(check(at + name.length(), 1))) {
                if (next <= ' ' || next == 0x7f || name.length() == LONGEST_SYMBOL) {
                    throw MalformedInput.whole("vDSO image: a symbol's name is none");
                }
                name.append((char) next);
            }
            return name.toString();
        }

        private List<Header> headers() throws MalformedInput {
            long table = is64 ? giant(32) : unsigned(28);
            int size = half(is64 ? 54 : 42);
            int count = half(is64 ? 56 : 44);
            if (count > MOST_HEADERS || size < (is64 ? 56 : 32)) {
                throw MalformedInput.whole(
                        "vDSO image: " + count + " program headers of " + size + " bytes make no sense");
            }
            List<Header> headers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                headers.add(header(within(table, (long) i * size)));
            }
            return headers;
        }

        private Header header(long at) throws MalformedInput {
            if (is64) {
                return new Header(
                        word(at),
                        word(at + 4),
                        giant(at + 8),
                        giant(at + 16),
                        giant(at + 32),
                        giant(at + 40));
            }
            return new Header(
                    word(at), word(at + 24), unsigned(at + 4), unsigned(at + 8), unsigned(at + 16), unsigned(at + 20));
        }

        private boolean hasTag(Header dynamic, long tag) throws MalformedInput {
            return tagged(dynamic, tag).isPresent();
        }

        private OptionalLong tagged(Header dynamic, long tag) throws MalformedInput {
            int size = is64 ? 16 : 8;
            long entries = Math.min(Long.divideUnsigned(dynamic.fileSize(), size), MOST_DYNAMIC);
            for (long i = 0; i < entries; i++) {
                long at = within(dynamic.offset(), i * size);
                long found = is64 ? giant(at) : unsigned(at);
                if (found == tag) {
                    long value = within(at, size / 2);
                    return OptionalLong.of(is64 ? giant(value) : unsigned(value));
                }
                if (found == DT_NULL) {
                    return OptionalLong.empty();
                }
            }
            return OptionalLong.empty();
        }

        private Optional<String> buildId(Header notes) throws MalformedInput {
            long at = within(notes.offset(), 0);
            long end = within(notes.offset(), notes.fileSize());
            for (int i = 0; i < MOST_NOTES && at + 12 <= end; i++) {
                long nameSize = unsigned(at);
                long size = unsigned(at + 4);
                long name = at + 12;
                long content = name + (nameSize + 3 & ~3L);
                boolean gnu = nameSize == GNU_NAME_SIZE && word(at + 8) == NT_GNU_BUILD_ID && isGnu(name);
                if (gnu && size <= LONGEST_BUILD_ID) {
                    byte[] id = new byte[(int) size];
                    buffer.get(check(content, id.length), id);
                    return Optional.of(HexFormat.of().formatHex(id));
                }
                at = content + (size + 3 & ~3L);
            }
            return Optional.empty();
        }

        private boolean isGnu(long at) throws MalformedInput {
            int name = check(at, GNU_NAME_SIZE);
            return buffer.get(name) == 'G'
                    && buffer.get(name + 1) == 'N'
                    && buffer.get(name + 2) == 'U'
                    && buffer.get(name + 3) == 0;
        }

        private int half(long at) throws MalformedInput {
            return Short.toUnsignedInt(buffer.getShort(check(at, 2)));
        }

        private int word(long at) throws MalformedInput {
            return buffer.getInt(check(at, 4));
        }

        private long unsigned(long at) throws MalformedInput {
            return Integer.toUnsignedLong(word(at));
        }

        private long giant(long at) throws MalformedInput {
            return buffer.getLong(check(at, 8));
        }

        /** A place in the image, or its end; the base comes from the image and may be anything. */
        private long within(long base, long distance) throws MalformedInput {
            if (base < 0 || distance < 0 || base > buffer.limit() || distance > buffer.limit() - base) {
                throw MalformedInput.whole("vDSO image: cut off, or points past its end");
            }
            return base + distance;
        }

        private int check(long at, int size) throws MalformedInput {
            if (at < 0 || at > buffer.limit() - size) {
                throw MalformedInput.whole("vDSO image: cut off, or points past its end");
            }
            return (int) at;
        }
    }
}
