package org.vvarmap.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Throws many inputs at one target, as fast as it takes them: those of some folders, changed at random. It sees no coverage; the
 * folders are best those that Jazzer has filled. What is thrown back, or takes too long, is written into a folder, once for
 * each place in the code that it comes from.
 */
public final class Throw {

    /** Longer than any input of the size that is thrown may take, of a processor's time: others may be at work as well. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int LARGEST = 8192;

    private static final int MOST_CHANGES = 6;

    private final Random random;
    private final List<byte[]> pool;
    private final Path finds;
    private final Set<String> places = new TreeSet<>();
    private final AtomicReference<byte[]> running = new AtomicReference<>(new byte[0]);

    private Throw(Random random, List<byte[]> pool, Path finds) {
        this.random = random;
        this.pool = pool;
        this.finds = finds;
    }

    /**
     * Runs.
     *
     * @param arguments the target, for how many seconds, the seed of the random numbers, the folder for finds, and the folders
     *     with inputs, which need not be there
     */
    public static void main(String[] arguments) throws IOException {
        List<byte[]> pool = new ArrayList<>(List.of(new byte[0]));
        for (String folder : List.of(arguments).subList(4, arguments.length)) {
            if (!Files.isDirectory(Path.of(folder))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    pool.add(Files.readAllBytes(file));
                }
            }
        }
        Throw run = new Throw(new Random(Long.parseLong(arguments[2])), pool, Path.of(arguments[3]));
        run.watch();
        Target target = Targets.all().get(arguments[0]);
        long thrown = run.run(target, Duration.ofSeconds(Long.parseLong(arguments[1])));
        System.out.println(arguments[0] + ": " + thrown + " inputs, " + run.places.size() + " finds");
        System.exit(run.places.isEmpty() ? 0 : 1);
    }

    private long run(Target target, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        long thrown = 0;
        while (System.nanoTime() - end < 0) {
            byte[] input = thrown < pool.size() ? pool.get((int) thrown) : changed();
            running.set(input);
            try {
                target.take(input);
            } catch (Throwable e) {
                find(input, e);
            }
            thrown++;
        }
        return thrown;
    }

    private byte[] changed() {
        byte[] input = pool.get(random.nextInt(pool.size())).clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            input = change(input);
        }
        return input;
    }

    private byte[] change(byte[] input) {
        int at = input.length == 0 ? 0 : random.nextInt(input.length);
        int end = Math.min(input.length, at + 1 + random.nextInt(1 << random.nextInt(8)));
        switch (random.nextInt(8)) {
            case 0 -> {
                return joined(input, 0, at, input, end, input.length);
            }
            case 1 -> {
                return joined(input, 0, end, input, at, input.length);
            }
            case 2, 3 -> {
                byte[] other = pool.get(random.nextInt(pool.size()));
                int from = other.length == 0 ? 0 : random.nextInt(other.length);
                int to = Math.min(other.length, from + 1 + random.nextInt(1 << random.nextInt(10)));
                byte[] head = joined(input, 0, at, other, from, to);
                return joined(head, 0, head.length, input, random.nextBoolean() ? at : end, input.length);
            }
            case 4 -> {
                byte[] many = new byte[1 << random.nextInt(9)];
                Arrays.fill(many, input.length == 0 ? (byte) random.nextInt() : input[at]);
                byte[] head = joined(input, 0, at, many, 0, many.length);
                return joined(head, 0, head.length, input, at, input.length);
            }
            case 5 -> {
                if (input.length >= 8) {
                    long[] values = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << random.nextInt(64), 0x7fffffff, 0xffffffffL};
                    ByteBuffer.wrap(input).putLong(Math.min(at, input.length - 8), values[random.nextInt(values.length)]);
                }
                return input;
            }
            default -> {
                if (input.length > 0) {
                    input[at] = (byte) (random.nextBoolean() ? random.nextInt() : input[at] ^ 1 << random.nextInt(8));
                }
                return input;
            }
        }
    }

    private static byte[] joined(byte[] a, int from, int to, byte[] b, int start, int end) {
        int length = Math.min(LARGEST, to - from + Math.max(0, end - start));
        byte[] joined = new byte[length];
        int first = Math.min(length, to - from);
        System.arraycopy(a, from, joined, 0, first);
        System.arraycopy(b, start, joined, first, length - first);
        return joined;
    }

    private void find(byte[] input, Throwable e) throws IOException {
        StackTraceElement[] trace = e.getStackTrace();
        String place = e.getClass().getName() + Stream.of(trace)
                .filter(frame -> frame.getClassName().startsWith("org.vvarmap."))
                .findFirst().map(frame -> " " + frame).orElse("");
        if (places.add(place)) {
            System.out.println("find: " + place + ": " + e.getMessage());
            keep(input);
        }
    }

    private void keep(byte[] input) throws IOException {
        Files.createDirectories(finds);
        Files.write(finds.resolve("find-" + HexFormat.of().toHexDigits(Arrays.hashCode(input))), input);
    }

    /** An input that takes too long ends the run, since nothing else ends it. */
    private void watch() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long thrower = Thread.currentThread().getId();
        Thread watch = new Thread(() -> {
            try {
                byte[] last = running.get();
                long start = threads.getThreadCpuTime(thrower);
                while (true) {
                    Thread.sleep(500);
                    long now = threads.getThreadCpuTime(thrower);
                    if (running.get() != last) {
                        last = running.get();
                        start = now;
                    } else if (now - start > LIMIT.toNanos()) {
                        keep(running.get());
                        System.out.println("find: an input that takes more than " + LIMIT.toSeconds() + " s");
                        Runtime.getRuntime().halt(1);
                    }
                }
            } catch (InterruptedException | IOException e) {
                Runtime.getRuntime().halt(2);
            }
        });
        watch.setDaemon(true);
        watch.start();
    }
}
