package org.vvarmap.source;

import java.util.Optional;

/** Integer literals of C. */
final class Numbers {

    private Numbers() {}

    /** The value of a literal, suffixes and all; empty where it is none, or not one of 64 bits. */
    static Optional<Long> parse(String literal) {
        int end = literal.length();
        while (end > 0 && "uUlL".indexOf(literal.charAt(end - 1)) >= 0) {
            end--;
        }
        String digits = literal.substring(0, end);
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return Optional.of(Long.parseUnsignedLong(digits.substring(2), 16));
            }
            boolean octal = digits.length() > 1 && digits.startsWith("0");
            return Optional.of(Long.parseUnsignedLong(digits, octal ? 8 : 10));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
