package org.vvarmap.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.kernel.Abi;

/** Tells a process's ABI from an ELF header and from what is known of the kernel. */
final class ProcessAbi {

    private static final int HEADER_BYTES_32 = 52;
    private static final int HEADER_BYTES_64 = 64;

    private static final int EM_MIPS = 8;
    private static final int EF_MIPS_ABI2 = 0x20;

    /** Where 32-bit addresses end. */
    private static final long FOUR_GIGABYTES = 1L << 32;

    /** What an {@code e_machine} stands for. */
    private record Machine(Optional<Abi> wide, Optional<Abi> narrow, Optional<Abi> compat) {

        static Machine of(Abi wide, Abi narrow, Abi compat) {
            return new Machine(Optional.of(wide), Optional.of(narrow), Optional.of(compat));
        }

        static Machine narrow(Abi narrow, Abi compat) {
            return new Machine(Optional.empty(), Optional.of(narrow), Optional.of(compat));
        }

        static Machine always(Abi abi) {
            return new Machine(Optional.empty(), Optional.of(abi), Optional.of(abi));
        }

        static Machine wide(Abi abi) {
            return new Machine(Optional.of(abi), Optional.empty(), Optional.empty());
        }

        static Machine compat(Abi compat) {
            return new Machine(Optional.empty(), Optional.empty(), Optional.of(compat));
        }

        Optional<Abi> pick(boolean is64, Optional<Boolean> kernel64) {
            if (is64) {
                return wide;
            }
            if (narrow.equals(compat)) {
                return narrow;
            }
            return kernel64.isEmpty() ? Optional.empty() : kernel64.get() ? compat : narrow;
        }
    }

    private static final Map<Integer, Machine> MACHINES = Map.ofEntries(
            Map.entry(2, Machine.compat(Abi.SPARC_COMPAT)),
            Map.entry(3, Machine.narrow(Abi.I386, Abi.I386_COMPAT)),
            Map.entry(15, new Machine(
                    Optional.of(Abi.PARISC64), Optional.of(Abi.PARISC), Optional.of(Abi.PARISC))),
            Map.entry(18, Machine.compat(Abi.SPARC_COMPAT)),
            Map.entry(20, Machine.narrow(Abi.PPC32, Abi.PPC32_COMPAT)),
            Map.entry(21, Machine.wide(Abi.PPC64)),
            Map.entry(22, Machine.of(Abi.S390X, Abi.S390, Abi.S390_COMPAT)),
            Map.entry(40, Machine.narrow(Abi.ARM, Abi.ARM64_COMPAT)),
            Map.entry(42, Machine.always(Abi.SH)),
            Map.entry(43, Machine.wide(Abi.SPARC64)),
            Map.entry(50, Machine.wide(Abi.IA64)),
            Map.entry(62, new Machine(Optional.of(Abi.X86_64), Optional.empty(), Optional.of(Abi.X32))),
            Map.entry(164, Machine.always(Abi.HEXAGON)),
            Map.entry(167, Machine.always(Abi.NDS32)),
            Map.entry(183, Machine.wide(Abi.ARM64)),
            Map.entry(243, Machine.of(Abi.RISCV64, Abi.RISCV32, Abi.RISCV_COMPAT)),
            Map.entry(252, Machine.always(Abi.CSKY)),
            Map.entry(258, new Machine(
                    Optional.of(Abi.LOONGARCH64), Optional.of(Abi.LOONGARCH32), Optional.empty())));

    private ProcessAbi() {}

    /**
     * The ABI of a program or an image.
     *
     * @param is64 whether it is ELFCLASS64
     * @param machine {@code e_machine}
     * @param flags {@code e_flags}
     * @param kernel64 whether the kernel is a 64-bit one; empty where that is not known
     * @return the ABI; empty where the machine has no vDSO known to the contract, or where it depends on the kernel
     */
    static Optional<Abi> of(boolean is64, int machine, int flags, Optional<Boolean> kernel64) {
        if (machine == EM_MIPS) {
            boolean n32 = (flags & EF_MIPS_ABI2) != 0;
            return Optional.of(is64 ? Abi.MIPS_N64 : n32 ? Abi.MIPS_N32 : Abi.MIPS_O32);
        }
        Optional<Machine> known = Optional.ofNullable(MACHINES.get(machine));
        if (machine == 62 && !is64) {
            return Optional.of(Abi.X32);
        }
        return known.isEmpty() ? Optional.empty() : known.get().pick(is64, is64 ? Optional.of(true) : kernel64);
    }

    /**
     * The ABI of a program.
     *
     * @param header the first bytes of its file
     * @param kernel64 whether the kernel is a 64-bit one; empty where that is not known
     * @return the ABI; empty where the bytes are no ELF header of a known machine
     */
    static Optional<Abi> ofHeader(byte[] header, Optional<Boolean> kernel64) {
        if (header.length < HEADER_BYTES_32 || !VdsoElf.startsWithMagic(header)) {
            return Optional.empty();
        }
        boolean is64 = header[4] == 2;
        if (is64 && header.length < HEADER_BYTES_64) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(header)
                .order(header[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int machine = Short.toUnsignedInt(buffer.getShort(18));
        return of(is64, machine, buffer.getInt(is64 ? 48 : 36), kernel64);
    }

    /**
     * Whether a process has 64-bit addresses, as far as its mappings tell.
     *
     * @param mappings its mappings
     * @return true where one lies above 4 GiB, other than the {@code [vsyscall]} page that x86 shows to everyone
     */
    static boolean hasWideAddresses(List<Mapping> mappings) {
        for (Mapping mapping : mappings) {
            if (Long.compareUnsigned(mapping.end(), FOUR_GIGABYTES) > 0 && !mapping.name().equals("[vsyscall]")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The ABI of the same program in User-mode Linux.
     *
     * @param abi the ABI by its ELF header
     * @return the ABI of um; empty where um does not run such programs
     */
    static Optional<Abi> inUserMode(Abi abi) {
        return switch (abi) {
            case X86_64 -> Optional.of(Abi.UM_X86_64);
            case I386 -> Optional.of(Abi.UM_I386);
            default -> Optional.empty();
        };
    }
}
