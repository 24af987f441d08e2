package org.vvarmap.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Advice;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Assumption;
import org.vvarmap.matrix.Cell;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Era;

/** A layout for a person at a terminal: a drawing, a sentence, the facts, and how they are known. */
final class LayoutText {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private LayoutText() {}

    /** A cell of the table, when its release was made, and what it breaks. */
    static void write(Cell cell, Dates dates, Consumers consumers, Console console) {
        Era era = cell.era();
        console.line(cell.release() + " on " + era.abi() + " (arch/" + era.abi().arch() + ")");
        console.line("");
        write(era.layout(), console);
        dates.of(cell.release()).ifPresent(day -> console.line("released " + day));
        console.line("era      " + range(era));
        console.lines(changes(era));
        console.line("known    " + known(cell));
        console.lines(broken("breaks", consumers.broken(era.abi(), era.layout())));
        console.line("");
    }

    /** A layout alone. */
    static void write(Layout layout, Console console) {
        console.lines(drawing(layout));
        if (!layout.regions().isEmpty()) {
            console.line("");
        }
        console.line(Advice.sentence(layout));
        for (String warning : Advice.warnings(layout)) {
            console.line("  - " + warning);
        }
        console.line("");
        console.lines(facts(layout));
        console.line("");
    }

    /** One line of the drawing: what stands there, and whether AT_SYSINFO_EHDR points at it. */
    private record Row(String text, boolean arrow, boolean last) {}

    /** The address space, low addresses first; the arrow shows where AT_SYSINFO_EHDR points. */
    static List<String> drawing(Layout layout) {
        List<Row> rows = rows(layout);
        int width = 0;
        for (Row row : rows) {
            width = Math.max(width, row.text().length());
        }
        List<String> lines = new ArrayList<>();
        String edge = "  +" + "-".repeat(width + 2) + "+";
        for (Row row : rows) {
            if (lines.isEmpty()) {
                lines.add(edge + "  low addresses");
            }
            lines.add("  | " + row.text() + " ".repeat(width - row.text().length()) + " |"
                    + (row.arrow() ? " <- AT_SYSINFO_EHDR" : ""));
            if (row.last()) {
                lines.add(edge);
            }
        }
        if (!lines.isEmpty()) {
            lines.set(lines.size() - 1, edge + "  high addresses");
        }
        return lines;
    }

    private static List<Row> rows(Layout layout) {
        List<Row> rows = new ArrayList<>();
        for (Region region : layout.regions()) {
            String name = region.name().isEmpty() ? "(no name)" : region.name();
            String blank = " ".repeat(name.length());
            if (region.holds() == Region.Holds.DATA_AND_CODE) {
                boolean dataFirst = layout.get(FactKey.DATA_PLACEMENT).is("before");
                rows.add(new Row(name + (dataFirst ? "  data page" : "  ELF image"), !dataFirst && auxv(layout), false));
                rows.add(new Row(blank + (dataFirst ? "  ELF image" : "  data page"), dataFirst && auxv(layout), true));
            } else {
                boolean code = region.holds() == Region.Holds.CODE;
                String image = layout.get(FactKey.VDSO).is("none") ? "  code, no ELF image" : "  ELF image";
                rows.add(new Row(name + (code ? image : "  data") + pages(region), code && auxv(layout), true));
            }
        }
        return rows;
    }

    private static boolean auxv(Layout layout) {
        return layout.get(FactKey.SYSINFO_EHDR).is("true");
    }

    private static String pages(Region region) {
        String count = region.pages().toString();
        return region.pages() instanceof Pages.Build ? "" : ", " + count + (count.equals("1") ? " page" : " pages");
    }

    /** All facts, two to a line; reasons of unknown ones below. */
    static List<String> facts(Layout layout) {
        List<String> cells = new ArrayList<>();
        for (FactKey key : FactKey.values()) {
            if (key != FactKey.REGIONS) {
                Fact fact = layout.get(key);
                cells.add(padded(key.json(), 15) + " " + (fact instanceof Fact.Null ? "n/a" : fact));
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < cells.size(); i += 2) {
            lines.add(("  " + (i + 1 < cells.size() ? padded(cells.get(i), 32) + cells.get(i + 1) : cells.get(i)))
                    .stripTrailing());
        }
        for (String text : reasons(layout)) {
            lines.add("  " + text);
        }
        return lines;
    }

    /** With blanks behind it, up to a width: what a format does, but quicker than the first use of one. */
    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(width - text.length(), 0));
    }

    /** Why what is unknown is unknown; facts with one reason share a line. */
    static List<String> reasons(Layout layout) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (FactKey key : FactKey.values()) {
            if (layout.get(key) instanceof Fact.Unknown unknown) {
                reasons.computeIfAbsent(unknown.reason(), reason -> new ArrayList<>()).add(key.json());
            }
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : reasons.entrySet()) {
            lines.add("unknown  " + String.join(", ", entry.getValue()) + ": " + entry.getKey());
        }
        return lines;
    }

    /** From when to when an era lasts. */
    static String range(Era era) {
        return era.line() + ", from " + era.since() + (era.until().isPresent() ? " until before " + era.until().get() : " on");
    }

    /** The commits that began an era, each with the facts that it changed. */
    static List<String> changes(Era era) {
        Map<Commit, List<String>> byCommit = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (Change change : era.changes()) {
            if (change.commit().isPresent()) {
                byCommit.computeIfAbsent(change.commit().get(), commit -> new ArrayList<>()).add(change.key().json());
            } else {
                open.add(change.key().json());
            }
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<Commit, List<String>> entry : byCommit.entrySet()) {
            Commit commit = entry.getKey();
            lines.add("commit   " + commit.id().substring(0, 12) + " " + printable(commit.subject()));
            if (commit.upstream().isPresent()) {
                lines.add("         backport of " + commit.upstream().get().substring(0, 12));
            }
            lines.add("         changed " + String.join(", ", entry.getValue()));
        }
        if (!open.isEmpty()) {
            lines.add("commit   not known for " + String.join(", ", open));
        }
        return lines;
    }

    /** Whose assumptions a layout breaks, each with what happens and what shows it. */
    static List<String> broken(String label, List<Consumers.Judgement> judgements) {
        List<String> lines = new ArrayList<>();
        for (Consumers.Judgement judgement : judgements) {
            Assumption assumption = judgement.assumption();
            lines.add(padded(label, 8) + " " + judgement.who()
                    + (assumption.only().isPresent() ? ", with " + assumption.only().get() : ""));
            lines.add("         assumed: " + assumption.text());
            lines.add("         so: " + assumption.effect());
            lines.add("         see " + assumption.sources().get(0).address());
        }
        return lines;
    }

    /** A commit's subject may hold anything. */
    static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }

    private static String known(Cell cell) {
        Release release = cell.release();
        String how = switch (cell.provenance().kind()) {
            case TREE -> "read from the source of " + release + " itself";
            case BOUNDED -> "the releases read before and after it agree";
            case COMMIT -> release.point() > 0
                    ? "inferred from its mainline release and the commits known since; no later release of its line was read"
                    : "inferred from the commits known; no later release of this era was read";
        };
        int captures = cell.provenance().captures();
        return how + (captures == 0 ? "" : "; confirmed by " + captures + (captures == 1 ? " capture" : " captures"));
    }
}
