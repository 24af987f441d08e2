package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.layout.FactKey;

/** The files of the table: what is read is written again, and what is broken is said in one line that names the place. */
class JsonFormsTest {

    private static final String TABLE = TableJson.write(table());
    private static final String EVIDENCE = EvidenceJson.write(evidence());
    private static final String KNOWN = """
            {
              "schema": "vvarmap/known/1",
              "commits": [
                {"id": "%s", "subject": "S", "upstream": "%s", "line": "5.11.y", "first": "v5.11.4", "unsettled": "v5.11.3",
                 "abis": ["ppc64"], "facts": ["hashStyle"], "after": {"hashStyle": "both"}, "read": ["a page"], "note": "N"}
              ],
              "calendar": [{"base": "5.11", "candidates": "1-7", "released": true, "points": "1-3,5"}]
            }
            """.formatted("a".repeat(40), "b".repeat(40));

    private static Evidence evidence() {
        return Rows.step(Rows.readings("v5.10=sysv v5.11-rc1=gnu/? v5.11.2=both"), "v5.10", "v5.11-rc1", "a",
                FactKey.HASH_STYLE);
    }

    private static Table table() {
        return TableBuilder.build(
                Rows.calendar("v5.10 v5.11-rc1 v5.11-rc2 v5.11 v5.11.1 v5.11.2"), evidence(), List.of());
    }

    private interface Reader {
        Object read(String text) throws MalformedTable;
    }

    private record Form(String title, String text, Reader reader) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static final List<Form> FORMS = List.of(
            new Form("table", TABLE, TableJson::read),
            new Form("evidence", EVIDENCE, EvidenceJson::read),
            new Form("known", KNOWN, KnownJson::read));

    static Stream<Form> forms() {
        return FORMS.stream();
    }

    // Whole files.

    @Test
    void writesWhatItRead() throws MalformedTable {
        assertThat(TableJson.write(TableJson.read(TABLE))).isEqualTo(TABLE);
        assertThat(TableJson.read(TABLE).eras()).isEqualTo(table().eras());
        assertThat(EvidenceJson.write(EvidenceJson.read(EVIDENCE))).isEqualTo(EVIDENCE);
        assertThat(EvidenceJson.read(EVIDENCE)).isEqualTo(evidence());
        assertThat(TABLE).endsWith("}\n").doesNotContain("\r");
        assertThat(TableJson.write(new Table(Rows.calendar(""), List.of(), Map.of(), Map.of()))).contains("\"eras\": []");
    }

    @Test
    void readsKnownCommits() throws MalformedTable {
        KnownJson.Known known = KnownJson.read(KNOWN);

        KnownCommit commit = known.commits().get(0);
        assertThat(commit.commit().orElseThrow().upstream()).contains("b".repeat(40));
        assertThat(commit.first()).hasToString("v5.11.4");
        assertThat(commit.unsettled()).contains(Rows.release("v5.11.3"));
        assertThat(commit.after()).containsOnlyKeys(FactKey.HASH_STYLE);
        assertThat(known.calendar().of(Rows.line("5.11.y"))).hasToString("[v5.11.1, v5.11.2, v5.11.3, v5.11.5]");
    }

    // Calendars.

    private record Ranges(String ranges, String numbers) {
        @Override
        public String toString() {
            return ranges;
        }
    }

    static Stream<Ranges> ranges() {
        return Stream.of(new Ranges("", ""), new Ranges("1", "1"), new Ranges("1-3", "1 2 3"), new Ranges("1-2", "1 2"),
                new Ranges("2,4", "2 4"), new Ranges("1-3,5,7-9", "1 2 3 5 7 8 9"), new Ranges("99999", "99999"));
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void writesNumbersAsRanges(Ranges row) throws MalformedTable {
        List<String> tags = new ArrayList<>(List.of("v5.11"));
        for (String number : row.numbers().isEmpty() ? new String[0] : row.numbers().split(" ")) {
            tags.add("v5.11." + number);
            tags.add("v5.11-rc" + number);
        }
        Calendar calendar = Rows.calendar(String.join(" ", tags));
        JsonArray array = CalendarJson.write(calendar);

        assertThat(array).hasSize(1);
        assertThat(array.get(0).getAsJsonObject().get("points").getAsString()).isEqualTo(row.ranges());
        assertThat(array.get(0).getAsJsonObject().get("candidates").getAsString()).isEqualTo(row.ranges());
        assertThat(CalendarJson.read(array)).isEqualTo(calendar);
    }

    static Stream<String> badRanges() {
        return Stream.of("0", "3-1", "-1", "1-", "1--2", "a", "1,,2", ",", "1-100001", "99999999999", "1 2", "1.5", "0-0");
    }

    @ParameterizedTest
    @MethodSource("badRanges")
    void refusesBadRanges(String ranges) {
        JsonArray array = JsonParser.parseString(
                "[{\"base\":\"5.10\",\"candidates\":\"\",\"released\":true,\"points\":\"\"},"
                        + "{\"base\":\"5.11\",\"candidates\":\"\",\"released\":true,\"points\":\"" + ranges + "\"}]")
                .getAsJsonArray();

        assertThatThrownBy(() -> CalendarJson.read(array))
                .isInstanceOf(MalformedTable.class)
                .hasMessageStartingWith("calendar entry 2: ");
    }

    // Broken files.

    /** One change to the table's text and a part of the complaint. */
    private record Break(Form form, String what, String by, String complaint) {
        @Override
        public String toString() {
            return form + ": " + what + " -> " + by;
        }
    }

    static Stream<Break> breaks() {
        Form table = FORMS.get(0);
        Form evidence = FORMS.get(1);
        Form known = FORMS.get(2);
        String a = "a".repeat(40);
        return Stream.of(
                new Break(table, "vvarmap/table/2", "vvarmap/table/1", "schema"),
                new Break(table, "\"layouts\"", "\"lay\"", "layouts"),
                new Break(table, "\"commits\"", "\"com\"", "commits"),
                new Break(table, "\"eras\"", "\"er\"", "eras"),
                new Break(table, "\"read\"", "\"re\"", "read"),
                new Break(table, "\"calendar\"", "\"cal\"", "calendar"),
                new Break(table, "\"vdso\":\"none\"", "\"vdso\":\"some\"", "layout ppc64@"),
                new Break(table, "\"timens\":false,", "", "layout ppc64@"),
                new Break(table, "\"layout\":\"ppc64@v5.10\"", "\"layout\":\"ppc64@v9.9\"", "era 1"),
                new Break(table, "\"abi\":\"ppc64\"", "\"abi\":\"ppc65\"", "era 1"),
                new Break(table, "\"line\":\"mainline\"", "\"line\":\"main\"", "era 1"),
                new Break(table, "\"since\":\"v5.10\"", "\"since\":\"v5\"", "era 1"),
                new Break(table, "\"since\":\"v5.10\",", "", "era 1"),
                new Break(table, "\"until\":null", "\"until\":7", "era"),
                new Break(table, "\"changes\":{}", "\"changes\":[]", "era 1"),
                new Break(table, "\"hashStyle\":\"" + a + "\"", "\"hashStyle\":\"" + "b".repeat(40) + "\"", "not listed"),
                new Break(table, "\"id\":\"" + a + "\"", "\"id\":\"" + a.toUpperCase(Locale.ROOT) + "\"", "commit"),
                new Break(table, "\"id\":\"" + a + "\"", "\"id\":\"aaaa\"", "commit"),
                new Break(table, "\"subject\"", "\"sub\"", "commit"),
                new Break(table, "\"base\":\"5.11\"", "\"base\":\"5.x\"", "read entry 2"),
                new Break(table, "\"abis\":[\"ppc64\"]", "\"abis\":[\"vax/*\"]", "read entry 1"),
                new Break(table, "\"abis\":[\"ppc64\"]", "\"abis\":7", "read entry 1"),
                new Break(table, "\"base\":\"5.11\",\"candidates\":\"1\",\"released\":false,\"points\":\"1-2\"",
                        "\"base\":\"5.x\"", "calendar entry 2"),
                new Break(evidence, "vvarmap/evidence/1", "x", "schema"),
                new Break(evidence, "\"rules\"", "\"rule\"", "evidence"),
                new Break(evidence, "\"readings\"", "\"reading\"", "evidence"),
                new Break(evidence, "\"files\"", "\"file\"", "evidence"),
                new Break(evidence, "\"readSets\"", "\"sets\"", "evidence"),
                new Break(evidence, "\"ppc64\":[0,0]", "\"ppc64\":[9,0]", "evidence"),
                new Break(evidence, "\"ppc64\":[0,0]", "\"ppc64\":[0,-1]", "evidence"),
                new Break(evidence, "\"ppc64\":[0,0]", "\"ppc64\":[0]", "evidence"),
                new Break(evidence, "\"ppc64\":[0,0]", "\"ppc64\":[1e999999999,0]", "evidence"),
                new Break(evidence, "\"release\":\"v5.10\"", "\"release\":\"next\"", "next"),
                new Break(evidence, "\"from\"", "\"form\"", "evidence"),
                new Break(known, "vvarmap/known/1", "x", "schema"),
                new Break(known, "\"commits\"", "\"com\"", "commits"),
                new Break(known, "\"calendar\"", "\"cal\"", "calendar"),
                new Break(known, "\"abis\": [\"ppc64\"]", "\"abis\": [\"vax\"]", "commit 1"),
                new Break(known, "\"facts\": [\"hashStyle\"]", "\"facts\": [\"hash\"]", "commit 1"),
                new Break(known, "{\"hashStyle\": \"both\"}", "{\"hashStyle\": \"none\"}", "commit 1"),
                new Break(known, "{\"hashStyle\": \"both\"}", "{\"x\": \"none\"}", "commit 1"),
                new Break(known, "[\"a page\"]", "[]", "commit 1"),
                new Break(known, "\"first\": \"v5.11.4\"", "\"first\": 5", "commit 1"),
                new Break(known, "\"upstream\": \"b", "\"upstream\": \"B", "commit 1"),
                new Break(known, "\"note\": \"N\"", "\"x\": \"N\"", "commit 1"));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void namesThePlaceOfWhatIsBroken(Break row) {
        assertThat(row.form().text()).contains(row.what());
        String broken = row.form().text().replaceFirst(Pattern.quote(row.what()),
                Matcher.quoteReplacement(row.by()));
        assertThatThrownBy(() -> row.form().reader().read(broken))
                .isInstanceOf(MalformedTable.class)
                .hasMessageContaining(row.complaint())
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesWhatIsNoSuchFile(Form form) {
        for (String text : List.of("", " ", "null", "[]", "7", "\"x\"", "{}", "{\"schema\":null}", "{\"schema\":[]}",
                "{\"schema\":{}}", "{", "]", "{\"a\":1}}", "\0", "\uFEFF{}", "[".repeat(100_000), "{\"a\":".repeat(100_000),
                "{\"schema\":\"vvarmap/other/1\"}")) {
            assertThatThrownBy(() -> form.reader().read(text))
                    .as(text.substring(0, Math.min(text.length(), 20)))
                    .isInstanceOf(MalformedTable.class);
        }
    }

    /** Each member of each object, and each element of each list, replaced or removed. */
    @ParameterizedTest
    @MethodSource("forms")
    void neverFailsOtherwiseWhateverIsInItsPlace(Form form) {
        JsonElement whole = JsonParser.parseString(form.text());
        int places = places(whole);
        assertThat(places).isGreaterThan(20);
        for (int place = 0; place < places; place++) {
            for (JsonElement by : HOSTILE) {
                JsonElement broken = whole.deepCopy();
                replace(broken, new int[] {place}, by);
                read(form, broken.toString());
            }
        }
    }

    @Property(tries = 500)
    void neverFailsOtherwiseWhereAFileIsCutOff(@ForAll @IntRange(max = 2) int form, @ForAll @IntRange(max = 4000) int at) {
        Form cut = FORMS.get(form);
        String text = cut.text().substring(0, Math.min(at, cut.text().length() - 2));

        assertThatThrownBy(() -> cut.reader().read(text)).isInstanceOf(MalformedTable.class);
    }

    @Property
    void neverFailsOtherwiseOnAnyText(@ForAll String text) {
        FORMS.forEach(form -> read(form, text));
        FORMS.forEach(form -> read(form, "{\"schema\":\"vvarmap/" + form + "/1\"," + text + "}"));
    }

    /** Stands for the removal of a member. */
    private static final JsonElement GONE = new JsonPrimitive("gone");

    private static final List<JsonElement> HOSTILE = List.of(
            GONE, JsonNull.INSTANCE, new JsonArray(), new JsonObject(), new JsonPrimitive(""), new JsonPrimitive("\n"),
            new JsonPrimitive(-1), new JsonPrimitive(1.5), new JsonPrimitive(new BigInteger("9".repeat(40))),
            new JsonPrimitive(true), new JsonPrimitive("v5.11"), JsonParser.parseString("[[[]]]"),
            JsonParser.parseString("[null]"), JsonParser.parseString("{\"x\":null}"));

    private static void read(Form form, String text) {
        try {
            assertThat(form.reader().read(text)).isNotNull();
        } catch (MalformedTable e) {
            assertThat(e).message().isNotBlank().doesNotContain("\n");
        } catch (RuntimeException | Error e) {
            fail(e.getClass().getSimpleName() + " on " + text, e);
        }
    }

    private static int places(JsonElement element) {
        int places = 0;
        if (element instanceof JsonObject object) {
            for (String name : object.keySet()) {
                places += 1 + places(object.get(name));
            }
        } else if (element instanceof JsonArray array) {
            for (JsonElement inner : array) {
                places += 1 + places(inner);
            }
        }
        return places;
    }

    /** Replaces what stands at a place; counts the place down on the way. */
    private static boolean replace(JsonElement element, int[] place, JsonElement by) {
        if (element instanceof JsonObject object) {
            for (String name : List.copyOf(object.keySet())) {
                if (place[0]-- == 0) {
                    if (by == GONE) {
                        object.remove(name);
                    } else {
                        object.add(name, by);
                    }
                    return true;
                }
                if (replace(object.get(name), place, by)) {
                    return true;
                }
            }
        } else if (element instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (place[0]-- == 0) {
                    if (by == GONE) {
                        array.remove(i);
                    } else {
                        array.set(i, by);
                    }
                    return true;
                }
                if (replace(array.get(i), place, by)) {
                    return true;
                }
            }
        }
        return false;
    }
}
