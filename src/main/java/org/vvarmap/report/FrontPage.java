package org.vvarmap.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** The front page: what this is, the search, the matrix, its legend, and what changed last. */
final class FrontPage {

    private static final int LAST = 5;

    /** The most pictures that stand beside one another on top. */
    private static final int SHOWN = 3;

    private final Table table;

    private FrontPage(Table table) {
        this.table = table;
    }

    static Document of(Table table) {
        return new FrontPage(table).page();
    }

    private Document page() {
        Document page = Html.page("vvarmap – where Linux puts the vDSO and its data", "");
        Html.scripts(page, "data.js", "search.js");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "Where Linux puts the vDSO and its data");
        Html.add(main, "p", "lead", "Every Linux process has a small ELF image from the kernel, the vDSO, and a few pages of data"
                + " that it reads the time from, the vvar. Where the two lie has changed again and again, on each architecture by"
                + " itself, and a debugger, a tracer or a checkpointer that assumes one arrangement breaks on the next. This is the"
                + " arrangement on every ABI in every release, read out of the kernel's own source.");
        if (table.abis().isEmpty()) {
            Html.add(main, "p", "coverage", coverage());
            Html.add(main, "h2", "", "The matrix").attr("id", "matrix");
            Html.add(main, "p", "", "The table holds nothing yet.");
            return page;
        }
        Search.add(main);
        Html.add(main, "p", "coverage", coverage());
        moves(main);
        Html.add(main, "h2", "", "The matrix").attr("id", "matrix");
        Element how = Html.add(main, "p", "", "A column is a version that brought another kind of layout to some ABI; a cell spans"
                + " the versions that kept one. ");
        Html.link(how, "#signs", "What the signs mean");
        how.appendText("; ");
        Html.link(how, "#newest", "the newest column");
        how.appendText(".");
        new Matrix(table).add(main);
        Html.add(main, "h2", "", "The signs").attr("id", "signs");
        legend(main);
        Html.add(main, "h2", "", "What changed last on mainline").attr("id", "last");
        last(main);
        Element more = Html.add(main, "p", "");
        Html.link(more, "changes.html", "All changes");
        more.appendText(", also as a ");
        Html.link(more, "feed.xml", "feed");
        more.appendText(".");
        return page;
    }

    private String coverage() {
        int releases = table.calendar().lines().values().stream().mapToInt(NavigableSet::size).sum();
        NavigableSet<Release> mainline = table.calendar().of(Line.MAINLINE);
        if (mainline.isEmpty()) {
            return "The table knows no mainline release.";
        }
        Release last = table.calendar().lines().values().stream().map(NavigableSet::last).max(Comparator.naturalOrder()).orElseThrow();
        return Words.count(table.abis().size(), "ABI", "ABIs") + ", " + Words.count(releases, "release", "releases") + " from "
                + mainline.first() + " to " + last + ", " + Words.count(table.calendar().lines().size() - 1, "stable line", "stable lines")
                + ".";
    }

    /** The first ABI whose kind of layout has changed most, in pictures. */
    private void moves(Element main) {
        List<Era> best = List.of();
        for (Abi abi : table.abis()) {
            List<Era> moves = new ArrayList<>();
            for (Era era : table.eras(abi, Line.MAINLINE)) {
                Kind kind = Kind.of(table, era);
                boolean shown = kind != Kind.UNKNOWN && kind != Kind.ABSENT && kind != Kind.NONE;
                boolean again = !moves.isEmpty() && Kind.of(moves.get(moves.size() - 1).layout()) == kind;
                if (shown && again) {
                    moves.set(moves.size() - 1, era);
                } else if (shown) {
                    moves.add(era);
                }
            }
            if (moves.size() > best.size() && best.size() < SHOWN) {
                best = moves;
            }
        }
        if (best.size() < 2) {
            return;
        }
        List<Era> last = best.subList(Math.max(0, best.size() - SHOWN), best.size());
        Element section = Html.add(main, "section", "moves").attr("aria-labelledby", "moves");
        Html.add(section, "h2", "", "One ABI, " + last.size() + " arrangements: " + last.get(0).abi()).attr("id", "moves");
        Element row = Html.add(section, "div", "row");
        for (Era era : last) {
            Element one = Html.add(row, "div", "one");
            Element title = Html.add(one, "p", "title");
            Html.sign(title, Kind.of(era.layout()));
            title.appendText(" ");
            Html.link(title, address(era), Words.range(era));
            one.appendChild(Drawing.of(era.layout()));
        }
    }

    private static String address(Era era) {
        return Site.address(era.abi()) + "#" + Words.anchor(era);
    }

    private void legend(Element main) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        table.eras().forEach(era -> kinds.add(Kind.of(table, era)));
        Html.add(main, "p", "", "A sign spells the order in the address space, low addresses first: D is data, C is code (the ELF"
                + " image), and a bar stands between two VMAs.");
        Element list = Html.add(main, "dl", "legend");
        kinds.forEach(kind -> {
            Element pair = list.appendElement("div");
            Element term = pair.appendElement("dt");
            term.appendChild(Glyph.of(kind));
            Html.sign(term, kind).removeAttr("title").removeAttr("role");
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
                    Html.link(line, address(era), era.abi().label());
                    line.appendText(" ");
                }
                Commits.list(section, change.changes(), change.since(), "");
            });
        });
    }
}
