package org.vvarmap.live.boot;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.XZInputStream;
import org.vvarmap.archive.BoundedStream;
import org.vvarmap.archive.TarEntries;

/** Takes a kernel out of what it is shipped in. Whatever is unpacked is bounded. */
final class Unpacking {

    /** The largest kernel that is unpacked, in bytes; those that are shipped packed have some 100 MB. */
    private static final int LARGEST = 256 << 20;

    /** What a package may unpack to, in bytes; those with debugging symbols have some 5 GB. */
    private static final long MOST_UNPACKED = 16L << 30;

    private static final int MOST_ENTRIES = 1_000_000;

    private static final int MEMORY_KIB = 256 << 10;
    private static final int ZBOOT_HEADER = 56;

    /** Where Debian and those after it put a kernel; later releases put it beside the modules. */
    private static final Pattern KERNEL =
            Pattern.compile("(?:\\./)?(?:boot/vmlinu[xz]-[^/]+|(?:usr/)?lib/modules/[^/]+/vmlinu[xz])");

    private Unpacking() {}

    /** The kernel in a {@code .deb} or a gzip file, or the bytes themselves. */
    static byte[] kernelOf(byte[] file) throws BootFailure {
        byte[] kernel = KernelImage.has(file, 0, "!<arch>\n") ? ofPackage(file) : file;
        if (KernelImage.has(kernel, 0, "\u001f\u008b\b")) {
            try {
                return bounded(new GZIPInputStream(new ByteArrayInputStream(kernel)));
            } catch (IOException | RuntimeException e) {
                throw BootFailure.usage("is a gzip file that is cut off or broken");
            }
        }
        return kernel;
    }

    private static byte[] ofPackage(byte[] file) throws BootFailure {
        try (ArArchiveInputStream ar = new ArArchiveInputStream(new ByteArrayInputStream(file))) {
            for (ArArchiveEntry member = ar.getNextEntry(); member != null; member = ar.getNextEntry()) {
                String name = member.getName().replaceFirst("/$", "");
                if (name.startsWith("data.tar")) {
                    return ofTar(stream(name.substring("data.tar".length()), ar))
                            .orElseThrow(() -> BootFailure.usage("is a package without a kernel; newer Debian kernels lie in"
                                    + " linux-binary packages"));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw BootFailure.usage("is a package that is cut off or broken");
        }
        throw BootFailure.usage("is an archive, but no package");
    }

    private static InputStream stream(String suffix, InputStream in) throws IOException {
        return switch (suffix) {
            case "" -> in;
            case ".gz" -> new GZIPInputStream(in);
            case ".xz" -> new XZInputStream(in, MEMORY_KIB);
            case ".zst" -> new ZstdInputStream(in);
            default -> throw new IOException("data.tar" + suffix);
        };
    }

    private static Optional<byte[]> ofTar(InputStream in) throws IOException {
        TarEntries tar = new TarEntries(in, MOST_UNPACKED, MOST_ENTRIES);
        for (Optional<TarArchiveEntry> next = tar.next(); next.isPresent(); next = tar.next()) {
            if (next.get().isFile() && KERNEL.matcher(next.get().getName()).matches()) {
                if (next.get().getSize() > LARGEST) {
                    throw new IOException("larger than " + LARGEST + " bytes");
                }
                return Optional.of(tar.read(LARGEST));
            }
        }
        return Optional.empty();
    }

    /** Whether these are the bytes of an EFI program that unpacks a kernel. */
    static boolean isZboot(byte[] bytes) {
        return bytes.length > ZBOOT_HEADER && KernelImage.has(bytes, 0, "MZ") && KernelImage.has(bytes, 4, "zimg");
    }

    /** The kernel in an EFI zboot image. */
    static byte[] zbootPayload(byte[] bytes) throws BootFailure {
        int offset = KernelImage.number(bytes, 8, 4);
        int size = KernelImage.number(bytes, 12, 4);
        if (offset < 0 || size < 0 || offset > bytes.length - size) {
            throw BootFailure.usage("is an EFI zboot image that is cut off");
        }
        String compression = new String(bytes, 24, 32, StandardCharsets.ISO_8859_1).replaceAll("\0.*", "");
        byte[] payload = Arrays.copyOfRange(bytes, offset, offset + size);
        ByteArrayInputStream in = new ByteArrayInputStream(payload);
        try {
            return switch (compression) {
                case "gzip" -> bounded(new GZIPInputStream(in));
                case "xz", "xzkern" -> bounded(new XZInputStream(in, MEMORY_KIB));
                case "lzma" -> bounded(new LZMAInputStream(in, MEMORY_KIB));
                case "zstd", "zstd22" -> bounded(new ZstdInputStream(in));
                default -> throw BootFailure.usage("is an EFI zboot image that is compressed as "
                        + compression.replaceAll("[^!-~]", "?") + ", which is not unpacked here; give its vmlinux");
            };
        } catch (IOException | RuntimeException e) {
            throw BootFailure.usage("is an EFI zboot image whose " + compression + " data is broken");
        }
    }

    /** All that a stream has, which may be endless. */
    static byte[] bounded(InputStream in) throws IOException {
        return new BoundedStream(in, LARGEST).readAllBytes();
    }
}
