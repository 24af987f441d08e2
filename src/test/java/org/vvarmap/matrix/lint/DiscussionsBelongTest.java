package org.vvarmap.matrix.lint;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussion.Kind;
import org.vvarmap.matrix.Discussion.Tie;
import org.vvarmap.matrix.Discussions;

class DiscussionsBelongTest {

    private static final Rule RULE = new DiscussionsBelong();
    private static final String ADDRESS = "https://lore.kernel.org/all/a@x/";

    private static Discussion about(String letter, String title, String date, String address, String... people) {
        return new Discussion(
                Made.id(letter), Kind.PATCH, title, Optional.of(LocalDate.parse(date)), List.of(people), 1, address, Set.of(Tie.SHA));
    }

    private static Subject with(Discussion... discussions) {
        Subject good = Made.good();
        return new Subject(
                good.table(), good.captures(), new Discussions(List.of(discussions)),
                new Dates(Map.of(Release.of("v5.12"), LocalDate.of(2021, 4, 25))));
    }

    @Test
    void keepsWhatIsRight() {
        Made.keeps(RULE, Made.good());
        Made.keeps(RULE, with(about("a", "t", "2021-03-27", ADDRESS, "Ann"), about("c", "t", "2022-04-25", ADDRESS)));
    }

    @Test
    void namesACommitThatTheTableDoesNotHave() {
        Made.breaks(RULE, with(about("e", "t", "2021-03-27", ADDRESS)), Made.id("e"), "no such commit");
        // A backport goes by its mainline commit.
        Made.breaks(RULE, with(about("b", "t", "2021-03-27", ADDRESS)), "no such commit");
    }

    @Test
    void namesADayThatCannotBe() {
        Made.breaks(RULE, with(about("a", "t", "1991-01-01", ADDRESS)), "1991-01-01");
        Made.breaks(RULE, with(about("a", "t", "2022-04-26", ADDRESS)), "2022-04-26");
    }

    @Test
    void namesAnAddressThatIsNone() {
        Made.breaks(RULE, with(about("a", "t", "2021-03-27", "http://x.org/a")), "no https address");
        Made.breaks(RULE, with(about("a", "t", "2021-03-27", "https://u@x.org/a")), "no https address");
        Made.breaks(RULE, with(about("a", "t", "2021-03-27", "https://x.org/\"a")), "no https address");
    }

    @Test
    void namesWhatIsListedTwiceOrSaysTooMuch() {
        Made.breaks(RULE, with(about("a", "t", "2021-03-27", ADDRESS), about("a", "u", "2021-03-28", ADDRESS)), "listed twice");
        Made.breaks(RULE, with(about("a", "t", "2021-03-27", ADDRESS, "ann@x.org")), "its people");
        Made.breaks(RULE, with(about("a", "t\nu", "2021-03-27", ADDRESS)), "its title");
    }
}
