package org.vvarmap.export;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** Every era with its layout in full, by ABI and line, and the releases of each line. */
final class EraJson {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

    private EraJson() {}

    static String of(Table table) {
        JsonArray abis = new JsonArray();
        for (Abi abi : table.abis()) {
            JsonArray lifetimes = new JsonArray();
            table.lifetimes(abi).forEach(lifetime -> {
                JsonObject object = new JsonObject();
                object.add("before", tag(lifetime.before()));
                object.addProperty("first", lifetime.first().tag());
                object.addProperty("last", lifetime.last().tag());
                object.add("gone", tag(lifetime.gone()));
                lifetimes.add(object);
            });
            JsonArray eras = new JsonArray();
            for (Line line : table.lines(abi)) {
                table.eras(abi, line).forEach(era -> eras.add(era(era)));
            }
            JsonObject object = new JsonObject();
            object.addProperty("abi", abi.label());
            object.addProperty("arch", abi.arch());
            object.add("lifetimes", lifetimes);
            object.add("eras", eras);
            abis.add(object);
        }
        JsonObject releases = new JsonObject();
        table.calendar().lines().forEach((line, list) -> {
            JsonArray tags = new JsonArray();
            list.forEach(release -> tags.add(release.tag()));
            releases.add(line.toString(), tags);
        });
        JsonObject object = new JsonObject();
        object.addProperty("schema", "vvarmap/export/1");
        object.add("abis", abis);
        object.add("releases", releases);
        return GSON.toJson(object) + "\n";
    }

    private static JsonObject era(Era era) {
        JsonObject object = new JsonObject();
        object.addProperty("line", era.line().toString());
        object.addProperty("since", era.since().tag());
        object.add("until", tag(era.until()));
        object.add("layout", LayoutJson.write(era.layout()));
        object.add("commit", era.commit().<JsonElement>map(TableJson::write).orElse(JsonNull.INSTANCE));
        return object;
    }

    private static JsonElement tag(Optional<Release> release) {
        return release.<JsonElement>map(known -> new JsonPrimitive(known.tag())).orElse(JsonNull.INSTANCE);
    }
}
