package org.vvarmap.report;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Dates;

/** The changes as an Atom feed. An entry is of the day on which the mainline version with the change was released. */
final class Feed {

    /** Stands for a day that is not known; a feed must have one. */
    private static final LocalDate UNKNOWN = LocalDate.EPOCH;

    private static final String MIDNIGHT = "T00:00:00Z";

    private Feed() {}

    static String of(List<Happening> happenings, Dates dates) {
        NavigableMap<Release, LocalDate> days = new TreeMap<>(dates.released());
        Document feed = new Document(Parser.NamespaceXml, "");
        feed.outputSettings().syntax(Document.OutputSettings.Syntax.xml).charset(StandardCharsets.UTF_8).prettyPrint(false);
        feed.parser(Parser.xmlParser());
        Element root = feed.appendElement("feed").attr("xmlns", "http://www.w3.org/2005/Atom");
        text(root, "title", "vvarmap: where Linux puts the vDSO and its data");
        text(root, "id", id("feed"));
        text(root, "updated", happenings.stream().map(Happening::first).map(first -> date(first, days)).max(String::compareTo)
                .orElse(UNKNOWN + MIDNIGHT));
        root.appendElement("link").attr("rel", "self").attr("href", "feed.xml");
        root.appendElement("link").attr("href", "changes.html");
        text(root.appendElement("author"), "name", "vvarmap");
        for (Happening happening : happenings) {
            root.appendText("\n");
            Element entry = root.appendElement("entry");
            text(entry, "title", happening.subject() + " (" + happening.first() + ")");
            text(entry, "id", id(happening.id()));
            text(entry, "updated", date(happening.first(), days));
            entry.appendElement("link").attr("href", happening.address().orElse("changes.html"));
            text(entry, "summary", "Changed " + Words.keys(ChangesPage.keys(happening)) + " on " + ChangesPage.abis(happening) + ".");
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + feed.outerHtml() + "\n";
    }

    private static void text(Element parent, String tag, String text) {
        Html.text(parent.appendElement(tag), text);
    }

    private static String id(String name) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(("vvarmap/" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** The day of a release's mainline version; of one that is not known, that of the version before. */
    private static String date(Release release, NavigableMap<Release, LocalDate> days) {
        Map.Entry<Release, LocalDate> known = days.floorEntry(release.mainline());
        return (known == null ? UNKNOWN : known.getValue()) + MIDNIGHT;
    }
}
