package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.layout.LayoutJson;

/** What the files of the table have in common: how they are laid out, and how they complain. */
final class Json {

    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private Json() {}

    /**
     * Writes an object so that it reads well in a diff: each member of the object begins a line, and each element of a
     * member that is a list or an object has a line of its own.
     */
    static String write(JsonObject object) {
        StringBuilder text = new StringBuilder("{\n");
        String separator = "";
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            text.append(separator).append("  ").append(quote(member.getKey())).append(": ");
            separator = ",\n";
            if (member.getValue() instanceof JsonArray array) {
                text.append('[');
                String between = "\n";
                for (JsonElement element : array) {
                    text.append(between).append("    ").append(element);
                    between = ",\n";
                }
                text.append(array.isEmpty() ? "]" : "\n  ]");
            } else if (member.getValue() instanceof JsonObject inner) {
                text.append('{');
                String between = "\n";
                for (Map.Entry<String, JsonElement> entry : inner.entrySet()) {
                    text.append(between).append("    ").append(quote(entry.getKey())).append(": ").append(entry.getValue());
                    between = ",\n";
                }
                text.append(inner.isEmpty() ? "}" : "\n  }");
            } else {
                text.append(member.getValue());
            }
        }
        return text.append("\n}\n").toString();
    }

    private static String quote(String text) {
        return new JsonPrimitive(text).toString();
    }

    static JsonObject parse(String text, String schema) throws MalformedTable {
        try {
            JsonElement element = JsonParser.parseString(text);
            if (!element.isJsonObject()) {
                throw new MalformedTable("not a JSON object");
            }
            JsonObject object = element.getAsJsonObject();
            if (!object.has("schema") || !object.get("schema").isJsonPrimitive()
                    || !object.get("schema").getAsString().equals(schema)) {
                throw new MalformedTable("\"schema\" is not \"" + schema + "\"");
            }
            return object;
        } catch (JsonParseException | StackOverflowError e) {
            throw new MalformedTable("not JSON" + place(e));
        }
    }

    /** One step of reading; whatever Gson throws on a member of another kind becomes a complaint that names the place. */
    interface Step<T> {
        T read() throws Exception;
    }

    static <T> T at(String where, Step<T> step) throws MalformedTable {
        try {
            T read = step.read();
            if (read == null) {
                throw new MalformedTable("it is missing");
            }
            return read;
        } catch (MalformedTable e) {
            throw new MalformedTable(where + ": " + e.getMessage());
        } catch (LayoutJson.MalformedLayout e) {
            throw new MalformedTable(where + ": " + e.getMessage());
        } catch (Exception e) {
            // Whatever Gson throws here speaks of Java's classes, not of the file.
            throw new MalformedTable(where + ": a member is missing or of the wrong kind");
        }
    }

    /** Gson says the place as {@code line 1 column 2}. */
    private static String place(Throwable e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        return place.find() ? ", " + place.group() : "";
    }
}
