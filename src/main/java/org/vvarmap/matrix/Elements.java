package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The elements of a file that {@link Json#write} wrote, which begins each on a line of its own. Whoever wants a few of them
 * need not parse the others, nor even decode them: a person waits for {@code lookup}.
 */
final class Elements {

    private static final String MEMBER = "\n  \"";
    /** What stands between the last element of a member and the next member. */
    private static final String LAST = "\n  ],";

    private static final String ELEMENT = "\n    ";
    /** How the objects begin in a list of an element, and how that list ends. */
    private static final String INNER = "\n        {";

    private static final String END_OF_INNER = "\n      ]";
    private static final String OBJECT = "\n    {";
    private static final String NAMED = "\n    \"";

    /** The file's bytes, each as one character: all that gives a file its form is ASCII. */
    private final String text;

    private final Map<String, Bounds> members = new HashMap<>();

    private int lastNamed;

    private record Bounds(int begin, int end) {}

    Elements(byte[] file) {
        this.text = new String(file, StandardCharsets.ISO_8859_1);
    }

    /**
     * Some elements of a list, which stand together in it.
     *
     * @param member the list's name
     * @param start what the elements begin with
     * @return the elements in order
     */
    List<JsonObject> starting(String member, String start) {
        List<JsonObject> found = new ArrayList<>();
        for (Element element : all(member, start)) {
            found.add(element.json());
        }
        return found;
    }

    /**
     * Some elements of a list, which stand together in it.
     *
     * @param member the list's name
     * @param start what the elements begin with
     * @return the elements in order, none of them parsed yet
     */
    List<Element> all(String member, String start) {
        List<Element> found = new ArrayList<>();
        Bounds bounds = bounds(member);
        String wanted = ELEMENT + start;
        int at = text.indexOf(wanted, bounds.begin());
        while (at >= 0 && at < bounds.end() && text.startsWith(wanted, at)) {
            int end = endOf(OBJECT, at, bounds);
            found.add(new Element(at, end));
            at = end;
        }
        return found;
    }

    /**
     * The elements of a list, a line each, that mention something.
     *
     * @param member the list's name
     * @param mentions one of these stands in the element
     * @return the elements in order
     */
    List<Element> mentioning(String member, List<String> mentions) {
        List<Element> found = new ArrayList<>();
        Bounds bounds = bounds(member);
        int at = text.indexOf(ELEMENT, bounds.begin());
        while (at >= 0 && at < bounds.end()) {
            int next = text.indexOf('\n', at + 1);
            String line = text.substring(at, next);
            for (String mention : mentions) {
                if (line.contains(mention)) {
                    found.add(new Element(at, next));
                    break;
                }
            }
            at = text.indexOf(ELEMENT, next);
        }
        return found;
    }

    /** One element of a list, which is parsed when it is asked for. */
    final class Element {
        private final int from;
        private final int to;

        private Element(int from, int to) {
            this.from = from;
            this.to = to;
        }

        /** The whole element. */
        JsonObject json() {
            return parse(from, to);
        }

        /**
         * The element, and of the objects in the list that it ends with only those that mention something.
         *
         * @param mention what stands in such an object
         * @return the element; empty where no object does
         */
        Optional<JsonObject> json(String mention) {
            String all = text.substring(from, to);
            int first = all.indexOf(INNER);
            int tail = all.indexOf(END_OF_INNER, Math.max(first, 0));
            if (first < 0 || tail < 0) {
                return Optional.empty();
            }
            StringBuilder some = new StringBuilder();
            int at = first;
            while (at >= 0 && at < tail) {
                int next = all.indexOf(INNER, at + 1);
                String object = all.substring(at, next < 0 || next > tail ? tail : next - ",".length());
                if (object.contains(mention)) {
                    some.append(some.length() == 0 ? "" : ",").append(object);
                }
                at = next;
            }
            return some.length() == 0
                    ? Optional.empty()
                    : Optional.of(parse(all.substring(0, first) + some + all.substring(tail)));
        }

        /**
         * A text on the element's first line, without parsing it. Only for texts that need no escapes.
         *
         * @param key its key
         * @return the text; empty where there is none
         */
        Optional<String> text(String key) {
            String line = line();
            String wanted = "\"" + key + "\":\"";
            int at = line.indexOf(wanted);
            int end = at < 0 ? -1 : line.indexOf('"', at + wanted.length());
            return end < 0 ? Optional.empty() : Optional.of(line.substring(at + wanted.length(), end));
        }

        /** The element's first line. */
        String line() {
            int end = text.indexOf('\n', from + 1);
            return text.substring(from, end < 0 || end > to ? to : end);
        }
    }

    /**
     * One element of an object.
     *
     * @param member the object's name
     * @param name the element's, which needs no escapes
     * @return the element; empty where there is none
     */
    Optional<JsonObject> named(String member, String name) {
        Bounds bounds = bounds(member);
        String wanted = NAMED + name + "\": ";
        // The next one that is wanted mostly stands behind the last one.
        int at = text.indexOf(wanted, Math.max(lastNamed, bounds.begin()));
        if (at < 0 || at >= bounds.end()) {
            at = text.indexOf(wanted, bounds.begin());
        }
        if (at < 0 || at >= bounds.end()) {
            return Optional.empty();
        }
        lastNamed = at;
        return Optional.of(parse(at + wanted.length(), endOf(NAMED, at, bounds)));
    }

    /**
     * A text that is an element of an object.
     *
     * @param member the object's name
     * @param name the element's, which needs no escapes, nor does the text
     * @return the text; empty where there is none
     */
    Optional<String> word(String member, String name) {
        Bounds bounds = bounds(member);
        String wanted = NAMED + name + "\": \"";
        int at = text.indexOf(wanted, bounds.begin());
        int end = at < 0 || at >= bounds.end() ? -1 : text.indexOf('"', at + wanted.length());
        return end < 0 ? Optional.empty() : Optional.of(text.substring(at + wanted.length(), end));
    }

    /** Where the next element begins, or the member ends. */
    private int endOf(String start, int at, Bounds bounds) {
        int next = text.indexOf(start, at + 1);
        return next < 0 || next > bounds.end() ? bounds.end() : next;
    }

    private Bounds bounds(String member) {
        if (members.isEmpty()) {
            findMembers();
        }
        Bounds known = members.get(member);
        if (known == null) {
            throw new IllegalArgumentException("there is no " + member);
        }
        return known;
    }

    /** Finds all at once, since that takes the better part of a reading: one ends where the next begins. */
    private void findMembers() {
        int at = text.indexOf(MEMBER);
        while (at >= 0) {
            int next = text.indexOf(MEMBER, at + MEMBER.length());
            int name = at + MEMBER.length();
            int quote = text.indexOf("\": ", name);
            if (quote >= 0) {
                int end = next < 0 ? text.lastIndexOf("\n  ") : next - LAST.length();
                members.put(text.substring(name, quote), new Bounds(quote + 3, end));
            }
            at = next;
        }
    }

    private JsonObject parse(int from, int to) {
        int end = to;
        while (text.charAt(end - 1) <= ',') {
            end--;
        }
        return parse(text.substring(from, end));
    }

    private static JsonObject parse(String bytes) {
        String element = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        try (JsonReader reader = new JsonReader(new StringReader(element))) {
            return tree(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new JsonParseException(e);
        }
    }

    /** What Gson's own parser gives, without all that it loads to do so. */
    private static JsonElement tree(JsonReader reader) throws IOException {
        switch (reader.peek()) {
            case BEGIN_OBJECT -> {
                JsonObject object = new JsonObject();
                reader.beginObject();
                while (reader.hasNext()) {
                    object.add(reader.nextName(), tree(reader));
                }
                reader.endObject();
                return object;
            }
            case BEGIN_ARRAY -> {
                JsonArray array = new JsonArray();
                reader.beginArray();
                while (reader.hasNext()) {
                    array.add(tree(reader));
                }
                reader.endArray();
                return array;
            }
            case NULL -> {
                reader.nextNull();
                return JsonNull.INSTANCE;
            }
            case BOOLEAN -> {
                return new JsonPrimitive(reader.nextBoolean());
            }
            case NUMBER -> {
                return new JsonPrimitive(reader.nextLong());
            }
            default -> {
                return new JsonPrimitive(reader.nextString());
            }
        }
    }
}
