package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.vvarmap.layout.Fact;
import org.vvarmap.source.Includes;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Path;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceFile;
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
 * @param specialFaults whether a fault in such a VMA is answered by the mapping's own handler, where it has one
 * @param specialPages true where it is answered out of the mapping's pages, where it has no handler
 * @param pageLists true where {@code install_special_mapping} makes the VMA that it is asked for and shows the pages of its
 *     list, or is not in the file
 */
record MmRules(
        Fact specialNames, Fact specialSplit, Fact specialTracks, Fact asksArchForNames, Fact tellsArchOfMoves,
        Fact specialFaults, Fact specialPages, Fact pageLists) {

    static final String MMAP = "mm/mmap.c";
    static final String VMA = "mm/vma.c";
    static final String MREMAP = "mm/mremap.c";
    static final String TASK_MMU = "fs/proc/task_mmu.c";

    private static final String INSTALL = "_install_special_mapping";

    private static final String INSTALL_LIST = "install_special_mapping";

    /** Flags on which a fact depends: a special mapping has those that it is made with, and no others. */
    private static final Set<String> DECISIVE = Set.of(
            "VM_READ", "VM_WRITE", "VM_EXEC", "VM_MAYWRITE", "VM_PFNMAP", "VM_MIXEDMAP", "VM_IO", "VM_SEALED", "VM_SEALED_SYSMAP");

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
        return new MmRules(
                asked(special.names, TASK_MMU, "name", source), special.split, asked(special.tracks, MREMAP, "mremap", source), names,
                moves, special.faults, special.pages, special.lists);
    }

    /** A rule that holds of what a VMA's operations would do is one of the kernel only where the kernel has them do it. */
    private static Fact asked(Fact rule, String path, String operation, Source source) {
        if (!rule.is("true")) {
            return rule;
        }
        Fact calls = source.cache().read("vm_ops->" + operation, source.tree(),
                tree -> holds(tree, path, operation, unit -> unit.callsMember(operation)));
        return !calls.is("false") ? calls : Fact.unknown(path + " does not call vm_ops->" + operation);
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
     * @param flags its flags, as far as they are known
     * @return the name; empty for none
     * @throws MappingReader.NotUnderstood where it cannot be told
     */
    static String printed(Source source, List<String> printers, String vma, Value flags) throws MappingReader.NotUnderstood {
        Map<String, Value> memory = Map.of(
                vma + ".vm_mm", Sum.ZERO, vma + ".vm_file", Sum.ZERO, vma + ".vm_ops", Sum.ZERO, vma + ".vm_flags", flags);
        String kind = "shown of " + vma + " with " + flags.getClass().getSimpleName() + " " + flags + " by " + printers;
        Shown shown = source.cache().read(kind, source.tree(), tree -> shown(tree, printers, vma, memory));
        if (!shown.trouble.isEmpty()) {
            throw new MappingReader.NotUnderstood(shown.trouble);
        }
        return shown.name;
    }

    /** A name, or why it cannot be told. */
    private record Shown(String name, String trouble) {}

    private static Shown shown(SourceTree tree, List<String> printers, String vma, Map<String, Value> memory) {
        Optional<Unit> unit = Unit.read(tree, TASK_MMU, NO_HEADERS, SETTINGS);
        if (unit.isEmpty()) {
            return new Shown("", TASK_MMU + " is missing");
        }
        try {
            Set<String> names = names(tree, unit.get(), printers, vma, memory);
            return names.size() == 1
                    ? new Shown(names.iterator().next(), "")
                    : new Shown("", "what is shown of " + vma + " is not understood, " + TASK_MMU);
        } catch (Machine.TooComplex e) {
            return new Shown("", e.getMessage());
        }
    }

    /** All that may be printed as the name, whatever the configuration. */
    private static Set<String> names(
            SourceTree tree, Unit unit, List<String> printers, String vma, Map<String, Value> memory) {
        String printer = printers.stream().filter(unit::hasFunction).findFirst().orElse("");
        Set<String> names = new HashSet<>(names(unit, SETTINGS, printer, vma, memory));
        for (String open : unit.openSymbols().keySet()) {
            Settings other = SETTINGS.with(open, true);
            Unit.read(tree, TASK_MMU, NO_HEADERS, other).ifPresent(again -> names.addAll(names(again, other, printer, vma, memory)));
        }
        return names;
    }

    private static Set<String> names(
            Unit unit, Settings settings, String printer, String vma, Map<String, Value> memory) {
        Machine machine = new Machine(List.of(unit), settings, Map.of("arch_vma_name(&" + vma + ")", false));
        machine.remember(memory);
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
        return holds(tree, path, name, unit -> unit.mentions(name));
    }

    /** Whether something is true of a file, whatever the configuration, that is not where it does not have a name. */
    private static Fact holds(SourceTree tree, String path, String name, Predicate<Unit> question) {
        Optional<SourceFile> file = tree.file(path);
        if (file.isEmpty()) {
            return Fact.unknown(path + " is missing");
        }
        if (!file.get().text().contains(name) && !file.get().text().contains("##")) {
            // No token of it, and none that a macro puts together.
            return Fact.FALSE;
        }
        Optional<Unit> unit = Unit.read(tree, path, NO_HEADERS, SETTINGS);
        boolean answer = question.test(unit.orElseThrow());
        for (Map.Entry<String, String> open : unit.get().openSymbols().entrySet()) {
            Settings other = SETTINGS.with(open.getKey(), true);
            if (question.test(Unit.read(tree, path, NO_HEADERS, other).orElseThrow()) != answer) {
                return Fact.unknown("depends on " + open.getKey() + ", " + open.getValue());
            }
        }
        return Fact.of(answer);
    }

    /** What mm/mmap.c, and mm/vma.c for what moved there, say of special mappings. */
    private record Special(Fact names, Fact split, Fact tracks, Fact faults, Fact pages, Fact lists) {

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
            // One with operations is none, whatever asks.
            Machine machine = new Machine(units, settings, Map.of("vma_is_anonymous(&vma)", false));
            try {
                Fact lists = lists(machine);
                return units.stream().anyMatch(unit -> unit.hasFunction(INSTALL))
                        ? read(machine, lists)
                        : unknown(MMAP + " has no " + INSTALL).withLists(lists);
            } catch (Machine.TooComplex e) {
                return unknown(MMAP + ": " + e.getMessage());
            }
        }

        private Special withLists(Fact facts) {
            return new Special(names, split, tracks, faults, pages, facts);
        }

        private static Special read(Machine machine, Fact lists) {
            Optional<String> made = made(machine, INSTALL);
            if (made.isEmpty()) {
                return unknown(MMAP + ": what " + INSTALL + " makes is not understood").withLists(lists);
            }
            String table = made.get();
            Fact names = names(machine, table);
            // One that is given no description is given the pages themselves.
            Map<String, Value> behind = names.is("false") ? LISTED : described();
            Fact pages = showsPages(machine, table, behind) ? Fact.TRUE
                    : Fact.unknown(MMAP + ": which pages are shown of what " + INSTALL + " makes is not understood");
            return new Special(names, split(machine, table), tracks(machine, table), faults(machine, table, pages), pages, lists);
        }

        private static Fact lists(Machine machine) {
            if (!machine.hasFunction(INSTALL_LIST)) {
                return Fact.TRUE;
            }
            Optional<String> table = made(machine, INSTALL_LIST);
            if (table.equals(Optional.of(BACKING))) {
                // It hands what it was given on to the other function, which then made both kinds.
                table = made(machine, INSTALL);
            }
            if (table.isEmpty()) {
                return Fact.unknown(MMAP + ": what " + INSTALL_LIST + " makes is not understood");
            }
            return showsPages(machine, table.get(), LISTED) ? Fact.TRUE
                    : Fact.unknown(MMAP + ": which pages are shown of what " + INSTALL_LIST + " makes is not understood");
        }

        /** The variable that describes what is behind a VMA. */
        private static final String BACKING = "spec";

        /** The list that is behind a VMA, and what is in it. */
        private static final Sum LIST = Sum.symbol("&list");

        private static final Map<String, Value> LISTED = Map.of("vma.vm_private_data", LIST);

        private static final List<Value.Page> ITS_PAGES =
                List.of(new Value.Page(Sum.symbol("&one")), new Value.Page(Sum.symbol("&two")), new Value.Page(Sum.symbol("&three")));

        private static final Sum START = Sum.symbol("its start");

        /** Whether a fault at each page of a list is answered with that page, where the mapping has no handler of its own. */
        private static boolean showsPages(Machine machine, String table, Map<String, Value> behind) {
            Map<String, Value> memory = new HashMap<>(behind);
            memory.put("spec.fault", Sum.ZERO);
            return showsPagesIn(machine, table, memory);
        }

        private static boolean showsPagesIn(Machine machine, String table, Map<String, Value> memory) {
            for (int page = 0; page < ITS_PAGES.size(); page++) {
                Set<Value> wanted = Set.of(ITS_PAGES.get(page), Machine.element(LIST, Sum.of(page)));
                List<Path> paths = faultAt(page, machine, table, memory);
                boolean gives = !paths.isEmpty() && paths.stream()
                        .allMatch(path -> path.unresolved().isEmpty() && wanted.contains(given(path)));
                if (!gives) {
                    return false;
                }
            }
            return true;
        }

        /** The page that mm takes from one way through its handler; zero for none. */
        private static Value given(Path path) {
            return path.result().equals(Sum.ZERO) ? path.memory().getOrDefault("vmf.page", Sum.ZERO) : path.result();
        }

        /** Whether the mapping's own handler is called with what there is to know of the fault, and its answer is mm's. */
        private static Fact faults(Machine machine, String table, Fact pages) {
            Map<String, Value> memory = new HashMap<>(described());
            memory.put("spec.fault", Sum.symbol("&its_handler"));
            List<Path> paths = faultAt(1, machine, table, memory);
            String answer = Machine.THROUGH_POINTER + "&its_handler(&spec,&vma,&vmf)";
            boolean calls = !paths.isEmpty() && paths.stream()
                    .allMatch(path -> path.unresolved().size() == 1 && path.result().toString().startsWith(answer));
            if (calls) {
                return Fact.TRUE;
            }
            return pages.is("true") && showsPagesIn(machine, table, memory) ? Fact.FALSE
                    : Fact.unknown(MMAP + ": " + table + ".fault does not always call the mapping's own handler");
        }

        /** What becomes of a fault at a page of a VMA that is as long as its list. */
        private static List<Path> faultAt(int page, Machine machine, String table, Map<String, Value> behind) {
            Map<String, Value> memory = new HashMap<>(behind);
            memory.put("vma.vm_ops", Sum.symbol("&" + table));
            memory.put("vma.vm_start", START);
            memory.put("vma.vm_end", START.plus(Sum.ofPages(ITS_PAGES.size())));
            memory.put("vma.vm_file", Sum.ZERO);
            memory.put("vma.vm_pgoff", Sum.ZERO);
            memory.put("spec.pages", LIST);
            for (int i = 0; i < ITS_PAGES.size(); i++) {
                String place = LIST.plus(Sum.of(i)).toString();
                memory.put(place.startsWith("&") ? place.substring(1) : place, ITS_PAGES.get(i));
            }
            if (machine.isSet(table + ".nopage")) {
                Sum address = START.plus(Sum.ofPages(page));
                return machine.runHook(table + ".nopage", memory, List.of(Sum.symbol("&vma"), address, Sum.ZERO));
            }
            Optional<Sum> first = firstNumber(machine, memory);
            if (first.isEmpty()) {
                return List.of();
            }
            memory.put("vma.vm_pgoff", first.get());
            memory.put("vmf.pgoff", first.get().plus(Sum.of(page)));
            memory.put("vmf.address", START.plus(Sum.ofPages(page)));
            memory.put("vmf.vma", Sum.symbol("&vma"));
            // For a time the VMA was an argument of its own.
            List<Value> arguments = machine.parametersOf(table + ".fault") == 1
                    ? List.of(Sum.symbol("&vmf")) : List.of(Sum.symbol("&vma"), Sum.symbol("&vmf"));
            return machine.runHook(table + ".fault", memory, arguments);
        }

        /** The number that a VMA's first page has once the VMA is in its place; empty where that is not understood. */
        private static Optional<Sum> firstNumber(Machine machine, Map<String, Value> memory) {
            if (!machine.hasFunction("insert_vm_struct")) {
                return Optional.of(Sum.ZERO);
            }
            Set<Value> numbers = new HashSet<>();
            List<Value> arguments = List.of(Sum.symbol("mm"), Sum.symbol("&vma"));
            for (Path path : machine.runFor("insert_vm_struct", Set.of("vm_pgoff"), memory, arguments)) {
                if (!isError(path)) {
                    numbers.add(path.memory().getOrDefault("vma.vm_pgoff", Sum.ZERO));
                }
            }
            return numbers.size() == 1 && numbers.iterator().next() instanceof Sum only ? Optional.of(only) : Optional.empty();
        }

        /**
         * Runs a function that makes a VMA: the VMA must be the one that was asked for, with its address, its size, its flags
         * and what is behind it.
         *
         * @return the table of the VMA's operations; empty where it is another VMA, or the function always fails
         */
        private static Optional<String> made(Machine machine, String function) {
            Sum start = Sum.symbol("its start");
            Sum size = Sum.symbol("its size");
            Sum backing = Sum.symbol("&" + BACKING);
            Value flags = new Value.Flags(Set.of("VM_READ"), false);
            Set<String> tables = new HashSet<>();
            for (Path path : machine.run(function, Sum.symbol("mm"), start, size, flags, backing)) {
                if (path.choices().toString().contains(Machine.UNASSIGNED)) {
                    return Optional.empty();
                }
                if (isError(path) || path.mappings().isEmpty()) {
                    continue;
                }
                Optional<Path.Mapping> one = path.mappings().size() == 1 ? Optional.of(path.mappings().get(0)) : Optional.empty();
                boolean asked = returnsIt(function, path, start)
                        && one.filter(vma -> vma.start().equals(start) && vma.size().equals(size)).isPresent()
                        && one.get().flags().filter(Special::kept).isPresent()
                        && numbersFromZero(path)
                        && (one.get().installer() == Path.Installer.SPECIAL && one.get().backing().equals(backing)
                                || leaves(path, ".vm_private_data", backing) && leaves(path, ".vm_mm", Sum.symbol("mm")));
                tables.add(asked ? one.get().backing().toString() : "");
            }
            return Optional.of(tables).filter(all -> all.size() == 1).map(all -> all.iterator().next())
                    .filter(table -> table.startsWith("&"))
                    .map(table -> table.substring(1));
        }

        /** Whether the caller hears of success: the VMA, or 0 for none but an error. */
        private static boolean returnsIt(String function, Path path, Sum start) {
            String result = path.result().toString();
            return function.equals(INSTALL_LIST) ? path.result().equals(Sum.ZERO)
                    : result.startsWith("&") && start.equals(path.memory().get(result.substring(1) + ".vm_start"));
        }

        /** A VMA's first page is page 0 of what is behind it, as it is where nothing else is written. */
        private static boolean numbersFromZero(Path path) {
            return path.memory().entrySet().stream()
                    .allMatch(place -> !place.getKey().endsWith(".vm_pgoff") || place.getValue().equals(Sum.ZERO));
        }

        private static boolean leaves(Path path, String member, Value value) {
            return path.memory().entrySet().stream()
                    .anyMatch(place -> place.getKey().endsWith(member) && place.getValue().equals(value));
        }

        /** Of the flags that decide something, exactly the one that was asked for. */
        private static boolean kept(Value.Flags flags) {
            Set<String> decisive = new HashSet<>(flags.names());
            decisive.retainAll(DECISIVE);
            return !flags.open() && decisive.equals(Set.of("VM_READ"));
        }

        private static Map<String, Value> described() {
            return Map.of(
                    "vma.vm_private_data", Sum.symbol("&spec"), "vma.vm_mm", Sum.symbol("current.mm"),
                    "spec.name", new Value.Text("its name"), "spec.mremap", Sum.symbol("&its_hook"));
        }

        private static Fact names(Machine machine, String table) {
            String hook = table + ".name";
            if (!machine.isSet(hook)) {
                return Fact.FALSE;
            }
            List<Path> paths = machine.runHook(hook, described(), List.of(Sum.symbol("&vma")));
            boolean own = !paths.isEmpty() && paths.stream().allMatch(path -> path.result().equals(new Value.Text("its name")));
            return own ? Fact.TRUE : Fact.unknown(MMAP + ": " + hook + " does not always give the mapping's own name");
        }

        /** Whether the hook of a mapping is called with the VMA, its answer is mremap's, and without a hook nothing is refused. */
        private static Fact tracks(Machine machine, String table) {
            String hook = table + ".mremap";
            if (!machine.isSet(hook)) {
                return Fact.FALSE;
            }
            // For a time it was told mremap's flags, of which the usual ones are none that it knows.
            List<Path> paths = machine.runHook(hook, described(), List.of(Sum.symbol("&vma"), Sum.ZERO));
            boolean calls = !paths.isEmpty() && paths.stream().allMatch(path -> path.result().toString()
                    .startsWith(Machine.THROUGH_POINTER + "&its_hook(&spec,&vma)"));
            Map<String, Value> hookless = new HashMap<>(described());
            hookless.put("spec.mremap", Sum.ZERO);
            calls &= machine.runHook(hook, hookless, List.of(Sum.symbol("&vma"), Sum.ZERO)).stream()
                    .allMatch(path -> path.result().equals(Sum.ZERO));
            return calls ? Fact.TRUE : Fact.unknown(MMAP + ": " + hook + " does not always call the mapping's own hook");
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
            Fact fact = Fact.unknown(reason);
            return new Special(fact, fact, fact, fact, fact, fact);
        }
    }

    /** Whether a path returned a negative number, as errors are. */
    static boolean isError(Path path) {
        return path.result() instanceof Sum sum && sum.sign().filter(sign -> sign < 0).isPresent();
    }
}
