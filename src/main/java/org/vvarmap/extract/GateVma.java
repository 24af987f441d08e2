package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.layout.Fact;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Path;
import org.vvarmap.source.Settings;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Unit;
import org.vvarmap.source.Value;

/**
 * The VMA that is in no process and that /proc/PID/maps shows behind each process's own: of a page at an address of the kernel's
 * own. An architecture says which it is ({@code get_gate_vma}); where it does not, the mm core did.
 *
 * @param name what /proc/PID/maps shows; empty for a VMA without a name
 * @param start its first address
 * @param size its size in bytes
 * @param pages the kernel addresses of the pages that asking for the VMA, or booting, put there, as far as they are seen
 */
record GateVma(String name, Sum start, Sum size, List<Sum> pages) {

    static final String MEMORY = "mm/memory.c";

    private static final String GET = "get_gate_vma";
    private static final String INIT = "gate_vma_init";
    private static final Set<String> ALLOCATION = Set.of("get_zeroed_page");

    /** The functions that print a line of /proc/PID/maps, newest first: the first that is there counts. */
    private static final List<String> PRINTERS = List.of("show_map_vma", "show_map_internal", "show_map");

    /**
     * Finds out which VMA is shown.
     *
     * @param source the source
     * @param arch the architecture's files
     * @param includes where its headers are, those that the mm core's file gets by way of others among them
     * @param settings the configuration
     * @param truths what is known of functions that ask about the process
     * @param open takes the symbols that the configuration leaves open in the mm core's file, each with a place
     * @return the VMA; empty where the kernel has none
     * @throws MappingReader.NotUnderstood where it cannot be told
     */
    static Optional<GateVma> read(
            Source source, List<Unit> arch, Includes includes, Settings settings, Map<String, Boolean> truths,
            Map<String, String> open)
            throws MappingReader.NotUnderstood {
        List<Unit> units = new ArrayList<>(arch);
        if (units.stream().noneMatch(unit -> unit.hasFunction(GET))) {
            units.add(Unit.readOnly(source.tree(), MEMORY, includes, settings, Set.of(GET, INIT))
                    .orElseThrow(() -> new MappingReader.NotUnderstood("no file defines " + GET + ": " + MEMORY + " is missing")));
        }
        Machine machine = new Machine(units, settings, truths);
        if (!machine.hasFunction(GET)) {
            return Optional.empty();
        }
        List<Sum> pages = new ArrayList<>(fixed(machine));
        machine.run(INIT).forEach(path -> machine.remember(path.memory()));
        Set<String> found = new HashSet<>();
        for (Path path : machine.run(GET)) {
            String result = path.result().toString();
            if (result.startsWith("&")) {
                found.add(result.substring(1));
                path.pages().forEach(page -> pages.add(page instanceof Value.Page at ? at.address() : Sum.ZERO));
            } else if (!path.result().equals(Sum.ZERO)) {
                throw new MappingReader.NotUnderstood("what " + GET + " gives is not understood");
            }
        }
        if (found.size() > 1) {
            throw new MappingReader.NotUnderstood(GET + " gives more than one VMA");
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String vma = found.iterator().next();
        if (!(machine.initialValue(vma + ".vm_start") instanceof Sum start)
                || !(machine.initialValue(vma + ".vm_end") instanceof Sum end)) {
            throw new MappingReader.NotUnderstood("where " + vma + " lies is not understood");
        }
        units.stream().filter(unit -> unit.path().equals(MEMORY)).forEach(unit -> unit.openSymbols().forEach((symbol, where) -> {
            if (symbol.startsWith("CONFIG_")) {
                open.put(symbol, where);
            }
        }));
        return Optional.of(new GateVma(name(source, machine, vma), start, end.minus(start), List.copyOf(pages)));
    }

    /**
     * What booting puts at addresses of the kernel's own for processes to read. A function with parameters does it for others, if
     * at all, and so a page of which nothing is known here.
     */
    private static List<Sum> fixed(Machine machine) {
        List<Sum> pages = new ArrayList<>();
        for (String root : machine.rootsThatMention(ALLOCATION)) {
            if (machine.takesArguments(root)) {
                continue;
            }
            List<Path> paths = machine.runFor(root, ALLOCATION);
            paths.forEach(path -> machine.remember(path.memory()));
            for (Path path : paths) {
                path.stores().stream()
                        .filter(store -> store.array().equals(Sum.symbol(Machine.FIXMAP)))
                        .map(store -> store.value() instanceof Value.Page page ? page.address() : Sum.ZERO)
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    private static String name(Source source, Machine machine, String vma) throws MappingReader.NotUnderstood {
        Fact asksArch = MmRules.asksArchForNames(source);
        if (asksArch instanceof Fact.Unknown unknown) {
            throw new MappingReader.NotUnderstood(unknown.reason());
        }
        if (asksArch.is("true") && machine.hasFunction("arch_vma_name")) {
            Set<Value> names = new HashSet<>();
            machine.run("arch_vma_name", Sum.symbol("&" + vma)).forEach(path -> names.add(path.result()));
            if (names.size() == 1 && names.iterator().next() instanceof Value.Text text) {
                return text.text();
            }
            if (!names.equals(Set.of(Sum.ZERO))) {
                throw new MappingReader.NotUnderstood("arch_vma_name is not understood for " + vma);
            }
        }
        return MmRules.printed(source, PRINTERS, vma, machine.initialValue(vma + ".vm_flags"));
    }
}
