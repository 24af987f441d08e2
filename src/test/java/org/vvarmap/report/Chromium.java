package org.vvarmap.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A headless Chromium, driven over its DevTools protocol through the JDK's own WebSocket: no driver to install, none to keep in
 * step with the browser. A call that the browser does not answer fails, and takes nobody else's time.
 */
final class Chromium implements AutoCloseable {

    /** When to give a browser up that hangs. No measure of anything: a busy machine takes its time. */
    private static final int SECONDS = 900;

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> calls = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new ConcurrentHashMap<>();

    private Chromium(Process process, String address) throws IOException {
        this.process = process;
        try {
            this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
        } catch (CompletionException e) {
            throw new IOException("Chromium does not take a connection at " + address, e);
        }
    }

    /** The browser's name, where one is installed. */
    static Optional<String> installed() {
        return Outside.installed("chromium", "chromium-browser", "google-chrome");
    }

    /**
     * Starts a browser.
     *
     * @param profile an empty folder for what it keeps
     */
    static Chromium start(Path profile) throws IOException {
        // Not on the network, not on the screen, and not in a sandbox that a container does not grant.
        List<String> command = List.of(installed().orElseThrow(), "--headless=new", "--remote-debugging-port=0", "--no-sandbox",
                "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-extensions", "--no-first-run", "--no-default-browser-check", "--hide-scrollbars",
                "--force-color-profile=srgb", "--user-data-dir=" + profile, "about:blank");
        Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        List<String> said = new ArrayList<>();
        try {
            BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                said.add(line);
                if (line.startsWith("DevTools listening on ")) {
                    Thread drain = new Thread(() -> err.lines().forEach(rest -> { }), "chromium-stderr");
                    drain.setDaemon(true);
                    drain.start();
                    return new Chromium(process, line.substring("DevTools listening on ".length()).trim());
                }
            }
            throw new IOException("Chromium ended before it listened: " + String.join("; ", said));
        } catch (IOException | RuntimeException e) {
            stop(process);
            throw e;
        }
    }

    /** A new tab, in a context (and so a process) of its own. */
    Tab tab() throws IOException {
        JsonObject context = new JsonObject();
        context.addProperty("browserContextId", call("", "Target.createBrowserContext", new JsonObject())
                .get("browserContextId").getAsString());
        context.addProperty("url", "about:blank");
        JsonObject attach = new JsonObject();
        attach.add("targetId", call("", "Target.createTarget", context).get("targetId"));
        attach.addProperty("flatten", true);
        Tab tab = new Tab(call("", "Target.attachToTarget", attach).get("sessionId").getAsString());
        tabs.put(tab.session, tab);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.call(domain + ".enable", new JsonObject());
        }
        return tab;
    }

    /** What the browser and all its processes have used. */
    Duration processorTime() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private JsonObject call(String session, String method, JsonObject parameters) throws IOException {
        int id = number.incrementAndGet();
        JsonObject message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", parameters);
        if (!session.isEmpty()) {
            message.addProperty("sessionId", session);
        }
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        calls.put(id, answer);
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        JsonObject reply = await(answer, method);
        if (reply.has("error")) {
            throw new IOException(method + ": " + reply.get("error"));
        }
        return reply.getAsJsonObject("result");
    }

    private static <T> T await(CompletableFuture<T> answer, String what) throws IOException {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("Chromium does not answer " + what, e);
        } catch (ExecutionException e) {
            throw new IOException("Chromium went away at " + what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Asks the browser to go, so that it takes its lock along, and sees to it that it does. */
    @Override
    public void close() {
        try {
            call("", "Browser.close", new JsonObject());
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            // It is made to go below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.abort();
        stop(process);
    }

    /** Ends the browser and what it started, so that nothing writes into its profile any more. */
    private static void stop(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> {
            try {
                one.onExit().get(10, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // It is not ours to wait for any longer.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Puts messages together, and gives them to who waits for them. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
                text.setLength(0);
                if (message.has("id")) {
                    Optional.ofNullable(calls.remove(message.get("id").getAsInt())).ifPresent(call -> call.complete(message));
                } else if (message.has("sessionId")) {
                    Optional.ofNullable(tabs.get(message.get("sessionId").getAsString())).ifPresent(tab -> tab.heard(message));
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            calls.values().forEach(call -> call.completeExceptionally(error));
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            calls.values().forEach(call -> call.completeExceptionally(new IOException("closed: " + reason)));
            return null;
        }
    }

    /** A tab. For one thread at a time. */
    final class Tab {

        private final String session;
        private final List<String> requests = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();
        private String at = "";
        private CompletableFuture<Boolean> loaded = new CompletableFuture<>();

        private Tab(String session) {
            this.session = session;
        }

        private synchronized void heard(JsonObject message) {
            JsonObject parameters = message.getAsJsonObject("params");
            switch (message.get("method").getAsString()) {
                case "Page.loadEventFired" -> loaded.complete(true);
                case "Network.requestWillBeSent" -> requests.add(parameters.getAsJsonObject("request").get("url").getAsString());
                case "Log.entryAdded" -> complaints.add(parameters.getAsJsonObject("entry").get("text").getAsString());
                case "Runtime.consoleAPICalled" -> complaints.add(parameters.get("args").toString());
                case "Runtime.exceptionThrown" -> complaints.add(parameters.get("exceptionDetails").toString());
                default -> { }
            }
        }

        /** What was asked for since the tab was opened. */
        synchronized List<String> requests() {
            return List.copyOf(requests);
        }

        /** What the console shows: violations of the page's policy, exceptions, messages. */
        synchronized List<String> complaints() {
            return List.copyOf(complaints);
        }

        JsonObject call(String method, JsonObject parameters) throws IOException {
            return Chromium.this.call(session, method, parameters);
        }

        /** Calls with parameters that are written as JSON with single quotes. */
        JsonObject call(String method, String parameters) throws IOException {
            return call(method, JsonParser.parseString(parameters.replace('\'', '"')).getAsJsonObject());
        }

        /** Opens an address and waits until it is loaded, scripts and styles with it. */
        void open(String address) throws IOException {
            String page = address.replaceFirst("#.*", "");
            if (page.equals(at)) {
                // An address that differs in its fragment alone would not be loaded.
                at = "";
                open("about:blank");
            }
            at = page;
            CompletableFuture<Boolean> there = new CompletableFuture<>();
            synchronized (this) {
                loaded = there;
            }
            JsonObject parameters = new JsonObject();
            parameters.addProperty("url", address);
            JsonObject went = call("Page.navigate", parameters);
            if (went.has("errorText")) {
                throw new IOException(address + ": " + went.get("errorText"));
            }
            // A link that was followed just before may have led there already: then nothing is loaded, and nothing is heard.
            if (went.has("loaderId")) {
                await(there, address);
            }
        }

        /** What an expression gives, waited for where it is a promise. */
        JsonElement evaluate(String expression) throws IOException {
            JsonObject parameters = new JsonObject();
            parameters.addProperty("expression", expression);
            parameters.addProperty("returnByValue", true);
            parameters.addProperty("awaitPromise", true);
            JsonObject answer = call("Runtime.evaluate", parameters);
            if (answer.has("exceptionDetails")) {
                throw new IOException(answer.get("exceptionDetails").toString());
            }
            JsonElement value = answer.getAsJsonObject("result").get("value");
            return value == null ? new JsonObject() : value;
        }

        String text(String expression) throws IOException {
            return evaluate(expression).getAsString();
        }

        boolean holds(String expression) throws IOException {
            return evaluate(expression).getAsBoolean();
        }

        /** The texts of a list. */
        List<String> texts(String expression) throws IOException {
            JsonArray list = evaluate(expression).getAsJsonArray();
            return list.asList().stream().map(JsonElement::getAsString).collect(Collectors.toList());
        }

        /** The window's size in CSS pixels. */
        void size(int width, int height, boolean phone) throws IOException {
            call("Emulation.setDeviceMetricsOverride", "{'width': " + width + ", 'height': " + height
                    + ", 'deviceScaleFactor': 1, 'mobile': " + phone + "}");
        }

        void scheme(String scheme) throws IOException {
            call("Emulation.setEmulatedMedia",
                    "{'features': [{'name': 'prefers-color-scheme', 'value': '" + scheme + "'}]}");
        }

        /** Presses a key and lets it go: Tab, Enter, Escape, ArrowDown, or one that writes a character. */
        void press(String key) throws IOException {
            JsonObject down = new JsonObject();
            down.addProperty("type", "keyDown");
            down.addProperty("key", key);
            Map<String, Integer> codes = Map.of("Tab", 9, "Enter", 13, "Escape", 27, " ", 32, "ArrowUp", 38, "ArrowDown", 40,
                    "Home", 36, "End", 35);
            if (codes.containsKey(key)) {
                down.addProperty("code", key.equals(" ") ? "Space" : key);
                down.addProperty("windowsVirtualKeyCode", codes.get(key));
            }
            if (key.length() == 1 || key.equals("Enter")) {
                down.addProperty("text", key.equals("Enter") ? "\r" : key);
            }
            call("Input.dispatchKeyEvent", down);
            JsonObject up = down.deepCopy();
            up.addProperty("type", "keyUp");
            up.remove("text");
            call("Input.dispatchKeyEvent", up);
        }

        /** Types a text as a person does, key by key. */
        void type(String text) throws IOException {
            for (char c : text.toCharArray()) {
                press(String.valueOf(c));
            }
        }

        void close() throws IOException {
            call("Page.close", new JsonObject());
        }
    }
}
