package org.vvarmap.source;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names that mean the same in every kernel, so that their definitions need not be read. */
final class Terms {

    private static final Set<String> NAMES = Set.of(
            "PAGE_SIZE", "PAGE_SHIFT", "PAGE_MASK", "PAGE_ALIGN", "ALIGN", "IS_ENABLED", "IS_BUILTIN", "IS_REACHABLE", "IS_ERR",
            "IS_ERR_VALUE", "IS_ERR_OR_NULL", "PTR_ERR", "ERR_PTR", "PTR_ERR_OR_ZERO", "likely", "unlikely", "NULL", "BUG_ON",
            "WARN_ON", "WARN_ON_ONCE", "BUILD_BUG_ON", "ARRAY_SIZE", "offsetof", "container_of", "static_assert",
            "_Static_assert", "current", "virt_to_page", "READ_ONCE", "WRITE_ONCE");

    /** Flags of a VMA that stand for one bit each, in every configuration. */
    static final Set<String> BITS = Set.of(
            "VM_READ", "VM_WRITE", "VM_EXEC", "VM_SHARED", "VM_MAYREAD", "VM_MAYWRITE", "VM_MAYEXEC", "VM_MAYSHARE", "VM_PFNMAP",
            "VM_MIXEDMAP", "VM_IO", "VM_DONTCOPY", "VM_DONTEXPAND", "VM_DONTDUMP", "VM_LOCKED", "VM_LOCKONFAULT", "VM_ACCOUNT");

    /** These, and others that stand for a bit that no other stands for, for none, or for bits that no layout depends on. */
    static final Set<String> SINGLE_FLAGS = Stream.concat(BITS.stream(), Stream.of("VM_LOCKED_MASK", "VM_SOFTDIRTY", "VM_SEALED", "VM_SEALED_SYSMAP"))
            .collect(Collectors.toUnmodifiableSet());

    private Terms() {}

    /** Whether a name is a term, which no macro may replace. */
    static boolean isTerm(String name) {
        return NAMES.contains(name) || isFlag(name);
    }

    /** Whether a name is a flag of a VMA. */
    static boolean isFlag(String name) {
        return name.startsWith("VM_") && name.length() > 3 && isLetter(name.charAt(3)) && isUpper(name, 4, true) && !isFault(name);
    }

    /** Whether a name is a result of a fault handler that gives no page. */
    static boolean isFault(String name) {
        return name.startsWith("VM_FAULT_") || name.equals("NOPAGE_SIGBUS") || name.equals("NOPAGE_OOM");
    }

    /** Whether a name is a result of a fault handler that is not 0 in any kernel. */
    static boolean isBitOfFault(String name) {
        return name.startsWith("VM_FAULT_") && !name.equals("VM_FAULT_MINOR");
    }

    /** Whether a name is one of errno.h. */
    static boolean isErrno(String name) {
        return name.startsWith("E") && name.length() >= 3 && name.length() <= 16 && isLetter(name.charAt(1)) && isUpper(name, 2, false);
    }

    // Each token of each file is asked for: no regular expressions here.

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isUpper(String name, int from, boolean underscores) {
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && !(underscores && c == '_')) {
                return false;
            }
        }
        return true;
    }
}
