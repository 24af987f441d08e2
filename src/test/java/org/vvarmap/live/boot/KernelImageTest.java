package org.vvarmap.live.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import io.airlift.compress.zstd.ZstdOutputStream;

/** Kernels in all the wrappings that distributions ship them in. */
class KernelImageTest {

    private static final byte[] ARM64 = withText(256, 56, "ARM\u0064");

    private static byte[] withText(int size, int at, String text) {
        byte[] bytes = new byte[size];
        byte[] magic = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(magic, 0, bytes, at, magic.length);
        return bytes;
    }

    private static byte[] elf(int wide, int order, int machine) {
        ByteBuffer b = ByteBuffer.allocate(64).order(order == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        b.put(new byte[] {0x7f, 'E', 'L', 'F', (byte) wide, (byte) order, 1}).putShort(18, (short) machine);
        return b.array();
    }

    private static byte[] packed(String how, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = switch (how) {
            case "gz" -> new GZIPOutputStream(packed);
            case "xz" -> new XZOutputStream(packed, new LZMA2Options(1));
            case "zst" -> new ZstdOutputStream(packed);
            default -> packed;
        }) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] deb(String suffix, String kernel, byte[] bytes) throws IOException {
        ByteArrayOutputStream tarBytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(tarBytes)) {
            for (String name : new String[] {"./boot/config-6.1.0", kernel}) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(bytes.length);
                tar.putArchiveEntry(entry);
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        byte[] data = packed(suffix.replace(".", ""), tarBytes.toByteArray());
        ByteArrayOutputStream deb = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(deb)) {
            ar.putArchiveEntry(new ArArchiveEntry("debian-binary", 4));
            ar.write("2.0\n".getBytes(StandardCharsets.US_ASCII));
            ar.closeArchiveEntry();
            ar.putArchiveEntry(new ArArchiveEntry("data.tar" + suffix, data.length));
            ar.write(data);
            ar.closeArchiveEntry();
        }
        return deb.toByteArray();
    }

    private static byte[] zboot(int machine, String compression, byte[] payload) {
        ByteBuffer b = ByteBuffer.allocate(512 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        b.put("MZ".getBytes(StandardCharsets.US_ASCII)).position(4);
        b.put("zimg".getBytes(StandardCharsets.US_ASCII)).putInt(512).putInt(payload.length);
        b.position(24);
        b.put(compression.getBytes(StandardCharsets.US_ASCII)).putInt(60, 64);
        b.position(64);
        b.put("PE\0\0".getBytes(StandardCharsets.US_ASCII)).putShort((short) machine).position(512);
        b.put(payload);
        return b.array();
    }

    @ParameterizedTest
    @CsvSource({
        "2,1,21,PPC64LE", "1,1,3,I386", "2,1,62,X86_64", "2,1,183,ARM64", "2,2,22,S390X", "2,1,243,RISCV64", "2,1,8,MIPS64LE",
        "1,1,8,MIPSLE", "2,1,258,LOONGARCH64"
    })
    void tellsWhatAVmlinuxRunsOn(int wide, int order, int machine, KernelImage.Kind kind) throws BootFailure {
        assertThat(KernelImage.of(elf(wide, order, machine)).kind()).isEqualTo(kind);
    }

    @Test
    void tellsWhatOtherImagesRunOn() throws BootFailure {
        byte[] x86 = withText(4096, 0x202, "HdrS");
        x86[0x206] = 0x0f;
        x86[0x207] = 2;
        assertThat(KernelImage.of(x86).kind()).isEqualTo(KernelImage.Kind.I386);
        x86[0x236] = 1;
        assertThat(KernelImage.of(x86).kind()).isEqualTo(KernelImage.Kind.X86_64);
        assertThat(KernelImage.of(ARM64).kind()).isEqualTo(KernelImage.Kind.ARM64);
        assertThat(KernelImage.of(withText(256, 56, "RSC\u0005")).kind()).isEqualTo(KernelImage.Kind.RISCV64);
        assertThat(KernelImage.of(withText(256, 0x24, "\u0018\u0028\u006f\u0001")).kind()).isEqualTo(KernelImage.Kind.ARM);
        assertThat(KernelImage.of(withText(0x11000, 0x10008, "S390EP")).kind()).isEqualTo(KernelImage.Kind.S390X);
    }

    @ParameterizedTest
    @CsvSource({"gzip,gz", "xzkern,xz", "zstd22,zst"})
    void unpacksAnEfiImage(String compression, String how) throws IOException, BootFailure {
        KernelImage kernel = KernelImage.of(zboot(0xaa64, compression, packed(how, ARM64)));

        assertThat(kernel.kind()).isEqualTo(KernelImage.Kind.ARM64);
        assertThat(kernel.bytes()).isEqualTo(ARM64);
    }

    @Test
    void leavesAnEfiImageAsItIsWhereFirmwareUnpacksIt() throws IOException, BootFailure {
        byte[] image = zboot(0x6264, "zstd", packed("zst", ARM64));

        assertThat(KernelImage.of(image).bytes()).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource({
        "'',./boot/vmlinuz-6.1.0", ".gz,boot/vmlinux-6.1.0", ".xz,./usr/lib/modules/7.2.1/vmlinuz",
        ".zst,./lib/modules/7.2.1/vmlinuz"
    })
    void takesTheKernelOutOfAPackage(String suffix, String name) throws IOException, BootFailure {
        assertThat(KernelImage.of(deb(suffix, name, ARM64)).bytes()).isEqualTo(ARM64);
        assertThat(KernelImage.of(deb(suffix, name, packed("gz", ARM64))).bytes()).isEqualTo(ARM64);
    }

    @Test
    void refusesWhatIsNoKernel() throws IOException {
        for (byte[] bytes : new byte[][] {
            {}, new byte[100_000], "!<arch>\n".getBytes(StandardCharsets.US_ASCII), {0x1f, (byte) 0x8b, 8, 0},
            deb(".xz", "./usr/share/doc/readme", ARM64), zboot(0xaa64, "lz4", ARM64), zboot(0xaa64, "gzip", ARM64),
            elf(2, 2, 21)
        }) {
            assertThatThrownBy(() -> KernelImage.of(bytes)).isInstanceOfSatisfying(BootFailure.class,
                    e -> assertThat(e.kind()).isEqualTo(BootFailure.Kind.USAGE));
        }
    }

    @Property(tries = 300)
    void neverFailsOtherwiseOnBrokenFiles(@ForAll long seed, @ForAll @IntRange(max = 3) int which, @ForAll @IntRange(max = 9) int breaks)
            throws IOException {
        byte[] bytes = switch (which) {
            case 0 -> deb(".xz", "./boot/vmlinuz-1", ARM64);
            case 1 -> deb(".zst", "./boot/vmlinuz-1", ARM64);
            case 2 -> zboot(0xaa64, "zstd", packed("zst", ARM64));
            default -> zboot(0x5064, "xz", packed("xz", ARM64));
        };
        Random random = new Random(seed);
        for (int i = 0; i <= breaks; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            KernelImage.of(bytes);
        } catch (BootFailure e) {
            assertThat(e.kind()).isEqualTo(BootFailure.Kind.USAGE);
        }
    }
}
