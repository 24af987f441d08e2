package org.vvarmap.matrix.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vvarmap.cli.Schema;
import org.vvarmap.matrix.Confirmation;
import org.vvarmap.matrix.ConfirmationsJson;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableJson;

/** The build asks the rules and the schemas of the files in {@code data/}. */
class ShippedDataTest {

    static Stream<Rule> rules() {
        return Stream.concat(Lint.FORM.stream(), Lint.TRUST.stream());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void keepsEveryRule(Rule rule) throws IOException, MalformedTable {
        Table table = TableJson.read(Files.readString(Path.of("data/table.json")));
        List<Confirmation> captures = ConfirmationsJson.read(Files.readString(Path.of("data/captures.json"))).stream()
                .filter(capture -> table.cell(capture.release(), capture.abi()).isPresent())
                .toList();
        Subject subject = new Subject(
                table, captures, Discussions.read(Files.readString(Path.of("data/table.discussions.json"))),
                Dates.read(Files.readString(Path.of("data/dates.json"))));

        assertThat(rule.check(subject)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "table.json,table-2.schema.json", "table.evidence.json,evidence-1.schema.json", "known.json,known-1.schema.json",
        "assumptions.json,assumptions-1.schema.json", "captures.json,captures-1.schema.json", "dates.json,dates-1.schema.json",
        "table.discussions.json,discussions-1.schema.json"
    })
    void fitsItsSchema(String file, String schema) throws IOException {
        assertThat(Schema.ofData(schema).problems(JsonParser.parseString(Files.readString(Path.of("data").resolve(file))))).isEmpty();
    }

    /** A schema that takes anything would be no proof. */
    @Test
    void hasASchemaThatSaysNo() throws IOException {
        JsonObject table = JsonParser.parseString(Files.readString(Path.of("data/table.json"))).getAsJsonObject();
        table.getAsJsonArray("eras").get(0).getAsJsonObject().addProperty("since", "next");
        table.getAsJsonArray("eras").get(1).getAsJsonObject().addProperty("abi", "vax");
        table.getAsJsonArray("commits").get(0).getAsJsonObject().remove("subject");

        assertThat(Schema.ofData("table-2.schema.json").problems(table)).hasSize(3);
    }
}
