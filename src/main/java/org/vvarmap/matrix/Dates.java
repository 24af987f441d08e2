package org.vvarmap.matrix;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vvarmap.kernel.Release;

/**
 * When mainline releases were made.
 *
 * @param released release to day, in UTC, as the tag says or the announcement
 */
public record Dates(Map<Release, LocalDate> released) {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/dates/1";

    /** Copies the map. */
    public Dates {
        released = Map.copyOf(released);
    }

    /**
     * The day of a release.
     *
     * @param release any release
     * @return its day; empty where it is not known
     */
    public Optional<LocalDate> of(Release release) {
        return Optional.ofNullable(released.get(release));
    }

    /**
     * Reads the file.
     *
     * @param text its text
     * @return the dates
     * @throws MalformedTable where the text breaks the format
     */
    public static Dates read(String text) throws MalformedTable {
        JsonObject object = Json.parse(text, SCHEMA);
        Map<Release, LocalDate> released = new TreeMap<>();
        for (Map.Entry<String, JsonElement> entry : Json.at("released", () -> object.getAsJsonObject("released").entrySet())) {
            Json.at(entry.getKey(), () -> released.put(
                    TableJson.release(entry.getKey()), day(entry.getValue().getAsString())) == null);
        }
        return new Dates(released);
    }

    /**
     * Reads the day of one release, which is quicker than to read them all.
     *
     * @param file the bytes of the file, in the form in which it is kept
     * @param release the release
     * @return the dates, of that release at most
     * @throws MalformedTable where the text breaks the format
     */
    public static Dates read(byte[] file, Release release) throws MalformedTable {
        return Json.at("dates", () -> {
            Optional<String> day = new Elements(file).word("released", release.tag());
            return new Dates(day.isPresent() ? Map.of(release, day(day.get())) : Map.of());
        });
    }

    /** A day as {@code 2021-02-14}. What LocalDate itself loads to read that takes longer than all else that lookup reads. */
    private static LocalDate day(String text) throws MalformedTable {
        boolean form = text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
        for (int i = 0; i < text.length() && form; i++) {
            form = i == 4 || i == 7 || text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!form) {
            throw new MalformedTable("\"" + text + "\" is no day; write it as 2021-02-14");
        }
        return LocalDate.of(
                Integer.parseInt(text, 0, 4, 10), Integer.parseInt(text, 5, 7, 10), Integer.parseInt(text, 8, 10, 10));
    }
}
