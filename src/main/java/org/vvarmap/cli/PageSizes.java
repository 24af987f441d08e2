package org.vvarmap.cli;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;

/** The page size of a machine, worked out of the text of its maps or smaps. */
final class PageSizes {

    private static final Pattern KERNEL_PAGE = Pattern.compile("(?m)^\\s*KernelPageSize:\\s+(\\d{1,6}) kB");

    private static final Pattern RANGE = Pattern.compile("(?m)^\\s*([0-9a-fA-F]{1,16})-([0-9a-fA-F]{1,16}) ");

    private static final int LARGEST = 64 << 10;

    private PageSizes() {}

    /** The page size that an architecture always has; 0 where it is chosen when the kernel is built. */
    private static int fixed(Abi abi) {
        return Set.of("x86", "s390", "arm", "um").contains(abi.arch()) ? 4096 : 0;
    }

    /**
     * Some architectures have one size only, and smaps says it. In maps, every address is a whole number of pages, so the page is no larger than what divides them all;
     * a process has so many mappings that it is no smaller either.
     */
    static int of(String text, Abi abi) {
        if (fixed(abi) > 0) {
            return fixed(abi);
        }
        Matcher said = KERNEL_PAGE.matcher(text);
        int least = 0;
        while (said.find()) {
            int bytes = Integer.parseInt(said.group(1)) << 10;
            least = least == 0 ? bytes : Math.min(least, bytes);
        }
        if (least > 0) {
            return least;
        }
        long all = LARGEST;
        Matcher range = RANGE.matcher(text);
        while (range.find()) {
            all |= Long.parseUnsignedLong(range.group(1), 16) | Long.parseUnsignedLong(range.group(2), 16);
        }
        return (int) Math.max(Long.lowestOneBit(all), 4096);
    }
}
