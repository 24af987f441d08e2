package org.vvarmap.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody who moves, reads or restores a vDSO must do differently where one layout takes the place of another. Each
 * rule looks at both layouts and speaks only of what both settle.
 */
public final class Consequences {

    /**
     * One thing to do differently.
     *
     * @param keys the facts that make it necessary
     * @param text a sentence or two, without markup
     */
    public record Consequence(List<FactKey> keys, String text) {
        /** Copies the keys. */
        public Consequence {
            keys = List.copyOf(keys);
        }
    }

    /** One rule: what to say where a fact went from one value to another. */
    private record Rule(FactKey key, String before, String after, String text) {

        /** {@code *} stands for any other value. */
        private boolean fits(Fact one, Fact other) {
            return (before.equals("*") || one.is(before)) && (after.equals("*") || other.is(after));
        }
    }

    /** The first rule of a fact that fits is taken. */
    private static final List<Rule> RULES = List.of(
            new Rule(FactKey.VDSO, "*", "none",
                    "There is no image any more: do without one, and do not restore one that a process had before."),
            new Rule(FactKey.VDSO, "none", "image",
                    "There is an image now: find it by AT_SYSINFO_EHDR; a process from before has none to put back."),
            new Rule(FactKey.VDSO, "gate", "image",
                    "The image is a mapping of each process now, at an address of its own: find it by AT_SYSINFO_EHDR, and put it"
                            + " back where a process had it."),
            new Rule(FactKey.VDSO, "*", "gate",
                    "The image lies at an address of the kernel's own now: it cannot be moved, and need not be."),
            new Rule(FactKey.ELF_AT_VDSO_START, "true", "false",
                    "Do not take the start of [vdso] for the ELF header any more: take the header from AT_SYSINFO_EHDR, which is"
                            + " right before and after."),
            new Rule(FactKey.ELF_AT_VDSO_START, "false", "true",
                    "[vdso] begins with the ELF header now; code that takes the header from AT_SYSINFO_EHDR stays right."),
            new Rule(FactKey.DATA_PLACEMENT, "after", "before",
                    "The data lies below the ELF header now, no longer above the image: keep that side free when the image moves,"
                            + " and do not look for data behind it."),
            new Rule(FactKey.DATA_PLACEMENT, "before", "after",
                    "The data lies above the image now, no longer below the ELF header: keep that side free when the image moves,"
                            + " and do not look for data in front of it."),
            new Rule(FactKey.DATA_PLACEMENT, "*", "elsewhere",
                    "The data lies at an address of the kernel's own now: the image can be moved without it."),
            new Rule(FactKey.DATA_PLACEMENT, "elsewhere", "*",
                    "The data lies beside the image now, no longer at an address of the kernel's own: it has to move with the image,"
                            + " at the same distance."),
            new Rule(FactKey.DATA_PLACEMENT, "none", "*",
                    "The image has data now: move it with the image, at the same distance."),
            new Rule(FactKey.DATA_PLACEMENT, "*", "none", "The image has no data any more: there is nothing to move with it."),
            new Rule(FactKey.DATA_PLACEMENT, "*", "inside", "The data lies within the image's own pages now: it moves with them."),
            new Rule(FactKey.DATA_PLACEMENT, "inside", "*",
                    "The data no longer lies within the image's pages: it has to move with the image, at the same distance."),
            new Rule(FactKey.DATA_MAPPING, "merged", "separate",
                    "The data has a VMA of its own now: move both, keeping their distance. The image alone leaves its data"
                            + " behind, and gettimeofday() crashes."),
            new Rule(FactKey.DATA_MAPPING, "separate", "merged",
                    "The data has no VMA of its own any more: move the image's VMA as a whole, and do not wait for one with data."),
            new Rule(FactKey.SYSINFO_EHDR, "true", "false",
                    "AT_SYSINFO_EHDR is not passed any more: find the image by its VMA's name."),
            new Rule(FactKey.SYSINFO_EHDR, "false", "true", "AT_SYSINFO_EHDR is passed now: find the image by it."),
            new Rule(FactKey.NAME_STICKS, "false", "true",
                    "The VMA keeps its name when it is moved: a moved image can be told by its name now."),
            new Rule(FactKey.NAME_STICKS, "true", "false",
                    "The VMA's name is worked out by comparing addresses: once moved it has lost it, so tell the image by its"
                            + " content or by AT_SYSINFO_EHDR."),
            new Rule(FactKey.MREMAP_TRACKED, "false", "true",
                    "The kernel follows a moved image: it may be moved without breaking the return from signal handlers."),
            new Rule(FactKey.MREMAP_TRACKED, "true", "false",
                    "The kernel does not follow a moved image any more: after a move, signal handlers return through the old"
                            + " address."),
            new Rule(FactKey.RESIZE, "allowed", "refused", "Move the image in its own size: mremap to another one fails (EINVAL)."),
            new Rule(FactKey.RESIZE, "refused", "allowed", "mremap to another size is not refused any more; nothing has to change."),
            new Rule(FactKey.SPLIT, "allowed", "refused",
                    "Move, unmap and mprotect these VMAs whole: a part of one is refused (EINVAL)."),
            new Rule(FactKey.SPLIT, "refused", "allowed",
                    "A part of these VMAs can be moved or unmapped again; nothing has to change."),
            new Rule(FactKey.DATA_ACCESS, "cow", "*",
                    "A debugger's write to the data fails now. Before, it copied the page, and the vDSO read stale time from then on."),
            new Rule(FactKey.DATA_ACCESS, "*", "cow",
                    "Do not write to the data with a debugger: the write succeeds and copies the page, and the vDSO reads stale time"
                            + " from then on."),
            new Rule(FactKey.DATA_ACCESS, "*", "mixedmap",
                    "The data is VM_MIXEDMAP with VM_IO now (mm and io in smaps), not VM_PFNMAP (pf): tell it by its name, not by"
                            + " its flags."),
            new Rule(FactKey.DATA_ACCESS, "*", "read-only",
                    "The data has neither VM_PFNMAP nor VM_IO now, and is not writable: tell it by its"
                            + " name, not by its flags."),
            new Rule(FactKey.DATA_ACCESS, "*", "pfnmap",
                    "The data is VM_PFNMAP now (pf in smaps): tell it by its name, not by its flags."),
            new Rule(FactKey.TIMENS, "false", "true",
                    "The data depends on the time namespace: map the vDSO in the namespace that the process is to live in, and do"
                            + " not carry data pages over from another."),
            new Rule(FactKey.TIMENS, "true", "false", "The data does not depend on a time namespace any more; nothing has to change."),
            new Rule(FactKey.SEALABLE, "false", "true",
                    "With CONFIG_MSEAL_SYSTEM_MAPPINGS these VMAs are sealed: mremap, munmap and mprotect fail (EPERM). Be prepared"
                            + " for it, or require a kernel without it."),
            new Rule(FactKey.SEALABLE, "true", "false", "These VMAs cannot be sealed any more; nothing has to change."),
            new Rule(FactKey.HASH_STYLE, "*", "gnu", "The image has no DT_HASH any more: look symbols up through DT_GNU_HASH."),
            new Rule(FactKey.HASH_STYLE, "gnu", "*", "The image has DT_HASH (again): a reader that knows only that will do."),
            new Rule(FactKey.HASH_STYLE, "both", "sysv",
                    "The image has no DT_GNU_HASH any more: look symbols up through DT_HASH."),
            new Rule(FactKey.HASH_STYLE, "sysv", "both",
                    "The image has DT_GNU_HASH beside DT_HASH now; nothing has to change."));

    private Consequences() {}

    /**
     * What to do differently.
     *
     * @param before the layout that was
     * @param after the layout that is
     * @return what follows from each fact that differs and that both settle, the weightiest first
     */
    public static List<Consequence> of(Layout before, Layout after) {
        List<Consequence> consequences = new ArrayList<>();
        List<FactKey> keys = before.differences(after).stream()
                .filter(key -> before.get(key).isKnown() && after.get(key).isKnown())
                .toList();
        // Where the image came or went, what it brings with it follows from that.
        boolean whole = keys.contains(FactKey.VDSO)
                && (before.get(FactKey.VDSO).is("none") || after.get(FactKey.VDSO).is("none"));
        for (FactKey key : whole ? List.of(FactKey.VDSO) : keys) {
            if (key == FactKey.REGIONS) {
                regions(before, after).ifPresent(text -> consequences.add(new Consequence(List.of(key), text)));
            } else {
                RULES.stream()
                        .filter(rule -> rule.key() == key && rule.fits(before.get(key), after.get(key)))
                        .findFirst()
                        .ifPresent(rule -> consequences.add(new Consequence(List.of(key), rule.text())));
            }
        }
        return consequences;
    }

    /** What the VMAs' names, order and sizes ask for. */
    private static Optional<String> regions(Layout before, Layout after) {
        List<String> texts = new ArrayList<>();
        Set<String> old = names(before);
        Set<String> now = names(after);
        List<String> come = now.stream().filter(name -> !old.contains(name)).toList();
        List<String> gone = old.stream().filter(name -> !now.contains(name)).toList();
        if (!come.isEmpty()) {
            texts.add("Expect " + joined(come) + " as well: a VMA of the vDSO that is moved, skipped and put back like the others.");
        }
        if (!gone.isEmpty()) {
            texts.add("Do not look for " + joined(gone) + " any more.");
        }
        List<String> both = before.regions().stream().map(Region::name).filter(now::contains).toList();
        if (!both.equals(after.regions().stream().map(Region::name).filter(old::contains).toList())) {
            texts.add("The VMAs lie in another order: "
                    + after.regions().stream().map(Consequences::shown).collect(Collectors.joining(", ")) + ".");
        }
        List<String> sizes = new ArrayList<>();
        for (Region region : after.regions()) {
            before.regions().stream()
                    .filter(other -> other.name().equals(region.name()) && other.holds() == region.holds()
                            && !other.pages().equals(region.pages()))
                    .findFirst()
                    .ifPresent(other -> sizes.add(shown(region) + " has " + count(region.pages()) + ", not " + count(other.pages())));
        }
        if (!sizes.isEmpty()) {
            texts.add(String.join("; ", sizes) + ": take its size from /proc/PID/maps, never from a constant, and do not put the"
                    + " pages of one kernel onto another.");
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", texts));
    }

    private static Set<String> names(Layout layout) {
        Set<String> names = new LinkedHashSet<>();
        layout.regions().forEach(region -> names.add(region.name()));
        return names;
    }

    private static String joined(List<String> names) {
        return names.stream().map(name -> name.isEmpty() ? "a VMA without a name" : name).collect(Collectors.joining(" and "));
    }

    private static String shown(Region region) {
        return region.name().isEmpty() ? "a VMA without a name" : region.name();
    }

    private static String count(Pages pages) {
        return pages instanceof Pages.Build ? "as many pages as the build gives it" : pages + (pages.toString().equals("1") ? " page" : " pages");
    }
}
