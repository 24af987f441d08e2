package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Expectation;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.matrix.Assertion;
import org.vvarmap.matrix.AssertionReport;
import org.vvarmap.matrix.Releases;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** {@code lookup --assert}: a gate for the CI of programs that take something for granted. */
final class AssertOption {

    private AssertOption() {}

    static void add(Options options) {
        options.addOption(Valued.option("assert", "KEY=VALUE",
                "say where a fact is not so: dataPlacement=before, elfAtVdsoStart=true,null, regions=[vvar],[vdso]"));
        options.addOption(Valued.option("since", "RELEASE", "with --assert: from this release on"));
        options.addOption(Valued.option("until", "RELEASE",
                "with --assert: up to this release, and its stable line where it is a mainline release"));
    }

    static boolean given(CommandLine arguments) {
        return arguments.hasOption("assert") || arguments.hasOption("since") || arguments.hasOption("until");
    }

    /** The range that {@code --since} and {@code --until} name; empty where neither was given. */
    static Optional<Releases> range(CommandLine arguments) throws CommandFailure {
        if (!arguments.hasOption("assert")) {
            throw new CommandFailure(ExitCode.USAGE, "--since and --until go with --assert KEY=VALUE; vvarmap history lists eras");
        }
        Optional<Release> since = release(arguments, "since");
        Optional<Release> until = release(arguments, "until");
        if (since.isPresent() && until.isPresent() && since.get().compareTo(until.get()) > 0) {
            throw new CommandFailure(ExitCode.USAGE, "--since " + since.get() + " comes after --until " + until.get());
        }
        return since.isEmpty() && until.isEmpty() ? Optional.empty() : Optional.of(new Releases(since, until));
    }

    private static Optional<Release> release(CommandLine arguments, String option) throws CommandFailure {
        String name = arguments.getOptionValue(option);
        Optional<Release> release = Optional.ofNullable(name).flatMap(Release::parse);
        if (name != null && release.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "--" + option + " \"" + name + "\" is no release; give one as 5.4 or v5.4.3");
        }
        return release;
    }

    static ExitCode run(CommandLine arguments, Table table, Releases range, List<Abi> abis, Console console)
            throws CommandFailure {
        List<Assertion> assertions = new ArrayList<>();
        for (String text : arguments.getOptionValues("assert")) {
            try {
                assertions.add(Assertion.parse(text));
            } catch (Assertion.MalformedAssertion e) {
                throw new CommandFailure(ExitCode.USAGE, "--assert: " + e.getMessage() + meant(text));
            }
        }
        AssertionReport report = AssertionReport.of(table, range, abis, assertions);
        if (arguments.hasOption("json")) {
            console.json(json(report, range, assertions));
        } else {
            report.rows().forEach(row -> write(row, assertions, console));
        }
        report.notes().forEach(console::tell);
        return switch (report.verdict()) {
            case HOLDS -> ExitCode.DONE;
            case FAILS -> ExitCode.DIFFERS;
            case UNKNOWN -> ExitCode.NOT_KNOWN;
        };
    }

    /** The key, or the value of a key that there is, which may have been meant. */
    private static String meant(String text) {
        String[] parts = text.split("=", 2);
        return FactKey.byJson(parts[0])
                .map(key -> Words.didYouMean(parts[parts.length - 1], key.allowed()))
                .orElseGet(() -> Words.didYouMean(parts[0], Stream.of(FactKey.values()).map(FactKey::json).toList()));
    }

    private static void write(AssertionReport.Row row, List<Assertion> assertions, Console console) {
        if (row.failures().isEmpty() && row.open().isEmpty()) {
            console.line(row.abi() + ": holds in all " + row.checked() + " releases: "
                    + String.join(" ", assertions.stream().map(Assertion::toString).toList()));
        }
        write(row.abi() + ": fails", row.failures(), console);
        write(row.abi() + ": not known", row.open(), console);
    }

    /** Runs that say the same share a line: the same fact on several lines of releases. */
    private static void write(String label, List<AssertionReport.Run> runs, Console console) {
        Map<List<String>, List<String>> places = new LinkedHashMap<>();
        for (AssertionReport.Run run : runs) {
            String what = run.assertion() + "  " + (run.found() instanceof Fact.Unknown unknown ? unknown.reason() : "it is " + run.found());
            String commit = run.commit().map(known -> known.id().substring(0, 12) + " " + LayoutText.printable(known.subject())).orElse("");
            places.computeIfAbsent(List.of(what, commit), key -> new ArrayList<>())
                    .add(run.first().equals(run.last()) ? run.first().tag() : run.first() + " to " + run.last());
        }
        places.forEach((what, where) -> {
            console.line(label + ": " + what.get(0));
            console.line("  in " + String.join(", ", where));
            if (!what.get(1).isEmpty()) {
                console.line("  since " + what.get(1));
            }
        });
    }

    private static JsonObject json(AssertionReport report, Releases range, List<Assertion> assertions) {
        JsonArray asserted = new JsonArray();
        assertions.forEach(assertion -> asserted.add(assertion.toString()));
        JsonArray results = new JsonArray();
        for (AssertionReport.Row row : report.rows()) {
            JsonObject object = new JsonObject();
            object.addProperty("abi", row.abi().label());
            object.addProperty("arch", row.abi().arch());
            object.addProperty("verdict", word(row.verdict()));
            object.addProperty("releases", row.checked());
            object.add("failures", json(row.failures()));
            object.add("unknown", json(row.open()));
            results.add(object);
        }
        JsonArray notes = new JsonArray();
        report.notes().forEach(notes::add);
        JsonObject object = new JsonObject();
        object.addProperty("schema", "vvarmap/assert/1");
        object.addProperty("verdict", word(report.verdict()));
        object.add("assertions", asserted);
        object.addProperty("since", range.since().map(Release::tag).orElse(null));
        object.addProperty("until", range.until().map(Release::tag).orElse(null));
        object.add("notes", notes);
        object.add("results", results);
        return object;
    }

    private static JsonArray json(List<AssertionReport.Run> runs) {
        JsonArray array = new JsonArray();
        for (AssertionReport.Run run : runs) {
            JsonObject object = new JsonObject();
            object.addProperty("assertion", run.assertion().toString());
            object.addProperty("line", run.line().toString());
            object.addProperty("first", run.first().tag());
            object.addProperty("last", run.last().tag());
            object.add("found", LayoutJson.write(run.assertion().key(), run.found()));
            object.addProperty("reason", run.found() instanceof Fact.Unknown unknown ? unknown.reason() : null);
            object.add("commit", run.commit().map(TableJson::write).orElse(null));
            array.add(object);
        }
        return array;
    }

    private static String word(Expectation.Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "holds";
            case FAILS -> "fails";
            case UNKNOWN -> "not-known";
        };
    }
}
