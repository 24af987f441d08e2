package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Advice;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Lifetime;
import org.vvarmap.matrix.Story;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** {@code history}: the eras of an ABI. */
final class HistoryCommand implements Command {

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String usage() {
        return "ABI";
    }

    @Override
    public String summary() {
        return "an ABI's eras on mainline and on each stable line that differs, and what began each";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (arguments.getArgList().size() != 1) {
            throw new CommandFailure(ExitCode.USAGE, "history takes one ABI; see vvarmap history --help");
        }
        List<Abi> named = AbiOption.resolve(arguments.getArgList().get(0));
        Table table = Tables.read(arguments, console);
        List<Abi> known = named.stream().filter(table.abis()::contains).toList();
        if (arguments.hasOption("json")) {
            console.json(json(table, known));
        } else {
            alike(table, known).forEach(abis -> write(table, abis, console));
        }
        if (known.isEmpty()) {
            console.tell("the table says nothing of " + named.stream().map(Abi::label).collect(Collectors.joining(", ")));
            return ExitCode.NOT_KNOWN;
        }
        return ExitCode.DONE;
    }

    /** The ABIs in groups that have the same history. */
    private static List<List<Abi>> alike(Table table, List<Abi> abis) {
        Map<List<String>, List<Abi>> groups = new LinkedHashMap<>();
        for (Abi abi : abis) {
            List<String> eras = table.lines(abi).stream()
                    .flatMap(line -> table.eras(abi, line).stream())
                    .map(era -> List.of(era.line(), era.since(), era.until(), era.layout(), era.changes()).toString())
                    .toList();
            groups.computeIfAbsent(eras, key -> new ArrayList<>()).add(abi);
        }
        return List.copyOf(groups.values());
    }

    private static void write(Table table, List<Abi> abis, Console console) {
        Abi abi = abis.get(0);
        console.line(abis.stream().map(Abi::label).collect(Collectors.joining(", ")) + " (arch/" + abi.arch() + ")");
        table.lifetimes(abi).stream().map(Lifetime::sentence).filter(text -> !text.isEmpty()).forEach(console::line);
        Story.of(table, abi).forEach(sentence -> console.line("  " + sentence));
        for (Line line : table.lines(abi)) {
            console.line("");
            console.line(line.isMainline() ? "mainline" : line + ", which differs");
            for (Era era : table.eras(abi, line)) {
                console.line("");
                String range = era.since() + era.until().map(end -> " until before " + end).orElse(" on");
                boolean inherited = !line.isMainline() && era.since().line().isMainline();
                if (inherited) {
                    console.line("  as mainline, " + range);
                } else {
                    write(era, range, console);
                }
            }
        }
        console.line("");
    }

    private static void write(Era era, String range, Console console) {
        console.line("  " + range + ": " + outline(era));
        console.line("    " + Advice.sentence(era.layout()));
        if (!era.line().isMainline() && era.changes().isEmpty()) {
            console.line("    not known what began it: no release between it and the last mainline release that was read");
        }
        LayoutText.changes(era).forEach(text -> console.line("    " + text));
        LayoutText.reasons(era.layout()).forEach(text -> console.line("    " + text));
    }

    /** The facts that tell eras apart, in a few words. */
    private static String outline(Era era) {
        if (era.layout().get(FactKey.VDSO).is("none")) {
            return "no vDSO";
        }
        return "data " + era.layout().get(FactKey.DATA_PLACEMENT) + ", " + era.layout().get(FactKey.DATA_MAPPING) + "; "
                + era.layout().get(FactKey.REGIONS);
    }

    private static JsonObject json(Table table, List<Abi> abis) {
        JsonArray array = new JsonArray();
        for (Abi abi : abis) {
            JsonArray lines = new JsonArray();
            for (Line line : table.lines(abi)) {
                JsonArray eras = new JsonArray();
                table.eras(abi, line).forEach(era -> eras.add(json(era)));
                JsonObject object = new JsonObject();
                object.addProperty("line", line.toString());
                object.add("eras", eras);
                lines.add(object);
            }
            JsonObject object = new JsonObject();
            object.addProperty("abi", abi.label());
            object.addProperty("arch", abi.arch());
            JsonArray story = new JsonArray();
            Story.of(table, abi).forEach(story::add);
            object.add("story", story);
            object.add("lines", lines);
            array.add(object);
        }
        JsonObject object = new JsonObject();
        object.addProperty("schema", "vvarmap/history/1");
        object.add("abis", array);
        return object;
    }

    private static JsonObject json(Era era) {
        JsonArray changes = new JsonArray();
        era.changes().forEach(change -> {
            JsonObject object = new JsonObject();
            object.addProperty("key", change.key().json());
            object.add("commit", change.commit().map(TableJson::write).orElse(null));
            changes.add(object);
        });
        JsonObject object = new JsonObject();
        object.addProperty("since", era.since().tag());
        object.addProperty("until", era.until().map(Release::tag).orElse(null));
        object.add("layout", LayoutJson.write(era.layout()));
        object.add("commit", era.commit().map(TableJson::write).orElse(null));
        object.add("changes", changes);
        return object;
    }
}
