package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Validates JSON against the part of JSON Schema that the contract's schemas use. A keyword that it does not know fails, so
 * that nothing in a schema is passed over.
 */
public final class Schema {

    private static final Set<String> SILENT = Set.of("$schema", "$id", "$defs", "title", "description");

    private final JsonObject root;

    private Schema(JsonObject root) {
        this.root = root;
    }

    /** A schema of this package's test resources. */
    public static Schema of(String name) {
        try (InputStream stream = Schema.class.getResourceAsStream(name)) {
            return new Schema(JsonParser.parseString(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema of a file of {@code data/}. */
    public static Schema ofData(String name) {
        try {
            return new Schema(JsonParser.parseString(Files.readString(Path.of("data/schema").resolve(name))).getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with a document, one line each with its place; none where it is valid. */
    public List<String> problems(JsonElement document) {
        List<String> problems = new ArrayList<>();
        check(root, document, "$", problems);
        return problems;
    }

    private void check(JsonObject schema, JsonElement value, String at, List<String> problems) {
        for (String keyword : schema.keySet()) {
            JsonElement rule = schema.get(keyword);
            boolean holds = switch (keyword) {
                case "$ref" -> {
                    check(definition(rule.getAsString()), value, at, problems);
                    yield true;
                }
                case "const" -> rule.equals(value);
                case "enum" -> rule.getAsJsonArray().contains(value);
                case "type" -> types(rule).contains(type(value));
                case "pattern" -> !type(value).equals("string") || value.getAsString().matches(rule.getAsString());
                case "minimum" -> !type(value).equals("integer") || value.getAsLong() >= rule.getAsLong();
                case "oneOf" -> matching(rule.getAsJsonArray(), value) == 1;
                case "required" -> !value.isJsonObject()
                        || rule.getAsJsonArray().asList().stream().allMatch(key -> value.getAsJsonObject().has(key.getAsString()));
                case "properties" -> {
                    properties(rule.getAsJsonObject(), value, at, problems);
                    yield true;
                }
                case "additionalProperties" -> additional(schema, rule, value, at, problems);
                case "items" -> {
                    items(rule.getAsJsonObject(), value, at, problems);
                    yield true;
                }
                default -> {
                    if (!SILENT.contains(keyword)) {
                        throw new IllegalArgumentException("the schema uses " + keyword);
                    }
                    yield true;
                }
            };
            if (!holds) {
                problems.add(at + ": " + keyword + " " + rule + " does not hold for " + value);
            }
        }
    }

    private void properties(JsonObject rules, JsonElement value, String at, List<String> problems) {
        if (value.isJsonObject()) {
            for (String key : rules.keySet()) {
                if (value.getAsJsonObject().has(key)) {
                    check(rules.getAsJsonObject(key), value.getAsJsonObject().get(key), at + "." + key, problems);
                }
            }
        }
    }

    private boolean additional(JsonObject schema, JsonElement rule, JsonElement value, String at, List<String> problems) {
        if (!value.isJsonObject()) {
            return true;
        }
        boolean none = true;
        for (String key : value.getAsJsonObject().keySet()) {
            if (!schema.has("properties") || !schema.getAsJsonObject("properties").has(key)) {
                if (rule.isJsonObject()) {
                    check(rule.getAsJsonObject(), value.getAsJsonObject().get(key), at + "." + key, problems);
                } else {
                    none = false;
                }
            }
        }
        return none || rule.getAsBoolean();
    }

    private void items(JsonObject rule, JsonElement value, String at, List<String> problems) {
        if (value.isJsonArray()) {
            int index = 0;
            for (JsonElement item : value.getAsJsonArray()) {
                check(rule, item, at + "[" + index++ + "]", problems);
            }
        }
    }

    private long matching(JsonArray schemas, JsonElement value) {
        return schemas.asList().stream()
                .filter(schema -> {
                    List<String> problems = new ArrayList<>();
                    check(schema.getAsJsonObject(), value, "", problems);
                    return problems.isEmpty();
                })
                .count();
    }

    private JsonObject definition(String reference) {
        return root.getAsJsonObject("$defs").getAsJsonObject(reference.substring("#/$defs/".length()));
    }

    private static List<String> types(JsonElement rule) {
        return rule.isJsonArray()
                ? rule.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()
                : List.of(rule.getAsString());
    }

    private static String type(JsonElement value) {
        if (value.isJsonNull()) {
            return "null";
        }
        if (value.isJsonObject()) {
            return "object";
        }
        if (value.isJsonArray()) {
            return "array";
        }
        if (value.getAsJsonPrimitive().isBoolean()) {
            return "boolean";
        }
        if (value.getAsJsonPrimitive().isString()) {
            return "string";
        }
        return value.getAsString().matches("-?\\d+") ? "integer" : "number";
    }
}
