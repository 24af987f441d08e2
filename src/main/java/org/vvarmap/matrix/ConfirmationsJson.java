package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.LayoutJson;

/**
 * What captures of live systems say of the table's cells, as JSON: an index of {@code data/captures}, so that whoever looks
 * a cell up need not open them. Many captures show the same, so what was seen is written once.
 */
public final class ConfirmationsJson {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/captures/1";

    private ConfirmationsJson() {}

    /**
     * Writes an index.
     *
     * @param confirmations what the captures say, in the order in which they are to stand
     * @return the text of the file, with a line feed at its end
     */
    public static String write(List<Confirmation> confirmations) {
        Map<Map<FactKey, Fact>, String> names = new LinkedHashMap<>();
        for (Confirmation one : confirmations) {
            names.computeIfAbsent(one.seen(), seen -> Integer.toString(names.size() + 1));
        }
        JsonObject seen = new JsonObject();
        names.forEach((facts, name) -> seen.add(name, LayoutJson.write(facts)));
        JsonArray captures = new JsonArray();
        for (Confirmation one : confirmations) {
            JsonObject object = new JsonObject();
            object.addProperty("file", one.name());
            object.addProperty("abi", one.abi().label());
            object.addProperty("release", one.release().tag());
            object.addProperty("seen", names.get(one.seen()));
            captures.add(object);
        }
        JsonObject object = new JsonObject();
        object.addProperty("schema", SCHEMA);
        object.add("seen", seen);
        object.add("captures", captures);
        return Json.write(object);
    }

    /**
     * Reads an index.
     *
     * @param text the text of a file
     * @return what the captures say
     * @throws MalformedTable where the text breaks the format
     */
    public static List<Confirmation> read(String text) throws MalformedTable {
        JsonObject object = Json.parse(text, SCHEMA);
        Map<String, Map<FactKey, Fact>> seen = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : Json.at("seen", () -> object.getAsJsonObject("seen").entrySet())) {
            seen.put(entry.getKey(), Json.at("seen " + entry.getKey(), () -> facts(entry.getValue().getAsJsonObject())));
        }
        List<Confirmation> confirmations = new ArrayList<>();
        for (JsonElement element : Json.at("captures", () -> object.getAsJsonArray("captures"))) {
            confirmations.add(
                    Json.at("capture " + (confirmations.size() + 1), () -> confirmation(element.getAsJsonObject(), seen)));
        }
        return confirmations;
    }

    /**
     * Reads of an index what it says of some ABIs, which is quicker than to read it all.
     *
     * @param file the bytes of a file that {@link #write} made
     * @param abis the ABIs
     * @return what the captures say of them
     * @throws MalformedTable where the text breaks the format
     */
    public static List<Confirmation> read(byte[] file, Collection<Abi> abis) throws MalformedTable {
        return Json.at("captures", () -> {
            Elements elements = new Elements(file);
            Map<String, Map<FactKey, Fact>> seen = new HashMap<>();
            List<Confirmation> confirmations = new ArrayList<>();
            for (Abi abi : abis) {
                for (Elements.Element line : elements.mentioning("captures", List.of("\"abi\":\"" + abi.label() + "\","))) {
                    JsonObject capture = line.json();
                    String name = capture.get("seen").getAsString();
                    Optional<JsonObject> facts = seen.containsKey(name) ? Optional.empty() : elements.named("seen", name);
                    if (facts.isPresent()) {
                        seen.put(name, facts(facts.get()));
                    }
                    confirmations.add(confirmation(capture, seen));
                }
            }
            return confirmations;
        });
    }

    private static Confirmation confirmation(JsonObject capture, Map<String, Map<FactKey, Fact>> seen) throws MalformedTable {
        return new Confirmation(
                capture.get("file").getAsString(),
                TableJson.release(capture.get("release").getAsString()),
                TableJson.abi(capture.get("abi").getAsString()),
                Json.at("seen", () -> seen.get(capture.get("seen").getAsString())));
    }

    private static Map<FactKey, Fact> facts(JsonObject object) throws LayoutJson.MalformedLayout {
        Map<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        for (String name : object.keySet()) {
            Optional<FactKey> key = FactKey.byJson(name);
            if (key.isEmpty()) {
                throw new LayoutJson.MalformedLayout("no fact is called " + name);
            }
            facts.put(key.get(), LayoutJson.readFact(key.get(), object));
        }
        return facts;
    }
}
