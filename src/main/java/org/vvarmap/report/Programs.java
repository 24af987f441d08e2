package org.vvarmap.report;

import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.matrix.Assumption;
import org.vvarmap.matrix.Breakage;
import org.vvarmap.matrix.Consumer;
import org.vvarmap.matrix.Table;

/** What known programs assume, and where that fails. */
final class Programs {

    private Programs() {}

    /** The page. */
    static Document of(Material material) {
        Document page = Html.page("What programs assume – vvarmap", "");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "What programs assume");
        Html.add(main, "p", "lead", "What some programs that move, read or restore a vDSO take for granted of it, where that can be"
                + " read, and the releases in which it is not so.");
        Html.add(main, "p", "", "That a program is not here proves nothing; what the source does not settle counts as no failure.");
        List<Consumer> consumers = material.consumers().list();
        if (consumers.isEmpty()) {
            Html.add(main, "p", "", "Nothing is known of any program.");
        }
        for (Consumer consumer : consumers) {
            Element section = Html.add(main, "section", "program").attr("id", consumer.id());
            Html.add(section, "h2", "", consumer.name());
            link(Html.add(section, "p", "keys"), consumer.home(), consumer.home());
            for (Assumption assumption : consumer.assumptions()) {
                write(section, material.table(), assumption);
            }
        }
        return page;
    }

    private static void write(Element section, Table table, Assumption assumption) {
        Element one = Html.add(section, "section", "assumption").attr("id", assumption.id());
        Html.add(one, "h3", "", assumption.text());
        String versions = assumption.versions();
        Html.add(one, "p", "", (versions.isEmpty() ? "" : "Versions " + versions + ". ") + "On "
                + assumption.abis().stream().sorted().map(Abi::label).collect(Collectors.joining(", "))
                + assumption.only().map(option -> ", with " + option).orElse("") + ". Otherwise: " + assumption.effect());
        Element sources = Html.add(one, "ul", "sources");
        for (Assumption.Source source : assumption.sources()) {
            Element item = sources.appendElement("li");
            Html.text(item, source.shows() + " ");
            link(item, source.address(), "Source");
        }
        List<Abi> abis = table.abis().stream().filter(assumption.abis()::contains).toList();
        Element fails = Html.add(one, "div", "fails");
        Html.add(fails, "h4", "", "Where it fails");
        Element list = new Element("ul");
        for (Abi abi : abis) {
            List<Breakage.Run> runs = Breakage.runs(table, abi, assumption);
            if (runs.isEmpty()) {
                continue;
            }
            Element item = list.appendElement("li");
            Html.link(item, Site.address(abi), abi.label());
            Html.text(item, ": ");
            for (int i = 0; i < runs.size(); i++) {
                Breakage.Run run = runs.get(i);
                Html.link(item, Site.address(abi) + "#era-" + run.line() + "-" + run.since(), Words.run(run));
                item.appendText(i + 1 < runs.size() ? ", " : "");
            }
        }
        if (list.childrenSize() > 0) {
            fails.appendChild(list);
        } else {
            Html.add(fails, "p", "", "Nowhere in the releases that the table knows.");
        }
    }

    /** One breakage of an ABI, as a pair of a list. */
    static void write(Element list, Breakage breakage) {
        Assumption assumption = breakage.judgement().assumption();
        String who = breakage.judgement().who() + assumption.only().map(option -> ", with " + option).orElse("");
        Element last = list.select("dt").last();
        if (last == null || !last.text().equals(who)) {
            Html.add(list, "dt", "", who);
        }
        Element text = Html.add(list, "dd", "", "Assumed: " + assumption.text() + " " + assumption.effect() + " In "
                + breakage.runs().stream().map(Words::run).collect(Collectors.joining(", ")) + ". ");
        link(text, assumption.sources().get(0).address(), "Source");
        text.appendText(" ");
        Html.link(text, "../programs.html#" + assumption.id(), "More").attr("aria-label", "More on " + assumption.id());
    }

    /** An address is a link only where it is one of the web. */
    static void link(Element parent, String address, String text) {
        if (address.matches("https?://[!-~&&[^\"'<>]]+")) {
            Html.link(parent, address, text);
        } else {
            Html.text(parent, address);
        }
    }
}
