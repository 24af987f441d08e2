package org.vvarmap.layout;

import java.util.List;
import java.util.Optional;

/**
 * The facts of a layout, in the contract's order, with the values that each may take.
 *
 * <p>The order is also that of weight: where several facts change at once, the first names the change.
 */
public enum FactKey {
    /** Whether there is an image, and where it comes from. */
    VDSO("vdso", false, "image", "gate", "none"),
    /** Where the vvar lies relative to the image. */
    DATA_PLACEMENT("dataPlacement", false, "before", "after", "inside", "elsewhere", "none"),
    /** Whether the vvar has a VMA of its own. */
    DATA_MAPPING("dataMapping", false, "separate", "merged", "none"),
    /** The VMAs in address order. */
    REGIONS("regions", false),
    /** Whether the VMA called {@code [vdso]} begins with the ELF header. */
    ELF_AT_VDSO_START("elfAtVdsoStart", true, "true", "false"),
    /** Whether the kernel passes AT_SYSINFO_EHDR. */
    SYSINFO_EHDR("sysinfoEhdr", false, "true", "false"),
    /** Whether the names in /proc/PID/maps stay after mremap. */
    NAME_STICKS("nameSticks", true, "true", "false"),
    /** Whether the kernel's own pointer follows a moved image. */
    MREMAP_TRACKED("mremapTracked", true, "true", "false"),
    /** Whether the image can be mremapped to another size. */
    RESIZE("resize", true, "refused", "allowed"),
    /** Whether a part of a mapping can be moved or unmapped through mremap. */
    SPLIT("split", true, "refused", "allowed"),
    /** What protects the vvar from a debugger's write. */
    DATA_ACCESS("dataAccess", true, "pfnmap", "mixedmap", "cow", "read-only"),
    /** Whether the vvar changes in a time namespace. */
    TIMENS("timens", false, "true", "false"),
    /** Whether CONFIG_MSEAL_SYSTEM_MAPPINGS can seal the mappings. */
    SEALABLE("sealable", false, "true", "false"),
    /** The symbol hash tables that the image is linked with. */
    HASH_STYLE("hashStyle", true, "sysv", "gnu", "both");

    private final String json;
    private final boolean nullable;
    private final List<String> values;

    FactKey(String json, boolean nullable, String... values) {
        this.json = json;
        this.nullable = nullable;
        this.values = List.of(values);
    }

    /**
     * The key in JSON.
     *
     * @return the contract's spelling
     */
    public String json() {
        return json;
    }

    /**
     * Whether the fact may be null: not applicable, or settled by the build only.
     *
     * @return true where the contract allows null
     */
    public boolean nullable() {
        return nullable;
    }

    /**
     * The values that the contract allows; {@code true} and {@code false} stand for the JSON booleans.
     *
     * @return the spellings; empty for {@link #REGIONS}
     */
    public List<String> allowed() {
        return values;
    }

    /**
     * Whether the fact is a truth value.
     *
     * @return true where JSON writes a boolean
     */
    public boolean isFlag() {
        return values.contains("true");
    }

    /**
     * Finds a key by its JSON spelling.
     *
     * @param json the spelling
     * @return the key; empty where there is none
     */
    public static Optional<FactKey> byJson(String json) {
        for (FactKey key : values()) {
            if (key.json.equals(json)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
