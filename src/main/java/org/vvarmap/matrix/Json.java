package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.layout.LayoutJson;

/** What the files of the table have in common: how they are laid out, and how they complain. */
final class Json {

    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private Json() {}

    /** How one element of a member is laid out; it may break lines, indenting what follows. */
    interface Form {
        /** Each element on one line. */
        Form LINE = (member, element) -> element.toString();

        /** The text of an element of a member. */
        String of(String member, JsonElement element);
    }

    /**
     * Writes an object so that it reads well in a diff: each member of the object begins a line, and so does each element of
     * a member that is a list or an object.
     */
    static String write(JsonObject object) {
        return write(object, Form.LINE);
    }

    /** The same, with elements in a form of their own. */
    static String write(JsonObject object, Form form) {
        StringBuilder text = new StringBuilder("{\n");
        String separator = "";
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            String name = member.getKey();
            text.append(separator).append("  ").append(quote(name)).append(": ");
            separator = ",\n";
            if (member.getValue() instanceof JsonArray array) {
                text.append('[');
                String between = "\n";
                for (JsonElement element : array) {
                    text.append(between).append("    ").append(form.of(name, element));
                    between = ",\n";
                }
                text.append(array.isEmpty() ? "]" : "\n  ]");
            } else if (member.getValue() instanceof JsonObject inner) {
                text.append('{');
                String between = "\n";
                for (Map.Entry<String, JsonElement> entry : inner.entrySet()) {
                    text.append(between).append("    ").append(quote(entry.getKey())).append(": ")
                            .append(form.of(name, entry.getValue()));
                    between = ",\n";
                }
                text.append(inner.isEmpty() ? "}" : "\n  }");
            } else {
                text.append(member.getValue());
            }
        }
        return text.append("\n}\n").toString();
    }

    /**
     * An object over several lines.
     *
     * @param object the object
     * @param indent what each further line begins with
     * @param breaks whether a line ends before a member
     */
    static String lines(JsonObject object, String indent, Predicate<String> breaks) {
        StringBuilder text = new StringBuilder("{");
        String separator = "";
        for (Map.Entry<String, JsonElement> member : object.entrySet()) {
            text.append(separator).append(breaks.test(member.getKey()) ? "\n" + indent : "");
            text.append(quote(member.getKey())).append(':').append(member.getValue());
            separator = ",";
        }
        return text.append('}').toString();
    }

    static String quote(String text) {
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
