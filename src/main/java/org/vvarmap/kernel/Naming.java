package org.vvarmap.kernel;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How kernels and machines are named, as data: for readers of such names that are not written in Java. */
public final class Naming {

    private Naming() {}

    /**
     * One builder's way to name kernels.
     *
     * @param name who builds them
     * @param inSuffix whether the pattern is looked for behind the numbers of the release; else in the rest of the line
     * @param pattern a regular expression that Java and ECMAScript read alike
     * @param exact whether the upstream release can be taken at its word
     * @param note what to know about them
     */
    public record Vendor(String name, boolean inSuffix, String pattern, boolean exact, String note) {}

    /**
     * The builders, in the order in which they are to be asked: the first whose pattern is found has built the kernel.
     *
     * @return the builders
     */
    public static List<Vendor> vendors() {
        return KernelStringRules.RULES.stream()
                .map(rule -> new Vendor(rule.vendor(), rule.where() == KernelStringRules.Where.SUFFIX,
                        rule.form().regex(), rule.exact(), rule.note()))
                .toList();
    }

    /**
     * What {@code uname -m} and distributions call machines, where it is not an ABI's own name.
     *
     * @return the name in lower case, and the ABI
     */
    public static SortedMap<String, Abi> machines() {
        return new TreeMap<>(AbiNames.MACHINES);
    }

    /**
     * What {@code uname -m} calls machines of which there are many.
     *
     * @return a regular expression for the whole name in lower case, and the ABI
     */
    public static SortedMap<String, Abi> machinePatterns() {
        return new TreeMap<>(Map.of(AbiNames.ARM32.regex(), Abi.ARM, AbiNames.SUPERH.regex(), Abi.SH));
    }

    /**
     * What distributions call machines inside a release, other than {@code uname -m} does.
     *
     * @return the name, and the ABI
     */
    public static SortedMap<String, Abi> flavours() {
        return new TreeMap<>(KernelString.FLAVOURS);
    }
}
