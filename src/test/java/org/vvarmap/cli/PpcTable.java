package org.vvarmap.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.vvarmap.kernel.Abi;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** A table that knows ppc64 and nothing else, whatever the shipped one has learned since. */
final class PpcTable {

    private PpcTable() {}

    /** Writes the table below the working folder; its name, for {@code --data}. */
    static String file(Cli cli) {
        try (InputStream stream = PpcTable.class.getResourceAsStream("/org/vvarmap/data/table.json")) {
            Table all = TableJson.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            Table one = new Table(
                    all.calendar(),
                    all.eras().stream().filter(era -> era.abi() == Abi.PPC64).toList(),
                    Map.of(Abi.PPC64, all.read(Abi.PPC64)),
                    Map.of());
            return cli.file("ppc64.json", TableJson.write(one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MalformedTable e) {
            throw new IllegalStateException(e);
        }
    }
}
