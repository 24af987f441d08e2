package org.vvarmap.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Work that is dealt out beforehand, a thread to each share. What comes of it does not depend on which thread was faster.
 *
 * @param <S> a share; only one thread at a time works with it, and it is closed at the end
 */
final class Shares<S extends AutoCloseable> implements AutoCloseable {

    private final List<S> all;
    private final ExecutorService threads;

    Shares(List<S> all) {
        this.all = List.copyOf(all);
        this.threads = Executors.newFixedThreadPool(Math.max(1, all.size()), task -> {
            Thread thread = new Thread(task, "crawl");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The shares, for the thread that dealt them, while nothing runs. */
    List<S> all() {
        return all;
    }

    /**
     * Does something with all shares at once.
     *
     * @param work what to do with each
     * @return what came of it, in the order of the shares
     */
    <T> List<T> run(Function<S, T> work) {
        List<Future<T>> futures = all.stream().map(share -> threads.submit(() -> work.apply(share))).toList();
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a crawl was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
        return results;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (S share : all) {
            try {
                share.close();
            } catch (Exception e) {
                throw new IllegalStateException("a share of a crawl cannot be closed", e);
            }
        }
    }
}
