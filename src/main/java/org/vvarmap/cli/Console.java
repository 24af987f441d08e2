package org.vvarmap.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintStream;
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

    /** What a terminal may obey, C1 and the reversal of text among it: a kernel's name may be hostile. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    /** The control characters that JSON leaves as they are; they stand in strings only. */
    private static final Pattern HIGH_CONTROL = Pattern.compile("[\\x7f-\\x9f]");

    /** Writes JSON for programs: indented, nulls included, with a line feed at the end. */
    void json(JsonElement element) {
        String text = new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(element);
        out.println(HIGH_CONTROL.matcher(text).replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0))));
    }

    /** Writes a line for people. Control characters in it are shown as question marks. */
    void line(String text) {
        out.println(CONTROL.matcher(text).replaceAll("?"));
    }

    /** Writes lines for people. */
    void lines(Iterable<String> texts) {
        for (String text : texts) {
            line(text);
        }
    }

    /** Tells people something that is not the answer. */
    void tell(String text) {
        err.println("vvarmap: " + CONTROL.matcher(text).replaceAll("?"));
    }

    /** A path as the user meant it. */
    Path path(String name) {
        return folder.resolve(name);
    }
}
