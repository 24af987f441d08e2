package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vvarmap.report.Chromium.Tab;

/**
 * Every page of the shipped report in a real browser: axe-core finds nothing, wide or narrow, light or dark; nothing is asked
 * for from outside; nothing violates the page's policy; nothing is wider than its window. Runs where there is Chromium.
 */
class EveryPageTest {

    /** Low: what is out of sight is not painted, and axe-core looks at it all the same. */
    private static final int HEIGHT = 300;

    /** As many pages at once. */
    private static final int TABS = 2;

    private static final boolean ALL = "all".equals(System.getProperty("vvarmap.looks"));

    private record Look(int width, boolean phone, String scheme) {}

    /**
     * Each width and each scheme once: no rule of the style sheet hangs on both, which a test below holds it to. All four, with
     * the system property {@code vvarmap.looks=all}, take twice as long.
     */
    private static final List<Look> LOOKS = ALL
            ? List.of(new Look(1280, false, "light"), new Look(1280, false, "dark"), new Look(360, true, "light"), new Look(360, true, "dark"))
            : List.of(new Look(1280, false, "light"), new Look(360, true, "dark"));

    /**
     * Of what stands there by the dozen in one dress, the first are looked at, unless all is asked for: axe-core takes minutes
     * for six thousand releases.
     */
    private static final String FEW = ALL ? "0" : "document.querySelectorAll('.version:nth-of-type(n+8), .tags > :nth-child(n+31),"
            + " .line > .era:nth-of-type(n+4), .scroll + .scroll:has(.timeline), .timeline tr:nth-child(n+7), .moving tr:nth-child(n+21),"
            + " .grounds tr:nth-child(n+11), .changes tr:nth-child(n+21), .program ~ .program ~ .program').forEach(e => e.remove())";

    private static final String RUN = "axe.run(document, {resultTypes: ['violations'], preload: false,"
            + " rules: {'target-size': {enabled: true}}}).then(r => r.violations.map(v => v.id + ': '"
            + " + v.nodes.length + ' of ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')))";

    @TempDir
    private static Path folder;

    private static String axe;

    @BeforeAll
    static void writeSite() throws IOException {
        assumeTrue(Chromium.installed().isPresent(), "Chromium is not installed (Debian: apt-get install chromium)");
        Outside.write(folder.resolve("site"), Site.pages(Samples.shipped()));
        try (InputStream stream = EveryPageTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nothing_is_found_on_any_page() throws IOException, InterruptedException, ExecutionException {
        Queue<String> addresses = new ConcurrentLinkedQueue<>(
                Site.pages(Samples.shipped()).keySet().stream().filter(path -> path.endsWith(".html")).toList());
        int all = addresses.size();
        List<String> findings = new ArrayList<>();
        try (Chromium chromium = Chromium.start(folder.resolve("profile"))) {
            ExecutorService workers = Executors.newFixedThreadPool(TABS);
            try {
                Callable<List<String>> work = () -> look(chromium.tab(), addresses);
                for (Future<List<String>> found : workers.invokeAll(List.of(work, work))) {
                    findings.addAll(found.get());
                }
                System.out.printf("axe-core: %d pages, %d looks at each, %d findings, %d s of processor time%n", all, LOOKS.size(),
                        findings.size(), chromium.processorTime().toSeconds());
            } finally {
                workers.shutdownNow();
            }
        }
        assertThat(addresses).isEmpty();
        assertThat(all).isGreaterThan(100);
        assertThat(findings).isEmpty();
    }

    @Test
    void no_rule_hangs_on_width_and_scheme_both() {
        String style = Site.pages(Material.of(Samples.all())).get("style.css");
        Pattern media = Pattern.compile("@media ([^{]*)\\{");
        List<String> rules = media.matcher(style).results().map(match -> match.group(1)).toList();
        assertThat(rules).anyMatch(rule -> rule.contains("scheme")).anyMatch(rule -> rule.contains("width"))
                .noneMatch(rule -> rule.contains("scheme") && rule.contains("width"));
    }

    private static List<String> look(Tab tab, Queue<String> addresses) throws IOException {
        List<String> findings = new ArrayList<>();
        String root = folder.resolve("site").toUri().toString();
        for (String next = addresses.poll(); next != null; next = addresses.poll()) {
            String address = next;
            tab.open(root + address);
            for (Look look : LOOKS) {
                tab.size(look.width(), HEIGHT, look.phone());
                if (tab.holds("document.documentElement.scrollWidth > innerWidth")) {
                    findings.add(address + ", " + look + ": wider than its window");
                }
            }
            tab.evaluate(FEW);
            tab.evaluate(axe);
            // Backwards: the window has the size of the last.
            for (int i = LOOKS.size() - 1; i >= 0; i--) {
                Look look = LOOKS.get(i);
                tab.size(look.width(), HEIGHT, look.phone());
                tab.scheme(look.scheme());
                tab.texts(RUN).forEach(finding -> findings.add(address + ", " + look + ": " + finding));
            }
        }
        tab.requests().stream().filter(request -> !request.startsWith(root) && !request.equals("about:blank"))
                .forEach(request -> findings.add("asks for " + request));
        findings.addAll(tab.complaints());
        return findings;
    }
}
