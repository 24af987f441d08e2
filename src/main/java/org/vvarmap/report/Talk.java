package org.vvarmap.report;

import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Discussion;

/** What was said of commits: links to archives of mails. */
final class Talk {

    /** So many names are shown of a thread, then how many more there are. */
    private static final int NAMES = 3;

    private Talk() {}

    /** The discussions of a change, with what each is to it. */
    static void section(Element main, List<Discussion> discussions) {
        if (discussions.isEmpty()) {
            return;
        }
        Html.add(main, "h2", "", "Discussions").attr("id", "talk");
        Element list = Html.add(main, "ul", "talk");
        for (Discussion one : discussions) {
            Element item = list.appendElement("li");
            Html.add(item, "b", "", word(one.kind()));
            item.appendText(" ");
            link(item, one);
            Html.text(item, details(one));
        }
    }

    /** One line below a commit: the first of its discussions, and the way to the others. */
    static void line(Element item, Commit commit, List<Discussion> discussions, String root) {
        if (discussions.isEmpty()) {
            return;
        }
        Element line = Html.add(item, "div", "keys", "discussed: ");
        link(line, discussions.get(0));
        discussions.get(0).date().ifPresent(date -> Html.text(line, ", " + date));
        int more = discussions.size() - 1;
        Happening.address(commit.upstream().orElse(commit.id())).filter(page -> more > 0).ifPresent(page -> {
            line.appendText("; ");
            Html.link(line, root + page + "#talk", more + " more");
        });
    }

    /** A title out of a mail: whatever it holds is text, and runs in its own direction. */
    private static void link(Element parent, Discussion one) {
        boolean web = one.address().startsWith("https://") || one.address().startsWith("http://");
        Element place = web ? parent.appendElement("a").attr("href", one.address()) : parent;
        Html.add(place, "bdi", "", one.title());
    }

    private static String details(Discussion one) {
        String names = one.people().stream().limit(NAMES).collect(Collectors.joining(", "));
        int more = one.people().size() - NAMES;
        return one.date().map(date -> " " + date).orElse("") + (names.isEmpty() ? "" : ", " + names)
                + (more <= 0 ? "" : one.people().size() == Discussion.MOST_PEOPLE ? " and others" : " and " + more + " more");
    }

    private static String word(Discussion.Kind kind) {
        return switch (kind) {
            case PATCH -> "Patch";
            case APPLIED -> "Applied";
            case PULL -> "Pull request";
            case BACKPORT -> "Backport";
            case REPORT -> "Report";
            case FIX -> "Later fix";
            case MENTION -> "Named in";
        };
    }
}
