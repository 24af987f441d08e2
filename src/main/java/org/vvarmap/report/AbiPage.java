package org.vvarmap.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.vvarmap.matrix.Breakage;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Provenance;
import org.vvarmap.matrix.Story;
import org.vvarmap.matrix.Table;

/** An ABI's page: its lines, a time line of the facts of each, and their eras, the newest first. */
final class AbiPage {

    private static final String ROOT = "../";

    private static final int SHORT = 12;
    private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-f]{" + SHORT + "}\\b");

    private final Material material;
    private final Table table;
    private final Map<String, String> pages;
    private final Abi abi;
    private final Drawing.Sheet drawings = new Drawing.Sheet();

    /** Why something is unknown, to the number under which it stands at the end. */
    private final Map<String, Integer> reasons = new LinkedHashMap<>();

    /** The captures that confirm eras of the ABI, by release. */
    private final SortedMap<Release, List<String>> captures;

    private AbiPage(Material material, Abi abi) {
        this.material = material;
        this.table = material.table();
        this.abi = abi;
        this.pages = pages(table, abi);
        this.captures = Sights.releases(material.captures(), abi);
    }

    static Document of(Material material, Abi abi) {
        return new AbiPage(material, abi).page();
    }

    private Document page() {
        Document page = Html.page(abi + " – vvarmap", ROOT);
        Element main = Html.main(page);
        Html.add(main, "h1", "", abi.label());
        Html.add(main, "p", "lead", "Where arch/" + abi.arch() + " puts the vDSO and its data for " + abi + " processes, line by line,"
                + " the newest era first.");
        Eras.lifetime(table, abi).ifPresent(sentence -> Html.add(main, "p", "", "The ABI " + sentence + "."));
        relatives(main);
        summary(main, Story.of(table, abi));
        for (Line line : table.lines(abi)) {
            line(Html.add(main, "section", "line"), line);
        }
        breakages(main, Breakage.of(table, abi, material.consumers()));
        open(main);
        return page;
    }

    /** What is so now, drawn, beside how it came to be so. */
    private void summary(Element main, List<String> story) {
        List<Era> eras = table.eras(abi, Line.MAINLINE).stream().filter(era -> !Eras.isAbsent(table, era)).toList();
        Element pair = Html.add(main, "div", "pair");
        if (!eras.isEmpty()) {
            Era last = eras.get(eras.size() - 1);
            Element now = Html.add(pair, "div", "now");
            Element title = Html.add(now, "p", "title");
            Html.sign(title, Kind.of(table, last));
            title.appendText(" ");
            Html.link(title, "#" + Words.anchor(last), Words.range(last));
            now.appendChild(drawings.of(last.layout()));
        }
        Element list = Html.add(pair, "ul", "story");
        story.forEach(sentence -> tell(list.appendElement("li"), sentence));
        if (story.isEmpty()) {
            list.remove();
        }
    }

    /** A sentence in which the commits that have a page link to it. */
    private void tell(Element item, String sentence) {
        int at = 0;
        for (Matcher matcher = COMMIT.matcher(sentence); matcher.find();) {
            String address = pages.get(matcher.group());
            if (address != null) {
                Html.text(item, sentence.substring(at, matcher.start()));
                Html.link(item, ROOT + address, matcher.group());
                at = matcher.end();
            }
        }
        Html.text(item, sentence.substring(at));
    }

    /** The pages of the commits that began eras of the ABI, by the first twelve digits of their ids. */
    private static Map<String, String> pages(Table table, Abi abi) {
        Map<String, String> pages = new HashMap<>();
        table.lines(abi).forEach(line -> table.eras(abi, line).forEach(era -> era.changes().stream()
                .flatMap(change -> change.commit().stream())
                .filter(commit -> commit.id().length() >= SHORT)
                .forEach(commit -> Happening.address(commit.upstream().orElse(commit.id())).ifPresent(
                        address -> pages.put(commit.id().substring(0, SHORT), address)))));
        return pages;
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
            Programs.write(list, breakage);
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
        List<Era> eras = Eras.newestFirst(table.eras(abi, line));
        String name = line.isMainline() ? "Mainline" : line.toString();
        Html.add(section, "h2", "", name).attr("id", Words.anchor(line));
        if (line.isMainline() || eras.size() > 1) {
            Timeline.add(section, table, eras, abi + ", " + name);
        }
        for (Era era : eras) {
            era(Html.add(section, "section", "era").attr("id", Words.anchor(era)), era);
        }
    }

    /** The facts that the era before settles and this one does not. */
    private static List<FactKey> lost(Era era, Optional<Era> before) {
        return before.map(Era::layout).map(era.layout()::differences).orElse(List.of()).stream()
                .filter(key -> !era.layout().get(key).isKnown())
                .toList();
    }

    private void era(Element section, Era era) {
        Element title = section.appendElement("h3");
        Html.link(title, "#" + Words.anchor(era), Words.range(era));
        title.appendText(" ");
        // The sentence below says the same in words.
        Html.sign(title, Kind.of(table, era)).removeAttr("role").removeAttr("title");
        Optional<Era> origin = Eras.origin(table, era);
        if (origin.isPresent()) {
            Element text = Html.add(section, "p", "", "As on mainline: see ");
            Html.link(text, "#" + Words.anchor(origin.get()), "mainline from " + era.since());
            Html.text(text, ".");
            known(section, era);
            return;
        }
        if (Eras.isAbsent(table, era)) {
            Html.add(section, "p", "", "There is no such ABI in these releases.");
            known(section, era);
            return;
        }
        Element pair = Html.add(section, "div", "pair");
        pair.appendChild(drawings.of(era.layout()));
        Element words = Html.add(pair, "div", "words");
        Html.add(words, "p", "advice", Advice.sentence(era.layout()));
        List<String> warnings = Advice.warnings(era.layout());
        if (!warnings.isEmpty()) {
            Element list = Html.add(words, "ul", "warnings");
            warnings.forEach(warning -> Html.add(list, "li", "", warning));
        }
        began(words, era, Eras.before(table, era));
        unknown(words, era.layout());
        known(words, era);
    }

    private void began(Element words, Era era, Optional<Era> before) {
        if (before.isEmpty()) {
            Html.add(words, "p", "keys", "The table knows nothing earlier.");
            return;
        }
        boolean continues = !before.get().line().equals(era.line());
        Html.add(words, "h4", "", continues ? "What differs from mainline as far as it is known" : "What changed");
        List<FactKey> lost = lost(era, before);
        if (continues) {
            moved(words, era, before.get().layout().differences(era.layout()));
            return;
        }
        if (!lost.isEmpty()) {
            Html.add(words, "p", "", "No longer known from here on: " + Words.keys(lost) + ".");
        } else if (era.changes().isEmpty()) {
            boolean same = before.get().layout().differences(era.layout()).isEmpty();
            Html.add(words, "p", "", same
                    ? "Only the reasons for what is unknown differ from the era before."
                    : "Known from here on: " + Words.keys(before.get().layout().differences(era.layout())) + ".");
        }
        Map<Optional<Commit>, List<FactKey>> byCommit = new LinkedHashMap<>();
        era.changes().forEach(change -> byCommit.computeIfAbsent(change.commit(), key -> new ArrayList<>()).add(change.key()));
        byCommit.forEach((commit, keys) -> {
            Element list = Commits.list(words, List.of(new Change(keys.get(0), commit)), era.since(), ROOT);
            list.select("div.changed").remove();
            commit.ifPresent(known -> Talk.line(
                    list.expectFirst("li"), known, material.discussions().of(known.upstream().orElse(known.id())), ROOT));
            moved(words, era, keys);
        });
    }

    /** What some facts were and are. */
    private void moved(Element words, Era era, List<FactKey> keys) {
        if (keys.isEmpty()) {
            Html.add(words, "p", "", "Nothing.");
            return;
        }
        Layout before = Eras.settledBefore(table, era, keys).orElseThrow().layout();
        Element list = Html.add(words, "ul", "moved");
        for (FactKey key : keys) {
            Element item = list.appendElement("li");
            item.appendElement("code").appendText(key.json());
            Html.text(item, " " + Words.brief(before.get(key)) + " → ");
            Html.add(item, "b", "", Words.brief(era.layout().get(key)));
        }
    }

    private void known(Element words, Era era) {
        Map<Provenance.Kind, Integer> kinds = new EnumMap<>(Provenance.Kind.class);
        int releases = 0;
        int confirmed = 0;
        List<String> names = new ArrayList<>();
        for (Release release : table.calendar().of(era.line())) {
            if (era.holds(release)) {
                Provenance provenance = table.cell(release, abi).orElseThrow().provenance();
                kinds.merge(provenance.kind(), 1, Integer::sum);
                confirmed += provenance.captures();
                if (provenance.captures() > 0) {
                    names.addAll(captures.getOrDefault(release, List.of()));
                }
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
                + (confirmed == 0 ? "" : "; confirmed by " + Words.count(confirmed, "live capture", "live captures"))
                + (names.isEmpty() ? "" : " (" + String.join(", ", names) + ")") + ".");
    }

    /** What is not known, and the numbers of the reasons. */
    private void unknown(Element words, Layout layout) {
        Map<String, List<FactKey>> open = new LinkedHashMap<>();
        layout.facts().forEach((key, fact) -> {
            if (fact instanceof Fact.Unknown unknown) {
                open.computeIfAbsent(unknown.reason(), reason -> new ArrayList<>()).add(key);
            }
        });
        if (open.isEmpty()) {
            return;
        }
        Element line = Html.add(words, "p", "unknown", "Not known: ");
        int[] left = {open.size()};
        open.forEach((reason, keys) -> {
            int number = reasons.computeIfAbsent(reason, key -> reasons.size() + 1);
            Html.text(line, (keys.size() == FactKey.values().length ? "all of it" : Words.keys(keys)) + " (");
            Html.link(line, "#open-" + number, "why");
            line.appendText(--left[0] > 0 ? "), " : ").");
        });
    }

    private void open(Element main) {
        if (reasons.isEmpty()) {
            return;
        }
        Html.add(main, "h2", "", "Why something is not known").attr("id", "open");
        Element list = Html.add(main, "ol", "reasons");
        reasons.forEach((reason, number) -> Html.add(list, "li", "", reason).attr("id", "open-" + number));
    }
}
