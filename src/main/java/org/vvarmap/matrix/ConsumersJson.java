package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Expectation;
import org.vvarmap.layout.ExpectationJson;

/** What programs take for granted, written by hand and reviewed. */
public final class ConsumersJson {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/assumptions/1";

    private ConsumersJson() {}

    /**
     * Reads the file.
     *
     * @param text its text
     * @return the programs
     * @throws MalformedTable where the text breaks the format
     */
    public static Consumers read(String text) throws MalformedTable {
        JsonObject object = Json.parse(text, SCHEMA);
        List<Consumer> consumers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonElement element : Json.at("consumers", () -> object.getAsJsonArray("consumers"))) {
            Consumer consumer = Json.at("consumer " + (consumers.size() + 1), () -> consumer(element.getAsJsonObject()));
            consumers.add(consumer);
            for (String id : ids(consumer)) {
                if (!ids.add(id)) {
                    throw new MalformedTable("consumer " + consumers.size() + ": two are called " + id);
                }
            }
        }
        return new Consumers(consumers);
    }

    /**
     * Reads of the file what programs take for granted on an ABI, which is quicker than to read it all.
     *
     * @param file its bytes, in the form in which it is kept
     * @param abi the ABI
     * @return the programs that assume something there, with some of their assumptions: all that are about the ABI, at least
     * @throws MalformedTable where the text breaks the format
     */
    public static Consumers read(byte[] file, Abi abi) throws MalformedTable {
        return Json.at("consumers", () -> {
            List<Consumer> consumers = new ArrayList<>();
            for (Elements.Element element : new Elements(file).all("consumers", "{")) {
                Optional<JsonObject> some = element.json("\"" + abi.label() + "\"");
                if (some.isPresent()) {
                    consumers.add(consumer(some.get()));
                }
            }
            return new Consumers(consumers);
        });
    }

    private static List<String> ids(Consumer consumer) {
        List<String> ids = new ArrayList<>(List.of(consumer.id()));
        for (Assumption assumption : consumer.assumptions()) {
            ids.add(assumption.id());
        }
        return ids;
    }

    private static Consumer consumer(JsonObject object) throws MalformedTable {
        List<Assumption> assumptions = new ArrayList<>();
        for (JsonElement element : object.getAsJsonArray("assumptions")) {
            assumptions.add(Json.at("assumption " + (assumptions.size() + 1), () -> assumption(element.getAsJsonObject())));
        }
        return new Consumer(text(object, "id"), text(object, "name"), text(object, "home"), assumptions);
    }

    private static Assumption assumption(JsonObject object) throws MalformedTable {
        Set<Abi> abis = EnumSet.noneOf(Abi.class);
        for (JsonElement abi : object.getAsJsonArray("abis")) {
            abis.add(TableJson.abi(abi.getAsString()));
        }
        List<Assumption.Source> sources = new ArrayList<>();
        for (JsonElement source : object.getAsJsonArray("sources")) {
            sources.add(Json.at("source " + (sources.size() + 1), () -> source(source.getAsJsonObject())));
        }
        if (abis.isEmpty() || sources.isEmpty()) {
            throw new MalformedTable("it names " + (abis.isEmpty() ? "no ABI" : "no source"));
        }
        return new Assumption(
                text(object, "id"),
                text(object, "text"),
                text(object, "effect"),
                abis,
                optional(object, "since"),
                optional(object, "until"),
                optional(object, "only"),
                expects(object),
                sources);
    }

    private static Expectation expects(JsonObject object) throws MalformedTable {
        try {
            return ExpectationJson.read(object.get("expects"));
        } catch (ExpectationJson.MalformedExpectation e) {
            throw new MalformedTable("expects: " + e.getMessage());
        }
    }

    private static Assumption.Source source(JsonObject object) throws MalformedTable {
        if (object.has("address")) {
            return new Assumption.OnPage(text(object, "address"), text(object, "shows"));
        }
        return new Assumption.InRepository(
                text(object, "repository"), TableJson.id(text(object, "commit")), optional(object, "path"), text(object, "shows"));
    }

    private static String text(JsonObject object, String key) throws MalformedTable {
        Optional<String> text = optional(object, key);
        if (text.isEmpty()) {
            throw new MalformedTable(key + " is missing or empty");
        }
        return text.get();
    }

    private static Optional<String> optional(JsonObject object, String key) throws MalformedTable {
        JsonElement element = object.get(key);
        if (element == null || element instanceof JsonNull) {
            return Optional.empty();
        }
        if (!element.isJsonPrimitive() || !element.getAsJsonPrimitive().isString() || element.getAsString().isBlank()) {
            throw new MalformedTable(key + " is no text");
        }
        return Optional.of(element.getAsString());
    }

    /**
     * Writes what a layout breaks.
     *
     * @param judgements the judgements that fail
     * @return a list of objects
     */
    public static JsonArray write(List<Consumers.Judgement> judgements) {
        JsonArray array = new JsonArray();
        for (Consumers.Judgement judgement : judgements) {
            Assumption assumption = judgement.assumption();
            JsonArray sources = new JsonArray();
            assumption.sources().forEach(source -> sources.add(source.address()));
            JsonObject object = new JsonObject();
            object.addProperty("consumer", judgement.consumer().id());
            object.addProperty("assumption", assumption.id());
            object.addProperty("text", assumption.text());
            object.addProperty("effect", assumption.effect());
            object.addProperty("since", assumption.since().orElse(null));
            object.addProperty("until", assumption.until().orElse(null));
            object.addProperty("only", assumption.only().orElse(null));
            object.add("sources", sources);
            array.add(object);
        }
        return array;
    }
}
