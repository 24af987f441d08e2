package org.vvarmap.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.vvarmap.kernel.Abi;

/**
 * What a live system shows of one process: the raw observation, of which {@link Observation} makes facts.
 *
 * @param mappings the VMAs in address order
 * @param sysinfoEhdr AT_SYSINFO_EHDR; empty where the kernel passes none
 * @param pageSize the size of a page in bytes
 * @param abi what the process was built for; empty where it could not be told
 * @param release what {@code uname -r} prints
 * @param version the line of /proc/version, which says more than the release; empty where it was not read
 * @param elf the image at AT_SYSINFO_EHDR or, where none is passed, at the start of {@code [vdso]}; empty where it
 *     could not be read or is no ELF image
 * @param experiments what was tried on it; none where it was only looked at
 * @param notes what could not be read, for people
 */
public record LiveProcess(
        List<Mapping> mappings,
        OptionalLong sysinfoEhdr,
        int pageSize,
        Optional<Abi> abi,
        String release,
        Optional<String> version,
        Optional<VdsoElf> elf,
        List<Experiment> experiments,
        List<String> notes) {

    private static final int SMALLEST_PAGE = 1024;

    /** Copies the lists and checks the page size. */
    public LiveProcess {
        if (!isPageSize(pageSize)) {
            throw new IllegalArgumentException("no page size: " + pageSize);
        }
        mappings = List.copyOf(mappings);
        experiments = List.copyOf(experiments);
        notes = List.copyOf(notes);
    }

    /**
     * A process of another machine, of which only text is at hand.
     *
     * @param maps the text of /proc/PID/maps or smaps
     * @param sysinfoEhdr AT_SYSINFO_EHDR; 0 where the kernel passes none
     * @param pageSize the size of a page in bytes
     * @param abi what the process was built for
     * @param release what {@code uname -r} prints there
     * @return the observation, without an image
     * @throws MalformedInput where the text or the page size makes no sense
     */
    public static LiveProcess ofText(String maps, long sysinfoEhdr, int pageSize, Abi abi, String release)
            throws MalformedInput {
        if (!isPageSize(pageSize)) {
            throw MalformedInput.whole("a page size is a power of two, " + SMALLEST_PAGE + " or more, not " + pageSize);
        }
        List<Mapping> mappings = MapsText.parse(maps);
        List<String> notes = new ArrayList<>();
        if (mappings.stream().noneMatch(mapping -> mapping.vmFlags().isPresent())) {
            notes.add("the text has no VmFlags lines, so what protects the data is not compared; smaps has them");
        }
        return new LiveProcess(
                mappings,
                sysinfoEhdr == 0 ? OptionalLong.empty() : OptionalLong.of(sysinfoEhdr),
                pageSize,
                Optional.of(abi),
                release,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                notes);
    }

    /**
     * The same process, its ABI told by somebody who knows.
     *
     * @param known what the process was built for
     * @return the observation with that ABI
     */
    public LiveProcess withAbi(Abi known) {
        return new LiveProcess(mappings, sysinfoEhdr, pageSize, Optional.of(known), release, version, elf, experiments, notes);
    }

    /**
     * The mappings that the kernel made for the vDSO, and those beside them: nothing that tells what the process does.
     *
     * @return the mappings in address order
     */
    public List<Mapping> mappingsOfTheKernel() {
        return mappings.stream().filter(this::isOfTheKernel).toList();
    }

    private boolean isOfTheKernel(Mapping mapping) {
        if (mapping.isVdso() || mapping.isVvar() || mapping.name().equals("[sigpage]")) {
            return true;
        }
        boolean image = sysinfoEhdr.isPresent() && mapping.contains(sysinfoEhdr.getAsLong());
        return mapping.name().isEmpty() && (image || isBesideTheImage(mapping) && !mapping.perms().contains("w"));
    }

    private boolean isBesideTheImage(Mapping mapping) {
        return mappings.stream()
                .filter(other -> other.isVdso() || other.isVvar())
                .anyMatch(other -> other.start() == mapping.end() || other.end() == mapping.start());
    }

    /**
     * One experiment.
     *
     * @param name its name
     * @return the experiment; empty where it was not made
     */
    public Optional<Experiment> experiment(String name) {
        return experiments.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /**
     * Whether a number can be a page size.
     *
     * @param bytes the number
     * @return true for a power of two of 1024 or more
     */
    public static boolean isPageSize(int bytes) {
        return bytes >= SMALLEST_PAGE && Integer.bitCount(bytes) == 1;
    }
}
