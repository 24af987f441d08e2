package org.vvarmap.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a person may have meant who mistyped a word. */
final class Words {

    /** More slips of the finger than this make another word. */
    private static final int SLIPS = 3;

    private Words() {}

    /** The word that is nearest to what was typed; empty where none is near. */
    static Optional<String> nearest(String typed, List<String> words) {
        int limit = Math.min(SLIPS, Math.max(1, typed.length() / 2));
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        return words.stream()
                .filter(word -> distance.apply(typed, word) >= 0)
                .min(Comparator.comparing((String word) -> distance.apply(typed, word))
                        // Two letters in the wrong order are one slip, though two letters differ.
                        .thenComparing(word -> -new JaroWinklerSimilarity().apply(typed, word))
                        .thenComparing(word -> word));
    }

    /** {@code " (did you mean lookup?)"}, or nothing. */
    static String didYouMean(String typed, List<String> words) {
        return nearest(typed, words).map(word -> " (did you mean " + word + "?)").orElse("");
    }
}
