package org.vvarmap.source;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** What an expression can be. */
public sealed interface Value permits Sum, Value.Flags, Value.Text, Value.Page {

    /**
     * The flags of a VMA.
     *
     * @param names {@code VM_READ}, …
     * @param open whether something that is not known was or'ed in
     */
    record Flags(Set<String> names, boolean open) implements Value {
        /** Copies the names. */
        public Flags {
            names = Collections.unmodifiableSet(new TreeSet<>(names));
        }

        /**
         * Whether a flag is set.
         *
         * @param name the flag
         * @return true where it is named
         */
        public boolean has(String name) {
            return names.contains(name);
        }

        @Override
        public String toString() {
            return String.join("|", names) + (open ? "|?" : "");
        }
    }

    /**
     * A string.
     *
     * @param text its content
     */
    record Text(String text) implements Value {}

    /**
     * A page of memory, as a {@code struct page} or a page frame number.
     *
     * @param address the kernel address that it lies at
     */
    record Page(Sum address) implements Value {}
}
