package org.vvarmap.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.PrintStream;
import java.nio.file.Path;

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

    /** Writes JSON for programs: indented, nulls included, with a line feed at the end. */
    void json(JsonElement element) {
        out.println(new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create().toJson(element));
    }

    /** Writes a line for people. */
    void line(String text) {
        out.println(text);
    }

    /** Tells people something that is not the answer. */
    void tell(String text) {
        err.println("vvarmap: " + text);
    }

    /** A path as the user meant it. */
    Path path(String name) {
        return folder.resolve(name);
    }
}
