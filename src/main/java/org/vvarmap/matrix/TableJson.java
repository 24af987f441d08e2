package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.LayoutJson;

/**
 * The table as JSON, made to be reviewed: an era is a few lines, one for each fact that it changed; a layout is named after
 * the era that it first comes with, so that a new one renames no other; and the order is fixed, so that the same table is the
 * same bytes.
 */
public final class TableJson {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/table/2";

    /** The facts that begin a line of a layout. */
    private static final Set<String> LINES = Set.of("vdso", "regions", "elfAtVdsoStart", "resize", "timens");

    private TableJson() {}

    /**
     * Writes a table.
     *
     * @param table the table
     * @return the text of the file, with a line feed at its end
     */
    public static String write(Table table) {
        Map<Layout, String> names = names(table);
        Map<String, Commit> commits = new TreeMap<>();
        table.eras().forEach(era -> era.changes().forEach(
                change -> change.commit().ifPresent(commit -> commits.put(commit.id(), commit))));
        JsonObject layouts = new JsonObject();
        names.forEach((layout, name) -> layouts.add(name, LayoutJson.write(layout)));
        JsonArray commitList = new JsonArray();
        commits.values().forEach(commit -> commitList.add(write(commit)));
        JsonArray eras = new JsonArray();
        table.eras().forEach(era -> eras.add(write(era, names.get(era.layout()))));
        JsonObject object = new JsonObject();
        object.addProperty("schema", SCHEMA);
        object.add("layouts", layouts);
        object.add("commits", commitList);
        object.add("eras", eras);
        object.add("read", ReadJson.write(table));
        JsonArray lifetimes = new JsonArray();
        table.abis().forEach(abi -> table.lifetimes(abi).forEach(lifetime -> lifetimes.add(write(abi, lifetime))));
        object.add("lifetimes", lifetimes);
        object.add("calendar", CalendarJson.write(table.calendar()));
        return Json.write(object, TableJson::form);
    }

    /** Each layout's name: the ABI and the first release of the era that it first comes with. */
    private static Map<Layout, String> names(Table table) {
        Map<Layout, String> names = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>();
        for (Era era : table.eras()) {
            if (!names.containsKey(era.layout())) {
                String name = era.abi().label() + "@" + era.since();
                String free = name;
                for (int number = 2; !taken.add(free); number++) {
                    free = name + "#" + number;
                }
                names.put(era.layout(), free);
            }
        }
        return names;
    }

    /** How an element is laid out. */
    private static String form(String member, JsonElement element) {
        return switch (member) {
            case "layouts" -> layout(element.getAsJsonObject());
            case "eras" -> era(element.getAsJsonObject());
            default -> element.toString();
        };
    }

    /** A layout on five lines, and one for each reason. */
    private static String layout(JsonObject object) {
        JsonObject facts = object.deepCopy();
        JsonElement reasons = facts.remove("unknown");
        String text = Json.lines(facts, "      ", LINES::contains);
        return reasons == null
                ? text
                : text.substring(0, text.length() - 1) + ",\n      \"unknown\":"
                        + Json.lines(reasons.getAsJsonObject(), "        ", key -> true) + "}";
    }

    /** An era on one line, and one for each fact that it changed. */
    private static String era(JsonObject object) {
        JsonObject head = object.deepCopy();
        JsonElement changes = head.remove("changes");
        String text = head.toString();
        return text.substring(0, text.length() - 1) + ",\"changes\":"
                + Json.lines(changes.getAsJsonObject(), "      ", key -> true) + "}";
    }

    /**
     * Writes a commit as the contract spells it.
     *
     * @param commit the commit
     * @return the object
     */
    public static JsonObject write(Commit commit) {
        JsonObject object = new JsonObject();
        object.addProperty("id", commit.id());
        object.addProperty("subject", commit.subject());
        object.addProperty("upstream", commit.upstream().orElse(null));
        return object;
    }

    private static JsonObject write(Era era, String layout) {
        JsonObject object = new JsonObject();
        object.addProperty("abi", era.abi().label());
        object.addProperty("line", era.line().toString());
        object.addProperty("since", era.since().tag());
        object.addProperty("until", era.until().map(Release::tag).orElse(null));
        object.addProperty("layout", layout);
        JsonObject changes = new JsonObject();
        for (Change change : era.changes()) {
            changes.addProperty(change.key().json(), change.commit().map(Commit::id).orElse(null));
        }
        object.add("changes", changes);
        return object;
    }

    private static JsonObject write(Abi abi, Lifetime lifetime) {
        JsonObject object = new JsonObject();
        object.addProperty("abi", abi.label());
        object.addProperty("before", lifetime.before().map(Release::tag).orElse(null));
        object.addProperty("first", lifetime.first().tag());
        object.addProperty("last", lifetime.last().tag());
        object.addProperty("gone", lifetime.gone().map(Release::tag).orElse(null));
        return object;
    }

    private static Lifetime lifetime(JsonObject object) throws MalformedTable {
        return new Lifetime(
                optional(object.get("before")),
                release(object.get("first").getAsString()),
                release(object.get("last").getAsString()),
                optional(object.get("gone")));
    }

    private static Optional<Release> optional(JsonElement tag) throws MalformedTable {
        return tag == null || tag instanceof JsonNull ? Optional.empty() : Optional.of(release(tag.getAsString()));
    }

    /**
     * Reads a table.
     *
     * @param text the text of a file
     * @return the table
     * @throws MalformedTable where the text breaks the format
     */
    public static Table read(String text) throws MalformedTable {
        JsonObject object = Json.parse(text, SCHEMA);
        Map<String, Layout> layouts = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : Json.at("layouts", () -> object.getAsJsonObject("layouts").entrySet())) {
            layouts.put(
                    entry.getKey(),
                    Json.at("layout " + entry.getKey(), () -> LayoutJson.read(entry.getValue().getAsJsonObject())));
        }
        Map<String, Commit> commits = new TreeMap<>();
        for (JsonElement element : Json.at("commits", () -> object.getAsJsonArray("commits"))) {
            Commit commit = readCommit(element);
            commits.put(commit.id(), commit);
        }
        List<Era> eras = new ArrayList<>();
        for (JsonElement element : Json.at("eras", () -> object.getAsJsonArray("eras"))) {
            eras.add(Json.at("era " + (eras.size() + 1), () -> era(element.getAsJsonObject(), layouts, commits)));
        }
        Calendar calendar = CalendarJson.read(Json.at("calendar", () -> object.getAsJsonArray("calendar")));
        Map<Abi, List<Lifetime>> lifetimes = new EnumMap<>(Abi.class);
        for (JsonElement element : Json.at("lifetimes", () -> object.getAsJsonArray("lifetimes"))) {
            Json.at("lifetimes", () -> lifetimes
                    .computeIfAbsent(abi(element.getAsJsonObject().get("abi").getAsString()), key -> new ArrayList<>())
                    .add(lifetime(element.getAsJsonObject())));
        }
        return new Table(calendar, eras, ReadJson.read(Json.at("read", () -> object.getAsJsonArray("read"))), lifetimes);
    }

    /**
     * Reads of a table what it says of some ABIs, which is quicker than to read it all.
     *
     * @param file the bytes of a file that {@link #write} made
     * @param abis the ABIs
     * @return the table, as if it had no other ABIs; most of it is read when it is asked, and throws {@link BrokenTable} then
     * @throws MalformedTable where the text breaks the format
     */
    public static Table read(byte[] file, Collection<Abi> abis) throws MalformedTable {
        return Json.at("table", () -> {
            Elements elements = new Elements(file);
            Parts parts = new Parts(elements);
            List<StoredEra> eras = new ArrayList<>();
            Map<Abi, List<Lifetime>> lifetimes = new EnumMap<>(Abi.class);
            for (Abi abi : EnumSet.copyOf(abis)) {
                String start = "{\"abi\":\"" + abi.label() + "\",";
                for (Elements.Element era : elements.all("eras", start)) {
                    Optional<String> until = era.text("until");
                    eras.add(new StoredEra(
                            abi,
                            line(era.text("line").orElse("")),
                            release(era.text("since").orElse("")),
                            until.isEmpty() ? Optional.empty() : Optional.of(release(until.get())),
                            () -> parts.era(era)));
                }
                for (JsonObject lifetime : elements.starting("lifetimes", start)) {
                    lifetimes.computeIfAbsent(abi, key -> new ArrayList<>()).add(lifetime(lifetime));
                }
            }
            Calendar calendar = Calendar.lazy(parts::releases, () -> CalendarJson.read(file));
            return Table.lazy(calendar, eras, parts::read, lifetimes);
        });
    }

    /** The parts of a table that are read when they are asked for; throws {@link BrokenTable} where they cannot be. */
    private static final class Parts {
        private final Elements elements;
        private final Map<String, Layout> layouts = new HashMap<>();
        private final Map<String, Commit> commits = new HashMap<>();
        private final Map<Abi, List<Release>> read = new EnumMap<>(Abi.class);

        Parts(Elements elements) {
            this.elements = elements;
        }

        synchronized Era era(Elements.Element element) {
            return broken("eras", () -> {
                JsonObject era = element.json();
                load(era);
                return TableJson.era(era, layouts, commits);
            });
        }

        /** Reads the layout of an era and the commits that began it, unless they are known. */
        private void load(JsonObject era) throws MalformedTable, LayoutJson.MalformedLayout {
            String name = era.get("layout").getAsString();
            Optional<JsonObject> layout = layouts.containsKey(name) ? Optional.empty() : elements.named("layouts", name);
            if (layout.isPresent()) {
                layouts.put(name, LayoutJson.read(layout.get()));
            }
            for (Map.Entry<String, JsonElement> change : era.getAsJsonObject("changes").entrySet()) {
                String id = change.getValue() instanceof JsonNull ? "" : change.getValue().getAsString();
                if (!id.isEmpty() && !commits.containsKey(id)) {
                    for (JsonObject commit : elements.starting("commits", "{\"id\":\"" + id + "\",")) {
                        commits.put(id, readCommit(commit));
                    }
                }
            }
        }

        synchronized List<Release> read(Abi abi) {
            List<Release> known = read.get(abi);
            if (known == null) {
                known = broken("read", () -> {
                    Set<Release> releases = new TreeSet<>();
                    for (Elements.Element entry : elements.mentioning("read", ReadJson.mentions(abi))) {
                        releases.addAll(CalendarJson.entry(entry));
                    }
                    return List.copyOf(releases);
                });
                read.put(abi, known);
            }
            return known;
        }

        synchronized List<Release> releases(Release.Base base) {
            return broken("calendar", () -> {
                List<Release> releases = new ArrayList<>();
                for (Elements.Element entry : elements.all("calendar", "{\"base\":\"" + base + "\",")) {
                    releases.addAll(CalendarJson.entry(entry));
                }
                return releases;
            });
        }

        private static <T> T broken(String where, Json.Step<T> step) {
            try {
                return Json.at(where, step);
            } catch (MalformedTable e) {
                throw new BrokenTable(e.getMessage());
            }
        }
    }

    static Commit readCommit(JsonElement element) throws MalformedTable {
        return Json.at("commit", () -> {
            JsonObject object = element.getAsJsonObject();
            JsonElement upstream = object.get("upstream");
            Optional<String> origin =
                    upstream == null || upstream instanceof JsonNull ? Optional.empty() : Optional.of(id(upstream.getAsString()));
            return new Commit(id(object.get("id").getAsString()), object.get("subject").getAsString(), origin);
        });
    }

    static String id(String text) throws MalformedTable {
        boolean hex = text.length() == 40 || text.length() == 64;
        for (int i = 0; i < text.length() && hex; i++) {
            char c = text.charAt(i);
            hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
        }
        if (!hex) {
            throw new MalformedTable("\"" + text + "\" is no commit id");
        }
        return text;
    }

    private static Era era(JsonObject object, Map<String, Layout> layouts, Map<String, Commit> commits)
            throws MalformedTable {
        Layout layout = layouts.get(object.get("layout").getAsString());
        if (layout == null) {
            throw new MalformedTable("no layout is called " + object.get("layout"));
        }
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, JsonElement> entry : object.getAsJsonObject("changes").entrySet()) {
            Optional<FactKey> key = FactKey.byJson(entry.getKey());
            if (key.isEmpty()) {
                throw new MalformedTable("no fact is called " + entry.getKey());
            }
            Optional<Commit> commit = entry.getValue() instanceof JsonNull
                    ? Optional.empty()
                    : Optional.of(commit(entry.getValue().getAsString(), commits));
            changes.add(new Change(key.get(), commit));
        }
        return new Era(
                abi(object.get("abi").getAsString()),
                line(object.get("line").getAsString()),
                release(object.get("since").getAsString()),
                optional(object.get("until")),
                layout,
                changes);
    }

    private static Commit commit(String id, Map<String, Commit> commits) throws MalformedTable {
        Commit commit = commits.get(id);
        if (commit == null) {
            throw new MalformedTable("commit " + id + " is not listed");
        }
        return commit;
    }

    static Abi abi(String name) throws MalformedTable {
        Optional<Abi> abi = Abi.byLabel(name);
        if (abi.isEmpty()) {
            throw new MalformedTable("no ABI is called \"" + name + "\"");
        }
        return abi.get();
    }

    static Line line(String name) throws MalformedTable {
        Optional<Line> line = Line.parse(name);
        if (line.isEmpty()) {
            throw new MalformedTable("no line is called \"" + name + "\"");
        }
        return line.get();
    }

    static Release release(String name) throws MalformedTable {
        Optional<Release> release = Release.parse(name);
        if (release.isEmpty()) {
            throw new MalformedTable("\"" + name + "\" is no release");
        }
        return release.get();
    }
}
