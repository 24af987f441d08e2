package org.vvarmap.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Naming;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Advice;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Lifetime;
import org.vvarmap.matrix.Table;

/** What the search script knows: the table in as few bytes as it takes, and how kernels and machines are named. */
final class SearchData {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    private SearchData() {}

    static String of(Table table, List<Happening> happenings) {
        Map<Layout, Integer> layouts = new LinkedHashMap<>();
        JsonArray eras = new JsonArray();
        for (Era era : table.eras()) {
            int layout = layouts.computeIfAbsent(era.layout(), key -> layouts.size());
            eras.add(row(
                    List.copyOf(table.abis()).indexOf(era.abi()), era.line().toString(), era.since().tag(),
                    era.until().map(Release::tag).orElse(""), layout, era.commit().map(commit -> commit.id()).orElse("")));
        }
        JsonObject data = new JsonObject();
        data.add("abis", abis(table));
        SortedMap<String, Abi> machines = Naming.machines();
        for (Abi abi : Abi.values()) {
            machines.put(abi.label(), abi);
        }
        data.add("machines", names(machines));
        data.add("machinePatterns", names(Naming.machinePatterns()));
        data.add("flavours", names(Naming.flavours()));
        JsonArray vendors = new JsonArray();
        Naming.vendors().forEach(vendor -> vendors.add(row(
                vendor.name(), vendor.inSuffix() ? 1 : 0, vendor.pattern(), vendor.exact() ? 1 : 0, vendor.note())));
        data.add("vendors", vendors);
        data.add("releases", releases(table));
        data.add("keys", row(java.util.Arrays.stream(FactKey.values()).map(FactKey::json).toArray()));
        layouts(data, layouts.keySet());
        data.add("eras", eras);
        JsonObject commits = new JsonObject();
        happenings.forEach(happening -> {
            commits.addProperty(happening.id(), Html.clean(happening.subject()));
            happening.arrivals().forEach(arrival -> {
                if (!arrival.commit().id().equals(happening.id())) {
                    commits.add(arrival.commit().id(), row(happening.id()));
                }
            });
        });
        data.add("commits", commits);
        return "\"use strict\";\nconst VVARMAP = " + GSON.toJson(data) + ";\n";
    }

    private static JsonArray row(Object... cells) {
        JsonArray row = new JsonArray();
        for (Object cell : cells) {
            row.add(cell instanceof Integer number ? new JsonPrimitive(number) : new JsonPrimitive(Html.clean(cell.toString())));
        }
        return row;
    }

    private static JsonArray abis(Table table) {
        JsonArray abis = new JsonArray();
        for (Abi abi : table.abis()) {
            JsonArray row = row(abi.label(), abi.arch());
            for (Lifetime lifetime : table.lifetimes(abi)) {
                row.add(row(lifetime.before().map(Release::tag).orElse(""), lifetime.gone().map(Release::tag).orElse(""),
                        lifetime.sentence()));
            }
            abis.add(row);
        }
        return abis;
    }

    private static JsonObject names(SortedMap<String, Abi> names) {
        JsonObject object = new JsonObject();
        names.forEach((name, abi) -> object.addProperty(name, abi.label()));
        return object;
    }

    /** Line to its releases, those of one version that follow one another as a range. */
    private static JsonObject releases(Table table) {
        JsonObject lines = new JsonObject();
        for (Map.Entry<Line, NavigableSet<Release>> entry : table.calendar().lines().entrySet()) {
            List<String> ranges = new ArrayList<>();
            Release from = null;
            Release last = null;
            for (Release release : entry.getValue()) {
                if (last == null || !follows(last, release)) {
                    add(ranges, from, last);
                    from = release;
                }
                last = release;
            }
            add(ranges, from, last);
            lines.addProperty(entry.getKey().toString(), String.join(" ", ranges));
        }
        return lines;
    }

    private static boolean follows(Release last, Release release) {
        boolean points = last.point() > 0 && release.point() == last.point() + 1;
        boolean candidates = last.candidate() > 0 && release.candidate() == last.candidate() + 1;
        return last.base().equals(release.base()) && (points || candidates);
    }

    private static void add(List<String> ranges, Release from, Release last) {
        if (from != null) {
            String number = Integer.toString(last.point() + last.candidate());
            ranges.add(from.tag().substring(1) + (from.equals(last) ? "" : "~" + number));
        }
    }

    private static void layouts(JsonObject data, Iterable<Layout> layouts) {
        List<Object> shapes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        JsonArray drawings = new JsonArray();
        JsonArray list = new JsonArray();
        for (Layout layout : layouts) {
            int shape = shapes.indexOf(Drawing.shape(layout));
            if (shape < 0) {
                shape = shapes.size();
                shapes.add(Drawing.shape(layout));
                drawings.add(Drawing.picture(layout).outerHtml());
            }
            Kind kind = Kind.of(layout);
            JsonArray row = row(shape, kind.sign(), kind.style(), kind.words(), number(words, Advice.sentence(layout)));
            JsonArray warnings = new JsonArray();
            Advice.warnings(layout).forEach(warning -> warnings.add(number(words, warning)));
            row.add(warnings);
            JsonElement facts = row(layout.facts().values().stream().map(Words::brief).toArray());
            row.add(facts);
            list.add(row);
        }
        data.add("drawings", drawings);
        data.add("layouts", list);
        data.add("words", row(words.toArray()));
    }

    private static int number(List<String> words, String text) {
        String word = Html.clean(text);
        if (!words.contains(word)) {
            words.add(word);
        }
        return words.indexOf(word);
    }
}
