package org.vvarmap.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * The rule that every parser keeps, whatever it is fed: it throws nothing but what it documents, it comes to an end, and it
 * takes no more memory than is stated.
 */
final class Replay {

    /** Some hundred times what the slowest takes: it is there to notice what never ends, not what is slow. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Replay() {}

    /**
     * Feeds a target.
     *
     * @param name the target
     * @param input what it is fed
     * @param most what it may allocate altogether, in bytes; what it holds at a time is less
     */
    static void take(String name, byte[] input, long most) {
        Target target = Targets.all().get(name);
        assertThat(target).as(name).isNotNull();
        long allocated = assertTimeoutPreemptively(LIMIT, () -> {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            target.take(input);
            return THREADS.getCurrentThreadAllocatedBytes() - before;
        });
        assertThat(allocated).as("bytes that " + name + " allocates").isLessThan(most);
    }
}
