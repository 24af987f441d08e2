package org.vvarmap.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Commit;

/** The commits that began an era, as a list with links. */
final class Commits {

    private static final String MAINLINE = "https://git.kernel.org/linus/";
    private static final String STABLE = "https://git.kernel.org/stable/c/";

    private Commits() {}

    /**
     * Adds the list.
     *
     * @param since the release that the changes came with
     * @param root the way from the page to the site's root
     * @return the list
     */
    static Element list(Element parent, List<Change> changes, Release since, String root) {
        Map<Optional<Commit>, List<FactKey>> byCommit = new LinkedHashMap<>();
        changes.forEach(change -> byCommit.computeIfAbsent(change.commit(), key -> new ArrayList<>()).add(change.key()));
        Element list = Html.add(parent, "ul", "commits");
        byCommit.forEach((commit, keys) -> {
            Element item = list.appendElement("li");
            if (commit.isPresent()) {
                write(item, commit.get(), since.point() > 0, root);
            } else {
                Html.text(item, "The commit is not known.");
            }
            Html.add(item, "div", "keys", "changed " + Words.keys(keys)).addClass("changed");
        });
        return list;
    }

    private static void write(Element item, Commit commit, boolean stable, String root) {
        id(item, commit.id(), stable);
        item.appendText(" ");
        Optional<String> page = Happening.address(commit.upstream().orElse(commit.id()));
        Element subject = page.isPresent() ? item.appendElement("a").attr("href", root + page.get()) : item;
        Html.add(subject, "bdi", "", commit.subject());
        commit.upstream().ifPresent(upstream -> {
            Element origin = Html.add(item, "div", "keys", "backport of ");
            id(origin, upstream, false);
        });
    }

    /** Adds a commit's id; it links only where it is one. */
    static void id(Element parent, String id, boolean stable) {
        boolean whole = id.matches("[0-9a-f]{40}|[0-9a-f]{64}");
        Element place = whole ? parent.appendElement("a").attr("href", (stable ? STABLE : MAINLINE) + id) : parent;
        Html.add(place, "code", "", id.length() > 12 ? id.substring(0, 12) : id);
    }
}
