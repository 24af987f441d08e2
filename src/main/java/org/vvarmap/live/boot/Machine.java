package org.vvarmap.live.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.kernel.Abi;

/**
 * The machine that QEMU is to be for a kernel.
 *
 * @param program QEMU's program
 * @param packageName the Debian package that has it
 * @param arguments the machine, its processor and its console
 * @param commandLine what the kernel is to be told
 * @param firmware the firmware file that it needs; empty where QEMU brings its own
 */
record Machine(
        String program, String packageName, List<String> arguments, String commandLine, Optional<Firmware> firmware) {

    /**
     * Firmware that QEMU does not bring.
     *
     * @param path where Debian's package puts it
     * @param packageName the package
     */
    record Firmware(String path, String packageName) {}

    private static final List<String> SERIAL = List.of("-nographic", "-serial", "stdio");

    /** One processor; no devices but those named, no network, no way to the host; a kernel that restarts ends the run. */
    private static final List<String> BARE =
            List.of("-smp", "1", "-nodefaults", "-nic", "none", "-monitor", "none", "-no-reboot");

    private static final Machine PPC64 = of("qemu-system-ppc64", "qemu-system-ppc", "console=hvc0", SERIAL,
            "-M", "pseries,x-vof=on", "-cpu", "power9", "-m", "1G");

    /** The timer is not checked at boot, for a busy host would fail the check. */
    private static final Machine X86_64 = of("qemu-system-x86_64", "qemu-system-x86",
            "console=ttyS0 tsc=reliable no_timer_check syscall.x32=y ia32_emulation=1", SERIAL,
            "-M", "q35", "-cpu", "max,-la57", "-m", "1G");

    private static final Machine I386 = of("qemu-system-i386", "qemu-system-x86",
            "console=ttyS0 tsc=reliable no_timer_check", SERIAL, "-M", "q35", "-cpu", "max", "-m", "1G");

    private static final Machine ARM64 = of("qemu-system-aarch64", "qemu-system-arm", "console=ttyAMA0", SERIAL,
            "-M", "virt", "-cpu", "cortex-a76", "-m", "1G");

    private static final Machine ARM = of("qemu-system-arm", "qemu-system-arm", "console=ttyAMA0", SERIAL,
            "-M", "virt,highmem=off", "-cpu", "cortex-a15", "-m", "1G");

    private static final Machine S390 = of("qemu-system-s390x", "qemu-system-misc", "console=ttysclp0",
            List.of("-nographic", "-chardev", "stdio,id=c0", "-device", "sclpconsole,chardev=c0"),
            "-M", "s390-ccw-virtio", "-cpu", "max", "-m", "1G");

    private static final Machine RISCV64 = of("qemu-system-riscv64", "qemu-system-misc", "console=ttyS0", SERIAL,
            "-M", "virt", "-m", "1G");

    private static final Machine MIPS64 = of("qemu-system-mips64el", "qemu-system-mips", "console=ttyS0", SERIAL,
            "-M", "malta", "-cpu", "5KEf", "-m", "1G");

    private static final Machine MIPS = of("qemu-system-mipsel", "qemu-system-mips", "console=ttyS0", SERIAL,
            "-M", "malta", "-cpu", "24Kf", "-m", "512M");

    private static final Machine LOONGARCH64 = new Machine(
            "qemu-system-loongarch64",
            "qemu-system-misc of Debian 13 or later",
            List.of("-M", "virt", "-cpu", "la464", "-m", "2G", "-nographic", "-serial", "stdio"),
            "console=ttyS0,115200 earlycon=uart8250,mmio,0x1fe001e0",
            Optional.of(new Firmware("/usr/share/qemu-efi-loongarch64/QEMU_EFI.fd", "qemu-efi-loongarch64")));

    private static final Map<Abi, Map<KernelImage.Kind, Machine>> MACHINES = Map.ofEntries(
            Map.entry(Abi.PPC64, Map.of(KernelImage.Kind.PPC64LE, PPC64)),
            Map.entry(Abi.X86_64, Map.of(KernelImage.Kind.X86_64, X86_64)),
            Map.entry(Abi.X32, Map.of(KernelImage.Kind.X86_64, X86_64)),
            Map.entry(Abi.I386_COMPAT, Map.of(KernelImage.Kind.X86_64, X86_64)),
            Map.entry(Abi.I386, Map.of(KernelImage.Kind.I386, I386)),
            Map.entry(Abi.ARM64, Map.of(KernelImage.Kind.ARM64, ARM64)),
            Map.entry(Abi.ARM64_COMPAT, Map.of(KernelImage.Kind.ARM64, ARM64)),
            Map.entry(Abi.ARM, Map.of(KernelImage.Kind.ARM, ARM)),
            Map.entry(Abi.S390X, Map.of(KernelImage.Kind.S390X, S390)),
            Map.entry(Abi.S390_COMPAT, Map.of(KernelImage.Kind.S390X, S390)),
            Map.entry(Abi.RISCV64, Map.of(KernelImage.Kind.RISCV64, RISCV64)),
            Map.entry(Abi.MIPS_N64, Map.of(KernelImage.Kind.MIPS64LE, MIPS64)),
            Map.entry(Abi.MIPS_N32, Map.of(KernelImage.Kind.MIPS64LE, MIPS64)),
            Map.entry(Abi.MIPS_O32, Map.of(KernelImage.Kind.MIPSLE, MIPS, KernelImage.Kind.MIPS64LE, MIPS64)),
            Map.entry(Abi.LOONGARCH64, Map.of(KernelImage.Kind.LOONGARCH64, LOONGARCH64)));

    private static Machine of(
            String program, String packageName, String commandLine, List<String> console, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(console);
        return new Machine(program, packageName, List.copyOf(all), commandLine, Optional.empty());
    }

    /** Whether there is a machine for programs of an ABI at all. */
    static boolean runs(Abi abi) {
        return MACHINES.containsKey(abi);
    }

    /** The machine for a kernel that is to run a program of an ABI; empty where such a kernel does not run such programs. */
    static Optional<Machine> of(Abi abi, KernelImage.Kind kind) {
        return Optional.ofNullable(MACHINES.getOrDefault(abi, Map.of()).get(kind));
    }

    /** The whole command. */
    List<String> command(String qemu, String kernel, String initramfs, String mark) {
        List<String> command = new ArrayList<>(List.of(qemu));
        command.addAll(arguments);
        command.addAll(BARE);
        firmware.ifPresent(file -> command.addAll(List.of("-bios", file.path())));
        command.addAll(List.of("-kernel", kernel, "-initrd", initramfs));
        command.addAll(List.of("-append", commandLine + " quiet loglevel=1 panic=-1 vvarmap=" + mark));
        return command;
    }

    /** What a capture says of the machine. */
    String description() {
        return program + " " + String.join(" ", arguments.subList(0, 4));
    }
}
