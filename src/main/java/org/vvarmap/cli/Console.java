package org.vvarmap.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where a command reads from and writes to.
 *
 * @param out standard output: the answer, and nothing else
 * @param err standard error: messages for people
 * @param proc the folder that is mounted as /proc
 * @param folder the folder that relative paths start from
 * @param progress whether a person watches standard error, so that progress may be shown
 */
record Console(PrintStream out, PrintStream err, Path proc, Path folder, boolean progress) {

    /** What is looked for where a text is not plain; most are, and to compile these takes longer than to print a layout. */
    private static final class Hostile {

        /** What a terminal may obey, C1 and the reversal of text among it: a kernel's name may be hostile. */
        private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

        /** What a terminal may obey in a text of several lines, other than the ends of its lines and tabs. */
        private static final Pattern CONTROL_IN_LINES =
                Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\r\\n\\t]]|\\r(?!\\n)");

        /** Of these, what JSON leaves as it is; it stands in strings only. */
        private static final Pattern IN_JSON = Pattern.compile("[\\x7f-\\x9f\\p{Cf}\\u2028\\u2029]");
    }

    /** Whether a text holds nothing but what every terminal prints, and perhaps the ends of lines. */
    private static boolean plain(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ' && !(lines && c == '\n')) {
                return false;
            }
        }
        return true;
    }

    /** Writes JSON for programs: indented, nulls included, with a line feed at the end. */
    void json(JsonElement element) {
        String text = new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(element);
        out.println(escaped(text));
    }

    /** The text of JSON with escapes for all that a terminal may obey. */
    static String escaped(String json) {
        if (plain(json, true)) {
            return json;
        }
        return Hostile.IN_JSON.matcher(json).replaceAll(found -> {
            StringBuilder escapes = new StringBuilder();
            found.group().chars().forEach(unit -> escapes.append(String.format("\\\\u%04x", unit)));
            return escapes.toString();
        });
    }

    /** Writes a text of several lines that another program may read; what a terminal may obey is shown as question marks. */
    void text(String text) {
        out.print(Hostile.CONTROL_IN_LINES.matcher(text).replaceAll("?"));
    }

    /** Tells people where an error came from. */
    void trace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        err.print(Hostile.CONTROL_IN_LINES.matcher(trace.toString()).replaceAll("?"));
    }

    /** Writes a line for people. Control characters in it are shown as question marks. */
    void line(String text) {
        out.println(plain(text, false) ? text : Hostile.CONTROL.matcher(text).replaceAll("?"));
    }

    /** Writes lines for people. */
    void lines(Iterable<String> texts) {
        for (String text : texts) {
            line(text);
        }
    }

    /** Tells people something that is not the answer. */
    void tell(String text) {
        err.println("vvarmap: " + Hostile.CONTROL.matcher(text).replaceAll("?"));
    }

    /** A path as the user meant it. */
    Path path(String name) {
        return folder.resolve(name);
    }
}
