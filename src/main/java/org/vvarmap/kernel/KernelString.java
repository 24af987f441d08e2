package org.vvarmap.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.vvarmap.kernel.KernelStringRules.Rule;

/**
 * What people have for a kernel version, and what it gives away: a tag, a bare version, what {@code uname -r} prints on
 * any distribution, a whole {@code uname -a} or /proc/version line.
 *
 * @param query the text as given, without the blanks around it
 * @param release the upstream release that it names; empty where it names none
 * @param vendor whether someone other than upstream built the kernel and may have backported to it, so that the release
 *     is only its base
 * @param early whether the kernel was built before that release, so that it may lack the last of its changes: a snapshot of a
 *     merge window
 * @param machine the ABI of the machine that the text names; empty where it names none
 * @param notes what to know about such kernels, for people
 */
public record KernelString(
        String query, Optional<Release> release, boolean vendor, boolean early, Optional<Abi> machine, List<String> notes) {

    /** The longest text that is read. */
    public static final int LONGEST = 4 * 1024;

    private static final int LONGEST_RELEASE = 256;

    /** The forms of texts: none of them is needed for a plain version, which is what most ask for. */
    private static final class Forms {
        /** Two to four numbers, a candidate, and whatever a vendor or a builder appended. */
        private static final Form RELEASE = new Form("v?(\\d{1,5})\\.(\\d{1,5})(?:\\.(\\d{1,5}))?"
                + "(?:\\.(\\d{1,5}))?(?:-rc(\\d{1,5})(?![0-9A-Za-z]))?((?:[-+_~.].*)?)", "^9", "^v9");

        /**
         * What makes a text no kernel's name: a tag of a bare tree, a line's name, a fifth number, a candidate of no
         * number.
         */
        private static final Form NO_SUFFIX = new Form("-tree|\\.y|\\.(?:[^A-Za-z].*)?|-rc\\d.*", "^-tree", "^.", "^-rc9");

        /** What stands before the release in the names of packages and files. */
        private static final Form PREFIX = new Form(
                "(?:linux-(?:image-(?:unsigned-)?|headers-|modules-)?|kernel-(?:core-|default-)?|vmlinu[xz]-)(?=v?\\d)",
                "linux-", "kernel-", "vmlinu");

        /**
         * The package version that Debian and those who build as it does put into the version text: {@code Debian 6.1.112-1},
         * {@code Kali 6.1.27-1kali1}, and Raspberry Pi's with an epoch, {@code Debian 1:6.1.63-1+rpt1}.
         */
        private static final Form DEBIAN = new Form(
                "(?:^|\\s)(?:Debian|Kali) (?:\\d{1,3}:)?(\\d[\\w.~+-]{0,127})", "Debian 9", "Kali 9");

        /**
         * The beginning of a Debian package version: {@code 6.1.112-1}, {@code 6.5~rc4-1~exp1}, {@code 3.2.65-1+deb7u1}.
         */
        private static final Form DEBIAN_BASE = new Form("(\\d+(?:\\.\\d+){1,3})(?:~rc(\\d+))?(?:[-+~].*)?");

        /** /proc/version_signature: {@code Ubuntu 5.15.0-91.101-generic 5.15.131}. */
        private static final Form UBUNTU_SIGNATURE = new Form("Ubuntu (\\S+) (\\d+(?:\\.\\d+){1,2})", "^Ubuntu ");

        /** The candidate that Fedora and Ubuntu's mainline builds name behind the version. */
        private static final Form LATE_CANDIDATE =
                new Form("-(?:0\\.rc(\\d{1,3})[.\\-_]|0\\d{5}rc(\\d{1,3})-).*", "^-0.rc9", "^-099999rc9");

        /** The size of a page, of kernels that are built for several. */
        private static final Form PAGES = new Form("[-+](16|64)kb?(?:[-+]|$)", "16k", "64k");

        /** A snapshot between two candidates: {@code -0.rc1.20230518git4d6d4c7f541d.16.fc39}. */
        private static final Form SNAPSHOT = new Form("-0\\.rc\\d{1,3}\\.(?:\\d{6,8}git|git|\\d{6}g)\\p{Alnum}*\\..*", "^-0.rc9");
    }

    /** Where distributions name a machine in a release, other than {@code uname -m} does. */
    static final Map<String, Abi> FLAVOURS = Map.of(
            "686", Abi.I386,
            "armmp", Abi.ARM,
            // The name of a folder too, so it stands for one machine only where a kernel names it.
            "mips", Abi.MIPS_O32,
            "powerpc", Abi.PPC32,
            "powerpc64", Abi.PPC64,
            "powerpc64le", Abi.PPC64);

    /** The lines of the 2.6.40 and later that never were: 2.6.40 stands for 3.0, 2.6.60 for 4.0. */
    private static final int LAST_OF_2_6 = 39;

    private static final int FIRST_FOR_4 = 60;

    /** Copies the notes. */
    public KernelString {
        notes = List.copyOf(notes);
    }

    /** The parts of a line. */
    private record Parts(String release, String version) {}

    /** The release that a token names, and what is appended to it. */
    private record Base(Release release, String rest, boolean exact, boolean early, Optional<String> note) {}

    /**
     * Reads a text. Never fails: what names no release has none.
     *
     * @param text any text
     * @return what it gives away
     */
    public static KernelString parse(String text) {
        if (text.length() > LONGEST) {
            return nothing(text.substring(0, 64).strip() + "…", "longer than " + LONGEST + " characters");
        }
        String query = text.strip();
        Optional<Release> plain = Release.parse(query);
        if (plain.isPresent() && plain.get().base().major() > 2) {
            return new KernelString(query, plain, false, false, Optional.empty(), List.of());
        }
        Optional<MatchResult> signature = Forms.UBUNTU_SIGNATURE.whole(query);
        if (signature.isPresent()) {
            return signature(query, signature.get().group(1), signature.get().group(2));
        }
        Parts parts = split(query);
        Optional<Base> base = base(parts.release());
        return base.isPresent() ? read(query, parts, base.get()) : nothing(query, "names no release of the Linux kernel");
    }

    private static KernelString nothing(String query, String note) {
        return new KernelString(query, Optional.empty(), false, false, Optional.empty(), List.of(note));
    }

    private static KernelString signature(String query, String release, String upstream) {
        Optional<Base> base = base(upstream).filter(Base::exact);
        if (base.isEmpty()) {
            return nothing(query, "names no release of the Linux kernel");
        }
        Release named = base.get().release();
        List<String> notes = List.of("Ubuntu: its signature names " + named + " as the upstream base", caution(named));
        return new KernelString(query, Optional.of(named), true, false, machineOf(release), notes);
    }

    private static String caution(Release base) {
        return "the layout is that of the upstream base " + base
                + ", to which changes may have been backported";
    }

    private static KernelString read(String query, Parts parts, Base base) {
        List<String> notes = new ArrayList<>();
        if (base.note().isPresent()) {
            notes.add(base.note().get());
        }
        boolean bare = base.rest().isEmpty() && parts.version().isEmpty();
        Optional<Rule> rule = bare ? Optional.empty() : KernelStringRules.find(base.rest(), parts.version());
        boolean vendor = !base.exact() || (rule.isPresent() ? !rule.get().exact() : !base.rest().isEmpty());
        Release release = base.release();
        if (rule.isPresent()) {
            notes.add(rule.get().vendor() + ": "
                    + (rule.get().exact() && !base.exact() ? "a build of mainline between two tags" : rule.get().note()));
        } else if (!base.rest().isEmpty()) {
            notes.add("the suffix " + base.rest() + " is of someone's own build, with changes or without");
        }
        Optional<Release> debian = debian(parts.version());
        if (debian.isPresent()) {
            release = debian.get();
            notes.add("the version text names " + release + " as the upstream base");
        }
        Optional<String> pages = pages(base.rest());
        if (pages.isPresent()) {
            notes.add(pages.get());
        }
        if (vendor && !base.early()) {
            notes.add(caution(release));
        }
        Optional<Abi> ofLine = machineOfLine(parts.version());
        Optional<Abi> machine = ofLine.isPresent() ? ofLine : machineOf(base.rest());
        return new KernelString(query, Optional.of(release), vendor, base.early(), machine, notes);
    }

    /** How large the pages are that a layout counts, where the name tells. */
    private static Optional<String> pages(String rest) {
        if (rest.endsWith("-rpi-2712")) {
            return Optional.of("its pages are of 16 KiB");
        }
        Optional<MatchResult> pages = Forms.PAGES.in(rest);
        return pages.isPresent() ? Optional.of("its pages are of " + pages.get().group(1) + " KiB") : Optional.empty();
    }

    private static Parts split(String query) {
        List<String> words = words(query, 5);
        if (!words.get(0).equals("Linux")) {
            return new Parts(words.get(0), query.substring(words.get(0).length()));
        }
        for (int at = 2; at >= 1; at--) {
            if (words.size() > at && base(words.get(at)).isPresent()) {
                return new Parts(words.get(at), String.join(" ", words.subList(at + 1, words.size())));
            }
        }
        return new Parts("", query);
    }

    /** The words of a text without blanks around it; the last of so many as are wanted is all of the rest. */
    private static List<String> words(String text, int most) {
        List<String> words = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length() && words.size() < most - 1) {
            if (isBlank(text.charAt(at))) {
                words.add(text.substring(from, at));
                while (at < text.length() && isBlank(text.charAt(at))) {
                    at++;
                }
                from = at;
            } else {
                at++;
            }
        }
        words.add(text.substring(from));
        return words;
    }

    /** As a regular expression's white space. */
    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static Optional<Base> base(String token) {
        if (token.length() > LONGEST_RELEASE) {
            return Optional.empty();
        }
        Optional<MatchResult> prefix = Forms.PREFIX.in(token);
        String name = prefix.isPresent()
                ? token.substring(0, prefix.get().start()) + token.substring(prefix.get().end())
                : token;
        Optional<MatchResult> found = Forms.RELEASE.whole(name);
        if (found.isEmpty() || Forms.NO_SUFFIX.fits(found.get().group(6))) {
            return Optional.empty();
        }
        String rest = found.get().group(6);
        return found.get().group(1).equals("2") ? old(found.get(), rest) : recent(found.get(), rest);
    }

    /** A release of 2.6, whose third number belongs to the version and whose fourth is the point release. */
    private static Optional<Base> old(MatchResult matcher, String rest) {
        if (matcher.group(3) == null) {
            return Optional.empty();
        }
        int patch = Integer.parseInt(matcher.group(3));
        if (matcher.group(2).equals("6") && patch > LAST_OF_2_6) {
            int major = patch < FIRST_FOR_4 ? 3 : 4;
            int minor = patch - (major == 3 ? LAST_OF_2_6 + 1 : FIRST_FOR_4);
            String note = "there is no 2.6." + patch + ": programs that could not read 3.0 were told so instead of "
                    + major + "." + minor;
            return based(release(major + "." + minor, matcher.group(4), matcher.group(5)), rest, false, false, Optional.of(note));
        }
        String version = "2." + matcher.group(2) + "." + patch;
        return based(release(version, matcher.group(4), matcher.group(5)), rest, true, false, Optional.empty());
    }

    private static Optional<Base> based(
            Optional<Release> release, String rest, boolean exact, boolean early, Optional<String> note) {
        return release.isPresent() ? Optional.of(new Base(release.get(), rest, exact, early, note)) : Optional.empty();
    }

    /** A release from 3.0 on, whose third number is the point release; a fourth is a vendor's. */
    private static Optional<Base> recent(MatchResult matcher, String rest) {
        String version = matcher.group(1) + "." + matcher.group(2);
        boolean vendors = matcher.group(4) != null;
        boolean early = false;
        Optional<String> note = vendors
                ? Optional.of("the fourth number, " + matcher.group(4) + ", is a vendor's count")
                : Optional.empty();
        String candidate = matcher.group(5);
        boolean mainline = matcher.group(3) == null || Integer.parseInt(matcher.group(3)) == 0;
        Optional<MatchResult> late = Forms.LATE_CANDIDATE.whole(rest);
        if (mainline && candidate == null && late.isPresent()) {
            candidate = late.get().group(1) == null ? late.get().group(2) : late.get().group(1);
            if (Integer.parseInt(candidate) == 0) {
                candidate = "1";
                vendors = true;
                early = true;
                note = Optional.of("a snapshot of the merge window, before v" + version + "-rc1 and after the release before it");
            } else if (Forms.SNAPSHOT.fits(rest)) {
                vendors = true;
                note = Optional.of("a snapshot after -rc" + candidate);
            }
        } else if (!mainline && candidate != null) {
            candidate = null;
            vendors = true;
            note = Optional.of("a review candidate of a stable release");
        }
        Optional<Release> release = release(version, matcher.group(3), candidate);
        if (rest.equals("-dontuse") && release.isPresent()) {
            return based(release, "", true, false, Optional.of("tagged " + release.get() + rest + " upstream"));
        }
        return based(release, rest, !vendors, early, note);
    }

    private static Optional<Release> release(String version, String point, String candidate) {
        boolean hasPoint = point != null && Integer.parseInt(point) > 0;
        if (hasPoint && candidate != null) {
            return Optional.empty();
        }
        return Release.parse(version + (hasPoint ? "." + Integer.parseInt(point) : "")
                + (candidate == null ? "" : "-rc" + candidate));
    }

    private static Optional<Release> debian(String version) {
        Optional<MatchResult> written = Forms.DEBIAN.in(version);
        Optional<MatchResult> parts = written.isEmpty() ? written : Forms.DEBIAN_BASE.whole(written.get().group(1));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        MatchResult base = parts.get();
        return base(base.group(1) + (base.group(2) == null ? "" : "-rc" + base.group(2)))
                .filter(found -> found.rest().isEmpty())
                .map(Base::release);
    }

    /**
     * The machine field of {@code uname -a}: the first word behind the release that names a machine as {@code uname -m} does, in
     * small letters. What follows it may be anything: the processor's name, a NAS's model.
     */
    private static Optional<Abi> machineOfLine(String version) {
        for (String word : words(version, Integer.MAX_VALUE)) {
            Optional<Abi> abi = machineOfWord(word);
            if (abi.isPresent() && word.equals(word.toLowerCase(Locale.ROOT))) {
                return abi;
            }
        }
        return Optional.empty();
    }

    private static Optional<Abi> machineOfWord(String word) {
        Optional<Abi> flavour = Optional.ofNullable(FLAVOURS.get(word));
        return flavour.isPresent() ? flavour : AbiNames.ofMachine(word);
    }

    /** The last part of a suffix that names a machine: {@code .fc32.ppc64le}, {@code -26-amd64}, {@code -686-pae}. */
    private static Optional<Abi> machineOf(String rest) {
        int end = rest.length();
        for (int at = end - 1; at >= 0; at--) {
            char c = rest.charAt(at);
            if (c == '-' || c == '.' || c == '+') {
                Optional<Abi> abi = machineOfWord(rest.substring(at + 1, end));
                if (abi.isPresent()) {
                    return abi;
                }
                end = at;
            }
        }
        return Optional.empty();
    }
}
