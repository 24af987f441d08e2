package org.vvarmap.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;
import org.vvarmap.matrix.BrokenTable;

/** The program: finds the command, runs it, and turns whatever goes wrong into one line and an exit code. */
public final class Main {

    private static final List<String> NAMES = List.of(
            "lookup", "history", "diff", "inspect", "crawl", "verify", "check", "capture", "report", "export",
            "completion", "man");

    private Main() {}

    /**
     * Runs the program and exits.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        StandardOutput standard = new StandardOutput();
        PrintStream out = new PrintStream(standard, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean watched = System.console() != null && System.getenv("TERM") != null;
        ExitCode code = run(arguments, new Console(out, err, Path.of("/proc"), Path.of(""), watched));
        out.flush();
        Optional<String> trouble = standard.trouble();
        // Whoever reads no more, as head does, knows.
        if (trouble.isPresent() && !trouble.get().contains("Broken pipe")) {
            err.println("vvarmap: standard output cannot be written: " + clean(trouble.get()));
        }
        System.exit((trouble.isPresent() ? ExitCode.FAILED : code).number());
    }

    /** Standard output, which remembers that it could not be written; a PrintStream keeps that to itself. */
    private static final class StandardOutput extends FilterOutputStream {

        private IOException trouble;

        private StandardOutput() {
            super(new FileOutputStream(FileDescriptor.out));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                trouble = e;
                throw e;
            }
        }

        private Optional<String> trouble() {
            return trouble == null ? Optional.empty() : Optional.ofNullable(trouble.getMessage());
        }
    }

    /** Runs the program. */
    static ExitCode run(String[] arguments, Console console) {
        if (arguments.length > 1 && arguments[0].equals("help") && NAMES.contains(arguments[1])) {
            help(command(arguments[1]), console.out());
            return ExitCode.DONE;
        }
        if (arguments.length == 0 || List.of("--help", "-h", "help").contains(arguments[0])) {
            overview(arguments.length == 0 ? console.err() : console.out());
            return arguments.length == 0 ? ExitCode.USAGE : ExitCode.DONE;
        }
        if (arguments[0].equals("--version")) {
            console.line("vvarmap " + Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("(not packaged)"));
            return ExitCode.DONE;
        }
        if (!NAMES.contains(arguments[0])) {
            String what = arguments[0].startsWith("-") ? "vvarmap has no option " + clean(arguments[0])
                    : "there is no command \"" + clean(arguments[0]) + "\"";
            console.tell(what + Words.didYouMean(arguments[0], words()) + "; see vvarmap --help");
            return ExitCode.USAGE;
        }
        return run(command(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length), console);
    }

    /** What may stand first. */
    private static List<String> words() {
        return Stream.concat(NAMES.stream(), Stream.of("--help", "--version")).toList();
    }

    /** All commands, in the order of the overview. */
    private static List<Command> commands() {
        return NAMES.stream().map(Main::command).toList();
    }

    /** One command: the others need not even be loaded. */
    private static Command command(String name) {
        return switch (name) {
            case "lookup" -> new LookupCommand();
            case "history" -> new HistoryCommand();
            case "diff" -> new DiffCommand();
            case "inspect" -> new InspectCommand();
            case "crawl" -> new CrawlCommand();
            case "verify" -> new VerifyCommand();
            case "check" -> new CheckCommand();
            case "capture" -> new CaptureCommand();
            case "report" -> new ReportCommand();
            case "export" -> new ExportCommand();
            case "completion" -> new CompletionCommand(Main::commands);
            default -> new ManCommand(Main::commands);
        };
    }

    private static ExitCode run(Command command, String[] arguments, Console console) {
        boolean debug = List.of(arguments).contains("--debug");
        try {
            CommandLine line = new DefaultParser(false).parse(options(command), arguments);
            if (line.hasOption("help")) {
                help(command, console.out());
                return ExitCode.DONE;
            }
            return command.run(line, console);
        } catch (UnrecognizedOptionException e) {
            String option = e.getOption().replaceFirst("^-*", "--").replaceFirst("=.*", "");
            List<String> known = options(command).getOptions().stream().map(one -> "--" + one.getLongOpt()).toList();
            console.tell("vvarmap " + command.name() + " has no option " + clean(e.getOption())
                    + Words.didYouMean(option, known)
                    + "; see vvarmap " + command.name() + " --help");
            return ExitCode.USAGE;
        } catch (MissingArgumentException e) {
            console.tell("--" + e.getOption().getLongOpt() + " lacks its " + e.getOption().getArgName()
                    + "; see vvarmap " + command.name() + " --help");
            return ExitCode.USAGE;
        } catch (ParseException e) {
            console.tell(clean(e.getMessage()) + "; see vvarmap " + command.name() + " --help");
            return ExitCode.USAGE;
        } catch (CommandFailure e) {
            console.tell(clean(e.getMessage()));
            trace(e, debug, console);
            return e.code();
        } catch (InvalidPathException e) {
            console.tell("\"" + clean(e.getInput()) + "\" is no name that a file can have here: " + clean(e.getReason()));
            trace(e, debug, console);
            return ExitCode.USAGE;
        } catch (BrokenTable e) {
            console.tell("the shipped table is broken: " + clean(e.getMessage()) + "; install the program anew");
            trace(e, debug, console);
            return ExitCode.FAILED;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            console.tell("this should not have happened: " + clean(String.valueOf(e)) + "; run again with --debug and report it");
            trace(e, debug, console);
            return ExitCode.FAILED;
        }
    }

    private static void trace(Throwable e, boolean debug, Console console) {
        if (debug) {
            console.trace(e);
        }
    }

    /** A message on one line, without control characters: it may quote hostile input. */
    private static String clean(String message) {
        String text = String.valueOf(message).replaceAll("\\p{Cntrl}+", " ");
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }

    /** The options of a command, those that all have included. */
    static Options options(Command command) {
        Options options = new Options();
        for (Option option : command.options().getOptions()) {
            options.addOption(option);
        }
        options.addOption(Option.builder().longOpt("json").desc("write JSON for programs").get());
        options.addOption(Valued.option("data", "FILE", "use this table, not the shipped one"));
        options.addOption(Option.builder().longOpt("debug").desc("show where an error came from").get());
        options.addOption(Option.builder("h").longOpt("help").desc("show this help").get());
        return options;
    }

    private static void overview(PrintStream out) {
        out.println("vvarmap knows where the Linux kernel puts the vDSO and its data, in every release.");
        out.println();
        for (Command command : commands()) {
            out.printf("  %-10s %s%n", command.name(), command.summary());
        }
        out.println();
        out.println("vvarmap COMMAND --help tells more. Exit codes: 0 done, 1 differs, 2 usage, 3 not known, 4 failed.");
    }

    private static void help(Command command, PrintStream out) {
        try {
            HelpFormatter.builder()
                    .setHelpAppendable(new TextHelpAppendable(out))
                    .setShowSince(false)
                    .get()
                    .printHelp(
                            "vvarmap " + command.name() + " " + command.usage(), command.summary(), options(command), "", false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
