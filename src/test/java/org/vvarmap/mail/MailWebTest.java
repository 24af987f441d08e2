package org.vvarmap.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fetching from a server on this machine that behaves well, and badly. */
class MailWebTest {

    private static final String PAGE = "<!--X-Subject: s --><!--X-Date: 27 Mar 2021 --><body>x";

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private HttpServer server;

    private interface Answer {
        void give(HttpExchange exchange) throws Exception;
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(pool);
        server.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
        pool.shutdownNow();
    }

    private String at(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer.give(exchange);
            } catch (Exception e) {
                // The other side has hung up.
            }
        });
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        exchange.sendResponseHeaders(302, -1);
    }

    private static List<Mail> fetch(String address, Duration time) throws MailFailure {
        List<Mail> mails = new ArrayList<>();
        assertThat(new MailWeb(new MailWeb.Limits(100_000, time, 3)).read(address, mails::add)).isEqualTo(mails.size());
        return mails;
    }

    private static AbstractThrowableAssert<?, ?> failure(String address) {
        return failure(address, Duration.ofSeconds(20));
    }

    private static AbstractThrowableAssert<?, ?> failure(String address, Duration time) {
        return assertThatThrownBy(() -> fetch(address, time)).isInstanceOf(MailFailure.class).hasMessageNotContaining("\n")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void readsAPageAndKnowsWhereItIs() throws MailFailure {
        String page = at("/page", exchange -> send(exchange, 200, "text/html; charset=\"utf-8\"", PAGE.getBytes(StandardCharsets.UTF_8)));
        assertThat(fetch(page, Duration.ofSeconds(20))).extracting(mail -> mail.address().orElseThrow()).containsExactly(page);
        String moved = at("/moved", exchange -> redirect(exchange, "/page"));
        assertThat(fetch(moved, Duration.ofSeconds(20))).extracting(mail -> mail.address().orElseThrow()).containsExactly(page);
    }

    @Test
    void readsAPackedMailbox() throws MailFailure {
        String box = at("/t.mbox.gz", exchange -> send(exchange, 200, "application/gzip",
                MailFilesTest.packed(("From x\n" + Letters.mail("a@x", "A <a@x>", "s", "t")).getBytes(StandardCharsets.UTF_8))));
        assertThat(fetch(box, Duration.ofSeconds(20))).extracting(Mail::subject).containsExactly("s");
    }

    @Test
    void waitsNoLongerThanItSays() {
        failure(at("/slow", exchange -> over.await()), Duration.ofMillis(500)).hasMessageContaining("has not answered in full");
        failure(at("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            while (!over.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
        }), Duration.ofMillis(700)).hasMessageContaining("has not answered in full");
    }

    @Test
    void takesNoMoreThanItSays() {
        failure(at("/endless", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            while (over.getCount() > 0) {
                out.write(new byte[10_000]);
            }
        })).hasMessageContaining("is larger than 100000 bytes");
    }

    @Test
    void followsNoRing() {
        failure(at("/ring", exchange -> redirect(exchange, "/ring"))).hasMessageContaining("more than 3 times");
        failure(at("/out", exchange -> redirect(exchange, "file:///etc/passwd"))).hasMessageContaining("no http or https address");
        failure(at("/odd", exchange -> redirect(exchange, "http://[::bad"))).hasMessageContaining("no http or https address");
    }

    @Test
    void saysWhatIsWrongWithAnAnswer() {
        failure(at("/gone", exchange -> send(exchange, 404, "text/html", PAGE.getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("status 404");
        failure(at("/picture", exchange -> send(exchange, 200, "image/png", new byte[10]))).hasMessageContaining("image/png");
        failure(at("/other", exchange -> send(exchange, 200, "text/html", "<html>hello".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("no mail in a shape that is known");
        failure(at("/broken", exchange -> send(exchange, 200, "application/gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1})))
                .hasMessageContaining("compressed, and broken");
        failure(at("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
        })).hasMessageContaining("cannot be fetched");
    }

    @Test
    void goesNowhereElse() {
        failure("ftp://127.0.0.1/x").hasMessageContaining("no http or https address");
        failure("http://").hasMessageContaining("no http or https address");
        failure("http://u:p@127.0.0.1/").hasMessageContaining("no http or https address");
        server.stop(0);
        failure("http://127.0.0.1:" + server.getAddress().getPort() + "/").hasMessageContaining("no connection");
        assertThat(MailWeb.isAddress("https://x.org/")).isTrue();
        assertThat(MailWeb.isAddress("file:///x")).isTrue();
        assertThat(MailWeb.isAddress("a/b")).isFalse();
        assertThat(MailWeb.isAddress("C:/x")).isFalse();
    }
}
