package org.vvarmap.matrix;

import java.util.List;

/**
 * A program that moves, reads or restores a vDSO.
 *
 * @param id its name in JSON, {@code criu}
 * @param name its name for people, {@code CRIU}
 * @param home where it lives
 * @param assumptions what it takes for granted
 */
public record Consumer(String id, String name, String home, List<Assumption> assumptions) {

    /** Copies the assumptions. */
    public Consumer {
        assumptions = List.copyOf(assumptions);
    }
}
