package org.vvarmap.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What people call an ABI: its contract name, a folder below {@code arch/}, or what {@code uname -m} prints. */
public final class AbiNames {

    /** What {@code uname -m} and distributions print, where it is neither an ABI's name nor a folder. */
    static final Map<String, Abi> MACHINES = Map.ofEntries(
            Map.entry("ppc64le", Abi.PPC64),
            Map.entry("ppc64el", Abi.PPC64),
            Map.entry("ppc", Abi.PPC32),
            Map.entry("ppcle", Abi.PPC32),
            Map.entry("amd64", Abi.X86_64),
            Map.entry("i486", Abi.I386),
            Map.entry("i586", Abi.I386),
            Map.entry("i686", Abi.I386),
            Map.entry("aarch64", Abi.ARM64),
            Map.entry("aarch64_be", Abi.ARM64),
            // What a 64-bit kernel tells a 32-bit program.
            Map.entry("armv8l", Abi.ARM64_COMPAT),
            Map.entry("armhf", Abi.ARM),
            Map.entry("armel", Abi.ARM),
            Map.entry("mips64", Abi.MIPS_N64),
            Map.entry("mips64el", Abi.MIPS_N64),
            Map.entry("mipsel", Abi.MIPS_O32),
            Map.entry("loong64", Abi.LOONGARCH64),
            Map.entry("tilegx", Abi.TILE),
            Map.entry("tilepro", Abi.TILE));

    /** {@code uname -m} of 32-bit Arm: {@code armv5tel}, {@code armv7l}, … . */
    static final Form ARM32 = new Form("armv\\d[a-z]*", "^armv9");

    static final Form SUPERH = new Form("sh\\d[a-z]*", "^sh9");

    private AbiNames() {}

    /**
     * Finds what a name stands for. An ABI's own name comes first ({@code s390} is the ABI, though it is a folder too).
     *
     * @param name the name, in any case
     * @return one ABI, or all of an architecture; empty where the name is not known
     */
    public static List<Abi> resolve(String name) {
        Optional<Abi> asItIs = Abi.byLabel(name);
        String lower = asItIs.isPresent() ? name : name.toLowerCase(Locale.ROOT);
        Optional<Abi> label = asItIs.isPresent() ? asItIs : Abi.byLabel(lower);
        if (label.isPresent()) {
            return List.of(label.get());
        }
        Optional<Abi> machine = machine(lower);
        return machine.isPresent() ? List.of(machine.get()) : Abi.ofArch(lower);
    }

    /**
     * The ABI of a 64-bit or native program on a machine.
     *
     * @param machine what {@code uname -m} prints
     * @return the ABI; empty where the machine is not known
     */
    public static Optional<Abi> ofMachine(String machine) {
        String lower = machine.toLowerCase(Locale.ROOT);
        Optional<Abi> called = machine(lower);
        return called.isPresent() ? called : Abi.byLabel(lower);
    }

    private static Optional<Abi> machine(String lower) {
        if (MACHINES.containsKey(lower)) {
            return Optional.of(MACHINES.get(lower));
        }
        if (ARM32.fits(lower)) {
            return Optional.of(Abi.ARM);
        }
        if (SUPERH.fits(lower)) {
            return Optional.of(Abi.SH);
        }
        return Optional.empty();
    }
}
