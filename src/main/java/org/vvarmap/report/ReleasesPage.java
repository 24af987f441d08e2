package org.vvarmap.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** Every release, each at an address of its own, and what began with it. */
final class ReleasesPage {

    private ReleasesPage() {}

    /** A release's permanent address below the root. */
    static String address(Release release) {
        return "releases.html#" + release;
    }

    static Document of(Table table) {
        Document page = Html.page("Releases – vvarmap", "");
        Html.scripts(page, "data.js", "search.js");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "Releases");
        Html.add(main, "p", "lead", "Every release that the table knows, the newest version first, and what began with which. A release in"
                + " which nothing began has on each ABI what the one before it on its line had.");
        Search.add(main);
        NavigableMap<Release.Base, NavigableSet<Release>> versions = new TreeMap<>();
        table.calendar().lines().values().forEach(line -> line.forEach(release ->
                versions.computeIfAbsent(release.base(), key -> new TreeSet<>()).add(release)));
        Map<Release, List<Era>> began = new TreeMap<>();
        table.eras().stream()
                .filter(era -> era.line().isMainline() || era.since().point() > 0)
                .forEach(era -> began.computeIfAbsent(era.since(), key -> new ArrayList<>()).add(era));
        versions.descendingMap().forEach((base, releases) -> {
            Element section = Html.add(main, "section", "version");
            Html.add(section, "h2", "", base.toString());
            Element list = Html.add(section, "p", "tags");
            for (Release release : releases) {
                Element tag = list.appendElement(began.containsKey(release) ? "b" : "i").attr("id", release.tag());
                tag.appendText(release.tag().substring(1));
                list.appendText(" ");
            }
            for (Release release : releases) {
                if (began.containsKey(release)) {
                    began(section, table, release, began.get(release));
                }
            }
        });
        return page;
    }

    /** What began with a release; ABIs of which the same changed stand together. */
    private static void began(Element section, Table table, Release release, List<Era> eras) {
        Map<String, List<Era>> alike = new LinkedHashMap<>();
        for (Era era : eras) {
            alike.computeIfAbsent(words(table, era), key -> new ArrayList<>()).add(era);
        }
        Element list = Html.add(section, "ul", "began");
        alike.forEach((words, same) -> {
            Element text = list.appendElement("li");
            Html.add(text, "b", "", release.tag());
            text.appendText(" ");
            same.forEach(era -> {
                Html.link(text, Site.address(era.abi()) + "#" + Words.anchor(era), era.abi().label());
                text.appendText(" ");
            });
            Html.add(text, "span", "keys", words);
        });
    }

    private static String words(Table table, Era era) {
        if (!era.changes().isEmpty()) {
            return Words.keys(era.changes().stream().map(change -> change.key()).toList());
        }
        boolean first = era.line().isMainline() && table.eras(era.abi(), Line.MAINLINE).indexOf(era) == 0;
        if (first) {
            return "the oldest that is known";
        }
        List<FactKey> differ = Eras.before(table, era).map(before -> before.layout().differences(era.layout())).orElse(List.of());
        List<FactKey> lost = differ.stream().filter(key -> !era.layout().get(key).isKnown()).toList();
        return differ.isEmpty() ? "as before, as far as it is known"
                : lost.isEmpty() ? "known from here on: " + Words.keys(differ) : "not known: " + Words.keys(lost);
    }
}
