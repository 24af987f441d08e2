package org.vvarmap.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.kernel.Abi;
import org.vvarmap.live.Capture;
import org.vvarmap.live.CaptureJson;

/** {@code capture}: records what a live system shows. */
final class CaptureCommand implements Command {

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String usage() {
        return "[--pid N] [--out FILE] | --boot KERNEL --arch ABI [--out FILE]";
    }

    @Override
    public String summary() {
        return "records what a process, or a kernel that is booted, shows of its vDSO, for check and for bug reports";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(AbiOption.option())
                .addOption(Captures.pid())
                .addOption(Captures.boot())
                .addOption(Valued.option("out", "FILE", "the file to write, not standard output"));
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.getArgList().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "capture takes options only; see vvarmap capture --help");
        }
        if (arguments.hasOption("boot") && arguments.hasOption("pid")) {
            throw new CommandFailure(ExitCode.USAGE, "--boot and --pid exclude each other");
        }
        Capture capture = arguments.hasOption("boot")
                ? Captures.ofBoot(arguments, console)
                : Captures.ofProcess(arguments, console);
        if (!arguments.hasOption("out")) {
            console.json(CaptureJson.write(capture));
            return ExitCode.DONE;
        }
        Path file = console.path(arguments.getOptionValue("out"));
        try {
            WholeFile.write(file, CaptureJson.text(capture));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
        String abi = capture.process().abi().map(Abi::toString).orElse("a process");
        if (arguments.hasOption("json")) {
            JsonObject done = new JsonObject();
            done.addProperty("schema", "vvarmap/captured/1");
            done.addProperty("out", file.toString());
            console.json(done);
        } else {
            console.line("captured " + abi + " on " + capture.uname().release() + "; wrote " + file);
        }
        return ExitCode.DONE;
    }
}
