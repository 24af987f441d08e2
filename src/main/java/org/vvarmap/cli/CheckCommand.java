package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.live.Capture;
import org.vvarmap.live.Comparison;
import org.vvarmap.live.Experiment;
import org.vvarmap.live.LiveProcess;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.live.Observation;
import org.vvarmap.live.Surroundings;
import org.vvarmap.matrix.Lookup;
import org.vvarmap.matrix.Table;

/** {@code check}: compares a live system with the table. */
final class CheckCommand implements Command {

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String usage() {
        return "[--pid N] | --capture FILE | --boot KERNEL --arch ABI | --maps FILE --sysinfo-ehdr ADDR --release R --arch ABI"
                + " [--page-size N]";
    }

    @Override
    public String summary() {
        return "compares a process of this machine, a capture, a kernel that is booted, or the text of maps, with the table";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(AbiOption.option())
                .addOption(Captures.pid())
                .addOption(Valued.option("capture", "FILE", "what vvarmap capture wrote, here or elsewhere"))
                .addOption(Captures.boot())
                .addOption(Valued.option("maps", "FILE", "the text of /proc/PID/maps or smaps"))
                .addOption(Valued.option("sysinfo-ehdr", "ADDR",
                        "the value of AT_SYSINFO_EHDR (LD_SHOW_AUXV=1); 0 where none is passed"))
                .addOption(Valued.option("release", "R", "what uname -r prints there"))
                .addOption(Valued.option("page-size", "N", "bytes (getconf PAGE_SIZE); else worked out of the text"));
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.getArgList().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "check takes options only; see vvarmap check --help");
        }
        Capture capture = capture(arguments, console);
        LiveProcess process = capture.process();
        KernelString kernel = Captures.kernel(capture);
        Abi abi = process.abi().orElse(null);
        if (abi == null) {
            throw new CommandFailure(ExitCode.NOT_KNOWN, "the process's ABI cannot be told; name it with --arch");
        }
        Table table = Tables.read(arguments, console, Optional.of(List.of(abi)));
        Lookup lookup = Lookup.of(table, kernel, List.of(abi));
        Observation observation = Observation.of(process);
        return report(lookup, abi, process, observation, arguments, console);
    }

    private static Capture capture(CommandLine arguments, Console console) throws CommandFailure {
        List<String> sources = new ArrayList<>();
        for (String source : List.of("pid", "capture", "boot", "maps")) {
            if (arguments.hasOption(source)) {
                sources.add(source);
            }
        }
        if (sources.size() > 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--" + sources.get(0) + " and --" + sources.get(1) + " exclude each other");
        }
        String source = sources.isEmpty() ? "pid" : sources.get(0);
        for (String only : List.of("sysinfo-ehdr", "release", "page-size")) {
            if (arguments.hasOption(only) && !source.equals("maps")) {
                throw new CommandFailure(ExitCode.USAGE, "--" + only + " goes with --maps; see vvarmap check --help");
            }
        }
        return switch (source) {
            case "maps" -> Capture.of(ofText(arguments, console));
            case "boot" -> Captures.ofBoot(arguments, console);
            case "capture" -> ofCapture(arguments, console);
            default -> Captures.ofProcess(arguments, console);
        };
    }

    private static Capture ofCapture(CommandLine arguments, Console console) throws CommandFailure {
        Capture capture = Captures.ofFile(console.path(arguments.getOptionValue("capture")));
        Optional<Abi> named = AbiOption.one(arguments);
        return named.isEmpty() ? capture : capture.withProcess(capture.process().withAbi(named.get()));
    }

    private static LiveProcess ofText(CommandLine arguments, Console console) throws CommandFailure {
        for (String needed : List.of("sysinfo-ehdr", "release", "arch")) {
            if (!arguments.hasOption(needed)) {
                throw new CommandFailure(ExitCode.USAGE, "--maps needs --" + needed + "; see vvarmap check --help");
            }
        }
        String text = Tables.text(console.path(arguments.getOptionValue("maps")));
        String release = arguments.getOptionValue("release");
        if (KernelString.parse(release).release().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--release " + release + " names no kernel release");
        }
        try {
            Abi abi = AbiOption.one(arguments).orElseThrow();
            int pageSize = arguments.hasOption("page-size")
                    ? number(arguments.getOptionValue("page-size"))
                    : PageSizes.of(text, abi);
            return LiveProcess.ofText(text, address(arguments.getOptionValue("sysinfo-ehdr")), pageSize, abi, release);
        } catch (MalformedInput e) {
            throw new CommandFailure(ExitCode.USAGE, arguments.getOptionValue("maps") + ": " + e.getMessage(), e);
        }
    }

    private static int number(String text) throws CommandFailure {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CommandFailure(ExitCode.USAGE, "--page-size " + text + " is no number of bytes");
        }
    }

    /** An address as LD_SHOW_AUXV and debuggers print it: hexadecimal with 0x, else hexadecimal digits. */
    private static long address(String text) throws CommandFailure {
        try {
            return Long.parseUnsignedLong(text.replaceFirst("^0[xX]", ""), 16);
        } catch (NumberFormatException e) {
            throw new CommandFailure(ExitCode.USAGE, "--sysinfo-ehdr " + text + " is no address");
        }
    }

    private static ExitCode report(
            Lookup lookup, Abi abi, LiveProcess process, Observation observation, CommandLine arguments, Console console) {
        List<String> notes = new ArrayList<>(lookup.notes());
        notes.remove(Lookup.ASK_THE_KERNEL);
        Optional<Layout> expected =
                lookup.cells().isEmpty() ? Optional.empty() : Optional.of(lookup.cells().get(0).era().layout());
        Comparison comparison;
        if (expected.isPresent()) {
            comparison = Comparison.of(expected.get(), observation);
            notes.addAll(comparison.notes());
        } else {
            comparison = new Comparison(Comparison.Verdict.NOT_COMPARABLE, List.of(), List.of());
            notes.addAll(observation.notes());
        }
        Optional<String> surroundings = Surroundings.of(process);
        if (surroundings.isPresent()) {
            notes.add(surroundings.get());
            comparison = new Comparison(
                    Comparison.Verdict.NOT_COMPARABLE, comparison.differences(), comparison.notes());
        }
        if (comparison.verdict() == Comparison.Verdict.MISMATCH && lookup.match() == Lookup.Match.NEAREST) {
            // Another release may well differ: that speaks against nothing that the table says.
            notes.add("it differs from the nearest release that the table knows, as another release may");
            comparison = new Comparison(
                    Comparison.Verdict.NOT_COMPARABLE, comparison.differences(), comparison.notes());
        }
        if (comparison.verdict() == Comparison.Verdict.MISMATCH) {
            notes.add("if nothing moved or unmapped a part of it, send this answer with --json, and what vvarmap capture"
                    + " writes, to the project's issue tracker");
        }
        String release = lookup.release().isPresent() ? lookup.release().get().tag() : process.release();
        if (arguments.hasOption("json")) {
            console.json(json(release, abi, expected, observation, comparison, notes));
        } else {
            text(release, process, observation, comparison, notes, console);
        }
        return switch (comparison.verdict()) {
            case MATCH -> ExitCode.DONE;
            case MISMATCH -> ExitCode.DIFFERS;
            case NOT_COMPARABLE -> ExitCode.NOT_KNOWN;
        };
    }

    private static void text(
            String release,
            LiveProcess process,
            Observation observation,
            Comparison comparison,
            List<String> notes,
            Console console) {
        String abi = process.abi().isPresent() ? process.abi().get().toString() : "a process";
        console.line(comparison.verdict().json() + ": " + abi + " on " + release);
        for (Comparison.Difference difference : comparison.differences()) {
            console.line("  " + difference.key().json() + ": the table says " + difference.expected() + ", the process shows "
                    + difference.observed());
        }
        if (!observation.facts().isEmpty()) {
            List<String> seen = new ArrayList<>();
            for (Map.Entry<FactKey, Fact> fact : observation.facts().entrySet()) {
                seen.add(fact.getKey().json() + " " + fact.getValue());
            }
            console.line("seen: " + String.join(", ", seen));
        }
        if (!process.experiments().isEmpty()) {
            console.line("tried: " + String.join("; ", process.experiments().stream().map(CheckCommand::text).toList()));
        }
        for (String note : notes) {
            console.line("note: " + note);
        }
    }

    private static String text(Experiment experiment) {
        return experiment.name() + " " + String.join(", ", experiment.steps().stream()
                .map(step -> step.name() + " " + step.outcome())
                .toList());
    }

    private static JsonObject json(
            String release,
            Abi abi,
            Optional<Layout> expected,
            Observation observation,
            Comparison comparison,
            List<String> notes) {
        JsonArray differences = new JsonArray();
        for (Comparison.Difference difference : comparison.differences()) {
            JsonObject object = new JsonObject();
            object.addProperty("key", difference.key().json());
            object.add("expected", LayoutJson.write(difference.key(), difference.expected()));
            object.add("observed", LayoutJson.write(difference.key(), difference.observed()));
            differences.add(object);
        }
        JsonArray noteList = new JsonArray();
        notes.forEach(noteList::add);
        JsonObject object = new JsonObject();
        object.addProperty("schema", "vvarmap/check/1");
        object.addProperty("verdict", comparison.verdict().json());
        object.addProperty("release", release);
        object.addProperty("abi", abi.label());
        object.add("expected", expected.map(LayoutJson::write).orElse(null));
        object.add("observed", LayoutJson.write(observation.facts()));
        object.add("differences", differences);
        object.add("notes", noteList);
        return object;
    }
}
