package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.LayoutJson;

/** An answer as JSON, {@code vvarmap/lookup/1}: what {@code vvarmap lookup --json} prints. */
public final class LookupJson {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/lookup/1";

    private LookupJson() {}

    /**
     * Writes an answer.
     *
     * @param answer the answer
     * @return an object with every key of the format
     */
    public static JsonObject write(Lookup answer) {
        return write(answer, Optional.empty());
    }

    /**
     * Writes an answer, and with each result the programs that it breaks.
     *
     * @param answer the answer
     * @param consumers what programs take for granted
     * @return the same object, with {@code consumers} in each result
     */
    public static JsonObject write(Lookup answer, Consumers consumers) {
        return write(answer, Optional.of(consumers));
    }

    private static JsonObject write(Lookup answer, Optional<Consumers> consumers) {
        JsonObject object = new JsonObject();
        object.addProperty("schema", SCHEMA);
        object.addProperty("query", answer.query());
        object.addProperty("release", answer.release().map(Release::tag).orElse(null));
        object.addProperty("match", answer.match().json());
        JsonArray notes = new JsonArray();
        answer.notes().forEach(notes::add);
        object.add("notes", notes);
        JsonArray results = new JsonArray();
        for (Cell cell : answer.cells()) {
            JsonObject result = write(cell);
            consumers.ifPresent(known -> result.add(
                    "consumers", ConsumersJson.write(known.broken(cell.era().abi(), cell.era().layout()))));
            results.add(result);
        }
        object.add("results", results);
        return object;
    }

    private static JsonObject write(Cell cell) {
        JsonObject object = new JsonObject();
        object.addProperty("abi", cell.era().abi().label());
        object.addProperty("arch", cell.era().abi().arch());
        object.add("layout", LayoutJson.write(cell.era().layout()));
        JsonObject era = new JsonObject();
        era.addProperty("line", cell.era().line().toString());
        era.addProperty("since", cell.era().since().tag());
        era.addProperty("until", cell.era().until().map(Release::tag).orElse(null));
        object.add("era", era);
        object.add("commit", cell.era().commit().map(TableJson::write).orElse(null));
        JsonObject provenance = new JsonObject();
        provenance.addProperty("kind", cell.provenance().kind().json());
        provenance.addProperty("captures", cell.provenance().captures());
        object.add("provenance", provenance);
        return object;
    }
}
