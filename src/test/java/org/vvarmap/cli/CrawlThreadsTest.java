package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crawl --threads}, with pages, folders, repositories and a server, on a table that knows ppc64. */
class CrawlThreadsTest {

    private static final String SPLIT = "1c4bce6753857dc409a0197342d18764e7f4b741";

    private static final String PAGE = """
            <!--X-Subject: [PATCH] powerpc/vdso: Separate vvar vma from vdso -->
            <!--X-From: Ann A <ann@x.org> -->
            <!--X-Date: Sat, 27 Mar 2021 18:19:00 +0100 -->
            <!--X-Message-Id: page@x.org -->
            <html><body><pre>Secret words. Since 511157ab641e it broke.</pre></body></html>
            """;

    private static final String MAIL = """
            From: Bob B <bob@x.org>
            Subject: Re: [PATCH] powerpc/vdso: Separate vvar vma from vdso
            Date: Sun, 28 Mar 2021 18:19:00 +0100
            Message-ID: <mail@x.org>
            In-Reply-To: <page@x.org>

            Fine.
            """;

    @TempDir
    private Path folder;

    private Cli cli() {
        return new Cli(folder);
    }

    @BeforeEach
    void layATableDown() throws IOException {
        PpcTable.file(cli());
    }

    private JsonObject crawl(String... sources) {
        List<String> arguments = new ArrayList<>(List.of("crawl", "--json", "--out", "ppc64.json", "--threads"));
        arguments.addAll(List.of(sources));
        return cli().run(arguments).exited(0).json().getAsJsonObject("threads");
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("ppc64.discussions.json"));
    }

    private JsonObject first(String commit) throws IOException {
        for (JsonElement one : JsonParser.parseString(written()).getAsJsonObject().getAsJsonArray("discussions")) {
            if (one.getAsJsonObject().get("commit").getAsString().equals(commit)) {
                return one.getAsJsonObject();
            }
        }
        throw new AssertionError(commit + " is not in " + written());
    }

    @Test
    void readsASavedPageAndKeepsNoneOfItsText() throws IOException {
        byte[] table = Files.readAllBytes(folder.resolve("ppc64.json"));
        JsonObject told = crawl(cli().file("page.html", PAGE));

        assertThat(told.get("sources").getAsInt()).isEqualTo(1);
        assertThat(told.get("mails").getAsInt()).isEqualTo(1);
        JsonObject one = first(SPLIT);
        assertThat(one.get("title").getAsString()).isEqualTo("[PATCH] powerpc/vdso: Separate vvar vma from vdso");
        assertThat(one.get("date").getAsString()).isEqualTo("2021-03-27");
        assertThat(one.getAsJsonArray("people").toString()).isEqualTo("[\"Ann A\"]");
        assertThat(one.get("address").getAsString()).isEqualTo("https://lore.kernel.org/all/page@x.org/");
        assertThat(one.getAsJsonArray("ties").toString()).isEqualTo("[\"subject\"]");
        assertThat(written()).doesNotContain("Secret", "ann@x.org");
        assertThat(Schema.ofData("discussions-1.schema.json").problems(JsonParser.parseString(written()))).isEmpty();
        assertThat(Files.readAllBytes(folder.resolve("ppc64.json"))).isEqualTo(table);
    }

    @Test
    void joinsWhatItFindsInAFolder() throws IOException {
        cli().file("mails/a/page.html", PAGE);
        cli().file("mails/b/one.eml", MAIL);
        cli().file("mails/b/notes.txt", "mine");
        Cli.Outcome outcome = cli().run("crawl", "--threads", "mails", "--out", "ppc64.json").exited(0);

        assertThat(outcome.out()).contains("2 sources of 2 mails", "ppc64.discussions.json");
        assertThat(outcome.err()).contains("1 file holds no mail");
        assertThat(first(SPLIT).getAsJsonArray("people").toString()).isEqualTo("[\"Ann A\",\"Bob B\"]");
    }

    @Test
    void addsToWhatIsThereAndWritesTheSameBytesAgain() throws IOException {
        crawl(cli().file("page.html", PAGE));
        String once = written();
        crawl("page.html");
        assertThat(written()).isEqualTo(once);
        crawl(cli().file("other.eml", MAIL.replace("page@x.org", "v2@x.org").replace("mail@x.org", "m2@x.org")
                .replace("Separate vvar vma from vdso", "Move vdso datapage up front")));
        assertThat(written()).contains("page@x.org", "m2@x.org");
        crawl("page.html", "other.eml");
        assertThat(written()).contains("page@x.org", "m2@x.org");
    }

    @Test
    void readsRepositoriesOfMails() throws IOException {
        assumeTrue(Sources.hasGit());
        Path inbox = Files.createDirectories(folder.resolve("inbox/git/0.git"));
        Sources.git(inbox, "init", "-q");
        for (String mail : List.of(MAIL, MAIL.replace("mail@x.org", "page@x.org").replace("Re: ", "").replace("Bob B", "Ann A"))) {
            Files.writeString(inbox.resolve("m"), mail);
            Sources.git(inbox, "add", "m");
            Sources.git(inbox, "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "mail");
        }
        assertThat(crawl("inbox").get("mails").getAsInt()).isEqualTo(2);
        assertThat(first(SPLIT).getAsJsonArray("people").toString()).isEqualTo("[\"Ann A\",\"Bob B\"]");
        assertThat(crawl("inbox/git/0.git").get("mails").getAsInt()).isEqualTo(2);
    }

    @Test
    void readsAnAddress() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/page", exchange -> {
            byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(crawl(root + "/page").get("mails").getAsInt()).isEqualTo(1);
            assertThat(first(SPLIT).get("address").getAsString()).isEqualTo(root + "/page");
            assertThat(cli().run("crawl", "--threads", root + "/gone", "--out", "ppc64.json").failed(4).err()).contains("status 404");
        } finally {
            server.stop(0);
        }
    }

    /** Of a clone's commits the messages name mails. */
    @Test
    void readsTheTableAndTheMailsInOneGo() throws IOException {
        assumeTrue(Sources.hasGit());
        Sources.Clone clone = Sources.Clone.at(folder.resolve("clone"));
        cli().file("page.html", PAGE.replace("Since 511157ab641e", "Since " + clone.front()));
        JsonObject object = cli().run("crawl", "--repo", "clone", "--threads", "page.html", "--out", "new/table.json", "--json")
                .exited(0).json();

        assertThat(object.get("releases").getAsInt()).isEqualTo(5);
        assertThat(object.getAsJsonObject("threads").get("commits").getAsInt()).isEqualTo(1);
        assertThat(folder.resolve("new/table.json")).exists();
        assertThat(Files.readString(folder.resolve("new/table.discussions.json"))).contains(SPLIT);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        cli().file("notes.txt", "mine");
        cli().file("page.html", PAGE);
        Files.createDirectory(folder.resolve("empty"));
        cli().run("crawl", "--threads", "--out", "ppc64.json").failed(2);
        cli().run("crawl", "--threads", "", "--out", "ppc64.json").failed(2);
        cli().run("crawl", "--threads", "page.html", "--tags", "v5*", "--out", "ppc64.json").failed(2);
        assertThat(cli().run("crawl", "--threads", "page.html", "--out", "none.json").failed(4).err()).contains("none.json", "--repo");
        assertThat(cli().run("crawl", "--threads", "nowhere", "--out", "ppc64.json").failed(4).err()).contains("nowhere");
        assertThat(cli().run("crawl", "--threads", "notes.txt", "--out", "ppc64.json").failed(3).err()).contains("notes.txt");
        assertThat(cli().run("crawl", "--threads", "empty", "--out", "ppc64.json").failed(3).err()).contains("empty");
        assertThat(cli().run("crawl", "--threads", "ftp://x.org/a", "--out", "ppc64.json").failed(4).err()).contains("ftp://x.org/a");
        assertThat(folder.resolve("ppc64.discussions.json")).doesNotExist();
        cli().file("ppc64.discussions.json", "{");
        assertThat(cli().run("crawl", "--threads", "page.html", "--out", "ppc64.json").failed(2).err()).contains("discussions.json");
    }

    @Test
    void showsThemInTheReport() throws IOException {
        crawl(cli().file("page.html", PAGE));
        cli().run("report", "--data", "ppc64.json", "--out", "site").exited(0);

        String change = Files.readString(folder.resolve("site/change/" + SPLIT.substring(0, 12) + ".html"));
        assertThat(Jsoup.parse(change).select("ul.talk a").eachAttr("href"))
                .containsExactly("https://lore.kernel.org/all/page@x.org/");
    }
}
