package org.vvarmap.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.kernel.Abi;
import org.vvarmap.live.Capture;
import org.vvarmap.live.CaptureJson;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.ConfirmationsJson;

/** {@code capture}: records what a live system shows. */
final class CaptureCommand implements Command {

    @Override
    public String name() {
        return "capture";
    }

    @Override
    public String usage() {
        return "[--pid N] [--out FILE] | --boot KERNEL --arch ABI [--out FILE] | --index DIR --out FILE";
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
                .addOption(Valued.option("index", "DIR", "sum up the captures of a folder for lookup, as data/captures.json does"))
                .addOption(Valued.option("out", "FILE", "the file to write, not standard output"));
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.getArgList().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "capture takes options only; see vvarmap capture --help");
        }
        List<String> sources = Stream.of("boot", "pid", "index").filter(arguments::hasOption).toList();
        if (sources.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--" + sources.get(0) + " and --" + sources.get(1) + " exclude each other");
        }
        if (arguments.hasOption("index")) {
            return index(arguments, console);
        }
        Capture capture = arguments.hasOption("boot")
                ? Captures.ofBoot(arguments, console)
                : Captures.ofProcess(arguments, console);
        if (!arguments.hasOption("out")) {
            console.json(CaptureJson.write(capture));
            return ExitCode.DONE;
        }
        String abi = capture.process().abi().map(Abi::toString).orElse("a process");
        return write(CaptureJson.text(capture), "captured " + abi + " on " + capture.uname().release(), arguments, console);
    }

    private static ExitCode index(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.hasOption("out")) {
            throw new CommandFailure(ExitCode.USAGE, "--index needs --out FILE; see vvarmap capture --help");
        }
        List<Confirmation> confirmations = Captures.confirmations(console.path(arguments.getOptionValue("index")));
        String done = "summed up " + confirmations.size() + " captures";
        return write(ConfirmationsJson.write(confirmations), done, arguments, console);
    }

    private static ExitCode write(String text, String done, CommandLine arguments, Console console) throws CommandFailure {
        Path file = console.path(arguments.getOptionValue("out"));
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
        if (arguments.hasOption("json")) {
            JsonObject object = new JsonObject();
            object.addProperty("schema", "vvarmap/captured/1");
            object.addProperty("out", file.toString());
            console.json(object);
        } else {
            console.line(done + "; wrote " + file);
        }
        return ExitCode.DONE;
    }
}
