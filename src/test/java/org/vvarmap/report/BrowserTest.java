package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real browser makes of the report, opened from disk. Runs where there is Chromium. */
class BrowserTest {

    private static Optional<String> browser;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeSite() throws IOException {
        browser = Outside.installed("chromium", "chromium-browser", "google-chrome");
        assumeTrue(browser.isPresent(), "Chromium is not installed");
        Outside.write(folder, Site.pages(Material.of(Samples.all())));
    }

    private static Document open(String address) throws IOException, InterruptedException {
        return Jsoup.parse(Outside.run(folder, List.of(
                browser.orElseThrow(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--user-data-dir=" + folder.resolve("profile"), "--virtual-time-budget=2000", "--dump-dom",
                folder.resolve(address.replaceFirst("#.*", "")).toUri() + address.replaceFirst("^[^#]*", ""))));
    }

    private static Element ask(String question) throws IOException, InterruptedException {
        return open("index.html#q=" + URLEncoder.encode(question, StandardCharsets.UTF_8).replace("+", "%20")).getElementById("answer");
    }

    @Test
    void answers_an_exact_release_in_place() throws IOException, InterruptedException {
        Element answer = ask("5.11 ppc64le");
        assertThat(answer.expectFirst("h2").text()).isEqualTo("v5.11 on ppc64");
        assertThat(answer.select("svg[role=img]")).hasSize(1);
        assertThat(answer.expectFirst(".advice").text()).startsWith("The VMA called [vdso] begins with the data page");
        assertThat(answer.select("a").eachAttr("href")).containsExactly(
                "abi/ppc64.html#era-mainline-v5.11-rc1", "change/511157ab641e.html");
    }

    @Test
    void says_that_a_vendor_built_a_kernel() throws IOException, InterruptedException {
        Element answer = ask("5.11.0-16-generic ppc64el");
        assertThat(answer.expectFirst("h2").text()).isEqualTo("v5.11 on ppc64");
        assertThat(answer.select(".notes li").eachText()).anyMatch(note -> note.startsWith("Ubuntu:"))
                .anyMatch(note -> note.contains("vvarmap check"));
    }

    @Test
    void takes_nonsense_for_nonsense_and_text_for_text() throws IOException, InterruptedException {
        assertThat(ask("hello world").text()).contains("names no release of the Linux kernel");
        Element answer = ask("5.11-<img src=x onerror=alert(1)> ppc64");
        assertThat(answer.select("img")).isEmpty();
        assertThat(answer.select(".notes").text()).contains("the suffix -<img is of someone's own build");
    }

    @Test
    void names_the_nearest_of_a_future_release() throws IOException, InterruptedException {
        Element answer = ask("99.1 x86_64");
        assertThat(answer.expectFirst("h2").text()).isEqualTo("v7.0 on x86_64");
        assertThat(answer.select(".notes").text()).contains("v99.1 is not in the table; v7.0 is the nearest release that is");
    }

    @Test
    void a_releases_address_answers_for_it() throws IOException, InterruptedException {
        Document page = open("releases.html#v5.12.3");
        assertThat(page.getElementById("answer").expectFirst("h2").text()).isEqualTo("v5.12.3");
        assertThat(page.getElementById("v5.12.3").text()).isEqualTo("5.12.3");
        assertThat(page.select("#answer .abilist a")).hasSize(6);
    }

    @Test
    void the_field_is_shown_only_where_it_works() throws IOException, InterruptedException {
        assertThat(open("index.html").getElementById("ask").hasAttr("hidden")).isFalse();
        assertThat(Jsoup.parse(Site.pages(Material.of(Samples.all())).get("index.html")).getElementById("ask").hasAttr("hidden")).isTrue();
    }
}
