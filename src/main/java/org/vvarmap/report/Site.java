package org.vvarmap.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vvarmap.kernel.Abi;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Table;

/** The report: a front page, a page for each ABI, what the facts mean, and a style sheet. */
public final class Site {

    private Site() {}

    /**
     * Makes the report. A pure function: the same table gives the same bytes.
     *
     * @param table the table
     * @param consumers the programs whose assumptions are known
     * @return the files: path below the report's folder, with slashes, to text
     */
    public static SortedMap<String, String> pages(Table table, Consumers consumers) {
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put("index.html", Html.write(FrontPage.of(table)));
        pages.put("facts.html", Html.write(FactsPage.of()));
        pages.put("style.css", style());
        for (Abi abi : table.abis()) {
            pages.put(address(abi), Html.write(AbiPage.of(table, abi, consumers)));
        }
        return pages;
    }

    /** Where an ABI's page lies below the root. */
    static String address(Abi abi) {
        return "abi/" + abi.label() + ".html";
    }

    private static String style() {
        try (InputStream stream = Site.class.getResourceAsStream("style.css")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
