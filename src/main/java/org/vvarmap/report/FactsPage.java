package org.vvarmap.report;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.vvarmap.layout.FactKey;

/** What the facts mean. */
final class FactsPage {

    private FactsPage() {}

    static Document of() {
        Document page = Html.page("What the facts mean – vvarmap", "");
        Element main = Html.main(page);
        Html.add(main, "h1", "", "What the facts mean");
        Html.add(main, "p", "", "Facts are those of the usual distribution configuration: vDSO on, time namespaces on where they"
                + " exist, MMU. n/a stands where a fact does not apply or only the build settles it; unknown, with the reason"
                + " beside it, where the source does not settle it as far as it is understood.");
        Element list = Html.add(main, "dl", "meanings");
        for (FactKey key : FactKey.values()) {
            list.appendElement("dt").attr("id", "fact-" + key.json()).appendElement("code").appendText(key.json());
            Html.add(list, "dd", "", Words.meaning(key));
        }
        Html.add(main, "h2", "", "Words").attr("id", "words");
        Element words = Html.add(main, "dl", "meanings");
        word(words, "line", "The releases that follow one another: mainline, or the stable line of one mainline release. A fact"
                + " holds for each line by itself: a backport may reach 5.11.20 and 5.12.3, and not 5.12.2 between them.");
        word(words, "era", "A longest run of releases of one line in which an ABI's layout stays the same. \"Until before\" names"
                + " the first release of the line with another layout.");
        word(words, "read", "The layout was read out of that release's own source.");
        word(words, "bounded", "The releases read on both sides agree, and so does every one between them that was read.");
        word(words, "by commit", "It follows from the commits known; no source on both sides was read.");
        return page;
    }

    private static void word(Element list, String word, String meaning) {
        Html.add(list, "dt", "", word);
        Html.add(list, "dd", "", meaning);
    }
}
