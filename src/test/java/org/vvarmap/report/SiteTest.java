package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Expectation;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Assumption;
import org.vvarmap.matrix.Calendar;
import org.vvarmap.matrix.Consumer;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

class SiteTest {

    private static final List<String> SEARCHING = List.of("index.html", "releases.html");

    private final SortedMap<String, String> files = Site.pages(Material.of(Samples.all()));
    private final Map<String, Document> pages = parse(files);

    private static Map<String, Document> parse(Map<String, String> files) {
        Map<String, Document> pages = new TreeMap<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".html")) {
                Parser parser = Parser.htmlParser().setTrackErrors(20);
                pages.put(path, Jsoup.parse(text, "", parser));
                assertThat(parser.getErrors()).as(path).isEmpty();
            }
        });
        return pages;
    }

    @Test
    void has_a_page_for_each_abi() {
        assertThat(files.keySet()).containsExactly(
                "abi/i386.html", "abi/loongarch64.html", "abi/mips-o32.html", "abi/ppc32.html", "abi/ppc64.html", "abi/x86_64.html",
                "change/000000010000.html", "change/000000020000.html", "change/000000030000.html", "change/000000040000.html",
                "change/000000050000.html", "change/000000060000.html", "change/000000080000.html", "change/000000090000.html",
                "change/0000000a0000.html", "change/1c4bce675385.html", "change/511157ab641e.html", "changes.html", "data.js",
                "facts.html", "feed.xml", "index.html", "known.html", "moving.html", "programs.html", "releases.html", "search.js",
                "style.css");
    }

    @Test
    void same_table_same_bytes() {
        assertThat(Site.pages(Material.of(Samples.shuffled()))).isEqualTo(files);
    }

    @Test
    void every_link_inside_leads_somewhere() {
        pages.forEach((path, page) -> page.select("[href]").forEach(link -> {
            String target = link.attr("href");
            if (target.startsWith("https:") && !target.startsWith("https://example.org")) {
                assertThat(target).matches("https://git\\.kernel\\.org/(linus|stable/c)/[0-9a-f]{40}");
                return;
            }
            URI resolved = URI.create(path).resolve(target);
            String file = target.startsWith("#") ? path : resolved.getPath();
            assertThat(files).as(path + " links to " + target).containsKey(file);
            if (resolved.getFragment() != null) {
                assertThat(pages.get(file).getElementById(resolved.getFragment())).as(path + " links to " + target).isNotNull();
            }
        }));
    }

    @Test
    void ids_are_unique() {
        pages.forEach((path, page) -> assertThat(page.select("[id]").eachAttr("id")).as(path).doesNotHaveDuplicates());
    }

    @Test
    void every_era_has_its_anchor() {
        for (Era era : Samples.all().eras()) {
            Document page = pages.get("abi/" + era.abi() + ".html");
            assertThat(page.getElementById("era-" + era.line() + "-" + era.since())).as(era.toString()).isNotNull();
        }
        assertThat(pages.get("abi/ppc64.html").getElementById("era-mainline-v5.11-rc1")).isNotNull();
        assertThat(pages.get("abi/ppc64.html").getElementById("era-5.11.y-v5.11.20")).isNotNull();
    }

    @Test
    void every_page_asks_for_nothing_from_outside() {
        pages.forEach((path, page) -> {
            assertThat(page.selectXpath("//meta[@http-equiv='Content-Security-Policy']").attr("content")).as(path)
                    .isEqualTo("default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"
                            + (SEARCHING.contains(path) ? "; script-src 'self'" : ""));
            assertThat(page.select("iframe, object, embed, base, style, [style], img")).as(path).isEmpty();
            assertThat(page.select("script").eachAttr("src")).as(path)
                    .isEqualTo(SEARCHING.contains(path) ? List.of("data.js", "search.js") : List.of());
            assertThat(page.select("script").text()).isBlank();
            assertThat(page.select("link").eachAttr("rel")).as(path).containsExactly("stylesheet", "alternate");
            for (Element element : page.getAllElements()) {
                assertThat(element.attributes().asList()).as(path).noneMatch(a -> a.getKey().toLowerCase().startsWith("on"));
            }
        });
        assertThat(files.get("style.css")).doesNotContain("url(", "@import");
    }

    @Test
    void every_page_has_language_title_viewport_and_charset() {
        Set<String> titles = new HashSet<>();
        pages.forEach((path, page) -> {
            assertThat(files.get(path)).startsWith("<!doctype html>").endsWith("</html>\n");
            assertThat(page.expectFirst("html").attr("lang")).isEqualTo("en");
            assertThat(page.head().child(0).attr("charset")).isEqualTo("utf-8");
            assertThat(page.expectFirst("meta[name=viewport]").attr("content")).contains("width=device-width");
            assertThat(titles.add(page.title())).as(page.title()).isTrue();
            assertThat(page.select("main")).hasSize(1);
        });
    }

    @Test
    void headings_are_in_order() {
        pages.forEach((path, page) -> {
            int level = 0;
            for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
                int next = heading.tagName().charAt(1) - '0';
                assertThat(next).as(path + ": " + heading.text()).isLessThanOrEqualTo(level + 1);
                level = next;
            }
            assertThat(page.select("h1")).as(path).hasSize(1);
        });
    }

    @Test
    void tables_have_captions_and_scopes_and_even_rows() {
        pages.forEach((path, page) -> page.select("table").forEach(table -> {
            assertThat(table.child(0).tagName()).isEqualTo("caption");
            assertThat(table.select("th:not([scope])")).as(path).isEmpty();
            List<Integer> widths = new ArrayList<>();
            for (Element row : table.select("tbody tr")) {
                widths.add(row.children().stream().mapToInt(c -> c.attr("colspan").isEmpty() ? 1 : Integer.parseInt(c.attr("colspan"))).sum());
            }
            int columns = table.select("thead tr").last().childrenSize() + (table.hasClass("matrix") ? 1 : 0);
            // A row below one that spans several has a cell less.
            assertThat(widths).as(path).allMatch(width -> width == columns || table.hasClass("moving") && width == columns - 1);
        }));
    }

    @Test
    void a_hostile_subject_stays_text() {
        String shown = Samples.HOSTILE.replace("\ud800", "\ufffd").replace("\u0007", "\ufffd");
        assertThat(pages.get("abi/ppc64.html").select("bdi").eachText()).contains(shown);
        assertThat(pages.get("abi/x86_64.html").select("ol.reasons li").text()).contains("<script>alert(1)</script>");
        assertThat(pages.get("change/000000010000.html").expectFirst("h1 bdi").text()).isEqualTo(shown);
        files.forEach((path, text) -> {
            if (path.endsWith(".html")) {
                assertThat(text.replaceAll("<script defer src=\"(data|search)\\.js\"></script>", "")).as(path).doesNotContain("<script");
            }
        });
        assertThat(Jsoup.parse(files.get("feed.xml"), Parser.xmlParser()).select("entry title").eachText())
                .anyMatch(title -> title.startsWith(shown));
    }

    @Test
    void the_matrix_spans_eras_and_signs_them() {
        Element matrix = pages.get("index.html").expectFirst("table.matrix");
        assertThat(matrix.select("th.release").eachText()).containsExactly(
                "2.6.12", "2.6.15", "2.6.18", "3.16", "4.5", "5.11", "5.13", "7.0");
        Map<String, List<String>> rows = new TreeMap<>();
        matrix.select("tbody tr:not(.branch)")
                .forEach(row -> rows.put(row.expectFirst("th a").text(), row.select("td > a, summary, .empty").eachText()));
        assertThat(rows.get("ppc64")).containsExactly("–", "CD", "DC", "D|C");
        assertThat(rows.get("x86_64")).containsExactly("?", "C…D", "D|C");
        assertThat(rows.get("i386")).containsExactly("G", "C", "CDC");
        assertThat(rows.get("loongarch64")).containsExactly("not in the table", "C|D");
        assertThat(rows.get("mips-o32")).containsExactly("not in the table", "T", "*");
        assertThat(matrix.select("tr.branch").eachText()).containsExactly(
                "5.11.y DC from 5.11 D|C from 5.11.20", "5.12.y DC from 5.12 D|C from 5.12.3",
                "5.11.y DC from 5.11 D|C from 5.11.20", "5.12.y DC from 5.12 D|C from 5.12.3");
    }

    @Test
    void an_era_tells_what_to_do_what_changed_and_how_it_is_known() {
        Document page = pages.get("abi/ppc64.html");
        Element era = page.getElementById("era-mainline-v5.11-rc1");
        assertThat(era.expectFirst("p.advice").text()).startsWith("The VMA called [vdso] begins with the data page");
        assertThat(era.select("ul.moved li").eachText()).containsExactly(
                "dataPlacement after → before", "elfAtVdsoStart yes → no");
        assertThat(era.select("ul.commits a").eachAttr("href")).containsExactly(
                "https://git.kernel.org/linus/511157ab641eb6bedd00d62673388e78a4f871cf", "../change/511157ab641e.html");
        assertThat(era.expectFirst("p.known").text()).isEqualTo("Grounds: 4 releases, read from their own source.");
        Element stable = page.getElementById("era-5.11.y-v5.11.20");
        assertThat(stable.select("ul.commits a").eachAttr("href")).containsExactly(
                "https://git.kernel.org/stable/c/" + Samples.id(7), "../change/1c4bce675385.html",
                "https://git.kernel.org/linus/1c4bce6753857dc409a0197342d18764e7f4b741");
        assertThat(page.getElementById("era-5.11.y-v5.11-rc1").select("a[href=#era-mainline-v5.11-rc1]")).hasSize(1);
    }

    @Test
    void drawings_speak() {
        Document page = pages.get("abi/x86_64.html");
        assertThat(page.getElementById("era-mainline-v6.13-rc1").select("svg").attr("aria-label")).isEqualTo(
                "From low to high addresses: [vvar] data of 4 pages; [vvar_vclock] data of 2 pages;"
                        + " [vdso] ELF image where AT_SYSINFO_EHDR points");
        assertThat(page.getElementById("era-mainline-v3.0").select("svg").attr("aria-label")).endsWith("away from it, in no VMA data");
        assertThat(pages.get("abi/ppc64.html").getElementById("era-mainline-v5.11-rc1").select("svg").attr("aria-label"))
                .isEqualTo("From low to high addresses: [vdso] data, then ELF image where AT_SYSINFO_EHDR points");
        pages.forEach((path, document) -> assertThat(document.select("svg:not([role=img][aria-label][viewBox]):not([aria-hidden])")).as(path).isEmpty());
    }

    @Test
    void an_era_that_begins_with_a_question_says_so() {
        Table table = Samples.table(Samples.calendar("v5.10", "v5.11-rc1"), List.of(
                new Era(Abi.ARM, Line.MAINLINE, Release.of("v5.10"), Optional.of(Release.of("v5.11-rc1")), Samples.after(), List.of()),
                new Era(Abi.ARM, Line.MAINLINE, Release.of("v5.11-rc1"), Optional.empty(),
                        Samples.after().with(FactKey.RESIZE, Fact.unknown("nobody read it")), List.of())));
        Document page = parse(Site.pages(Material.of(table))).get("abi/arm.html");
        assertThat(page.getElementById("era-mainline-v5.11-rc1").text())
                .contains("No longer known from here on: resize.", "Not known: resize (why).");
        assertThat(page.getElementById("open-1").text()).isEqualTo("nobody read it");
    }

    @Test
    void an_abis_page_names_the_programs_that_releases_break() {
        Assumption assumption = new Assumption("x-after", "The data lies <after> the image.", "It fails.", Set.of(Abi.PPC64),
                Optional.of("1.0"), Optional.of("2.0"), Optional.empty(),
                new Expectation.Is(FactKey.DATA_PLACEMENT, Set.of("after")),
                List.of(new Assumption.OnPage("https://example.org/1", "It says so.")));
        Consumers consumers = new Consumers(List.of(new Consumer("x", "X", "https://example.org", List.of(assumption))));
        Table table = Samples.table(Samples.calendar("v5.10", "v5.11-rc1", "v5.11"), Samples.eras(
                Abi.PPC64, Line.MAINLINE,
                Samples.step("v5.10", Samples.after(), null),
                Samples.step("v5.11-rc1", Samples.before(), Samples.commit(1, "S"))));
        Document page = parse(Site.pages(
                new Material(table, consumers, new TreeMap<>(), new Dates(Map.of()), Discussions.NONE))).get("abi/ppc64.html");
        assertThat(page.select("#breaks dt").eachText()).containsExactly("X 1.0 to before 2.0");
        assertThat(page.select("#breaks dd").text()).contains("The data lies <after> the image.", "mainline from v5.11-rc1 on");
        assertThat(page.select("#breaks a").eachAttr("href"))
                .containsExactly("https://example.org/1", "../programs.html#x-after");
        assertThat(parse(Site.pages(Material.of(table))).get("abi/ppc64.html").select("#breaks")).isEmpty();
    }

    @Test
    void an_empty_table_has_a_front_page() {
        SortedMap<String, String> empty = Site.pages(Material.of(
                new Table(Calendar.of(List.of()), List.of(), Map.of(), Map.of())));
        assertThat(empty.keySet()).containsExactly(
                "changes.html", "data.js", "facts.html", "feed.xml", "index.html", "known.html", "moving.html", "programs.html",
                "releases.html", "search.js", "style.css");
        assertThat(parse(empty).get("index.html").text()).contains("The table holds nothing yet.");
    }

    @Test
    void every_kind_has_a_sign_and_a_colour_of_its_own() {
        Set<String> signs = new HashSet<>();
        for (Kind kind : Kind.values()) {
            assertThat(signs.add(kind.sign())).as(kind.sign()).isTrue();
            assertThat(files.get("style.css")).contains("." + kind.style() + " ");
        }
        assertThat(pages.get("index.html").select(".legend dt").eachText()).containsExactly(
                "D|C", "DC", "C|D", "CD", "CDC", "C…D", "C", "G", "T", "–", "*", "?");
    }
}
