package org.vvarmap.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.live.Capture;
import org.vvarmap.live.Experiment;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** What may be moved with mremap, and what comes of it: by the source, and by experiments on running kernels. */
final class MovingPage {

    private static final List<FactKey> KEYS = List.of(
            FactKey.MREMAP_TRACKED, FactKey.NAME_STICKS, FactKey.RESIZE, FactKey.SPLIT, FactKey.SEALABLE);

    /** What was tried, in the words of the page. */
    private static final Map<String, String> TRIED = tried();

    private MovingPage() {}

    private static Map<String, String> tried() {
        Map<String, String> tried = new LinkedHashMap<>();
        tried.put("moveCode", "Move the image alone");
        tried.put("moveCodeSignal", "… and take a signal");
        tried.put("moveData", "Move the data alone");
        tried.put("moveBoth", "Move both, keeping their distance");
        tried.put("moveFirstPageOfCode", "Move the image's first page");
        tried.put("shrinkCode", "Shrink the image in place");
        tried.put("shrinkCodeMoving", "Shrink it on a move");
        tried.put("growCodeMoving", "Let it grow on a move");
        tried.put("unmapCode", "Unmap the image, take a signal");
        tried.put("unmapLastPageOfCode", "Unmap its last page");
        tried.put("unmapData", "Unmap the data");
        tried.put("unmapLastPageOfData", "Unmap the data's last page");
        tried.put("writeData", "Write to the data as a debugger");
        return tried;
    }

    static Document of(Material material) {
        Document page = Html.page("Moving the vDSO – vvarmap", "");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "Moving the vDSO");
        Html.add(main, "p", "lead", "A checkpointer that restores a process moves its vDSO with mremap. What may be moved, and what"
                + " crashes afterwards, differs by ABI and release.");
        Html.add(main, "h2", "", "What the source says").attr("id", "source");
        bySource(main, material.table());
        Html.add(main, "h2", "", "What was tried").attr("id", "tried");
        byExperiment(main, material);
        return page;
    }

    private static void bySource(Element main, Table table) {
        Html.add(main, "p", "", "mremapTracked: the kernel's own pointer to the image follows it, so that signal handlers still return."
                + " nameSticks: the VMA keeps its name. resize and split: whether mremap to another size, or of a part, is refused."
                + " sealable: whether CONFIG_MSEAL_SYSTEM_MAPPINGS can forbid it all. Mainline only, the newest first.");
        Element scroll = Html.add(main, "div", "scroll").attr("role", "region").attr("aria-labelledby", "moving-caption").attr("tabindex", "0");
        Element moving = table(scroll, "moving", "What mremap may do, by ABI and mainline release",
                List.of("ABI", "From", "Until before", "mremapTracked", "nameSticks", "resize", "split", "sealable"));
        moving.expectFirst("caption").attr("id", "moving-caption");
        Element body = moving.appendElement("tbody");
        Map<List<Run>, List<Abi>> alike = new LinkedHashMap<>();
        table.abis().forEach(abi -> alike.computeIfAbsent(runs(table, abi), key -> new ArrayList<>()).add(abi));
        alike.forEach((runs, abis) -> {
            for (int i = 0; i < runs.size(); i++) {
                Run run = runs.get(i);
                Element row = body.appendElement("tr");
                if (i == 0) {
                    Element head = row.appendElement("th").attr("scope", "rowgroup").attr("rowspan", Integer.toString(runs.size()));
                    abis.forEach(abi -> {
                        Html.link(head, Site.address(abi), abi.label());
                        head.appendText(" ");
                    });
                    row.addClass("first");
                }
                Html.link(row.appendElement("td"), Site.address(abis.get(0)) + "#era-mainline-" + run.since(), run.since().tag());
                Html.add(row, "td", "", run.until());
                for (Fact fact : run.facts()) {
                    Html.add(row, "td", fact.isKnown() ? "" : "open", Words.brief(fact));
                }
            }
        });
    }

    /** Releases of mainline in which moving is the same. */
    private record Run(Release since, String until, List<Fact> facts) {}

    private static List<Run> runs(Table table, Abi abi) {
        List<Run> runs = new ArrayList<>();
        for (Era era : table.eras(abi, Line.MAINLINE)) {
            if (era.layout().regions().isEmpty() && era.layout().get(FactKey.REGIONS).isKnown()) {
                continue;
            }
            List<Fact> facts = KEYS.stream()
                    .map(key -> era.layout().get(key).isKnown() ? era.layout().get(key) : Fact.unknown(""))
                    .toList();
            String until = era.until().map(Release::tag).orElse("goes on");
            Run last = runs.isEmpty() ? null : runs.get(0);
            if (last != null && last.facts().equals(facts) && last.until().equals(era.since().tag())) {
                runs.set(0, new Run(last.since(), until, facts));
            } else {
                runs.add(0, new Run(era.since(), until, facts));
            }
        }
        return runs;
    }

    private static void byExperiment(Element main, Material material) {
        Map<Abi, Map<Map<String, String>, List<String>>> outcomes = new java.util.TreeMap<>();
        for (Capture capture : material.captures().values()) {
            Map<String, String> outcome = outcome(capture);
            if (!outcome.isEmpty() && capture.process().abi().isPresent()) {
                outcomes.computeIfAbsent(capture.process().abi().get(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(outcome, key -> new ArrayList<>())
                        .add(capture.process().release());
            }
        }
        if (outcomes.isEmpty()) {
            Html.add(main, "p", "", "No capture with experiments is at hand.");
            return;
        }
        Html.add(main, "p", "", "Each was tried in a child process on a running kernel; after it, the clock was read through the vDSO."
                + " An error's name is what the call returned; a signal's name is what killed the process afterwards.");
        outcomes.forEach((abi, groups) -> {
            Html.add(main, "h3", "", abi.label()).attr("id", "tried-" + abi);
            List<List<String>> kernels = List.copyOf(groups.values());
            List<Map<String, String>> found = List.copyOf(groups.keySet());
            List<String> titles = new ArrayList<>(List.of("Tried"));
            kernels.forEach(names -> titles.add(names.stream().sorted().collect(Collectors.joining(", "))));
            Element scroll = Html.add(main, "div", "scroll").attr("role", "region")
                    .attr("aria-labelledby", "caption-" + abi).attr("tabindex", "0");
            Element tried = table(scroll, "tried", "What came of it on " + abi, titles);
            tried.expectFirst("caption").attr("id", "caption-" + abi);
            Element body = tried.appendElement("tbody");
            TRIED.forEach((name, words) -> {
                if (found.stream().noneMatch(outcome -> outcome.containsKey(name))) {
                    return;
                }
                Element row = body.appendElement("tr");
                Html.add(row, "th", "", words).attr("scope", "row");
                for (Map<String, String> outcome : found) {
                    String end = outcome.getOrDefault(name, "not tried");
                    Element cell = Html.add(row, "td", "", end);
                    if (end.contains("SIG") || end.contains("hang")) {
                        cell.addClass("crash");
                    }
                }
            });
        });
    }

    /** What came of each experiment in a few words: the first step that went wrong, or ok. */
    private static Map<String, String> outcome(Capture capture) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String name : TRIED.keySet()) {
            capture.process().experiment(name).ifPresent(experiment -> outcomes.put(name, words(experiment)));
        }
        return outcomes;
    }

    private static String words(Experiment experiment) {
        List<String> parts = new ArrayList<>();
        for (Experiment.Step step : experiment.steps()) {
            if (!step.outcome().equals(Experiment.OK)) {
                boolean call = List.of("mremap", "munmap", "write").contains(step.name());
                parts.add(call ? step.outcome() : step.name() + " " + step.outcome());
            }
        }
        return parts.isEmpty() ? "ok" : String.join(", ", parts);
    }

    private static Element table(Element parent, String style, String caption, List<String> titles) {
        Element table = Html.add(parent, "table", style);
        Html.add(table, "caption", "", caption);
        Element head = table.appendElement("thead").appendElement("tr");
        titles.forEach(title -> Html.add(head, "th", "", title).attr("scope", "col"));
        return table;
    }
}
