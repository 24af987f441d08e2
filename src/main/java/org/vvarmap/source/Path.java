package org.vvarmap.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way through a function: what it did and what it returned.
 *
 * @param result what it returned; a symbol that stands for nothing else where it ended without a {@code return}
 * @param mappings the VMAs that it made, in its order
 * @param pages the pages that it gave to a fault
 * @param remaps the pages that it put into its VMAs at once
 * @param stores the array elements that it wrote
 * @param memory what it left in memory, by the name of the place
 * @param unresolved the functions that it called and that were not in the files read, each with its place
 * @param choices the conditions that could not be decided, each with its place and the way taken
 */
public record Path(
        Value result,
        List<Mapping> mappings,
        List<Value> pages,
        List<Remap> remaps,
        List<Store> stores,
        Map<String, Value> memory,
        List<Place> unresolved,
        List<Place> choices) {

    /** Copies the lists. */
    public Path {
        mappings = List.copyOf(mappings);
        pages = List.copyOf(pages);
        remaps = List.copyOf(remaps);
        stores = List.copyOf(stores);
        memory = Map.copyOf(memory);
        unresolved = List.copyOf(unresolved);
        choices = List.copyOf(choices);
    }

    /**
     * Something at a place of a file.
     *
     * @param what a name or a condition
     * @param where file and line
     */
    public record Place(String what, String where) {
        @Override
        public String toString() {
            return what + ", " + where;
        }
    }

    /** How a VMA came to be. */
    public enum Installer {
        /** {@code _install_special_mapping}: a {@code struct vm_special_mapping} describes it. */
        SPECIAL,
        /** {@code install_special_mapping}: an array of pages backs it. */
        PAGE_LIST,
        /** {@code insert_vm_struct}: the VMA was filled by hand. */
        BY_HAND
    }

    /**
     * A VMA that was made.
     *
     * @param installer by which function
     * @param start its first address
     * @param size its size in bytes
     * @param flags its flags; empty where they are not plain flags
     * @param backing what stands behind it: the special mapping, the page array or the operations
     * @param where file and line of the call
     */
    public record Mapping(
            Installer installer, Sum start, Sum size, Optional<Value.Flags> flags, Sum backing, String where) {}

    /**
     * Pages that {@code remap_pfn_range} put into a VMA.
     *
     * @param mapping which of the path's VMAs
     * @param address the first one's user address
     * @param size how many bytes
     * @param page the first one, or what its address was computed from
     * @param where file and line of the call
     */
    public record Remap(int mapping, Sum address, Sum size, Value page, String where) {}

    /**
     * An array element that was written, or a run of them.
     *
     * @param array the array
     * @param index the first index
     * @param count how many elements in a row; 1 outside loops
     * @param value what was written; in a run, the value of the first
     * @param where file and line
     */
    public record Store(Sum array, Sum index, Sum count, Value value, String where) {
        /** Whether nothing is left of another one that was written before this. */
        boolean replaces(Store other) {
            return array.equals(other.array) && index.equals(other.index) && count.equals(other.count);
        }
    }
}
