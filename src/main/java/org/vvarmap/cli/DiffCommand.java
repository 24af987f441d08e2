package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.extract.Extractor;
import org.vvarmap.history.KernelRepository;
import org.vvarmap.history.RepositoryFailure;
import org.vvarmap.history.Revisions;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.ConsumersJson;
import org.vvarmap.matrix.Difference;
import org.vvarmap.matrix.Lookup;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/**
 * {@code diff}: what changed between two releases of the table, or between two revisions of a clone, what that means to
 * consumers, and whose assumptions it breaks.
 */
final class DiffCommand implements Command {

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public String usage() {
        return "A B [--arch ABI] [--repo DIR]";
    }

    @Override
    public String summary() {
        return "what changed between two releases or, with --repo, two revisions of a clone, and whom it breaks";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(AbiOption.option())
                .addOption(Valued.option("repo", "DIR", "a clone of the kernel: A and B are revisions of it"));
    }

    /** One of the two kernels: what was asked for, and what that is. */
    private record Side(String query, Optional<Release> release, Optional<String> object) {
        private String shown() {
            return release.map(Release::tag)
                    .or(() -> object.map(id -> query + " (" + id.substring(0, 12) + ")"))
                    .orElse(query);
        }
    }

    /** What came of it. */
    private record Answer(Side from, Side to, List<Difference> differences, List<Abi> unknown, List<String> notes) {

        private Difference.Verdict verdict() {
            Difference.Verdict verdict = Difference.Verdict.of(differences.stream().map(Difference::verdict));
            boolean open = verdict == Difference.Verdict.EQUAL && (!unknown.isEmpty() || differences.isEmpty());
            return open ? Difference.Verdict.NOT_KNOWN : verdict;
        }
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (arguments.getArgList().size() != 2) {
            throw new CommandFailure(ExitCode.USAGE, "diff takes two releases, or two revisions with --repo; see vvarmap diff --help");
        }
        String from = arguments.getArgList().get(0);
        String to = arguments.getArgList().get(1);
        Answer answer = arguments.hasOption("repo")
                ? betweenRevisions(from, to, arguments, console)
                : betweenReleases(from, to, arguments, console);
        if (arguments.hasOption("json")) {
            console.json(json(answer));
        } else {
            write(answer, console);
        }
        return switch (answer.verdict()) {
            case EQUAL -> ExitCode.DONE;
            case DIFFERS -> ExitCode.DIFFERS;
            case NOT_KNOWN -> ExitCode.NOT_KNOWN;
        };
    }

    // Releases.

    private static Answer betweenReleases(String from, String to, CommandLine arguments, Console console)
            throws CommandFailure {
        List<String> notes = new ArrayList<>();
        Table table = Tables.read(arguments, console);
        Optional<Release> before = release(from, table, notes);
        Optional<Release> after = release(to, table, notes);
        List<Abi> abis = abis(arguments, List.copyOf(table.abis()));
        Side left = new Side(from, before, Optional.empty());
        Side right = new Side(to, after, Optional.empty());
        return before.isPresent() && after.isPresent()
                ? betweenReleases(table, left, right, abis, notes)
                : new Answer(left, right, List.of(), List.of(), notes);
    }

    private static Answer betweenReleases(Table table, Side from, Side to, List<Abi> abis, List<String> notes)
            throws CommandFailure {
        Release before = from.release().orElseThrow();
        Release after = to.release().orElseThrow();
        Consumers consumers = Shipped.consumers();
        List<Difference> differences = new ArrayList<>();
        List<Abi> unknown = new ArrayList<>();
        for (Abi abi : abis) {
            Optional<Difference> difference = Difference.of(table, before, after, abi, consumers);
            difference.ifPresent(differences::add);
            if (difference.isEmpty()) {
                unknown.add(abi);
                notes.add("the table says nothing of " + abi + " in " + before + " or " + after);
            }
        }
        return new Answer(from, to, differences, unknown, notes);
    }

    /** The release that a text names; empty, with a note, where the table does not know it. */
    private static Optional<Release> release(String query, Table table, List<String> notes) throws CommandFailure {
        KernelString kernel = KernelString.parse(query);
        Release release = kernel.release().orElseThrow(() -> new CommandFailure(ExitCode.USAGE, "\"" + query
                + "\" names no kernel release; give a tag or a version, or --repo DIR and two revisions"));
        if (!table.calendar().has(release)) {
            notes.add(release + " is not in the table"
                    + table.calendar().nearest(release).map(near -> "; the nearest release that is: " + near).orElse("")
                    + "; a clone that has it can be asked with --repo DIR");
            return Optional.empty();
        }
        if (kernel.vendor()) {
            notes.add(query + ": " + Lookup.ASK_THE_KERNEL);
        }
        return Optional.of(release);
    }

    // Revisions.

    private static Answer betweenRevisions(String from, String to, CommandLine arguments, Console console)
            throws CommandFailure {
        List<Abi> abis = abis(arguments, List.copyOf(Extractor.abis())).stream().filter(Extractor.abis()::contains).toList();
        if (abis.isEmpty()) {
            throw new CommandFailure(ExitCode.NOT_KNOWN, "there is no reader for " + arguments.getOptionValue("arch") + " yet");
        }
        try (KernelRepository repository = KernelRepository.open(console.path(arguments.getOptionValue("repo")))) {
            String before = repository.resolve(from);
            String after = repository.resolve(to);
            List<String> notes = new ArrayList<>();
            List<Difference> differences = differences(new Revisions(repository, before, after), abis, notes);
            return new Answer(
                    new Side(from, Optional.empty(), Optional.of(before)),
                    new Side(to, Optional.empty(), Optional.of(after)),
                    differences,
                    List.of(),
                    notes);
        } catch (RepositoryFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private static List<Difference> differences(Revisions revisions, List<Abi> abis, List<String> notes)
            throws RepositoryFailure, CommandFailure {
        Consumers consumers = Shipped.consumers();
        List<Difference> differences = new ArrayList<>();
        for (Map.Entry<Abi, Revisions.Pair> entry : revisions.read(abis).entrySet()) {
            Abi abi = entry.getKey();
            Revisions.Pair pair = entry.getValue();
            if (pair.sameFiles()) {
                differences.add(Difference.none(abi));
                continue;
            }
            boolean same = pair.before().layout().agrees(pair.after().layout());
            Optional<Map<FactKey, Commit>> commits = same ? Optional.of(Map.of()) : revisions.commits(abi, pair);
            if (commits.isEmpty() && notes.isEmpty()) {
                notes.add("the commits behind the changes were not looked for: there is no history between the two, or too much of it");
            }
            Map<FactKey, Commit> known = commits.orElse(Map.of());
            differences.add(Difference.of(abi, pair.before().layout(), pair.after().layout(), consumers,
                    key -> Optional.ofNullable(known.get(key)).map(commit -> new Difference.Cause(commit, Optional.empty()))));
        }
        return differences;
    }

    private static List<Abi> abis(CommandLine arguments, List<Abi> known) throws CommandFailure {
        Optional<List<Abi>> named = AbiOption.read(arguments);
        return named.isEmpty() || arguments.getOptionValue("arch").equals("all") ? known : named.get();
    }

    // For people.

    private static void write(Answer answer, Console console) {
        if (answer.differences().isEmpty()) {
            console.tell(String.join("; ", answer.notes()));
            return;
        }
        answer.notes().forEach(note -> console.line("note: " + note));
        String between = answer.from().shown() + " -> " + answer.to().shown();
        Map<List<Object>, List<Difference>> alike = new LinkedHashMap<>();
        for (Difference difference : answer.differences()) {
            alike.computeIfAbsent(List.of(difference.abi().arch(), difference.moves(), difference.open(), difference.broken(), difference.mended()),
                    key -> new ArrayList<>()).add(difference);
        }
        List<Difference> equal = answer.differences().stream()
                .filter(difference -> difference.verdict() == Difference.Verdict.EQUAL)
                .toList();
        alike.values().stream()
                .filter(group -> group.get(0).verdict() != Difference.Verdict.EQUAL)
                .forEach(group -> write(group, between, console));
        if (!equal.isEmpty()) {
            console.line(between + ": nothing changed for "
                    + equal.stream().map(difference -> difference.abi().label()).collect(Collectors.joining(", ")));
        }
    }

    private static void write(List<Difference> group, String between, Console console) {
        Difference difference = group.get(0);
        console.line(between + " on "
                + group.stream().map(one -> one.abi().label()).collect(Collectors.joining(", "))
                + " (arch/" + difference.abi().arch() + ")");
        console.line("");
        for (Difference.Move move : difference.moves()) {
            console.line(String.format("  %-15s %s -> %s", move.key().json(), move.before(), move.after()));
            move.cause().ifPresent(cause -> console.line(" ".repeat(18) + cause.commit().id().substring(0, 12) + " "
                    + LayoutText.printable(cause.commit().subject()) + cause.since().map(release -> " (" + release + ")").orElse("")));
        }
        Map<String, List<String>> open = new LinkedHashMap<>();
        for (Difference.Open fact : difference.open()) {
            String reason = fact.after().or(fact::before).orElse("");
            open.computeIfAbsent(reason, key -> new ArrayList<>()).add(fact.key().json());
        }
        open.forEach((reason, keys) -> console.line("  not known       " + String.join(", ", keys) + ": " + reason));
        if (!difference.consequences().isEmpty()) {
            console.line("");
            difference.consequences().forEach(consequence -> console.line("  - " + consequence.text()));
        }
        List<String> programs = new ArrayList<>(LayoutText.broken("breaks", difference.broken()));
        programs.addAll(LayoutText.broken("mends", difference.mended()).stream().filter(line -> line.startsWith("mends")).toList());
        if (!programs.isEmpty()) {
            console.line("");
            programs.forEach(line -> console.line("  " + line));
        }
        console.line("");
    }

    // For programs.

    private static JsonObject json(Answer answer) {
        JsonArray notes = new JsonArray();
        answer.notes().forEach(notes::add);
        JsonArray results = new JsonArray();
        answer.differences().forEach(difference -> results.add(json(difference)));
        JsonArray unknown = new JsonArray();
        answer.unknown().forEach(abi -> unknown.add(abi.label()));
        JsonObject object = new JsonObject();
        object.addProperty("schema", "vvarmap/diff/1");
        object.addProperty("verdict", answer.verdict().json());
        object.add("from", json(answer.from()));
        object.add("to", json(answer.to()));
        object.add("notes", notes);
        object.add("results", results);
        object.add("notInTable", unknown);
        return object;
    }

    private static JsonObject json(Side side) {
        JsonObject object = new JsonObject();
        object.addProperty("query", side.query());
        object.addProperty("release", side.release().map(Release::tag).orElse(null));
        object.addProperty("object", side.object().orElse(null));
        return object;
    }

    private static JsonObject json(Difference difference) {
        JsonArray changes = new JsonArray();
        for (Difference.Move move : difference.moves()) {
            JsonObject change = new JsonObject();
            change.addProperty("key", move.key().json());
            change.add("before", LayoutJson.write(move.key(), move.before()));
            change.add("after", LayoutJson.write(move.key(), move.after()));
            change.add("commit", move.cause().map(cause -> TableJson.write(cause.commit())).orElse(null));
            change.addProperty("since", move.cause().flatMap(Difference.Cause::since).map(Release::tag).orElse(null));
            changes.add(change);
        }
        JsonArray open = new JsonArray();
        for (Difference.Open fact : difference.open()) {
            JsonObject entry = new JsonObject();
            entry.addProperty("key", fact.key().json());
            entry.addProperty("before", fact.before().orElse(null));
            entry.addProperty("after", fact.after().orElse(null));
            open.add(entry);
        }
        JsonArray consequences = new JsonArray();
        difference.consequences().forEach(consequence -> {
            JsonArray keys = new JsonArray();
            consequence.keys().forEach(key -> keys.add(key.json()));
            JsonObject entry = new JsonObject();
            entry.add("keys", keys);
            entry.addProperty("text", consequence.text());
            consequences.add(entry);
        });
        JsonObject object = new JsonObject();
        object.addProperty("abi", difference.abi().label());
        object.addProperty("arch", difference.abi().arch());
        object.addProperty("verdict", difference.verdict().json());
        object.add("changes", changes);
        object.add("unknown", open);
        object.add("consequences", consequences);
        object.add("breaks", ConsumersJson.write(difference.broken()));
        object.add("mends", ConsumersJson.write(difference.mended()));
        return object;
    }
}
