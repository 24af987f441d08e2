package org.vvarmap.report;

import org.jsoup.nodes.Element;

/** The search field; hidden until a script makes it work. */
final class Search {

    private Search() {}

    static void add(Element parent) {
        Element form = Html.add(parent, "form", "ask").attr("id", "ask").attr("role", "search").attr("hidden", true);
        Html.add(form, "label", "", "Which kernel, which machine?").attr("for", "query");
        form.appendElement("input").attr("id", "query").attr("type", "search").attr("autocomplete", "off")
                .attr("spellcheck", "false").attr("autocapitalize", "off").attr("maxlength", "4096")
                .attr("aria-describedby", "query-help").attr("placeholder", "5.11.7 ppc64le");
        Html.add(form, "p", "keys", "A release, what uname -r or uname -a says, an ABI, or a commit. The address keeps the question.")
                .attr("id", "query-help");
        Element answer = Html.add(parent, "div", "answer").attr("id", "answer").attr("aria-live", "polite");
        Element none = answer.appendElement("noscript").appendElement("p");
        Html.text(none, "Asking for a release needs JavaScript. Without it, ");
        Html.link(none, "releases.html", "all releases");
        none.appendText(" stand on a page of their own.");
    }
}
