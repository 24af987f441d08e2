package org.vvarmap.live;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;

/**
 * Reads a process out of a /proc directory.
 *
 * @param proc the directory, {@code /proc}
 */
public record ProcReader(Path proc) {

    /** The process that reads. Inside a JVM that is the JVM: a process of this machine's native ABI. */
    public static final String SELF = "self";

    private static final int MOST_MAPS_BYTES = 64 * 1024 * 1024;
    private static final int MOST_AUXV_BYTES = 64 * 1024;
    private static final int MOST_LINE_BYTES = 4096;
    private static final int EXE_HEADER_BYTES = 64;

    /** An image, or a word on why there is none. */
    private record Image(Optional<VdsoElf> elf, Optional<String> note) {}

    /**
     * The kernel's own /proc.
     *
     * @return the reader of this machine's processes
     */
    public static ProcReader ofThisMachine() {
        return new ProcReader(Path.of("/proc"));
    }

    /**
     * The running kernel's release, as {@code uname -r} prints it.
     *
     * @return the release
     * @throws LiveFailure where the directory tells none
     */
    public String release() throws LiveFailure {
        Optional<String> release = line(proc.resolve("sys/kernel/osrelease"));
        if (release.isPresent()) {
            return release.get();
        }
        Matcher version = Pattern.compile("Linux version (\\S{1,256}).*", Pattern.DOTALL).matcher(version().orElse(""));
        if (!version.matches()) {
            throw new LiveFailure("kernel release: neither sys/kernel/osrelease nor version can be read in " + proc
                    + "; give the release");
        }
        return version.group(1);
    }

    /**
     * The line of /proc/version.
     *
     * @return the line; empty where it cannot be read
     */
    public Optional<String> version() {
        return line(proc.resolve("version"));
    }

    /**
     * The machine that the kernel was built for, as {@code uname -m} prints it; kernels tell it here from 6.1 on.
     *
     * @return the machine; empty where it cannot be read
     */
    public Optional<String> machine() {
        return line(proc.resolve("sys/kernel/arch"));
    }

    /**
     * Reads a process.
     *
     * @param pid the process id, or {@link #SELF}
     * @return what can be seen of it
     * @throws LiveFailure where there is no such process, or it may not be looked at, or shows nothing of a process
     */
    public LiveProcess read(String pid) throws LiveFailure {
        return capture(pid).process();
    }

    /**
     * Reads a process and what the kernel calls itself.
     *
     * @param pid the process id, or {@link #SELF}
     * @return what can be seen of both, every mapping of the process among it
     * @throws LiveFailure where there is no such process, or it may not be looked at, or shows nothing of a process
     */
    public Capture capture(String pid) throws LiveFailure {
        if (!pid.equals(SELF) && !pid.matches("[1-9][0-9]{0,9}")) {
            throw new LiveFailure("process " + printable(pid) + ": not a process id; give a number");
        }
        Path folder = proc.resolve(pid);
        List<String> notes = new ArrayList<>();
        List<Mapping> mappings = mappings(pid, folder, notes);
        if (mappings.isEmpty()) {
            throw new LiveFailure("process " + pid + ": " + folder.resolve("maps")
                    + " is empty, as it is for kernel threads; give the id of a program");
        }
        Auxv auxv = auxv(pid, folder);
        Optional<Boolean> kernel64 = kernel64(mappings);
        Image image = image(folder.resolve("mem"), mappings, auxv.sysinfoEhdr());
        if (image.note().isPresent()) {
            notes.add(image.note().get());
        }
        LiveProcess process = new LiveProcess(
                mappings,
                auxv.sysinfoEhdr(),
                auxv.pageSize().orElseThrow(),
                abi(folder, kernel64, image.elf()),
                release(),
                version(),
                image.elf(),
                List.of(),
                notes);
        return new Capture(
                Capture.How.PROCESS,
                Optional.empty(),
                uname(process.release()),
                line(proc.resolve("version_signature")),
                auxv.sysinfo(),
                auxv.base(),
                process);
    }

    private Uname uname(String release) {
        Path kernel = proc.resolve("sys/kernel");
        return new Uname(
                line(kernel.resolve("ostype")).orElse("Linux"),
                release,
                line(kernel.resolve("version")).orElse(""),
                machine().orElse(""));
    }

    private static List<Mapping> mappings(String pid, Path folder, List<String> notes) throws LiveFailure {
        try {
            List<Mapping> mappings = MapsText.parse(bytes(folder.resolve("smaps"), MOST_MAPS_BYTES));
            if (!mappings.isEmpty()) {
                return mappings;
            }
        } catch (IOException | MalformedInput e) {
            notes.add("smaps could not be read, so what protects the data is not compared");
        }
        Path maps = folder.resolve("maps");
        try {
            return MapsText.parse(bytes(maps, MOST_MAPS_BYTES));
        } catch (IOException e) {
            throw failure(pid, maps, e);
        } catch (MalformedInput e) {
            throw new LiveFailure("process " + pid + ": " + maps + ", " + e.getMessage() + "; try again", e);
        }
    }

    private static Auxv auxv(String pid, Path folder) throws LiveFailure {
        Path file = folder.resolve("auxv");
        try {
            return Auxv.detect(bytes(file, MOST_AUXV_BYTES));
        } catch (IOException e) {
            throw failure(pid, file, e);
        } catch (MalformedInput e) {
            throw new LiveFailure(
                    "process " + pid + ": " + file + ", " + e.getMessage() + "; give the id of a running program", e);
        }
    }

    private Optional<Boolean> kernel64(List<Mapping> mappings) {
        if (ProcessAbi.hasWideAddresses(mappings)) {
            return Optional.of(true);
        }
        Optional<String> machine = machine();
        if (machine.isPresent()) {
            return machine.map(name -> name.contains("64") || name.equals("s390x"));
        }
        try {
            List<Mapping> own = MapsText.parse(bytes(proc.resolve(SELF).resolve("maps"), MOST_MAPS_BYTES));
            return ProcessAbi.hasWideAddresses(own) ? Optional.of(true) : Optional.empty();
        } catch (IOException | MalformedInput e) {
            return Optional.empty();
        }
    }

    private Optional<Abi> abi(Path folder, Optional<Boolean> kernel64, Optional<VdsoElf> elf) {
        Optional<Abi> abi = elf.isPresent()
                ? ProcessAbi.of(elf.get().is64(), elf.get().machine(), elf.get().flags(), kernel64)
                : Optional.empty();
        if (abi.isEmpty()) {
            try {
                abi = ProcessAbi.ofHeader(head(folder.resolve("exe"), EXE_HEADER_BYTES), kernel64);
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return isUserMode() ? abi.flatMap(ProcessAbi::inUserMode) : abi;
    }

    private boolean isUserMode() {
        try {
            byte[] head = head(proc.resolve("cpuinfo"), 512);
            return new String(head, StandardCharsets.ISO_8859_1).contains("User Mode Linux");
        } catch (IOException e) {
            return false;
        }
    }

    private static Image image(Path mem, List<Mapping> mappings, OptionalLong sysinfoEhdr) {
        OptionalLong address = sysinfoEhdr;
        for (int i = 0; i < mappings.size() && address.isEmpty(); i++) {
            address = mappings.get(i).isVdso() ? OptionalLong.of(mappings.get(i).start()) : address;
        }
        if (address.isEmpty()) {
            return new Image(Optional.empty(), Optional.empty());
        }
        try {
            byte[] bytes = memory(mem, address.getAsLong(), mappings);
            return new Image(Optional.of(VdsoElf.parse(bytes)), Optional.empty());
        } catch (MalformedInput e) {
            return new Image(Optional.empty(), Optional.of(e.getMessage()));
        } catch (IOException e) {
            return new Image(
                    Optional.empty(),
                    Optional.of("the image could not be read from the memory, so its hash style is not compared"));
        }
    }

    private static byte[] memory(Path mem, long address, List<Mapping> mappings) throws IOException {
        long size = 0;
        for (int i = 0; i < mappings.size() && size == 0; i++) {
            size = mappings.get(i).contains(address) ? mappings.get(i).end() - address : 0;
        }
        if (size == 0 || address < 0) {
            throw new IOException("no mapping there that a file position could reach");
        }
        byte[] image = new byte[(int) (size < 0 ? VdsoElf.MOST_BYTES : Math.min(size, VdsoElf.MOST_BYTES))];
        int got = 0;
        try (RandomAccessFile file = new RandomAccessFile(mem.toString(), "r")) {
            file.seek(address);
            int more = file.read(image, got, image.length);
            while (more > 0) {
                got += more;
                more = file.read(image, got, image.length - got);
            }
        } catch (IOException e) {
            if (got == 0) {
                throw e;
            }
        }
        return Arrays.copyOf(image, got);
    }

    private static LiveFailure failure(String pid, Path file, IOException cause) {
        if (cause instanceof NoSuchFileException || cause instanceof NotDirectoryException) {
            return new LiveFailure(
                    "process " + pid + ": there is no " + file + "; give the id of a running process", cause);
        }
        String denied = cause instanceof AccessDeniedException ? "" : " (" + printable(cause.getMessage()) + ")";
        return new LiveFailure(
                "process " + pid + ": " + file + " cannot be read" + denied + "; run as the process's user or as root",
                cause);
    }

    private static String printable(String text) {
        String shown = String.valueOf(text).replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }

    private static Optional<String> line(Path file) {
        try {
            String line = new String(head(file, MOST_LINE_BYTES), StandardCharsets.UTF_8).strip();
            return line.isEmpty() ? Optional.empty() : Optional.of(line);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        byte[] bytes = head(file, most + 1);
        if (bytes.length > most) {
            throw new IOException("more than " + most + " bytes");
        }
        return bytes;
    }

    private static byte[] head(Path file, int most) throws IOException {
        try (InputStream in = open(file)) {
            return in.readNBytes(most);
        }
    }

    /** By the older of the two ways, since the newer one loads libraries first; but that one says better why it fails. */
    private static InputStream open(Path file) throws IOException {
        try {
            return new FileInputStream(file.toString());
        } catch (FileNotFoundException e) {
            return Files.newInputStream(file);
        }
    }
}
