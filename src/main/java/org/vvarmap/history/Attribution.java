package org.vvarmap.history;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.vvarmap.extract.Extraction;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Evidence;

/**
 * Finds the commits that changed facts between two releases of one history.
 *
 * <p>For each fact the walk goes from the later release towards the earlier one, always to a parent that has the new fact
 * already, and stops where none has: there the fact came about. A merge is the answer where only it brings the parts
 * together. A branch that had the fact before the earlier release is no answer, and neither is the commit after one whose
 * source is not understood: the fact may be older. No history is simplified, so a side branch is never lost. A commit costs a few look-ups in the memory of
 * readings, unless it touches what a layout is read from.
 */
final class Attribution {

    private final Extractor extractor;
    private final Consumer<String> troubles;
    private Ends lastEnds;
    private KernelRepository.Span last;

    private record Ends(KernelRepository repository, String from, String to) {}

    /**
     * Makes one.
     *
     * @param extractor reads layouts
     * @param troubles hears of each commit whose source cannot be read: a fact may have changed there
     */
    Attribution(Extractor extractor, Consumer<String> troubles) {
        this.extractor = extractor;
        this.troubles = troubles;
    }

    /**
     * Finds the commits.
     *
     * @param repository the repository that has both releases
     * @param step the step from the earlier release to the later one
     * @param from the earlier release's commit
     * @param to the later release's commit
     * @param before the layout at the earlier release
     * @param after the layout at the later release
     * @return for each fact that differs, the commit that changed it; those that history does not settle are left out
     */
    Map<FactKey, Commit> find(
            KernelRepository repository, Evidence.Step step, String from, String to, Layout before, Layout after)
            throws RepositoryFailure {
        try {
            KernelRepository.Span span = span(new Ends(repository, from, to));
            Map<FactKey, Commit> found = find(span, step.abi(), to, before, after);
            if (step.to().line().isMainline()) {
                found.replaceAll((key, commit) -> withoutUpstream(commit));
            }
            return found;
        } catch (IOException e) {
            throw new RepositoryFailure(repository.name() + ": the history between " + step.from() + " and " + step.to()
                    + " cannot be read: " + e.getMessage());
        }
    }

    /** One release may change many ABIs, one after the other: the commits on the way to it are listed once. */
    private KernelRepository.Span span(Ends ends) throws IOException {
        if (!ends.equals(lastEnds)) {
            last = ends.repository().span(ends.from(), ends.to());
            lastEnds = ends;
        }
        return last;
    }

    /** The commits of a span behind the facts that differ at its two ends. */
    Map<FactKey, Commit> find(KernelRepository.Span span, Abi abi, String to, Layout before, Layout after)
            throws IOException {
        Map<FactKey, Commit> found = new EnumMap<>(FactKey.class);
        Map<String, Optional<Layout>> layouts = new HashMap<>();
        if (!span.has(to)) {
            return found;
        }
        for (FactKey key : before.differences(after)) {
            // What was not understood before or after may have changed at any time, or not at all.
            if (before.get(key).isKnown() && after.get(key).isKnown()) {
                introducing(span, abi, to, key, before, after, layouts).ifPresent(commit -> found.put(key, commit));
            }
        }
        return found;
    }

    /** A commit of mainline has no upstream, even where it was picked from a branch on its way there. */
    private static Commit withoutUpstream(Commit commit) {
        return new Commit(commit.id(), commit.subject(), Optional.empty());
    }

    private Optional<Commit> introducing(
            KernelRepository.Span span,
            Abi abi,
            String to,
            FactKey key,
            Layout before,
            Layout after,
            Map<String, Optional<Layout>> layouts)
            throws IOException {
        Fact wanted = after.get(key);
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(to));
        while (!open.isEmpty()) {
            String at = open.pop();
            if (!seen.add(at)) {
                continue;
            }
            List<String> having = new ArrayList<>();
            boolean settled = span.hasParents(at);
            for (String parent : span.parents(at)) {
                Optional<Fact> fact = layout(span, abi, parent, layouts).map(layout -> layout.get(key));
                if (fact.filter(value -> same(value, wanted)).isPresent()) {
                    having.add(parent);
                }
                settled &= fact.filter(value -> value.isKnown() || !before.get(key).isKnown()).isPresent();
            }
            if (having.isEmpty()) {
                return settled ? Optional.of(commit(span, at)) : Optional.empty();
            }
            // The first parent on top. One outside the span has had the fact all along: nothing came about there.
            Collections.reverse(having);
            having.stream().filter(span::has).forEach(open::push);
        }
        return Optional.empty();
    }

    private static Commit commit(KernelRepository.Span span, String id) throws IOException {
        String message = span.message(id);
        String subject = message.lines().findFirst().orElse("").strip();
        return new Commit(id, subject, StableCommits.upstream(message));
    }

    private static boolean same(Fact one, Fact other) {
        return one.equals(other) || !one.isKnown() && !other.isKnown();
    }

    private Optional<Layout> layout(
            KernelRepository.Span span, Abi abi, String commit, Map<String, Optional<Layout>> layouts) throws IOException {
        Optional<Layout> known = layouts.get(commit);
        if (known == null) {
            Extraction extraction = extractor.extract(span.source(commit), abi);
            known = extraction instanceof Extraction.Read read ? Optional.of(read.layout()) : Optional.empty();
            if (extraction instanceof Extraction.Unreadable unreadable) {
                troubles.accept("commit " + commit + " cannot be read, and may have changed something: " + unreadable.reason());
            }
            layouts.put(commit, known);
        }
        return known;
    }
}
