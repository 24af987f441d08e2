package org.vvarmap.live.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vvarmap.kernel.Abi;

/** Builds the probe for an ABI with a cross compiler that the user has. */
final class Probe {

    private static final List<String> SOURCES = List.of("probe.c", "abi.h");

    private static final long LIMIT_SECONDS = 60;

    private static final List<String> FLAGS = List.of(
            "-O1", "-std=gnu11", "-ffreestanding", "-nostdlib", "-static", "-fno-pic", "-no-pie", "-fno-stack-protector",
            "-fno-builtin", "-fno-asynchronous-unwind-tables", "-Wl,--build-id=none", "-Wl,-z,noexecstack", "-Wl,-e,_start");

    /**
     * A compiler that will do.
     *
     * @param command its program
     * @param packageName the Debian package that has it
     * @param flags what it needs to be told
     */
    private record Compiler(String command, String packageName, List<String> flags) {

        /** Debian calls the package of a machine's own compiler by its short name. */
        static Compiler of(String triplet, String... flags) {
            boolean own = triplet.startsWith(System.getProperty("os.arch", "").replace("amd64", "x86_64") + "-linux-gnu");
            return new Compiler(triplet + "-gcc", own ? "gcc" : "gcc-" + triplet.replace('_', '-'), List.of(flags));
        }
    }

    private static final Compiler X86_64 = Compiler.of("x86_64-linux-gnu", "-m64");
    private static final List<Compiler> I386 =
            List.of(Compiler.of("i686-linux-gnu"), Compiler.of("x86_64-linux-gnu", "-m32"));
    private static final List<Compiler> ARM =
            List.of(Compiler.of("arm-linux-gnueabihf", "-marm"), Compiler.of("arm-linux-gnueabi", "-marm"));
    private static final Compiler S390_31 = Compiler.of("s390x-linux-gnu", "-m31");
    private static final String MIPS64 = "mips64el-linux-gnuabi64";

    private static final Map<Abi, List<Compiler>> COMPILERS = Map.ofEntries(
            Map.entry(Abi.PPC64, List.of(Compiler.of("powerpc64le-linux-gnu"))),
            Map.entry(Abi.X86_64, List.of(X86_64)),
            Map.entry(Abi.X32, List.of(Compiler.of("x86_64-linux-gnu", "-mx32"))),
            Map.entry(Abi.I386, I386),
            Map.entry(Abi.I386_COMPAT, I386),
            Map.entry(Abi.ARM64, List.of(Compiler.of("aarch64-linux-gnu", "-mno-outline-atomics"))),
            Map.entry(Abi.ARM64_COMPAT, ARM),
            Map.entry(Abi.ARM, ARM),
            Map.entry(Abi.S390X, List.of(Compiler.of("s390x-linux-gnu"))),
            Map.entry(Abi.S390_COMPAT, List.of(S390_31)),
            Map.entry(Abi.RISCV64, List.of(Compiler.of("riscv64-linux-gnu", "-mno-relax", "-Wl,--no-relax"))),
            Map.entry(Abi.MIPS_N64, List.of(Compiler.of(MIPS64, "-mno-abicalls"))),
            Map.entry(Abi.MIPS_N32, List.of(Compiler.of(MIPS64, "-mabi=n32", "-mno-abicalls"))),
            Map.entry(Abi.MIPS_O32, List.of(
                    Compiler.of("mipsel-linux-gnu", "-mno-abicalls"), Compiler.of(MIPS64, "-mabi=32", "-mno-abicalls"))),
            Map.entry(Abi.LOONGARCH64, List.of(Compiler.of("loongarch64-linux-gnu"))));

    private Probe() {}

    /** The program for an ABI; one that was built before from the same source by the same command is used again. */
    static byte[] build(Abi abi, Tools tools) throws BootFailure {
        List<Compiler> compilers = COMPILERS.getOrDefault(abi, List.of());
        if (compilers.isEmpty()) {
            throw BootFailure.failed("no kernel is booted for " + abi + " programs; use --capture with a capture of a real machine");
        }
        Compiler compiler = compilers.stream()
                .filter(one -> tools.find(one.command()).isPresent())
                .findFirst()
                .orElseThrow(() -> BootFailure.failed("there is no " + compilers.get(0).command()
                        + " to build the probe for " + abi + " with; install it (Debian: apt-get install "
                        + compilers.get(0).packageName() + ")"));
        try {
            List<byte[]> sources = new ArrayList<>();
            for (String source : SOURCES) {
                sources.add(source(source));
            }
            Path kept = tools.cache().resolve("probe-" + abi + "-" + digest(compiler, sources));
            return Files.isRegularFile(kept) ? Files.readAllBytes(kept) : compile(compiler, sources, kept, tools);
        } catch (IOException e) {
            throw BootFailure.failed("the probe could not be built: " + e.getMessage(), e);
        }
    }

    private static byte[] source(String name) throws IOException {
        try (InputStream in = Probe.class.getResourceAsStream("/org/vvarmap/probe/" + name)) {
            if (in == null) {
                throw new IOException("this program was built without " + name);
            }
            return in.readAllBytes();
        }
    }

    private static String digest(Compiler compiler, List<byte[]> sources) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((compiler + FLAGS.toString()).getBytes(StandardCharsets.UTF_8));
            sources.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] compile(Compiler compiler, List<byte[]> sources, Path kept, Tools tools)
            throws IOException, BootFailure {
        Path folder = Files.createTempDirectory("vvarmap-probe");
        try {
            for (int i = 0; i < SOURCES.size(); i++) {
                Files.write(folder.resolve(SOURCES.get(i)), sources.get(i));
            }
            List<String> command = new ArrayList<>();
            command.add(tools.find(compiler.command()).orElseThrow().toString());
            command.addAll(FLAGS);
            command.addAll(compiler.flags());
            command.addAll(List.of("-o", "probe", "probe.c"));
            Path log = folder.resolve("log");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw BootFailure.failed(compiler.command() + " took more than " + LIMIT_SECONDS + " s; try again");
            }
            if (process.exitValue() != 0) {
                String first = Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream().findFirst().orElse("");
                throw BootFailure.failed(compiler.command() + " could not build the probe: " + first);
            }
            byte[] program = Files.readAllBytes(folder.resolve("probe"));
            keep(folder.resolve("probe"), kept);
            return program;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw BootFailure.failed("interrupted");
        } finally {
            Folders.remove(folder);
        }
    }

    /** Keeping is a courtesy to the next run; where it cannot be done, that one builds again. */
    private static void keep(Path program, Path kept) {
        Optional<Path> folder = Optional.ofNullable(kept.getParent());
        try {
            Files.createDirectories(folder.orElseThrow());
            Path partial = Files.createTempFile(folder.get(), "probe", ".new");
            Files.copy(program, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // Nothing is lost but time.
        }
    }
}
