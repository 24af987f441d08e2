package org.vvarmap.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vvarmap.kernel.Abi;
import org.vvarmap.matrix.Table;

/** The report: a front page, a page for each ABI and each change, pages on what they mean, a feed, and what makes them work. */
public final class Site {

    private Site() {}

    /**
     * Makes the report. A pure function: the same material gives the same bytes.
     *
     * @param material what it is made from
     * @return the files: path below the report's folder, with slashes, to text
     */
    public static SortedMap<String, String> pages(Material material) {
        Table table = material.table();
        List<Happening> happenings = Happening.of(table);
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put("index.html", Html.write(FrontPage.of(material)));
        pages.put("facts.html", Html.write(FactsPage.of()));
        pages.put("known.html", Html.write(KnownPage.of(table)));
        pages.put("moving.html", Html.write(MovingPage.of(material)));
        pages.put("programs.html", Html.write(Programs.of(material)));
        pages.put("releases.html", Html.write(ReleasesPage.of(table)));
        pages.put("changes.html", Html.write(ChangesPage.of(happenings)));
        pages.put("feed.xml", Feed.of(happenings, material.dates()));
        pages.put("data.js", SearchData.of(table, happenings));
        pages.put("search.js", resource("search.js"));
        pages.put("style.css", resource("style.css"));
        for (Abi abi : table.abis()) {
            pages.put(address(abi), Html.write(AbiPage.of(material, abi)));
        }
        for (Happening happening : happenings) {
            happening.address().ifPresent(address -> pages.put(address, Html.write(ChangePage.of(material, happening))));
        }
        return pages;
    }

    /** Where an ABI's page lies below the root. */
    static String address(Abi abi) {
        return "abi/" + abi.label() + ".html";
    }

    private static String resource(String name) {
        try (InputStream stream = Site.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
