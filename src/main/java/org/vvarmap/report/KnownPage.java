package org.vvarmap.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.matrix.Cell;
import org.vvarmap.matrix.Provenance;
import org.vvarmap.matrix.Table;

/** How the table is known, and what in it is not. */
final class KnownPage {

    private KnownPage() {}

    static Document of(Table table) {
        Document page = Html.page("How the table is known – vvarmap", "");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "How the table is known");
        Html.add(main, "p", "lead", "Every cell is read out of kernel source, by running the kernel's own set-up code on symbols; the release"
                + " number is not among what is read. What the source does not settle is unknown, with the file and line where it"
                + " stopped. Nothing is guessed.");
        Element list = Html.add(main, "dl", "meanings");
        word(list, "read", "The layout was read out of that release's own source. The blob of every file that was opened is kept beside"
                + " the table, so that anyone with a kernel clone can check it.");
        word(list, "bounded", "The releases read on both sides agree, and so does every one between them that was read.");
        word(list, "by commit", "It follows from the last release read before it and the commits known since; no later release was"
                + " read on its line.");
        word(list, "captures", "A kernel was run, and a process on it shows what the cell says.");
        Html.add(main, "p", "", "A vendor's kernel is not upstream's: changes may have been backported to it, and no table of upstream"
                + " releases knows them. vvarmap check, run on that kernel, compares it with the table.");
        if (!table.abis().isEmpty()) {
            Html.add(main, "h2", "", "How much is known on which ground").attr("id", "grounds");
            grounds(main, table);
        }
        return page;
    }

    private static void word(Element list, String word, String meaning) {
        Html.add(list, "dt", "", word);
        Html.add(list, "dd", "", meaning);
    }

    private static void grounds(Element main, Table table) {
        Element scroll = Html.add(main, "div", "scroll").attr("role", "region").attr("aria-labelledby", "grounds-caption").attr("tabindex", "0");
        Element grounds = Html.add(scroll, "table", "grounds");
        Html.add(grounds, "caption", "", "Releases that have the ABI, by how they are known").attr("id", "grounds-caption");
        Element head = grounds.appendElement("thead").appendElement("tr");
        List.of("ABI", "Releases", "read", "bounded", "by commit", "captures", "with something unknown", "The ABI")
                .forEach(title -> Html.add(head, "th", "", title).attr("scope", "col"));
        Element body = grounds.appendElement("tbody");
        for (Abi abi : table.abis()) {
            Map<Provenance.Kind, Integer> kinds = new EnumMap<>(Provenance.Kind.class);
            int captures = 0;
            int open = 0;
            int all = 0;
            for (Iterable<Release> line : table.calendar().lines().values()) {
                for (Release release : line) {
                    Optional<Cell> cell = table.exists(release, abi) ? table.cell(release, abi) : Optional.empty();
                    if (cell.isPresent()) {
                        all++;
                        kinds.merge(cell.get().provenance().kind(), 1, Integer::sum);
                        captures += cell.get().provenance().captures();
                        open += cell.get().era().layout().facts().values().stream().allMatch(Fact::isKnown) ? 0 : 1;
                    }
                }
            }
            Element row = body.appendElement("tr");
            Html.link(row.appendElement("th").attr("scope", "row"), Site.address(abi), abi.label());
            Html.add(row, "td", "number", Integer.toString(all));
            for (Provenance.Kind kind : Provenance.Kind.values()) {
                Html.add(row, "td", "number", Integer.toString(kinds.getOrDefault(kind, 0)));
            }
            Html.add(row, "td", "number", Integer.toString(captures));
            Html.add(row, "td", "number", Integer.toString(open));
            Html.add(row, "td", "keys", Eras.lifetime(table, abi).orElse(""));
        }
    }
}
