package org.vvarmap.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mails at an address: one page or mailbox, by http or https. Nothing that the page refers to is fetched. */
public final class MailWeb {

    /**
     * How far to go for a page.
     *
     * @param bytes the largest answer, as it is sent
     * @param time how long it may take altogether, redirections included
     * @param redirections how often an answer may send on to another address
     */
    public record Limits(int bytes, Duration time, int redirections) {

        /** 16 MiB, 30 seconds, five redirections. */
        public static final Limits USUAL = new Limits(16 << 20, Duration.ofSeconds(30), 5);
    }

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([\\w.:-]{1,40})");

    private static final List<String> TYPES = List.of(
            "text/html", "application/xhtml+xml", "text/plain", "application/mbox", "message/rfc822", "application/gzip",
            "application/x-gzip", "application/octet-stream");

    private final Limits limits;
    private final HttpClient client;

    /**
     * Gets ready; nothing is sent yet.
     *
     * @param limits how far to go
     */
    public MailWeb(Limits limits) {
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limits.time())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * Whether an argument is an address rather than a file's name.
     *
     * @param text the argument
     * @return whether it begins with a scheme
     */
    public static boolean isAddress(String text) {
        return text.matches("(?i)[a-z][a-z0-9+.-]{1,20}://.*");
    }

    /**
     * Fetches an address and reads what comes.
     *
     * @param address http or https
     * @param mails receives its mails
     * @return how many there were, at least 1
     * @throws MailFailure where nothing comes, or too much, or too slowly, or something else than mails
     */
    public int read(String address, Consumer<Mail> mails) throws MailFailure {
        long end = System.nanoTime() + limits.time().toNanos();
        URI at = checked(address, address);
        for (int hops = 0; hops <= limits.redirections(); hops++) {
            HttpResponse<Optional<byte[]>> answer = get(at, address, end);
            if (answer.statusCode() / 100 == 3 && answer.headers().firstValue("location").isPresent()) {
                at = next(at, answer.headers().firstValue("location").get(), address);
                continue;
            }
            return read(answer, at, address, mails);
        }
        throw MailFailure.unreadable(address + " sends on to another address more than " + limits.redirections()
                + " times; save the page, and name the file");
    }

    private static URI checked(String text, String address) throws MailFailure {
        return Addresses.web(text).map(URI::create).orElseThrow(() -> MailFailure.unreadable(
                (text.equals(address) ? address + " is" : address + " sends on to " + text + ", which is")
                        + " no http or https address of a page"));
    }

    private static URI next(URI at, String location, String address) throws MailFailure {
        String resolved;
        try {
            resolved = at.resolve(location.strip()).toString();
        } catch (IllegalArgumentException e) {
            resolved = location;
        }
        URI next = checked(resolved, address);
        if (at.getScheme().equalsIgnoreCase("https") && next.getScheme().equalsIgnoreCase("http")) {
            throw MailFailure.unreadable(address + " sends on from https to " + next + "; name that one if you trust it");
        }
        return next;
    }

    private HttpResponse<Optional<byte[]>> get(URI at, String address, long end) throws MailFailure {
        HttpRequest request = HttpRequest.newBuilder(at)
                .header("User-Agent", "vvarmap")
                .header("Accept", "text/html, text/plain;q=0.9, application/mbox;q=0.9, application/gzip;q=0.8")
                .GET()
                .build();
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
                client.sendAsync(request, info -> new UpTo(info.statusCode() == 200 ? limits.bytes() : 0));
        try {
            return answer.get(Math.max(end - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw MailFailure.unreadable(address + " has not answered in full within " + limits.time().toSeconds()
                    + " seconds; save the page, and name the file", e);
        } catch (ExecutionException e) {
            throw MailFailure.unreadable(address + " cannot be fetched: " + reason(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MailFailure.unreadable(address + " was not fetched: interrupted", e);
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "no connection to its host";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private int read(HttpResponse<Optional<byte[]>> answer, URI at, String address, Consumer<Mail> mails) throws MailFailure {
        if (answer.statusCode() != 200) {
            throw MailFailure.unreadable(address + " answers with status " + answer.statusCode()
                    + "; look at it in a browser, save it, and name the file");
        }
        HttpHeaders headers = answer.headers();
        String type = headers.firstValue("content-type").orElse("text/html").toLowerCase(Locale.ROOT);
        if (TYPES.stream().noneMatch(known -> type.replaceFirst("\\s*;.*", "").strip().equals(known))) {
            throw MailFailure.notUnderstood(address + " is of type " + type + ", no page of a mail archive");
        }
        byte[] bytes = answer.body().orElseThrow(() -> MailFailure.unreadable(
                address + " is larger than " + limits.bytes() + " bytes; save a smaller part, and name the file"));
        Matcher charset = CHARSET.matcher(type);
        try {
            int count = MailFiles.read(
                    new ByteArrayInputStream(bytes), charset.find() ? Optional.of(charset.group(1)) : Optional.empty(),
                    Optional.of(at.toString()), mails);
            if (count == 0) {
                throw MailFailure.notUnderstood(address + " holds no mail in a shape that is known");
            }
            return count;
        } catch (IOException e) {
            throw MailFailure.unreadable(address + " is compressed, and broken: " + e.getMessage(), e);
        }
    }

    /** Takes an answer's bytes, unless there are too many. */
    private static final class UpTo implements HttpResponse.BodySubscriber<Optional<byte[]>> {

        private final int most;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<Optional<byte[]>> all = new CompletableFuture<>();
        private Flow.Subscription subscription;

        UpTo(int most) {
            this.most = most;
        }

        @Override
        public CompletionStage<Optional<byte[]>> getBody() {
            return all;
        }

        @Override
        public void onSubscribe(Flow.Subscription source) {
            subscription = source;
            source.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (all.isDone()) {
                    return;
                }
                if (bytes.size() + buffer.remaining() > most) {
                    subscription.cancel();
                    all.complete(Optional.empty());
                    return;
                }
                byte[] some = new byte[buffer.remaining()];
                buffer.get(some);
                bytes.writeBytes(some);
            }
        }

        @Override
        public void onError(Throwable error) {
            all.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            all.complete(Optional.of(bytes.toByteArray()));
        }
    }
}
