package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;

/**
 * Tables and what they are made of, in few words. A layout is {@code sysv} or {@code gnu/after}: its hash style and, after
 * the slash, its data placement; a question mark stands for unknown.
 */
final class Rows {

    static final Abi ABI = Abi.PPC64;

    private Rows() {}

    static Layout layout(String words) {
        String[] parts = words.split("/");
        return Layout.none()
                .with(FactKey.HASH_STYLE, fact(parts[0]))
                .with(FactKey.DATA_PLACEMENT, fact(parts.length > 1 ? parts[1] : "none"));
    }

    private static Fact fact(String word) {
        return word.equals("?") ? Fact.unknown("not read") : Fact.of(word);
    }

    static String words(Layout layout) {
        String placement = word(layout.get(FactKey.DATA_PLACEMENT));
        return word(layout.get(FactKey.HASH_STYLE)) + (placement.equals("none") ? "" : "/" + placement);
    }

    private static String word(Fact fact) {
        return fact.isKnown() ? fact.toString() : "?";
    }

    static Release release(String tag) {
        return Release.of(tag);
    }

    static Line line(String name) {
        return Line.parse(name).orElseThrow();
    }

    static Calendar calendar(String tags) {
        return Calendar.of(Stream.of(tags.split(" ")).filter(tag -> !tag.isEmpty()).map(Release::of).toList());
    }

    static Commit commit(String letter) {
        return new Commit(letter.repeat(40), "Subject of " + letter, Optional.empty());
    }

    /** Readings: {@code v5.10=sysv v5.11=gnu/after}, {@code v5.9=-} where the ABI is not there. */
    static Evidence readings(String text) {
        Map<Release, Evidence.Reading> readings = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = pair.split("=");
            boolean exists = !parts[1].equals("-");
            readings.put(release(parts[0]), new Evidence.Reading("e".repeat(40), Map.of(ABI, new Evidence.CellReading(
                    exists ? layout(parts[1]) : Layout.none(), Map.of("mm/mmap.c", Optional.of("f".repeat(40))), exists))));
        }
        return new Evidence(1, readings, Map.of());
    }

    /** Evidence with a commit of history for a step. */
    static Evidence step(Evidence evidence, String from, String to, String letter, FactKey... keys) {
        Map<Evidence.Step, Map<FactKey, Commit>> steps = new TreeMap<>(evidence.steps());
        Map<FactKey, Commit> commits = new EnumMap<>(FactKey.class);
        for (FactKey key : keys) {
            commits.put(key, commit(letter));
        }
        steps.put(new Evidence.Step(ABI, release(from), release(to)), commits);
        return new Evidence(evidence.rules(), evidence.readings(), steps);
    }

    /** A commit that changes the hash style. */
    static KnownCommit known(String letter, String line, String first) {
        return known(letter, line, first, "", FactKey.HASH_STYLE, "");
    }

    static KnownCommit known(String letter, String line, String first, String unsettled, FactKey key, String after) {
        return new KnownCommit(
                letter.isEmpty() ? Optional.empty() : Optional.of(commit(letter)),
                line(line),
                release(first),
                unsettled.isEmpty() ? Optional.empty() : Optional.of(release(unsettled)),
                Set.of(ABI),
                Set.of(key),
                after.isEmpty() ? Map.of() : Map.of(key, Fact.of(after)),
                List.of("a page"),
                "");
    }

    /** Eras as {@code v5.10..v5.11 sysv}, with {@code @a} for the commit that began one. */
    static List<String> eras(Table table, String line) {
        List<String> texts = new ArrayList<>();
        for (Era era : table.eras(ABI, line(line))) {
            texts.add(era.since() + ".." + era.until().map(Release::tag).orElse("") + " " + words(era.layout())
                    + era.commit().map(commit -> " @" + commit.id().charAt(0)).orElse(""));
        }
        return texts;
    }
}
