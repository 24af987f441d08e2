package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.Pages;
import org.vvarmap.layout.Region;
import org.vvarmap.layout.Region.Holds;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Path;
import org.vvarmap.source.Path.Installer;
import org.vvarmap.source.Path.Mapping;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * Reads the facts about VMAs out of the code that makes them: which there are, where they lie to one another, what is in
 * each, what they are called, and what mremap does to them.
 *
 * <p>The code is run on symbols ({@link Machine}). What it installs is what a process gets; what backs each VMA (an array of
 * pages, a fault handler) says whether it holds the image or the data. Where two ways through the code disagree, or
 * something is called that was not read, the facts are unknown.
 */
final class MappingReader {

    /**
     * What an architecture says of itself.
     *
     * @param machine its files, ready to run
     * @param setup the function that exec calls
     * @param image whether a symbol is the kernel address that an image starts at
     * @param imageSize whether a symbol is the size of an image
     * @param auxvMacro the macro that fills the auxiliary vector
     */
    record Arch(
            Machine machine, String setup, Predicate<String> image, Predicate<String> imageSize, String auxvMacro) {}

    /** The facts that this reader gives. */
    static final List<FactKey> KEYS = List.of(
            FactKey.VDSO, FactKey.DATA_PLACEMENT, FactKey.DATA_MAPPING, FactKey.REGIONS, FactKey.ELF_AT_VDSO_START,
            FactKey.SYSINFO_EHDR, FactKey.NAME_STICKS, FactKey.MREMAP_TRACKED, FactKey.RESIZE, FactKey.SPLIT,
            FactKey.DATA_ACCESS);

    /** Something has a shape that this reader does not know. */
    static class NotUnderstood extends Exception {
        NotUnderstood(String message) {
            super(message);
        }
    }

    /** As far as can be read, nothing of a vDSO is in a VMA. */
    private static final class NothingInside extends NotUnderstood {
        private NothingInside(Mapping mapping) {
            this("nothing is known to be in the mapping", mapping);
        }

        private NothingInside(String message, Mapping mapping) {
            super(message + ", " + mapping.where());
        }
    }

    /** A VMA: where it lies, what it is called, what is in it. */
    private record Draft(Mapping mapping, String name, Contents contents) {
        /** Whether it is called {@code [vdso]} and holds code, but no image. */
        private boolean isTrampolines() {
            return name.equals(VDSO_NAME) && contents.header().isEmpty() && contents.holds() == Holds.CODE;
        }

        /** Where in it the code begins, in bytes from its start. */
        private Sum code() {
            return contents.header().orElse(Sum.ZERO);
        }

        private Sum start() {
            return mapping.start();
        }

        private Sum end() {
            return mapping.start().plus(mapping.size());
        }
    }

    /**
     * What is in a VMA.
     *
     * @param holds data, code or both
     * @param header how far from its start the image begins, in bytes; empty where there is none, so that code is trampolines
     * @param data how far from its start the data begins, in bytes; empty where there is none
     */
    private record Contents(Holds holds, Optional<Sum> header, Optional<Sum> data) {}

    private static final String VDSO_NAME = "[vdso]";

    /** The address of an array's element. */
    private static final Pattern ELEMENT = Pattern.compile("&(\\w+)\\[(\\d+)\\]");

    private final Arch arch;
    private final Machine machine;
    private final MmRules rules;
    private final List<Path.Store> stores = new ArrayList<>();

    private MappingReader(Arch arch, MmRules rules) {
        this.arch = arch;
        this.machine = arch.machine();
        this.rules = rules;
    }

    /** Reads the facts of {@link #KEYS}, and {@link FactKey#SEALABLE} and {@link FactKey#TIMENS} as far as the code goes. */
    static Map<FactKey, Fact> read(Arch arch, MmRules rules) {
        try {
            return new MappingReader(arch, rules).read();
        } catch (NotUnderstood | Machine.TooComplex e) {
            Map<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
            KEYS.forEach(key -> facts.put(key, Fact.unknown(e.getMessage())));
            facts.put(FactKey.SEALABLE, Fact.unknown(e.getMessage()));
            facts.put(FactKey.TIMENS, Fact.unknown(e.getMessage()));
            return facts;
        }
    }

    /**
     * Whether exec maps nothing for a process, and passes no address of an image: its function returns success at once. A
     * pointer of the new process that nothing has written is passed as 0, that is as none.
     */
    static boolean mapsNothing(Arch arch) {
        try {
            return mapsNothing(arch, arch.machine().run(arch.setup()));
        } catch (Machine.TooComplex e) {
            return false;
        }
    }

    private static boolean mapsNothing(Arch arch, List<Path> ways) {
        if (ways.size() != 1) {
            return false;
        }
        Path only = ways.get(0);
        boolean nothing = only.mappings().isEmpty() && only.unresolved().isEmpty() && only.choices().isEmpty()
                && only.result().equals(Sum.ZERO);
        Optional<Value> passed = arch.machine().argumentAfter(arch.auxvMacro(), "AT_SYSINFO_EHDR", only.memory(), List.of());
        return nothing && passed.filter(value -> !value.toString().matches("current\\.mm\\.[\\w.]+")).isEmpty();
    }

    private Map<FactKey, Fact> read() throws NotUnderstood {
        stores.addAll(BootPages.read(machine, arch.setup()));
        Path setup = setup();
        mustLieApart(setup.mappings());
        List<Draft> drafts = new ArrayList<>();
        for (Mapping mapping : setup.mappings()) {
            if (mapping.start().equals(Sum.ZERO)) {
                throw new NotUnderstood("a mapping at address 0, " + mapping.where());
            }
            String name = name(mapping, setup);
            ofVdso(mapping, name, setup).ifPresent(contents -> drafts.add(new Draft(mapping, name, contents)));
        }
        return drafts.isEmpty() ? Layout.none().facts() : facts(setup, drafts);
    }

    private Map<FactKey, Fact> facts(Path setup, List<Draft> unordered) throws NotUnderstood {
        List<Draft> drafts = inOrder(unordered);
        List<Draft> images =
                drafts.stream().filter(draft -> draft.contents().header().isPresent()).toList();
        if (drafts.size() == 1 && drafts.get(0).isTrampolines()) {
            return trampolines(drafts.get(0), setup);
        }
        if (images.size() != 1 || drafts.stream().anyMatch(Draft::isTrampolines)) {
            throw new NotUnderstood("no single mapping holds the image, " + drafts.get(0).mapping().where());
        }
        Draft image = images.get(0);
        Sum header = image.start().plus(image.contents().header().orElseThrow());

        Map<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        facts.put(FactKey.VDSO, Fact.of("image"));
        facts.put(FactKey.DATA_PLACEMENT, placement(drafts, image, header));
        facts.put(FactKey.DATA_MAPPING, dataMapping(drafts, image));
        facts.put(FactKey.REGIONS, regions(drafts));
        facts.put(FactKey.ELF_AT_VDSO_START, elfAtStart(drafts, header));
        facts.put(FactKey.SYSINFO_EHDR, sysinfoEhdr(setup, header));
        if (image.name().isEmpty() && facts.get(FactKey.SYSINFO_EHDR) instanceof Fact.Unknown unknown) {
            throw new NotUnderstood("a mapping without a name, and " + unknown.reason());
        }
        facts.put(FactKey.DATA_ACCESS, dataAccess(drafts, setup));
        facts.put(FactKey.SEALABLE, sealed(drafts));
        facts.put(FactKey.TIMENS, timens(drafts, setup));
        facts.putAll(behaviour(image, setup, header));
        return facts;
    }

    /** What becomes of the code's VMA, its name and the kernel's pointer to it when user space moves or cuts it. */
    private Map<FactKey, Fact> behaviour(Draft code, Path setup, Sum start) throws NotUnderstood {
        Map<FactKey, Fact> facts = new EnumMap<>(FactKey.class);
        facts.put(FactKey.NAME_STICKS, nameSticks(code, setup));
        facts.put(FactKey.MREMAP_TRACKED, mremapTracked(code, setup, start));
        facts.put(FactKey.RESIZE, resize(code, setup));
        facts.put(FactKey.SPLIT, isSpecial(code) ? rules.specialSplit() : Fact.of("allowed"));
        return facts;
    }

    /** The one VMA is called {@code [vdso]} and holds what a signal handler returns to, written by the kernel: no image. */
    private Map<FactKey, Fact> trampolines(Draft code, Path setup) throws NotUnderstood {
        Map<FactKey, Fact> facts = new EnumMap<>(behaviour(code, setup, code.start()));
        facts.put(FactKey.VDSO, Fact.of("none"));
        facts.put(FactKey.DATA_PLACEMENT, Fact.of("none"));
        facts.put(FactKey.DATA_MAPPING, Fact.of("none"));
        facts.put(FactKey.REGIONS, regions(List.of(code)));
        facts.put(FactKey.ELF_AT_VDSO_START, Fact.FALSE);
        facts.put(FactKey.SYSINFO_EHDR, machine.argumentAfter(arch.auxvMacro(), "AT_SYSINFO_EHDR", setup.memory(), setup.choices())
                .map(value -> Fact.unknown("AT_SYSINFO_EHDR is passed, but no image was found, " + code.mapping().where()))
                .orElse(Fact.FALSE));
        facts.put(FactKey.DATA_ACCESS, Fact.NULL);
        facts.put(FactKey.SEALABLE, sealed(List.of(code)));
        return facts;
    }

    // What the kernel does at boot, and at exec.

    /** A question for bits. Those below the page size tell an error from an address; of that no question is left. */
    private static final Pattern OTHER_MASK = Pattern.compile("&\\(~\\(");

    /** The one way through the setup that maps something. */
    private Path setup() throws NotUnderstood {
        Path chosen = null;
        Path refused = null;
        Optional<Path.Place> unusual = Optional.empty();
        Set<String> asked = new HashSet<>();
        for (Path path : machine.run(arch.setup())) {
            // Where another VMA is asked for, what is returned of it is what went wrong.
            boolean other = path.result().toString().startsWith(Machine.ANONYMOUS);
            if (path.mappings().isEmpty() || MmRules.isError(path) || other) {
                refused = path.unresolved().isEmpty() && refused != null ? refused : path;
                continue;
            }
            if (!path.unresolved().isEmpty()) {
                throw new NotUnderstood(
                        arch.setup() + " calls what is not in the files read: " + path.unresolved().get(0));
            }
            Optional<Path.Place> switched = path.choices().stream().filter(choice -> isUnusual(choice.what())).findFirst();
            path.choices().forEach(choice -> asked.add(choice.what()));
            unusual = chosen == null || unusual.isPresent() ? switched : unusual;
            Optional<Path.Place> masked = path.choices().stream().filter(choice -> OTHER_MASK.matcher(choice.what()).find()).findFirst();
            if (masked.isPresent()) {
                throw new NotUnderstood(arch.setup() + " depends on bits that are not understood: " + masked.get());
            }
            if (!path.result().equals(Sum.ZERO)) {
                throw new NotUnderstood("what " + arch.setup() + " returns where it maps something is not understood, "
                        + path.mappings().get(0).where());
            }
            boolean another = path.memory().entrySet().stream().anyMatch(place ->
                    place.getKey().endsWith(".vm_mm") && !place.getValue().equals(Sum.symbol("current.mm")));
            if (another) {
                throw new NotUnderstood(arch.setup() + " makes a VMA of another process, as far as can be read");
            }
            if (isMeaningless(List.of(path.mappings(), pointers(path), path.choices()))) {
                throw new NotUnderstood(arch.setup() + " depends on a variable that nothing is assigned to, or on no number");
            }
            boolean differs = chosen != null
                    && !(same(path.mappings(), chosen.mappings()) && same(pointers(path), pointers(chosen)));
            if (differs) {
                throw new NotUnderstood("what is mapped depends on " + lastChoice(path));
            }
            chosen = chosen == null ? path : chosen;
        }
        if (chosen == null) {
            String call = refused == null || refused.unresolved().isEmpty() ? "" : ": " + refused.unresolved().get(0);
            throw new NotUnderstood(arch.setup() + " maps nothing that is understood" + call);
        }
        for (String choice : asked) {
            Matcher number = Machine.NUMBER_ASKED.matcher(choice);
            if (number.matches() && !asked.containsAll(List.of(number.group(1) + Machine.HELD, number.group(1) + Machine.NOT_HELD))) {
                throw new NotUnderstood(arch.setup() + " maps something depending on a number that was not read: " + choice);
            }
        }
        if (unusual.isPresent()) {
            throw new NotUnderstood(arch.setup() + " maps something only where a switch is not as usual: " + unusual.get());
        }
        return chosen;
    }

    /** A question for a variable that nothing here sets. */
    private static final Pattern SWITCH = Pattern.compile(
            "(?:\\(\\((\\w+)\\)([!=<>]=?)\\((-?\\d+)\\)\\)|([a-z]\\w*))(" + Machine.HELD + "|" + Machine.NOT_HELD + ")");

    /** Whether a path needs a switch of the kernel's to be something else than 1, as such are by default. */
    private static boolean isUnusual(String choice) {
        Matcher asked = SWITCH.matcher(choice);
        if (!asked.matches()) {
            return false;
        }
        if (asked.group(1) != null && asked.group(1).matches(Machine.NUMBER)) {
            return true;
        }
        boolean usual = asked.group(4) != null
                || Sum.of(1).minus(Sum.of(Long.parseLong(asked.group(3)))).compare(asked.group(2)).orElseThrow();
        return usual != asked.group(5).equals(Machine.HELD);
    }

    /** What a path left in the memory descriptor, or once in the thread: the kernel's own pointers to what it mapped. */
    private static List<String> pointers(Path path) {
        return path.memory().entrySet().stream()
                .filter(entry -> entry.getKey().matches("current\\.(mm|thread)\\..*"))
                .map(Map.Entry::toString)
                .sorted()
                .toList();
    }

    /** Equal but for the numbers that fresh symbols carry. */
    static boolean same(List<?> one, List<?> other) {
        return one.toString().replaceAll("#\\d+", "#").equals(other.toString().replaceAll("#\\d+", "#"));
    }

    static String lastChoice(Path path) {
        return path.choices().isEmpty() ? "something" : path.choices().get(path.choices().size() - 1).toString();
    }

    private static boolean isSpecial(Draft draft) {
        return draft.mapping().installer() == Installer.SPECIAL;
    }

    /** The variable that describes a special mapping, or the table of operations of a VMA filled by hand. */
    private static String backing(Mapping mapping) throws NotUnderstood {
        String symbol = mapping.backing().symbol().orElse("");
        if (!symbol.startsWith("&")) {
            throw new NotUnderstood("what backs the mapping is not understood, " + mapping.where());
        }
        return symbol.substring(1);
    }

    /** Memory as exec left it, with a VMA for a hook or a handler to look at. */
    private static Map<String, Value> withVma(Path setup, String vma, Sum start, Sum size) {
        Map<String, Value> memory = new HashMap<>(setup.memory());
        memory.put("vmf.vma", Sum.symbol("&" + vma));
        memory.put(vma + ".vm_mm", Sum.symbol("current.mm"));
        memory.put(vma + ".vm_start", start);
        memory.put(vma + ".vm_end", start.plus(size));
        return memory;
    }

    // Names.

    private String name(Mapping mapping, Path setup) throws NotUnderstood {
        if (mapping.installer() == Installer.SPECIAL && !rules.specialNames().is("false")) {
            mustBeKnown(rules.specialNames());
            if (member(backing(mapping), "name", setup) instanceof Value.Text text) {
                return text.text();
            }
            throw new NotUnderstood("the name of " + backing(mapping) + " is not understood, " + mapping.where());
        }
        boolean named = mapping.installer() == Installer.SPECIAL && mapping.backing().symbol()
                .filter(symbol -> symbol.startsWith("&"))
                .filter(symbol -> member(symbol.substring(1), "name", setup) instanceof Value.Text)
                .isPresent();
        if (named) {
            throw new NotUnderstood(backing(mapping) + " has a name that mm does not show, " + mapping.where());
        }
        if (!machine.hasFunction("arch_vma_name") || isFalse(rules.asksArchForNames())) {
            return "";
        }
        Set<Value> names = namesAt(mapping.start(), mapping, setup);
        if (names.size() == 1 && names.iterator().next() instanceof Value.Text text) {
            return text.text();
        }
        if (names.equals(Set.of(Sum.ZERO))) {
            return "";
        }
        throw new NotUnderstood("arch_vma_name is not understood for the mapping at " + mapping.where());
    }

    /** Whether a rule of the mm core does not hold. */
    private static boolean isFalse(Fact rule) throws NotUnderstood {
        if (rule instanceof Fact.Unknown unknown) {
            throw new NotUnderstood(unknown.reason());
        }
        return rule.is("false");
    }

    private Fact nameSticks(Draft image, Path setup) {
        if (image.name().isEmpty()) {
            return Fact.NULL;
        }
        boolean carried = isSpecial(image) && rules.specialNames().is("true");
        return Fact.of(carried || !isSpecial(image) && image.name().equals(nameElsewhere(image, setup)));
    }

    /** What {@code arch_vma_name} calls the VMA when it has moved; empty where that is nothing, or not known. */
    private String nameElsewhere(Draft image, Path setup) {
        Set<Value> names = machine.hasFunction("arch_vma_name")
                ? namesAt(NEW_PLACE, image.mapping(), setup)
                : Set.of();
        return names.size() == 1 && names.iterator().next() instanceof Value.Text text ? text.text() : "";
    }

    private Set<Value> namesAt(Sum start, Mapping mapping, Path setup) {
        Map<String, Value> memory = withVma(setup, "vma", start, mapping.size());
        if (mapping.installer() == Installer.PAGE_LIST) {
            memory.put("vma.vm_private_data", mapping.backing());
        }
        Set<Value> names = new HashSet<>();
        for (Path path : machine.runIn("arch_vma_name", memory, List.of(Sum.symbol("&vma")))) {
            names.add(path.result());
        }
        return names;
    }

    // Contents.

    /**
     * What is in a VMA; empty where it is none of the vDSO's: code of another kind under a name of its own, such as the page
     * that signal handlers return through.
     */
    private Optional<Contents> ofVdso(Mapping mapping, String name, Path setup) throws NotUnderstood {
        boolean mayBeOther = !name.isEmpty()
                && !name.equals(VDSO_NAME)
                && mapping.flags().filter(flags -> flags.has("VM_EXEC")).isPresent();
        try {
            Contents contents = contents(mapping, setup);
            boolean data = contents.data().isPresent() && contents.header().isEmpty();
            if (data && mapping.flags().filter(flags -> flags.open() || mayBeOther).isPresent()) {
                throw new NotUnderstood("data that may be executed, " + mapping.where());
            }
            return mayBeOther && contents.header().isEmpty() ? Optional.empty() : Optional.of(contents);
        } catch (NothingInside e) {
            if (mayBeOther) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Contents contents(Mapping mapping, Path setup) throws NotUnderstood {
        switch (mapping.installer()) {
            case PAGE_LIST -> {
                mustBeKnown(rules.pageLists());
                return listed(mapping, setup);
            }
            case SPECIAL -> {
                List<Path.Remap> remaps = setup.remaps().stream()
                        .filter(remap -> setup.mappings().get(remap.mapping()).equals(mapping))
                        .toList();
                if (rules.specialNames().is("false")) {
                    // It carried no name yet, because it was given an array of pages, not a description.
                    mustBeKnown(rules.specialPages());
                    return remaps.isEmpty() ? listed(mapping, setup) : remapped(remaps, mapping);
                }
                String spec = backing(mapping);
                for (String member : List.of("name", "fault", "pages", "mremap")) {
                    boolean bySetup = Set.of("name", "pages").contains(member)
                            && setup.memory().containsKey(spec + "." + member);
                    if (machine.isWrittenLater(spec, member, bySetup ? Set.of(arch.setup()) : Set.of())) {
                        throw new NotUnderstood(spec + "." + member + " is written at run time, " + mapping.where());
                    }
                }
                if (machine.isSet(spec + ".fault")) {
                    mustBeKnown(rules.specialFaults());
                    if (hasHandler(spec)) {
                        return faulted(handler(spec, mapping, setup), mapping, setup);
                    }
                }
                if (!remaps.isEmpty()) {
                    return remapped(remaps, mapping);
                }
                mustBeKnown(rules.specialPages());
                return listed(mapping, setup);
            }
            default -> {
                return byHand(mapping, setup);
            }
        }
    }

    private static void mustBeKnown(Fact rule) throws NotUnderstood {
        if (rule instanceof Fact.Unknown unknown) {
            throw new NotUnderstood(unknown.reason());
        }
    }

    /** Whether a special mapping has a handler of its own, and the mm core asks it. */
    private boolean hasHandler(String spec) {
        return machine.isSet(spec + ".fault") && !rules.specialFaults().is("false");
    }

    private FaultHandler handler(String spec, Mapping mapping, Path setup) {
        Map<String, Value> sizes = new HashMap<>();
        mapping.size().terms().keySet().stream().map(Sum.Term::symbol).filter(arch.imageSize())
                .forEach(size -> sizes.put(size, positive(Sum.symbol(size))));
        return new FaultHandler(machine, spec + ".fault", mapping, withVma(setup, "vma", mapping.start(), mapping.size()), sizes);
    }

    /** A member of a special mapping, which the set-up may have written on its way. */
    private Value member(String spec, String member, Path setup) {
        Value written = setup.memory().get(spec + "." + member);
        return written != null ? written : machine.initialValue(spec + "." + member);
    }

    private enum Kind {
        IMAGE,
        DATA
    }

    private Optional<String> imageIn(Sum address) {
        return address.terms().keySet().stream()
                .map(term -> term.symbol().startsWith("&") ? term.symbol().substring(1) : term.symbol())
                .filter(arch.image())
                .findFirst();
    }

    /** What nothing was assigned to, whose address alone means something, or what a loop or a function left. */
    private static final List<String> MEANINGLESS = List.of(Machine.UNASSIGNED, Machine.BYTE_AT, Machine.CHANGED, Machine.NO_RESULT);

    /** Whether something depends on a value that nobody can tell. */
    static boolean isMeaningless(Object something) {
        return MEANINGLESS.stream().anyMatch(something.toString()::contains);
    }

    /** Whether an address is made of nothing but numbers, named or not, and sizes. */
    private static boolean isNumber(Sum address) {
        return address.terms().keySet().stream().map(Sum.Term::symbol)
                .allMatch(symbol -> symbol.isEmpty() || symbol.startsWith("[") || symbol.matches(Machine.NUMBER));
    }

    /** What is no address of a page in the kernel's own memory: made by an operator on bits, or a mapping of pages elsewhere. */
    private static final Pattern NO_ADDRESS = Pattern.compile("\\)[|^&*/%]\\(|~\\(|^&vmap#");

    private Kind kind(Value value, String where) throws NotUnderstood {
        Sum address = value instanceof Value.Page page ? page.address() : value instanceof Sum sum ? sum : Sum.ZERO;
        if (isNumber(address) || isMeaningless(address) || NO_ADDRESS.matcher(address.toString()).find()) {
            throw new NotUnderstood("a page that is neither image nor data, " + where);
        }
        if (imageIn(address).isPresent()) {
            return Kind.IMAGE;
        }
        if (address.symbol().filter(symbol -> symbol.startsWith("&") && machine.isFunction(symbol.substring(1))).isPresent()) {
            throw new NotUnderstood("a function in place of a page, " + where);
        }
        if (!isInside(address)) {
            throw new NotUnderstood("a page beside the variable that it is counted from, " + where);
        }
        return Kind.DATA;
    }

    /** Whether an address that is counted from a variable's may be the variable's, as far as its size is known. */
    private boolean isInside(Sum address) {
        Set<String> names = new HashSet<>();
        Sum distance = address;
        for (Map.Entry<Sum.Term, Long> term : address.terms().entrySet()) {
            if (!term.getKey().symbol().isEmpty()) {
                names.add(term.getKey().symbol());
                distance = distance.minus(new Sum(Map.of(term.getKey(), term.getValue())));
            }
        }
        if (names.size() != 1 || distance.equals(Sum.ZERO)) {
            return true;
        }
        String variable = names.iterator().next().replaceFirst("^&", "").replaceFirst("[.\\[].*", "");
        // A page frame number counts pages.
        Sum bytes = distance.number().isPresent() ? distance.timesPages(1) : distance;
        boolean before = bytes.compare("<").orElse(false);
        boolean behind = machine.sizeOf(variable)
                .filter(size -> machine.settle(size).minus(bytes).compare("<=").orElse(false))
                .isPresent();
        return !before && !behind;
    }

    /** The array whose pages a mapping is given, and where in it they begin; empty or zero where no array backs it. */
    private Optional<Sum> list(Mapping mapping, Path setup) {
        Optional<Sum> list = Optional.of(mapping.backing());
        if (mapping.installer() == Installer.SPECIAL) {
            list = mapping.backing().symbol()
                    .filter(symbol -> symbol.startsWith("&"))
                    .map(symbol -> hasHandler(symbol.substring(1))
                            ? indexed(handler(symbol.substring(1), mapping, setup).given(Optional.empty()))
                            : member(symbol.substring(1), "pages", setup))
                    .map(value -> value instanceof Sum sum ? sum : Sum.ZERO);
        }
        return list.filter(pointer -> !pointer.equals(Sum.ZERO)).map(pointer -> {
            Matcher element = ELEMENT.matcher(pointer.toString());
            return element.matches()
                    ? Sum.symbol(element.group(1)).plus(Sum.of(Long.parseLong(element.group(2))))
                    : pointer;
        });
    }

    /** Where in a mapping the pages of a store lie, in pages; empty where they are of another array. */
    private Optional<Sum> indexIn(Mapping mapping, Path.Store store, Path setup) {
        return list(mapping, setup)
                .filter(list -> isFrom(store.array(), list))
                .map(list -> store.index().minus(list.minus(store.array())));
    }

    /** Whether a pointer leads to an array, or to an element of it on, which may be as many on as the image has pages. */
    private static boolean isFrom(Sum array, Sum pointer) {
        return pointer.minus(array).number().isPresent()
                || array.symbol().filter(symbol -> pointer.factorOf(symbol) == 1).isPresent();
    }

    private boolean isInside(Mapping mapping, Path.Store store, Path setup) {
        return indexIn(mapping, store, setup).filter(index -> !isOutside(mapping, store, index)).isPresent();
    }

    private boolean isOutside(Mapping mapping, Path.Store store, Sum index) {
        Sum end = index.plus(store.count()).timesPages(1);
        return distance(mapping.size(), index.timesPages(1)).compare(">=").orElse(false)
                || positive(machine.settle(end)).compare("<=").orElse(false);
    }

    /** The pages of the array that a mapping is given, but for those that only another mapping shows of the same array. */
    private List<Path.Store> pagesOf(Mapping mapping, Path setup) {
        Optional<String> variable = list(mapping, setup)
                .flatMap(Sum::symbol)
                .filter(name -> name.startsWith("&"))
                .map(name -> name.substring(1));
        List<Path.Store> pages = new ArrayList<>();
        for (Path.Store store : stores) {
            Optional<Sum> index = indexIn(mapping, store, setup);
            boolean others = index.isPresent() && isOutside(mapping, store, index.get())
                    && setup.mappings().stream().anyMatch(other -> isInside(other, store, setup));
            if (index.isPresent() && !others) {
                pages.add(new Path.Store(store.array(), index.get(), store.count(), store.value(), store.where()));
            }
        }
        if (pages.isEmpty() && variable.isPresent() && machine.initialValue(variable.get()) instanceof Value.Page page) {
            // A pointer to a variable is an array of one.
            pages.add(new Path.Store(Sum.ZERO, Sum.ZERO, Sum.of(1), page, mapping.where()));
        }
        return pages;
    }

    /** A VMA that an array of pages backs. */
    private Contents listed(Mapping mapping, Path setup) throws NotUnderstood {
        Optional<Sum> header = Optional.empty();
        Optional<Sum> data = Optional.empty();
        List<List<Sum>> runs = new ArrayList<>();
        if (list(mapping, setup).flatMap(Sum::number).isPresent()) {
            throw new NotUnderstood("a list of pages at a number, " + mapping.where());
        }
        for (Path.Store store : pagesOf(mapping, setup)) {
            Sum offset = store.index().timesPages(1);
            if (store.value().equals(Sum.ZERO)) {
                for (List<Sum> run : runs) {
                    mustLieBeside(run, offset, store.where());
                }
                continue;
            }
            if (!(store.value() instanceof Value.Page page)) {
                throw new NotUnderstood("a page that is neither image nor data, " + store.where());
            }
            runs.add(List.of(offset, store.count().timesPages(1)));
            if (kind(page, store.where()) == Kind.IMAGE) {
                boolean fromItsStart = page.address().symbol().isPresent();
                if (header.isPresent() || !fromItsStart || isCut(store.count().timesPages(1))) {
                    throw new NotUnderstood("the pages of the image are not in one run, " + store.where());
                }
                header = Optional.of(offset);
            } else if (data.isPresent()) {
                throw new NotUnderstood("the data is not in one run, " + store.where());
            } else {
                data = Optional.of(offset);
            }
        }
        if (runs.isEmpty()) {
            throw new NothingInside(mapping);
        }
        if (!tile(runs, machine.settle(mapping.size()))) {
            throw new NotUnderstood("the pages behind the mapping do not fill it, " + mapping.where());
        }
        boolean executable = mapping.flags().filter(flags -> flags.has("VM_EXEC")).isPresent();
        return header.isEmpty() && executable ? written(mapping, setup) : contents(header, data, mapping);
    }

    /** Whether a run of an image's pages ends before the image, or behind it; not where its size is a number of the build's. */
    private static boolean isCut(Sum run) {
        Optional<String> size = run.terms().keySet().stream().map(Sum.Term::symbol).filter(symbol -> symbol.startsWith("[")).findFirst();
        Sum rest = size.map(symbol -> run.minus(Sum.symbol(symbol))).orElse(Sum.ZERO);
        // As large as the image, or rounded up to whole pages.
        return !rest.equals(Sum.ZERO) && !rest.equals(Sum.ofPages(1).minus(Sum.of(1)));
    }

    /** What ends a list lies before or behind a run of its pages; a page in it that is taken away leaves a hole. */
    private void mustLieBeside(List<Sum> run, Sum offset, String where) throws NotUnderstood {
        boolean before = distance(offset, run.get(0)).compare(">").orElse(false);
        boolean behind = distance(run.get(0).plus(run.get(1)), offset).compare(">=").orElse(false);
        if (!before && !behind) {
            throw new NotUnderstood("a page of the list is taken away again, " + where);
        }
    }

    /**
     * An executable VMA with a page that is no image's: trampolines, if the kernel allocated the page and wrote into it by
     * itself. Of a page that something was copied into as a whole, that is known.
     */
    private Contents written(Mapping mapping, Path setup) throws NotUnderstood {
        for (Path.Store store : pagesOf(mapping, setup)) {
            boolean allocated = store.value() instanceof Value.Page page
                    && page.address().symbol().filter(name -> name.startsWith("&new#")).isPresent();
            if (!allocated) {
                throw new NothingInside("an executable page that is not known to be an image", mapping);
            }
        }
        return new Contents(Holds.CODE, Optional.empty(), Optional.empty());
    }

    /** A VMA that pages were put into when it was made: data, each page inside it. Where none was put, a fault finds nothing. */
    private Contents remapped(List<Path.Remap> remaps, Mapping mapping) throws NotUnderstood {
        for (Path.Remap remap : remaps) {
            Optional<Boolean> above = distance(mapping.start(), remap.address()).compare(">=");
            Optional<Boolean> below =
                    distance(remap.address().plus(remap.size()), mapping.start().plus(mapping.size())).compare(">=");
            boolean inside = above.orElse(false) && below.orElse(false);
            if (!inside || kind(remap.page(), remap.where()) != Kind.DATA) {
                throw new NotUnderstood("what is put into the mapping is not understood, " + remap.where());
            }
        }
        return new Contents(Holds.DATA, Optional.empty(), Optional.of(Sum.ZERO));
    }

    /** Whether runs of pages, each an offset and a length, follow one another from zero to a size. */
    private static boolean tile(List<List<Sum>> runs, Sum size) {
        Sum filled = Sum.ZERO;
        List<List<Sum>> left = new ArrayList<>(runs);
        while (!left.isEmpty()) {
            Sum here = filled;
            Optional<List<Sum>> next = left.stream().filter(run -> run.get(0).equals(here)).findFirst();
            if (next.isEmpty()) {
                return false;
            }
            left.remove(next.get());
            filled = filled.plus(next.get().get(1));
        }
        return filled.equals(size);
    }

    private static Contents contents(Optional<Sum> header, Optional<Sum> data, Mapping mapping) throws NotUnderstood {
        if (header.isEmpty() && data.isEmpty()) {
            throw new NothingInside(mapping);
        }
        Holds holds = header.isEmpty() ? Holds.DATA : data.isEmpty() ? Holds.CODE : Holds.DATA_AND_CODE;
        return new Contents(holds, header, data);
    }

    /** A special mapping with a fault handler: all it gives is image, or all is data. */
    private Contents faulted(FaultHandler handler, Mapping mapping, Path setup) throws NotUnderstood {
        handler.mustAnswer(Optional.empty());
        List<Value> given = handler.given(Optional.empty());
        if (!indexed(given).equals(Sum.ZERO)) {
            handler.mustGiveEnds();
            return listed(mapping, setup);
        }
        Set<Kind> kinds = new HashSet<>();
        for (Value page : given) {
            kinds.add(kind(page, mapping.where()));
        }
        if (kinds.size() != 1) {
            throw new NotUnderstood("the fault handler of the mapping is not understood, " + mapping.where());
        }
        if (kinds.contains(Kind.DATA)) {
            mustShowData(handler, mapping);
            return new Contents(Holds.DATA, Optional.empty(), Optional.of(Sum.ZERO));
        }
        handler.mustAnswer(Optional.of(Sum.ZERO));
        Set<Sum> second = new HashSet<>();
        for (Value page : handler.mustGiveEnds()) {
            Sum address = page instanceof Value.Page at ? at.address() : Sum.ZERO;
            if (address.symbol().isEmpty()) {
                throw new NotUnderstood("the first page of the mapping is not the image's first, " + mapping.where());
            }
            second.add(address.plus(Sum.ofPages(1)));
        }
        for (Value page : handler.given(Optional.of(Sum.of(1)))) {
            if (!(page instanceof Value.Page at && second.contains(at.address()))) {
                throw new NotUnderstood("the second page of the mapping is not the image's second, " + mapping.where());
            }
        }
        return new Contents(Holds.CODE, Optional.of(Sum.ZERO), Optional.empty());
    }

    /** More pages than any data has where its number of pages is not the build's. */
    private static final long MOST_PAGES = 16;

    /** Outside time namespaces some page of a VMA of data must be the kernel's own. */
    private void mustShowData(FaultHandler handler, Mapping mapping) throws NotUnderstood {
        Optional<Long> count = machine.settle(mapping.size()).pages().filter(pages -> pages <= MOST_PAGES);
        boolean any = count.isEmpty() && handler.showsData(Optional.empty());
        for (long page = 0; page < count.orElse(0L); page++) {
            for (Value given : handler.given(Optional.of(Sum.of(page)))) {
                kind(given, mapping.where());
            }
            any |= handler.showsData(Optional.of(Sum.of(page)));
        }
        if (!any) {
            throw new NotUnderstood("the fault handler gives no page that the mapping has, " + mapping.where());
        }
    }

    /** Whether some handler gives the page of a time namespace. */
    private Fact timens(List<Draft> drafts, Path setup) throws NotUnderstood {
        List<Draft> data = drafts.stream().filter(draft -> draft.contents().data().isPresent()).toList();
        for (Draft draft : data) {
            boolean described = isSpecial(draft) && rules.specialNames().is("true");
            if (!described || !hasHandler(backing(draft.mapping()))) {
                continue;
            }
            FaultHandler handler = handler(backing(draft.mapping()), draft.mapping(), setup);
            Optional<Long> count = machine.settle(draft.mapping().size()).pages().filter(pages -> pages <= MOST_PAGES);
            boolean gives = count.isEmpty() && handler.givesTimens(Optional.empty());
            for (long page = 0; page < count.orElse(0L) && !gives; page++) {
                gives = handler.givesTimens(Optional.of(Sum.of(page)));
            }
            if (gives) {
                return Fact.TRUE;
            }
        }
        return data.isEmpty() ? Fact.FALSE
                : Fact.unknown("no page of a time namespace was found, " + data.get(0).mapping().where());
    }

    /** The array that a fault handler takes each page from, at the page's own number; zero where it does otherwise. */
    private Sum indexed(List<Value> given) {
        Set<Value> pages = Set.copyOf(given);
        return stores.stream()
                .map(Path.Store::array)
                .filter(array -> pages.equals(Set.of(Machine.element(array, Sum.symbol(FaultHandler.PAGE_NUMBER)))))
                .findFirst()
                .orElse(Sum.ZERO);
    }

    /** A VMA filled by hand, of the time before special mappings: its handler gives the page for an address. */
    private Contents byHand(Mapping mapping, Path setup) throws NotUnderstood {
        String hook = backing(mapping) + ".nopage";
        if (!machine.isSet(hook)) {
            throw new NotUnderstood("a mapping whose operations have no nopage, " + mapping.where());
        }
        Sum last = mapping.size().minus(Sum.ofPages(1));
        Sum secondLast = last.minus(Sum.ofPages(1));
        Sum first = pageAt(hook, mapping, setup, Sum.ZERO);
        if (last.equals(Sum.ZERO) && imageIn(first).isPresent() && first.symbol().isPresent()) {
            return contents(Optional.of(Sum.ZERO), Optional.empty(), mapping);
        }
        Sum atEnd = pageAt(hook, mapping, setup, last);
        boolean inOrder = imageIn(first).isPresent() && first.symbol().isPresent()
                && pageAt(hook, mapping, setup, secondLast).equals(first.plus(secondLast));
        boolean dataAtEnd = imageIn(atEnd).isEmpty();
        Sum image = dataAtEnd ? last : mapping.size();
        boolean wholeImage = imageIn(first).filter(symbol -> image.symbol().filter(s -> s.startsWith("[" + symbol + ",")).isPresent())
                .isPresent();
        if (!inOrder || !wholeImage) {
            throw new NotUnderstood("the nopage handler of the mapping is not understood, " + mapping.where());
        }
        return contents(Optional.of(Sum.ZERO), dataAtEnd ? Optional.of(last) : Optional.empty(), mapping);
    }

    private static boolean isAsLargeAs(Sum size, String image) {
        return size.terms().keySet().stream().anyMatch(term -> term.symbol().startsWith("[" + image + ","));
    }

    /** The kernel address of the page that a nopage handler gives at an offset. */
    private Sum pageAt(String hook, Mapping mapping, Path setup, Sum offset) throws NotUnderstood {
        Map<String, Value> memory = withVma(setup, "vma", mapping.start(), mapping.size());
        List<Value> arguments = List.of(Sum.symbol("&vma"), mapping.start().plus(offset), Sum.ZERO);
        Set<Sum> addresses = new HashSet<>();
        for (Path path : machine.runHook(hook, memory, arguments)) {
            if (!(path.result() instanceof Value.Page page)) {
                throw new NotUnderstood("the nopage handler gives no page inside its mapping, " + mapping.where());
            }
            kind(page, mapping.where());
            addresses.add(page.address());
        }
        // A handler that asks the process which image it has: the mapping was made as large as the one that it has.
        if (addresses.size() > 1) {
            addresses.removeIf(address ->
                    imageIn(address).filter(image -> !isAsLargeAs(mapping.size(), image)).isPresent());
        }
        if (addresses.size() != 1) {
            throw new NotUnderstood("the nopage handler of the mapping is not understood, " + mapping.where());
        }
        return addresses.iterator().next();
    }

    // Where things lie.

    /** A VMA that would lie over another is refused. */
    private void mustLieApart(List<Mapping> mappings) throws NotUnderstood {
        for (Mapping one : mappings) {
            for (Mapping other : mappings) {
                boolean above = distance(one.start(), other.start()).compare(">=").orElse(false);
                Sum end = one.start().plus(one.size());
                if (one != other && above && distance(end, other.start()).compare("<").orElse(false)) {
                    throw new NotUnderstood("two mappings lie over each other, " + other.where());
                }
            }
        }
    }

    private List<Draft> inOrder(List<Draft> drafts) throws NotUnderstood {
        Map<Draft, Integer> below = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            int count = 0;
            for (Draft other : drafts) {
                Optional<Integer> sign = distance(other.start(), draft.start()).sign();
                if (sign.isEmpty()) {
                    throw new NotUnderstood("the order of the mappings is not settled, " + draft.mapping().where());
                }
                count += sign.get() > 0 ? 1 : 0;
            }
            if (below.containsValue(count)) {
                throw new NotUnderstood("two mappings at one address, " + draft.mapping().where());
            }
            below.put(draft, count);
        }
        return drafts.stream().sorted(Comparator.comparing(below::get)).toList();
    }

    /** From one address to another; the sizes of images count as whole pages. */
    private Sum distance(Sum from, Sum to) {
        return positive(machine.settle(to.minus(from)));
    }

    /** Gives the size symbols of images the form that {@link Sum} knows to be at least one page. */
    private Sum positive(Sum sum) {
        Sum result = sum;
        for (Sum.Term term : sum.terms().keySet()) {
            if (!term.symbol().startsWith("[") && arch.imageSize().test(term.symbol())) {
                result = result.replace(term.symbol(), Sum.symbol("[" + term.symbol()));
            }
        }
        return result;
    }

    private Fact placement(List<Draft> drafts, Draft image, Sum header) {
        List<Draft> data = drafts.stream().filter(draft -> draft.contents().data().isPresent()).toList();
        if (data.isEmpty()) {
            return Fact.of("none");
        }
        if (image.contents().data().isPresent()) {
            Sum inside = distance(image.contents().header().orElseThrow(), image.contents().data().orElseThrow());
            return inside.sign().map(sign -> Fact.of(sign > 0 ? "after" : "before"))
                    .orElse(Fact.unknown("the order within the mapping is not settled, " + image.mapping().where()));
        }
        Draft first = data.get(0);
        Draft last = data.get(data.size() - 1);
        boolean together = true;
        for (int i = 1; i < data.size(); i++) {
            together &= distance(data.get(i - 1).end(), data.get(i).start()).equals(Sum.ZERO);
        }
        if (together && distance(last.end(), header).equals(Sum.ZERO)) {
            return Fact.of("before");
        }
        if (together && distance(image.end(), first.start()).equals(Sum.ZERO)) {
            return Fact.of("after");
        }
        return Fact.unknown("the data does not lie next to the image, " + first.mapping().where());
    }

    private static Fact dataMapping(List<Draft> drafts, Draft image) {
        if (image.contents().data().isPresent()) {
            return Fact.of("merged");
        }
        boolean any = drafts.stream().anyMatch(draft -> draft.contents().data().isPresent());
        return Fact.of(any ? "separate" : "none");
    }

    private Fact regions(List<Draft> drafts) {
        List<Region> regions = new ArrayList<>();
        for (Draft draft : drafts) {
            Sum size = machine.settle(draft.mapping().size());
            boolean built = size.terms().keySet().stream()
                    .anyMatch(term -> term.symbol().startsWith("[") || arch.imageSize().test(term.symbol()));
            Optional<Long> pages = size.pages();
            if (pages.isEmpty() && !built) {
                return Fact.unknown("the size of the mapping is not settled, " + draft.mapping().where());
            }
            regions.add(new Region(
                    draft.name(), draft.contents().holds(), pages.map(Pages::of).orElseGet(Pages::ofBuild)));
        }
        return new Fact.Regions(regions);
    }

    private Fact elfAtStart(List<Draft> drafts, Sum header) {
        return drafts.stream()
                .filter(draft -> draft.name().equals(VDSO_NAME))
                .findFirst()
                .map(draft -> Fact.of(distance(draft.start(), header).equals(Sum.ZERO)))
                .orElse(Fact.NULL);
    }

    private Fact sysinfoEhdr(Path setup, Sum header) {
        List<Path.Place> known = new ArrayList<>(setup.choices());
        // An image is never at address 0.
        List<String> certain = List.of(
                header + Machine.HELD, "((" + header + ")!=(0))" + Machine.HELD, "((" + header + ")==(0))" + Machine.NOT_HELD);
        for (String choice : certain) {
            known.add(new Path.Place(choice, ""));
        }
        Optional<Value> value = machine.argumentAfter(arch.auxvMacro(), "AT_SYSINFO_EHDR", setup.memory(), known);
        if (value.isEmpty()) {
            return Fact.FALSE;
        }
        boolean points = value.get() instanceof Sum sum && distance(sum, header).equals(Sum.ZERO);
        return points ? Fact.TRUE : Fact.unknown("AT_SYSINFO_EHDR does not lead to the ELF header as far as can be read");
    }

    // mremap.

    private static final Sum NEW_PLACE = Sum.symbol("a new place");

    private static final Set<String> ENDS_OF_MEMORY = Set.of("TASK_SIZE", "TASK_SIZE_MAX", "PAGE_OFFSET", "MEM_LOW_END");

    private Fact mremapTracked(Draft image, Path setup, Sum header) throws NotUnderstood {
        if (isSpecial(image) && !rules.specialTracks().isKnown()) {
            return rules.specialTracks();
        }
        List<String> pointers = setup.memory().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("current.") && entry.getValue().equals(header))
                .map(Map.Entry::getKey)
                .toList();
        if (pointers.isEmpty() && isFixed(header) && moves(image, setup, image.mapping().size()).isEmpty()) {
            // An address of the kernel's choice, which it need not look up.
            return Fact.FALSE;
        }
        if (pointers.isEmpty()) {
            return Fact.unknown("the kernel's own pointer to the image was not found, " + image.mapping().where());
        }
        Sum moved = NEW_PLACE.plus(image.code());
        List<Path> paths = moves(image, setup, image.mapping().size());
        if (paths.isEmpty()) {
            return Fact.FALSE;
        }
        // A hook that may refuse the mapping's own size is none that can be told what it does.
        // mremap takes anything but 0 from a mapping's own hook for a refusal, and moves the VMA back.
        boolean follows = paths.stream().noneMatch(MmRules::isError)
                && (!isSpecial(image) || paths.stream().allMatch(path -> path.result().equals(Sum.ZERO)));
        follows &= paths.stream().noneMatch(path -> isMeaningless(path.choices()));
        boolean stays = follows;
        for (Path path : paths) {
            for (String pointer : pointers) {
                Value value = path.memory().get(pointer);
                follows &= value instanceof Sum sum && sum.equals(moved);
                stays &= value instanceof Sum sum && sum.equals(header);
            }
        }
        return follows ? Fact.TRUE : stays ? Fact.FALSE
                : Fact.unknown("what mremap does to the kernel's pointer is not understood, " + image.mapping().where());
    }

    /**
     * Whether an address is the same in every process: it is made of numbers, of variables of the kernel's own, and of where
     * programs' memory ends. Any other name may stand for something that is found out for this one.
     */
    private boolean isFixed(Sum address) {
        return address.terms().keySet().stream()
                .map(Sum.Term::symbol)
                .allMatch(symbol -> symbol.isEmpty() || ENDS_OF_MEMORY.contains(symbol) || machine.hasVariable(symbol));
    }

    /** What the kernel does when the image's mapping moves; no path where it does nothing. */
    private List<Path> moves(Draft image, Path setup, Sum newSize) throws NotUnderstood {
        if (isSpecial(image)) {
            String hook = backing(image.mapping()) + ".mremap";
            if (rules.specialTracks().is("false") || !machine.isSet(hook)) {
                return List.of();
            }
            Map<String, Value> memory = withVma(setup, "new_vma", NEW_PLACE, newSize);
            List<Path> paths = machine.runHook(hook, memory, List.of(Sum.symbol("&spec"), Sum.symbol("&new_vma")));
            if (paths.isEmpty()) {
                throw new NotUnderstood("the mremap hook of the mapping was not found, " + image.mapping().where());
            }
            return paths;
        }
        if (!machine.hasFunction("arch_remap") || isFalse(rules.tellsArchOfMoves())) {
            return List.of();
        }
        List<Value> arguments = List.of(
                Sum.symbol("current.mm"), image.start(), image.end(), NEW_PLACE, NEW_PLACE.plus(newSize));
        return machine.runIn("arch_remap", setup.memory(), arguments);
    }

    /**
     * Refused where the hook accepts the image's own size and objects to a smaller one and to a larger one, or where a special
     * mapping cannot be split: then it cannot shrink, and that it cannot grow is true of every special mapping (VM_DONTEXPAND).
     */
    private Fact resize(Draft image, Path setup) throws NotUnderstood {
        if (!isSpecial(image)) {
            return Fact.of("allowed");
        }
        if (!rules.specialTracks().isKnown()) {
            return rules.specialTracks();
        }
        Sum own = image.mapping().size();
        Set<Optional<Boolean>> others = new HashSet<>();
        for (Sum change : List.of(Sum.ofPages(-1), Sum.ofPages(1))) {
            others.add(objects(moves(image, setup, own.plus(change))));
        }
        boolean accepted = objects(moves(image, setup, own)).equals(Optional.of(false));
        if (!accepted || others.size() > 1 || others.contains(Optional.<Boolean>empty())) {
            return Fact.unknown("which sizes the mremap hook objects to is not understood, " + image.mapping().where());
        }
        return others.contains(Optional.of(true)) ? Fact.of("refused") : rules.specialSplit();
    }

    /** Whether a hook always objects, or never; empty where that depends on something. No way at all is no hook. */
    private static Optional<Boolean> objects(List<Path> ways) {
        long objecting = ways.stream().filter(MmRules::isError).count();
        boolean known = ways.stream().allMatch(path -> path.result().equals(Sum.ZERO) || MmRules.isError(path));
        return !known ? Optional.empty() : objecting == 0 ? Optional.of(false) : objecting == ways.size() ? Optional.of(true) : Optional.empty();
    }

    // Flags.

    private Fact dataAccess(List<Draft> drafts, Path setup) throws NotUnderstood {
        Optional<Draft> data =
                drafts.stream().filter(draft -> draft.contents().data().isPresent()).findFirst();
        if (data.isEmpty()) {
            return Fact.NULL;
        }
        Optional<Value.Flags> flags = data.get().mapping().flags();
        if (flags.isEmpty()) {
            return Fact.unknown("the flags of the mapping are not understood, " + data.get().mapping().where());
        }
        if (!mayHold(data.get(), flags.get(), setup)) {
            return Fact.unknown("the fault handler puts pages of another kind into the mapping, " + data.get().mapping().where());
        }
        if (flags.get().has("VM_PFNMAP")) {
            return Fact.of("pfnmap");
        }
        boolean mixed = flags.get().has("VM_MIXEDMAP");
        if (mixed && flags.get().has("VM_IO")) {
            return Fact.of("mixedmap");
        }
        // Without VM_IO, what protects a mixed map is that it cannot be written; if it can, nobody has looked what happens.
        if (mixed && (flags.get().has("VM_MAYWRITE") || flags.get().has("VM_WRITE"))) {
            return Fact.unknown("VM_MIXEDMAP that may be written, without VM_IO, " + data.get().mapping().where());
        }
        if (flags.get().open()) {
            return Fact.unknown("some flags of the mapping are not understood, " + data.get().mapping().where());
        }
        return Fact.of(flags.get().has("VM_MAYWRITE") || flags.get().has("VM_WRITE") ? "cow" : "read-only");
    }

    /** Whether a VMA has the flags that the functions ask for by which its fault handler puts pages in place. */
    private boolean mayHold(Draft draft, Value.Flags flags, Path setup) throws NotUnderstood {
        boolean described = isSpecial(draft) && rules.specialNames().is("true");
        if (flags.open() || !described || !hasHandler(backing(draft.mapping()))) {
            return true;
        }
        boolean frames = flags.has("VM_PFNMAP") || flags.has("VM_MIXEDMAP");
        return handler(backing(draft.mapping()), draft.mapping(), setup).at(Optional.empty()).stream()
                .map(path -> path.memory().getOrDefault(Machine.INSERTED_BY, Sum.ZERO))
                .allMatch(function -> function.equals(Sum.ZERO)
                        || (function.toString().endsWith("_page") ? flags.has("VM_MIXEDMAP") : frames));
    }

    private static Fact sealed(List<Draft> drafts) {
        long sealed = drafts.stream()
                .filter(draft -> draft.mapping().flags().filter(flags -> flags.has("VM_SEALED_SYSMAP")).isPresent())
                .count();
        boolean open = drafts.stream()
                .anyMatch(draft -> draft.mapping().flags().map(Value.Flags::open).orElse(true));
        if (open) {
            return Fact.unknown("some flags of the mappings are not understood, " + drafts.get(0).mapping().where());
        }
        return sealed == 0 ? Fact.FALSE : sealed == drafts.size() ? Fact.TRUE
                : Fact.unknown("some of the mappings can be sealed and some cannot");
    }
}
