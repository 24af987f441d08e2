package org.vvarmap.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/**
 * One commit that changed layouts, and wherever it came: on mainline, and by backports on stable lines.
 *
 * @param id the mainline commit; of a change that only a stable line has, that one
 * @param subject its subject
 * @param arrivals the eras that began with it, mainline first
 */
record Happening(String id, String subject, List<Arrival> arrivals) {

    /**
     * An era that began with the commit, or with a backport of it.
     *
     * @param era the era
     * @param commit the commit on the era's line
     * @param keys the facts that it changed
     */
    record Arrival(Era era, Commit commit, List<FactKey> keys) {}

    /** All of them, the newest first. */
    static List<Happening> of(Table table) {
        Map<String, List<Arrival>> arrivals = new TreeMap<>();
        for (Era era : table.eras()) {
            if (!era.line().isMainline() && Eras.origin(table, era).isPresent()) {
                continue;
            }
            Map<Commit, List<FactKey>> keys = new LinkedHashMap<>();
            for (Change change : era.changes()) {
                change.commit().ifPresent(commit -> keys.computeIfAbsent(commit, key -> new ArrayList<>()).add(change.key()));
            }
            keys.forEach((commit, facts) -> arrivals
                    .computeIfAbsent(commit.upstream().orElse(commit.id()), key -> new ArrayList<>())
                    .add(new Arrival(era, commit, List.copyOf(facts))));
        }
        List<Happening> happenings = new ArrayList<>();
        arrivals.forEach((id, list) -> {
            list.sort(Comparator.comparing((Arrival arrival) -> arrival.era().line())
                    .thenComparing(arrival -> arrival.era().since())
                    .thenComparing(arrival -> arrival.era().abi()));
            happenings.add(new Happening(id, list.get(0).commit().subject(), List.copyOf(list)));
        });
        happenings.sort(Comparator.comparing(Happening::first, NEWEST).thenComparing(Happening::id));
        return List.copyOf(happenings);
    }

    private static final Comparator<Release> NEWEST = Comparator.reverseOrder();

    /** The first release with it. */
    Release first() {
        return arrivals.get(0).era().since();
    }

    /** Whether mainline has it, as far as the table knows. */
    boolean isMainline() {
        return arrivals.get(0).era().line().equals(Line.MAINLINE);
    }

    /** Where the page of a commit lies below the root; empty where the id is none. */
    static Optional<String> address(String id) {
        return id.matches("[0-9a-f]{12,64}") ? Optional.of("change/" + id.substring(0, 12) + ".html") : Optional.empty();
    }

    /** Where its page lies below the root. */
    Optional<String> address() {
        return address(id);
    }
}
