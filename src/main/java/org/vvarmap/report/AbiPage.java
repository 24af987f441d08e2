package org.vvarmap.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Advice;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Assumption;
import org.vvarmap.matrix.Breakage;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Provenance;
import org.vvarmap.matrix.Table;

/** An ABI's page: its lines, and their eras, the newest first. */
final class AbiPage {

    private static final String ROOT = "../";

    private final Table table;
    private final Abi abi;

    private final Consumers consumers;

    private AbiPage(Table table, Abi abi, Consumers consumers) {
        this.table = table;
        this.abi = abi;
        this.consumers = consumers;
    }

    static Document of(Table table, Abi abi, Consumers consumers) {
        return new AbiPage(table, abi, consumers).page();
    }

    private Document page() {
        Document page = Html.page(abi + " – vvarmap", ROOT);
        Element main = Html.main(page);
        Html.add(main, "h1", "", abi.label());
        Element lead = Html.add(main, "p", "lead", "");
        Html.text(lead, "Where arch/" + abi.arch() + " puts the vDSO and its data for " + abi + " processes, line by line, the"
                + " newest era first.");
        relatives(main);
        for (Line line : table.lines(abi)) {
            line(Html.add(main, "section", "line"), line);
        }
        breakages(main, Breakage.of(table, abi, consumers));
        return page;
    }

    /** Which programs which releases break; nothing where none is known. */
    private void breakages(Element main, List<Breakage> breakages) {
        if (breakages.isEmpty()) {
            return;
        }
        Element section = Html.add(main, "section", "breaks").attr("id", "breaks");
        Html.add(section, "h2", "", "Programs that some releases break");
        Element list = section.appendElement("dl");
        for (Breakage breakage : breakages) {
            Assumption assumption = breakage.judgement().assumption();
            Html.add(list, "dt", "", breakage.judgement().who() + assumption.only().map(option -> ", with " + option).orElse(""));
            Element text = Html.add(list, "dd", "", "Assumed: " + assumption.text() + " " + assumption.effect() + " In "
                    + breakage.runs().stream().map(Words::run).collect(Collectors.joining(", ")) + ". ");
            Html.link(text, assumption.sources().get(0).address(), "Source");
        }
    }

    private void relatives(Element main) {
        List<Abi> others = Abi.ofArch(abi.arch()).stream()
                .filter(other -> other != abi && table.abis().contains(other))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Element relatives = Html.add(main, "p", "relatives", "Other ABIs of arch/" + abi.arch() + ": ");
        others.forEach(other -> Html.link(relatives, ROOT + Site.address(other), other.label()).after(" "));
    }

    private void line(Element section, Line line) {
        List<Era> eras = new ArrayList<>(table.eras(abi, line));
        Collections.reverse(eras);
        String name = line.isMainline() ? "Mainline" : line.toString();
        Html.add(section, "h2", "", name).attr("id", Words.anchor(line));
        overview(section, eras, name);
        for (int i = 0; i < eras.size(); i++) {
            Optional<Era> before = i + 1 < eras.size() ? Optional.of(eras.get(i + 1)) : Optional.empty();
            era(Html.add(section, "section", "era").attr("id", Words.anchor(eras.get(i))), eras.get(i), before);
        }
    }

    private void overview(Element section, List<Era> eras, String name) {
        Element overview = Html.add(section, "table", "overview");
        Html.add(overview, "caption", "", "Eras of " + abi + ", " + name);
        Element head = overview.appendElement("thead").appendElement("tr");
        List.of("From", "Until before", "Kind", "What changed").forEach(title -> Html.add(head, "th", "", title).attr("scope", "col"));
        Element body = overview.appendElement("tbody");
        for (int i = 0; i < eras.size(); i++) {
            Era era = eras.get(i);
            Element row = body.appendElement("tr");
            Html.link(row.appendElement("th").attr("scope", "row"), "#" + Words.anchor(era), era.since().tag());
            Html.add(row, "td", "", era.until().map(Release::tag).orElse("goes on"));
            Html.sign(row.appendElement("td"), Kind.of(era.layout()));
            Html.add(row, "td", "keys", summary(era, i + 1 < eras.size() ? Optional.of(eras.get(i + 1)) : Optional.empty()));
        }
    }

    private static String summary(Era era, Optional<Era> before) {
        List<FactKey> keys = era.changes().stream().map(Change::key).toList();
        List<FactKey> lost = lost(era, before);
        if (keys.isEmpty() && !lost.isEmpty()) {
            return "no longer known: " + some(lost);
        }
        return some(keys);
    }

    /** The facts that the era before settles and this one does not. */
    private static List<FactKey> lost(Era era, Optional<Era> before) {
        return before.map(Era::layout).map(era.layout()::differences).orElse(List.of()).stream()
                .filter(key -> !era.layout().get(key).isKnown())
                .toList();
    }

    /** The first keys, so that a row stays short. */
    private static String some(List<FactKey> keys) {
        return keys.size() > 4 ? Words.keys(keys.subList(0, 3)) + " and " + (keys.size() - 3) + " more" : Words.keys(keys);
    }

    private void era(Element section, Era era, Optional<Era> before) {
        Element title = section.appendElement("h3");
        Html.text(title, Words.range(era) + " ");
        Html.sign(title, Kind.of(era.layout()));
        Html.link(title, "#" + Words.anchor(era), "#").addClass("anchor").attr("aria-label", "Link to " + Words.range(era));
        Optional<Era> origin = origin(era);
        if (origin.isPresent()) {
            Element text = Html.add(section, "p", "", "As on mainline: see ");
            Html.link(text, "#" + Words.anchor(origin.get()), "mainline from " + era.since());
            Html.text(text, ".");
            known(section, era);
            return;
        }
        Element pair = Html.add(section, "div", "pair");
        pair.appendChild(Drawing.of(era.layout()));
        Element words = Html.add(pair, "div", "words");
        Html.add(words, "p", "advice", Advice.sentence(era.layout()));
        List<String> warnings = Advice.warnings(era.layout());
        if (!warnings.isEmpty()) {
            Element list = Html.add(words, "ul", "warnings");
            warnings.forEach(warning -> Html.add(list, "li", "", warning));
        }
        began(words, era, before);
        known(words, era);
        facts(section, era, before.map(Era::layout));
        reasons(section, era.layout());
    }

    /** The mainline era that a stable line begins with. */
    private Optional<Era> origin(Era era) {
        return table.eras(abi, Line.MAINLINE).stream()
                .filter(other -> !era.line().isMainline() && other.since().equals(era.since()) && other.layout().equals(era.layout()))
                .findFirst();
    }

    private static void began(Element words, Era era, Optional<Era> before) {
        Html.add(words, "h4", "", "What began it");
        if (before.isEmpty()) {
            Html.add(words, "p", "", "The table knows nothing earlier.");
        } else if (!lost(era, before).isEmpty()) {
            Html.add(words, "p", "", "No longer known from here on: " + Words.keys(lost(era, before)) + "; the reason stands below.");
        } else if (era.changes().isEmpty()) {
            boolean same = before.get().layout().differences(era.layout()).isEmpty();
            Html.add(words, "p", "", same
                    ? "Only the reasons for what is unknown differ from the era before."
                    : "The commit is not known.");
        }
        Commits.list(words, era.changes(), era.since());
    }

    private void known(Element words, Era era) {
        Map<Provenance.Kind, Integer> kinds = new EnumMap<>(Provenance.Kind.class);
        int releases = 0;
        int captures = 0;
        for (Release release : table.calendar().of(era.line())) {
            if (era.holds(release)) {
                Provenance provenance = table.cell(release, abi).orElseThrow().provenance();
                kinds.merge(provenance.kind(), 1, Integer::sum);
                captures += provenance.captures();
                releases++;
            }
        }
        List<String> parts = new ArrayList<>();
        kinds.forEach((kind, count) -> parts.add((kinds.size() > 1 ? count + " " : "") + switch (kind) {
            case TREE -> "read from " + (count == 1 ? "its" : "their") + " own source";
            case BOUNDED -> "bounded by releases on both sides that agree";
            case COMMIT -> "by the commits known";
        }));
        Html.add(words, "p", "known", "Grounds: " + Words.count(releases, "release", "releases")
                + (parts.isEmpty() ? "" : ", " + String.join(", ", parts))
                + (captures == 0 ? "" : "; confirmed by " + Words.count(captures, "live capture", "live captures")) + ".");
    }

    private static void facts(Element section, Era era, Optional<Layout> before) {
        List<FactKey> changed = before.map(layout -> layout.differences(era.layout())).orElse(List.of());
        Element facts = Html.add(section, "table", "facts");
        Element caption = facts.appendElement("caption");
        Html.text(caption, "Facts from " + era.since() + " (");
        Html.link(caption, ROOT + "facts.html", "what they mean");
        Html.text(caption, ")");
        Element head = facts.appendElement("thead").appendElement("tr");
        Html.add(head, "th", "", "Fact").attr("scope", "col");
        Html.add(head, "th", "", "Here").attr("scope", "col");
        if (!changed.isEmpty()) {
            Html.add(head, "th", "", "Before").attr("scope", "col");
        }
        Element body = facts.appendElement("tbody");
        era.layout().facts().forEach((key, fact) -> {
            Element row = body.appendElement("tr");
            Html.add(row, "th", "", key.json()).attr("scope", "row");
            Html.add(row, "td", fact.isKnown() ? "" : "open", Words.value(fact));
            if (changed.contains(key)) {
                row.addClass("changed");
                Html.add(row, "td", "was", Words.value(before.orElseThrow().get(key)));
            } else if (!changed.isEmpty()) {
                row.appendElement("td");
            }
        });
    }

    private static void reasons(Element section, Layout layout) {
        Map<String, List<FactKey>> reasons = new LinkedHashMap<>();
        layout.facts().forEach((key, fact) -> {
            if (fact instanceof Fact.Unknown unknown) {
                reasons.computeIfAbsent(unknown.reason(), reason -> new ArrayList<>()).add(key);
            }
        });
        if (reasons.isEmpty()) {
            return;
        }
        Element list = Html.add(section, "dl", "reasons");
        reasons.forEach((reason, keys) -> {
            Html.add(list, "dt", "", "unknown: " + Words.keys(keys));
            Html.add(list, "dd", "", reason);
        });
    }
}
