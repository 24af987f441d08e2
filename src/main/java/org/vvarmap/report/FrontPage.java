package org.vvarmap.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** The front page: what this is, the matrix, its legend, and what changed last. */
final class FrontPage {

    private static final int LAST = 6;

    private final Table table;

    private FrontPage(Table table) {
        this.table = table;
    }

    static Document of(Table table) {
        return new FrontPage(table).page();
    }

    private Document page() {
        Document page = Html.page("vvarmap – where Linux puts the vDSO and its data", "");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "Where Linux puts the vDSO and its data");
        Html.add(main, "p", "lead", "Every Linux process has a small ELF image from the kernel, the vDSO, and a few pages of data"
                + " that it reads the time from, the vvar. Where the two lie has changed again and again, on each architecture by"
                + " itself, and what assumes one arrangement (a debugger, a tracer, a checkpointer) breaks on the next. This report"
                + " shows the arrangement for each ABI and release in the table, what began it, and how that is known: it is read out of the"
                + " kernel's own source.");
        Html.add(main, "p", "coverage", coverage());
        Html.add(main, "h2", "", "The matrix").attr("id", "matrix");
        if (table.abis().isEmpty()) {
            Html.add(main, "p", "", "The table holds nothing yet.");
            return page;
        }
        Element how = Html.add(main, "p", "", "Each column is a mainline release where something changes for at least one ABI; a"
                + " cell spans the releases of one era and leads to it. ");
        Html.link(how, "#newest", "Go to the newest column.");
        matrix(main);
        Html.add(main, "h2", "", "The signs").attr("id", "signs");
        legend(main);
        Html.add(main, "h2", "", "What changed last on mainline").attr("id", "last");
        last(main);
        return page;
    }

    private String coverage() {
        int releases = table.calendar().lines().values().stream().mapToInt(NavigableSet::size).sum();
        NavigableSet<Release> mainline = table.calendar().of(Line.MAINLINE);
        if (mainline.isEmpty()) {
            return "The table knows no mainline release.";
        }
        return "The table knows " + Words.count(releases, "release", "releases") + ": mainline from " + mainline.first() + " to "
                + mainline.last() + ", and " + Words.count(table.calendar().lines().size() - 1, "stable line", "stable lines") + ".";
    }

    private void matrix(Element main) {
        NavigableSet<Release> columns = new TreeSet<>();
        table.eras().stream().filter(era -> era.line().isMainline()).map(Era::since).forEach(columns::add);
        Element scroll = Html.add(main, "div", "scroll")
                .attr("role", "region")
                .attr("aria-labelledby", "matrix-caption")
                .attr("tabindex", "0");
        Element matrix = Html.add(scroll, "table", "matrix");
        Html.add(matrix, "caption", "", "Kinds of layout, oldest release first").attr("id", "matrix-caption");
        head(matrix.appendElement("thead"), columns);
        Element body = matrix.appendElement("tbody");
        table.abis().forEach(abi -> row(body.appendElement("tr"), abi, columns));
    }

    private static void head(Element head, NavigableSet<Release> columns) {
        Map<String, Integer> series = new LinkedHashMap<>();
        columns.forEach(release -> series.merge(series(release), 1, Integer::sum));
        Element upper = head.appendElement("tr");
        Html.add(upper, "th", "corner", "ABI").attr("scope", "col").attr("rowspan", "2");
        series.forEach((name, count) ->
                Html.add(upper, "th", "series", name).attr("scope", "colgroup").attr("colspan", Integer.toString(count)));
        Element lower = head.appendElement("tr");
        columns.forEach(release ->
                Html.add(Html.add(lower, "th", "release").attr("scope", "col"), "span", "", release.tag().substring(1)));
        lower.expectFirst("th:last-child").attr("id", "newest");
    }

    /** 2.6, and from 3.0 on the first number. */
    private static String series(Release release) {
        return release.base().major() == 2 ? "2." + release.base().minor() : release.base().major() + ".x";
    }

    private void row(Element row, Abi abi, NavigableSet<Release> columns) {
        Element head = row.appendElement("th").attr("scope", "row");
        Html.link(head, Site.address(abi), abi.label());
        List<Line> stable = table.lines(abi).stream().filter(line -> !line.isMainline()).toList();
        if (!stable.isEmpty()) {
            Element lines = Html.add(head, "span", "lines", "differs on ");
            for (Line line : stable) {
                Html.link(lines, Site.address(abi) + "#" + Words.anchor(line), line.toString());
                lines.appendText(" ");
            }
        }
        List<Era> eras = table.eras(abi, Line.MAINLINE);
        List<Release> rest = new ArrayList<>(columns);
        while (!rest.isEmpty()) {
            Release first = rest.get(0);
            Optional<Era> era = eras.stream().filter(e -> e.holds(first)).findFirst();
            int wide = 1;
            while (wide < rest.size() && same(eras, era, rest.get(wide))) {
                wide++;
            }
            cell(row.appendElement("td"), abi, era, wide);
            rest = rest.subList(wide, rest.size());
        }
    }

    private static boolean same(List<Era> eras, Optional<Era> era, Release release) {
        return eras.stream().filter(e -> e.holds(release)).findFirst().equals(era);
    }

    private static void cell(Element cell, Abi abi, Optional<Era> era, int wide) {
        if (wide > 1) {
            cell.attr("colspan", Integer.toString(wide));
        }
        if (era.isEmpty()) {
            Html.add(cell.addClass("empty"), "span", "hidden", "not in the table");
            return;
        }
        Kind kind = Kind.of(era.get().layout());
        cell.addClass(kind.style());
        String words = kind.words() + "; " + Words.range(era.get());
        Element link = Html.link(cell, Site.address(abi) + "#" + Words.anchor(era.get()), "")
                .attr("title", words)
                .attr("aria-label", kind.sign() + ": " + words);
        Html.add(link, "span", "", kind.sign());
    }

    private void legend(Element main) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        table.eras().forEach(era -> kinds.add(Kind.of(era.layout())));
        Html.add(main, "p", "", "A sign spells the order in the address space, low addresses first: D is data, C is code (the ELF"
                + " image), and a bar stands between two VMAs.");
        Element list = Html.add(main, "dl", "legend");
        kinds.forEach(kind -> {
            Element pair = list.appendElement("div");
            Html.sign(pair.appendElement("dt"), kind).removeAttr("title");
            Html.add(pair, "dd", "", kind.words());
        });
    }

    /** One change, whichever ABIs it reached. */
    private record News(Release since, List<Change> changes) {}

    private void last(Element main) {
        Map<Release, Map<News, List<Era>>> news = new TreeMap<>(Comparator.reverseOrder());
        table.eras().stream()
                .filter(era -> era.line().isMainline() && !era.changes().isEmpty())
                .forEach(era -> news.computeIfAbsent(era.since(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(new News(era.since(), era.changes()), key -> new ArrayList<>())
                        .add(era));
        if (news.isEmpty()) {
            Html.add(main, "p", "", "Nothing changes in the releases that the table knows.");
            return;
        }
        news.entrySet().stream().limit(LAST).forEach(entry -> {
            Element section = Html.add(main, "section", "news");
            Html.add(section, "h3", "", entry.getKey().tag());
            entry.getValue().forEach((change, eras) -> {
                Element line = Html.add(section, "p", "abis");
                for (Era era : eras) {
                    Html.sign(line, Kind.of(era.layout()));
                    line.appendText(" ");
                    Html.link(line, Site.address(era.abi()) + "#" + Words.anchor(era), era.abi().label());
                    line.appendText(" ");
                }
                Commits.list(section, change.changes(), change.since());
            });
        });
    }
}
