package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;

/**
 * What the table answers to somebody who names a kernel.
 *
 * @param query what was asked, as it was given
 * @param release the release that the answer is about; empty where the query names none or the table has nothing near it
 * @param match how well the table knows it
 * @param notes what the answer proves and what it does not
 * @param cells one for each ABI that the table knows there
 */
public record Lookup(String query, Optional<Release> release, Match match, List<String> notes, List<Cell> cells) {

    /** How well the table knows a release. */
    public enum Match {
        /** This very release is in the table. */
        EXACT("exact"),
        /** The string names an upstream release, but a vendor built it. */
        BASE("base"),
        /** Newer or older than the table: the nearest release of its line. */
        NEAREST("nearest"),
        /** Nothing. */
        NONE("none");

        private final String json;

        Match(String json) {
            this.json = json;
        }

        /**
         * The value in JSON.
         *
         * @return the contract's spelling
         */
        public String json() {
            return json;
        }
    }

    /** What settles a vendor's kernel. */
    public static final String ASK_THE_KERNEL =
            "a vendor built this kernel and may have backported changes: vvarmap check, run on it, settles that";

    /** Copies the lists. */
    public Lookup {
        notes = List.copyOf(notes);
        cells = List.copyOf(cells);
    }

    /**
     * Answers.
     *
     * @param table the table
     * @param kernel what was asked
     * @param abis the ABIs to answer for
     * @return the answer
     */
    public static Lookup of(Table table, KernelString kernel, List<Abi> abis) {
        if (kernel.release().isPresent() && !kernel.vendor() && kernel.notes().isEmpty() && abis.size() == 1) {
            // What is asked most: a release and an ABI that the table knows, of which there is little to say but the answer.
            Abi abi = abis.get(0);
            Optional<Cell> cell = table.cell(kernel.release().get(), abi);
            if (cell.isPresent()) {
                List<String> said = table.exists(cell.get().release(), abi)
                        ? List.of()
                        : List.of(cell.get().release() + table.absence(abi));
                return new Lookup(kernel.query(), kernel.release(), Match.EXACT, said, List.of(cell.get()));
            }
        }
        List<String> notes = new ArrayList<>(kernel.notes());
        if (kernel.release().isEmpty()) {
            notes.add("this names no kernel release");
            return new Lookup(kernel.query(), Optional.empty(), Match.NONE, notes, List.of());
        }
        Release asked = kernel.release().get();
        Optional<Release> found = table.calendar().has(asked) ? kernel.release() : table.calendar().nearest(asked);
        if (found.isEmpty()) {
            notes.add("the table has no release near " + asked);
            return new Lookup(kernel.query(), Optional.empty(), Match.NONE, notes, List.of());
        }
        boolean known = found.get().equals(asked);
        if (!known) {
            notes.add(asked + " is not in the table; " + found.get() + " is the nearest release that is");
        }
        if (kernel.vendor()) {
            notes.add(kernel.early() ? "vvarmap check, run on it, settles what it has of the changes between" : ASK_THE_KERNEL);
        }
        List<Cell> cells = new ArrayList<>();
        for (Abi abi : abis) {
            Optional<Cell> cell = table.known(found.get(), abi);
            if (cell.isPresent()) {
                cells.add(cell.get());
            }
            if (!table.exists(found.get(), abi)) {
                notes.add(found.get() + table.absence(abi));
            }
            if (kernel.vendor() && cell.isPresent()) {
                notes.add(kernel.early() ? between(table, cell.get()) : reach(table, found.get(), cell.get().era()));
            }
            if (cell.isEmpty()) {
                notes.add("the table says nothing of " + abi + " in " + found.get());
            }
        }
        Match match = cells.isEmpty() ? Match.NONE : !known ? Match.NEAREST : kernel.vendor() ? Match.BASE : Match.EXACT;
        return new Lookup(kernel.query(), found, match, notes, cells);
    }

    /** The most later changes that are told one by one. */
    private static final int TOLD = 4;

    /**
     * Between which layouts a kernel lies whose builder may have taken over any later change: that of its base, and those that
     * mainline has had since.
     */
    private static String reach(Table table, Release base, Era era) {
        List<String> later = new ArrayList<>();
        for (Era other : table.later(era.abi(), base.mainline())) {
            if (!other.layout().differences(era.layout()).isEmpty()) {
                List<String> keys = new ArrayList<>();
                for (Change change : other.changes()) {
                    keys.add(change.key().json());
                }
                later.add(other.since() + " (" + String.join(", ", keys) + ")");
            }
        }
        if (later.isEmpty()) {
            return era.abi() + ": the table has no later mainline release with another layout that could have been backported";
        }
        return era.abi() + ": its layout is that of " + base + " unless one of the later changes was backported: "
                + String.join(", ", later.subList(0, Math.min(TOLD, later.size())))
                + (later.size() > TOLD ? " and " + (later.size() - TOLD) + " more, see vvarmap history " + era.abi() : "");
    }

    /** Between which layouts a kernel lies that was built before the candidate that it names. */
    private static String between(Table table, Cell cell) {
        Abi abi = cell.era().abi();
        Release last = cell.release();
        Release first = table.calendar().of(Line.MAINLINE).lower(last);
        Optional<Era> before = first == null ? Optional.empty() : table.era(first, abi);
        if (before.isEmpty()) {
            return abi + ": this kernel comes before " + last + ", and the table knows nothing before that";
        }
        List<FactKey> keys = before.get().layout().differences(cell.era().layout());
        return abi + ": this kernel lies between " + first + " and " + last + ", which "
                + (keys.isEmpty()
                        ? "have the same layout"
                        : "differ in " + keys.stream().map(FactKey::json).collect(Collectors.joining(", ")) + ": its layout is "
                                + last + "'s, shown here, or " + first + "'s, see vvarmap lookup " + first);
    }
}
