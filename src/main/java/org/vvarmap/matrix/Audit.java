package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;

/**
 * A table beside what somebody read anew of a clone: where they contradict one another, and what the clone would add.
 *
 * @param cells how many cells were compared
 * @param facts facts that the table has otherwise
 * @param commits commits that the table has otherwise
 * @param lacking releases of the clone that the table does not know
 * @param upgrades for each ABI, releases whose cells the table infers, and the clone has the source of
 * @param settled facts that the table does not know, and the clone settles
 * @param named commits that the table does not name, and the clone's history does
 */
public record Audit(
        int cells,
        List<Differing> facts,
        List<DifferingCommit> commits,
        NavigableSet<Release> lacking,
        Map<Abi, NavigableSet<Release>> upgrades,
        List<Differing> settled,
        List<DifferingCommit> named) {

    /**
     * A fact that is not the same.
     *
     * @param release the release
     * @param abi the ABI
     * @param key the fact
     * @param table what the table says
     * @param found what the clone's source says
     */
    public record Differing(Release release, Abi abi, FactKey key, Fact table, Fact found) {}

    /**
     * A commit that is not the same.
     *
     * @param step the step of history
     * @param key the fact that it changed
     * @param table what the table names; empty where it names none
     * @param found what the clone's history names
     */
    public record DifferingCommit(Evidence.Step step, FactKey key, Optional<Commit> table, Commit found) {}

    /**
     * Compares.
     *
     * @param table the table
     * @param read what was read of the clone, without looking at the table's own evidence
     * @return what was found
     */
    public static Audit of(Table table, Evidence read) {
        int cells = 0;
        List<Differing> facts = new ArrayList<>();
        List<Differing> settled = new ArrayList<>();
        NavigableSet<Release> lacking = new TreeSet<>();
        Map<Abi, NavigableSet<Release>> upgrades = new EnumMap<>(Abi.class);
        for (Map.Entry<Release, Evidence.Reading> reading : read.readings().entrySet()) {
            Release release = reading.getKey();
            if (!table.calendar().has(release)) {
                lacking.add(release);
                continue;
            }
            for (Map.Entry<Abi, Evidence.CellReading> cell : reading.getValue().cells().entrySet()) {
                Abi abi = cell.getKey();
                Optional<Cell> known = table.cell(release, abi);
                cells += known.isPresent() ? 1 : 0;
                known.ifPresent(of -> compare(of, cell.getValue(), facts, settled));
                if (known.filter(of -> of.provenance().kind() == Provenance.Kind.TREE).isEmpty()) {
                    upgrades.computeIfAbsent(abi, key -> new TreeSet<>()).add(release);
                }
            }
        }
        List<DifferingCommit> commits = new ArrayList<>();
        List<DifferingCommit> named = new ArrayList<>();
        read.steps().forEach((step, found) -> found.forEach((key, commit) -> compare(table, step, key, commit, commits, named)));
        return new Audit(cells, List.copyOf(facts), List.copyOf(commits), lacking, upgrades, List.copyOf(settled), List.copyOf(named));
    }

    /** What the clone does not settle contradicts nothing. */
    private static void compare(Cell cell, Evidence.CellReading read, List<Differing> facts, List<Differing> settled) {
        for (FactKey key : cell.era().layout().differences(read.layout())) {
            Fact known = cell.era().layout().get(key);
            Fact found = read.layout().get(key);
            if (found.isKnown()) {
                (known.isKnown() ? facts : settled).add(new Differing(cell.release(), cell.era().abi(), key, known, found));
            }
        }
    }

    private static void compare(
            Table table,
            Evidence.Step step,
            FactKey key,
            Commit found,
            List<DifferingCommit> commits,
            List<DifferingCommit> named) {
        if (!table.calendar().has(step.from()) || !table.calendar().has(step.to())) {
            return;
        }
        Line line = step.to().line();
        Set<Commit> known = new LinkedHashSet<>();
        table.eras(step.abi(), line).stream()
                .filter(era -> era.since().compareTo(step.from()) > 0 && era.since().compareTo(step.to()) <= 0)
                .flatMap(era -> era.changes().stream())
                .filter(change -> change.key() == key)
                .forEach(change -> change.commit().ifPresent(known::add));
        if (known.isEmpty()) {
            named.add(new DifferingCommit(step, key, Optional.empty(), found));
        } else if (known.stream().noneMatch(commit -> commit.id().equals(found.id()))) {
            commits.add(new DifferingCommit(step, key, known.stream().findFirst(), found));
        }
    }

    /**
     * Whether nothing contradicts the table.
     *
     * @return true where it does not differ
     */
    public boolean agrees() {
        return facts.isEmpty() && commits.isEmpty();
    }

    /**
     * Whether the clone would make the table better.
     *
     * @return true where it adds or corrects something
     */
    public boolean adds() {
        return !agrees() || !lacking.isEmpty() || !upgrades.isEmpty() || !settled.isEmpty() || !named.isEmpty();
    }
}
