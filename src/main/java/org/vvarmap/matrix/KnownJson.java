package org.vvarmap.matrix;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.LayoutJson;

/** What is known from public material, written by hand and reviewed: commits and the calendar. */
public final class KnownJson {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/known/1";

    /**
     * What the file holds.
     *
     * @param commits commits that no clone at hand shows
     * @param calendar releases, whether or not a clone at hand has them
     */
    public record Known(List<KnownCommit> commits, Calendar calendar) {

        /** Nothing. */
        public static final Known NOTHING = new Known(List.of(), Calendar.of(List.of()));
    }

    private KnownJson() {}

    /**
     * Reads the file.
     *
     * @param text its text
     * @return what it holds
     * @throws MalformedTable where the text breaks the format
     */
    public static Known read(String text) throws MalformedTable {
        JsonObject object = Json.parse(text, SCHEMA);
        List<KnownCommit> commits = new ArrayList<>();
        for (JsonElement element : Json.at("commits", () -> object.getAsJsonArray("commits"))) {
            commits.add(Json.at("commit " + (commits.size() + 1), () -> commit(element.getAsJsonObject())));
        }
        return new Known(
                List.copyOf(commits), CalendarJson.read(Json.at("calendar", () -> object.getAsJsonArray("calendar"))));
    }

    private static KnownCommit commit(JsonObject object) throws MalformedTable, LayoutJson.MalformedLayout {
        Set<Abi> abis = EnumSet.noneOf(Abi.class);
        for (JsonElement abi : object.getAsJsonArray("abis")) {
            abis.add(TableJson.abi(abi.getAsString()));
        }
        Set<FactKey> facts = EnumSet.noneOf(FactKey.class);
        for (JsonElement fact : object.getAsJsonArray("facts")) {
            facts.add(FactKey.byJson(fact.getAsString())
                    .orElseThrow(() -> new MalformedTable("no fact is called " + fact)));
        }
        Map<FactKey, Fact> after = new EnumMap<>(FactKey.class);
        if (object.has("after")) {
            for (String name : object.getAsJsonObject("after").keySet()) {
                FactKey key = FactKey.byJson(name).orElseThrow(() -> new MalformedTable("no fact is called " + name));
                after.put(key, LayoutJson.readFact(key, object.getAsJsonObject("after")));
            }
        }
        List<String> read = new ArrayList<>();
        object.getAsJsonArray("read").forEach(element -> read.add(element.getAsString()));
        if (read.isEmpty()) {
            throw new MalformedTable("nothing was read to establish it");
        }
        return new KnownCommit(
                object.get("id").isJsonNull() ? Optional.empty() : Optional.of(TableJson.readCommit(object)),
                TableJson.line(object.get("line").getAsString()),
                TableJson.release(object.get("first").getAsString()),
                object.has("unsettled")
                        ? Optional.of(TableJson.release(object.get("unsettled").getAsString()))
                        : Optional.empty(),
                abis,
                facts,
                after,
                List.copyOf(read),
                object.get("note").getAsString());
    }
}
