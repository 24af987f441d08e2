package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vvarmap.report.Chromium.Tab;

/** What a real browser makes of the report, opened from disk, and what a person can do in it. Runs where there is Chromium. */
class BrowserTest {

    /** A4 between margins of a centimetre, in CSS pixels. */
    private static final int PAPER = 718;

    @TempDir
    private static Path folder;

    private static Chromium chromium;

    private Tab tab;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed (Debian: apt-get install chromium)");
        Outside.write(folder.resolve("small"), Site.pages(Material.of(Samples.all())));
        Outside.write(folder.resolve("whole"), Site.pages(Samples.shipped()));
        chromium = Chromium.start(folder.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openTab() throws IOException {
        tab = chromium.tab();
        tab.size(1280, 900, false);
    }

    @AfterEach
    void nothingIsAmiss() throws IOException {
        assertThat(tab.complaints()).as("the console").isEmpty();
        assertThat(tab.requests()).allMatch(request -> request.startsWith(folder.toUri().toString()) || request.equals("about:blank"));
        tab.close();
    }

    private void open(String address) throws IOException {
        tab.open(folder.resolve(address.replaceFirst("#.*", "")).toUri() + address.replaceFirst("^[^#]*", ""));
    }

    private Document page() throws IOException {
        return Jsoup.parse(tab.text("document.documentElement.outerHTML"));
    }

    private Element answer() throws IOException {
        return page().getElementById("answer");
    }

    private Element ask(String question) throws IOException {
        open("small/index.html#q=" + URLEncoder.encode(question, StandardCharsets.UTF_8).replace("+", "%20"));
        return answer();
    }

    private String focused() throws IOException {
        return tab.text("document.activeElement.outerHTML.replace(/>[^]*/, '>') + document.activeElement.textContent");
    }

    @Test
    void answers_an_exact_release_in_place() throws IOException {
        Element answer = ask("5.11 ppc64le");
        assertThat(answer.expectFirst("h2").text()).isEqualTo("v5.11 on ppc64");
        assertThat(answer.select("svg[role=img]")).hasSize(1);
        assertThat(answer.expectFirst(".advice").text()).startsWith("The VMA called [vdso] begins with the data page");
        assertThat(answer.select("a").eachAttr("href")).containsExactly(
                "#q=5.11%20ppc64", "abi/ppc64.html#era-mainline-v5.11-rc1", "change/511157ab641e.html");
    }

    @Test
    void says_that_a_vendor_built_a_kernel() throws IOException {
        Element answer = ask("5.11.0-16-generic ppc64el");
        assertThat(answer.expectFirst("h2").text()).isEqualTo("v5.11 on ppc64");
        assertThat(answer.select(".notes li").eachText()).anyMatch(note -> note.startsWith("Ubuntu:"))
                .anyMatch(note -> note.contains("vvarmap check"));
    }

    @Test
    void takes_nonsense_for_nonsense_and_text_for_text() throws IOException {
        assertThat(ask("hello world").text()).contains("names no release of the Linux kernel");
        Element answer = ask("5.11-<img src=x onerror=alert(1)> ppc64");
        assertThat(answer.select("img")).isEmpty();
        assertThat(answer.select(".notes").text()).contains("the suffix -<img is of someone's own build");
    }

    @Test
    void names_the_nearest_of_a_future_release() throws IOException {
        Element answer = ask("99.1 x86_64");
        assertThat(answer.expectFirst("h2").text()).isEqualTo("v7.0 on x86_64");
        assertThat(answer.select(".notes").text()).contains("v99.1 is not in the table; v7.0 is the nearest release that is");
    }

    @Test
    void answers_key_by_key() throws IOException {
        open("whole/index.html");
        tab.evaluate("window.waits = []; document.getElementById('query').addEventListener('input',"
                + " event => waits.push(performance.now() - event.timeStamp))");
        tab.press("/");
        assertThat(tab.text("document.activeElement.id")).isEqualTo("query");
        tab.type("5.11.7 ppc64le");
        assertThat(tab.text("document.getElementById('query').value")).isEqualTo("5.11.7 ppc64le");
        assertThat(answer().expectFirst("h2").text()).isEqualTo("v5.11.7 on ppc64");
        assertThat(tab.text("location.hash")).isEqualTo("#q=5.11.7%20ppc64le");
        // Figures for who reads the log; a busy machine fails nothing.
        double slowest = tab.evaluate("Math.max(...waits)").getAsDouble();
        System.out.printf("slowest answer to a key press: %.1f ms, of 50%n", slowest);
        assertThat(tab.evaluate("waits.length").getAsInt()).isEqualTo("5.11.7 ppc64le".length());
    }

    @Test
    void arrows_lead_into_the_answer_and_back() throws IOException {
        open("small/index.html");
        tab.press("/");
        tab.type("5.11 ppc64");
        tab.press("ArrowDown");
        assertThat(focused()).endsWith("v5.11 on ppc64");
        tab.press("ArrowDown");
        assertThat(focused()).contains("#era-mainline-v5.11-rc1");
        tab.press("Escape");
        assertThat(focused()).contains("id=\"query\"");
        tab.press("ArrowDown");
        tab.press("ArrowDown");
        tab.press("ArrowUp");
        tab.press("ArrowUp");
        assertThat(focused()).contains("id=\"query\"");
        tab.press("Enter");
        assertThat(answer().expectFirst("h2").text()).isEqualTo("v5.11 on ppc64");
        assertThat(tab.text("location.pathname")).endsWith("small/index.html");
    }

    @Test
    void a_releases_address_answers_for_it() throws IOException {
        open("small/releases.html#v5.12.3");
        Document page = page();
        assertThat(page.getElementById("answer").expectFirst("h2").text()).isEqualTo("v5.12.3");
        assertThat(page.getElementById("v5.12.3").text()).isEqualTo("5.12.3");
        assertThat(page.select("#answer .abilist a")).hasSize(6);
    }

    @Test
    void permanent_addresses_show_what_they_name() throws IOException {
        for (String address : List.of("abi/ppc64.html#era-mainline-v5.11-rc1", "abi/ppc64.html#era-5.11.y-v5.11.20",
                "abi/ppc64.html#line-5.12.y", "releases.html#v5.11.7", "releases.html#v2.6.11", "facts.html#fact-regions",
                "change/511157ab641e.html#reached", "index.html#signs")) {
            open("whole/" + address);
            String id = address.replaceFirst(".*#", "");
            assertThat(tab.text("document.querySelector(':target').id")).isEqualTo(id);
            tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
            assertThat(tab.holds("(r => r.top >= -1 && r.top < innerHeight)(document.querySelector(':target').getBoundingClientRect())"))
                    .as(address + " is in sight").isTrue();
        }
    }

    @Test
    void wide_eras_unfold() throws IOException {
        open("whole/index.html");
        Element cell = page().select(".matrix details").stream()
                .filter(fold -> fold.closest("tr").expectFirst("th").text().equals("ppc64")).reduce((one, other) -> other).orElseThrow();
        assertThat(cell.hasAttr("open")).isFalse();
        assertThat(cell.select("a").eachAttr("href")).contains("abi/ppc64.html#era-mainline-v7.3-rc1");
        String fold = "[...document.querySelectorAll('.matrix tbody tr')]"
                + ".find(r => r.cells[0].textContent === 'ppc64').querySelector('td:last-child details')";
        tab.evaluate(fold + ".firstElementChild.focus()");
        assertThat(tab.holds(fold + ".querySelector('a').checkVisibility()")).isFalse();
        assertThat(tab.text("document.querySelector('.told').textContent")).startsWith("ppc64: data just below the image");
        tab.press("Enter");
        assertThat(tab.holds(fold + ".querySelector('a').checkVisibility()")).isTrue();
        tab.press("Tab");
        assertThat(focused()).contains("abi/ppc64.html#era-mainline-v5.13-rc1");
        tab.evaluate("document.getElementById('unfold').focus()");
        tab.press("Enter");
        assertThat(tab.holds("[...document.querySelectorAll('.matrix details')].every(fold => fold.open)")).isTrue();
        tab.press("Enter");
        assertThat(tab.holds("[...document.querySelectorAll('.matrix details')].some(fold => fold.open)")).isFalse();
    }

    @Test
    void stable_lines_that_differ_stand_below_their_abi() throws IOException {
        open("whole/index.html");
        List<String> rows = tab.texts("[...document.querySelectorAll('.matrix tbody tr')].filter(r => r.checkVisibility())"
                + ".map(r => r.cells[0].textContent)");
        assertThat(rows).containsSequence("ppc64", "5.11.y", "5.12.y", "ppc32").containsSequence("x86_64", "3.16.y", "4.4.y", "i386");
    }

    @Test
    void tab_reaches_everything_in_order_and_shows_where_it_is() throws IOException {
        open("small/index.html");
        List<Integer> order = new ArrayList<>();
        String stops = "[...document.querySelectorAll('a, button, input, summary, [tabindex]')].filter(e => e.checkVisibility())";
        int all = tab.evaluate(stops + ".length").getAsInt();
        tab.press("Tab");
        assertThat(focused()).contains("Skip to the content");
        assertThat(tab.holds("document.activeElement.getBoundingClientRect().left >= 0")).isTrue();
        for (int i = 0; i < all; i++) {
            order.add(tab.evaluate(stops + ".indexOf(document.activeElement)").getAsInt());
            assertThat(tab.holds("(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)(getComputedStyle(document.activeElement))"))
                    .as(focused() + " shows that it has the focus").isTrue();
            tab.press("Tab");
        }
        assertThat(order).isEqualTo(java.util.stream.IntStream.range(0, all).boxed().toList());
    }

    @Test
    void all_can_be_read_without_scripts() throws IOException {
        tab.call("Emulation.setScriptExecutionDisabled", "{'value': true}");
        open("small/index.html");
        assertThat(tab.holds("document.getElementById('ask').checkVisibility()")).isFalse();
        assertThat(tab.text("document.getElementById('answer').innerText")).contains("all releases stand on a page of their own");
        assertThat(tab.holds("document.getElementById('unfold').checkVisibility()")).isFalse();
        // A fold is the browser's own.
        tab.evaluate("document.querySelector('.matrix summary').focus()");
        tab.press("Enter");
        assertThat(tab.holds("document.querySelector('.matrix details a').checkVisibility()")).isTrue();
        tab.press("Tab");
        String target = tab.text("document.activeElement.getAttribute('href')");
        tab.press("Enter");
        tab.evaluate("1");
        open("small/" + target);
        assertThat(tab.holds("document.querySelector(':target').checkVisibility()")).isTrue();
    }

    @Test
    void the_field_is_shown_only_where_it_works() throws IOException {
        open("small/index.html");
        assertThat(page().getElementById("ask").hasAttr("hidden")).isFalse();
        assertThat(Jsoup.parse(Site.pages(Material.of(Samples.all())).get("index.html")).getElementById("ask").hasAttr("hidden")).isTrue();
    }

    @Test
    void paper_holds_all_of_it() throws IOException {
        tab.call("Emulation.setEmulatedMedia", "{'media': 'print'}");
        tab.size(PAPER, 1000, false);
        List<String> cut = new ArrayList<>();
        for (String address : List.of("index.html", "abi/ppc64.html", "abi/i386-compat.html", "moving.html", "releases.html",
                "known.html", "programs.html", "changes.html", "facts.html", "change/511157ab641e.html")) {
            open("whole/" + address);
            cut.addAll(tab.texts("[...document.querySelectorAll('main *')].filter(e => !e.closest('svg, .hidden, .told') && e.checkVisibility()"
                    + " && e.getBoundingClientRect().right > innerWidth + 1).map(e => '" + address + " ' + e.outerHTML.slice(0, 60)).slice(0, 5)"));
        }
        assertThat(cut).isEmpty();
        open("whole/index.html");
        byte[] paper = Base64.getDecoder().decode(tab.call("Page.printToPDF", "{'printBackground': true, 'preferCSSPageSize': true}")
                .get("data").getAsString());
        assertThat(new String(paper, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        Files.write(Files.createDirectories(Path.of("target", "screenshots")).resolve("index.pdf"), paper);
    }

    /** For people to look at: nothing else tells whether it is calm. */
    @Test
    void pictures_are_left_in_target() throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screenshots"));
        for (String name : List.of("index", "abi/ppc64", "change/511157ab641e")) {
            for (String scheme : List.of("light", "dark")) {
                for (int width : new int[] {1280, 360}) {
                    tab.size(width, 900, width < 500);
                    tab.scheme(scheme);
                    open("whole/" + name + ".html");
                    byte[] picture = Base64.getDecoder().decode(
                            tab.call("Page.captureScreenshot", "{'format': 'png'}").get("data").getAsString());
                    assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
                    Files.write(pictures.resolve(name.replace('/', '-') + "-" + scheme + "-" + width + ".png"), picture);
                }
            }
        }
    }
}
