package org.vvarmap.layout;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;

/** Layouts as the contract's JSON, the same in tables, answers, captures and exports. */
public final class LayoutJson {

    /** Stands for the reason of an unknown fact where a file gives none. */
    public static final String NO_REASON = "no reason given";

    private static final String UNKNOWN = "unknown";

    private LayoutJson() {}

    /** JSON that is not a layout. */
    public static final class MalformedLayout extends Exception {
        /**
         * Says what is wrong.
         *
         * @param message one line
         */
        public MalformedLayout(String message) {
            super(message);
        }
    }

    /**
     * Writes a layout.
     *
     * @param layout the layout
     * @return an object with every key of the contract, and the reasons where something is unknown
     */
    public static JsonObject write(Layout layout) {
        return write(layout.facts());
    }

    /**
     * Writes some facts of a layout: what can be seen live, for one.
     *
     * @param facts the facts, in the order in which they are to stand
     * @return an object with those keys
     */
    public static JsonObject write(Map<FactKey, Fact> facts) {
        JsonObject object = new JsonObject();
        JsonObject reasons = new JsonObject();
        facts.forEach((key, fact) -> {
            object.add(key.json(), write(key, fact));
            if (fact instanceof Fact.Unknown unknown) {
                reasons.addProperty(key.json(), unknown.reason());
            }
        });
        if (!reasons.isEmpty()) {
            object.add(UNKNOWN, reasons);
        }
        return object;
    }

    /**
     * Writes one fact.
     *
     * @param key its key
     * @param fact the fact
     * @return a word, a truth value, null or a list of regions
     */
    public static JsonElement write(FactKey key, Fact fact) {
        if (fact instanceof Fact.Value value) {
            return key.isFlag() ? new JsonPrimitive(Boolean.valueOf(value.text())) : new JsonPrimitive(value.text());
        }
        if (fact instanceof Fact.Regions regions) {
            JsonArray array = new JsonArray();
            regions.list().forEach(region -> array.add(write(region)));
            return array;
        }
        return fact instanceof Fact.Null ? JsonNull.INSTANCE : new JsonPrimitive(UNKNOWN);
    }

    private static JsonObject write(Region region) {
        JsonObject object = new JsonObject();
        object.addProperty("name", region.name());
        object.addProperty("holds", region.holds().json());
        if (region.pages() instanceof Pages.Fixed fixed) {
            object.addProperty("pages", fixed.count());
        } else if (region.pages() instanceof Pages.Range range) {
            JsonObject pages = new JsonObject();
            pages.addProperty("min", range.min());
            pages.addProperty("max", range.max());
            pages.addProperty("on", range.on());
            object.add("pages", pages);
        } else {
            object.add("pages", JsonNull.INSTANCE);
        }
        return object;
    }

    /**
     * Reads a layout.
     *
     * @param object what {@link #write(Layout)} wrote
     * @return the layout
     * @throws MalformedLayout where a key is missing or has a value that the contract does not know
     */
    public static Layout read(JsonObject object) throws MalformedLayout {
        EnumMap<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        for (FactKey key : FactKey.values()) {
            if (!object.has(key.json())) {
                throw new MalformedLayout("the layout has no " + key.json());
            }
            facts.put(key, readFact(key, object));
        }
        return new Layout(facts);
    }

    /**
     * Reads one fact of an object.
     *
     * @param key its key
     * @param object the object that has it
     * @return the fact
     * @throws MalformedLayout where the value is not one that the contract knows
     */
    public static Fact readFact(FactKey key, JsonObject object) throws MalformedLayout {
        Fact fact = readFact(key, object.get(key.json()), reason(key, object));
        if (!Layout.admits(key, fact)) {
            throw new MalformedLayout(key.json() + " cannot be " + object.get(key.json()));
        }
        return fact;
    }

    private static Fact readFact(FactKey key, JsonElement element, String reason) throws MalformedLayout {
        if (element.isJsonNull()) {
            return Fact.NULL;
        }
        if (element.isJsonArray() && key == FactKey.REGIONS) {
            List<Region> regions = new ArrayList<>();
            for (JsonElement region : element.getAsJsonArray()) {
                regions.add(readRegion(region));
            }
            return new Fact.Regions(regions);
        }
        if (!element.isJsonPrimitive()) {
            throw new MalformedLayout(key.json() + " cannot be " + element);
        }
        String text = element.getAsString();
        return text.equals(UNKNOWN) ? Fact.unknown(reason) : Fact.of(text);
    }

    private static String reason(FactKey key, JsonObject object) {
        JsonElement reasons = object.get(UNKNOWN);
        if (reasons != null && reasons.isJsonObject() && reasons.getAsJsonObject().has(key.json())) {
            JsonElement reason = reasons.getAsJsonObject().get(key.json());
            return reason.isJsonPrimitive() ? reason.getAsString() : NO_REASON;
        }
        return NO_REASON;
    }

    private static Region readRegion(JsonElement element) throws MalformedLayout {
        try {
            JsonObject object = element.getAsJsonObject();
            Optional<Region.Holds> holds = Region.Holds.byJson(object.get("holds").getAsString());
            if (holds.isEmpty()) {
                throw new MalformedLayout("a region cannot hold " + object.get("holds"));
            }
            return new Region(object.get("name").getAsString(), holds.get(), readPages(object.get("pages")));
        } catch (IllegalStateException | UnsupportedOperationException | NullPointerException | NumberFormatException e) {
            throw new MalformedLayout("not a region: " + element);
        }
    }

    private static Pages readPages(JsonElement element) {
        if (element.isJsonNull()) {
            return Pages.ofBuild();
        }
        if (element.isJsonObject()) {
            JsonObject range = element.getAsJsonObject();
            return new Pages.Range(
                    range.get("min").getAsLong(), range.get("max").getAsLong(), range.get("on").getAsString());
        }
        return Pages.of(element.getAsLong());
    }
}
