package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussion.Kind;
import org.vvarmap.matrix.Discussion.Tie;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.Table;

class TalkTest {

    private static final String HOSTILE = "</bdi><script>alert(1)</script>\u202e & \"quoted\"";

    private final Table table = Samples.all();
    private final String commit = Happening.of(table).stream()
            .filter(one -> one.id().startsWith("000000030000")).findFirst().orElseThrow().id();

    private SortedMap<String, String> pages(Discussion... discussions) {
        return Site.pages(new Material(
                table, new Consumers(List.of()), new TreeMap<>(), new Dates(Map.of()), new Discussions(List.of(discussions))));
    }

    private Discussion one(Kind kind, String title, String address, List<String> people) {
        return new Discussion(commit, kind, title, Optional.of(LocalDate.of(2021, 3, 27)), people, 3, address, Set.of(Tie.SHA));
    }

    @Test
    void listsDiscussionsOnTheChangesPageAndNamesTheFirstOnTheAbis() {
        SortedMap<String, String> pages = pages(
                one(Kind.PATCH, "[PATCH] p", "https://x.org/1", List.of("Ann", "Bob", "Cid", "Dan")),
                one(Kind.FIX, "[PATCH] f", "https://x.org/2", List.of("Ann")));

        Document change = Jsoup.parse(pages.get("change/000000030000.html"));
        assertThat(change.select("h2#talk").text()).isEqualTo("Discussions");
        assertThat(change.select("ul.talk li").eachText()).containsExactly(
                "Patch [PATCH] p 2021-03-27, Ann, Bob, Cid and 1 more", "Later fix [PATCH] f 2021-03-27, Ann");
        assertThat(change.select("ul.talk a").eachAttr("href")).containsExactly("https://x.org/1", "https://x.org/2");
        Elements line = Jsoup.parse(pages.get("abi/x86_64.html")).select("ul.commits li div.keys:contains(discussed)");
        assertThat(line.eachText()).containsExactly("discussed: [PATCH] p, 2021-03-27; 1 more");
        assertThat(line.select("a").eachAttr("href")).containsExactly("https://x.org/1", "../change/000000030000.html#talk");
    }

    @Test
    void saysNothingWhereNothingIsKnown() {
        assertThat(pages().values()).noneMatch(page -> page.contains("id=\"talk\"") || page.contains("discussed:"));
    }

    @Test
    void leavesMarkupText() {
        SortedMap<String, String> pages = pages(
                one(Kind.PATCH, HOSTILE, "https://x.org/1", List.of(HOSTILE)), one(Kind.FIX, "f", "javascript:alert(1)", List.of()));
        for (String name : List.of("change/000000030000.html", "abi/x86_64.html")) {
            Document page = Jsoup.parse(pages.get(name));
            assertThat(page.select("script")).isEmpty();
            assertThat(page.select("a[href^=javascript]")).isEmpty();
            assertThat(page.select("bdi:contains(alert(1))").text()).contains("<script>");
        }
    }

    @Test
    void countsTheOthersOnlyWhereItKnowsThem() {
        List<String> many = IntStream.range(0, 40).mapToObj(i -> "P" + i).toList();
        String page = pages(one(Kind.PATCH, "p", "https://x.org/1", many)).get("change/000000030000.html");
        assertThat(Jsoup.parse(page).select("ul.talk li").text()).endsWith("P0, P1, P2 and others");
    }
}
