package org.vvarmap.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Breakage;
import org.vvarmap.matrix.Era;

/** How things are called on the pages. */
final class Words {

    private Words() {}

    /** An era's anchor; it never changes. */
    static String anchor(Era era) {
        return "era-" + era.line() + "-" + era.since();
    }

    /** A line's anchor on its ABI's page. */
    static String anchor(Line line) {
        return "line-" + line;
    }

    /** From when to when. */
    static String range(Era era) {
        return range(era.since(), era.until());
    }

    /** From when to when. */
    static String range(Release since, Optional<Release> until) {
        return since + until.map(end -> " until before " + end).orElse(" on");
    }

    /** Releases of one line. */
    static String run(Breakage.Run run) {
        String line = run.line().isMainline() ? "mainline" : run.line().toString();
        return line + " from " + run.since() + run.until().map(end -> " until before " + end).orElse(" on");
    }

    static String value(Fact fact) {
        if (fact instanceof Fact.Null) {
            return "n/a";
        }
        if (fact.is("true")) {
            return "yes";
        }
        if (fact.is("false")) {
            return "no";
        }
        if (fact instanceof Fact.Regions regions) {
            return regions.list().isEmpty() ? "none" : String.join("; ", regions.list().stream().map(Words::region).toList());
        }
        return fact.toString();
    }

    /** A fact in so few words that it fits a narrow cell: {@code [vvar] 4 + [vdso]}. */
    static String brief(Fact fact) {
        if (fact instanceof Fact.Regions regions && !regions.list().isEmpty()) {
            return regions.list().stream().map(Words::brief).collect(Collectors.joining(" + "));
        }
        return fact instanceof Fact.Unknown ? "?" : value(fact);
    }

    private static String brief(Region region) {
        return name(region) + (region.pages() instanceof Pages.Build ? "" : " " + region.pages().toString().replace('-', '–'));
    }

    /** {@code ppc64, ppc32 and ppc32-compat}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** {@code [vvar] data, 4 pages}. */
    static String region(Region region) {
        String pages = pages(region.pages());
        return name(region) + " " + region.holds().json() + (pages.isEmpty() ? "" : ", " + pages);
    }

    static String name(Region region) {
        return region.name().isEmpty() ? "(no name)" : region.name();
    }

    /** How many pages; empty where only the build settles it. */
    static String pages(Pages pages) {
        if (pages instanceof Pages.Fixed fixed) {
            return fixed.count() + (fixed.count() == 1 ? " page" : " pages");
        }
        if (pages instanceof Pages.Range range) {
            return range.min() + " to " + range.max() + " pages by " + range.on();
        }
        return "";
    }

    /** The keys as the contract spells them. */
    static String keys(List<FactKey> keys) {
        return String.join(", ", keys.stream().map(FactKey::json).toList());
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** What a fact means. */
    static String meaning(FactKey key) {
        return switch (key) {
            case VDSO -> "Whether an ELF image is mapped into each process (image), lies at an address of the kernel's own (gate),"
                    + " or there is none.";
            case DATA_PLACEMENT -> "Where the data lies relative to the image: just below its ELF header (before), just above its"
                    + " end (after), within its own pages (inside), at a fixed kernel address away from it (elsewhere), or there"
                    + " is none.";
            case DATA_MAPPING -> "Whether the data has a VMA of its own (separate), shares the image's (merged), or lies in none.";
            case REGIONS -> "The VMAs in address order: the name that /proc/PID/maps shows, what it holds, and how many pages it"
                    + " has where the source settles that.";
            case ELF_AT_VDSO_START -> "Whether the VMA called [vdso] begins with the ELF header, so that AT_SYSINFO_EHDR equals its"
                    + " start. n/a: there is no such VMA.";
            case SYSINFO_EHDR -> "Whether the kernel passes AT_SYSINFO_EHDR in the auxiliary vector.";
            case NAME_STICKS -> "Whether the names in /proc/PID/maps stay after mremap, rather than being worked out by comparing"
                    + " addresses.";
            case MREMAP_TRACKED -> "Whether the kernel's own pointer to the image (signal trampolines, system call return) follows"
                    + " when user space moves it.";
            case RESIZE -> "Whether mremap may change the image's size.";
            case SPLIT -> "Whether a part of a special mapping may be moved or unmapped through mremap.";
            case DATA_ACCESS -> "What protects the data from a debugger's write: VM_PFNMAP (pfnmap); VM_MIXEDMAP with VM_IO"
                    + " (mixedmap); nothing, so that the write copies the page and the vDSO reads stale time from then on (cow);"
                    + " an ordinary mapping that cannot be written (read-only).";
            case TIMENS -> "Whether the data changes shape or content in a time namespace.";
            case SEALABLE -> "Whether CONFIG_MSEAL_SYSTEM_MAPPINGS can seal the mappings: mremap and munmap then fail with EPERM.";
            case HASH_STYLE -> "The symbol hash tables that the image is linked with.";
        };
    }
}
