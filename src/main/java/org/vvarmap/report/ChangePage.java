package org.vvarmap.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Consequences;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Assumption;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** A commit's page: what was before and after it, where it came, and whom it broke. */
final class ChangePage {

    private static final String ROOT = "../";

    private static final List<FactKey> DRAWN = List.of(
            FactKey.VDSO, FactKey.DATA_PLACEMENT, FactKey.DATA_MAPPING, FactKey.REGIONS, FactKey.SYSINFO_EHDR);

    private final Material material;
    private final Table table;
    private final Happening happening;
    private final Drawing.Sheet drawings = new Drawing.Sheet();

    private ChangePage(Material material, Happening happening) {
        this.material = material;
        this.table = material.table();
        this.happening = happening;
    }

    static Document of(Material material, Happening happening) {
        return new ChangePage(material, happening).page();
    }

    /** What a change did: which facts, from what to what. */
    private record Step(List<FactKey> keys, Layout before, Layout after) {}

    private Document page() {
        String name = happening.id().substring(0, 12);
        Document page = Html.page(name + " – vvarmap", ROOT);
        Element main = Html.main(page);
        Element title = main.appendElement("h1").addClass("subject");
        Html.add(title, "bdi", "", happening.subject());
        Element lead = Html.add(main, "p", "lead", "Commit ");
        Commits.id(lead, happening.id(), !happening.isMainline());
        Html.text(lead, ", first in " + happening.first() + ".");
        Set<String> others = others();
        if (!others.isEmpty()) {
            Element line = Html.add(main, "p", "keys", "The same release brought to the same ABIs: ");
            others.forEach(id -> {
                Happening.address(id).ifPresentOrElse(
                        address -> Html.link(line, ROOT + address, id.substring(0, 12)), () -> Html.text(line, id));
                line.appendText(" ");
            });
        }
        Map<Step, List<Happening.Arrival>> steps = new LinkedHashMap<>();
        for (Happening.Arrival arrival : happening.arrivals()) {
            Optional<Era> before = Eras.settledBefore(table, arrival.era(), arrival.keys());
            before.ifPresent(era -> steps
                    .computeIfAbsent(step(arrival, era), key -> new ArrayList<>())
                    .add(arrival));
        }
        int number = 0;
        for (Map.Entry<Step, List<Happening.Arrival>> entry : steps.entrySet()) {
            step(main, entry.getKey(), entry.getValue(), ++number);
        }
        reached(main);
        broken(main);
        Talk.section(main, material.discussions().of(happening.id()));
        return page;
    }

    /** Two arrivals that changed the same facts alike, and are drawn alike, are one step. */
    private static Step step(Happening.Arrival arrival, Era before) {
        return new Step(arrival.keys(), shown(before.layout(), arrival.keys()), shown(arrival.era().layout(), arrival.keys()));
    }

    private static Layout shown(Layout layout, List<FactKey> keys) {
        Layout shown = Layout.none();
        for (FactKey key : FactKey.values()) {
            if (keys.contains(key) || DRAWN.contains(key) && isDrawn(keys)) {
                shown = shown.with(key, layout.get(key));
            }
        }
        return shown;
    }

    /** Whether some of the facts can be seen in a drawing. */
    private static boolean isDrawn(List<FactKey> keys) {
        return keys.stream().anyMatch(DRAWN::contains);
    }

    /** The other commits that the same eras began with. */
    private Set<String> others() {
        Set<String> others = new LinkedHashSet<>();
        happening.arrivals().stream()
                .filter(arrival -> arrival.era().line().isMainline())
                .flatMap(arrival -> arrival.era().changes().stream())
                .flatMap(change -> change.commit().stream())
                .map(commit -> commit.upstream().orElse(commit.id()))
                .filter(id -> !id.equals(happening.id()))
                .forEach(others::add);
        return others;
    }

    private void step(Element main, Step step, List<Happening.Arrival> arrivals, int number) {
        Set<String> abis = new LinkedHashSet<>();
        arrivals.forEach(arrival -> abis.add(arrival.era().abi().label()));
        Element section = Html.add(main, "section", "step");
        Html.add(section, "h2", "", Words.list(List.copyOf(abis)) + where(arrivals)).attr("id", "step-" + number);
        if (isDrawn(step.keys())) {
            Element pair = Html.add(section, "div", "sides");
            List<Element> figures = drawings.pair(step.before(), step.after());
            side(pair, step.before(), "Before", figures.get(0));
            side(pair, step.after(), "After", figures.get(1));
        }
        Element facts = Html.add(section, "table", "facts");
        Html.add(facts, "caption", "", "Facts that it changed");
        Element head = facts.appendElement("thead").appendElement("tr");
        List.of("Fact", "Before", "After").forEach(word -> Html.add(head, "th", "", word).attr("scope", "col"));
        Element body = facts.appendElement("tbody");
        for (FactKey key : step.keys()) {
            Element row = body.appendElement("tr");
            Element term = row.appendElement("th").attr("scope", "row");
            Html.link(term, ROOT + "facts.html#fact-" + key.json(), key.json());
            Html.add(row, "td", "", Words.value(step.before().get(key)));
            Html.add(row, "td", "", Words.value(step.after().get(key)));
        }
        List<Consequences.Consequence> consequences = Consequences.of(step.before(), step.after()).stream()
                .filter(one -> one.keys().stream().anyMatch(step.keys()::contains))
                .toList();
        if (!consequences.isEmpty()) {
            Html.add(section, "h3", "", "What to do differently");
            Element list = Html.add(section, "ul", "consequences");
            consequences.forEach(one -> Html.add(list, "li", "", one.text()));
        }
    }

    /** The stable lines of a step that did not happen on mainline. */
    private static String where(List<Happening.Arrival> arrivals) {
        List<Line> lines = arrivals.stream().map(arrival -> arrival.era().line()).distinct().sorted().toList();
        return lines.contains(Line.MAINLINE) ? "" : ", on " + Words.list(lines.stream().map(Line::toString).toList());
    }

    private static void side(Element pair, Layout layout, String when, Element figure) {
        Element side = Html.add(pair, "div", "side");
        Element title = Html.add(side, "p", "title", when + " ");
        Html.sign(title, Kind.of(layout));
        side.appendChild(figure);
    }

    private void reached(Element main) {
        Html.add(main, "h2", "", "Where it came").attr("id", "reached");
        Element reached = Html.add(main, "table", "reached");
        Html.add(reached, "caption", "", "ABIs and releases");
        Element head = reached.appendElement("thead").appendElement("tr");
        List.of("Line", "From", "Next change", "Commit there", "ABIs")
                .forEach(word -> Html.add(head, "th", "", word).attr("scope", "col"));
        Map<List<Object>, List<Happening.Arrival>> rows = new LinkedHashMap<>();
        happening.arrivals().forEach(arrival -> rows
                .computeIfAbsent(List.of(arrival.era().line(), arrival.era().since(), arrival.era().until(), arrival.commit()),
                        key -> new ArrayList<>())
                .add(arrival));
        Element body = reached.appendElement("tbody");
        inherited(rows);
        rows.values().forEach(arrivals -> {
            Era era = arrivals.get(0).era();
            Element row = body.appendElement("tr");
            Html.add(row, "th", "", era.line().isMainline() ? "mainline" : era.line().toString()).attr("scope", "row");
            Release from = Eras.origin(table, era).isPresent() ? era.line().start().orElseThrow() : era.since();
            Element since = row.appendElement("td");
            if (table.calendar().has(from)) {
                Html.link(since, ROOT + ReleasesPage.address(from), from.tag());
            } else {
                Html.text(since, from.tag());
            }
            Html.add(row, "td", "", era.until().map(Release::tag).orElse("none"));
            Commits.id(row.appendElement("td"), arrivals.get(0).commit().id(), !era.line().equals(Line.MAINLINE));
            Element abis = row.appendElement("td");
            arrivals.forEach(arrival -> {
                Html.link(abis, ROOT + Site.address(arrival.era().abi()) + "#" + Words.anchor(arrival.era()), arrival.era().abi().label());
                abis.appendText(" ");
            });
        });
    }

    /** Adds the stable lines that have it from mainline, and lose it, or change otherwise, in their course. */
    private void inherited(Map<List<Object>, List<Happening.Arrival>> rows) {
        for (Happening.Arrival arrival : happening.arrivals()) {
            if (!arrival.era().line().isMainline()) {
                continue;
            }
            for (Line line : Eras.stable(table, arrival.era().abi())) {
                Era era = table.eras(arrival.era().abi(), line).get(0);
                if (Eras.origin(table, era).filter(arrival.era()::equals).isPresent()) {
                    rows.computeIfAbsent(List.of(line, era.since(), era.until(), arrival.commit()), key -> new ArrayList<>())
                            .add(new Happening.Arrival(era, arrival.commit(), arrival.keys()));
                }
            }
        }
    }

    private void broken(Element main) {
        Map<Consumers.Judgement, Set<Abi>> broken = new LinkedHashMap<>();
        for (Happening.Arrival arrival : happening.arrivals()) {
            Era era = arrival.era();
            Eras.settledBefore(table, era, arrival.keys()).ifPresent(before -> {
                // Only what this commit's own facts break is its doing.
                Layout after = before.layout();
                for (FactKey key : arrival.keys()) {
                    after = after.with(key, era.layout().get(key));
                }
                material.consumers().newlyBroken(era.abi(), before.layout(), after).forEach(judgement ->
                        broken.computeIfAbsent(judgement, key -> new LinkedHashSet<>()).add(era.abi()));
            });
        }
        if (broken.isEmpty()) {
            return;
        }
        Html.add(main, "h2", "", "Whom it broke").attr("id", "broke");
        Element list = Html.add(main, "ul", "broke");
        broken.forEach((judgement, abis) -> {
            Assumption assumption = judgement.assumption();
            Element text = list.appendElement("li");
            Html.add(text, "b", "", judgement.who() + assumption.only().map(option -> ", with " + option).orElse(""));
            Html.text(text, " on " + Words.list(abis.stream().map(Abi::label).toList()) + ". Assumed: "
                    + assumption.text() + " " + assumption.effect() + " ");
            Programs.link(text, assumption.sources().get(0).address(), "Source");
            text.appendText(" ");
            Html.link(text, ROOT + "programs.html#" + assumption.id(), "More").attr("aria-label", "More on " + assumption.id());
        });
    }
}
