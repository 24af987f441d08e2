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
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/**
 * ABIs down, versions across. A version stands for its mainline release; where the table has only stable releases of it, for
 * the first of them. Versions in which no ABI's kind of layout changes have no column, except for the newest, and a cell spans
 * those that agree. The eras that a cell holds are folded in it, and unfold without a script; the stable lines that differ stand
 * below their ABI, hooked to the version that they leave mainline at.
 */
final class Matrix {

    /** How many columns the eras of a stable line take. */
    private static final int LATE = 8;

    private final Table table;
    private final Dates dates;

    /** Version to the release that stands for it, oldest first. */
    private final NavigableMap<Release.Base, Release> versions = new TreeMap<>();

    private final List<Release.Base> columns = new ArrayList<>();

    Matrix(Table table, Dates dates) {
        this.table = table;
        this.dates = dates;
        table.calendar().of(Line.MAINLINE).forEach(release -> versions.put(release.base(), release));
        table.calendar().lines().forEach((line, releases) ->
                line.base().ifPresent(base -> versions.putIfAbsent(base, releases.first())));
        Map<Abi, Spot> before = new LinkedHashMap<>();
        Set<Abi> abis = table.abis();
        versions.forEach((base, release) -> {
            boolean other = columns.isEmpty() || base.equals(versions.lastKey());
            for (Abi abi : abis) {
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

    private void head(Element parent) {
        Map<String, Integer> series = new LinkedHashMap<>();
        columns.forEach(base -> series.merge(series(base), 1, Integer::sum));
        Element upper = parent.appendElement("tr");
        Html.add(upper, "th", "corner", "ABI").attr("scope", "col").attr("rowspan", "2");
        series.forEach((name, count) ->
                Html.add(upper, "th", "series", name).attr("scope", "colgroup").attr("colspan", Integer.toString(count)));
        Element lower = parent.appendElement("tr");
        for (Release.Base base : columns) {
            Element head = Html.add(lower, "th", "release").attr("scope", "col");
            Html.add(head, "span", "", base.toString());
            dates.of(versions.get(base)).ifPresent(day -> head.attr("title", "released " + day));
        }
        lower.expectFirst("th:last-child").attr("id", "newest").addClass("now")
                .attr("title", "the newest version; its last release in the table is " + Eras.newest(table).orElseThrow());
    }

    /** 2.6, and from 3.0 on the first number. */
    private static String series(Release.Base base) {
        return base.major() == 2 ? "2." + base.minor() : base.major() + ".x";
    }

    private void row(Element body, Abi abi) {
        Element row = body.appendElement("tr");
        Element head = row.appendElement("th").attr("scope", "row");
        Html.link(head, Site.address(abi), abi.label());
        List<Spot> spots = columns.stream().map(base -> spot(abi, versions.get(base))).toList();
        int at = 0;
        while (at < columns.size()) {
            Kind kind = spots.get(at).kind();
            int end = at + 1;
            while (end < columns.size() && spots.get(end).kind() == kind) {
                end++;
            }
            cell(row.appendElement("td"), abi, kind, at, end);
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
        Set<Era> held = new LinkedHashSet<>();
        span.values().forEach(release -> spot(abi, release).era().ifPresent(held::add));
        List<Era> eras = List.copyOf(held);
        if (eras.isEmpty()) {
            Html.add(cell.addClass("empty"), "span", "hidden", "not in the table");
            return;
        }
        cell.addClass(kind.style());
        String words = kind.words() + "; " + columns.get(from)
                + (to < columns.size() ? " until before " + columns.get(to) : " on");
        if (eras.size() == 1) {
            Element link = Html.link(cell, address(eras.get(0)), "").attr("title", words);
            Html.add(link, "span", "", kind.sign());
            return;
        }
        Element fold = cell.appendElement("details");
        Element sign = fold.appendElement("summary").attr("title", words + ", " + eras.size() + " eras");
        Html.add(sign, "span", "", kind.sign());
        Element list = fold.appendElement("ul");
        for (Era era : eras) {
            Html.link(list.appendElement("li"), address(era), from(era));
        }
    }

    /** What an era's first release is called where there is little room. */
    private static String from(Era era) {
        return era.since().tag().substring(1);
    }

    /** The era's address; a stable line that is as mainline has none of its own. */
    private String address(Era era) {
        return Site.address(era.abi()) + "#" + (table.lines(era.abi()).contains(era.line())
                ? Words.anchor(era)
                : Words.anchor(new Era(era.abi(), Line.MAINLINE, era.since(), era.until(), era.layout(), era.changes())));
    }

    /** A stable line whose layout changed in its course, below its ABI: it leaves mainline where it starts. */
    private void branch(Element body, Abi abi, Line line) {
        NavigableSet<Release> releases = table.calendar().of(line);
        List<Era> eras = table.eras(abi, line).stream().filter(era -> releases.stream().anyMatch(era::holds)).toList();
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
        // Where there is no room to the right, it stands to the left.
        boolean late = columns.size() - at < LATE;
        Element before = Html.add(row, "td", "before");
        Element after = Html.add(row, "td", "after");
        span(before, at);
        span(after, columns.size() - at);
        Element cell = Html.add(late && at > LATE ? before : after, "div", "");
        Optional<Kind> last = Optional.empty();
        for (Era era : eras) {
            Kind kind = Kind.of(table, era);
            Element link = Html.link(cell, Site.address(abi) + "#" + Words.anchor(era), "");
            if (last.isEmpty() || last.get() != kind) {
                Html.sign(link, kind);
                link.appendText(" ");
            }
            Html.text(link, "from " + (era.since().point() > 0 ? era.since() : line.start().orElseThrow()).tag().substring(1));
            cell.appendText(" ");
            last = Optional.of(kind);
        }
    }

    private static void span(Element cell, int columns) {
        if (columns == 0) {
            cell.remove();
        } else if (columns > 1) {
            cell.attr("colspan", Integer.toString(columns));
        }
    }
}
