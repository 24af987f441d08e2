package org.vvarmap.kernel;

import java.util.List;
import java.util.Optional;

/**
 * Who builds kernels with which suffix. The first rule that fits wins, so the narrow ones stand first.
 *
 * <p>Only three builders are taken at their word: their kernels are the named upstream release, and a layout is not among
 * what they change. All others may have backported, even where they follow the stable releases.
 */
final class KernelStringRules {

    /** Where a pattern is looked for. */
    enum Where {
        /** In what follows the numbers of the release. */
        SUFFIX,
        /** In the rest of the line, the kernel's own version text. */
        VERSION
    }

    /**
     * One vendor's way to name kernels.
     *
     * @param vendor who builds them
     * @param where where the pattern is looked for
     * @param form what gives them away
     * @param exact whether the upstream release can be taken at its word
     * @param note what to know about them
     */
    record Rule(String vendor, Where where, Form form, boolean exact, String note) {

        private boolean fits(String suffix, String version) {
            return form.isFoundIn(where == Where.SUFFIX ? suffix : version);
        }
    }

    private static final String FROZEN = "stays on one upstream version for years and backports to it";
    private static final String FOLLOWS = "follows the stable releases, with patches of its own";
    private static final String ZERO = "keeps .0 in the release whatever stable releases are merged";

    /** Debian's names for the machines and kinds of machines that it builds for. */
    private static final String DEBIAN =
            "amd64|i?[3-6]86|arm64|armmp|marvell|rpi|powerpc(?:64(?:le)?)?|s390x|[45]kc-malta"
                    + "|loongson-3|octeon|riscv64|loong64|mips(?:32|64)r\\d\\w*"
                    + "|alpha-\\w+|parisc(?:64)?|sparc64|itanium|mckinley";

    /** Ubuntu's flavours. */
    private static final String UBUNTU =
            "generic|lowlatency|server|virtual|aws|azure|gcp|gke|gkeop|oracle|kvm|raspi\\d?|oem"
                    + "|ibm|nvidia|intel|realtime|snapdragon|fips|pae|omap|powerpc|xilinx|riscv|starfive|laptop"
                    + "|bluefield|hwe";

    /** SUSE's flavours. */
    private static final String SUSE =
            "default|preempt|azure|rt|vanilla|desktop|pae|xen|ec2|64kb|kvmsmall|lpae|debug|trace|base";

    /** The rules, the narrow ones first. */
    static final List<Rule> RULES = List.of(
            version("gVisor", "#1 SMP Sun Jan 10 15:06:54 PST 2016", "not a Linux kernel: a sandbox that says it is", "#1 SMP Sun Jan "),
            suffix("WSL1", "^-\\d+-Microsoft$", "not a Linux kernel: Windows says it is one", "-Microsoft"),
            suffix("WSL2", "-microsoft-", "Microsoft's kernel for Windows, " + FROZEN, "-microsoft-"),
            suffix(
                    "Fedora respin",
                    "(?:^-|\\.)(?!rc\\d|git\\d*\\.|vanilla\\.|fc\\d)[a-z]\\w*\\.(?:\\w+\\.)*fc\\d{1,3}(?:[.+_-]|$)",
                    "built as Fedora's is, with patches of its own: Asahi, Bazzite, CachyOS, Nobara, Surface, T2",
                    ".fc9"),
            exact("Fedora", "\\.fc\\d{1,3}(?:[.+_-]|$)", "follows the stable releases closely, so taken at its word", ".fc9"),
            exact("Ubuntu mainline build", "^-0\\d{5}(?:rc\\d+)?(?:\\.\\d+)?(?:-|$)", "built from the upstream tag", "^-099999"),
            suffix("Oracle UEK", "\\.el\\d+uek", FROZEN, "uek"),
            exact("ELRepo", "\\.elrepo(?:\\.|$)", "kernel-ml and kernel-lt are built from the upstream release", ".elrepo"),
            suffix("Fedora ELN", "\\.eln\\d+", "mainline, built as the next RHEL will be", ".eln9"),
            suffix("RHEL and its rebuilds", "\\.el\\d+(?:[._]|$)", FROZEN, ".el9"),
            suffix("Amazon Linux", "\\.amzn\\d", FROZEN, ".amzn9"),
            suffix("Android", "-android\\d|^-(?:mainline|perf)(?:[-+]|$)|-ab\\d{5,}", FROZEN, "-android9", "^-mainline", "^-perf", "-ab99999"),
            suffix("Raspberry Pi", "\\+rpt-rpi|^-rpi\\d+-rpi-|^-v[78]l?(?:-16k)?\\+", FOLLOWS, "+rpt-rpi", "^-rpi9", "^-v"),
            suffix("Proxmox VE", "-pve$", "built from Ubuntu's kernel", "-pve"),
            suffix("Debian", "^\\+(?:deb\\d|bpo|kali|parrot)", "names the stable release that it starts from", "^+"),
            suffix("Liquorix", "-liquorix-", "upstream with the Zen patches", "-liquorix-"),
            suffix("Kali", "^-kali\\d+-", ZERO + "; the version text (uname -v) has the true one", "^-kali9"),
            suffix("Debian or Kali", "^-(?:cloud-|rt-)?(?:" + DEBIAN + ")$", "names the stable release that it starts from", "^-"),
            suffix(
                    "Debian",
                    "^-(?:\\d+|trunk|rc\\d+|0\\.(?:bpo|deb\\d+)\\.\\d+)(?:-[a-z0-9]+){0,4}-(?:" + DEBIAN + ")(?:-|$)",
                    ZERO + "; the version text (uname -v) has the true one",
                    "^-9", "^-trunk", "^-rc9"),
            version("Synology", " synology_\\w", FROZEN + "; its release may look like upstream's own", " synology_"),
            version("NixOS", "#1-NixOS ", FOLLOWS, "#1-NixOS "),
            version("OpenWrt", "-openwrt-linux-|\\(OpenWrt GCC |^#0 ", FOLLOWS, "-openwrt-linux-", "(OpenWrt GCC ", "^#0 "),
            version("Debian", "(?:^|\\s)Debian \\d", "the version text has the package's version", "Debian 9"),
            suffix("Pop!_OS", "^-7\\d{7}-generic$", "built as Ubuntu's is, of the stable release that it names", "^-79999999-"),
            suffix(
                    "Ubuntu",
                    "^-\\d+-(?:" + UBUNTU + ")(?:-|$)",
                    ZERO + "; /proc/version_signature has the true one",
                    "^-9"),
            version("Ubuntu", "#\\d+(?:~[\\d.]+)?-Ubuntu ", ZERO + "; /proc/version_signature has the true one", "-Ubuntu "),
            suffix(
                    "SUSE",
                    "^-(?:[\\w.]+-)?(?:" + SUSE + ")$",
                    "SLE and Leap stay on one upstream version and backport to it; Tumbleweed follows upstream; a commit behind g is the"
                            + " package's, not upstream's",
                    SUSE.split("\\|")),
            suffix("Alpine", "^-0-lts$|^-\\d+-(?:virt|edge|vanilla|grsec|rpi\\d?|stable)$", FOLLOWS, "^-9"),
            suffix("Arch Linux", "-arch\\d|-(?:hardened|zen|lts)\\d+-\\d|^-\\d+-(?:lts|mainline|rt)$|-ARCH$", FOLLOWS, "-arch9", "-hardened9", "-zen9", "-lts9", "-ARCH", "^-9"),
            suffix("Manjaro", "-MANJARO$", FOLLOWS, "-MANJARO"),
            suffix("Gentoo", "^-gentoo", FOLLOWS, "^-gentoo"),
            suffix("Void", "^_\\d+$", FOLLOWS, "^_9"),
            suffix("Docker Desktop", "-linuxkit", FOLLOWS, "-linuxkit"),
            suffix("Flatcar or CoreOS", "-(?:flatcar|coreos)(?:-|$)", FOLLOWS, "-flatcar", "-coreos"),
            suffix("Photon", "\\.ph\\d", FROZEN, ".ph9"),
            suffix("Azure Linux", "\\.(?:cm|azl)\\d", FROZEN, ".cm9", ".azl9"),
            suffix("openEuler", "\\.oe\\d", FROZEN, ".oe9"),
            suffix("TencentOS", "-tlinux\\d", FROZEN, "-tlinux9"),
            suffix("Alibaba Cloud Linux", "\\.al\\d+(?:[._]|$)", FROZEN, ".al9"),
            suffix("Huawei Cloud EulerOS", "\\.hce\\d", FROZEN, ".hce9"),
            suffix("EulerOS", "\\.eulerosv\\d", FROZEN, ".eulerosv9"),
            suffix("Anolis", "\\.an\\d", FROZEN, ".an9"),
            suffix("Mageia", "\\.mga\\d", FOLLOWS, ".mga9"),
            suffix("XanMod", "-xanmod\\d", FOLLOWS, "-xanmod9"),
            suffix("CachyOS", "-cachyos(?:-|$)", FOLLOWS, "-cachyos"),
            suffix("SteamOS", "-valve\\d+-\\d+-neptune", FOLLOWS, "-valve9"),
            suffix("TrueNAS", "\\+truenas$", FOLLOWS, "+truenas"),
            suffix("Unraid", "-Unraid$", FOLLOWS, "-Unraid"),
            suffix("QNAP", "-qnap$", FROZEN, "-qnap"),
            suffix("Talos", "-talos$", FOLLOWS, "-talos"),
            suffix("Clear Linux", "^-\\d+\\.native$", FOLLOWS, ".native"),
            suffix("Armbian", "^-(?:current|edge|legacy|vendor)-[a-z0-9]+$", FOLLOWS, "^-current-", "^-edge-", "^-legacy-", "^-vendor-"),
            suffix("VyOS", "-vyos$", FOLLOWS, "-vyos"),
            suffix("OpenMandriva", "omv\\d{4}$", FOLLOWS, "omv9999"),
            suffix("ALT", "-alt\\d+$", FOLLOWS, "-alt9"),
            suffix("linux-next", "-next-\\d{8}", "tomorrow's mainline, ahead of the release that it names", "-next-99999999"),
            suffix("Tegra", "-tegra(?:-|$)", "NVIDIA's boards, " + FROZEN, "-tegra"),
            suffix("Yocto", "-yocto-", "upstream with a board's patches", "-yocto-"),
            suffix(
                    "ChromeOS, or another build from git",
                    "^-\\d{5}-g[0-9a-f]{7,40}",
                    "so many commits after that release, ChromeOS's, upstream's or others'",
                    "^-99999-g"),
            suffix("commits after a tag", "^-\\d{1,6}-g[0-9a-f]{4,40}$", "so many commits after that tag, upstream's or others'", "-g"),
            suffix("real-time patches", "^-rt\\d+", "upstream with the real-time patches", "^-rt9"),
            suffix(
                    "local changes, or Container-Optimized OS",
                    "^\\+$",
                    "built from a tree with changes that no tag names; Google's nodes name their kernels so",
                    "^+"),
            suffix("local changes", "(?:\\+|-dirty)$", "built from a tree with changes that no tag names", "+", "-dirty"));

    private KernelStringRules() {}

    /**
     * Finds the vendor of a kernel.
     *
     * @param suffix what follows the numbers of the release
     * @param version the rest of the line
     * @return the rule; empty where none fits
     */
    static Optional<Rule> find(String suffix, String version) {
        for (Rule rule : RULES) {
            if (rule.fits(suffix, version)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private static Rule suffix(String vendor, String pattern, String note, String... signs) {
        return new Rule(vendor, Where.SUFFIX, new Form(pattern, signs), false, note);
    }

    private static Rule version(String vendor, String pattern, String note, String... signs) {
        return new Rule(vendor, Where.VERSION, new Form(pattern, signs), false, note);
    }

    private static Rule exact(String vendor, String pattern, String note, String... signs) {
        return new Rule(vendor, Where.SUFFIX, new Form(pattern, signs), true, note);
    }
}
