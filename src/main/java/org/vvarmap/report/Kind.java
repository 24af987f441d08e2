package org.vvarmap.report;

import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/**
 * The kinds of layout that the matrix tells apart, each with a sign and a colour (the style sheet's). The sign spells the
 * address order: D data, C code, a bar where each has a VMA of its own.
 */
enum Kind {
    DATA_BAR_CODE("D|C", "data just below the image, in a VMA of its own"),
    DATA_CODE("DC", "data just below the image, in the same VMA"),
    CODE_BAR_DATA("C|D", "data just above the image, in a VMA of its own"),
    CODE_DATA("CD", "data just above the image, in the same VMA"),
    INSIDE("CDC", "data within the image's own pages"),
    ELSEWHERE("C…D", "data at a kernel address away from the image"),
    CODE("C", "an image, and no data for it"),
    GATE("G", "an image at an address of the kernel's own, the same in every process"),
    TRAMPOLINES("T", "a VMA called [vdso] with code, but no ELF image"),
    NONE("–", "no vDSO"),
    ABSENT("·", "no such ABI"),
    OTHER("*", "another arrangement: see the facts"),
    UNKNOWN("?", "not settled by the source as far as it is understood");

    private final String sign;
    private final String words;

    Kind(String sign, String words) {
        this.sign = sign;
        this.words = words;
    }

    /** What an ABI has in a release that the era holds. */
    static Kind of(Table table, Release release, Era era) {
        return table.exists(release, era.abi()) ? of(era.layout()) : ABSENT;
    }

    /** What an era is: absent where none of its releases has the ABI. */
    static Kind of(Table table, Era era) {
        return Eras.isAbsent(table, era) ? ABSENT : of(era.layout());
    }

    static Kind of(Layout layout) {
        Fact vdso = layout.get(FactKey.VDSO);
        if (!vdso.isKnown()) {
            return UNKNOWN;
        }
        if (vdso.is("none")) {
            return layout.regions().isEmpty() ? NONE : TRAMPOLINES;
        }
        return vdso.is("gate") ? GATE : ofImage(layout.get(FactKey.DATA_PLACEMENT), layout.get(FactKey.DATA_MAPPING));
    }

    private static Kind ofImage(Fact placement, Fact mapping) {
        if (placement.is("inside")) {
            return INSIDE;
        }
        if (placement.is("elsewhere")) {
            return ELSEWHERE;
        }
        if (placement.is("none")) {
            return CODE;
        }
        if (!placement.isKnown() || !mapping.isKnown()) {
            return UNKNOWN;
        }
        boolean before = placement.is("before");
        if (mapping.is("separate")) {
            return before ? DATA_BAR_CODE : CODE_BAR_DATA;
        }
        if (mapping.is("merged")) {
            return before ? DATA_CODE : CODE_DATA;
        }
        return OTHER;
    }

    String sign() {
        return sign;
    }

    String words() {
        return words;
    }

    /** The style sheet's name for it. */
    String style() {
        return "k-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
