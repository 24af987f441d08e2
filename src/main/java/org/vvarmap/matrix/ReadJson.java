package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;

/**
 * Which releases were read, as JSON: for each mainline version the releases as in the calendar, and the ABIs for which they
 * were read, {@code powerpc/*} for all of a folder's. A release that comes in changes one line.
 */
final class ReadJson {

    private static final String ALL = "/*";

    private ReadJson() {}

    static JsonArray write(Table table) {
        Map<Release, Set<Abi>> read = new TreeMap<>();
        for (Abi abi : table.abis()) {
            table.read(abi).forEach(
                    release -> read.computeIfAbsent(release, key -> EnumSet.noneOf(Abi.class)).add(abi));
        }
        Map<Release.Base, Map<Set<Abi>, List<Release>>> byBase = new TreeMap<>();
        read.forEach((release, abis) -> byBase
                .computeIfAbsent(release.base(), key -> new LinkedHashMap<>())
                .computeIfAbsent(abis, key -> new ArrayList<>())
                .add(release));
        JsonArray array = new JsonArray();
        byBase.values().forEach(sets -> sets.forEach((abis, releases) -> {
            JsonObject object = CalendarJson.write(Calendar.of(releases)).get(0).getAsJsonObject();
            JsonArray names = new JsonArray();
            names(abis).forEach(names::add);
            object.add("abis", names);
            array.add(object);
        }));
        return array;
    }

    private static Set<String> names(Set<Abi> abis) {
        Set<String> names = new LinkedHashSet<>();
        for (Abi abi : abis) {
            names.add(abis.containsAll(Abi.ofArch(abi.arch())) ? abi.arch() + ALL : abi.label());
        }
        return names;
    }

    /** What stands in the entries that say something of an ABI. */
    static List<String> mentions(Abi abi) {
        return List.of("\"" + abi.label() + "\"", "\"" + abi.arch() + ALL + "\"");
    }

    static Map<Abi, Set<Release>> read(JsonArray array) throws MalformedTable {
        Map<Abi, Set<Release>> read = new EnumMap<>(Abi.class);
        int number = 0;
        int all = 0;
        for (JsonElement element : array) {
            List<Release> entry = Json.at("read entry " + ++number, () -> {
                JsonObject object = element.getAsJsonObject();
                List<Release> releases = CalendarJson.entry(object);
                if (object.getAsJsonArray("abis").size() > Abi.values().length) {
                    throw new MalformedTable("more ABIs than there are");
                }
                for (JsonElement name : object.getAsJsonArray("abis")) {
                    for (Abi abi : abis(name.getAsString())) {
                        read.computeIfAbsent(abi, key -> new TreeSet<>()).addAll(releases);
                    }
                }
                return releases;
            });
            all += entry.size();
            CalendarJson.checkNumber(all);
        }
        return read;
    }

    private static List<Abi> abis(String name) throws MalformedTable {
        if (!name.endsWith(ALL)) {
            return List.of(TableJson.abi(name));
        }
        List<Abi> abis = Abi.ofArch(name.substring(0, name.length() - ALL.length()));
        if (abis.isEmpty()) {
            throw new MalformedTable("no ABI is of \"" + name + "\"");
        }
        return abis;
    }
}
