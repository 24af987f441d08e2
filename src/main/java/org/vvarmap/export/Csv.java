package org.vvarmap.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** An era a line, as RFC 4180 has it. An empty field is the contract's null. */
final class Csv {

    private Csv() {}

    static String of(Table table) {
        List<String> head = new ArrayList<>(List.of("abi", "arch", "line", "since", "until"));
        for (FactKey key : FactKey.values()) {
            head.add(key.json());
        }
        head.addAll(List.of("commit", "subject", "upstream"));
        StringBuilder text = new StringBuilder();
        line(text, head);
        for (Era era : table.eras()) {
            List<String> cells = new ArrayList<>(List.of(
                    era.abi().label(), era.abi().arch(), era.line().toString(), era.since().tag(),
                    era.until().map(Release::tag).orElse("")));
            era.layout().facts().values().forEach(fact -> cells.add(value(fact)));
            cells.add(era.commit().map(Commit::id).orElse(""));
            cells.add(era.commit().map(Commit::subject).orElse(""));
            cells.add(era.commit().flatMap(Commit::upstream).orElse(""));
            line(text, cells);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(Csv::quoted).collect(Collectors.joining(","))).append("\r\n");
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static String value(Fact fact) {
        if (fact instanceof Fact.Regions regions) {
            return regions.list().stream().map(Csv::region).collect(Collectors.joining("; "));
        }
        return fact instanceof Fact.Null ? "" : fact.toString();
    }

    private static String region(Region region) {
        String pages = region.pages() instanceof Pages.Build ? "" : " " + region.pages()
                + (region.pages() instanceof Pages.Range range ? " " + range.on() : "");
        return region.name() + " " + region.holds().json() + pages;
    }
}
