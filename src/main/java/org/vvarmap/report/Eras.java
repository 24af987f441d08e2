package org.vvarmap.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Lifetime;
import org.vvarmap.matrix.Table;

/** Questions about eras that several pages ask. */
final class Eras {

    private Eras() {}

    /** Whether no release of an era has the ABI at all. */
    static boolean isAbsent(Table table, Era era) {
        List<Lifetime> lifetimes = table.lifetimes(era.abi());
        if (lifetimes.isEmpty() || !era.layout().agrees(Layout.none())) {
            return false;
        }
        List<Release> held = table.calendar().of(era.line()).stream().filter(era::holds).toList();
        return !held.isEmpty() && held.stream().noneMatch(release -> table.exists(release, era.abi()));
    }

    /** Since when and until when there is the ABI; empty where it was always there. */
    static Optional<String> lifetime(Table table, Abi abi) {
        List<String> sentences =
                table.lifetimes(abi).stream().map(Lifetime::sentence).filter(text -> !text.isEmpty()).toList();
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", sentences));
    }

    /**
     * The era before one: on its line, or where its line begins with it and mainline is not known so far, mainline's last.
     */
    static Optional<Era> before(Table table, Era era) {
        List<Era> line = table.eras(era.abi(), era.line());
        int at = line.indexOf(era);
        if (at > 0) {
            return Optional.of(line.get(at - 1));
        }
        List<Era> mainline = table.eras(era.abi(), Line.MAINLINE);
        return era.since().point() > 0 && !mainline.isEmpty()
                ? Optional.of(mainline.get(mainline.size() - 1))
                : Optional.empty();
    }

    /** The nearest era before one in which some facts are settled; the era just before it where none is. */
    static Optional<Era> settledBefore(Table table, Era era, List<FactKey> keys) {
        Optional<Era> at = before(table, era);
        while (at.isPresent()) {
            Layout layout = at.get().layout();
            if (keys.stream().map(layout::get).allMatch(Fact::isKnown)) {
                return at;
            }
            at = before(table, at.get());
        }
        return before(table, era);
    }

    /** The mainline era that a stable line's first one continues. */
    static Optional<Era> origin(Table table, Era era) {
        return table.eras(era.abi(), Line.MAINLINE).stream()
                .filter(other -> !era.line().isMainline() && other.since().equals(era.since()) && other.layout().equals(era.layout()))
                .findFirst();
    }

    /** The lines of an ABI that are told from mainline by what they have, newest last; mainline is not among them. */
    static List<Line> stable(Table table, Abi abi) {
        return table.lines(abi).stream().filter(line -> !line.isMainline()).toList();
    }

    /** The newest release of all lines; empty where the table knows none. */
    static Optional<Release> newest(Table table) {
        return table.calendar().lines().values().stream().map(NavigableSet::last).max(Comparator.naturalOrder());
    }

    /** Eras in the reverse order. */
    static List<Era> newestFirst(List<Era> eras) {
        List<Era> reversed = new ArrayList<>(eras);
        java.util.Collections.reverse(reversed);
        return reversed;
    }
}
