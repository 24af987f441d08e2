package org.vvarmap.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.layout.FactKey;

/** All commits that changed layouts, the newest first. */
final class ChangesPage {

    private ChangesPage() {}

    static Document of(List<Happening> happenings) {
        Document page = Html.page("All changes – vvarmap", "");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "All changes");
        Element lead = Html.add(main, "p", "lead", "Every commit that is known to have changed a layout, the newest first; each has a page"
                + " of its own. ");
        Html.link(lead, "feed.xml", "The same as a feed");
        lead.appendText(".");
        Element changes = Html.add(main, "table", "changes");
        Html.add(changes, "caption", "", "Changes by commit");
        Element head = changes.appendElement("thead").appendElement("tr");
        List.of("First in", "Change", "Facts", "ABIs").forEach(word -> Html.add(head, "th", "", word).attr("scope", "col"));
        Element body = changes.appendElement("tbody");
        for (Happening happening : happenings) {
            Element row = body.appendElement("tr");
            Html.add(row, "td", "", happening.first().tag());
            Element title = row.appendElement("th").attr("scope", "row");
            Element place = happening.address().map(address -> title.appendElement("a").attr("href", address)).orElse(title);
            Html.add(place, "bdi", "", happening.subject());
            Html.add(row, "td", "keys", Words.keys(keys(happening)));
            Html.add(row, "td", "keys", abis(happening));
        }
        return page;
    }

    /** The facts that it changed anywhere. */
    static List<FactKey> keys(Happening happening) {
        return happening.arrivals().stream().flatMap(arrival -> arrival.keys().stream()).distinct().sorted().toList();
    }

    /** The ABIs that it reached, those of one architecture together. */
    static String abis(Happening happening) {
        Map<String, Set<String>> abis = new LinkedHashMap<>();
        happening.arrivals().stream().map(arrival -> arrival.era().abi()).distinct().sorted().forEach(abi ->
                abis.computeIfAbsent(abi.arch(), key -> new LinkedHashSet<>()).add(abi.label()));
        return abis.values().stream().map(set -> String.join(", ", set)).collect(Collectors.joining("; "));
    }
}
