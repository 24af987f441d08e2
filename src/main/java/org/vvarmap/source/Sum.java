package org.vvarmap.source;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A number, an address or a size, as a sum of terms: each a whole number times a power of the page size times at most one
 * symbol. {@code base + 3 * PAGE_SIZE}, {@code image >> PAGE_SHIFT} and plain 7 are all sums.
 *
 * <p>A symbol that starts with {@code &} is the address of what follows, and is above the first page. One that starts with {@code [} is the size of what
 * lies between two addresses, and is at least one page. Every other symbol is something of which nothing is known but its
 * name, so that two sums with the same symbols are equal and no others are.
 */
public final class Sum implements Value {

    /** The smallest page that Linux has, in bytes. */
    private static final long SMALLEST_PAGE = 4096;

    /**
     * What a factor stands before.
     *
     * @param symbol a symbol; empty for a plain number
     * @param pages the power of the page size, 0 for none
     */
    public record Term(String symbol, int pages) implements Comparable<Term> {
        @Override
        public boolean equals(Object other) {
            return other instanceof Term term && pages == term.pages && symbol.equals(term.symbol);
        }

        @Override
        public int hashCode() {
            return 31 * symbol.hashCode() + pages;
        }

        @Override
        public int compareTo(Term other) {
            int bySymbol = symbol.compareTo(other.symbol);
            return bySymbol != 0 ? bySymbol : Integer.compare(pages, other.pages);
        }
    }

    /** Nothing. */
    public static final Sum ZERO = new Sum(Map.of());

    private static final Term ONE = new Term("", 0);
    private static final Term PAGE = new Term("", 1);

    private final Map<Term, Long> terms;
    private String text;

    /**
     * Adds terms up.
     *
     * @param terms factor by symbol and power of the page size
     */
    public Sum(Map<Term, Long> terms) {
        this(new TreeMap<>(terms));
    }

    private Sum(TreeMap<Term, Long> terms) {
        terms.values().removeIf(factor -> factor == 0);
        this.terms = Collections.unmodifiableMap(terms);
    }

    private Sum(Term only, long factor) {
        this.terms = factor == 0 ? Map.of() : Map.of(only, factor);
    }

    /**
     * The terms.
     *
     * @return factor by symbol and power of the page size, in the order of the terms; no factor is 0
     */
    public Map<Term, Long> terms() {
        return terms;
    }

    /**
     * A plain number.
     *
     * @param number the number
     * @return the sum
     */
    public static Sum of(long number) {
        return new Sum(ONE, number);
    }

    /**
     * A number of pages, in bytes.
     *
     * @param count the number
     * @return the sum
     */
    public static Sum ofPages(long count) {
        return new Sum(PAGE, count);
    }

    /**
     * Something with a name.
     *
     * @param name the symbol
     * @return the sum
     */
    public static Sum symbol(String name) {
        return new Sum(new Term(name, 0), 1);
    }

    /**
     * Adds.
     *
     * @param other another sum
     * @return both together; where an address less another remains, the size between them
     */
    public Sum plus(Sum other) {
        if (terms.size() + other.terms.size() <= 1) {
            return terms.isEmpty() ? other : this;
        }
        TreeMap<Term, Long> sum = new TreeMap<>(terms);
        other.terms.forEach((term, factor) -> sum.merge(term, factor, Long::sum));
        return new Sum(sum).withExtents();
    }

    /**
     * Subtracts.
     *
     * @param other another sum
     * @return this without the other
     */
    public Sum minus(Sum other) {
        return plus(other.times(-1));
    }

    /**
     * Multiplies.
     *
     * @param factor by how much
     * @return the product
     */
    public Sum times(long factor) {
        TreeMap<Term, Long> product = new TreeMap<>();
        terms.forEach((term, count) -> product.put(term, count * factor));
        return new Sum(product);
    }

    /**
     * Multiplies by a power of the page size.
     *
     * @param power the power; -1 divides by the page size
     * @return the product
     */
    public Sum timesPages(int power) {
        TreeMap<Term, Long> product = new TreeMap<>();
        terms.forEach((term, count) -> product.put(new Term(term.symbol(), term.pages() + power), count));
        return new Sum(product);
    }

    /** Turns {@code &end - &start} into the one symbol {@code [start,end)}. */
    private Sum withExtents() {
        Term up = null;
        Term down = null;
        for (Map.Entry<Term, Long> entry : terms.entrySet()) {
            if (entry.getKey().symbol().startsWith("&") && entry.getKey().pages() == 0) {
                up = entry.getValue() == 1 && up == null ? entry.getKey() : up;
                down = entry.getValue() == -1 && down == null ? entry.getKey() : down;
            }
        }
        if (up == null || down == null) {
            return this;
        }
        TreeMap<Term, Long> sum = new TreeMap<>(terms);
        sum.remove(up);
        sum.remove(down);
        sum.merge(new Term("[" + down.symbol().substring(1) + "," + up.symbol().substring(1) + ")", 0), 1L, Long::sum);
        return new Sum(sum);
    }

    /**
     * The plain number that this is.
     *
     * @return the number; empty where a symbol or the page size takes part
     */
    public Optional<Long> number() {
        if (terms.isEmpty()) {
            return Optional.of(0L);
        }
        return terms.size() == 1 ? Optional.ofNullable(terms.get(ONE)) : Optional.empty();
    }

    /**
     * The number of pages that this is.
     *
     * @return the number; empty where a symbol takes part or it is no whole number of pages
     */
    public Optional<Long> pages() {
        if (terms.isEmpty()) {
            return Optional.of(0L);
        }
        return terms.size() == 1 ? Optional.ofNullable(terms.get(PAGE)) : Optional.empty();
    }

    /**
     * The symbol that this is, alone and once.
     *
     * @return the symbol; empty where it is anything else
     */
    public Optional<String> symbol() {
        if (terms.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<Term, Long> only = terms.entrySet().iterator().next();
        boolean plain = only.getValue() == 1 && only.getKey().pages() == 0 && !only.getKey().symbol().isEmpty();
        return plain ? Optional.of(only.getKey().symbol()) : Optional.empty();
    }

    /**
     * The factor of a symbol, whatever the power of the page size.
     *
     * @param name the symbol
     * @return the sum of its factors
     */
    public long factorOf(String name) {
        return terms.entrySet().stream()
                .filter(entry -> entry.getKey().symbol().equals(name))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * This with a symbol replaced.
     *
     * @param name the symbol
     * @param value what it stands for
     * @return the new sum
     */
    public Sum replace(String name, Sum value) {
        Sum result = ZERO;
        for (Map.Entry<Term, Long> entry : terms.entrySet()) {
            Sum part = entry.getKey().symbol().equals(name)
                    ? value.timesPages(entry.getKey().pages())
                    : new Sum(Map.of(new Term(entry.getKey().symbol(), entry.getKey().pages()), 1L));
            result = result.plus(part.times(entry.getValue()));
        }
        return result;
    }

    /**
     * Whether this is above, at or below zero.
     *
     * @return 1, 0 or -1; empty where that depends on a symbol
     */
    public Optional<Integer> sign() {
        if (terms.isEmpty()) {
            return Optional.of(0);
        }
        if (least().filter(least -> least > 0).isPresent()) {
            return Optional.of(1);
        }
        return times(-1).least().filter(least -> least > 0).isPresent() ? Optional.of(-1) : Optional.empty();
    }

    /**
     * Compares with zero.
     *
     * @param mark one of C's comparisons: {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}
     * @return whether it holds; empty where that depends on a symbol
     */
    public Optional<Boolean> compare(String mark) {
        Optional<Integer> sign = sign();
        if (sign.isPresent()) {
            int s = sign.get();
            return Optional.of(switch (mark) {
                case "==" -> s == 0;
                case "!=" -> s != 0;
                case "<" -> s < 0;
                case "<=" -> s <= 0;
                case ">" -> s > 0;
                default -> s >= 0;
            });
        }
        boolean notBelow = least().filter(least -> least >= 0).isPresent();
        boolean notAbove = times(-1).least().filter(least -> least >= 0).isPresent();
        if (notBelow && (mark.equals("<") || mark.equals(">="))) {
            return Optional.of(mark.equals(">="));
        }
        return notAbove && (mark.equals(">") || mark.equals("<=")) ? Optional.of(mark.equals("<=")) : Optional.empty();
    }

    /** The least that this can be, in bytes; empty where it has no bound. */
    private Optional<Long> least() {
        long pages = 0;
        long rest = 0;
        for (Map.Entry<Term, Long> entry : terms.entrySet()) {
            Term term = entry.getKey();
            long factor = entry.getValue();
            boolean bounded = term.symbol().startsWith("[") || term.symbol().startsWith("&") && term.pages() == 0;
            if (!term.symbol().isEmpty() && (!bounded || factor < 0)) {
                return Optional.empty();
            }
            int power = term.symbol().isEmpty() ? term.pages() : term.pages() + 1;
            if (power == 1) {
                pages += factor;
            } else if (power == 0) {
                rest += factor;
            } else if (power == -1 && term.symbol().isEmpty()) {
                // Parts of a page, rounded down.
                rest += Math.floorDiv(factor, SMALLEST_PAGE);
            } else {
                return Optional.empty();
            }
        }
        return pages < 0 ? Optional.empty() : Optional.of(pages * SMALLEST_PAGE + rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sum sum && terms.equals(sum.terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    @Override
    public String toString() {
        if (text == null) {
            text = terms.isEmpty() ? "0" : symbol().orElseGet(this::spell);
        }
        return text;
    }

    private String spell() {
        StringBuilder spelled = new StringBuilder();
        terms.forEach((term, factor) -> {
            spelled.append(factor < 0 ? "-" : spelled.length() > 0 ? "+" : "");
            String name = term.symbol() + (term.pages() == 0 ? "" : "P" + (term.pages() == 1 ? "" : "^" + term.pages()));
            boolean bare = Math.abs(factor) == 1 && !name.isEmpty();
            spelled.append(bare ? "" : Long.toString(Math.abs(factor))).append(bare || name.isEmpty() ? "" : "*").append(name);
        });
        return spelled.toString();
    }
}
