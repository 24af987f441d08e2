package org.vvarmap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.AbiNames;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.matrix.ConfirmationsJson;
import org.vvarmap.matrix.Lookup;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Packed;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;
import org.vvarmap.matrix.lint.Lint;

/**
 * The table as a library: where the kernel that somebody names puts the vDSO and its data.
 *
 * <pre>{@code
 * Lookup answer = Vvarmap.load().lookup("5.11.7", "ppc64le");
 * if (answer.match() == Lookup.Match.EXACT) {
 *     Layout layout = answer.cells().get(0).era().layout();
 *     boolean dataFirst = layout.get(FactKey.DATA_PLACEMENT).is("before");
 * }
 * }</pre>
 *
 * <p>Immutable to its users and safe for use by several threads. Nothing is read or written after loading, and no network is
 * used.
 */
public final class Vvarmap {

    /** How many answers are remembered: a power of two. With the longest text that is, some two megabytes at most. */
    private static final int SLOTS = 1 << 11;

    /** Longer texts are read each time: nobody asks for one twice in a row, and they would fill the memory. */
    private static final int LONGEST = 256;

    /** The largest file that is read as a table, in bytes. */
    private static final long LARGEST_FILE = 64L << 20;

    private final Table table;

    /**
     * What was asked lately, by hash; a newer question takes the place of an older one. A plain version takes a free place only: to
     * look one up costs hardly more than to remember it.
     */
    private final AtomicReferenceArray<Remembered> memory = new AtomicReferenceArray<>(SLOTS);

    /** A question, its hash, and its answer. */
    private record Remembered(int hash, String kernel, String abi, Lookup answer) {}

    /** The shipped table, once it was read. */
    private static volatile Optional<Vvarmap> shipped = Optional.empty();

    private Vvarmap(Table table) {
        this.table = table;
    }

    /**
     * The shipped table. It is read once, which takes some tenths of a second; whoever asks again gets the same object.
     *
     * @return the table
     * @throws UncheckedIOException where the jar was packed without its data, or cannot be read
     */
    public static Vvarmap load() {
        if (shipped.isEmpty()) {
            synchronized (Vvarmap.class) {
                if (shipped.isEmpty()) {
                    shipped = Optional.of(new Vvarmap(readShipped()));
                }
            }
        }
        return shipped.get();
    }

    private static Table readShipped() {
        try {
            Table table = TableJson.read(text(Packed.bytes("table.json")));
            return table.confirmedBy(ConfirmationsJson.read(text(Packed.bytes("captures.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedTable e) {
            throw new IllegalStateException("the shipped table is broken: " + e.getMessage(), e);
        }
    }

    /**
     * A table that {@code vvarmap crawl} wrote.
     *
     * @param file the file, of 64 MiB at most
     * @return the table; it counts no captures
     * @throws IOException where the file cannot be read or is too large
     * @throws MalformedTable where the file is no table of this version, or one that contradicts itself
     */
    public static Vvarmap load(Path file) throws IOException, MalformedTable {
        if (Files.size(file) > LARGEST_FILE) {
            throw new IOException(file + " is larger than " + LARGEST_FILE + " bytes");
        }
        return new Vvarmap(Lint.sound(TableJson.read(text(Files.readAllBytes(file)))));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The layout of a kernel: what {@code vvarmap lookup KERNEL --arch ABI --json} prints, which
     * {@link org.vvarmap.matrix.LookupJson} makes of the answer.
     *
     * @param kernel any text: a tag, a version, what {@code uname -r} or {@code uname -a} prints, a line of /proc/version. One
     *     that names no kernel is no failure: its answer is {@link org.vvarmap.matrix.Lookup.Match#NONE}
     * @param abi an ABI ({@code ppc64}), a folder of {@code arch/} ({@code powerpc}: all its ABIs), what {@code uname -m} prints
     *     ({@code ppc64le}), or {@code all}
     * @return the answer, with a cell for each ABI that the table knows in that release
     * @throws UnknownAbi where the ABI is none of these
     */
    public Lookup lookup(String kernel, String abi) {
        int hash = kernel.hashCode() * 31 + abi.hashCode();
        int slot = (hash ^ hash >>> 15) & SLOTS - 1;
        Remembered last = memory.getAcquire(slot);
        if (last != null && last.hash() == hash && last.kernel().equals(kernel) && last.abi().equals(abi)) {
            return last.answer();
        }
        KernelString named = KernelString.parse(kernel);
        Lookup answer = Lookup.of(table, named, abis(abi));
        if ((last == null || !named.notes().isEmpty()) && kernel.length() <= LONGEST) {
            memory.setRelease(slot, new Remembered(hash, kernel, abi, answer));
        }
        return answer;
    }

    private List<Abi> abis(String name) {
        List<Abi> abis = name.equals("all") ? List.copyOf(table.abis()) : AbiNames.resolve(name);
        if (abis.isEmpty()) {
            throw new UnknownAbi(name);
        }
        return abis;
    }

    /**
     * The whole table: its releases, ABIs and eras.
     *
     * @return the table
     */
    public Table table() {
        return table;
    }
}
