package org.vvarmap.live;

import java.util.Optional;
import java.util.Set;

/**
 * One VMA as /proc/PID/maps or smaps shows it. Addresses are unsigned.
 *
 * @param start the first address
 * @param end the address after the last
 * @param perms {@code r-xp}
 * @param offset the offset into the file; for special mappings, whatever the kernel prints there
 * @param name the path or the name in brackets; empty where there is none
 * @param vmFlags the two-letter words of the {@code VmFlags} line; empty where no such line was read
 */
public record Mapping(long start, long end, String perms, long offset, String name, Optional<Set<String>> vmFlags) {

    /** Copies the flags and checks that the mapping is not empty. */
    public Mapping {
        if (Long.compareUnsigned(start, end) >= 0) {
            throw new IllegalArgumentException("a mapping ends before it starts");
        }
        vmFlags = vmFlags.isPresent() ? Optional.of(Set.copyOf(vmFlags.get())) : vmFlags;
    }

    /**
     * The size in bytes.
     *
     * @return the size, unsigned
     */
    public long size() {
        return end - start;
    }

    /**
     * Whether an address lies in the mapping.
     *
     * @param address unsigned
     * @return true where it does
     */
    public boolean contains(long address) {
        return Long.compareUnsigned(address, start) >= 0 && Long.compareUnsigned(address, end) < 0;
    }

    /**
     * Whether the {@code VmFlags} line was read and has a flag.
     *
     * @param flag two letters
     * @return true where it has
     */
    public boolean hasFlag(String flag) {
        return vmFlags.isPresent() && vmFlags.get().contains(flag);
    }

    /**
     * Whether the mapping is called {@code [vdso]}.
     *
     * @return true where it is
     */
    public boolean isVdso() {
        return name.equals("[vdso]");
    }

    /**
     * Whether the mapping's name says that it holds vvar pages: {@code [vvar]}, {@code [vvar_vclock]}, the
     * {@code [vdso_data]} of some releases of riscv and csky, or the {@code [gic]} of MIPS, which has its counter.
     *
     * @return true where it does
     */
    public boolean isVvar() {
        return name.startsWith("[vvar") && name.endsWith("]") || name.equals("[vdso_data]")
                || name.equals("[gic]");
    }

    /**
     * The mapping with flags.
     *
     * @param flags the words of its {@code VmFlags} line
     * @return the new mapping
     */
    public Mapping withFlags(Set<String> flags) {
        return new Mapping(start, end, perms, offset, name, Optional.of(flags));
    }
}
