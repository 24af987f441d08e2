package org.vvarmap.matrix;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vvarmap.kernel.Release;

/**
 * A calendar as JSON: for each mainline version one line with the numbers of its candidates and of its stable releases,
 * as ranges ({@code "1-7,9"}).
 */
public final class CalendarJson {

    private static final int MOST = 99_999;

    /** Releases of all entries of a list together; there are some 6,000. A range of a few letters stands for thousands. */
    private static final int MOST_RELEASES = 100_000;

    private CalendarJson() {}

    static JsonArray write(Calendar calendar) {
        Map<Release.Base, List<Release>> byBase = new TreeMap<>();
        calendar.lines().values().forEach(releases -> releases.forEach(
                release -> byBase.computeIfAbsent(release.base(), key -> new ArrayList<>()).add(release)));
        JsonArray array = new JsonArray();
        byBase.forEach((base, releases) -> {
            NavigableSet<Integer> candidates = new TreeSet<>();
            NavigableSet<Integer> points = new TreeSet<>();
            boolean released = false;
            for (Release release : releases) {
                if (release.candidate() > 0) {
                    candidates.add(release.candidate());
                } else if (release.point() > 0) {
                    points.add(release.point());
                } else {
                    released = true;
                }
            }
            array.add(object(base, candidates, released, points));
        });
        return array;
    }

    private static JsonObject object(
            Release.Base base, NavigableSet<Integer> candidates, boolean released, NavigableSet<Integer> points) {
        JsonObject object = new JsonObject();
        object.addProperty("base", base.toString());
        object.addProperty("candidates", ranges(candidates));
        object.addProperty("released", released);
        object.addProperty("points", ranges(points));
        return object;
    }

    static Calendar read(JsonArray array) throws MalformedTable {
        List<Release> releases = new ArrayList<>();
        int number = 0;
        for (JsonElement element : array) {
            Json.at("calendar entry " + ++number, () -> releases.addAll(entry(element.getAsJsonObject())));
            checkNumber(releases.size());
        }
        return Calendar.of(releases);
    }

    /** The calendar of a table. */
    static Calendar read(byte[] table) {
        try {
            JsonObject object = Json.parse(new String(table, StandardCharsets.UTF_8), TableJson.SCHEMA);
            return read(Json.at("calendar", () -> object.getAsJsonArray("calendar")));
        } catch (MalformedTable e) {
            throw new BrokenTable(e.getMessage());
        }
    }

    /** Refuses a list that stands for more releases than there can be. */
    static void checkNumber(int releases) throws MalformedTable {
        if (releases > MOST_RELEASES) {
            throw new MalformedTable("more than " + MOST_RELEASES + " releases");
        }
    }

    /** The releases of one entry. */
    static List<Release> entry(JsonObject object) throws MalformedTable {
        return entry(
                object.get("base").getAsString(),
                object.get("candidates").getAsString(),
                object.get("released").getAsBoolean(),
                object.get("points").getAsString());
    }

    /** The same, of an entry that needs no parsing. */
    static List<Release> entry(Elements.Element element) throws MalformedTable {
        Optional<String> base = element.text("base");
        Optional<String> candidates = element.text("candidates");
        Optional<String> points = element.text("points");
        return base.isPresent() && candidates.isPresent() && points.isPresent()
                ? entry(base.get(), candidates.get(), element.line().contains("\"released\":true,"), points.get())
                : entry(element.json());
    }

    private static List<Release> entry(String version, String candidates, boolean released, String points) throws MalformedTable {
        Release first = TableJson.release(version);
        if (!first.equals(first.mainline())) {
            throw new MalformedTable("\"" + first + "\" is no mainline release");
        }
        Release.Base base = first.base();
        List<Release> releases = new ArrayList<>();
        for (int candidate : numbers(candidates)) {
            releases.add(new Release(base, candidate, 0));
        }
        if (released) {
            releases.add(first);
        }
        for (int point : numbers(points)) {
            releases.add(new Release(base, 0, point));
        }
        return releases;
    }

    private static String ranges(NavigableSet<Integer> numbers) {
        LinkedHashMap<Integer, Integer> ranges = new LinkedHashMap<>();
        int from = 0;
        int last = -1;
        for (int number : numbers) {
            from = number == last + 1 && last >= 0 ? from : number;
            ranges.put(from, number);
            last = number;
        }
        List<String> texts = new ArrayList<>();
        ranges.forEach((low, high) -> texts.add(low.equals(high) ? low.toString() : low + "-" + high));
        return String.join(",", texts);
    }

    private static List<Integer> numbers(String text) throws MalformedTable {
        List<Integer> numbers = new ArrayList<>();
        for (String range : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String[] ends = range.split("-", 2);
            int low = Integer.parseInt(ends[0]);
            int high = Integer.parseInt(ends[ends.length - 1]);
            if (low < 1 || high < low || high > MOST) {
                throw new MalformedTable("\"" + range + "\" is no range of numbers");
            }
            for (int number = low; number <= high; number++) {
                numbers.add(number);
            }
            checkNumber(numbers.size());
        }
        return numbers;
    }
}
