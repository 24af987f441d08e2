package org.vvarmap.live.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;
import org.vvarmap.live.Capture;
import org.vvarmap.live.MalformedInput;

/**
 * Boots a kernel in QEMU and captures what it shows.
 *
 * @param tools the programs of this machine
 * @param limit how long a kernel may take
 */
public record Boot(Tools tools, Duration limit) {

    /** Long enough for the slowest architecture on a busy machine. */
    public static final Duration USUAL_LIMIT = Duration.ofMinutes(5);

    /** The largest file that is read as a kernel or a package, in bytes. */
    private static final long LARGEST_FILE = 1L << 30;

    /** The most that a kernel may say over its console, in bytes. */
    private static final int MOST_OUTPUT = 4 << 20;

    /** The longest quotation of what a machine said, in characters. */
    private static final int QUOTED = 200;

    private static final Pattern PANIC = Pattern.compile("Kernel panic[^\\r\\n]{0,200}");

    /**
     * Boots a kernel.
     *
     * @param file a vmlinux, a bzImage, an EFI zboot image, or a Debian package with one of them
     * @param abi what the program that looks around is to be built for
     * @return what the kernel shows to that program
     * @throws BootFailure where something is missing here, or the kernel shows nothing
     */
    public Capture capture(Path file, Abi abi) throws BootFailure {
        if (!Machine.runs(abi)) {
            throw BootFailure.failed("no kernel is booted for " + abi + " programs; use --capture with a capture of a real machine");
        }
        KernelImage kernel = image(file);
        Machine machine = Machine.of(abi, kernel.kind())
                .orElseThrow(() -> BootFailure.usage(file + " is a kernel for " + kernel.kind() + ", which runs no programs of " + abi
                        + "; name another ABI with --arch"));
        Path qemu = tools.find(machine.program())
                .orElseThrow(() -> BootFailure.failed("there is no " + machine.program()
                        + "; install it (Debian: apt-get install " + machine.packageName() + ")"));
        Optional<Machine.Firmware> missing = machine.firmware().filter(one -> !Files.isRegularFile(Path.of(one.path())));
        if (missing.isPresent()) {
            throw BootFailure.failed("there is no " + missing.get().path() + "; install it (Debian: apt-get install "
                    + missing.get().packageName() + ")");
        }
        byte[] program = Probe.build(abi, tools);
        String mark = mark();
        String text = run(qemu, machine, kernel, Initramfs.around(program), mark, file);
        try {
            if (ProbeOutput.isComplete(text, mark)) {
                return believed(ProbeOutput.read(text, mark, abi, machine.description()), kernel, file);
            }
        } catch (MalformedInput e) {
            throw BootFailure.notKnown(file + " booted, but what it said cannot be used: " + e.getMessage());
        }
        throw silent(file, abi, text, mark);
    }

    /** A kernel may say anything; that it is another than the one that was booted is not believed. */
    private static Capture believed(Capture capture, KernelImage kernel, Path file) throws BootFailure {
        if (!kernel.kind().isCalled(capture.uname().machine())) {
            throw BootFailure.notKnown(file + " is a kernel for " + kernel.kind() + ", but says that it runs on \""
                    + shown(capture.uname().machine()) + "\"; what it shows is not believed");
        }
        Set<String> releases = kernel.releases();
        if (!releases.isEmpty() && !releases.contains(capture.uname().release())) {
            throw BootFailure.notKnown(file + " is " + shown(releases.iterator().next()) + ", but says that it is \""
                    + shown(capture.uname().release()) + "\"; what it shows is not believed");
        }
        return capture;
    }

    private static KernelImage image(Path file) throws BootFailure {
        try {
            if (!Files.isRegularFile(file)) {
                throw BootFailure.failed(file + " does not exist, or is no file");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw BootFailure.usage(file + " is larger than " + LARGEST_FILE + " bytes, as no kernel is");
            }
            return KernelImage.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw BootFailure.failed(file + " cannot be read: " + e.getMessage(), e);
        } catch (BootFailure e) {
            throw e.kind() == BootFailure.Kind.USAGE && !e.getMessage().startsWith(file.toString())
                    ? BootFailure.usage(file + " " + e.getMessage())
                    : e;
        }
    }

    /** A word that no kernel can know beforehand. */
    private static String mark() {
        byte[] bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String run(Path qemu, Machine machine, KernelImage kernel, byte[] initramfs, String mark, Path file)
            throws BootFailure {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("vvarmap-boot");
            Path kernelFile = Files.write(folder.resolve("kernel"), kernel.bytes());
            Path initramfsFile = Files.write(folder.resolve("initramfs"), initramfs);
            ProcessBuilder builder = new ProcessBuilder(
                            machine.command(qemu.toString(), kernelFile.toString(), initramfsFile.toString(), mark))
                    .redirectInput(new File("/dev/null"));
            try (Run run = new Run(builder, MOST_OUTPUT)) {
                boolean ended = run.listen(limit, end -> ProbeOutput.isComplete(end, mark));
                String text = run.said();
                if (!ended && !ProbeOutput.isComplete(text, mark)) {
                    throw BootFailure.failed(file + " said nothing complete in " + limit.toSeconds()
                            + " s; try again when the machine is less busy");
                }
                if (text.isBlank()) {
                    throw BootFailure.failed(machine.program() + " could not start " + file + ": " + lastLine(run.errors()));
                }
                return text;
            }
        } catch (IOException e) {
            throw BootFailure.failed(machine.program() + " could not be run: " + e.getMessage(), e);
        } finally {
            if (folder != null) {
                Folders.remove(folder);
            }
        }
    }

    /** What was said from outside, as it may be quoted: it steers no terminal, and does not fill it. */
    private static String shown(String said) {
        String text = said.replaceAll("[^ -~]", "?");
        return text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
    }

    private static String lastLine(String text) {
        String[] lines = text.strip().split("[\\r\\n]+");
        String last = shown(lines[lines.length - 1]);
        return last.isEmpty() ? "it said nothing; is it a kernel for this machine?" : last;
    }

    private BootFailure silent(Path file, Abi abi, String text, String mark) {
        Matcher panic = PANIC.matcher(text);
        String said = panic.find() ? shown(panic.group()) : "";
        if (said.contains("No working init found") || said.contains("Requested init")) {
            return BootFailure.notKnown(file + " runs no programs of " + abi + "; name another ABI with --arch");
        }
        if (text.contains("@" + mark + " ")) {
            return BootFailure.notKnown(file + " stopped while the probe looked around" + (said.isEmpty() ? "" : ": " + said));
        }
        return BootFailure.notKnown(file + " did not come to the probe" + (said.isEmpty() ? "" : ": " + said)
                + "; is it made for such a machine?");
    }
}
