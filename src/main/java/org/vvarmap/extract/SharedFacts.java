package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.layout.Fact;

/** Facts and settings that come from the Kconfig files in the same way for every architecture. */
final class SharedFacts {

    /** Symbols that vDSO code asks for and that architectures select. */
    private static final List<String> SELECTED = List.of(
            "HAVE_GENERIC_VDSO", "GENERIC_GETTIMEOFDAY", "GENERIC_VDSO_TIME_NS", "GENERIC_VDSO_DATA_STORE", "VDSO_GETRANDOM",
            "ARCH_HAS_VDSO_ARCH_DATA", "ARCH_HAS_VDSO_TIME_DATA", "ARCH_HAS_VDSO_DATA", "GENERIC_VDSO_OVERFLOW_PROTECT",
            "TIME_NS", "TIME_NS_VDSO", "GENERIC_COMPAT_VDSO", "MIPS_GENERIC_GETTIMEOFDAY");

    private SharedFacts() {}

    /** What is stated for every architecture: no assembler, no module, no debugging, and what the files settle. */
    static Map<String, Boolean> settings(Optional<KernelConfig> config) {
        Map<String, Boolean> stated = new HashMap<>();
        for (String off : List.of(
                "__ASSEMBLY__", "__ASSEMBLER__", "MODULE", "DEBUG", "__DEBUG", "BUILD_VDSO", "__cplusplus", "BUILD_VDSO32",
                "BUILD_VDSO32_64", "BUILD_VDSO64", "VDSO_VERSION_STRING", "__VDSO32__", "__VDSO64__")) {
            stated.put(off, false);
        }
        stated.put("__KERNEL__", true);
        stated.put("__GNUC__", true);
        if (config.isPresent()) {
            SELECTED.forEach(
                    symbol -> config.get().isOn(symbol).ifPresent(on -> stated.put("CONFIG_" + symbol, on)));
        }
        return stated;
    }

    /** Time namespaces reach the vDSO where the symbol for that can be on and the code gives their page. */
    static Fact timens(KernelConfig config, Fact given) {
        Fact configured = timens(config);
        return configured.is("true") ? given : configured;
    }

    private static Fact timens(KernelConfig config) {
        String symbol = config.defines("TIME_NS_VDSO") ? "TIME_NS_VDSO" : "TIME_NS";
        return config.isOn(symbol).map(Fact::of).orElse(
                config.defines(symbol) ? Fact.unknown("Kconfig does not settle " + symbol) : Fact.FALSE);
    }

    /** Mappings that carry the flag can be sealed where the architecture supports it. */
    static Fact sealable(KernelConfig config, Fact flagged) {
        Optional<Boolean> supported = config.isOn("ARCH_SUPPORTS_MSEAL_SYSTEM_MAPPINGS");
        if (supported.filter(on -> on).isEmpty()) {
            return supported.isPresent() || !config.defines("ARCH_SUPPORTS_MSEAL_SYSTEM_MAPPINGS")
                    ? Fact.FALSE
                    : Fact.unknown("Kconfig does not settle ARCH_SUPPORTS_MSEAL_SYSTEM_MAPPINGS");
        }
        return flagged;
    }
}
