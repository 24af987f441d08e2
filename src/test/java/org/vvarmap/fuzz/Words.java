package org.vvarmap.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A language's words, by number: random bytes seldom make a text that a parser looks into, but a byte a word does. Bytes that
 * stand for no word are taken as they are, so that any text of ASCII can be written too.
 */
public final class Words {

    private static final int FIRST = 128;

    private final List<String> words;

    private Words(List<String> words) {
        this.words = words;
    }

    /** A language of words, and of parts of texts; at most 128. A vertical bar alone stands for the end of a line. */
    public static Words of(String... texts) {
        List<String> words = new ArrayList<>();
        for (String text : texts) {
            words.addAll(Arrays.asList(text.strip().split("\\s+")));
        }
        if (words.size() > 256 - FIRST) {
            throw new IllegalArgumentException(words.size() + " words");
        }
        return new Words(words);
    }

    /** The text that bytes stand for. */
    public String text(byte[] input) {
        StringBuilder text = new StringBuilder();
        for (byte one : input) {
            int number = Byte.toUnsignedInt(one) - FIRST;
            if (number < 0) {
                text.append((char) one);
            } else if (number < words.size()) {
                String word = words.get(number);
                text.append(word.equals("|") ? "\n" : word + " ");
            }
        }
        return text.toString();
    }

    /** The bytes that stand for a text, whose words have blanks between them. */
    public byte[] bytes(String text) {
        StringBuilder bytes = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            for (String word : line.strip().split(" +")) {
                int number = words.indexOf(word);
                bytes.append(number < 0 ? word + " " : String.valueOf((char) (FIRST + number)));
            }
            bytes.append((char) (FIRST + words.indexOf("|")));
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
