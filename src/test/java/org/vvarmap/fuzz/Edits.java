package org.vvarmap.fuzz;

import java.util.List;

/**
 * A text that is sound, and what is done to it: cut, doubled, exchanged, or written into. Each edit is four bytes: what is
 * done, where (two bytes, in parts of the whole), and with what.
 */
public final class Edits {

    private Edits() {}

    /**
     * The text after the edits.
     *
     * @param text a text
     * @param input the edits
     * @param from where they begin
     * @param pieces what is written into it
     */
    public static String of(String text, byte[] input, int from, List<String> pieces) {
        StringBuilder edited = new StringBuilder(text);
        for (int i = from; i + 3 < input.length && edited.length() < 1 << 16; i += 4) {
            int place = Byte.toUnsignedInt(input[i + 1]) << 8 | Byte.toUnsignedInt(input[i + 2]);
            int at = (int) ((long) place * edited.length() >> 16);
            int with = Byte.toUnsignedInt(input[i + 3]);
            int end = Math.min(edited.length(), at + with);
            switch (input[i] & 7) {
                case 0 -> edited.delete(at, end);
                case 1 -> edited.insert(end, edited.substring(at, end));
                case 2 -> {
                    if (at < edited.length()) {
                        edited.setCharAt(at, (char) with);
                    }
                }
                case 3 -> {
                    int word = wordEnd(edited, at);
                    edited.replace(at, word, pieces.get(with % pieces.size()));
                }
                case 4 -> {
                    int line = edited.indexOf("\n", at) + 1;
                    int next = line == 0 ? 0 : edited.indexOf("\n", line) + 1;
                    if (next > 0) {
                        String moved = edited.substring(line, next);
                        edited.delete(line, next);
                        edited.insert(Math.min(edited.length(), with * edited.length() >> 8), moved);
                    }
                }
                default -> edited.insert(at, pieces.get(with % pieces.size()));
            }
        }
        return edited.toString();
    }

    private static int wordEnd(StringBuilder text, int at) {
        int end = at;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }
}
