package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.layout.Fact;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Path;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Unit;
import org.vvarmap.source.Value;

/**
 * The rules of the mm core that hold for all architectures at once.
 *
 * @param specialNames whether VMAs of {@code _install_special_mapping} carry their name with them
 * @param specialSplit whether such a VMA may be split: {@code refused} or {@code allowed}
 * @param specialTracks whether mremap calls the mapping's hook
 * @param asksArchForNames whether /proc/PID/maps asks {@code arch_vma_name}
 * @param tellsArchOfMoves whether mremap calls {@code arch_remap}
 */
record MmRules(Fact specialNames, Fact specialSplit, Fact specialTracks, Fact asksArchForNames, Fact tellsArchOfMoves) {

    static final String MMAP = "mm/mmap.c";
    static final String VMA = "mm/vma.c";
    static final String MREMAP = "mm/mremap.c";
    static final String TASK_MMU = "fs/proc/task_mmu.c";

    private static final String INSTALL = "_install_special_mapping";

    private static final Includes NO_HEADERS = new Includes(name -> List.of(), name -> false);

    /** The configuration that decides in those files: a machine with an MMU, its stack growing down. */
    private static final Settings SETTINGS = settings();

    private static Settings settings() {
        Map<String, Boolean> stated = SharedFacts.settings(Optional.empty());
        stated.putAll(
                Map.of("CONFIG_MMU", true, "CONFIG_STACK_GROWSUP", false, "CONFIG_PROC_FS", true, "CONFIG_SYSCTL", true));
        return new Settings(stated);
    }

    static MmRules read(Source source) {
        Special special = source.cache().read("mm/mmap.c", source.tree(), Special::read);
        Fact names = asksArchForNames(source);
        Fact moves = source.cache().read("arch_remap", source.tree(), tree -> mentions(tree, MREMAP, "arch_remap"));
        return new MmRules(special.names, special.split, special.tracks, names, moves);
    }

    /** Whether /proc/PID/maps asks {@code arch_vma_name}. */
    static Fact asksArchForNames(Source source) {
        return source.cache().read("arch_vma_name", source.tree(), tree -> mentions(tree, TASK_MMU, "arch_vma_name"));
    }

    /**
     * What /proc/PID/maps shows as the name of a VMA that belongs to no process and no file, where the architecture has none.
     *
     * @param source the source
     * @param printers the functions that print a line; the first that is there counts
     * @param vma the variable
     * @return the name; empty for none
     * @throws MappingReader.NotUnderstood where it cannot be told
     */
    static String printed(Source source, List<String> printers, String vma) throws MappingReader.NotUnderstood {
        Shown shown =
                source.cache().read("shown of " + vma + " by " + printers, source.tree(), tree -> shown(tree, printers, vma));
        if (!shown.trouble.isEmpty()) {
            throw new MappingReader.NotUnderstood(shown.trouble);
        }
        return shown.name;
    }

    /** A name, or why it cannot be told. */
    private record Shown(String name, String trouble) {}

    private static Shown shown(SourceTree tree, List<String> printers, String vma) {
        Optional<Unit> unit = Unit.read(tree, TASK_MMU, NO_HEADERS, SETTINGS);
        if (unit.isEmpty()) {
            return new Shown("", TASK_MMU + " is missing");
        }
        try {
            Set<String> names = names(tree, unit.get(), printers, vma);
            return names.size() == 1
                    ? new Shown(names.iterator().next(), "")
                    : new Shown("", "what is shown of " + vma + " is not understood, " + TASK_MMU);
        } catch (Machine.TooComplex e) {
            return new Shown("", e.getMessage());
        }
    }

    /** All that may be printed as the name, whatever the configuration. */
    private static Set<String> names(SourceTree tree, Unit unit, List<String> printers, String vma) {
        String printer = printers.stream().filter(unit::hasFunction).findFirst().orElse("");
        Set<String> names = new HashSet<>(names(unit, SETTINGS, printer, vma));
        for (String open : unit.openSymbols().keySet()) {
            Settings other = SETTINGS.with(open, true);
            Unit.read(tree, TASK_MMU, NO_HEADERS, other).ifPresent(again -> names.addAll(names(again, other, printer, vma)));
        }
        return names;
    }

    private static Set<String> names(Unit unit, Settings settings, String printer, String vma) {
        Machine machine = new Machine(List.of(unit), settings, Map.of("arch_vma_name(&" + vma + ")", false));
        machine.remember(Map.of(vma + ".vm_mm", Sum.ZERO, vma + ".vm_file", Sum.ZERO, vma + ".vm_ops", Sum.ZERO));
        Set<String> names = new HashSet<>();
        for (Path path : machine.run(printer, Sum.symbol("&m"), Sum.symbol("&" + vma), Sum.ZERO)) {
            if (!isError(path)) {
                Value printed = path.memory().getOrDefault(Machine.PRINTED, new Value.Text(""));
                names.add(printed instanceof Value.Text text ? text.text() : "?");
            }
        }
        return names;
    }

    /** Whether a file mentions a name, whatever the configuration. */
    private static Fact mentions(SourceTree tree, String path, String name) {
        Optional<Unit> unit = Unit.read(tree, path, NO_HEADERS, SETTINGS);
        if (unit.isEmpty()) {
            return Fact.unknown(path + " is missing");
        }
        boolean mentioned = unit.get().mentions(name);
        for (Map.Entry<String, String> open : unit.get().openSymbols().entrySet()) {
            Settings other = SETTINGS.with(open.getKey(), true);
            if (Unit.read(tree, path, NO_HEADERS, other).orElseThrow().mentions(name) != mentioned) {
                return Fact.unknown("depends on " + open.getKey() + ", " + open.getValue());
            }
        }
        return Fact.of(mentioned);
    }

    /** What mm/mmap.c, and mm/vma.c for what moved there, say of special mappings. */
    private record Special(Fact names, Fact split, Fact tracks) {

        private static Special read(SourceTree tree) {
            List<Unit> units = units(tree, SETTINGS);
            if (units.isEmpty()) {
                return unknown(MMAP + " is missing");
            }
            Special special = read(units, SETTINGS);
            Map<String, String> symbols = new LinkedHashMap<>();
            units.forEach(unit -> unit.openSymbols().forEach(symbols::putIfAbsent));
            for (Map.Entry<String, String> open : symbols.entrySet()) {
                Settings other = SETTINGS.with(open.getKey(), true);
                if (!read(units(tree, other), other).equals(special)) {
                    return unknown("depends on " + open.getKey() + ", " + open.getValue());
                }
            }
            return special;
        }

        /** The function that does the work came to lie in another file than the one that is called. */
        private static List<Unit> units(SourceTree tree, Settings settings) {
            List<Unit> units = new ArrayList<>(Unit.read(tree, MMAP, NO_HEADERS, settings).stream().toList());
            boolean elsewhere = !units.isEmpty() && units.get(0).hasFunction(INSTALL)
                    && !units.get(0).hasFunction("_" + INSTALL);
            if (elsewhere) {
                Unit.read(tree, VMA, NO_HEADERS, settings).ifPresent(units::add);
            }
            return units;
        }

        private static Special read(List<Unit> units, Settings settings) {
            if (units.stream().noneMatch(unit -> unit.hasFunction(INSTALL))) {
                return unknown(MMAP + " has no " + INSTALL);
            }
            try {
                return read(new Machine(units, settings, Map.of()));
            } catch (Machine.TooComplex e) {
                return unknown(MMAP + ": " + e.getMessage());
            }
        }

        private static Special read(Machine machine) {
            List<String> operations = machine.run(INSTALL).stream()
                    .flatMap(path -> path.mappings().stream())
                    .map(mapping -> mapping.backing().toString())
                    .distinct()
                    .toList();
            if (operations.size() != 1 || !operations.get(0).startsWith("&")) {
                return unknown(MMAP + ": the operations of a special mapping are not understood");
            }
            String table = operations.get(0).substring(1);
            return new Special(
                    Fact.of(machine.isSet(table + ".name")), split(machine, table), Fact.of(machine.isSet(table + ".mremap")));
        }

        private static Fact split(Machine machine, String table) {
            for (String member : List.of("may_split", "split")) {
                if (machine.isSet(table + "." + member)) {
                    List<Path> paths = machine.runHook(table + "." + member, Map.of(), List.of());
                    boolean refuses = !paths.isEmpty() && paths.stream().allMatch(path -> isError(path));
                    return refuses ? Fact.of("refused")
                            : Fact.unknown(MMAP + ": " + table + "." + member + " does not always refuse");
                }
            }
            return Fact.of("allowed");
        }

        private static Special unknown(String reason) {
            return new Special(Fact.unknown(reason), Fact.unknown(reason), Fact.unknown(reason));
        }
    }

    /** Whether a path returned a negative number, as errors are. */
    static boolean isError(Path path) {
        return path.result() instanceof Sum sum && sum.sign().filter(sign -> sign < 0).isPresent();
    }
}
