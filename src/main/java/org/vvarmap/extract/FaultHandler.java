package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vvarmap.extract.MappingReader.NotUnderstood;
import org.vvarmap.source.Machine;
import org.vvarmap.source.Path;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * A special mapping's own handler for faults: which pages it gives for the pages of its VMA.
 *
 * @param machine the architecture's files
 * @param hook the member that points at the handler, {@code vvar_spec.fault}
 * @param mapping the VMA
 * @param memory what memory holds as exec left it, with that VMA in it
 * @param sizes of images, each a page at least, so that there is a first one to ask for
 */
record FaultHandler(Machine machine, String hook, Path.Mapping mapping, Map<String, Value> memory, Map<String, Value> sizes) {

    /** Where a fault handler finds which page of the VMA is asked for. */
    static final String PAGE_NUMBER = "vmf.pgoff";

    /** What no description of a special mapping has, and no VMA: the handler takes something else for one. */
    private static final Pattern OF_SOMETHING_ELSE =
            Pattern.compile("\\bspec\\.(?!name|pages|fault|mremap|close)\\w|\\bvma\\.(?!vm_|anon_)\\w|\\b(?!vma\\.)\\w+\\.vm_");

    /** Questions for that, for a member of what lies at some distance from a variable, and for a number that was not read. */
    private static final Pattern STRANGE = Pattern.compile(
            OF_SOMETHING_ELSE + "|P[+-]&\\w+\\.\\w|^" + Machine.NUMBER + " |VM_FAULT_ERROR|[=<>]\\(" + Machine.NUMBER
                    + "\\)|\\(" + Machine.NUMBER + "\\)[=!<>]|^switch.*\\)" + Machine.AT_UNREAD);

    /** What a fault handler returns where there is no page. */
    private static final Set<String> FAULTS = Set.of("VM_FAULT_SIGBUS", "VM_FAULT_SIGSEGV", "VM_FAULT_OOM");

    /** The page that a time namespace has in place of the kernel's own. */
    private static final Pattern OF_TIMENS = Pattern.compile("time_ns\\.vvar_page|find_timens_vvar_page");

    /** Every way through the handler, asked for one page of the VMA or for any. */
    List<Path> at(Optional<Sum> page) {
        Map<String, Value> memory = new HashMap<>(this.memory);
        // By an older name, the same.
        memory.put("vmf.virtual_address", Sum.symbol("vmf.address"));
        page.ifPresent(number -> {
            Sum address = mapping.start().plus(number.timesPages(1));
            memory.putAll(Map.of(PAGE_NUMBER, number, "vmf.address", address, "vmf.virtual_address", address));
            memory.putAll(sizes);
        });
        return machine.runHook(hook, memory, List.of(Sum.symbol("&spec"), Sum.symbol("&vma"), Sum.symbol("&vmf")));
    }

    /** The pages that a fault handler gives, at one page of the VMA or at any. */
    List<Value> given(Optional<Sum> page) {
        return at(page).stream().flatMap(path -> given(path).stream()).toList();
    }

    /** The pages that mm takes from one way through a handler: what that returns says where it left them. */
    private static List<Value> given(Path path) {
        return left(path).stream().map(page -> isNothing(page, path) ? Sum.ZERO : page).toList();
    }

    private static List<Value> left(Path path) {
        if (path.result().equals(Machine.PAGE_GIVEN)) {
            return path.pages();
        }
        // One that is in place already stays.
        Value left = path.memory().getOrDefault(Machine.IN_PLACE, path.memory().getOrDefault("vmf.page", Sum.ZERO));
        return path.result().equals(Sum.ZERO) && !left.equals(Sum.ZERO) ? List.of(left) : List.of();
    }

    /** Whether a path found that a pointer leads to nothing. */
    private static boolean isNothing(Value pointer, Path path) {
        Sum address = pointer instanceof Value.Page page ? page.address() : pointer instanceof Sum sum ? sum : Sum.ZERO;
        Set<String> questions = Set.of(address + Machine.NOT_HELD, "((" + address + ")!=(0))" + Machine.NOT_HELD,
                "((" + address + ")==(0))" + Machine.HELD);
        return path.choices().stream().anyMatch(choice -> questions.contains(choice.what()));
    }

    /**
     * Each way through a fault handler must give a page or say that there is none; one that says that it put a page in place
     * may have found one there, as far as can be told here, where all errors are one.
     */
    void mustAnswer(Optional<Sum> page) throws NotUnderstood {
        for (Path path : at(page)) {
            boolean none = path.result().equals(Machine.PAGE_GIVEN) || FAULTS.contains(path.result().toString());
            boolean strange = path.choices().stream().anyMatch(choice -> STRANGE.matcher(choice.what()).find());
            strange |= given(path).stream().anyMatch(value -> OF_SOMETHING_ELSE.matcher(value.toString()).find());
            if (!none && given(path).isEmpty() || strange || MappingReader.isMeaningless(path.choices())) {
                throw new NotUnderstood("what the fault handler of the mapping returns is not understood, " + mapping.where());
            }
        }
    }

    /** A handler that gives pages in their order gives the first, which is returned, and the last. */
    List<Value> mustGiveEnds() throws NotUnderstood {
        Sum last = mapping.size().timesPages(-1).minus(Sum.of(1));
        List<Value> first = given(Optional.of(Sum.ZERO));
        if (first.isEmpty() || given(Optional.of(last)).isEmpty()) {
            throw new NotUnderstood("the fault handler does not give the mapping's first page and its last, " + mapping.where());
        }
        return first;
    }

    /** Whether a page of the kernel's own is given where the process is in no time namespace. */
    boolean showsData(Optional<Sum> page) {
        return at(page).stream()
                .filter(path -> path.choices().stream()
                        .noneMatch(choice -> OF_TIMENS.matcher(choice.what()).find() && choice.what().endsWith(Machine.HELD)))
                .flatMap(path -> given(path).stream())
                .anyMatch(value -> !OF_TIMENS.matcher(value.toString()).find());
    }

    /** Whether the page of a time namespace is given. */
    boolean givesTimens(Optional<Sum> page) {
        return at(page).stream()
                .flatMap(path -> given(path).stream())
                .map(value -> value instanceof Value.Page it ? it.address() : value)
                .anyMatch(value -> value instanceof Sum sum && OF_TIMENS.matcher(sum.symbol().orElse("")).find());
    }
}
