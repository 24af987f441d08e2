package org.vvarmap.source;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remembers the results of something that asks questions, and whose next question and result follow from the answers so far.
 *
 * <p>What it remembers forms a trie: each inner node is a question, each edge an answer, each leaf a result. To recall is to
 * walk from the root and to answer one question a step.
 *
 * @param <Q> questions
 * @param <A> answers
 * @param <T> results
 */
final class Recall<Q, A, T> {

    private final Node<Q, A, T> root = new Node<>();

    private static final class Node<Q, A, T> {
        private Q question;
        private T result;
        private Map<A, Node<Q, A, T>> next;
    }

    /**
     * Finds what followed from the same answers.
     *
     * @param answers answers a question; it is asked only what the thing itself would ask
     * @return the result; empty where it is not remembered
     */
    Optional<T> find(Function<Q, A> answers) {
        Node<Q, A, T> node = root;
        while (node.question != null) {
            node = node.next.get(answers.apply(node.question));
            if (node == null) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(node.result);
    }

    /**
     * Remembers a result.
     *
     * @param asked the questions with their answers, in the order of asking
     * @param result what followed
     */
    void put(Map<Q, A> asked, T result) {
        Node<Q, A, T> node = root;
        Iterator<Map.Entry<Q, A>> steps = asked.entrySet().iterator();
        while (steps.hasNext()) {
            Map.Entry<Q, A> step = steps.next();
            if (node.question == null) {
                node.question = step.getKey();
                node.next = new HashMap<>();
            } else if (!node.question.equals(step.getKey())) {
                throw new IllegalStateException(
                        "a reading is not a function of its files: " + node.question + " or " + step.getKey());
            }
            node = node.next.computeIfAbsent(step.getValue(), key -> new Node<>());
        }
        node.result = result;
    }
}
