package org.vvarmap.kernel;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process was built for, on which kernel. The names are those of the contract; {@link AbiNames} knows what else
 * people call them.
 */
public enum Abi {
    /** 64-bit powerpc, both byte orders. */
    PPC64("ppc64", "powerpc"),
    /** 32-bit powerpc on a 32-bit kernel. */
    PPC32("ppc32", "powerpc"),
    /** 32-bit powerpc on a 64-bit kernel. */
    PPC32_COMPAT("ppc32-compat", "powerpc"),
    /** 64-bit x86. */
    X86_64("x86_64", "x86"),
    /** 32-bit x86 on a 32-bit kernel. */
    I386("i386", "x86"),
    /** 32-bit x86 on a 64-bit kernel. */
    I386_COMPAT("i386-compat", "x86"),
    /** x32: 32-bit pointers on 64-bit x86. */
    X32("x32", "x86"),
    /** 32-bit Arm on a 32-bit kernel. */
    ARM("arm", "arm"),
    /** AArch64. */
    ARM64("arm64", "arm64"),
    /** AArch32 on a 64-bit kernel. */
    ARM64_COMPAT("arm64-compat", "arm64"),
    /** 64-bit s390. */
    S390X("s390x", "s390"),
    /** 31-bit s390 on a 31-bit kernel. */
    S390("s390", "s390"),
    /** 31-bit s390 on a 64-bit kernel. */
    S390_COMPAT("s390-compat", "s390"),
    /** 64-bit MIPS. */
    MIPS_N64("mips-n64", "mips"),
    /** MIPS n32. */
    MIPS_N32("mips-n32", "mips"),
    /** MIPS o32. */
    MIPS_O32("mips-o32", "mips"),
    /** 64-bit RISC-V. */
    RISCV64("riscv64", "riscv"),
    /** 32-bit RISC-V on a 32-bit kernel. */
    RISCV32("riscv32", "riscv"),
    /** 32-bit RISC-V on a 64-bit kernel. */
    RISCV_COMPAT("riscv-compat", "riscv"),
    /** 64-bit LoongArch. */
    LOONGARCH64("loongarch64", "loongarch"),
    /** 32-bit LoongArch. */
    LOONGARCH32("loongarch32", "loongarch"),
    /** 64-bit SPARC. */
    SPARC64("sparc64", "sparc"),
    /** 32-bit SPARC on a 64-bit kernel. */
    SPARC_COMPAT("sparc-compat", "sparc"),
    /** 32-bit PA-RISC programs. */
    PARISC("parisc", "parisc"),
    /** 64-bit PA-RISC programs. */
    PARISC64("parisc64", "parisc"),
    /** C-SKY. */
    CSKY("csky", "csky"),
    /** Andes nds32. */
    NDS32("nds32", "nds32"),
    /** Qualcomm Hexagon. */
    HEXAGON("hexagon", "hexagon"),
    /** Itanium. */
    IA64("ia64", "ia64"),
    /** SuperH. */
    SH("sh", "sh"),
    /** Tilera. */
    TILE("tile", "tile"),
    /** User-mode Linux on 64-bit x86. */
    UM_X86_64("um-x86_64", "um"),
    /** User-mode Linux on 32-bit x86. */
    UM_I386("um-i386", "um");

    private static final Map<String, Abi> BY_LABEL = new HashMap<>();

    static {
        for (Abi abi : values()) {
            BY_LABEL.put(abi.label, abi);
        }
    }

    private final String label;
    private final String arch;

    Abi(String label, String arch) {
        this.label = label;
        this.arch = arch;
    }

    /**
     * The ABI's name in the contract, in tables and on command lines.
     *
     * @return {@code ppc64}, {@code i386-compat}, …
     */
    public String label() {
        return label;
    }

    /**
     * The present-day folder of the ABI's architecture below {@code arch/}.
     *
     * @return {@code powerpc}, {@code x86}, …
     */
    public String arch() {
        return arch;
    }

    /**
     * Finds an ABI by its contract name.
     *
     * @param label the name
     * @return the ABI; empty where none is called so
     */
    public static Optional<Abi> byLabel(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /**
     * All ABIs of an architecture.
     *
     * @param arch the folder below {@code arch/}
     * @return the ABIs in the contract's order; empty where there is no such folder
     */
    public static List<Abi> ofArch(String arch) {
        return Arrays.stream(values()).filter(abi -> abi.arch.equals(arch)).toList();
    }

    @Override
    public String toString() {
        return label;
    }
}
