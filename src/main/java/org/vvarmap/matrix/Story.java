package org.vvarmap.matrix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Region;

/** An ABI's history in sentences: where the data lay, and what the VMAs were called, in which releases and by whose hand. */
public final class Story {

    /** A side of a layout that a person asks about: a few words for it, and the facts that they are made of. */
    private record Aspect(Set<FactKey> keys, Function<Layout, String> words) {}

    private static final List<Aspect> ASPECTS = List.of(
            new Aspect(Set.of(FactKey.VDSO, FactKey.DATA_PLACEMENT, FactKey.DATA_MAPPING), Story::place),
            new Aspect(Set.of(FactKey.VDSO, FactKey.REGIONS), Story::names));

    /** A run of mainline releases that one says the same of. */
    private record Phase(String words, Release since, Set<Commit> began) {}

    private final Table table;
    private final Abi abi;

    private Story(Table table, Abi abi) {
        this.table = table;
        this.abi = abi;
    }

    /**
     * Tells the story.
     *
     * @param table the table
     * @param abi the ABI
     * @return sentences, the newest state first; none where the table says nothing of the ABI on mainline
     */
    public static List<String> of(Table table, Abi abi) {
        Story story = new Story(table, abi);
        List<String> sentences = new ArrayList<>();
        for (Aspect aspect : ASPECTS) {
            List<Phase> phases = story.phases(aspect);
            List<String> states = new ArrayList<>(new LinkedHashSet<>(newestFirst(phases)));
            states.removeIf(String::isEmpty);
            states.forEach(words -> story.sentence(aspect, words, phases).ifPresent(sentences::add));
        }
        return List.copyOf(sentences);
    }

    private static String place(Layout layout) {
        if (layout.get(FactKey.VDSO).is("none")) {
            return "no vDSO";
        }
        boolean known = layout.get(FactKey.DATA_PLACEMENT).isKnown() && layout.get(FactKey.DATA_MAPPING).isKnown();
        if (!known) {
            return "not known where the data lies";
        }
        String placement = layout.get(FactKey.DATA_PLACEMENT).toString();
        String mapping = layout.get(FactKey.DATA_MAPPING).toString();
        return placement.equals("none") ? "a vDSO without data"
                : mapping.equals("none") ? "data " + placement + ", in no VMA" : "data " + placement + " and " + mapping;
    }

    /** Empty where there is nothing to name: that has been said. */
    private static String names(Layout layout) {
        if (!layout.get(FactKey.REGIONS).isKnown()) {
            return "not known which VMAs";
        }
        String names = layout.regions().stream()
                .map(Region::name)
                .map(name -> name.isEmpty() ? "one without a name" : name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "VMAs " + names;
    }

    private List<Phase> phases(Aspect aspect) {
        List<Phase> phases = new ArrayList<>();
        for (Era era : table.eras(abi, Line.MAINLINE)) {
            String words = aspect.words().apply(era.layout());
            Optional<Phase> last = phases.isEmpty() ? Optional.empty() : Optional.of(phases.get(phases.size() - 1));
            if (last.filter(phase -> phase.words().equals(words)).isEmpty()) {
                phases.add(new Phase(words, era.since(), commits(era, aspect)));
            }
        }
        return phases;
    }

    private static Set<Commit> commits(Era era, Aspect aspect) {
        Set<Commit> commits = new LinkedHashSet<>();
        era.changes().stream()
                .filter(change -> aspect.keys().contains(change.key()))
                .forEach(change -> change.commit().ifPresent(commits::add));
        return commits;
    }

    private static List<String> newestFirst(List<Phase> phases) {
        List<String> words = new ArrayList<>();
        phases.forEach(phase -> words.add(0, phase.words()));
        return words;
    }

    /** A state may have come more than once: all of its phases are one sentence. */
    private Optional<String> sentence(Aspect aspect, String words, List<Phase> phases) {
        Set<Commit> began = new LinkedHashSet<>();
        Set<Commit> ended = new LinkedHashSet<>();
        for (int i = 0; i < phases.size(); i++) {
            if (phases.get(i).words().equals(words)) {
                began.addAll(phases.get(i).began());
                ended.addAll(i + 1 < phases.size() ? phases.get(i + 1).began() : Set.of());
            }
        }
        List<String> hands = new ArrayList<>();
        if (!began.isEmpty()) {
            hands.add("introduced by " + shown(began));
            hands.addAll(backports(began));
        }
        if (!ended.isEmpty()) {
            // What is carried to stable lines mends something there.
            List<String> backports = backports(ended);
            hands.add((backports.isEmpty() ? "ended by " : "fixed by ") + shown(ended));
            hands.addAll(backports);
        }
        return where(aspect, words, phases.get(phases.size() - 1))
                .map(where -> words + " " + where + (hands.isEmpty() ? "" : "; " + String.join(", ", hands)));
    }

    private static String shown(Set<Commit> commits) {
        return and(commits.stream().map(commit -> commit.id().substring(0, 12)).toList());
    }

    /** {@code backported as 172c404e18d6 (5.11.20)}; none where no stable line has one. */
    private List<String> backports(Set<Commit> origins) {
        Set<String> ids = origins.stream().map(Commit::id).collect(Collectors.toSet());
        Set<String> backports = new LinkedHashSet<>();
        for (Line line : table.lines(abi)) {
            for (Era era : table.eras(abi, line)) {
                era.changes().stream()
                        .flatMap(change -> change.commit().stream())
                        .filter(commit -> commit.upstream().filter(ids::contains).isPresent())
                        .filter(commit -> era.since().line().equals(line))
                        .forEach(commit -> backports.add(commit.id().substring(0, 12) + " (" + bare(era.since()) + ")"));
            }
        }
        return backports.isEmpty() ? List.of() : List.of("backported as " + and(List.copyOf(backports)));
    }

    // In which releases.

    /** A piece of a sentence, and whether a whole run of mainline versions is one. */
    private record Piece(Release.Base from, Release.Base to, String text, boolean whole) {}

    /** Empty where there is no such ABI in any of the releases. */
    private Optional<String> where(Aspect aspect, String words, Phase last) {
        Optional<Release> open = Optional.of(last)
                .filter(phase -> phase.words().equals(words))
                // An architecture that is gone has no vDSO, but nobody would say so.
                .filter(phase -> table.exists(table.calendar().of(Line.MAINLINE).last(), abi))
                .map(Phase::since);
        List<Piece> pieces = new ArrayList<>();
        table.calendar().of(Line.MAINLINE).stream()
                .filter(release -> release.candidate() == 0)
                // Where the state goes on, its own releases are said by "since".
                .filter(release -> open.filter(since -> since.compareTo(release) <= 0).isEmpty())
                .forEach(release -> pieces(aspect, words, release).forEach(piece -> add(pieces, piece)));
        List<String> texts = pieces.stream()
                .map(piece -> piece.whole() && !piece.from().equals(piece.to()) ? piece.from() + " to " + piece.to() : piece.text())
                .toList();
        if (open.isPresent()) {
            return Optional.of("since " + first(open.get()) + (texts.isEmpty() ? "" : ", and in " + and(texts)));
        }
        List<String> found = texts.isEmpty() ? candidates(aspect, words) : texts;
        return found.isEmpty() ? Optional.empty() : Optional.of("in " + and(found));
    }

    /** Runs of mainline versions, stable lines included, are one piece. */
    private static void add(List<Piece> pieces, Piece piece) {
        Piece last = pieces.isEmpty() ? piece : pieces.get(pieces.size() - 1);
        if (last != piece && last.whole() && piece.whole()) {
            pieces.set(pieces.size() - 1, new Piece(last.from(), piece.to(), "", true));
        } else {
            pieces.add(piece);
        }
    }

    /** What of a mainline version and its stable line is in a state, run by run. */
    private List<Piece> pieces(Aspect aspect, String words, Release base) {
        List<Release> all = new ArrayList<>(List.of(base));
        all.addAll(table.calendar().of(Line.stable(base.base())));
        List<Piece> pieces = new ArrayList<>();
        int from = -1;
        for (int i = 0; i <= all.size(); i++) {
            boolean in = i < all.size() && says(aspect, words, all.get(i));
            if (in && from < 0) {
                from = i;
            } else if (!in && from >= 0) {
                pieces.add(new Piece(base.base(), base.base(), run(all, from, i - 1), from == 0 && i == all.size()));
                from = -1;
            }
        }
        return pieces;
    }

    private static String run(List<Release> all, int from, int to) {
        String first = bare(all.get(from));
        boolean whole = from == 0 && to == all.size() - 1;
        if (whole || from == to && to < all.size() - 1) {
            return first;
        }
        return to == all.size() - 1 ? first + " and later" : first + " to " + bare(all.get(to));
    }

    private boolean says(Aspect aspect, String words, Release release) {
        return table.exists(release, abi)
                && table.era(release, abi).filter(era -> aspect.words().apply(era.layout()).equals(words)).isPresent();
    }

    /** A state that no release is in, only candidates. */
    private List<String> candidates(Aspect aspect, String words) {
        return table.calendar().of(Line.MAINLINE).stream()
                .filter(release -> says(aspect, words, release))
                .map(Story::bare)
                .toList();
    }

    /** What came with the first candidate came with the release. */
    private static String first(Release release) {
        return release.candidate() == 1 ? release.base().toString() : bare(release);
    }

    private static String bare(Release release) {
        return release.tag().substring(1);
    }

    private static String and(List<String> texts) {
        int last = texts.size() - 1;
        return last < 1 ? String.join("", texts) : String.join(", ", texts.subList(0, last)) + " and " + texts.get(last);
    }
}
