package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.extract.MappingReader.NotUnderstood;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Path;
import org.vvarmap.source.Sum;

/** What the kernel does at boot for its vDSO: arrays that it fills with pages, and what it leaves in memory. */
final class BootPages {

    private final Machine machine;
    private final String setup;
    private final List<Path.Store> stores = new ArrayList<>();

    private BootPages(Machine machine, String setup) {
        this.machine = machine;
        this.setup = setup;
    }

    /**
     * Runs the code that sets up pages at boot. Of its ways, the one counts that gets furthest: it writes the most pages and
     * leaves the most places with something in them; the others are those on which the vDSO is given up. The machine remembers
     * what it leaves in memory.
     *
     * @param machine the architecture's files
     * @param setup the function that exec calls, which is none of boot's
     * @return the elements of arrays that are written, in the order of their writing
     * @throws NotUnderstood where several ways get as far, or the one counts on what does not happen
     */
    static List<Path.Store> read(Machine machine, String setup) throws NotUnderstood {
        BootPages pages = new BootPages(machine, setup);
        pages.run();
        return List.copyOf(pages.stores);
    }

    private void run() throws NotUnderstood {
        Set<String> words = Set.of("virt_to_page", "pfn_to_page");
        List<String> roots = machine.rootsThatMention(words);
        run(roots, words);
        // Old code copied the image into pages of their own, one by one.
        Set<String> copy = Set.of("copy_page");
        List<String> copying = machine.rootsThatMention(copy);
        copying.removeAll(roots);
        run(copying, copy);
        // A page of trampolines is no part of the kernel's own image: it is allocated, and written through a mapping.
        Set<String> map = Set.of("vmap");
        List<String> writing = machine.rootsThatMention(map);
        writing.removeAll(roots);
        writing.removeAll(copying);
        run(writing, map);
        // So did code for an image of a page at most, with a page that only its handler for faults looked up.
        Set<String> fill = Set.of("memcpy");
        List<String> filling = machine.rootsThatMention(Set.of("get_zeroed_page"));
        filling.retainAll(machine.rootsThatMention(fill));
        filling.removeAll(roots);
        filling.removeAll(copying);
        filling.removeAll(writing);
        run(filling, fill);
        machine.settleUnwritten();
    }

    private void run(List<String> roots, Set<String> words) throws NotUnderstood {
        for (String root : roots) {
            if (root.equals(setup)) {
                continue;
            }
            Comparator<Path> further =
                    Comparator.<Path>comparingInt(path -> path.stores().size()).thenComparing(BootPages::filled);
            Path furthest = null;
            for (Path path : machine.runFor(root, words)) {
                if (furthest == null || further.compare(path, furthest) > 0) {
                    furthest = path;
                } else if (further.compare(path, furthest) == 0 && !MappingReader.same(path.stores(), furthest.stores())) {
                    throw new NotUnderstood("the pages of the vDSO depend on " + MappingReader.lastChoice(path) + ", in " + root);
                }
            }
            if (furthest != null) {
                mustGoWell(root, furthest);
                machine.remember(furthest.memory());
                stores.addAll(furthest.stores());
            }
        }
    }

    /**
     * What is in none of the files returns 0 where all goes well; a way that counts on something else is none to go by, nor is
     * one that counts on what a function of the files never returns.
     */
    private void mustGoWell(String root, Path path) throws NotUnderstood {
        for (Path.Place choice : path.choices()) {
            Matcher call = ASKED.matcher(choice.what());
            if (call.matches() && !mayGive(call.group(1), call.group(2).isEmpty(), choice.what().endsWith(Machine.HELD))) {
                throw new NotUnderstood("the pages of the vDSO depend on " + choice + ", in " + root);
            }
        }
    }

    /** A question for what a call gives. */
    private static final Pattern ASKED = Pattern.compile("(\\w+)\\((.*)\\)(?:" + Machine.HELD + "|" + Machine.NOT_HELD + ")");

    /** Whether a call may give something other than 0, or 0. */
    private boolean mayGive(String function, boolean alone, boolean something) {
        if (!machine.hasFunction(function)) {
            // An attribute is no function at all.
            return !function.startsWith("__") && (!something || !alone);
        }
        return machine.run(function).stream().map(Path::result).anyMatch(result -> {
            boolean zero = result.equals(Sum.ZERO);
            boolean called = result.toString().matches("\\w+\\(.*");
            return !result.toString().startsWith(Machine.NO_RESULT) && (something ? !zero && !called : zero || called);
        });
    }

    private static long filled(Path path) {
        return path.memory().values().stream().filter(value -> !value.equals(Sum.ZERO)).count();
    }
}
