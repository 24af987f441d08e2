package org.vvarmap.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelStringTest {

    private static final boolean EXACT = false;
    private static final boolean BASE = true;

    /** What a text gives away. */
    private record Row(String text, String tag, boolean vendor, String machine, String note) {}

    private static Row row(String text, String tag, boolean vendor, String machine, String note) {
        return new Row(text, tag, vendor, machine, note);
    }

    static Stream<Row> upstream() {
        return Stream.of(
                row("v5.11", "v5.11", EXACT, "", ""),
                row("5.11", "v5.11", EXACT, "", ""),
                row("5.11.0", "v5.11", EXACT, "", ""),
                row(" 5.11.20\n", "v5.11.20", EXACT, "", ""),
                row("6.4.0-rc1", "v6.4-rc1", EXACT, "", ""),
                row("6.4-rc1", "v6.4-rc1", EXACT, "", ""),
                row("v6.4-rc1", "v6.4-rc1", EXACT, "", ""),
                row("v2.6.12-rc2", "v2.6.12-rc2", EXACT, "", ""),
                row("2.6.32.71", "v2.6.32.71", EXACT, "", ""),
                row("2.6.12", "v2.6.12", EXACT, "", ""),
                row("v7.3-rc7", "v7.3-rc7", EXACT, "", ""),
                row("v5.12-rc1-dontuse", "v5.12-rc1", EXACT, "", "dontuse"),
                row("Linux version 5.11.7 (root@host) (gcc (GCC) 10.2.1) #1 SMP", "v5.11.7", EXACT, "", ""),
                row("Linux version 6.1.55 #2 SMP Mon Jan 1 00:00:00 UTC 2024 aarch64 GNU/Linux", "v6.1.55", EXACT,
                        "arm64", ""),
                row("Linux 6.1.55 ppc64le", "v6.1.55", EXACT, "ppc64", ""));
    }

    static Stream<Row> takenAtTheirWord() {
        return Stream.of(
                row("5.11.7-100.fc32.ppc64le", "v5.11.7", EXACT, "ppc64", "Fedora"),
                row("6.5.6-300.fc39.x86_64", "v6.5.6", EXACT, "x86_64", "Fedora"),
                row("5.11.0-156.fc34.armv7hl", "v5.11", EXACT, "arm", "Fedora"),
                row("6.8.5-301.fc40.aarch64+16k", "v6.8.5", EXACT, "arm64", "Fedora"),
                row("2.6.35.6-45.fc14.i686.PAE", "v2.6.35.6", EXACT, "i386", "Fedora"),
                row("6.4.0-0.rc1.16.fc39.x86_64", "v6.4-rc1", EXACT, "x86_64", "Fedora"),
                row("Linux version 5.11.7-100.fc32.ppc64le (mockbuild@fedoraproject.org) (gcc (GCC) 10.2.1"
                        + " 20201125 (Red Hat 10.2.1-9), GNU ld version 2.34-6.fc32) #1 SMP Wed Mar 17 18:45:51"
                        + " UTC 2021", "v5.11.7", EXACT, "ppc64", "Fedora"),
                row("kernel-6.18.0-0.rc7.357.vanilla.fc43.src.rpm", "v6.18-rc7", EXACT, "", "Fedora"),
                row("7.1.9-200.fc44.x86_64 #1 SMP PREEMPT_DYNAMIC Wed Aug 19 17:41:40 UTC 2026 x86_64 unknown"
                        + " GNU/Linux", "v7.1.9", EXACT, "x86_64", "Fedora"),
                row("6.6.7-1.el9.elrepo.x86_64", "v6.6.7", EXACT, "x86_64", "ELRepo"),
                row("5.4.288-1.el7.elrepo.x86_64", "v5.4.288", EXACT, "x86_64", "ELRepo"),
                row("6.11.5-1.el9.elrepo.aarch64", "v6.11.5", EXACT, "arm64", "upstream release"),
                row("5.11.7-051107-generic", "v5.11.7", EXACT, "", "Ubuntu mainline"),
                row("6.4.0-060400rc1-generic", "v6.4-rc1", EXACT, "", "Ubuntu mainline"));
    }

    static Stream<Row> vendors() {
        return Stream.of(
                row("6.12.41+deb13-cloud-amd64", "v6.12.41", BASE, "x86_64", "Debian"),
                row("Linux version 6.12.41+deb13-amd64 (debian-kernel@lists.debian.org) (x86_64-linux-gnu-gcc-14 (Debian 14.2.0-19)"
                        + " 14.2.0, GNU ld (GNU Binutils for Debian) 2.44) #1 SMP PREEMPT_DYNAMIC Debian 6.12.41-1 (2025-08-12)",
                        "v6.12.41", BASE, "x86_64", "the version text names v6.12.41"),
                row("6.8.0-1042-gke", "v6.8", BASE, "", "Ubuntu"),
                row("5.15.0-1064-azure-fde", "v5.15", BASE, "", "Ubuntu"),
                row("6.8.0-40-generic-64k", "v6.8", BASE, "", "pages are of 64 KiB"),
                row("Linux version 4.15.0-1028-gcp (buildd@lgw01-amd64-045) (gcc version 7.3.0 (Ubuntu 7.3.0-16ubuntu3)) #29-Ubuntu SMP"
                        + " Thu Feb 7 18:20:08 UTC 2019", "v4.15", BASE, "", "Ubuntu"),
                row("Ubuntu 6.8.0-45.45-generic 6.8.12", "v6.8.12", BASE, "", "signature names v6.8.12"),
                row("6.13.0-0.rc0.20241125git9f16d5e6f220.8.fc42.x86_64", "v6.13-rc1", BASE, "x86_64", "before v6.13-rc1"),
                row("6.12.0-0.rc6.20241108git906bd684e4b1.53.fc42.x86_64", "v6.12-rc6", BASE, "x86_64", "snapshot after -rc6"),
                row("6.12.0-55.9.1.el10_0.x86_64", "v6.12", BASE, "x86_64", "RHEL"),
                row("5.14.0-570.el9.x86_64+debug", "v5.14", BASE, "x86_64", "RHEL"),
                row("4.18.0-553.16.1.el8_10.cloudlinux", "v4.18", BASE, "", "RHEL"),
                row("6.12.0-100.28.2.el10uek.x86_64", "v6.12", BASE, "x86_64", "UEK"),
                row("4.14.35-2047.536.5.el7uek.x86_64", "v4.14.35", BASE, "x86_64", "UEK"),
                row("6.4.0-150600.23.22-default", "v6.4", BASE, "", "SUSE"),
                row("6.13.0-rc3-1.gd1f2fa9-default", "v6.13-rc3", BASE, "", "not upstream's"),
                row("6.12.0-1-default", "v6.12", BASE, "", "SUSE"),
                row("6.12.7-hardened1-1-hardened", "v6.12.7", BASE, "", "Arch"),
                row("6.6.67-1-lts", "v6.6.67", BASE, "", "Arch"),
                row("6.12.1-3-edge", "v6.12.1", BASE, "", "Alpine"),
                row("4.14.355-276.639.amzn2.x86_64", "v4.14.355", BASE, "x86_64", "Amazon"),
                row("6.6.30-android15-8-gdd9c02ccfe27-ab11987101-4k", "v6.6.30", BASE, "", "Android"),
                row("5.10.198-android13-4-00050-g12f3388846c3-ab11920634", "v5.10.198", BASE, "", "Android"),
                row("Linux version 5.15.167.4-microsoft-standard-WSL2 (root@f9c826d3017f) (gcc (GCC) 11.2.0, GNU ld (GNU Binutils) 2.37)"
                        + " #1 SMP Tue Nov 5 00:21:55 UTC 2024", "v5.15.167", BASE, "", "WSL2"),
                row("6.6.51+rpt-rpi-2712", "v6.6.51", BASE, "", "pages are of 16 KiB"),
                row("6.6.67-v8-16k+", "v6.6.67", BASE, "", "pages are of 16 KiB"),
                row("Linux raspberrypi 6.6.69-v8-16k+ #3 SMP PREEMPT Sat Jan 11 16:48:06 CST 2025 aarch64 GNU/Linux", "v6.6.69", BASE,
                        "arm64", "Raspberry"),
                row("Linux penguin 4.19.79-07511-ge32b3719f26b #1 SMP PREEMPT Mon Nov 18 17:41:41 PST 2019 x86_64 GNU/Linux",
                        "v4.19.79", BASE, "x86_64", "ChromeOS"),
                row("6.6.72+", "v6.6.72", BASE, "", "Container-Optimized OS"),
                row("6.12.55+", "v6.12.55", BASE, "", "Container-Optimized OS"),
                row("6.6.86-yocto-standard", "v6.6.86", BASE, "", "Yocto"),
                row("Linux version 5.15.79 (builder@buildhost) (mipsel-openwrt-linux-musl-gcc (OpenWrt GCC 11.3.0 r21317-af9413aaa2)"
                        + " 11.3.0, GNU ld (GNU Binutils) 2.37) #0 SMP Fri Nov 18 15:59:45 2022", "v5.15.79", BASE, "", "OpenWrt"),
                row("Linux ZBT-WE826 5.4.238 #0 Mon Apr 17 13:15:36 2023 mips GNU/Linux", "v5.4.238", BASE, "mips-o32", "OpenWrt"),
                row("6.8.12-5-pve", "v6.8.12", BASE, "", "Proxmox"),
                row("5.10.216-tegra", "v5.10.216", BASE, "", "Tegra"),
                row("5.15.136-rt-tegra", "v5.15.136", BASE, "", "Tegra"),
                row("6.13.0-next-20250130", "v6.13", BASE, "", "linux-next"),
                row("Linux ip-10-79-147-99 5.4.83-flatcar #1 SMP Tue Dec 15 18:31:34 -00 2020 x86_64 Intel(R) Xeon(R) Platinum 8275CL CPU"
                        + " @ 3.00GHz GenuineIntel GNU/Linux", "v5.4.83", BASE, "x86_64", "Flatcar"),
                row("Linux jlmyoga900 6.5.5-gentoo-dist #1 SMP PREEMPT_DYNAMIC Sat Sep 23 17:31:47 -00 2023 x86_64 Intel(R) Core(TM)"
                        + " i7-6560U CPU @ 2.20GHz GenuineIntel GNU/Linux", "v6.5.5", BASE, "x86_64", "Gentoo"),
                // SickChill/sickchill#7672
                row("Linux Rabozee-Syno 4.4.59+ #25556 SMP PREEMPT Sat Aug 28 02:17:25 CST 2021 x86_64 GNU/Linux"
                        + " synology_geminilake_1520+", "v4.4.59", BASE, "x86_64", ""),
                row("Linux version 6.1.43-rockchip-rk3588 (root@f55fae764dbe) (aarch64-none-linux-gnu-gcc (GNU Toolchain for the Arm"
                        + " Architecture 11.2-2022.02 (arm-11.14)) 11.2.1 20220111, GNU ld (GNU Toolchain for the Arm Architecture"
                        + " 11.2-2022.02 (arm-11.14)) 2.37) #1 SMP", "v6.1.43", BASE, "", ""),
                row("Linux raspberrypi 6.1.0-rpi7-rpi-v8 #1 SMP PREEMPT Debian 1:6.1.63-1+rpt1 (2023-11-24) aarch64", "v6.1.63", BASE,
                        "arm64", "the version text names v6.1.63"),
                row("Linux stardust 6.12.62+rpt-rpi-2712 #1 SMP PREEMPT Debian 1:6.12.62-1+rpt1 (2025-12-18) aarch64 GNU/Linux",
                        "v6.12.62", BASE, "arm64", "the version text names v6.12.62"),
                row("Linux kali 6.1.0-kali9-amd64 #1 SMP PREEMPT_DYNAMIC Kali 6.1.27-1kali1 x86_64 GNU/Linux", "v6.1.27", BASE, "x86_64",
                        "the version text names v6.1.27"),
                row("kernel-6.17.0-0.rc6.250919g097a6c336d008.53.eln151.x86_64", "v6.17-rc6", BASE, "x86_64", "snapshot after -rc6"),
                row("7.2.0-ogc4.1.fc44.x86_64", "v7.2", BASE, "x86_64", "Fedora respin"),
                row("6.16.4-116.bazzite.fc42.x86_64", "v6.16.4", BASE, "x86_64", "Bazzite"),
                row("7.0.13-400.asahi.fc44.aarch64+16k", "v7.0.13", BASE, "arm64", "Asahi"),
                row("6.19.8-3.surface.fc43.x86_64", "v6.19.8", BASE, "x86_64", "Surface"),
                row("6.18.7-210.t2.fc43.x86_64", "v6.18.7", BASE, "x86_64", "T2"),
                row("6.18.7-200.nobara.fc43.x86_64", "v6.18.7", BASE, "x86_64", "Nobara"),
                row("6.19.12-cachyos1.lto.fc43.x86_64", "v6.19.12", BASE, "x86_64", "CachyOS"),
                row("6.17.0-0.rc6.250919g097a6c336d008.53.eln151.x86_64", "v6.17-rc6", BASE, "x86_64", "Fedora ELN"),
                row("Linux mx-workstation 6.15.11-1-liquorix-amd64 #1 ZEN SMP PREEMPT_DYNAMIC liquorix"
                        + " 6.15-12~mx23ahs (2025-08-23) x86_64 GNU/Linux", "v6.15.11", BASE, "x86_64", "Liquorix"),
                row("Linux linx 3.8-13.dmz.1-liquorix-amd64 #1 ZEN SMP PREEMPT Sun May 12 00:46:08 UTC 2013 x86_64"
                        + " x86_64 x86_64 GNU/Linux", "v3.8", BASE, "x86_64", "Liquorix"),
                row("Linux kali 6.1.0-kali9-amd64 #1 SMP PREEMPT_DYNAMIC Kali 6.1.27-1kali1 x86_64 GNU/Linux",
                        "v6.1.27", BASE, "x86_64", "Kali: keeps"),
                row("Linux debian 6.11.10-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.11.10-1 (2024-11-23) x86_64 GNU/Linux",
                        "v6.11.10", BASE, "x86_64", "Debian or Kali"),
                row("Linux kali 6.12.25-amd64 #1 SMP PREEMPT_DYNAMIC Kali 6.12.25-1kali1 (2025-04-30) x86_64",
                        "v6.12.25", BASE, "x86_64", "Debian or Kali"),
                row("6.11.4-amd64", "v6.11.4", BASE, "x86_64", "Debian or Kali"),
                row("Linux raspberrypi 6.1.0-rpi8-rpi-v8 #1 SMP PREEMPT Debian 1:6.1.73-1+rpt1 (2024-01-25) aarch64",
                        "v6.1.73", BASE, "arm64", "Raspberry Pi"),
                row("6.1.0-rpi4-rpi-2712", "v6.1", BASE, "", "pages are of 16 KiB"),
                row("6.0.12-76060006-generic", "v6.0.12", BASE, "", "Pop!_OS"),
                row("Linux mosdns-rust 7.0.9-x64v3-xanmod1 #0~20260517.ga456799 SMP PREEMPT_DYNAMIC Sun May 17"
                        + " 20:10:49 UTC 2026 x86_64 GNU/Linux", "v7.0.9", BASE, "x86_64", "XanMod"),
                row("5.19.11-xanmod1", "v5.19.11", BASE, "", "XanMod"),
                row("Linux ai365 7.0.11-1-cachyos #1 SMP PREEMPT_DYNAMIC Fri, 05 Jun 2026 09:37:35 +0000 x86_64"
                        + " GNU/Linux", "v7.0.11", BASE, "x86_64", "CachyOS"),
                row("6.1.52-valve16-1-neptune-61", "v6.1.52", BASE, "", "SteamOS"),
                row("6.16.5-valve1-3-neptune-616", "v6.16.5", BASE, "", "SteamOS"),
                row("Linux nass 6.6.44-production+truenas #1 SMP PREEMPT_DYNAMIC Tue Jan 28 03:14:06 UTC 2025 x86_64"
                        + " GNU/Linux", "v6.6.44", BASE, "x86_64", "TrueNAS"),
                row("Linux Tower 6.1.64-Unraid #1 SMP PREEMPT_DYNAMIC Wed Nov 29 12:48:16 PST 2023 x86_64 Intel(R)"
                        + " Xeon(R) CPU E5-2680 v4 @ 2.40GHz GenuineIntel GNU/Linux", "v6.1.64", BASE, "x86_64", "Unraid"),
                // stl88083365/unraid-nvidia-vgpu-driver#41
                row("6.1.118-Unraid", "v6.1.118", BASE, "", "Unraid"),
                // sjtuross/syno-iptables#38
                row("Linux nas 5.10.60-qnap #1 SMP Tue Jul 15 02:15:00 CST 2025 x86_64 GNU/Linux",
                        "v5.10.60", BASE, "x86_64", "QNAP"),
                // theori-io/copy-fail-CVE-2026-31431#22
                row("Linux cli-5568fc85c6-89lxh 6.18.24-talos #1 SMP PREEMPT_DYNAMIC Fri Apr 24 17:05:24 UTC 2026"
                        + " x86_64 GNU/Linux", "v6.18.24", BASE, "x86_64", "Talos"),
                // clearlinux/distribution#2773
                row("Linux version 6.0.3-1202.native (mockbuild@6e61b5b804b9487083a6fcd4929f79b7) (gcc (Clear Linux"
                        + " OS for Intel Architecture) 12.2.1 20221017) #1 SMP Fri Oct 21 05:48:09 PDT 2022",
                        "v6.0.3", BASE, "", "Clear Linux"),
                row("Linux nanopineo3 6.1.56-current-rockchip64 #1 SMP PREEMPT Fri Oct  6 12:57:07 UTC 2023 aarch64"
                        + " GNU/Linux", "v6.1.56", BASE, "arm64", "Armbian"),
                row("Linux vyos 4.19.101-amd64-vyos #1 SMP Sun Feb 2 10:18:07 UTC 2020 x86_64 GNU/Linux",
                        "v4.19.101", BASE, "x86_64", "VyOS"),
                row("6.6.133-vyos", "v6.6.133", BASE, "", "VyOS"),
                row("6.1.1-desktop-1omv2290", "v6.1.1", BASE, "", "OpenMandriva"),
                row("Linux localhost.localdomain 5.15.85-std-def-alt1 #1 SMP Wed Dec 21 21:14:40 UTC 2022 i686"
                        + " GNU/Linux", "v5.15.85", BASE, "i386", "ALT"),
                row("Linux ws-ersyia-0 5.4.241-1-tlinux4-0017.10 #1 SMP Wed May 8 17:01:03 CST 2024 x86_64 x86_64"
                        + " x86_64 GNU/Linux", "v5.4.241", BASE, "x86_64", "TencentOS"),
                row("3.10.107-1-tlinux2_kvm_guest-0051", "v3.10.107", BASE, "", "TencentOS"),
                row("Linux iZ2ze0gmmk36e8oc4ff2woZ 5.10.134-18.al8.x86_64 #1 SMP Fri Dec 13 16:56:53 CST 2024 x86_64"
                        + " x86_64 x86_64 GNU/Linux", "v5.10.134", BASE, "x86_64", "Alibaba"),
                row("5.10.134-013.15.kangaroo.al8.x86_64", "v5.10.134", BASE, "x86_64", "Alibaba"),
                row("5.10.0-182.0.0.95.r2220_156.hce2.aarch64", "v5.10", BASE, "arm64", "Huawei"),
                row("kernel-4.18.0-147.5.1.6.h729.eulerosv2r9", "v4.18", BASE, "", "EulerOS: stays"),
                // SickChill/sickchill#7672
                row("Linux DiskStation 3.2.101 #42214 SMP PREEMPT Sat Aug 28 02:37:40 CST 2021 i686 GNU/Linux"
                        + " synology_evansport_214play", "v3.2.101", BASE, "i386", "Synology"),
                // SickChill/sickchill#7672
                row("Linux SCHWYZ 2.6.32.12 #25556 Thu Jul 1 14:25:48 CST 2021 armv5tel GNU/Linux"
                        + " synology_88f6282_213air", "v2.6.32.12", BASE, "arm", "Synology"),
                // NixOS/nixpkgs#141499
                row("Linux nixos 5.14.12 #1-NixOS SMP Wed Oct 13 07:42:04 UTC 2021 x86_64 GNU/Linux",
                        "v5.14.12", BASE, "x86_64", "NixOS"),
                row("Linux redact 6.11.0-rc6 #1-NixOS SMP PREEMPT_DYNAMIC Tue Jan  1 00:00:00 UTC 1980 x86_64"
                        + " GNU/Linux", "v6.11-rc6", BASE, "x86_64", "NixOS"),
                row("Linux cedric 2.6.39-ARCH #1 SMP PREEMPT Mon Jun 6 22:37:55 CEST 2011 x86_64 Intel(R) Core(TM)2"
                        + " Duo CPU T5670 @ 1.80GHz GenuineIntel GNU/Linux", "v2.6.39", BASE, "x86_64", "Arch"),
                row("3.1.0-4-ARCH", "v3.1", BASE, "", "Arch"),
                row("v6.12-rc3-45-gabcdef", "v6.12-rc3", BASE, "", "commits after a tag"),
                row("6.12.0-rc3-00045-gabcdef123456", "v6.12-rc3", BASE, "", "another build from git"),
                row("6.4.0-rc1-next-20230511", "v6.4-rc1", BASE, "", "linux-next"),
                row("5.15.148-tegra", "v5.15.148", BASE, "", "Tegra"),
                row("4.9.253-tegra-g1234567", "v4.9.253", BASE, "", "Tegra"),
                row("5.15.150-yocto-standard", "v5.15.150", BASE, "", "Yocto"),
                row("6.1.75-16438-g3a8a6a3fcdaa", "v6.1.75", BASE, "", "ChromeOS"),
                row("v6.1-rc3-1234-g0123456789ab", "v6.1-rc3", BASE, "", "commits after a tag"),
                row("v5.11-rc1-2-g511157ab641e", "v5.11-rc1", BASE, "", "commits after a tag"),
                row("4.18.0-305.el8", "v4.18", BASE, "", "RHEL"),
                row("4.18.0-305.el8.ppc64le", "v4.18", BASE, "ppc64", "RHEL"),
                row("5.14.0-427.13.1.el9_4.x86_64", "v5.14", BASE, "x86_64", "RHEL"),
                row("3.10.0-1160.119.1.el7.x86_64", "v3.10", BASE, "x86_64", "RHEL"),
                row("2.6.32-754.35.1.el6.i686", "v2.6.32", BASE, "i386", "RHEL"),
                row("2.6.18-419.el5", "v2.6.18", BASE, "", "RHEL"),
                row("5.15.0-200.131.27.el8uek.x86_64", "v5.15", BASE, "x86_64", "UEK"),
                row("5.11.0-16-generic", "v5.11", BASE, "", "Ubuntu"),
                row("5.15.0-1053-aws", "v5.15", BASE, "", "Ubuntu"),
                row("6.8.0-1004-raspi", "v6.8", BASE, "", "Ubuntu"),
                row("Linux focal 5.4.0-169-generic #187-Ubuntu SMP Thu Nov 23 14:52:28 UTC 2023 x86_64"
                        + " x86_64 x86_64 GNU/Linux",
                        "v5.4", BASE, "x86_64", "Ubuntu"),
                row("Ubuntu 5.15.0-91.101-generic 5.15.131", "v5.15.131", BASE, "", "Ubuntu"),
                row("6.1.0-26-amd64", "v6.1", BASE, "x86_64", "Debian"),
                row("6.1.0-26-cloud-amd64", "v6.1", BASE, "x86_64", "Debian"),
                row("6.1.0-26-rt-arm64", "v6.1", BASE, "arm64", "Debian"),
                row("6.1.0-26-powerpc64le", "v6.1", BASE, "ppc64", "Debian"),
                row("linux-image-6.1.0-26-686-pae", "v6.1", BASE, "i386", "Debian"),
                row("5.10.0-0.bpo.9-amd64", "v5.10", BASE, "x86_64", "Debian"),
                row("2.6.32-5-amd64", "v2.6.32", BASE, "x86_64", "Debian"),
                row("6.12.63+deb13-amd64", "v6.12.63", BASE, "x86_64", "Debian"),
                row("6.12.9+bpo-arm64", "v6.12.9", BASE, "arm64", "Debian"),
                row("Linux deb 6.1.0-26-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.112-1 (2024-09-30) x86_64 GNU/Linux",
                        "v6.1.112", BASE, "x86_64", "Debian"),
                row("Linux version 6.1.0-26-arm64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0,"
                        + " GNU ld 2.40) #1 SMP Debian 6.1.112-1 (2024-09-30)", "v6.1.112", BASE,
                        "arm64", "Debian"),
                row("Linux x 3.2.0-4-amd64 #1 SMP Debian 3.2.65-1+deb7u1 x86_64 GNU/Linux", "v3.2.65", BASE, "x86_64",
                        "Debian"),
                row("6.5.0-0-amd64 #1 SMP Debian 6.5~rc4-1~exp1", "v6.5-rc4", BASE, "x86_64", "Debian"),
                row("5.14.21-150500.55.12-default", "v5.14.21", BASE, "", "SUSE"),
                row("4.12.14-122.37-default", "v4.12.14", BASE, "", "SUSE"),
                row("3.0.101-0.47.71-default", "v3.0.101", BASE, "", "SUSE"),
                row("6.6.7-1-default", "v6.6.7", BASE, "", "SUSE"),
                row("5.14.21-150500.33.29-azure", "v5.14.21", BASE, "", "SUSE"),
                row("5.10.205-195.804.amzn2.x86_64", "v5.10.205", BASE, "x86_64", "Amazon"),
                row("6.1.61-85.141.amzn2023.aarch64", "v6.1.61", BASE, "arm64", "Amazon"),
                row("5.10.66-android12-9-00001-g41fb6ee3a3e2-ab8155440", "v5.10.66", BASE, "", "Android"),
                row("Linux localhost 5.10.66-android12-9 #1 SMP PREEMPT Wed Feb 9 18:33:46 UTC 2022 aarch64 Toybox",
                        "v5.10.66", BASE, "arm64", "Android"),
                row("4.14.117-perf+", "v4.14.117", BASE, "", "Android"),
                row("5.15.90.1-microsoft-standard-WSL2", "v5.15.90", BASE, "", "WSL2"),
                row("5.15.167.4-microsoft-standard-WSL2+", "v5.15.167", BASE, "", "WSL2"),
                row("4.4.0-19041-Microsoft", "v4.4", BASE, "", "WSL1"),
                row("6.6.31+rpt-rpi-v8", "v6.6.31", BASE, "", "Raspberry"),
                row("6.1.21-v8+", "v6.1.21", BASE, "", "Raspberry"),
                row("Linux raspberrypi 5.15.32-v7l+ #1538 SMP Thu Mar 31 19:39:41 BST 2022 armv7l GNU/Linux",
                        "v5.15.32", BASE, "arm", "Raspberry"),
                row("6.5.11-7-pve", "v6.5.11", BASE, "", "Proxmox"),
                row("6.6.7-arch1-1", "v6.6.7", BASE, "", "Arch"),
                row("6.6.8-zen1-1-zen", "v6.6.8", BASE, "", "Arch"),
                row("6.7.0-rc5-1-mainline", "v6.7-rc5", BASE, "", "Arch"),
                row("6.6.7-0-lts", "v6.6.7", BASE, "", "Alpine"),
                row("6.6.7-0-virt", "v6.6.7", BASE, "", "Alpine"),
                row("6.6.8-2-MANJARO", "v6.6.8", BASE, "", "Manjaro"),
                row("6.6.7-gentoo-r1", "v6.6.7", BASE, "", "Gentoo"),
                row("6.6.7_1", "v6.6.7", BASE, "", "Void"),
                row("6.6.12-linuxkit", "v6.6.12", BASE, "", "Docker"),
                row("5.15.117-flatcar", "v5.15.117", BASE, "", "Flatcar"),
                row("6.1.81-5.ph5", "v6.1.81", BASE, "", "Photon"),
                row("5.15.137.1-1.cm2", "v5.15.137", BASE, "", "Azure Linux"),
                row("5.10.0-60.18.0.50.oe2203.aarch64", "v5.10", BASE, "arm64", "openEuler"),
                row("5.10.134-16.2.an8.x86_64", "v5.10.134", BASE, "x86_64", "Anolis"),
                row("6.6.7-desktop-1.mga9", "v6.6.7", BASE, "", "Mageia"),
                row("5.10.35-rt39", "v5.10.35", BASE, "", "real-time"),
                row("Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016", "v4.4", BASE, "", "gVisor"),
                row("6.4.0-0.rc1.20230518git4d6d4c7f541d.16.fc39.x86_64", "v6.4-rc1", BASE, "x86_64", "snapshot"),
                row("5.11.0-0.rc0.20201216gitd01e7f10dae2.104.fc34.x86_64", "v5.11-rc1", BASE, "x86_64",
                        "merge window"));
    }

    static Stream<Row> ownBuilds() {
        return Stream.of(
                row("6.1.0-custom+", "v6.1", BASE, "", "changes"),
                row("6.1.5+", "v6.1.5", BASE, "", "changes"),
                row("6.7.0-rc3-00123-gabcdef123456-dirty", "v6.7-rc3", BASE, "", "changes"),
                row("5.11.7-mine", "v5.11.7", BASE, "", "-mine"),
                row("5.11.7.8", "v5.11.7", BASE, "", "fourth number"),
                row("6.4.2-rc1", "v6.4.2", BASE, "", "review candidate"),
                row("2.6.40.4-5.fc15.x86_64", "v3.0.4", BASE, "x86_64", "no 2.6.40"),
                row("2.6.61", "v4.1", BASE, "", "no 2.6.61"));
    }

    @ParameterizedTest
    @MethodSource({"upstream", "takenAtTheirWord", "vendors", "ownBuilds"})
    void readsTheReleaseTheVendorAndTheMachine(Row row) {
        KernelString read = KernelString.parse(row.text());

        assertThat(read.query()).isEqualTo(row.text().strip());
        assertThat(read.release()).as("release").map(Release::tag).contains(row.tag());
        assertThat(read.vendor()).as("vendor").isEqualTo(row.vendor());
        assertThat(read.machine().map(Abi::label).orElse("")).as("machine").isEqualTo(row.machine());
        assertThat(String.join("\n", read.notes())).contains(row.note());
    }

    @ParameterizedTest
    @MethodSource({"vendors", "ownBuilds"})
    void saysThatTheReleaseIsOnlyABase(Row row) {
        KernelString read = KernelString.parse(row.text());

        assertThat(read.notes()).anyMatch(note -> note.contains(read.early() ? "snapshot of the merge window" : "may have been backported"));
    }

    @ParameterizedTest
    @MethodSource("upstream")
    void saysNothingOfVendorsWhereThereIsNone(Row row) {
        assertThat(KernelString.parse(row.text()).notes()).noneMatch(note -> note.contains("vvarmap check"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "hello", "5", "5.", ".11", "v", "5.11.y", "mainline", "next-20240101", "v2.6.11-tree", "5.11junk",
        "999999.1", "5.999999", "1.2.13", "5.11.7.8.9", "5..11", "-5.11", "5.11.-1", "Linux", "Linux version",
        "Linux version x", "Darwin mac 22.6.0 Darwin Kernel Version 22.6.0", "FreeBSD host 13.2-RELEASE", "5.11-rc0",
        "Ubuntu x y", "Debian 6.1.112-1", "6.4.1-rc999999", "6.4-rc1x", "5.11.", "2.6", "2.6.999999", "5.11.7\u0000"
    })
    void findsNoReleaseInNonsense(String text) {
        KernelString read = KernelString.parse(text);

        assertThat(read.release()).isEmpty();
        assertThat(read.vendor()).isFalse();
        assertThat(read.notes()).hasSize(1);
    }

    @Test
    void refusesLongText() {
        KernelString read = KernelString.parse("5.11.7 " + "x".repeat(KernelString.LONGEST));

        assertThat(read.release()).isEmpty();
        assertThat(read.query()).hasSizeLessThan(70);
    }

    /** All that is shown here of real names, for other tests to try. */
    static List<String> texts() {
        return Stream.of(upstream(), takenAtTheirWord(), vendors(), ownBuilds()).flatMap(rows -> rows).map(Row::text).toList();
    }

    @Test
    void everyRuleHasARealStringThatItIsFirstToFit() {
        List<String> notes = Stream.of(upstream(), takenAtTheirWord(), vendors(), ownBuilds())
                .flatMap(rows -> rows)
                .flatMap(row -> KernelString.parse(row.text()).notes().stream())
                .toList();
        List<String> known = List.of("Ubuntu: keeps", "Debian: the version text has");

        assertThat(KernelStringRules.RULES)
                .filteredOn(rule -> known.stream().noneMatch((rule.vendor() + ": " + rule.note())::startsWith))
                .allSatisfy(rule -> assertThat(notes).contains(rule.vendor() + ": " + rule.note()));
    }

    @Test
    void theVersionTextGivesAVendorAwayWhoseSuffixDoesNot() {
        assertThat(KernelString.parse("Linux h 5.15.0-mine #101~20.04.1-Ubuntu SMP x86_64 GNU/Linux").notes())
                .anyMatch(note -> note.startsWith("Ubuntu"));
        assertThat(KernelString.parse("Linux h 5.15.0-mine #1 Debian 5.15.3-1 x86_64 GNU/Linux").release())
                .isEqualTo(Optional.of(Release.of("v5.15.3")));
    }
}
