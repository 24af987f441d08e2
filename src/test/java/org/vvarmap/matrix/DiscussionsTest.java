package org.vvarmap.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.cli.Schema;
import org.vvarmap.matrix.Discussion.Kind;
import org.vvarmap.matrix.Discussion.Tie;

class DiscussionsTest {

    private static final Discussion PATCH = new Discussion(
            "a".repeat(40), Kind.PATCH, "[PATCH] \"x\" <b>", Optional.of(LocalDate.of(2021, 3, 27)), List.of("Ann", "Bob"), 3,
            "https://lore.kernel.org/all/a@x/", Set.of(Tie.SUBJECT, Tie.LINK));

    private static final Discussion MENTION = new Discussion(
            "a".repeat(40), Kind.MENTION, "y", Optional.empty(), List.of(), 1, "https://lore.kernel.org/all/b@x/", Set.of(Tie.SHA));

    @Test
    void readsWhatItWrote() throws MalformedTable {
        String text = new Discussions(List.of(MENTION, PATCH)).write();

        assertThat(Discussions.read(text).all()).containsExactly(PATCH, MENTION);
        assertThat(Discussions.read(text).write()).isEqualTo(text).isEqualTo(new Discussions(List.of(PATCH, MENTION)).write());
        assertThat(Schema.ofData("discussions-1.schema.json").problems(JsonParser.parseString(text))).isEmpty();
        assertThat(Discussions.read(text).of("a".repeat(40))).hasSize(2);
        assertThat(Discussions.read(text).of("b".repeat(40))).isEmpty();
        assertThat(Discussions.read(Discussions.NONE.write()).all()).isEmpty();
    }

    @Test
    void hasASchemaThatSaysNo() {
        String text = new Discussions(List.of(PATCH)).write();
        for (String bad : List.of(
                text.replace("patch\"", "gossip\""), text.replace("2021-03-27", "yesterday"), text.replace("https:", "javascript:"),
                text.replace("\"Ann\"", "\"ann@x.org\""), text.replace("\"mails\":3", "\"mails\":0"), text.replace("aaaa", ""),
                text.replace("\"mails\":3", "\"mails\":3,\"text\":\"Hello\""))) {
            assertThat(bad).isNotEqualTo(text);
            assertThat(Schema.ofData("discussions-1.schema.json").problems(JsonParser.parseString(bad))).as(bad).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"schema\":\"vvarmap/discussions/1\"}",
            "{\"schema\":\"vvarmap/discussions/1\",\"discussions\":[{}]}", "{\"schema\":\"vvarmap/discussions/1\",\"discussions\":[7]}"})
    void refusesAFileThatIsBroken(String text) {
        assertThatThrownBy(() -> Discussions.read(text)).isInstanceOf(MalformedTable.class).hasMessageNotContaining("\n");
    }

    @Test
    void saysWhereAFileIsBroken() {
        String text = new Discussions(List.of(PATCH)).write();
        assertThatThrownBy(() -> Discussions.read(text.replace("\"kind\":\"patch\"", "\"kind\":\"gossip\"")))
                .hasMessageContaining("discussion 1").hasMessageContaining("gossip");
        assertThatThrownBy(() -> Discussions.read(text.replace("\"link\"", "\"guess\""))).hasMessageContaining("guess");
        assertThatThrownBy(() -> Discussions.read(text.replace("2021-03-27", "2021-02-30"))).hasMessageContaining("discussion 1");
    }

    @Test
    void keepsNoMoreNamesThanItSays() {
        List<String> many = IntStream.range(0, 50).mapToObj(i -> "P" + i).toList();
        Discussion one = new Discussion("a", Kind.PATCH, "t", Optional.empty(), many, 50, "https://x.org/", Set.of(Tie.SHA));
        assertThat(one.people()).hasSize(Discussion.MOST_PEOPLE).startsWith("P0");
    }
}
