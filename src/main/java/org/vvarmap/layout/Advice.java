package org.vvarmap.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a layout means to somebody who moves, reads or restores a vDSO: one sentence, and the warnings that go with it. */
public final class Advice {

    private Advice() {}

    /**
     * The one sentence.
     *
     * @param layout the layout
     * @return a sentence without markup
     */
    public static String sentence(Layout layout) {
        boolean settled = Stream.of(FactKey.VDSO, FactKey.DATA_PLACEMENT, FactKey.DATA_MAPPING)
                .allMatch(key -> layout.get(key).isKnown());
        if (!settled) {
            return "The source does not settle where the vDSO lies; the reasons stand below.";
        }
        if (layout.get(FactKey.VDSO).is("none")) {
            return layout.regions().isEmpty()
                    ? "There is no vDSO: no image, no data, nothing to move."
                    : "The VMA called " + layout.regions().get(0).name()
                            + " holds code of the kernel's (signal trampolines, system calls) and no ELF image.";
        }
        if (layout.get(FactKey.VDSO).is("gate")) {
            return "The image lies at an address of the kernel's own, the same in every process: it cannot be moved.";
        }
        return layout.get(FactKey.REGIONS).isKnown() ? imageSentence(layout) : sentenceWithoutNames(layout);
    }

    /** Where the source settles how things lie, but not the VMAs in every detail. */
    private static String sentenceWithoutNames(Layout layout) {
        String side = layout.get(FactKey.DATA_PLACEMENT).is("before") ? "below" : "above";
        boolean beside = layout.get(FactKey.DATA_PLACEMENT).is("before") || layout.get(FactKey.DATA_PLACEMENT).is("after");
        if (!beside) {
            return "The ELF header lies at AT_SYSINFO_EHDR; the reasons why more is not settled stand below.";
        }
        return "The ELF header lies at AT_SYSINFO_EHDR, the data just " + side + " the image, "
                + (layout.get(FactKey.DATA_MAPPING).is("merged") ? "in the same VMA" : "in a VMA of its own")
                + ": move them together, keeping their distance.";
    }

    private static String imageSentence(Layout layout) {
        String image = nameOfImage(layout);
        String which = image.isEmpty() ? "The vDSO's VMA has no name" : "The VMA called " + image;
        if (layout.get(FactKey.DATA_PLACEMENT).is("none")) {
            return which + " begins with the ELF header; the vDSO has no data of its own.";
        }
        if (layout.get(FactKey.DATA_PLACEMENT).is("inside")) {
            return which + " holds the data within the image's own pages: move it as a whole.";
        }
        if (layout.get(FactKey.DATA_MAPPING).is("merged")) {
            boolean first = layout.get(FactKey.DATA_PLACEMENT).is("before");
            if (image.isEmpty()) {
                return which + " in /proc/PID/maps: find it by AT_SYSINFO_EHDR, and move it as a whole, for it "
                        + (first ? "begins" : "ends") + " with the data page.";
            }
            return first
                    ? which + " begins with the data page: take the ELF header from AT_SYSINFO_EHDR, and move the VMA as a whole."
                    : which + " begins with the ELF header and ends with the data page: move it as a whole.";
        }
        if (layout.get(FactKey.DATA_MAPPING).is("separate")) {
            String where = layout.get(FactKey.DATA_PLACEMENT).is("before") ? "just below it" : "just above it";
            return which + " begins with the ELF header; the data lies in " + dataNames(layout) + " " + where
                    + ": move them together, keeping their distance.";
        }
        return which + " begins with the ELF header; the data is in no VMA that moves with it.";
    }

    private static String nameOfImage(Layout layout) {
        return layout.regions().stream()
                .filter(region -> region.holds() != Region.Holds.DATA)
                .map(Region::name)
                .findFirst()
                .orElse("");
    }

    private static String dataNames(Layout layout) {
        List<String> names = layout.regions().stream()
                .filter(region -> region.holds() == Region.Holds.DATA)
                .map(region -> region.name().isEmpty() ? "a VMA without a name" : region.name())
                .toList();
        return String.join(" and ", names);
    }

    /**
     * What else one has to know.
     *
     * @param layout the layout
     * @return short sentences, the most important first; none where there is nothing to say
     */
    public static List<String> warnings(Layout layout) {
        List<String> warnings = new ArrayList<>();
        if (layout.get(FactKey.NAME_STICKS).is("false")) {
            warnings.add("The name is worked out by comparing addresses: "
                    + (layout.get(FactKey.SYSINFO_EHDR).is("true")
                            ? "rely on AT_SYSINFO_EHDR once the VMA has moved."
                            : "once the VMA has moved, it is lost."));
        }
        if (layout.get(FactKey.MREMAP_TRACKED).is("false")) {
            warnings.add("The kernel does not notice a move: signal handlers return through the old address.");
        }
        if (layout.get(FactKey.DATA_ACCESS).is("cow")) {
            warnings.add("A debugger's write to the data page copies it: from then on the vDSO reads stale time.");
        }
        if (layout.get(FactKey.SPLIT).is("refused")) {
            warnings.add("A part of it cannot be moved or unmapped through mremap (EINVAL).");
        }
        if (layout.get(FactKey.SEALABLE).is("true")) {
            warnings.add("With CONFIG_MSEAL_SYSTEM_MAPPINGS the mappings are sealed: mremap and munmap fail with EPERM.");
        }
        return warnings;
    }
}
