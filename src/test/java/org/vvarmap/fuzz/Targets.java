package org.vvarmap.fuzz;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vvarmap.extract.ExtractTargets;
import org.vvarmap.kernel.KernelTargets;
import org.vvarmap.live.LiveTargets;
import org.vvarmap.live.boot.BootTargets;
import org.vvarmap.mail.MailTargets;
import org.vvarmap.matrix.TableTargets;
import org.vvarmap.source.SourceTargets;

/** Every parser that may be fed by somebody else. */
public final class Targets {

    private Targets() {}

    /** The targets by name. */
    public static SortedMap<String, Target> all() {
        SortedMap<String, Target> all = new TreeMap<>();
        for (Map<String, Target> some : List.of(
                KernelTargets.ALL, LiveTargets.ALL, BootTargets.ALL, TableTargets.ALL, SourceTargets.ALL, ExtractTargets.ALL,
                MailTargets.ALL)) {
            all.putAll(some);
        }
        return all;
    }
}
