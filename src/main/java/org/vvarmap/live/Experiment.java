package org.vvarmap.live;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that was tried on a process's vDSO, and what came of it.
 *
 * @param name what was tried: {@code moveCode}
 * @param steps its steps in order; after one that killed the process there is none
 */
public record Experiment(String name, List<Step> steps) {

    /** What a step's outcome is where nothing went wrong. */
    public static final String OK = "ok";

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,31}");

    /**
     * One step.
     *
     * @param name what was called or looked at: {@code mremap}, {@code clock}
     * @param outcome {@code ok}, the name of an error, the signal that killed the process, {@code hang}, or a word
     */
    public record Step(String name, String outcome) {}

    /** Copies the steps. */
    public Experiment {
        steps = List.copyOf(steps);
    }

    /**
     * Whether a text can be the name of an experiment or a step, or an outcome.
     *
     * @param text any text
     * @return true for a short word
     */
    public static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /**
     * What came of a step.
     *
     * @param step its name
     * @return the outcome; empty where the experiment did not come so far
     */
    public Optional<String> outcome(String step) {
        return steps.stream().filter(one -> one.name().equals(step)).map(Step::outcome).findFirst();
    }

    /**
     * Whether a step was reached and went well.
     *
     * @param step its name
     * @return true where it did
     */
    public boolean isOk(String step) {
        return outcome(step).filter(OK::equals).isPresent();
    }
}
