package org.vvarmap.layout;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Expectations as JSON. Each is an object with one of the keys {@code fact} (and {@code in}), {@code names}, {@code adjacent},
 * {@code order}, {@code pages} (and {@code min}, {@code max}), {@code all}, {@code any}, {@code not}.
 */
public final class ExpectationJson {

    /** No expectation of a consumer needs more. */
    private static final int DEEPEST = 8;

    private ExpectationJson() {}

    /** JSON that is no expectation. */
    public static final class MalformedExpectation extends Exception {
        /**
         * Says what is wrong.
         *
         * @param message one line
         */
        public MalformedExpectation(String message) {
            super(message);
        }
    }

    /**
     * Reads an expectation.
     *
     * @param element the JSON
     * @return the expectation
     * @throws MalformedExpectation where it is none
     */
    public static Expectation read(JsonElement element) throws MalformedExpectation {
        return read(element, 0);
    }

    private static Expectation read(JsonElement element, int depth) throws MalformedExpectation {
        if (element == null || !element.isJsonObject() || depth > DEEPEST) {
            throw new MalformedExpectation("not an expectation: " + shown(element));
        }
        JsonObject object = element.getAsJsonObject();
        Set<String> keys = new LinkedHashSet<>(object.keySet());
        if (keys.equals(Set.of("fact", "in"))) {
            return fact(object);
        }
        if (keys.contains("pages") && Set.of("pages", "min", "max").containsAll(keys)) {
            return pages(object);
        }
        if (keys.size() != 1) {
            throw new MalformedExpectation("an expectation cannot have the keys " + keys);
        }
        String key = keys.iterator().next();
        return switch (key) {
            case "names" -> new Expectation.Names(Set.copyOf(names(object.get(key))));
            case "order" -> new Expectation.Order(names(object.get(key)));
            case "adjacent" -> adjacent(names(object.get(key)));
            case "all" -> new Expectation.All(parts(object.get(key), depth));
            case "any" -> new Expectation.Any(parts(object.get(key), depth));
            case "not" -> new Expectation.Not(read(object.get(key), depth + 1));
            default -> throw new MalformedExpectation("an expectation cannot have the key " + key);
        };
    }

    private static Expectation fact(JsonObject object) throws MalformedExpectation {
        FactKey key = FactKey.byJson(text(object.get("fact")))
                .filter(found -> found != FactKey.REGIONS)
                .orElseThrow(() -> new MalformedExpectation("no single fact is called " + shown(object.get("fact"))));
        Set<String> values = new LinkedHashSet<>();
        for (JsonElement element : array(object.get("in"))) {
            String value = element.isJsonNull() ? "null" : element instanceof JsonPrimitive word ? word.getAsString() : "";
            boolean admitted = element.isJsonNull() ? key.nullable() : key.allowed().contains(value);
            boolean rightKind = element.isJsonNull()
                    || element instanceof JsonPrimitive word && key.isFlag() == word.isBoolean();
            if (!admitted || !rightKind) {
                throw new MalformedExpectation(key.json() + " is never " + shown(element));
            }
            values.add(value);
        }
        return new Expectation.Is(key, values);
    }

    private static Expectation pages(JsonObject object) throws MalformedExpectation {
        long least = object.has("min") ? count(object.get("min")) : 0;
        long most = object.has("max") ? count(object.get("max")) : Long.MAX_VALUE;
        if (object.size() == 1 || least > most) {
            throw new MalformedExpectation("no bounds for the pages of " + shown(object.get("pages")));
        }
        return new Expectation.Size(text(object.get("pages")), least, most);
    }

    private static Expectation adjacent(List<String> names) throws MalformedExpectation {
        if (names.size() != 2) {
            throw new MalformedExpectation("adjacent takes two names");
        }
        return new Expectation.Adjacent(names.get(0), names.get(1));
    }

    private static List<Expectation> parts(JsonElement element, int depth) throws MalformedExpectation {
        List<Expectation> parts = new ArrayList<>();
        for (JsonElement part : array(element)) {
            parts.add(read(part, depth + 1));
        }
        return parts;
    }

    private static List<String> names(JsonElement element) throws MalformedExpectation {
        List<String> names = new ArrayList<>();
        for (JsonElement name : array(element)) {
            names.add(text(name));
        }
        if (Set.copyOf(names).size() != names.size()) {
            throw new MalformedExpectation("a name stands twice in " + shown(element));
        }
        return names;
    }

    private static JsonArray array(JsonElement element) throws MalformedExpectation {
        if (element == null || !element.isJsonArray() || element.getAsJsonArray().isEmpty()) {
            throw new MalformedExpectation("not a list with something in it: " + shown(element));
        }
        return element.getAsJsonArray();
    }

    private static String text(JsonElement element) throws MalformedExpectation {
        if (element instanceof JsonPrimitive word && word.isString()) {
            return word.getAsString();
        }
        throw new MalformedExpectation("not a text: " + shown(element));
    }

    private static long count(JsonElement element) throws MalformedExpectation {
        if (element instanceof JsonPrimitive number && number.isNumber() && number.getAsString().matches("\\d{1,9}")) {
            return number.getAsLong();
        }
        throw new MalformedExpectation("not a number of pages: " + shown(element));
    }

    private static String shown(JsonElement element) {
        String text = String.valueOf(element);
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
