package org.vvarmap.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vvarmap.matrix.Table;

/** What the table can be written as. */
public enum Format {
    /** Comma-separated values, an era a line. */
    CSV("csv", Csv::of),
    /** JSON with every layout in full. */
    JSON("json", EraJson::of),
    /** Tables for documents. */
    MARKDOWN("markdown", Markdown::of),
    /** A header for C and C++ with a function that looks layouts up. */
    C_HEADER("c-header", CHeader::of);

    private final String label;
    private final Function<Table, String> writer;

    Format(String label, Function<Table, String> writer) {
        this.label = label;
        this.writer = writer;
    }

    /**
     * The format's name on the command line.
     *
     * @return {@code c-header}, …
     */
    public String label() {
        return label;
    }

    /**
     * Finds a format by its name.
     *
     * @param label the name
     * @return the format; empty where none is called so
     */
    public static Optional<Format> byLabel(String label) {
        return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
    }

    /**
     * The names of all.
     *
     * @return the names
     */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Format::label).toList();
    }

    /**
     * Writes a table. A pure function: the same table gives the same text.
     *
     * @param table the table
     * @return the text, with a line feed at its end
     */
    public String write(Table table) {
        return writer.apply(table);
    }
}
