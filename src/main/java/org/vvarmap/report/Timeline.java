package org.vvarmap.report;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jsoup.nodes.Element;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** The eras of a line across and their facts down; a cell spans the eras in which a fact stays the same. */
final class Timeline {

    /** The most eras beside one another: as many as a page of paper holds. More are broken into tables of even width. */
    private static final int MOST = 14;

    private Timeline() {}

    /**
     * Adds it.
     *
     * @param parent where
     * @param table the table
     * @param eras the eras, in the order in which they are to stand
     * @param of whose they are
     */
    static void add(Element parent, Table table, List<Era> eras, String of) {
        int parts = (eras.size() + MOST - 1) / MOST;
        int size = (eras.size() + parts - 1) / parts;
        for (int part = 0; part < parts; part++) {
            List<Era> here = eras.subList(part * size, Math.min(eras.size(), (part + 1) * size));
            part(parent, table, eras, here, part, of);
        }
    }

    private static void part(Element parent, Table table, List<Era> all, List<Era> eras, int part, String of) {
        String id = "facts-" + Words.anchor(all.get(0).line()) + (part == 0 ? "" : "-" + (part + 1));
        Element scroll = Html.add(parent, "div", "scroll").attr("role", "region").attr("aria-labelledby", id).attr("tabindex", "0");
        Element timeline = Html.add(scroll, "table", "timeline");
        Element caption = timeline.appendElement("caption").attr("id", id);
        if (part == 0) {
            Html.text(caption, "Facts of " + of + ", newest first (");
            Html.link(caption, "../facts.html", "what they mean");
            Html.text(caption, ")");
        } else {
            Html.text(caption, "Facts of " + of + ", before " + all.get(all.indexOf(eras.get(0)) - 1).since());
        }
        Element head = timeline.appendElement("thead").appendElement("tr");
        Html.add(head, "th", "", "since").attr("scope", "col");
        for (Era era : eras) {
            Html.link(head.appendElement("th").attr("scope", "col"), "#" + Words.anchor(era), era.since().tag());
        }
        Element body = timeline.appendElement("tbody");
        row(body, "kind", eras, era -> Kind.of(table, era), (cell, kind) -> Html.sign(cell, kind));
        for (FactKey key : FactKey.values()) {
            // A stable line is told by what changes on it; the rest is as on mainline.
            if (!all.get(0).line().isMainline() && all.stream().map(era -> same(era.layout().get(key))).distinct().count() < 2) {
                continue;
            }
            row(body, key.json(), eras, era -> Eras.isAbsent(table, era) ? Absent.ABSENT : same(era.layout().get(key)), (cell, fact) -> {
                if (fact instanceof Fact known) {
                    Html.text(cell, Words.brief(known));
                    if (!known.isKnown()) {
                        cell.addClass("open");
                    }
                } else {
                    cell.addClass("absent").appendText("·");
                }
            });
        }
    }

    private enum Absent { ABSENT }

    /** Two unknowns are the same here, whatever their reasons. */
    private static Fact same(Fact fact) {
        return fact.isKnown() ? fact : Fact.unknown("");
    }

    private interface Writer<T> {
        void write(Element cell, T value);
    }

    private static <T> void row(Element body, String name, List<Era> eras, Function<Era, T> value, Writer<T> writer) {
        Element row = body.appendElement("tr");
        Html.add(row, "th", "", name).attr("scope", "row");
        int at = 0;
        while (at < eras.size()) {
            T here = value.apply(eras.get(at));
            int end = at + 1;
            while (end < eras.size() && Objects.equals(value.apply(eras.get(end)), here)) {
                end++;
            }
            Element cell = row.appendElement("td");
            if (end - at > 1) {
                cell.attr("colspan", Integer.toString(end - at));
            }
            writer.write(cell, here);
            at = end;
        }
    }
}
