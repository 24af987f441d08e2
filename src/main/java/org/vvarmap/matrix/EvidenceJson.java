package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.LayoutJson;

/**
 * The evidence as JSON. Files, layouts and read sets that many releases share are written once and named by number: a file
 * is {@code "path blob"}, or a path alone where it was missing.
 */
public final class EvidenceJson {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/evidence/1";

    /** Follows the numbers of a cell where the release has no such ABI. */
    private static final String ABSENT = "absent";

    private EvidenceJson() {}

    /** Numbers values in the order in which they come. */
    private static final class Numbering<T> {
        private final Map<T, Integer> numbers = new LinkedHashMap<>();

        private int of(T value) {
            return numbers.computeIfAbsent(value, key -> numbers.size());
        }
    }

    /**
     * Writes evidence.
     *
     * @param evidence the evidence
     * @return the text of the file, with a line feed at its end
     */
    public static String write(Evidence evidence) {
        Numbering<String> files = new Numbering<>();
        Numbering<List<Integer>> sets = new Numbering<>();
        Numbering<Layout> layouts = new Numbering<>();
        JsonArray readings = new JsonArray();
        evidence.readings().forEach((release, reading) -> {
            JsonObject cells = new JsonObject();
            reading.cells().forEach((abi, cell) -> {
                List<Integer> set = new ArrayList<>();
                cell.reads().forEach((path, blob) -> set.add(files.of(path + blob.map(id -> " " + id).orElse(""))));
                JsonArray pair = new JsonArray();
                pair.add(layouts.of(cell.layout()));
                pair.add(sets.of(List.copyOf(set)));
                if (!cell.exists()) {
                    pair.add(ABSENT);
                }
                cells.add(abi.label(), pair);
            });
            JsonObject object = new JsonObject();
            object.addProperty("release", release.tag());
            object.addProperty("object", reading.object());
            object.add("cells", cells);
            readings.add(object);
        });
        JsonArray steps = new JsonArray();
        evidence.steps().forEach((step, commits) -> {
            JsonObject changes = new JsonObject();
            commits.forEach((key, commit) -> changes.add(key.json(), TableJson.write(commit)));
            JsonObject object = new JsonObject();
            object.addProperty("abi", step.abi().label());
            object.addProperty("from", step.from().tag());
            object.addProperty("to", step.to().tag());
            object.add("changes", changes);
            steps.add(object);
        });
        JsonObject object = new JsonObject();
        object.addProperty("schema", SCHEMA);
        object.addProperty("rules", evidence.rules());
        object.add("readings", readings);
        object.add("steps", steps);
        JsonArray layoutList = new JsonArray();
        layouts.numbers.keySet().forEach(layout -> layoutList.add(LayoutJson.write(layout)));
        object.add("layouts", layoutList);
        JsonArray setList = new JsonArray();
        sets.numbers.keySet().forEach(set -> {
            JsonArray numbers = new JsonArray();
            set.forEach(numbers::add);
            setList.add(numbers);
        });
        object.add("readSets", setList);
        JsonArray fileList = new JsonArray();
        files.numbers.keySet().forEach(fileList::add);
        object.add("files", fileList);
        return Json.write(object);
    }

    /**
     * Reads evidence.
     *
     * @param text the text of a file
     * @return the evidence
     * @throws MalformedTable where the text breaks the format
     */
    public static Evidence read(String text) throws MalformedTable {
        JsonObject object = Json.parse(text, SCHEMA);
        return Json.at("evidence", () -> {
            List<Layout> layouts = new ArrayList<>();
            for (JsonElement layout : object.getAsJsonArray("layouts")) {
                layouts.add(LayoutJson.read(layout.getAsJsonObject()));
            }
            List<Map<String, Optional<String>>> sets = sets(object);
            Map<Release, Evidence.Reading> readings = new TreeMap<>();
            for (JsonElement element : object.getAsJsonArray("readings")) {
                JsonObject reading = element.getAsJsonObject();
                Map<Abi, Evidence.CellReading> cells = new EnumMap<>(Abi.class);
                for (Map.Entry<String, JsonElement> cell : reading.getAsJsonObject("cells").entrySet()) {
                    JsonArray pair = cell.getValue().getAsJsonArray();
                    cells.put(
                            TableJson.abi(cell.getKey()),
                            new Evidence.CellReading(
                                    layouts.get(pair.get(0).getAsInt()),
                                    sets.get(pair.get(1).getAsInt()),
                                    pair.size() < 3 || !pair.get(2).getAsString().equals(ABSENT)));
                }
                readings.put(
                        TableJson.release(reading.get("release").getAsString()),
                        new Evidence.Reading(reading.get("object").getAsString(), cells));
            }
            return new Evidence(object.get("rules").getAsInt(), readings, steps(object));
        });
    }

    private static List<Map<String, Optional<String>>> sets(JsonObject object) {
        JsonArray files = object.getAsJsonArray("files");
        List<Map<String, Optional<String>>> sets = new ArrayList<>();
        for (JsonElement numbers : object.getAsJsonArray("readSets")) {
            Map<String, Optional<String>> set = new TreeMap<>();
            for (JsonElement number : numbers.getAsJsonArray()) {
                String file = files.get(number.getAsInt()).getAsString();
                int space = file.lastIndexOf(' ');
                set.put(space < 0 ? file : file.substring(0, space),
                        space < 0 ? Optional.empty() : Optional.of(file.substring(space + 1)));
            }
            sets.add(set);
        }
        return sets;
    }

    private static Map<Evidence.Step, Map<FactKey, Commit>> steps(JsonObject object) throws MalformedTable {
        Map<Evidence.Step, Map<FactKey, Commit>> steps = new TreeMap<>();
        for (JsonElement element : object.getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            Map<FactKey, Commit> changes = new EnumMap<>(FactKey.class);
            for (Map.Entry<String, JsonElement> change : step.getAsJsonObject("changes").entrySet()) {
                FactKey key = FactKey.byJson(change.getKey())
                        .orElseThrow(() -> new MalformedTable("no fact is called " + change.getKey()));
                changes.put(key, TableJson.readCommit(change.getValue()));
            }
            steps.put(
                    new Evidence.Step(
                            TableJson.abi(step.get("abi").getAsString()),
                            TableJson.release(step.get("from").getAsString()),
                            TableJson.release(step.get("to").getAsString())),
                    changes);
        }
        return steps;
    }
}
