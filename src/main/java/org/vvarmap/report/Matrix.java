package org.vvarmap.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/**
 * ABIs down, versions across. A version stands for its mainline release; where the table has only stable releases of it, for
 * the first of them. Versions in which no ABI's kind of layout changes have no column, and a cell spans those that agree.
 */
final class Matrix {

    private final Table table;

    /** Version to the release that stands for it, oldest first. */
    private final NavigableMap<Release.Base, Release> versions = new TreeMap<>();

    private final List<Release.Base> columns = new ArrayList<>();

    Matrix(Table table) {
        this.table = table;
        table.calendar().of(Line.MAINLINE).forEach(release -> versions.put(release.base(), release));
        table.calendar().lines().forEach((line, releases) ->
                line.base().ifPresent(base -> versions.putIfAbsent(base, releases.first())));
        Map<Abi, Spot> before = new LinkedHashMap<>();
        versions.forEach((base, release) -> {
            boolean other = columns.isEmpty();
            for (Abi abi : table.abis()) {
                Spot spot = spot(abi, release);
                Spot last = before.put(abi, spot);
                other |= last == null || last.kind() != spot.kind();
            }
            if (other) {
                columns.add(base);
            }
        });
    }

    /** What an ABI has in a release; no era where the table says nothing. */
    private record Spot(Optional<Era> era, Kind kind) {}

    private Spot spot(Abi abi, Release release) {
        Optional<Era> era = table.era(release, abi);
        return new Spot(era, era.map(e -> Kind.of(table, release, e)).orElse(Kind.OTHER));
    }

    void add(Element main) {
        Element scroll = Html.add(main, "div", "scroll")
                .attr("role", "region")
                .attr("aria-labelledby", "matrix-caption")
                .attr("tabindex", "0");
        Element matrix = Html.add(scroll, "table", "matrix");
        Html.add(matrix.appendElement("caption"), "span", "hidden", "Kinds of layout, oldest version first")
                .attr("id", "matrix-caption");
        head(matrix.appendElement("thead"));
        String arch = "";
        Element body = null;
        for (Abi abi : table.abis()) {
            if (!abi.arch().equals(arch)) {
                body = matrix.appendElement("tbody");
                arch = abi.arch();
            }
            row(body, abi);
            for (Line line : Eras.stable(table, abi)) {
                branch(body, abi, line);
            }
        }
    }

    private void head(Element head) {
        Map<String, Integer> series = new LinkedHashMap<>();
        columns.forEach(base -> series.merge(series(base), 1, Integer::sum));
        Element upper = head.appendElement("tr");
        Html.add(upper, "th", "corner", "ABI").attr("scope", "col").attr("rowspan", "2");
        series.forEach((name, count) ->
                Html.add(upper, "th", "series", name).attr("scope", "colgroup").attr("colspan", Integer.toString(count)));
        Element lower = head.appendElement("tr");
        columns.forEach(base ->
                Html.add(Html.add(lower, "th", "release").attr("scope", "col"), "span", "", base.toString()));
        lower.expectFirst("th:last-child").attr("id", "newest");
    }

    /** 2.6, and from 3.0 on the first number. */
    private static String series(Release.Base base) {
        return base.major() == 2 ? "2." + base.minor() : base.major() + ".x";
    }

    private void row(Element body, Abi abi) {
        Element row = body.appendElement("tr");
        Element head = row.appendElement("th").attr("scope", "row");
        Html.link(head, Site.address(abi), abi.label());
        int at = 0;
        while (at < columns.size()) {
            Spot spot = spot(abi, versions.get(columns.get(at)));
            int end = at + 1;
            while (end < columns.size() && spot(abi, versions.get(columns.get(end))).kind() == spot.kind()) {
                end++;
            }
            cell(row.appendElement("td"), abi, spot.kind(), at, end);
            at = end;
        }
    }

    private void cell(Element cell, Abi abi, Kind kind, int from, int to) {
        if (to - from > 1) {
            cell.attr("colspan", Integer.toString(to - from));
        }
        NavigableMap<Release.Base, Release> span = to < columns.size()
                ? versions.subMap(columns.get(from), true, columns.get(to), false)
                : versions.tailMap(columns.get(from), true);
        Set<Era> eras = new LinkedHashSet<>();
        span.values().forEach(release -> spot(abi, release).era().ifPresent(eras::add));
        if (eras.isEmpty()) {
            Html.add(cell.addClass("empty"), "span", "hidden", "not in the table");
            return;
        }
        cell.addClass(kind.style());
        String words = kind.words() + "; " + columns.get(from)
                + (to < columns.size() ? " until before " + columns.get(to) : " on")
                + (eras.size() > 1 ? ", " + eras.size() + " eras" : "");
        Era last = List.copyOf(eras).get(eras.size() - 1);
        Element link = Html.link(cell, Site.address(abi) + "#" + anchor(last), "")
                .attr("title", words)
                .attr("aria-label", kind.sign() + ": " + words);
        Html.add(link, "span", "", kind.sign());
    }

    /** The era's anchor; a stable line that is as mainline has none of its own. */
    private String anchor(Era era) {
        return table.lines(era.abi()).contains(era.line())
                ? Words.anchor(era)
                : Words.anchor(new Era(era.abi(), Line.MAINLINE, era.since(), era.until(), era.layout(), era.changes()));
    }

    /** A stable line that changed its kind of layout in its course, below its ABI: it leaves mainline where it starts. */
    private void branch(Element body, Abi abi, Line line) {
        NavigableSet<Release> releases = table.calendar().of(line);
        List<Era> eras = new ArrayList<>();
        for (Era era : table.eras(abi, line)) {
            boolean held = releases.stream().anyMatch(era::holds);
            Kind kind = Kind.of(table, era);
            if (held && (eras.isEmpty() || Kind.of(table, eras.get(eras.size() - 1)) != kind)) {
                eras.add(era);
            }
        }
        if (eras.size() < 2) {
            return;
        }
        int at = 0;
        while (at + 1 < columns.size() && columns.get(at + 1).compareTo(line.base().orElseThrow()) <= 0) {
            at++;
        }
        Element row = Html.add(body, "tr", "branch");
        Html.link(row.appendElement("th").attr("scope", "row"), Site.address(abi) + "#" + Words.anchor(line), line.toString())
                .attr("aria-label", abi + " on " + line);
        if (at > 0) {
            Element empty = Html.add(row, "td", "before");
            if (at > 1) {
                empty.attr("colspan", Integer.toString(at));
            }
        }
        Element cell = Html.add(row, "td", "after");
        if (columns.size() - at > 1) {
            cell.attr("colspan", Integer.toString(columns.size() - at));
        }
        for (Era era : eras) {
            Kind kind = Kind.of(table, era);
            Element link = Html.link(cell, Site.address(abi) + "#" + Words.anchor(era), "");
            Html.sign(link, kind);
            Html.text(link, " from " + (era.since().point() > 0 ? era.since() : line.start().orElseThrow()));
            cell.appendText(" ");
        }
    }
}
