package org.vvarmap.matrix.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Calendar;
import org.vvarmap.matrix.Change;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** Tables made by hand, right and wrong. */
final class Made {

    static final String CALENDAR = "v5.10 v5.11-rc1 v5.11 v5.11.1 v5.11.2 v5.12";

    private Made() {}

    /** A commit of mainline. */
    static Optional<Commit> commit(String id) {
        return Optional.of(new Commit(id, "S", Optional.empty()));
    }

    static Optional<Commit> backport(String id, String upstream) {
        return Optional.of(new Commit(id, "S", Optional.of(upstream)));
    }

    static String id(String letter) {
        return letter.repeat(40);
    }

    /** {@code 5.11.y v5.11..v5.11.2 sysv}: the line, the range, the hash style; {@code ?} is unknown, {@code ?why} with a reason. */
    static Era era(String words, Optional<Commit> commit) {
        String[] parts = words.split(" ");
        String[] range = parts[1].split("\\.\\.(?=v|$)", -1);
        Layout layout = Layout.none().with(FactKey.HASH_STYLE, fact(parts[2]));
        List<Change> changes =
                commit.map(known -> List.of(new Change(FactKey.HASH_STYLE, commit))).orElse(List.of());
        return new Era(
                Abi.PPC64,
                Line.parse(parts[0]).orElseThrow(),
                Release.of(range[0]),
                range[1].isEmpty() ? Optional.empty() : Optional.of(Release.of(range[1])),
                layout,
                changes);
    }

    private static Fact fact(String word) {
        return word.startsWith("?") ? Fact.unknown(word.substring(1)) : Fact.of(word);
    }

    static Era era(String words) {
        return era(words, Optional.empty());
    }

    static Subject subject(Era... eras) {
        return subject(CALENDAR, eras);
    }

    static Subject subject(String calendar, Era... eras) {
        Calendar known = Calendar.of(Stream.of(calendar.split(" ")).map(Release::of).toList());
        return new Subject(new Table(known, List.of(eras), Map.of(), Map.of()), List.of());
    }

    static Subject read(Subject subject, String release) {
        Map<Abi, Set<Release>> read = Map.of(Abi.PPC64, Set.of(Release.of(release)));
        return new Subject(new Table(subject.table().calendar(), subject.table().eras(), read, Map.of()), subject.captures());
    }

    static Subject captured(Subject subject, String release, Map<FactKey, Fact> seen) {
        return new Subject(
                subject.table(), List.of(new Confirmation("a.json", Release.of(release), Abi.PPC64, seen)));
    }

    /** A table that keeps every rule. */
    static Subject good() {
        return subject(
                era("mainline v5.10..v5.11-rc1 sysv"),
                era("mainline v5.11-rc1.. both", commit(id("a"))),
                era("5.11.y v5.11-rc1..v5.11.2 both", commit(id("a"))),
                era("5.11.y v5.11.2.. gnu", backport(id("b"), id("c"))));
    }

    static void keeps(Rule rule, Subject subject) {
        assertThat(rule.check(subject)).isEmpty();
    }

    /** The rule names one place, with these words. */
    static void breaks(Rule rule, Subject subject, String... words) {
        List<String> texts = new ArrayList<>();
        rule.check(subject).forEach(problem -> texts.add(problem.toString()));
        assertThat(texts).hasSize(1);
        assertThat(texts.get(0)).contains(words).doesNotContain("\n");
    }
}
