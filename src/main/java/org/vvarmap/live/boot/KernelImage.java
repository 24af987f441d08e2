package org.vvarmap.live.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A kernel that QEMU can boot.
 *
 * @param kind what it runs on
 * @param bytes the file for QEMU's {@code -kernel}
 */
record KernelImage(Kind kind, byte[] bytes) {

    /** What a kernel runs on. */
    enum Kind {
        /** Little-endian 64-bit powerpc. */
        PPC64LE("ppc64le", "ppc64", "ppcle", "ppc"),
        /** 64-bit x86. */
        X86_64("x86_64", "i686"),
        /** 32-bit x86. */
        I386("i386", "i486", "i586", "i686"),
        /** AArch64. */
        ARM64("arm64", "aarch64", "armv8l"),
        /** 32-bit Arm. */
        ARM("arm", "armv4l", "armv4tl", "armv5l", "armv5tel", "armv5tejl", "armv6l", "armv7l", "armv8l"),
        /** 64-bit s390. */
        S390X("s390x", "s390"),
        /** 64-bit RISC-V. */
        RISCV64("riscv64", "riscv32"),
        /** Little-endian 64-bit MIPS. */
        MIPS64LE("mips64el", "mips64", "mips"),
        /** Little-endian 32-bit MIPS. */
        MIPSLE("mipsel", "mips"),
        /** 64-bit LoongArch. */
        LOONGARCH64("loongarch64", "loongarch");

        private final String label;
        private final Set<String> machines;

        Kind(String label, String... machines) {
            this.label = label;
            this.machines = Set.of(machines);
        }

        /** Whether {@code uname -m} may print this on such a kernel, for the programs of another word size too. */
        boolean isCalled(String machine) {
            return machine.equals(label) || machines.contains(machine);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    private static final int ELF_HEADER = 52;
    private static final int PE_POINTER = 60;

    private static final byte[] BANNER = "Linux version ".getBytes(StandardCharsets.US_ASCII);

    /** The longest release that {@code uname} can print. */
    private static final int LONGEST_RELEASE = 64;

    private static final int MOST_RELEASES = 16;

    /** Reads a kernel out of a file's bytes; archives and compression are taken off first. */
    static KernelImage of(byte[] file) throws BootFailure {
        byte[] bytes = Unpacking.kernelOf(file);
        Optional<Kind> kind = elf(bytes).or(() -> magic(bytes));
        if (kind.isPresent()) {
            return new KernelImage(kind.get(), bytes);
        }
        Optional<Kind> zboot = Unpacking.isZboot(bytes) ? portableExecutable(bytes) : Optional.empty();
        if (zboot.filter(Kind.LOONGARCH64::equals).isPresent()) {
            // Its firmware unpacks it; what is inside starts only there.
            return new KernelImage(Kind.LOONGARCH64, bytes);
        }
        if (zboot.isPresent()) {
            return new KernelImage(zboot.get(), Unpacking.zbootPayload(bytes));
        }
        return portableExecutable(bytes)
                .map(found -> new KernelImage(found, bytes))
                .orElseThrow(() -> BootFailure.usage("is no kernel that can be booted here; give a vmlinux, a bzImage, an Image,"
                        + " a zImage, an EFI zboot image, or a linux-image or linux-binary .deb"));
    }

    private static Optional<Kind> elf(byte[] bytes) {
        if (bytes.length < ELF_HEADER || !has(bytes, 0, "\u007fELF")) {
            return Optional.empty();
        }
        boolean wide = bytes[4] == 2;
        boolean little = bytes[5] == 1;
        int machine = Short.toUnsignedInt(
                ByteBuffer.wrap(bytes).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).getShort(18));
        return Optional.ofNullable(switch (machine) {
            case 3 -> Kind.I386;
            case 8 -> little ? wide ? Kind.MIPS64LE : Kind.MIPSLE : null;
            case 21 -> little ? Kind.PPC64LE : null;
            case 22 -> wide ? Kind.S390X : null;
            case 62 -> Kind.X86_64;
            case 183 -> Kind.ARM64;
            case 243 -> wide ? Kind.RISCV64 : null;
            case 258 -> wide ? Kind.LOONGARCH64 : null;
            default -> null;
        });
    }

    private static Optional<Kind> magic(byte[] bytes) {
        if (has(bytes, 0x202, "HdrS") && bytes.length > 0x237) {
            int version = number(bytes, 0x206, 2);
            boolean wide = version >= 0x20c && (bytes[0x236] & 1) != 0;
            return Optional.of(wide ? Kind.X86_64 : Kind.I386);
        }
        if (has(bytes, 56, "ARM\u0064")) {
            return Optional.of(Kind.ARM64);
        }
        if (has(bytes, 56, "RSC\u0005")) {
            return Optional.of(Kind.RISCV64);
        }
        if (bytes.length > 0x28 && number(bytes, 0x24, 4) == 0x016f2818) {
            return Optional.of(Kind.ARM);
        }
        return has(bytes, 0x10008, "S390EP") ? Optional.of(Kind.S390X) : Optional.empty();
    }

    /** EFI's own name of a machine. */
    private static Optional<Kind> portableExecutable(byte[] bytes) {
        if (!has(bytes, 0, "MZ") || bytes.length < PE_POINTER + 4) {
            return Optional.empty();
        }
        int header = number(bytes, PE_POINTER, 4);
        if (header < 0 || header > bytes.length - 6 || !has(bytes, header, "PE\0\0")) {
            return Optional.empty();
        }
        return Optional.ofNullable(switch (number(bytes, header + 4, 2)) {
            case 0xaa64 -> Kind.ARM64;
            case 0x5064 -> Kind.RISCV64;
            case 0x6264 -> Kind.LOONGARCH64;
            default -> null;
        });
    }

    /**
     * What the file says that the kernel is called: what {@code uname -r} prints there.
     *
     * @return the releases that it names as kernels name their own; none where it names none, or is packed
     */
    Set<String> releases() {
        Set<String> releases = new LinkedHashSet<>();
        for (int at = 0; (at = find(bytes, BANNER, at)) >= 0 && releases.size() < MOST_RELEASES;) {
            at += BANNER.length;
            word(at).ifPresent(releases::add);
        }
        if (has(bytes, 0x202, "HdrS") && number(bytes, 0x20e, 2) > 0) {
            // The boot header of x86 says where the version's text is, from the first sector's end.
            word(0x200 + number(bytes, 0x20e, 2)).ifPresent(releases::add);
        }
        return releases;
    }

    private static int find(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /** A release that a blank ends. */
    private Optional<String> word(int from) {
        int end = from;
        while (end < bytes.length && end - from <= LONGEST_RELEASE && bytes[end] > ' ' && bytes[end] < 0x7f) {
            end++;
        }
        boolean ends = end < bytes.length && bytes[end] == ' ';
        boolean begins = from < end && bytes[from] >= '0' && bytes[from] <= '9';
        return ends && begins ? Optional.of(new String(bytes, from, end - from, StandardCharsets.US_ASCII)) : Optional.empty();
    }

    /** A little-endian number of up to four bytes. */
    static int number(byte[] bytes, int at, int size) {
        int value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | Byte.toUnsignedInt(bytes[at + i]);
        }
        return value;
    }

    static boolean has(byte[] bytes, int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= at + wanted.length
                && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }
}
