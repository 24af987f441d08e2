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
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** The front page: what this is, the search, the matrix, its legend, and what changed last. */
final class FrontPage {

    private static final int LAST = 5;

    /** The most pictures that stand beside one another on top. */
    private static final int SHOWN = 3;

    private final Table table;
    private final Dates dates;

    private FrontPage(Material material) {
        this.table = material.table();
        this.dates = material.dates();
    }

    static Document of(Material material) {
        return new FrontPage(material).page();
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
                + " the versions that kept one, and unfolds into the eras that differ in other facts. Below an ABI stand the stable"
                + " lines that leave mainline's course. ");
        Html.link(how, "#signs", "What the signs mean");
        how.appendText("; ");
        Html.link(how, "#newest", "the newest column");
        how.appendText(".");
        Html.add(main, "button", "", "Unfold all").attr("type", "button").attr("id", "unfold").attr("aria-pressed", "false").attr("hidden", true);
        new Matrix(table, dates).add(main);
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
        Release last = Eras.newest(table).orElseThrow();
        return Words.count(table.abis().size(), "ABI", "ABIs") + ", " + Words.count(releases, "release", "releases") + " from "
                + dated(mainline.first()) + " to " + dated(last) + ", " + Words.count(table.calendar().lines().size() - 1, "stable line", "stable lines")
                + ".";
    }

    private String dated(Release release) {
        return release + dates.of(release).map(day -> " (" + day + ")").orElse("");
    }

    /** The first ABI whose kind of layout has changed most, in pictures. */
    private void moves(Element main) {
        List<Move> best = List.of();
        for (Abi abi : table.abis()) {
            List<Move> moves = new ArrayList<>();
            for (Era era : table.eras(abi, Line.MAINLINE)) {
                Kind kind = Kind.of(table, era);
                boolean shown = kind != Kind.UNKNOWN && kind != Kind.ABSENT && kind != Kind.NONE;
                boolean again = !moves.isEmpty() && moves.get(moves.size() - 1).kind() == kind;
                if (shown && again) {
                    moves.set(moves.size() - 1, new Move(kind, moves.get(moves.size() - 1).since(), era));
                } else if (shown) {
                    moves.add(new Move(kind, era.since(), era));
                }
            }
            if (moves.size() > best.size() && best.size() < SHOWN) {
                best = moves;
            }
        }
        if (best.size() < 2) {
            return;
        }
        List<Move> last = best.subList(Math.max(0, best.size() - SHOWN), best.size());
        Element section = Html.add(main, "section", "moves").attr("aria-labelledby", "moves");
        Html.add(section, "h2", "", "One ABI, " + last.size() + " arrangements: " + last.get(0).era().abi()).attr("id", "moves");
        Element row = Html.add(section, "div", "row");
        List<Element> figures = Drawing.aligned(last.stream().map(move -> move.era().layout()).toList());
        for (int i = 0; i < last.size(); i++) {
            Move move = last.get(i);
            Element one = Html.add(row, "div", "one");
            Element title = Html.add(one, "p", "title");
            Html.sign(title, move.kind());
            title.appendText(" ");
            Html.link(title, address(move.era()), Words.range(move.since(), move.era().until()));
            one.appendChild(figures.get(i));
        }
    }

    /** A kind of layout on mainline: since when, and the last era that has it. */
    private record Move(Kind kind, Release since, Era era) {}

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
                    Element one = line.appendElement("span");
                    Html.sign(one, Kind.of(era.layout()));
                    one.appendText(" ");
                    Html.link(one, address(era), era.abi().label());
                    line.appendText(" ");
                }
                Commits.list(section, change.changes(), change.since(), "");
            });
        });
    }
}
