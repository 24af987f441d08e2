package org.vvarmap.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs functions of kernel C on symbols instead of numbers, every way that their conditions allow.
 *
 * <p>Memory is a map from the name of a place ({@code current.mm.context.vdso}) to a {@link Value}; a place that nothing was
 * written to holds a symbol of its own name. A condition that is known takes its way; one that is not splits the run, and the
 * same condition is decided the same way for the rest of that path. What the kernel's own functions do where all goes well is
 * in {@link KernelFunctions}. Work is bounded: a function that goes beyond throws {@link TooComplex}.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Machine {

    /** A function does more than this tool follows. */
    public static final class TooComplex extends RuntimeException {
        private TooComplex(String message) {
            super(message, null, false, false);
        }
    }

    /** The array that holds the pages which the kernel maps for processes at addresses of its own, by their index. */
    public static final String FIXMAP = "the fixmap";

    /** The place that holds what was last printed into a file of /proc as it is. */
    public static final String PRINTED = "printed";

    /** Begins the symbol for where a VMA without a file was mapped: an address, or an error. */
    public static final String ANONYMOUS = "an anonymous VMA";

    /** Begins the symbol for the start of a range of user memory that is free: a page's start. */
    static final String FREE_RANGE = "base";

    /** The place that holds which function a fault handler last put a page in place with. */
    public static final String INSERTED_BY = "inserted by";

    /** The place that holds which page a fault handler put in place where the fault was. */
    public static final String IN_PLACE = "in place";

    /** Before the name of a pointer to a function that was called: what the call gives, where the function is not known. */
    public static final String THROUGH_POINTER = "a call through ";

    /** What a fault handler returns that has put the page in place itself. */
    public static final Sum PAGE_GIVEN = Sum.symbol("VM_FAULT_NOPAGE");

    /** Any number of errno.h: which it is makes no difference, and one more or less is another. */
    private static final Sum ERROR = Sum.of(22);

    /** The smallest page that Linux has, in bytes. */
    private static final long SMALLEST_PAGE = 4096;

    private static final Sum PAGE_MASK = Sum.symbol("PAGE_MASK");

    /** Begins the symbol for what a local variable holds that nothing was assigned to. */
    public static final String UNASSIGNED = "uninitialised ";

    /** Begins the symbol for what is in one byte of the linker's, whose address alone means something. */
    public static final String BYTE_AT = "the byte at ";

    /** Begins the symbol for what a loop left in a place, of which nobody knows how often it was run. */
    public static final String CHANGED = "changed in a loop: ";

    /** Begins the symbol for what a function returns that ends without a {@code return}. */
    public static final String NO_RESULT = "no result of ";

    /** After a condition that a path found to hold. */
    public static final String HELD = " holds";

    /** After a condition that a path found not to hold. */
    public static final String NOT_HELD = " does not hold";

    /** What exec's macros call to pass an entry of the auxiliary vector. */
    private static final String AUXV_ENTRY = "NEW_AUX_ENT";

    private static final Set<String> ENABLED = Set.of("IS_ENABLED", "IS_BUILTIN", "IS_REACHABLE");

    /** What looks like a call, but is a number that its arguments name. */
    private static final Set<String> NAMED_BY_ARGUMENTS = Set.of("ARRAY_SIZE", "offsetof", "container_of");

    /** Ways through one function that are followed. */
    private static final int MOST_PATHS = 512;

    /** Statements and expressions of one way. */
    private static final int MOST_STEPS = 20_000;

    /** Functions that call one another. */
    private static final int DEEPEST_CALL = 16;

    /** Rounds of a loop whose number is known. */
    private static final int MOST_ITERATIONS = 64;

    /**
     * Expressions within expressions, those of enumerators and initialisers that they name among them. Each takes a kilobyte of a
     * stack that has a thousand.
     */
    private static final int DEEPEST_EVALUATION = 500;

    /**
     * What one question may cost altogether: places that are looked through or copied, and eight characters of a made-up name
     * count as one. Code that multiplies unknown values with themselves doubles its names with each line. Kernels cost under a tenth.
     */
    private static final long MOST_WORK = 20_000_000;

    /** The longest name that is made up for a value of which nothing is known, in characters. Those of kernels have less than 2,000. */
    private static final int LONGEST_NAME = 1 << 14;

    /** Tokens that a macro outside of functions expands to. */
    private static final int MOST_TOKENS = 100_000;

    /** An element of an array of structures, as a place's first step. */
    private static final Pattern ELEMENT = Pattern.compile("^(\\w+)\\[(\\d{1,18})\\]$");

    /** A number's name, by the way that all such are written: where one is left, it was not read. */
    public static final String NUMBER = "[A-Z][A-Z0-9]*_[A-Z0-9_]+";

    /** In a question for one of several cases, before one whose number was not read. */
    public static final String AT_UNREAD = " at ";

    /** A condition that is a variable and no more, found not to hold. */
    private static final Pattern SWITCHED_OFF = Pattern.compile("\\w+" + NOT_HELD);

    /** A condition that is the name of a number, which was not read: the name is its group. */
    public static final Pattern NUMBER_ASKED = Pattern.compile("(" + NUMBER + ")(?:" + HELD + "|" + NOT_HELD + ")");

    private static final Pattern PLACE = Pattern.compile("[\\w.]*");

    /** Stands for a place where none is at hand. */
    private static final Token ORIGIN = new Token(Token.Kind.MARK, "", "the source", 0, false, false);

    /** After the place of a structure that was assigned as a whole: what its other members hold. */
    private static final String OTHERS = ".*";

    private final List<Unit> units;
    private final Settings settings;
    private final Map<String, Boolean> truths;
    private final Set<String> toldOf = new HashSet<>();
    private final Map<Unit, List<Unit>> lookUps = new IdentityHashMap<>();
    private final Map<String, String> openInCode = new LinkedHashMap<>();
    private final Map<String, Value> initial = new HashMap<>();
    private final Map<String, Static> statics = new HashMap<>();
    private final Map<String, Sum> equalities = new LinkedHashMap<>();
    private Set<String> inlined = Set.of();
    private final Set<String> entered = new HashSet<>();
    private final Map<Unit, Map<String, Boolean>> zeroYet = new IdentityHashMap<>();
    private boolean inlineAll = true;
    private boolean promisesRead;
    private int explored;
    private long work;

    /**
     * Makes a machine for some files.
     *
     * @param units the files; what a later one shares with an earlier is taken from the earlier
     * @param settings the configuration that they were read under
     * @param truths what is known of functions that ask about the process, by the text of the call without spaces:
     *     {@code is_32bit_task()} to true; also of parameters of the function that is run, by name
     */
    public Machine(List<Unit> units, Settings settings, Map<String, Boolean> truths) {
        this.units = List.copyOf(units);
        this.settings = settings;
        this.truths = Map.copyOf(truths);
        truths.keySet().stream().filter(call -> call.indexOf('(') > 0).forEach(call -> toldOf.add(call.substring(0, call.indexOf('('))));
    }

    /**
     * Whether some unit defines a function.
     *
     * @param name the function
     * @return true where it can be run
     */
    public boolean hasFunction(String name) {
        return units.stream().anyMatch(unit -> unit.hasFunction(name));
    }

    /**
     * Whether a name is a function's.
     *
     * @param name the name
     * @return true where some unit defines it or calls it
     */
    public boolean isFunction(String name) {
        return units.stream().anyMatch(unit -> unit.hasFunction(name) || unit.calls(name));
    }

    /**
     * Whether a function has parameters.
     *
     * @param name the function
     * @return true where some unit defines it so
     */
    public boolean takesArguments(String name) {
        return units.stream()
                .flatMap(unit -> unit.function(name).stream())
                .flatMap(function -> function.parameters().stream())
                .anyMatch(parameter -> !parameter.isEmpty() && !parameter.equals("void"));
    }

    /**
     * The size of a variable that is, or is padded by, an array of bytes.
     *
     * @param name the variable
     * @return its size in bytes; empty where nothing tells
     */
    public Optional<Sum> sizeOf(String name) {
        for (Unit unit : units) {
            Optional<Expr> size = unit.paddedTo(name);
            if (size.isPresent()) {
                Run run = new Run(List.of());
                return Optional.of(run.sum(run.evaluate(size.get(), new Frame(unit, 0))));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether some unit declares a variable outside functions.
     *
     * @param name the variable
     * @return true where it is one
     */
    public boolean hasVariable(String name) {
        return units.stream().anyMatch(unit -> unit.variable(name).isPresent());
    }

    /**
     * Symbols asked for by {@code IS_ENABLED} in code that was run, without a stated value.
     *
     * @return symbol to place
     */
    public Map<String, String> openSymbols() {
        return new LinkedHashMap<>(openInCode);
    }

    /**
     * Sets what memory holds before any function runs: what an initialisation left there.
     *
     * @param memory place to value
     */
    public void remember(Map<String, Value> memory) {
        memory.forEach((place, value) -> {
            if (!place.startsWith("local ")) {
                initial.put(place, value);
            }
        });
    }

    /**
     * Runs a function with all its callees.
     *
     * @param function its name
     * @param arguments its arguments; symbols stand for those that are left out
     * @return every way through it
     * @throws TooComplex where there are too many, or they are too long
     */
    public List<Path> run(String function, Value... arguments) {
        return runIn(function, Map.of(), List.of(arguments));
    }

    /**
     * Runs the function that a member of a variable points at.
     *
     * @param place {@code vdso64_spec.mremap}
     * @param memory what memory holds, on top of what is remembered
     * @param arguments the function's arguments
     * @return every way through it; none where the member points at no function that is known
     * @throws TooComplex where there are too many, or they are too long
     */
    public List<Path> runHook(String place, Map<String, Value> memory, List<Value> arguments) {
        String function = new Run(List.of()).target(initialValue(place));
        String variable = arrayOf(place.substring(0, Math.max(place.indexOf('.'), 0)));
        Optional<Unit> home = Optional.ofNullable(statics.get(variable)).map(Static::home)
                .filter(unit -> unit.hasFunction(function))
                .or(() -> units.stream()
                        .filter(unit -> unit.variable(variable).isPresent() && unit.hasFunction(function))
                        .findFirst());
        return home.map(unit -> explore(function, unit, arguments, memory)).orElse(List.of());
    }

    /**
     * How many parameters the function has that a member of a variable points at.
     *
     * @param place {@code special_ops.fault}
     * @return the number; 0 where the member points at no function that is known
     */
    public int parametersOf(String place) {
        String function = new Run(List.of()).target(initialValue(place));
        return units.stream().flatMap(unit -> unit.function(function).stream()).findFirst()
                .map(known -> known.parameters().size()).orElse(0);
    }

    /**
     * Runs a function in a given memory.
     *
     * @param function its name
     * @param memory what memory holds, on top of what is remembered
     * @param arguments its arguments
     * @return every way through it; none where no unit defines it
     * @throws TooComplex where there are too many, or they are too long
     */
    public List<Path> runIn(String function, Map<String, Value> memory, List<Value> arguments) {
        Optional<Unit> home = units.stream().filter(unit -> unit.hasFunction(function)).findFirst();
        return home.map(unit -> explore(function, unit, arguments, memory)).orElse(List.of());
    }

    /**
     * Runs a function in which only callees that mention one of some words, or whose callees do, are followed; the others are
     * taken for symbols.
     *
     * @param function its name
     * @param words the words
     * @return every way through it
     * @throws TooComplex where there are too many, or they are too long
     */
    public List<Path> runFor(String function, Set<String> words) {
        return runFor(function, words, Map.of(), List.of());
    }

    /**
     * As {@link #runFor(String, Set)}, in a given memory.
     *
     * @param function its name
     * @param words the words
     * @param memory what memory holds, on top of what is remembered
     * @param arguments its arguments
     * @return every way through it
     * @throws TooComplex where there are too many, or they are too long
     */
    public List<Path> runFor(String function, Set<String> words, Map<String, Value> memory, List<Value> arguments) {
        Set<String> follow = new HashSet<>();
        carriers(words).values().forEach(follow::addAll);
        inlineAll = false;
        inlined = follow;
        try {
            return runIn(function, memory, arguments);
        } finally {
            inlineAll = true;
        }
    }

    /**
     * The functions that no other function calls and whose code, or whose callees' code, mentions one of some words.
     *
     * @param words the words
     * @return their names
     * @throws TooComplex where there are too many functions and variables to look at
     */
    public List<String> rootsThatMention(Set<String> words) {
        work = 0;
        Map<Unit, Set<String>> carriers = carriers(words);
        List<String> roots = new ArrayList<>();
        for (Unit unit : units) {
            for (Unit.Function function : unit.functions()) {
                if (!carriers.getOrDefault(unit, Set.of()).contains(function.name())) {
                    continue;
                }
                units.forEach(user -> spend(user.functions().size() + 8L * user.variables().size(), function.place()));
                boolean called = units.stream()
                        .filter(user -> user == unit || !function.local())
                        .flatMap(user -> user.functions().stream())
                        .anyMatch(other -> other != function && other.words().contains(function.name()));
                boolean pointedAt = unit.variables().stream()
                        .anyMatch(variable -> variable.value().isPresent() && mentions(variable.value().get(), function.name()));
                // One that its file keeps to itself and never mentions again is never called: no initcall names it.
                boolean dead = function.local() && !unit.mentionsOutside(function);
                if (!called && !pointedAt && !dead) {
                    roots.add(function.name());
                }
            }
        }
        return roots;
    }

    /** The functions whose code, or whose callees' code, mentions one of some words. */
    private Map<Unit, Set<String>> carriers(Set<String> words) {
        Map<Unit, Set<String>> carriers = new HashMap<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Unit unit : units) {
                Set<String> known = known(carriers, unit);
                for (Unit.Function function : unit.functions()) {
                    boolean carries = !Collections.disjoint(function.words(), words)
                            || !Collections.disjoint(function.words(), known);
                    grew |= carries && carriers.computeIfAbsent(unit, key -> new HashSet<>()).add(function.name());
                }
            }
        }
        return carriers;
    }

    /** Of the functions found so far, those that a unit can call: its own, and those that others do not keep to themselves. */
    private static Set<String> known(Map<Unit, Set<String>> found, Unit unit) {
        Set<String> known = new HashSet<>();
        found.forEach((home, names) -> names.stream()
                .filter(name -> home == unit || home.function(name).filter(f -> !f.local()).isPresent())
                .forEach(known::add));
        return known;
    }

    /** Looks with a stack of its own, since initialisers may be nested as deep as the file's author liked. */
    private static boolean mentions(Expr expression, String name) {
        Deque<Expr> open = new ArrayDeque<>(List.of(expression));
        while (!open.isEmpty()) {
            Expr next = open.pop();
            if (next instanceof Expr.Braces braces) {
                braces.entries().forEach(entry -> open.push(entry.value()));
            } else if (next instanceof Expr.Unary unary) {
                open.push(unary.operand());
            } else if (next instanceof Expr.Name known && known.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value of a place before any function runs.
     *
     * @param place {@code vdso64_spec.name}
     * @return its value; a symbol of its own name where nothing is known
     */
    public Value initialValue(String place) {
        work = 0;
        try {
            return new Run(List.of()).load(place, units.get(0));
        } catch (StackOverflowError e) {
            throw new TooComplex(place + " is nested too deeply, " + units.get(0).path());
        }
    }

    /**
     * Whether a place has an initialiser, or was written by an initialisation.
     *
     * @param place {@code vdso64_spec.mremap}
     * @return true where it has a value
     */
    public boolean isSet(String place) {
        return !initialValue(place).equals(Sum.symbol(place)) && !initialValue(place).equals(Sum.ZERO);
    }

    /**
     * Whether some function writes a member of a variable, and no initialisation that was run did.
     *
     * @param variable {@code vdso64_spec}
     * @param member {@code mremap}
     * @param except functions whose writing is known
     * @return true where its value at run time is not known
     */
    public boolean isWrittenLater(String variable, String member, Set<String> except) {
        return !initial.containsKey(variable + "." + member)
                && units.stream().anyMatch(unit -> unit.functions().stream()
                        .anyMatch(f -> f.assigns(variable, member) && !except.contains(f.name())));
    }

    /** The array of an element: {@code specs} of {@code specs[1]}; of anything else, the same again. */
    private static String arrayOf(String place) {
        return ELEMENT.matcher(place).replaceFirst("$1");
    }

    /**
     * Runs a macro that is made of statements, with memory as a path left it, and says what one of its calls is given.
     *
     * @param macro the name of the macro
     * @param marker the first argument of the call
     * @param memory what memory holds
     * @param choices what the path that left it had decided, which is decided the same way here
     * @return the call's second argument; empty where no such call is made
     * @throws TooComplex where it is too long, or nested too deeply
     */
    public Optional<Value> argumentAfter(
            String macro, String marker, Map<String, Value> memory, List<Path.Place> choices) {
        work = 0;
        for (Unit unit : units) {
            Optional<List<Token>> body = unit.macroTokens(macro);
            if (body.isEmpty()) {
                continue;
            }
            if (unit.macroTokens(AUXV_ENTRY).isPresent()) {
                throw new TooComplex(AUXV_ENTRY + " is another than exec's, " + unit.path());
            }
            List<Token> tokens = new ArrayList<>(expandMacros(body.get(), marker, unit, 0));
            if (tokens.isEmpty()) {
                return Optional.empty();
            }
            Token last = tokens.get(tokens.size() - 1);
            tokens.add(new Token(Token.Kind.MARK, ";", last.file(), last.line(), false, false));
            boolean names = tokens.stream().anyMatch(token -> token.is(marker));
            Set<Value> given = given(Parser.body(tokens, last), unit, marker, memory, choices);
            if (given.isEmpty() && !names) {
                continue;
            }
            return Optional.of(given.size() == 1 ? given.iterator().next() : new Run(List.of()).fresh("depends", last));
        }
        return Optional.empty();
    }

    /**
     * What the calls with a marker are given, on all ways through some statements; nothing where they are made only with some
     * switch off.
     */
    private Set<Value> given(
            Stmt.Block block, Unit unit, String marker, Map<String, Value> memory, List<Path.Place> choices) {
        Set<Value> given = new HashSet<>();
        boolean usual = false;
        List<Integer> script = List.of();
        explored++;
        for (int ways = 0; ways <= MOST_PATHS; ways++) {
            Run run = new Run(script);
            run.objects = explored * MOST_STEPS;
            run.memory.putAll(memory);
            run.marker = marker;
            choices.forEach(choice -> run.decideAs(choice.what()));
            try {
                run.execute(block, new Frame(unit, 0));
            } catch (Jump jump) {
                // It leaves the function that the macro stands in.
            } catch (StackOverflowError e) {
                throw new TooComplex("a macro with " + marker + " is nested too deeply, " + unit.path());
            }
            if (!run.mappings.isEmpty()) {
                throw new TooComplex("a macro with " + marker + " maps something, " + unit.path());
            }
            boolean known = run.choices.stream().noneMatch(choice -> NUMBER_ASKED.matcher(choice.what()).matches());
            given.addAll(known || run.marked.isEmpty() ? run.marked : List.of(run.fresh("depends", block.place())));
            // The switches of what is usual are on.
            usual |= !run.marked.isEmpty()
                    && run.choices.stream().noneMatch(choice -> SWITCHED_OFF.matcher(choice.what()).matches());
            script = run.nextScript();
            if (script.isEmpty()) {
                return usual ? given : Set.of();
            }
        }
        throw new TooComplex("a macro with " + marker + " has more than " + MOST_PATHS + " ways through it");
    }

    /**
     * Takes a variable that a file keeps to itself, and that has no initialiser, for zero where no function that ran at boot
     * has written it and no other could.
     */
    public void settleUnwritten() {
        for (Unit unit : units) {
            for (Unit.Variable variable : unit.variables()) {
                if (!initial.containsKey(variable.name()) && isZeroYet(variable, unit)) {
                    initial.put(variable.name(), Sum.ZERO);
                }
            }
        }
    }

    /** Whether a variable that nothing was stored in yet is 0 for that: its file's own, which only functions write that ran. */
    private boolean isZeroYet(Unit.Variable variable, Unit home) {
        boolean plain = variable.place().is("static") && variable.value().isEmpty() && !variable.array();
        return plain && zeroYet.computeIfAbsent(home, unit -> new HashMap<>())
                .computeIfAbsent(variable.name(), name -> home.isWrittenOnlyIn(name, entered));
    }

    private static List<Token> expandMacros(List<Token> tokens, String keep, Unit unit, int depth) {
        List<Token> result = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            Token token = tokens.get(at);
            boolean mayExpand = token.isName() && depth < 8 && !token.is(keep) && !Terms.isTerm(token.text());
            Optional<List<Token>> body = mayExpand ? unit.macroTokens(token.text()) : Optional.empty();
            boolean takesArguments = body.isPresent() && unit.takesArguments(token.text());
            int end = takesArguments ? unit.closing(tokens, at + 1) : at + 1;
            if (body.isEmpty() || end < 0) {
                result.add(token);
                end = at + 1;
            } else {
                List<Token> text = takesArguments ? unit.substitute(token.text(), tokens.subList(at, end)) : body.get();
                result.addAll(expandMacros(text, keep, unit, depth + 1));
            }
            if (result.size() > MOST_TOKENS) {
                throw new TooComplex("a macro of more than " + MOST_TOKENS + " tokens, " + where(token));
            }
            at = end;
        }
        return result;
    }

    /**
     * Applies the promises of the files ({@code static_assert(A == B)}) to a sum: a symbol that a promise settles is replaced,
     * and so is one that is remembered.
     *
     * @param sum a sum
     * @return the sum, with fewer symbols where a promise helps
     */
    public Sum settle(Sum sum) {
        if (!promisesRead) {
            promisesRead = true;
            work = 0;
            for (Unit unit : units) {
                for (Unit.Promise promise : unit.promises()) {
                    learn(promise, unit);
                }
            }
        }
        Sum settled = sum;
        for (Sum.Term term : sum.terms().keySet()) {
            if (initial.get(term.symbol()) instanceof Sum known) {
                settled = settled.replace(term.symbol(), known);
            }
        }
        for (Map.Entry<String, Sum> equality : equalities.entrySet()) {
            settled = settled.replace(equality.getKey(), equality.getValue());
        }
        return settled;
    }

    /** From {@code A == B} with one unknown symbol of factor 1 follows what that symbol is. */
    private void learn(Unit.Promise promise, Unit unit) {
        if (!(promise.condition() instanceof Expr.Binary binary) || !binary.mark().equals("==")) {
            return;
        }
        Run run = new Run(List.of());
        Frame frame = new Frame(unit, 0);
        Sum difference;
        try {
            difference = run.sum(run.evaluate(binary.left(), frame)).minus(run.sum(run.evaluate(binary.right(), frame)));
        } catch (StackOverflowError e) {
            throw new TooComplex("a promise is nested too deeply, " + where(promise.place()));
        }
        for (Map.Entry<Sum.Term, Long> entry : difference.terms().entrySet()) {
            boolean unknown = !entry.getKey().symbol().isEmpty() && Math.abs(entry.getValue()) == 1;
            Sum rest = difference.minus(new Sum(Map.of(entry.getKey(), entry.getValue())));
            if (unknown && rest.number().isPresent()) {
                Sum value = rest.times(-entry.getValue()).timesPages(-entry.getKey().pages());
                equalities.put(entry.getKey().symbol(), value);
            }
        }
    }

    /**
     * What an element of an array is that nothing is known of.
     *
     * @param array the array
     * @param position which element
     * @return a symbol that no other element has
     */
    public static Sum element(Sum array, Sum position) {
        return Sum.symbol(array + "[" + position + "]");
    }

    // Exploring.

    /** A variable of a function that lives longer than its calls: its initialiser, and the file that it is in. */
    private record Static(Expr value, Unit home) {}

    /** Counts what a question costs. */
    private void spend(long cost, Token place) {
        work += cost;
        if (work > MOST_WORK) {
            throw new TooComplex("more to do than can be followed, " + where(place));
        }
    }

    private List<Path> explore(String function, Unit home, List<Value> arguments, Map<String, Value> memory) {
        work = 0;
        List<Path> paths = new ArrayList<>();
        List<Integer> script = List.of();
        explored++;
        while (true) {
            Run run = new Run(script);
            run.objects = explored * MOST_STEPS;
            run.memory.putAll(memory);
            try {
                paths.add(run.whole(home.function(function).orElseThrow(), home, arguments));
            } catch (StackOverflowError e) {
                throw new TooComplex(function + " is nested too deeply, " + home.path());
            }
            if (paths.size() > MOST_PATHS) {
                throw new TooComplex(function + " has more than " + MOST_PATHS + " ways through it");
            }
            spend(run.cost(), home.function(function).orElseThrow().place());
            List<Integer> next = run.nextScript();
            if (next.isEmpty()) {
                return paths;
            }
            script = next;
        }
    }

    /** Whether a function returns 0, or a number of its own below it: where all goes well, 0. */
    private static boolean givesZeroOrAnError(Unit.Function function) {
        Deque<Stmt> open = new ArrayDeque<>(List.of(function.body()));
        boolean zero = false;
        while (!open.isEmpty()) {
            Stmt next = open.pop();
            if (next instanceof Stmt.Return end) {
                Expr value = end.value().orElse(null);
                boolean error = value instanceof Expr.Unary unary && unary.mark().equals("-");
                zero |= value instanceof Expr.Literal literal && literal.value() == 0;
                if (!error && !(value instanceof Expr.Literal literal && literal.value() == 0)) {
                    return false;
                }
            } else if (next instanceof Stmt.Opaque) {
                return false;
            } else if (next instanceof Stmt.Block block) {
                open.addAll(block.body());
            } else if (next instanceof Stmt.If choice) {
                open.add(choice.yes());
                choice.no().ifPresent(open::add);
            } else if (next instanceof Stmt.For loop) {
                open.add(loop.body());
            } else if (next instanceof Stmt.While loop) {
                open.add(loop.body());
            } else if (next instanceof Stmt.Switch choice) {
                open.add(choice.body());
            }
        }
        return zero;
    }

    /** Where names are looked up: the file, and the places of the call's own variables, by the blocks that declare them. */
    private static final class Frame {
        private final Unit unit;
        private final int number;
        private final Map<String, Local> locals = new HashMap<>();
        private final Deque<Hidden> hidden = new ArrayDeque<>();
        private int block;

        /** A variable: its place, and how deep the block lies that declares it. */
        private record Local(String place, int block) {}

        /** What a name stood for before the innermost block declared it; empty where it was none of the call's own. */
        private record Hidden(String name, Optional<Local> before, int block) {}

        private Frame(Unit unit, int number) {
            this.unit = unit;
            this.number = number;
        }

        private Unit unit() {
            return unit;
        }

        /** Into a block: what it declares hides what the blocks around it call the same. */
        private void enter() {
            block++;
        }

        private void leave() {
            while (!hidden.isEmpty() && hidden.peek().block == block) {
                Hidden last = hidden.pop();
                if (last.before.isPresent()) {
                    locals.put(last.name, last.before.get());
                } else {
                    locals.remove(last.name);
                }
            }
            block--;
        }

        /** The place of a variable of the call, from now on. */
        private String declare(String name) {
            if (!isDeclaredHere(name)) {
                Local outer = locals.get(name);
                declareLasting(name, outer == null ? "local " + number + " " + name : outer.place + "'");
            }
            return locals.get(name).place;
        }

        /** A variable that lives longer than the call. */
        private void declareLasting(String name, String place) {
            if (!isDeclaredHere(name)) {
                hidden.push(new Hidden(name, Optional.ofNullable(locals.get(name)), block));
            }
            locals.put(name, new Local(place, block));
        }

        /** Whether the innermost block has declared a name. */
        private boolean isDeclaredHere(String name) {
            Local known = locals.get(name);
            return known != null && known.block == block;
        }

        private boolean isLocal(String name) {
            return locals.containsKey(name);
        }

        private String local(String name) {
            return locals.get(name).place;
        }
    }

    private static final class Jump extends RuntimeException {
        private final String kind;
        private final String label;
        private final transient Value value;

        private Jump(String kind, String label, Value value) {
            super(null, null, false, false);
            this.kind = kind;
            this.label = label;
            this.value = value;
        }
    }

    /** One way through a function. */
    final class Run {

        final Map<String, Value> memory = new HashMap<>(initial);
        final List<Path.Mapping> mappings = new ArrayList<>();
        final List<Value> pages = new ArrayList<>();
        final List<Path.Remap> remaps = new ArrayList<>();
        final Map<Value, Integer> areas = new HashMap<>();
        private final List<Path.Store> stores = new ArrayList<>();
        private final List<Path.Place> unresolved = new ArrayList<>();
        private final List<Path.Place> choices = new ArrayList<>();
        private final Map<String, Integer> decided = new HashMap<>();
        private final List<Integer> script;
        private final List<Integer> taken = new ArrayList<>();
        private final List<Integer> offered = new ArrayList<>();
        private final Deque<Loop> loops = new ArrayDeque<>();
        private final List<Value> marked = new ArrayList<>();
        private final Set<Value> filled = new HashSet<>();
        private final Set<String> notZero = new HashSet<>();
        private String marker = "";
        private int steps;
        private int frames;
        private int depth;
        private int evaluations;
        private int objects;

        private record Loop(String symbol, Sum count) {}

        private Run(List<Integer> script) {
            this.script = script;
        }

        private Path whole(Unit.Function function, Unit home, List<Value> arguments) {
            Value result = call(function, home, arguments);
            return new Path(result, mappings, pages, remaps, stores, memory, unresolved, choices);
        }

        private List<Integer> nextScript() {
            List<Integer> next = new ArrayList<>(taken);
            for (int i = next.size() - 1; i >= 0; i--) {
                if (next.get(i) + 1 < offered.get(i)) {
                    next.set(i, next.get(i) + 1);
                    return next;
                }
                next.remove(i);
            }
            return List.of();
        }

        /** Decides a question as a path did, in the words of {@link Path#choices}. */
        private void decideAs(String choice) {
            boolean not = choice.endsWith(NOT_HELD);
            if (not || choice.endsWith(HELD)) {
                decided.put(choice.substring(0, choice.length() - (not ? NOT_HELD : HELD).length()), not ? 1 : 0);
            }
        }

        /** Gives a page to an address of a process; false where there is one already, which stays. */
        boolean isFirstAt(Value address) {
            return filled.add(address);
        }

        private int decide(String question, int options, Token place) {
            Integer before = decided.get(question);
            if (before != null) {
                return before;
            }
            int way = taken.size() < script.size() ? script.get(taken.size()) : 0;
            taken.add(way);
            offered.add(options);
            decided.put(question, way);
            choices.add(new Path.Place(question + (options == 2 ? way == 0 ? HELD : NOT_HELD : ""), where(place)));
            return way;
        }

        /** What it costs to keep this way: each place that it knows. */
        private long cost() {
            return 8L * (memory.size() + stores.size() + pages.size() + mappings.size() + unresolved.size() + choices.size());
        }

        /** Notes that a call does what is not known. */
        void unresolved(String what, Token place) {
            unresolved.add(new Path.Place(what, where(place)));
        }

        /** A symbol whose name is made of others. */
        Sum named(String name) {
            spend(1 + name.length() / 8, ORIGIN);
            if (name.length() > LONGEST_NAME) {
                throw new TooComplex("a value that takes more than " + LONGEST_NAME + " characters to tell");
            }
            return Sum.symbol(name);
        }

        private void step(Token place) {
            spend(1, place);
            if (++steps > MOST_STEPS) {
                throw new TooComplex("more than " + MOST_STEPS + " steps, " + where(place));
            }
        }

        // Calls.

        private Value call(Unit.Function function, Unit unit, List<Value> arguments) {
            if (++depth > DEEPEST_CALL) {
                throw new TooComplex(function.name() + " calls too deeply, " + where(function.place()));
            }
            if (!inlineAll && entered.add(function.name())) {
                zeroYet.clear();
            }
            Frame frame = new Frame(unit, ++frames);
            for (int i = 0; i < function.parameters().size(); i++) {
                String name = function.parameters().get(i);
                // What nothing is known of has its name, which must be no other's.
                Value value = i < arguments.size() ? arguments.get(i)
                        : hasVariable(name) ? fresh("parameter " + name, function.place()) : Sum.symbol(name);
                memory.put(frame.declare(name), value);
            }
            try {
                execute(function.body(), frame);
                return named(NO_RESULT + function.name());
            } catch (Jump jump) {
                if (jump.kind.equals("return")) {
                    return jump.value;
                }
                throw new TooComplex("a jump out of " + function.name() + ", " + where(function.place()));
            } finally {
                depth--;
            }
        }

        private Value call(Expr.Call call, Frame frame) {
            if (!(call.function() instanceof Expr.Name name)) {
                return callThrough(call, frame);
            }
            String function = name.name();
            boolean isMarked = !marker.isEmpty() && call.arguments().size() == 2 && function.equals(AUXV_ENTRY)
                    && call.arguments().get(0) instanceof Expr.Name first && first.name().equals(marker);
            if (isMarked) {
                marked.add(evaluate(call.arguments().get(1), frame));
                return Sum.ZERO;
            }
            if (ENABLED.contains(function) && call.arguments().size() == 1) {
                return isEnabled(call.arguments().get(0), call.place());
            }
            // Once and no more: an argument may do something.
            List<Value> arguments = new ArrayList<>(call.arguments().size());
            for (Expr argument : call.arguments()) {
                arguments.add(evaluate(argument, frame));
            }
            if (NAMED_BY_ARGUMENTS.contains(function)) {
                return named(described(call, function, arguments, frame));
            }
            Boolean truth = toldOf.contains(function) ? truths.get(described(call, function, arguments, frame)) : null;
            if (truth != null) {
                return Sum.of(truth ? 1 : 0);
            }
            Optional<Value> known = KernelFunctions.call(function, arguments, this, call.place());
            if (known.isPresent()) {
                return known.get();
            }
            Optional<Unit> home = home(function, frame.unit());
            if (home.isPresent() && (inlineAll || inlined.contains(function))) {
                return call(home.get().function(function).orElseThrow(), home.get(), arguments);
            }
            if (inlineAll) {
                unresolved.add(new Path.Place(function + "()", where(call.place())));
            } else if (home.isPresent() && home.get().function(function).filter(Machine::givesZeroOrAnError).isPresent()) {
                return Sum.ZERO;
            }
            return named(function + "(" + describeValues(arguments) + ")");
        }

        private Value callThrough(Expr.Call call, Frame frame) {
            Value pointer = evaluate(call.function(), frame);
            List<Value> arguments = new ArrayList<>(call.arguments().size());
            for (Expr argument : call.arguments()) {
                arguments.add(evaluate(argument, frame));
            }
            unresolved.add(new Path.Place("a call through a pointer", where(call.place())));
            return fresh(THROUGH_POINTER + pointer + "(" + describeValues(arguments) + ")", call.place());
        }

        private Optional<Unit> home(String function, Unit from) {
            if (from.hasFunction(function)) {
                return Optional.of(from);
            }
            return units.stream()
                    .filter(unit -> unit.function(function).filter(f -> !f.local()).isPresent())
                    .findFirst();
        }

        private Value isEnabled(Expr symbol, Token place) {
            String name = symbol instanceof Expr.Name known ? known.name() : "?";
            Optional<Boolean> stated = settings.of(name);
            if (stated.isEmpty()) {
                openInCode.putIfAbsent(name, where(place));
            }
            return Sum.of(stated.orElse(false) ? 1 : 0);
        }

        private String described(Expr.Call call, String function, List<Value> arguments, Frame frame) {
            return function + "(" + describe(call.arguments(), arguments, frame) + ")";
        }

        private String describe(List<Expr> arguments, List<Value> values, Frame frame) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                Expr argument = arguments.get(i);
                boolean plain = argument instanceof Expr.Name name && !frame.isLocal(name.name());
                texts.add(plain ? ((Expr.Name) argument).name() : argument instanceof Expr.Opaque opaque
                        ? opaque.why() : values.get(i).toString());
            }
            return String.join(",", texts);
        }

        private String describeValues(List<Value> arguments) {
            return String.join(",", arguments.stream().map(Value::toString).toList());
        }

        /** A new object, of which only the address is known. */
        Sum object(String what) {
            return Sum.symbol("&" + what + "#" + ++objects);
        }

        Sum fresh(String what, Token place) {
            return Sum.symbol(what + "#" + ++objects + "@" + place.line());
        }

        // Statements.

        private void execute(Stmt.Block block, Frame frame) {
            execute(block.body(), 0, frame);
        }

        /** Runs the statements of a block from one of them on. */
        private void execute(List<Stmt> body, int from, Frame frame) {
            frame.enter();
            try {
                passOver(body.subList(0, from), frame);
                int at = from;
                while (at < body.size()) {
                    try {
                        execute(body.get(at), frame);
                        at++;
                    } catch (Jump jump) {
                        int label = jump.kind.equals("goto") ? labelIn(body, jump.label) : -1;
                        if (label < 0) {
                            throw jump;
                        }
                        passOver(body.subList(Math.min(at, label), label), frame);
                        at = label + 1;
                    }
                }
            } finally {
                frame.leave();
            }
        }

        /** A jump into a variable's scope leaves out its initialiser, not the variable. */
        private void passOver(List<Stmt> left, Frame frame) {
            for (Stmt statement : left) {
                if (statement instanceof Stmt.Declare declaration && !frame.isDeclaredHere(declaration.name())) {
                    memory.put(frame.declare(declaration.name()), Sum.symbol(UNASSIGNED + declaration.name()));
                }
            }
        }

        private int labelIn(List<Stmt> body, String label) {
            for (int i = 0; i < body.size(); i++) {
                if (body.get(i) instanceof Stmt.Label known && known.name().equals(label)) {
                    return i;
                }
            }
            return -1;
        }

        private void execute(Stmt statement, Frame frame) {
            step(statement.place());
            if (statement instanceof Stmt.Block block) {
                execute(block, frame);
            } else if (statement instanceof Stmt.Run run) {
                evaluate(run.expression(), frame);
            } else if (statement instanceof Stmt.Declare declaration && declaration.fixed()
                    && declaration.value().filter(Expr.Braces.class::isInstance).isPresent()) {
                String file = frame.unit().path().replace('.', '_');
                String place = "static " + declaration.name() + " " + file + ":" + declaration.place().line();
                frame.declareLasting(declaration.name(), place);
                statics.put(place, new Static(declaration.value().get(), frame.unit()));
            } else if (statement instanceof Stmt.Declare declaration) {
                String place = frame.declare(declaration.name());
                Value value = declaration.value().isPresent()
                        ? evaluate(declaration.value().get(), frame)
                        : Sum.symbol(UNASSIGNED + declaration.name());
                memory.put(place, declaration.fixed() ? fresh("static", declaration.place()) : value);
            } else if (statement instanceof Stmt.If choice) {
                if (holds(choice.condition(), frame)) {
                    execute(choice.yes(), frame);
                } else if (choice.no().isPresent()) {
                    execute(choice.no().get(), frame);
                }
            } else if (statement instanceof Stmt.Return end) {
                Value value = end.value().isPresent() ? evaluate(end.value().get(), frame) : Sum.ZERO;
                throw new Jump("return", "", value);
            } else if (statement instanceof Stmt.Goto jump) {
                throw new Jump("goto", jump.label(), Sum.ZERO);
            } else if (statement instanceof Stmt.Break) {
                throw new Jump("break", "", Sum.ZERO);
            } else if (statement instanceof Stmt.Continue) {
                throw new Jump("continue", "", Sum.ZERO);
            } else if (statement instanceof Stmt.For loop) {
                repeat(loop, frame);
            } else if (statement instanceof Stmt.While loop) {
                repeat(loop, frame);
            } else if (statement instanceof Stmt.Switch choice) {
                choose(choice, frame);
            } else if (statement instanceof Stmt.Opaque opaque && inlineAll) {
                unresolved.add(new Path.Place(opaque.why(), where(opaque.place())));
            }
        }

        private void choose(Stmt.Switch choice, Frame frame) {
            List<Stmt> body = choice.body() instanceof Stmt.Block block ? block.body() : List.of(choice.body());
            Value subject = evaluate(choice.subject(), frame);
            List<Integer> starts = new ArrayList<>();
            int exact = -1;
            int otherwise = -1;
            boolean open = false;
            for (int i = 0; i < body.size(); i++) {
                if (body.get(i) instanceof Stmt.Case label) {
                    starts.add(i);
                    if (label.values().isEmpty()) {
                        otherwise = i;
                        continue;
                    }
                    Optional<Boolean> equal = matches(subject, label, frame);
                    if (exact >= 0 && equal.orElse(false)) {
                        throw new TooComplex("two cases for one value, " + where(label.place()));
                    }
                    exact = exact < 0 && equal.orElse(false) ? i : exact;
                    open |= equal.isEmpty();
                }
            }
            int from = exact >= 0 ? exact : open ? -1 : otherwise;
            if (exact < 0 && open) {
                int options = starts.size() + (otherwise < 0 ? 1 : 0);
                int way = decide("switch(" + subject + ")" + unread(body, frame), Math.max(options, 1), choice.place());
                from = way < starts.size() ? starts.get(way) : -1;
            }
            if (from < 0) {
                return;
            }
            try {
                execute(body, from, frame);
            } catch (Jump jump) {
                if (!jump.kind.equals("break")) {
                    throw jump;
                }
            }
        }

        /** The first label that is a number which was not read, as far as there is one. */
        private String unread(List<Stmt> body, Frame frame) {
            return body.stream()
                    .flatMap(statement -> statement instanceof Stmt.Case label ? label.values().stream() : Stream.empty())
                    .map(label -> evaluate(label, frame).toString())
                    .filter(value -> value.matches(NUMBER))
                    .map(value -> AT_UNREAD + value)
                    .findFirst()
                    .orElse("");
        }

        private Optional<Boolean> matches(Value subject, Stmt.Case label, Frame frame) {
            Sum low = sum(subject).minus(sum(evaluate(label.values().get(0), frame)));
            if (label.values().size() == 1) {
                return low.sign().map(sign -> sign == 0);
            }
            Sum high = sum(evaluate(label.values().get(1), frame)).minus(sum(subject));
            Optional<Boolean> above = low.compare(">=");
            Optional<Boolean> below = high.compare(">=");
            return above.isEmpty() || below.isEmpty() ? Optional.empty() : Optional.of(above.get() && below.get());
        }

        private void repeat(Stmt.For loop, Frame frame) {
            frame.enter();
            try {
                loop.start().forEach(start -> execute(start, frame));
                rounds(loop, frame);
            } finally {
                frame.leave();
            }
        }

        private void rounds(Stmt.For loop, Frame frame) {
            if (repeatOnSymbol(loop, frame)) {
                return;
            }
            for (int round = 0; round <= MOST_ITERATIONS; round++) {
                Optional<Boolean> goesOn = loop.condition().isEmpty()
                        ? Optional.empty()
                        : truth(evaluate(loop.condition().get(), frame));
                if (goesOn.isEmpty()) {
                    once(loop.body(), frame, false);
                    return;
                }
                if (!goesOn.get() || body(loop.body(), frame)) {
                    return;
                }
                loop.step().ifPresent(next -> evaluate(next, frame));
            }
            throw new TooComplex("a loop of more than " + MOST_ITERATIONS + " rounds, " + where(loop.place()));
        }

        /** Runs a loop's body once; true where it broke out. */
        private boolean body(Stmt body, Frame frame) {
            try {
                execute(body, frame);
            } catch (Jump jump) {
                if (jump.kind.equals("break")) {
                    return true;
                }
                if (!jump.kind.equals("continue")) {
                    throw jump;
                }
            }
            return false;
        }

        /**
         * A loop whose number of rounds is a symbol: the body runs once for all rounds, with the counter as a symbol; whatever
         * it changes, other than array elements, is not known afterwards.
         *
         * @return false where the loop has another form
         */
        private boolean repeatOnSymbol(Stmt.For loop, Frame frame) {
            Optional<Expr.Name> counter = loop.step().flatMap(Run::stepped);
            Optional<Sum> bound = counter.flatMap(name -> bound(loop, name, frame));
            if (bound.isEmpty()) {
                return false;
            }
            String place = place(counter.get(), frame);
            Sum start = sum(load(place, frame.unit()));
            Sum count = bound.get().minus(start);
            if (count.number().isPresent()) {
                return false;
            }
            String symbol = "round#" + ++objects;
            memory.put(place, start.plus(Sum.symbol(symbol)));
            loops.push(new Loop(symbol, count));
            try {
                once(loop.body(), frame, true);
            } finally {
                loops.pop();
            }
            memory.put(place, bound.get());
            return true;
        }

        /**
         * A loop's body for all rounds at once; what it changes, other than array elements, is not known afterwards, nor how many
         * elements of those it writes, unless the number of rounds is known and it is not left before.
         */
        private void once(Stmt body, Frame frame, boolean counted) {
            Map<String, Value> before = new HashMap<>(memory);
            Set<Path.Store> made = Collections.newSetFromMap(new IdentityHashMap<>());
            made.addAll(stores);
            spend(2L * memory.size() + made.size(), body.place());
            boolean all = false;
            try {
                all = !body(body, frame) && counted;
            } finally {
                for (Map.Entry<String, Value> entry : List.copyOf(memory.entrySet())) {
                    if (!entry.getValue().equals(before.get(entry.getKey()))) {
                        memory.put(entry.getKey(), named(CHANGED + entry.getKey()));
                    }
                }
                if (!all) {
                    stores.replaceAll(store -> made.contains(store) ? store : new Path.Store(
                            store.array(), store.index(), fresh("some rounds", body.place()), store.value(), store.where()));
                }
            }
        }

        private static Optional<Expr.Name> stepped(Expr step) {
            Expr operand = step instanceof Expr.Postfix postfix && postfix.mark().equals("++") ? postfix.operand()
                    : step instanceof Expr.Unary unary && unary.mark().equals("++") ? unary.operand()
                    : step instanceof Expr.Assign assign && assign.mark().equals("+")
                            && assign.value() instanceof Expr.Literal literal && literal.value() == 1 ? assign.target()
                    : null;
            return operand instanceof Expr.Name name ? Optional.of(name) : Optional.empty();
        }

        private Optional<Sum> bound(Stmt.For loop, Expr.Name counter, Frame frame) {
            if (loop.condition().isPresent() && loop.condition().get() instanceof Expr.Binary test
                    && test.left() instanceof Expr.Name name && name.name().equals(counter.name())) {
                Sum limit = sum(evaluate(test.right(), frame));
                return switch (test.mark()) {
                    case "<", "!=" -> Optional.of(limit);
                    case "<=" -> Optional.of(limit.plus(Sum.of(1)));
                    default -> Optional.empty();
                };
            }
            return Optional.empty();
        }

        private void repeat(Stmt.While loop, Frame frame) {
            if (loop.bodyFirst() && body(loop.body(), frame)) {
                return;
            }
            for (int round = 0; round <= MOST_ITERATIONS; round++) {
                Optional<Boolean> goesOn = truth(evaluate(loop.condition(), frame));
                if (goesOn.isEmpty()) {
                    once(loop.body(), frame, false);
                    return;
                }
                if (!goesOn.get() || body(loop.body(), frame)) {
                    return;
                }
            }
            throw new TooComplex("a loop of more than " + MOST_ITERATIONS + " rounds, " + where(loop.place()));
        }

        // Conditions.

        private boolean holds(Expr condition, Frame frame) {
            if (condition instanceof Expr.Unary not && not.mark().equals("!")) {
                return !holds(not.operand(), frame);
            }
            if (condition instanceof Expr.Binary both && both.mark().equals("&&")) {
                return holds(both.left(), frame) && holds(both.right(), frame);
            }
            if (condition instanceof Expr.Binary either && either.mark().equals("||")) {
                return holds(either.left(), frame) || holds(either.right(), frame);
            }
            Value value = evaluate(condition, frame);
            Optional<Boolean> known = truth(value);
            if (known.isPresent()) {
                return known.get();
            }
            String question = question(condition, value);
            Boolean told = truths.get(question);
            return told != null ? told : decide(question, 2, condition.place()) == 0;
        }

        private String question(Expr condition, Value value) {
            return condition instanceof Expr.Binary binary ? "(" + value + ")" : value.toString();
        }

        /** Whether a value counts as true; empty where that is not known. */
        Optional<Boolean> truth(Value value) {
            if (!(value instanceof Sum sum)) {
                return Optional.of(true);
            }
            boolean known = isProcess(sum) || sum.symbol()
                    .filter(s -> notZero.contains(s) || Terms.isBitOfFault(s) || s.startsWith(FREE_RANGE + "#")).isPresent();
            return known ? Optional.of(true) : sum.sign().map(sign -> sign != 0);
        }

        /** Notes that a symbol, whatever it stands for, is not 0. */
        private Sum notZero(Sum symbol) {
            symbol.symbol().ifPresent(notZero::add);
            return symbol;
        }

        /** The memory of the process that runs: there is one. */
        private static boolean isProcess(Sum sum) {
            return sum.symbol().filter("current.mm"::equals).isPresent();
        }

        // Expressions.

        Value evaluate(Expr expression, Frame frame) {
            step(expression.place());
            if (++evaluations > DEEPEST_EVALUATION) {
                throw new TooComplex("expressions nested too deeply, " + where(expression.place()));
            }
            try {
                return evaluated(expression, frame);
            } finally {
                evaluations--;
            }
        }

        private Value evaluated(Expr expression, Frame frame) {
            if (expression instanceof Expr.Literal literal) {
                return Sum.of(literal.value());
            }
            if (expression instanceof Expr.Text text) {
                return new Value.Text(text.value());
            }
            if (expression instanceof Expr.Name name) {
                return name(name, frame);
            }
            if (expression instanceof Expr.Cast cast) {
                return evaluate(cast.operand(), frame);
            }
            if (expression instanceof Expr.Unary unary) {
                return unary(unary, frame);
            }
            if (expression instanceof Expr.Postfix postfix) {
                Value before = evaluate(postfix.operand(), frame);
                store(postfix.operand(), stepBy(before, postfix.mark()), frame);
                return before;
            }
            if (expression instanceof Expr.Binary binary) {
                return binary(binary, frame);
            }
            if (expression instanceof Expr.Assign assign && assign.value() instanceof Expr.Braces braces
                    && assign.mark().isEmpty()) {
                return whole(place(assign.target(), frame), braces, frame);
            }
            if (expression instanceof Expr.Assign assign) {
                Value value = evaluate(assign.value(), frame);
                if (!assign.mark().isEmpty()) {
                    value = apply(assign.mark(), evaluate(assign.target(), frame), value, assign.place());
                }
                store(assign.target(), value, frame);
                return value;
            }
            if (expression instanceof Expr.Choice choice) {
                return holds(choice.condition(), frame) ? evaluate(choice.yes(), frame) : evaluate(choice.no(), frame);
            }
            if (expression instanceof Expr.Call call) {
                return call(call, frame);
            }
            if (expression instanceof Expr.Index index) {
                return element(index, frame);
            }
            if (expression instanceof Expr.Member member) {
                return load(place(member, frame), frame.unit());
            }
            if (expression instanceof Expr.SizeOf size) {
                Optional<Expr> padded = frame.unit().paddedTo(size.operand());
                if (padded.isPresent()) {
                    return evaluate(padded.get(), frame);
                }
                return named("sizeof(" + size.operand() + ")");
            }
            return fresh("not understood", expression.place());
        }

        /** Assigns a structure as a whole: the members that it names, and zero to the others. */
        private Value whole(String place, Expr.Braces braces, Frame frame) {
            Map<String, Value> members = new HashMap<>();
            boolean flat = true;
            spend(memory.size(), braces.place());
            for (Expr.Entry entry : braces.entries()) {
                Value value = evaluate(entry.value(), frame);
                entry.member().ifPresent(member -> members.put(place + "." + member, value));
                flat &= entry.member().isPresent() && !(entry.value() instanceof Expr.Braces);
            }
            memory.keySet().removeIf(key -> key.startsWith(place + "."));
            memory.putAll(members);
            memory.put(place + OTHERS, flat ? Sum.ZERO : fresh("not understood", braces.place()));
            return named(place);
        }

        private Value stepBy(Value value, String mark) {
            return sum(value).plus(Sum.of(mark.equals("++") ? 1 : -1));
        }

        private Value name(Expr.Name name, Frame frame) {
            if (frame.isLocal(name.name())) {
                return load(frame.local(name.name()), frame.unit());
            }
            switch (name.name()) {
                case "NULL" -> {
                    return Sum.ZERO;
                }
                case "PAGE_SIZE" -> {
                    return Sum.ofPages(1);
                }
                case "true" -> {
                    return Sum.of(1);
                }
                case "false" -> {
                    return Sum.ZERO;
                }
                default -> {
                    // An ordinary name.
                }
            }
            if (Terms.isFlag(name.name())) {
                return new Value.Flags(Set.of(name.name()), false);
            }
            Optional<Unit.Enumerator> enumerator = Optional.empty();
            Unit home = frame.unit();
            for (Unit unit : unitsFrom(frame.unit())) {
                enumerator = unit.enumerator(name.name());
                if (enumerator.isPresent()) {
                    home = unit;
                    break;
                }
            }
            if (enumerator.isPresent()) {
                Value from = enumerator.get().from().isPresent()
                        ? evaluate(enumerator.get().from().get(), new Frame(home, 0))
                        : Sum.ZERO;
                return settle(sum(from).plus(Sum.of(enumerator.get().distance())));
            }
            if (frame.unit().hasFunction(name.name())) {
                return Sum.symbol("&" + name.name());
            }
            if (frame.unit().calls(name.name()) && frame.unit().variable(name.name()).isEmpty()) {
                return Sum.symbol("&" + name.name());
            }
            if (name.name().startsWith("CONFIG_") && settings.of(name.name()).orElse(false)) {
                return Sum.of(1);
            }
            if (Terms.isErrno(name.name()) && frame.unit().variable(name.name()).isEmpty()) {
                return ERROR;
            }
            return load(name.name(), frame.unit());
        }

        private List<Unit> unitsFrom(Unit first) {
            return lookUps.computeIfAbsent(first, key -> {
                List<Unit> order = new ArrayList<>(List.of(first));
                units.stream().filter(unit -> unit != first).forEach(order::add);
                return order;
            });
        }

        private Value unary(Expr.Unary unary, Frame frame) {
            switch (unary.mark()) {
                case "&" -> {
                    if (unary.operand() instanceof Expr.Index index && !isElement(index, frame)) {
                        return sum(evaluate(index.array(), frame)).plus(sum(evaluate(index.index(), frame)));
                    }
                    return named("&" + place(unary.operand(), frame));
                }
                case "*" -> {
                    return load(place(unary, frame), frame.unit());
                }
                case "-" -> {
                    return sum(evaluate(unary.operand(), frame)).times(-1);
                }
                case "!" -> {
                    return Sum.of(holds(unary.operand(), frame) ? 0 : 1);
                }
                case "++", "--" -> {
                    Value stepped = stepBy(evaluate(unary.operand(), frame), unary.mark());
                    store(unary.operand(), stepped, frame);
                    return stepped;
                }
                case "~" -> {
                    Value operand = evaluate(unary.operand(), frame);
                    Sum turned = named("~(" + operand + ")");
                    return operand.equals(PAGE_MASK) ? notZero(turned) : turned;
                }
                default -> {
                    return evaluate(unary.operand(), frame);
                }
            }
        }

        /** Whether this is an element of an array that a file declares, its number known. */
        private boolean isElement(Expr.Index index, Frame frame) {
            return index.array() instanceof Expr.Name name
                    && !frame.isLocal(name.name())
                    && unitsFrom(frame.unit()).stream()
                            .anyMatch(unit -> unit.variable(name.name()).filter(Unit.Variable::array).isPresent())
                    && ELEMENT.matcher(place(index, frame)).matches();
        }

        private Value binary(Expr.Binary binary, Frame frame) {
            if (binary.mark().equals("&&") || binary.mark().equals("||")) {
                return Sum.of(holds(binary, frame) ? 1 : 0);
            }
            if (binary.mark().equals(",")) {
                evaluate(binary.left(), frame);
                return evaluate(binary.right(), frame);
            }
            boolean shift = binary.mark().equals("<<") || binary.mark().equals(">>");
            if (shift && binary.right() instanceof Expr.Name name && name.name().equals("PAGE_SHIFT")) {
                Value left = evaluate(binary.left(), frame);
                return left instanceof Value.Page page ? page : sum(left).timesPages(binary.mark().equals("<<") ? 1 : -1);
            }
            return apply(binary.mark(), evaluate(binary.left(), frame), evaluate(binary.right(), frame), binary.place());
        }

        private Value apply(String mark, Value left, Value right, Token place) {
            if (left instanceof Value.Flags || right instanceof Value.Flags) {
                return flags(mark, left, right);
            }
            if (left instanceof Value.Page page && (mark.equals("+") || mark.equals("-"))) {
                Sum offset = sum(right).timesPages(1);
                return new Value.Page(mark.equals("+") ? page.address().plus(offset) : page.address().minus(offset));
            }
            Sum a = sum(left);
            Sum b = sum(right);
            switch (mark) {
                case "+" -> {
                    return a.plus(b);
                }
                case "-" -> {
                    return a.minus(b);
                }
                case "*" -> {
                    return times(a, b);
                }
                case "==", "!=", "<", "<=", ">", ">=" -> {
                    Sum difference = a.minus(b);
                    if (isProcess(difference) && (mark.equals("==") || mark.equals("!="))) {
                        return Sum.of(mark.equals("!=") ? 1 : 0);
                    }
                    if (!mark.equals("==") && !mark.equals("!=") && isOfThisFile(a) && isOfThisFile(b)) {
                        return named("(" + a + ")" + mark + "(" + b + ")");
                    }
                    return difference.compare(mark).<Value>map(holds -> Sum.of(holds ? 1 : 0))
                            .orElseGet(() -> named("(" + a + ")" + mark + "(" + b + ")"));
                }
                default -> {
                    return arithmetic(mark, a, b);
                }
            }
        }

        /** Whether this is the address of a variable that a file defines: which of two such lies above the other is the linker's. */
        private boolean isOfThisFile(Sum address) {
            return address.symbol().filter(symbol -> symbol.startsWith("&")).map(symbol -> symbol.substring(1))
                    .filter(name -> units.stream().anyMatch(unit -> unit.variable(name).filter(v -> !v.external()).isPresent()))
                    .isPresent();
        }

        private Sum times(Sum a, Sum b) {
            if (a.number().isPresent()) {
                return b.times(a.number().get());
            }
            if (b.number().isPresent()) {
                return a.times(b.number().get());
            }
            if (a.pages().isPresent()) {
                return b.times(a.pages().get()).timesPages(1);
            }
            if (b.pages().isPresent()) {
                return a.times(b.pages().get()).timesPages(1);
            }
            return named("(" + a + ")*(" + b + ")");
        }

        private Sum arithmetic(String mark, Sum a, Sum b) {
            Optional<Long> right = b.number();
            if (a.number().isPresent() && right.isPresent()) {
                long x = a.number().get();
                long y = right.get();
                switch (mark) {
                    case "|" -> {
                        return Sum.of(x | y);
                    }
                    case "&" -> {
                        return Sum.of(x & y);
                    }
                    case "^" -> {
                        return Sum.of(x ^ y);
                    }
                    case "<<" -> {
                        return Sum.of(x << y);
                    }
                    case ">>" -> {
                        return Sum.of(x >> y);
                    }
                    case "/" -> {
                        return y == 0 ? Sum.symbol("a division by zero") : Sum.of(x / y);
                    }
                    case "%" -> {
                        return y == 0 ? Sum.symbol("a division by zero") : Sum.of(x % y);
                    }
                    default -> {
                        // Not on numbers.
                    }
                }
            }
            if (mark.equals("<<") && right.isPresent() && right.get() >= 0 && right.get() < 48) {
                return a.times(1L << right.get());
            }
            if (mark.equals("/") && b.pages().filter(pages -> pages == 1).isPresent()) {
                return a.timesPages(-1);
            }
            if (mark.equals("&") && (a.equals(Sum.ZERO) || b.equals(Sum.ZERO))) {
                return Sum.ZERO;
            }
            if (mark.equals("&") && b.equals(Sum.symbol("~(PAGE_MASK)")) && isPageStart(a)) {
                return Sum.ZERO;
            }
            if (mark.equals("&") && b.equals(Sum.symbol("~(PAGE_MASK)")) && a.number().filter(n -> n > 0 && n < SMALLEST_PAGE).isPresent()) {
                return a;
            }
            if (mark.equals("&") && a.equals(PAGE_GIVEN) && b.equals(Sum.symbol("VM_FAULT_ERROR"))) {
                return Sum.ZERO;
            }
            if (mark.equals("&") && a.equals(Sum.symbol("VM_FAULT_SIGBUS")) && b.equals(Sum.symbol("VM_FAULT_ERROR"))) {
                return Sum.of(1);
            }
            if (mark.equals("|") && a.equals(Sum.ZERO)) {
                return b;
            }
            if (mark.equals("|") && b.equals(Sum.ZERO)) {
                return a;
            }
            if (mark.equals("|") && (truth(a).orElse(false) || truth(b).orElse(false))) {
                return notZero(named("(" + a + ")" + mark + "(" + b + ")"));
            }
            return named("(" + a + ")" + mark + "(" + b + ")");
        }

        private boolean isPageStart(Sum address) {
            return address.terms().entrySet().stream().allMatch(term -> term.getKey().pages() == 1 && term.getKey().symbol().isEmpty()
                    || term.getKey().pages() == 0 && term.getKey().symbol().startsWith(FREE_RANGE + "#"));
        }

        private Value flags(String mark, Value left, Value right) {
            if (mark.equals("&") && left instanceof Value.Flags flags && flagsLeftOut(right).isPresent()) {
                Set<String> rest = new HashSet<>(flags.names());
                rest.removeAll(flagsLeftOut(right).get());
                return new Value.Flags(rest, flags.open());
            }
            if (mark.equals("&") && (left.equals(Sum.ZERO) || right.equals(Sum.ZERO))) {
                return Sum.ZERO;
            }
            if (mark.equals("&") && left instanceof Value.Flags flags && isOneBit(right)) {
                if (flags.names().containsAll(((Value.Flags) right).names())) {
                    return right;
                }
                if (!flags.open() && Terms.BITS.containsAll(flags.names())) {
                    return Sum.ZERO;
                }
            }
            Set<String> names = new HashSet<>();
            boolean open = !mark.equals("|");
            for (Value value : List.of(left, right)) {
                if (value instanceof Value.Flags flags) {
                    names.addAll(flags.names());
                    open |= flags.open();
                } else {
                    open |= !value.equals(Sum.ZERO) && !isDefaultFlags(value);
                }
            }
            return mark.equals("|") || mark.equals("+")
                    ? new Value.Flags(names, open)
                    : named("(" + left + ")" + mark + "(" + right + ")");
        }

        private static boolean isOneBit(Value mask) {
            return mask instanceof Value.Flags flags && flags.names().size() == 1 && !flags.open() && Terms.BITS.containsAll(flags.names());
        }

        /** The flags that a mask takes away, {@code ~(A | B)}, where each is a single one. */
        private static Optional<Set<String>> flagsLeftOut(Value mask) {
            String text = mask.toString();
            if (text.equals("VM_LOCKED_CLEAR_MASK")) {
                return Optional.of(Set.of("VM_LOCKED", "VM_LOCKONFAULT"));
            }
            if (!text.startsWith("~(") || !text.endsWith(")")) {
                return Optional.empty();
            }
            Set<String> names = Set.of(text.substring(2, text.length() - 1).split("\\|"));
            return Optional.of(names).filter(Terms.SINGLE_FLAGS::containsAll);
        }

        /** What a process gets with mlockall(MCL_FUTURE): nothing that a layout depends on. */
        private static boolean isDefaultFlags(Value value) {
            String text = value.toString();
            return text.endsWith(".def_flags") && PLACE.matcher(text).matches();
        }

        Sum sum(Value value) {
            if (value instanceof Sum sum) {
                return sum;
            }
            if (value instanceof Value.Page page) {
                return named("page(" + page.address() + ")");
            }
            return named(value.toString());
        }

        // Memory.

        private String place(Expr expression, Frame frame) {
            if (expression instanceof Expr.Name name) {
                return frame.isLocal(name.name()) ? frame.local(name.name()) : name.name();
            }
            if (expression instanceof Expr.Member member) {
                String object = member.arrow() ? target(evaluate(member.object(), frame)) : place(member.object(), frame);
                return named(object + "." + member.member()).toString();
            }
            if (expression instanceof Expr.Unary unary && unary.mark().equals("*")) {
                return target(evaluate(unary.operand(), frame));
            }
            if (expression instanceof Expr.Cast cast) {
                return place(cast.operand(), frame);
            }
            if (expression instanceof Expr.Index index) {
                return named(evaluate(index.array(), frame) + "[" + evaluate(index.index(), frame) + "]").toString();
            }
            return named("(" + evaluate(expression, frame) + ")").toString();
        }

        /** The place that a pointer leads to. */
        String target(Value pointer) {
            String name = pointer.toString();
            return name.startsWith("&") ? name.substring(1) : name;
        }

        private void store(Expr target, Value value, Frame frame) {
            if (target instanceof Expr.Index index) {
                Sum array = sum(evaluate(index.array(), frame));
                Sum position = sum(evaluate(index.index(), frame));
                Sum count = Sum.of(1);
                Value first = value;
                if (!loops.isEmpty() && position.factorOf(loops.peek().symbol()) == 1 && isOnePageARound(value)) {
                    count = loops.peek().count();
                    position = position.replace(loops.peek().symbol(), Sum.ZERO);
                    first = value instanceof Value.Page page
                            ? new Value.Page(page.address().replace(loops.peek().symbol(), Sum.ZERO))
                            : value;
                }
                Path.Store made = new Path.Store(array, position, count, first, where(target.place()));
                stores.removeIf(made::replaces);
                stores.add(made);
                return;
            }
            if (target instanceof Expr.Unary pointed && pointed.mark().equals("*") && value instanceof Value.Page) {
                // A list of one page.
                Sum list = sum(evaluate(pointed.operand(), frame));
                stores.add(new Path.Store(list, Sum.ZERO, Sum.of(1), value, where(target.place())));
            }
            memory.put(place(target, frame), value);
        }

        /**
         * Copies a page from memory that is known into a new one: what the new one was stored as, in an array or a variable, is
         * the known one now.
         */
        void fill(Sum page, Value from) {
            if (page.symbol().filter(symbol -> symbol.startsWith("&new#")).isEmpty()) {
                return;
            }
            Value filled = new Value.Page(page);
            for (int i = 0; i < stores.size(); i++) {
                Path.Store store = stores.get(i);
                if (!store.value().equals(filled)) {
                    continue;
                }
                Value copy = new Value.Page(sum(from));
                boolean inRun = !loops.isEmpty() && store.count().equals(loops.peek().count());
                if (inRun && isOnePageARound(copy)) {
                    copy = new Value.Page(sum(from).replace(loops.peek().symbol(), Sum.ZERO));
                } else if (!store.count().equals(Sum.of(1))) {
                    continue;
                }
                stores.set(i, new Path.Store(store.array(), store.index(), store.count(), copy, store.where()));
            }
            if (loops.isEmpty()) {
                spend(memory.size() + stores.size(), ORIGIN);
                memory.replaceAll((place, value) -> value.equals(filled) ? new Value.Page(sum(from))
                        : value.equals(page) ? from : value);
            }
        }

        /** Puts a page at an address of the kernel's own; only one that processes may read is remembered. */
        void fix(List<Value> arguments) {
            boolean readable = arguments.size() == 3 && arguments.get(2).toString().startsWith("PAGE_READONLY");
            if (readable) {
                Value page = new Value.Page(sum(arguments.get(1)));
                stores.add(new Path.Store(Sum.symbol(FIXMAP), sum(arguments.get(0)), Sum.of(1), page, FIXMAP));
            }
        }

        /** Puts a page at an address of the kernel's own, for processes to see. */
        void show(Value page, Sum address, Token place) {
            stores.add(new Path.Store(Sum.symbol(FIXMAP), address, Sum.of(1), page, where(place)));
        }

        /** Whether a page moves on by one with each round of the loop, or is a new one; other values may be stored too. */
        private boolean isOnePageARound(Value value) {
            String symbol = loops.peek().symbol();
            return !(value instanceof Value.Page page)
                    || page.address().symbol().filter(address -> address.startsWith("&new#")).isPresent()
                    || page.address().terms().getOrDefault(new Sum.Term(symbol, 1), 0L) == 1 && page.address().factorOf(symbol) == 1;
        }

        private Value element(Expr.Index index, Frame frame) {
            Sum array = sum(evaluate(index.array(), frame));
            Sum position = sum(evaluate(index.index(), frame));
            spend(stores.size() / 8, index.place());
            for (int i = stores.size() - 1; i >= 0; i--) {
                Path.Store store = stores.get(i);
                if (store.array().equals(array) && store.index().equals(position)) {
                    return store.value();
                }
            }
            return named(array + "[" + position + "]");
        }

        Value load(String place, Unit unit) {
            Value stored = memory.get(place);
            if (stored != null) {
                return stored;
            }
            int last = place.lastIndexOf('.');
            if (last > 0 && memory.containsKey(place.substring(0, last) + OTHERS)) {
                return memory.get(place.substring(0, last) + OTHERS);
            }
            String[] steps = place.split("\\.", -1);
            Static lasts = statics.get(steps[0]);
            if (lasts != null) {
                return member(lasts.value(), steps, 1, lasts.home()).orElse(Sum.symbol(place));
            }
            Matcher element = ELEMENT.matcher(steps[0]);
            boolean inArray = steps[0].endsWith("]") && element.matches();
            for (Unit home : unitsFrom(unit)) {
                Optional<Unit.Variable> variable = home.variable(inArray ? element.group(1) : steps[0]);
                if (variable.isPresent() && variable.get().value().isPresent()) {
                    Optional<Expr> whole = variable.get().value();
                    Optional<Expr> part = inArray ? element(whole.get(), Long.parseLong(element.group(2)), home) : whole;
                    Optional<Value> value = part.flatMap(expression -> member(expression, steps, 1, home));
                    if (value.isPresent()) {
                        return value.get();
                    }
                }
                if (steps.length == 1 && variable.filter(v -> v.external() && v.array()).isPresent()) {
                    // An array that is somewhere else: its name is its address.
                    return Sum.symbol("&" + place);
                }
                if (!inlineAll && steps.length == 1 && variable.filter(v -> isZeroYet(v, home)).isPresent()) {
                    return Sum.ZERO;
                }
                if (steps.length == 1 && variable.filter(v -> v.external() && v.oneByte()).isPresent()) {
                    return Sum.symbol(BYTE_AT + place);
                }
            }
            return Sum.symbol(place);
        }

        /** An element of an array, out of the array's initialiser; what that leaves out is zero. */
        private Optional<Expr> element(Expr array, long wanted, Unit home) {
            if (!(array instanceof Expr.Braces braces)) {
                return Optional.empty();
            }
            Expr found = new Expr.Braces(array.place(), List.of());
            long position = 0;
            for (Expr.Entry entry : braces.entries()) {
                if (entry.member().isPresent()) {
                    return Optional.empty();
                }
                if (entry.index().isPresent()) {
                    Optional<Long> number = sum(evaluate(entry.index().get(), new Frame(home, 0))).number();
                    if (number.isEmpty()) {
                        return Optional.empty();
                    }
                    position = number.get();
                }
                found = position == wanted ? entry.value() : found;
                position++;
            }
            return Optional.of(found);
        }

        private Optional<Value> member(Expr value, String[] steps, int at, Unit home) {
            if (at == steps.length) {
                return value instanceof Expr.Braces ? Optional.empty() : Optional.of(evaluate(value, new Frame(home, 0)));
            }
            if (value instanceof Expr.Braces braces) {
                // Of several for one member the last counts.
                for (int i = braces.entries().size() - 1; i >= 0; i--) {
                    Expr.Entry entry = braces.entries().get(i);
                    if (entry.member().filter(steps[at]::equals).isPresent()) {
                        return member(entry.value(), steps, at + 1, home);
                    }
                }
                boolean named = braces.entries().stream().allMatch(entry -> entry.member().isPresent());
                return named ? Optional.of(Sum.ZERO) : Optional.empty();
            }
            return Optional.empty();
        }
    }

    static String where(Token token) {
        return token.file() + ":" + token.line();
    }
}
