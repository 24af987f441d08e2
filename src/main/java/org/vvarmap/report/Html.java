package org.vvarmap.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/** Makes the frame of a page, and puts text into it: every text that comes from outside goes through {@link #clean}. */
final class Html {

    private static final String POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";
    private static final String POLICY_WITH_SCRIPTS = POLICY + "; script-src 'self'";

    /** What every page links to: its address below the root, and what it is called. */
    private static final List<List<String>> PLACES = List.of(
            List.of("index.html#matrix", "Matrix"),
            List.of("changes.html", "Changes"),
            List.of("releases.html", "Releases"),
            List.of("moving.html", "Moving it"),
            List.of("programs.html", "Programs"),
            List.of("facts.html", "Facts"),
            List.of("known.html", "How it is known"));

    private Html() {}

    /**
     * A page with an empty main part.
     *
     * @param title what the window shows
     * @param root the way from the page to the site's root: empty or {@code ../}
     */
    static Document page(String title, String root) {
        Document document = Document.createShell("");
        document.insertChildren(0, new DocumentType("html", "", ""));
        document.outputSettings().charset(StandardCharsets.UTF_8).indentAmount(0).outline(false);
        document.expectFirst("html").attr("lang", "en");
        Element head = document.head();
        head.appendElement("meta").attr("charset", "utf-8");
        head.appendElement("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY);
        head.appendElement("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1");
        head.appendElement("meta").attr("name", "color-scheme").attr("content", "light dark");
        text(head.appendElement("title"), title);
        head.appendElement("link").attr("rel", "stylesheet").attr("href", root + "style.css");
        head.appendElement("link").attr("rel", "alternate").attr("type", "application/atom+xml")
                .attr("title", "Changes").attr("href", root + "feed.xml");
        Element body = document.body();
        link(body, "#main", "Skip to the content").addClass("skip");
        Element nav = add(body, "header", "site").appendElement("nav").attr("aria-label", "Site");
        link(nav, root + "index.html", "vvarmap").addClass("home");
        PLACES.forEach(place -> link(nav, root + place.get(0), place.get(1)));
        body.appendElement("main").attr("id", "main");
        Element footer = body.appendElement("footer");
        text(footer.appendElement("p"), "Made by vvarmap. Facts are those of the usual distribution configuration; a vendor's"
                + " kernel may have backported changes: vvarmap check, run on it, settles that.");
        return document;
    }

    /** Lets a page run the report's own scripts, and adds them. */
    static void scripts(Document page, String... names) {
        page.expectFirst("meta[http-equiv]").attr("content", POLICY_WITH_SCRIPTS);
        for (String name : names) {
            page.head().appendElement("script").attr("defer", true).attr("src", name);
        }
    }

    static Element main(Document page) {
        return page.expectFirst("main");
    }

    static String write(Document page) {
        return page.outerHtml() + "\n";
    }

    /** Adds an element of a class. */
    static Element add(Element parent, String tag, String style) {
        return parent.appendElement(tag).addClass(style);
    }

    /** Adds text. */
    static Element text(Element element, String text) {
        return element.appendText(clean(text));
    }

    /** Adds an element with text in it. */
    static Element add(Element parent, String tag, String style, String text) {
        Element element = parent.appendElement(tag);
        if (!style.isEmpty()) {
            element.addClass(style);
        }
        return text(element, text);
    }

    /** Adds a link. */
    static Element link(Element parent, String address, String text) {
        return text(parent.appendElement("a").attr("href", address), text);
    }

    /** Adds a kind's sign on its colour; what it says is read out, and shown to who points at it. */
    static Element sign(Element parent, Kind kind) {
        return add(parent, "span", "sign", kind.sign()).addClass(kind.style())
                .attr("role", "img").attr("title", kind.words());
    }

    /** Text without what no page should hold: control characters and halves of surrogate pairs. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            boolean bad = Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
            clean.appendCodePoint(bad ? 0xFFFD : point);
        });
        return clean.toString();
    }
}
