package org.vvarmap.live.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A program that is listened to until it has said what is awaited, has ended, has said too much, or has had its time. It may
 * do its worst: what it says is bounded, its time does not depend on it, and whatever it started ends with it.
 */
final class Run implements AutoCloseable {

    /** The most that is kept of what it says as errors, in bytes. */
    private static final int MOST_ERRORS = 16 << 10;

    /** How far back the end of what is awaited may have begun, in characters. */
    private static final int REACH = 256;

    private final Process process;
    private final Thread hook;
    private final StringBuilder said = new StringBuilder();
    private final StringBuilder errors = new StringBuilder();
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch complained = new CountDownLatch(1);
    private final int most;

    /**
     * Starts it.
     *
     * @param builder the program
     * @param most the most that it may say, in bytes; it ends when it has said more
     */
    Run(ProcessBuilder builder, int most) throws IOException {
        this.most = most;
        this.process = builder.start();
        this.hook = new Thread(this::kill);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Listens.
     *
     * @param limit how long at most
     * @param complete whether the end of what was said shows that it is all
     * @return false where the time was up before it was complete, or the program at its end
     */
    boolean listen(Duration limit, Predicate<String> complete) {
        start(() -> read(process.getInputStream(), complete), done);
        start(() -> drain(process.getErrorStream()), complained);
        try {
            boolean inTime = done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
            kill();
            // It is dead, so what it said as errors is there; if somebody else holds the pipe, the rest is not worth waiting for.
            complained.await(1, TimeUnit.SECONDS);
            return inTime;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it said so far. */
    String said() {
        synchronized (said) {
            return said.toString();
        }
    }

    /** What it said as errors, the first of it. */
    String errors() {
        synchronized (errors) {
            return errors.toString();
        }
    }

    private interface Reading {
        void run() throws IOException;
    }

    private static void start(Reading reading, CountDownLatch end) {
        Thread thread = new Thread(() -> {
            try {
                reading.run();
            } catch (IOException e) {
                // It was killed: what was said is said.
            } finally {
                end.countDown();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream console, Predicate<String> complete) throws IOException {
        byte[] buffer = new byte[8192];
        boolean goesOn = true;
        for (int got = console.read(buffer); got >= 0 && goesOn; got = goesOn ? console.read(buffer) : -1) {
            synchronized (said) {
                said.append(new String(buffer, 0, got, StandardCharsets.ISO_8859_1));
                boolean lineEnds = got > 0 && buffer[got - 1] == '\n';
                goesOn = said.length() <= most
                        && !(lineEnds && complete.test(said.substring(Math.max(0, said.length() - got - REACH))));
            }
        }
    }

    private void drain(InputStream stream) throws IOException {
        byte[] buffer = new byte[4096];
        for (int got = stream.read(buffer); got >= 0; got = stream.read(buffer)) {
            synchronized (errors) {
                int kept = Math.min(got, MOST_ERRORS - errors.length());
                errors.append(new String(buffer, 0, kept, StandardCharsets.ISO_8859_1));
            }
        }
    }

    /**
     * Ends it and all that it started; those first, for they can be found through it only while it lives. By its handle, since
     * the process itself would close the pipes as well, with what it had said as errors still in them.
     */
    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook is running already.
        }
    }
}
