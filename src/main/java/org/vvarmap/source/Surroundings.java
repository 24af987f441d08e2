package org.vvarmap.source;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the text of a file depends on but the file itself: other files, which of them are worth reading, and the
 * configuration. It remembers what it was asked.
 */
final class Surroundings {

    private enum Kind {
        ANYWAY,
        WANTED,
        SETTING,
        FILE
    }

    /** A question, whose answer can be compared with that of other surroundings. */
    record Question(Kind kind, String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Question question && kind == question.kind && name.equals(question.name);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + kind.ordinal();
        }
    }

    private static final Question ANYWAY = new Question(Kind.ANYWAY, "");

    private final SourceTree tree;
    private final Includes includes;
    private final Settings settings;
    private final Map<Question, Object> asked = new LinkedHashMap<>();

    Surroundings(SourceTree tree, Includes includes, Settings settings) {
        this.tree = tree;
        this.includes = includes;
        this.settings = settings;
    }

    /** The answer to a question: an immutable value. */
    Object answer(Question question) {
        return switch (question.kind()) {
            case ANYWAY -> includes.anyway().stream().map(includes.angled()).toList();
            case WANTED -> includes.wanted().test(question.name())
                    ? Optional.of(List.copyOf(includes.angled().apply(question.name())))
                    : Optional.empty();
            case SETTING -> settings.of(question.name());
            case FILE -> tree.blob(question.name());
        };
    }

    /** What was asked so far, in the order of the first asking. */
    Map<Question, Object> asked() {
        return asked;
    }

    /** The headers that are read before the file, each with the paths to try in turn. */
    List<List<String>> anyway() {
        return ask(ANYWAY);
    }

    /** The paths to try in turn for a header; empty where it is not worth reading. */
    Optional<List<String>> wanted(String header) {
        return ask(new Question(Kind.WANTED, header));
    }

    /** What is stated of a symbol. */
    Optional<Boolean> setting(String symbol) {
        return ask(new Question(Kind.SETTING, symbol));
    }

    /** Another file; empty where there is none. */
    Optional<SourceFile> file(String path) {
        Optional<BlobId> blob = ask(new Question(Kind.FILE, path));
        return blob.isEmpty() ? Optional.empty() : tree.file(path);
    }

    @SuppressWarnings("unchecked")
    private <T> T ask(Question question) {
        return (T) asked.computeIfAbsent(question, this::answer);
    }
}
