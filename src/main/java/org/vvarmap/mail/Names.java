package org.vvarmap.mail;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short texts of mails: names, subjects, message ids. Whatever a mail says, they are one line of bounded length. */
final class Names {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_ID = 250;

    private static final Pattern BLANK = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}]+");
    private static final Pattern COMMENT = Pattern.compile("\\(([^()@]{2,80})\\)\\s*$");
    private static final Pattern VIA = Pattern.compile("(?i)\\s+via\\s.*|\\s*\\([^()]*\\)?\\s*$");
    private static final Pattern QUOTES = Pattern.compile("^['\"\\s]+|['\"\\s]+$");

    /** What a message id may be made of: no blanks, and an at sign within. */
    private static final Pattern ID = Pattern.compile("[^\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}<>\"@]+@[^\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}<>\"@]+");

    private static final Pattern ROBOT = Pattern.compile("(?i)bot\\d*\\b|\\blkp\\b|\\bjenkins\\b");

    private Names() {}

    /** Whether a name is that of a program that sends mails, going by what they call themselves. */
    static boolean isRobot(String name) {
        return ROBOT.matcher(name).find();
    }

    /** A text on one line: no control characters, no marks that turn text around. */
    static String line(String text) {
        String head = text.length() > 4 * LONGEST_SUBJECT ? text.substring(0, 4 * LONGEST_SUBJECT) : text;
        return cut(BLANK.matcher(head).replaceAll(" ").strip(), LONGEST_SUBJECT);
    }

    /**
     * The display name in what stands after {@code From}: {@code Name <address>}, {@code "Name" <address>},
     * {@code address (Name)}, or the name alone.
     *
     * @return the name; empty where there is only an address
     */
    static Optional<String> author(String from) {
        String text = line(from);
        int angle = text.indexOf('<');
        String name = angle >= 0 ? text.substring(0, angle) : text;
        Matcher comment = COMMENT.matcher(text);
        if (QUOTES.matcher(name).replaceAll("").isEmpty() || name.contains("@") || name.contains(" at ")) {
            name = comment.find() ? comment.group(1) : "";
        }
        name = VIA.matcher(QUOTES.matcher(name).replaceAll("")).replaceAll("");
        name = QUOTES.matcher(name).replaceAll("");
        int comma = name.indexOf(", ");
        if (comma > 0 && name.indexOf(',', comma + 1) < 0) {
            // "Leroy, Christophe"
            name = name.substring(comma + 2) + " " + name.substring(0, comma);
        }
        name = cut(name.strip(), LONGEST_NAME);
        return name.isEmpty() || name.contains("@") ? Optional.empty() : Optional.of(name);
    }

    /** A message id, whatever stands around it; empty where the text holds none. */
    static Optional<String> id(String text) {
        Matcher id = ID.matcher(text.length() > 2 * LONGEST_ID ? text.substring(0, 2 * LONGEST_ID) : text);
        return id.find() && id.group().length() <= LONGEST_ID ? Optional.of(id.group()) : Optional.empty();
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).strip() + "…";
    }
}
