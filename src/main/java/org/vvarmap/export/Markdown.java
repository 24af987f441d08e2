package org.vvarmap.export;

import java.util.stream.Collectors;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** A table for each ABI, an era a row. What comes from outside is escaped, so that it stays text. */
final class Markdown {

    private Markdown() {}

    static String of(Table table) {
        StringBuilder text = new StringBuilder("# Where Linux puts the vDSO and its data\n");
        for (Abi abi : table.abis()) {
            text.append("\n## ").append(escaped(abi.label())).append("\n\n");
            text.append("| line | since | until before | data | VMAs, low addresses first | began with |\n");
            text.append("| --- | --- | --- | --- | --- | --- |\n");
            for (Line line : table.lines(abi)) {
                table.eras(abi, line).forEach(era -> row(text, era));
            }
        }
        return text.toString();
    }

    private static void row(StringBuilder text, Era era) {
        text.append("| ").append(era.line()).append(" | ").append(era.since()).append(" | ")
                .append(era.until().map(Release::tag).orElse("")).append(" | ").append(data(era.layout())).append(" | ")
                .append(regions(era.layout())).append(" | ")
                .append(era.commit().map(Markdown::commit).orElse("")).append(" |\n");
    }

    private static String data(Layout layout) {
        if (layout.get(FactKey.VDSO).is("none")) {
            return "no image";
        }
        return layout.get(FactKey.DATA_PLACEMENT) + ", " + layout.get(FactKey.DATA_MAPPING);
    }

    private static String regions(Layout layout) {
        if (!layout.get(FactKey.REGIONS).isKnown()) {
            return "unknown";
        }
        return layout.regions().stream().map(Region::toString).map(Markdown::escaped).collect(Collectors.joining("; "));
    }

    private static String commit(Commit commit) {
        return escaped(commit.id().substring(0, Math.min(12, commit.id().length()))) + " " + escaped(commit.subject());
    }

    /** Whatever could mean something to a reader of Markdown, or of the HTML that it may hold. */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replace("&", "&amp;").replace("<", "&lt;")
                .replaceAll("[\\\\`*_{}\\[\\]()#+!|~>]", "\\\\$0");
    }
}
