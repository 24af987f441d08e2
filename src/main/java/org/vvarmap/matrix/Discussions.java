package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was said of the table's commits, and its file. It stands beside the table and not in it: a table is a function of
 * kernel sources alone.
 *
 * @param all the discussions
 */
public record Discussions(List<Discussion> all) {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/discussions/1";

    /** None. */
    public static final Discussions NONE = new Discussions(List.of());

    /** Sorts them, so that the same discussions are the same file. */
    public Discussions {
        all = all.stream().sorted(Discussion.ORDER).toList();
    }

    /**
     * Those of one commit.
     *
     * @param commit the id of a mainline commit, or of one that a stable line alone has
     * @return the discussions, the patch before what came of it
     */
    public List<Discussion> of(String commit) {
        return all.stream().filter(one -> one.commit().equals(commit)).toList();
    }

    /**
     * The ids that discussions of a table's commits go by: the mainline commit's where one is a backport.
     *
     * @param table the table
     * @return id to subjects
     */
    public static Map<String, Set<String>> commits(Table table) {
        Map<String, Set<String>> commits = new TreeMap<>();
        table.eras().stream()
                .flatMap(era -> era.changes().stream())
                .flatMap(change -> change.commit().stream())
                .forEach(commit -> commits
                        .computeIfAbsent(commit.upstream().orElse(commit.id()), key -> new TreeSet<>())
                        .add(commit.subject()));
        return commits;
    }

    /**
     * Writes the file.
     *
     * @return its text, with a line feed at its end
     */
    public String write() {
        JsonArray array = new JsonArray();
        for (Discussion one : all) {
            JsonObject object = new JsonObject();
            object.addProperty("commit", one.commit());
            object.addProperty("kind", one.kind().json());
            object.addProperty("title", one.title());
            object.add("date", one.date().<JsonElement>map(date -> new JsonPrimitive(date.toString()))
                    .orElse(JsonNull.INSTANCE));
            JsonArray people = new JsonArray();
            one.people().forEach(people::add);
            object.add("people", people);
            object.addProperty("mails", one.mails());
            object.addProperty("address", one.address());
            JsonArray ties = new JsonArray();
            one.ties().forEach(tie -> ties.add(tie.json()));
            object.add("ties", ties);
            array.add(object);
        }
        JsonObject object = new JsonObject();
        object.addProperty("schema", SCHEMA);
        object.add("discussions", array);
        return Json.write(object);
    }

    /**
     * Reads the file.
     *
     * @param text its text
     * @return what it holds
     * @throws MalformedTable where the text breaks the format
     */
    public static Discussions read(String text) throws MalformedTable {
        JsonObject object = Json.parse(text, SCHEMA);
        List<Discussion> all = new ArrayList<>();
        for (JsonElement element : Json.at("discussions", () -> object.getAsJsonArray("discussions"))) {
            all.add(Json.at("discussion " + (all.size() + 1), () -> discussion(element.getAsJsonObject())));
        }
        return new Discussions(all);
    }

    private static Discussion discussion(JsonObject object) throws MalformedTable {
        List<String> people = new ArrayList<>();
        object.getAsJsonArray("people").forEach(name -> people.add(name.getAsString()));
        Set<Discussion.Tie> ties = new TreeSet<>();
        for (JsonElement tie : object.getAsJsonArray("ties")) {
            ties.add(Discussion.tie(tie.getAsString())
                    .orElseThrow(() -> new MalformedTable("no tie is called " + tie)));
        }
        String kind = object.get("kind").getAsString();
        return new Discussion(
                object.get("commit").getAsString(),
                Discussion.kind(kind).orElseThrow(() -> new MalformedTable("no kind of discussion is called " + kind)),
                object.get("title").getAsString(),
                object.get("date").isJsonNull()
                        ? Optional.empty()
                        : Optional.of(LocalDate.parse(object.get("date").getAsString())),
                people,
                object.get("mails").getAsInt(),
                object.get("address").getAsString(),
                ties);
    }
}
