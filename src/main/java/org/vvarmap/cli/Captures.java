package org.vvarmap.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;
import org.vvarmap.live.Capture;
import org.vvarmap.live.CaptureJson;
import org.vvarmap.live.LiveFailure;
import org.vvarmap.live.LiveProcess;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.live.Observation;
import org.vvarmap.live.ProcReader;
import org.vvarmap.live.Surroundings;
import org.vvarmap.live.boot.Boot;
import org.vvarmap.live.boot.BootFailure;
import org.vvarmap.live.boot.Tools;
import org.vvarmap.matrix.Confirmation;

/** Where captures come from: a process of this machine, a file, or a kernel that is booted. */
final class Captures {

    private Captures() {}

    static Option pid() {
        return Valued.option("pid", "N", "look at this process, not at the program itself");
    }

    static Option boot() {
        return Valued.option("boot", "KERNEL", "boot this kernel in QEMU: a vmlinux, bzImage, EFI zboot image or Debian package");
    }

    /** A process of this machine, with all its mappings. */
    static Capture ofProcess(CommandLine arguments, Console console) throws CommandFailure {
        String pid = arguments.getOptionValue("pid", ProcReader.SELF);
        if (!pid.equals(ProcReader.SELF) && !pid.matches("[1-9][0-9]{0,9}")) {
            throw new CommandFailure(ExitCode.USAGE, "--pid " + pid + " is no process id; give a number");
        }
        try {
            Capture capture = new ProcReader(console.proc()).capture(pid);
            Optional<Abi> named = AbiOption.one(arguments);
            return named.isEmpty() ? capture : capture.withProcess(capture.process().withAbi(named.get()));
        } catch (LiveFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    /** The kernel that a process runs on; Ubuntu's signature and /proc/version may say more of the base than uname -r. */
    static KernelString kernel(Capture capture) {
        for (Optional<String> text : List.of(capture.versionSignature(), capture.process().version())) {
            KernelString kernel = KernelString.parse(text.orElse(""));
            if (kernel.release().isPresent()) {
                return kernel;
            }
        }
        return KernelString.parse(capture.process().release());
    }

    /** What each capture of a folder says of the table, by the captures' names; what names no release is left out. */
    static List<Confirmation> confirmations(Path folder) throws CommandFailure {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new CommandFailure(ExitCode.FAILED, folder + " cannot be read: " + e.getMessage(), e);
        }
        List<Confirmation> confirmations = new ArrayList<>();
        for (Path file : files) {
            Capture capture = ofFile(file);
            LiveProcess process = capture.process();
            Optional<Release> release = kernel(capture).release();
            if (release.isPresent() && process.abi().isPresent() && Surroundings.of(process).isEmpty()) {
                String name = folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
                confirmations.add(new Confirmation(
                        name, release.get(), process.abi().get(), Observation.of(process).facts()));
            }
        }
        return confirmations;
    }

    static Capture ofFile(Path file) throws CommandFailure {
        try {
            return CaptureJson.read(Tables.text(file));
        } catch (MalformedInput e) {
            throw new CommandFailure(ExitCode.USAGE, file + " is no capture: " + e.getMessage(), e);
        }
    }

    /** A kernel that is booted to be looked at. */
    static Capture ofBoot(CommandLine arguments, Console console) throws CommandFailure {
        List<Abi> named = AbiOption.read(arguments)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--boot needs --arch: the ABI of the program that is to look around"));
        if (arguments.getOptionValue("boot").isBlank()) {
            throw new CommandFailure(ExitCode.USAGE, "--boot names no file; give a kernel or a package with one");
        }
        Path file = console.path(arguments.getOptionValue("boot"));
        Abi abi = named.size() == 1 ? named.get(0) : AbiOption.one(arguments).orElseThrow();
        try {
            return new Boot(Tools.ofThisMachine(), Boot.USUAL_LIMIT).capture(file, abi);
        } catch (BootFailure e) {
            ExitCode code = switch (e.kind()) {
                case USAGE -> ExitCode.USAGE;
                case NOT_KNOWN -> ExitCode.NOT_KNOWN;
                case FAILED -> ExitCode.FAILED;
            };
            throw new CommandFailure(code, e.getMessage(), e);
        }
    }
}
