package org.vvarmap.matrix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vvarmap.fuzz.Edits;
import org.vvarmap.fuzz.Target;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.lint.Lint;
import org.vvarmap.matrix.lint.Subject;

/** The files of {@code data/}, which {@code --data} may name another of. All refuse with {@link MalformedTable}. */
public final class TableTargets {

    /** The targets by name. */
    public static final Map<String, Target> ALL = all();

    private static final List<String> PIECES = List.of(
            "null", "true", "-1", "0", "9223372036854775807", "1e999999999", "1e-999999999", "1.5", "\"\"", "[]", "{}", "\"unknown\"", ",",
            ":", "[", "]", "{", "}", "\"", "\\ud800", "\ud800", "\0", "\ufeff", "NaN", "//", "'", "\"x\":", "\"1-99999\"", "\"v5.11\"",
            "\"5.11\"", "\n", "\n    ", "\n  ", "\n  ]", "\n    {", "65536", "\"riscv64\"", "\"riscv/*\"", "\"v99.99999.99999\"", "99999", "\"commits\": ",
            "{\"min\":1,\"max\":2,\"on\":\"CONFIG_TIME_NS\"}", "-0", "2147483648", "[[[[", "{\"a\":");

    private TableTargets() {}

    /** One of the readers. */
    private interface Reader {
        void read(String text) throws MalformedTable;
    }

    private static Map<String, Target> all() {
        Map<String, Target> all = new TreeMap<>();
        add(all, "table", TableTargets::table);
        add(all, "evidence", EvidenceJson::read);
        add(all, "known", KnownJson::read);
        add(all, "dates", Dates::read);
        add(all, "captures", ConfirmationsJson::read);
        add(all, "assumptions", ConsumersJson::read);
        add(all, "discussions", TableTargets::discussions);
        return all;
    }

    private static void add(Map<String, Target> all, String name, Reader reader) {
        String sound = resource(name + ".json");
        all.put(name, input -> read(reader, new String(input, UTF_8)));
        all.put(name + "-edits", input -> read(reader, Edits.of(sound, input, 0, PIECES)));
    }

    private static void read(Reader reader, String text) {
        try {
            reader.read(text);
        } catch (MalformedTable e) {
            if (e.getMessage().isBlank() || e.getMessage().length() > 1000) {
                throw new IllegalStateException("it says nothing, or too much", e);
            }
        }
    }

    /** As a whole, checked as {@code --data} does; and a part of it, as lookup reads the shipped one. */
    private static void table(String text) throws MalformedTable {
        try {
            Table part = TableJson.read(text.getBytes(UTF_8), List.of(Abi.RISCV64));
            Lookup.of(part, KernelString.parse("5.11.7"), List.of(Abi.RISCV64));
        } catch (MalformedTable | BrokenTable e) {
            // The whole may be read all the same.
        }
        Table table = TableJson.read(text);
        if (Lint.check(Lint.FORM, new Subject(table, List.of())).isEmpty()) {
            Lookup.of(table, KernelString.parse("5.11.7"), List.of(Abi.RISCV64));
            TableJson.read(TableJson.write(table));
            table.calendar().nearest(Release.of("v5.11"));
        }
    }

    private static void discussions(String text) throws MalformedTable {
        Discussions read = Discussions.read(text);
        if (!Discussions.read(read.write()).equals(read)) {
            throw new IllegalStateException("read again, they are others");
        }
    }

    private static String resource(String name) {
        try (InputStream in = TableTargets.class.getResourceAsStream("/org/vvarmap/fuzz/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
