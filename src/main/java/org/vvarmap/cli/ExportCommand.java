package org.vvarmap.cli;

import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.export.Format;

/** {@code export}: the table for other programs, on standard output. */
final class ExportCommand implements Command {

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String usage() {
        return "--format " + String.join("|", Format.labels());
    }

    @Override
    public String summary() {
        return "the table for other programs: csv, JSON, Markdown, or a C header with a lookup function";
    }

    @Override
    public Options options() {
        return new Options().addOption(Valued.option("format", "FORMAT", String.join(", ", Format.labels())));
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.getArgList().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "export takes no argument, only --format; see vvarmap export --help");
        }
        String name = arguments.getOptionValue("format", arguments.hasOption("json") ? Format.JSON.label() : "");
        Optional<Format> format = Format.byLabel(name);
        if (format.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, (name.isEmpty() ? "export needs --format" : "there is no format \"" + name + "\"")
                    + Words.didYouMean(name, Format.labels()) + "; give one of " + String.join(", ", Format.labels()));
        }
        if (arguments.hasOption("json") && format.get() != Format.JSON) {
            throw new CommandFailure(ExitCode.USAGE, "--json and --format " + name + " do not go together; give one of them");
        }
        String text = format.get().write(Tables.read(arguments, console));
        console.text(format.get() == Format.JSON ? Console.escaped(text) : text);
        return ExitCode.DONE;
    }
}
