package org.vvarmap.matrix;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;

/**
 * A change that public material shows where no clone of its history is at hand.
 *
 * @param commit the commit; empty where only the release is known that brought the change
 * @param line the line that it is on
 * @param first the first release that is known to have it
 * @param unsettled the first release that may have it; from there up to {@code first} its facts are unknown. Empty where
 *     {@code first} is known to be the very first
 * @param abis the ABIs that it changes
 * @param facts the facts that it changes
 * @param after facts as they are afterwards, where no release after it and before the next change could be read
 * @param read what was read to establish it: repository, commit and path, or the address of a review mail
 * @param note what a reader should know of how it was established
 */
public record KnownCommit(
        Optional<Commit> commit,
        Line line,
        Release first,
        Optional<Release> unsettled,
        Set<Abi> abis,
        Set<FactKey> facts,
        Map<FactKey, Fact> after,
        List<String> read,
        String note) {}
