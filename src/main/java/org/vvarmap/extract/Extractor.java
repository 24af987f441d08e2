package org.vvarmap.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Machine;
import org.vvarmap.source.ReadCache;
import org.vvarmap.source.ReadSet;
import org.vvarmap.source.RecordingTree;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.UnreadableSource;

/**
 * Reads layouts, and remembers them by the files that they were read from.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Extractor {

    /**
     * The number of this extractor's rules. It goes up whenever a source may be read differently than before, so that a table
     * which an older extractor wrote is not taken for up to date.
     */
    public static final int RULES = 8;

    private static final List<ArchReader> READERS = List.of(
            new Powerpc(),
            new X86(),
            new Arm(),
            new Arm64(),
            new S390(),
            new Mips(),
            new Riscv(),
            new Loongarch(),
            new Sparc(),
            new Parisc(),
            new Csky(),
            new Nds32(),
            new Hexagon(),
            new Ia64(),
            new Sh(),
            new Tile(),
            new Um());

    /** What is said of a source as a whole: releases that agree share one answer. */
    private final ReadCache known = new ReadCache();

    private final ReadCache layouts;

    /** What many layouts share, such as the rules of mm/. */
    private final ReadCache parts;

    /** An extractor that remembers nothing yet. */
    public Extractor() {
        this(new ReadCache());
    }

    private Extractor(ReadCache parts) {
        this.parts = parts;
        this.layouts = parts.another();
    }

    /**
     * Another for another thread. What the layouts of all architectures share is read by one of them and known to all.
     *
     * @return an extractor that remembers no layout yet
     */
    public Extractor another() {
        return new Extractor(parts);
    }

    /**
     * The ABIs that can be read.
     *
     * @return the ABIs in the contract's order
     */
    public static Set<Abi> abis() {
        Set<Abi> abis = new TreeSet<>();
        READERS.forEach(reader -> abis.addAll(reader.abis()));
        return abis;
    }

    /**
     * The ABIs that are read from much the same files: those of one architecture.
     *
     * @return the ABIs of {@link #abis}, by architecture
     */
    public static List<Set<Abi>> families() {
        return READERS.stream().map(ArchReader::abis).toList();
    }

    /**
     * Whether some reader may ask for a path: what is worth keeping of an archive that is streamed.
     *
     * @param path a path below the top folder
     * @return false only where no reader can ask for it
     */
    public static boolean mayRead(String path) {
        return path.startsWith("arch/") && READERS.stream().anyMatch(reader -> reader.mayRead(path))
                || path.startsWith("include/")
                || path.startsWith("lib/vdso/")
                || Set.of(
                                MmRules.MMAP, MmRules.VMA, MmRules.MREMAP, MmRules.TASK_MMU, GateVma.MEMORY, KernelConfig.INIT,
                                Loongarch.SECURITY)
                        .contains(path);
    }

    /**
     * Reads one ABI's layout.
     *
     * @param tree the source
     * @param abi the ABI, one of {@link #abis}
     * @return the layout, or why the source could not be read; the same object for sources that agree in all that was asked
     */
    public Extraction extract(SourceTree tree, Abi abi) {
        ArchReader reader = reader(abi).orElseThrow(() -> new IllegalArgumentException("no reader for " + abi));
        try {
            return known.read(abi.label(), tree, source -> extract(reader, source, abi));
        } catch (UnreadableSource e) {
            return new Extraction.Unreadable(e.getMessage());
        } catch (StackOverflowError e) {
            // Whatever is read has bounds of its own for this; no source that they do not cover may end the program.
            return new Extraction.Unreadable("something of arch/" + abi.arch() + " is nested too deeply");
        }
    }

    private Extraction.Read extract(ArchReader reader, SourceTree tree, Abi abi) {
        RecordingTree recording = new RecordingTree(tree);
        // A source without the shared code is not whole: that a folder is missing from it says nothing.
        boolean whole = recording.blob(MmRules.MMAP).isPresent();
        boolean exists = !whole || layouts.read(
                "exists " + abi.label(), recording, source -> reader.exists(new Source(source, parts), abi));
        Layout layout = exists
                ? layouts.read(abi.label(), recording, source -> layout(reader, source, abi))
                : Layout.none();
        return new Extraction.Read(layout, new ReadSet(recording.asked()), exists);
    }

    /** What a reader says; where it comes upon code that does more than is followed, nothing is known. */
    private Layout layout(ArchReader reader, SourceTree source, Abi abi) {
        try {
            return reader.read(new Source(source, parts), abi);
        } catch (Machine.TooComplex e) {
            return Layout.unknown(e.getMessage());
        }
    }

    /**
     * How many layouts and parts of layouts were really read, not remembered, by this and by all {@link #another} ones.
     *
     * @return the number of readings
     */
    public long readings() {
        return layouts.readings();
    }

    private static Optional<ArchReader> reader(Abi abi) {
        return READERS.stream().filter(reader -> reader.abis().contains(abi)).findFirst();
    }
}
