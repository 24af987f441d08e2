package org.vvarmap.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;

/**
 * The facts of a layout that can be seen in a live process. A key that cannot be seen is left out; the notes say why
 * where the process itself is the reason.
 *
 * <p>In {@code regions} a mapping that begins with the image and has no data beside it is shown as {@code code}:
 * whether there is data inside it, too, cannot be seen, and {@code dataPlacement} is then left out.
 *
 * @param facts what was seen
 * @param empty whether there is nothing to compare: no mapping called so and no AT_SYSINFO_EHDR, or one that lies in no
 *     mapping
 * @param notes for people
 */
public record Observation(Map<FactKey, Fact> facts, boolean empty, List<String> notes) {

    /** Below this, programs of 32-bit x86 on its own kernel may have mappings; the kernel's gate page lies above. */
    private static final long I386_KERNEL = 0xc000_0000L;

    /** The region of ia64's gate page. */
    private static final long IA64_GATE = 0xa000_0000_0000_0000L;

    /** Copies the facts. */
    public Observation {
        EnumMap<FactKey, Fact> copy = new EnumMap<>(FactKey.class);
        copy.putAll(facts);
        facts = Collections.unmodifiableMap(copy);
        notes = List.copyOf(notes);
    }

    /**
     * One fact.
     *
     * @param key which
     * @return the fact; empty where it could not be seen
     */
    public Optional<Fact> get(FactKey key) {
        return Optional.ofNullable(facts.get(key));
    }

    /**
     * Makes facts of what a process shows.
     *
     * @param process the raw observation
     * @return the facts
     */
    public static Observation of(LiveProcess process) {
        return new Seeing(process).see();
    }

    /** Whether AT_SYSINFO_EHDR is an address of the kernel's, the same for every process. */
    static boolean pointsAtKernelsOwn(Optional<Abi> abi, OptionalLong ehdr) {
        if (ehdr.isEmpty() || abi.isEmpty()) {
            return false;
        }
        long address = ehdr.getAsLong();
        return (abi.get() == Abi.I386 || abi.get() == Abi.UM_I386) && Long.compareUnsigned(address, I386_KERNEL) >= 0
                || abi.get() == Abi.IA64 && Long.compareUnsigned(address, IA64_GATE) >= 0;
    }

    /** One look at one process; lives as long as {@link #see} takes. */
    private static final class Seeing {
        private final LiveProcess process;
        private final List<Mapping> maps;
        private final OptionalLong ehdr;
        private final Map<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        private final List<String> notes;

        /** The indices of the first mappings called so; -1 where there is none. */
        private final int vdso;
        private final int vvar;

        /** The index of the mapping with the image; -1 where there is none. */
        private final int image;

        Seeing(LiveProcess process) {
            this.process = process;
            this.maps = process.mappings();
            this.ehdr = process.sysinfoEhdr();
            this.notes = new ArrayList<>(process.notes());
            int firstVdso = -1;
            int firstVvar = -1;
            for (int i = maps.size() - 1; i >= 0; i--) {
                firstVdso = maps.get(i).isVdso() ? i : firstVdso;
                firstVvar = maps.get(i).isVvar() ? i : firstVvar;
            }
            this.vdso = firstVdso;
            this.vvar = firstVvar;
            this.image = findImage();
        }

        Observation see() {
            facts.put(FactKey.SYSINFO_EHDR, Fact.of(ehdr.isPresent()));
            seeVdso();
            seeData();
            seeRegions();
            seeElfAtStart();
            seeFlags();
            facts.putAll(Experience.of(process, notes));
            Optional<String> style = process.elf().isPresent() ? process.elf().get().hashStyle() : Optional.empty();
            if (style.isPresent()) {
                facts.put(FactKey.HASH_STYLE, Fact.of(style.get()));
            }
            boolean astray = ehdr.isPresent() && !pointsAtKernelsOwn() && pointedAt() < 0;
            boolean empty = astray || ehdr.isEmpty() && vdso < 0 && vvar < 0;
            return new Observation(facts, empty, notes);
        }

        /** The mapping that AT_SYSINFO_EHDR points into, if it can hold an image; else the first called [vdso]. */
        private int findImage() {
            int pointedAt = pointedAt();
            boolean plausible = pointedAt >= 0
                    && (maps.get(pointedAt).isVdso() || isUnnamedCode(maps.get(pointedAt)));
            return plausible ? pointedAt : vdso;
        }

        private static boolean isUnnamedCode(Mapping mapping) {
            return mapping.name().isEmpty() && mapping.perms().contains("x");
        }

        /** The mapping that AT_SYSINFO_EHDR points into; -1 where there is none. */
        private int pointedAt() {
            for (int i = 0; i < maps.size() && ehdr.isPresent(); i++) {
                if (maps.get(i).contains(ehdr.getAsLong())) {
                    return i;
                }
            }
            return -1;
        }

        private boolean pointsIntoImage() {
            return image >= 0 && ehdr.isPresent() && maps.get(image).contains(ehdr.getAsLong());
        }

        private boolean pointsAtKernelsOwn() {
            return Observation.pointsAtKernelsOwn(process.abi(), ehdr);
        }

        private void seeVdso() {
            if (pointsAtKernelsOwn()) {
                facts.put(FactKey.VDSO, Fact.of("gate"));
            } else if (pointsIntoImage() || process.elf().isPresent()) {
                facts.put(FactKey.VDSO, Fact.of("image"));
            } else if (ehdr.isPresent()) {
                notes.add("AT_SYSINFO_EHDR points to no mapping that could be the image: the process may have moved or"
                        + " unmapped it");
            } else if (image < 0) {
                facts.put(FactKey.VDSO, Fact.of("none"));
            } else {
                notes.add("there is a [vdso] but no AT_SYSINFO_EHDR: whether it is an ELF image could not be seen");
            }
        }

        private void seeData() {
            if (image < 0) {
                return;
            }
            boolean before = image > 0 && touches(image - 1, image) && maps.get(image - 1).isVvar();
            boolean after = image + 1 < maps.size() && touches(image, image + 1) && maps.get(image + 1).isVvar();
            boolean named = vvar >= 0;
            boolean past = pointsIntoImage() && ehdr.getAsLong() != maps.get(image).start();
            if (named) {
                facts.put(FactKey.DATA_MAPPING, Fact.of("separate"));
            }
            if (past && (named || !wholePages(ehdr.getAsLong() - maps.get(image).start()))) {
                facts.remove(FactKey.DATA_MAPPING);
                notes.add("AT_SYSINFO_EHDR lies inside [vdso] where no known layout puts it, so the place of the data"
                        + " is not compared");
            } else if (past) {
                facts.put(FactKey.DATA_PLACEMENT, Fact.of("before"));
                facts.put(FactKey.DATA_MAPPING, Fact.of("merged"));
            } else if (before != after) {
                facts.put(FactKey.DATA_PLACEMENT, Fact.of(before ? "before" : "after"));
            } else if (named) {
                notes.add("the data lies on both sides of the image, or away from it: the process may have moved it");
            }
        }

        private boolean touches(int lower, int upper) {
            return maps.get(lower).end() == maps.get(upper).start();
        }

        private boolean wholePages(long bytes) {
            return Long.remainderUnsigned(bytes, process.pageSize()) == 0;
        }

        private void seeRegions() {
            List<Region> regions = new ArrayList<>();
            int images = 0;
            for (int i = 0; i < maps.size(); i++) {
                Mapping mapping = maps.get(i);
                if (i != image && !mapping.isVdso() && !mapping.isVvar()) {
                    continue;
                }
                if (!wholePages(mapping.size())) {
                    notes.add(mapping.name() + " is no whole number of pages of " + process.pageSize()
                            + " bytes, so the regions are not compared: is the page size right?");
                    return;
                }
                images += mapping.isVvar() ? 0 : 1;
                Pages pages = Pages.of(Long.divideUnsigned(mapping.size(), process.pageSize()));
                regions.add(new Region(mapping.name(), holds(i), pages));
            }
            if (images > 1) {
                notes.add("there is more than one [vdso]: the process moved a part, or changed its protection");
            }
            facts.put(FactKey.REGIONS, new Fact.Regions(regions));
        }

        private Region.Holds holds(int index) {
            if (maps.get(index).isVvar()) {
                return Region.Holds.DATA;
            }
            return index == image && isMerged() ? Region.Holds.DATA_AND_CODE : Region.Holds.CODE;
        }

        private boolean isMerged() {
            return facts.getOrDefault(FactKey.DATA_MAPPING, Fact.NULL).is("merged");
        }

        private void seeElfAtStart() {
            if (vdso < 0) {
                facts.put(FactKey.ELF_AT_VDSO_START, Fact.NULL);
            } else if (pointsIntoImage() && maps.get(image).isVdso()) {
                facts.put(FactKey.ELF_AT_VDSO_START, Fact.of(ehdr.getAsLong() == maps.get(image).start()));
            } else if (ehdr.isEmpty() && process.elf().isPresent()) {
                facts.put(FactKey.ELF_AT_VDSO_START, Fact.TRUE);
            }
        }

        private void seeFlags() {
            int data = vvar < 0 && isMerged() ? image : vvar;
            boolean sealed = false;
            for (int i = maps.size() - 1; i >= 0; i--) {
                Mapping mapping = maps.get(i);
                data = mapping.name().equals("[vvar]") ? i : data;
                sealed |= (mapping.isVdso() || mapping.isVvar()) && mapping.hasFlag("sl");
            }
            if (data >= 0 && maps.get(data).vmFlags().isPresent()) {
                Optional<String> access = access(maps.get(data));
                if (access.isPresent()) {
                    facts.put(FactKey.DATA_ACCESS, Fact.of(access.get()));
                } else {
                    notes.add("the data has VM_IO but neither VM_PFNMAP nor VM_MIXEDMAP: no known layout does");
                }
            }
            if (sealed) {
                facts.put(FactKey.SEALABLE, Fact.TRUE);
                notes.add("the mappings are sealed (VmFlags sl), so mremap and munmap of them fail");
            }
        }

        private static Optional<String> access(Mapping data) {
            if (data.hasFlag("pf")) {
                return Optional.of("pfnmap");
            }
            if (data.hasFlag("io")) {
                return data.hasFlag("mm") ? Optional.of("mixedmap") : Optional.empty();
            }
            return Optional.of(data.hasFlag("mw") ? "cow" : "read-only");
        }
    }
}
