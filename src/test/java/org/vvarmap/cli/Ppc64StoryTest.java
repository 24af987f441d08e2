package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shipped table says of ppc64: the case that the project began with, release by release. */
class Ppc64StoryTest {

    private static final String FRONT = "511157ab641eb6bedd00d62673388e78a4f871cf";
    private static final String SEPARATE = "1c4bce6753857dc409a0197342d18764e7f4b741";

    @TempDir
    private Path folder;

    private JsonObject result(String release, String abi) {
        JsonObject answer = new Cli(folder).run("lookup", release, "--arch", abi, "--json").exited(0).json();
        assertThat(answer.get("match").getAsString()).isEqualTo("exact");
        assertThat(answer.get("release").getAsString()).isEqualTo("v" + release);
        assertThat(answer.getAsJsonArray("results")).hasSize(1);
        return answer.getAsJsonArray("results").get(0).getAsJsonObject();
    }

    /**
     * The facts of a release, as JSON spells them; {@code null} is JSON's null.
     *
     * @param release the release
     * @param regions the VMAs as {@code name:holds:pages}
     */
    private record Facts(
            String release,
            String regions,
            String dataPlacement,
            String dataMapping,
            Object elfAtVdsoStart,
            Object nameSticks,
            Object mremapTracked,
            String resize,
            String split,
            String dataAccess,
            boolean timens,
            String hashStyle) {

        @Override
        public String toString() {
            return release;
        }

        Facts at(String other) {
            return new Facts(
                    other, regions, dataPlacement, dataMapping, elfAtVdsoStart, nameSticks, mremapTracked, resize, split,
                    dataAccess, timens, hashStyle);
        }
    }

    /** One VMA without a name, found by AT_SYSINFO_EHDR only. */
    private static final Facts UNNAMED = new Facts(
            "2.6.12", ":data+code:null", "after", "merged", null, null, false, "allowed", "allowed", "cow", false, null);

    /** arch_vma_name calls it [vdso], by comparing addresses. */
    private static final Facts NAMED = new Facts(
            "2.6.18", "[vdso]:data+code:null", "after", "merged", true, false, false, "allowed", "allowed", "cow", false, "sysv");

    /** The kernel's pointer follows a move (CRIU's own patch). */
    private static final Facts TRACKED = new Facts(
            "4.2", "[vdso]:data+code:null", "after", "merged", true, false, true, "allowed", "allowed", "cow", false, "sysv");

    private static final Facts BOTH_HASHES = new Facts(
            "4.4", "[vdso]:data+code:null", "after", "merged", true, false, true, "allowed", "allowed", "cow", false, "both");

    /** The release that broke CRIU: [vdso] begins with the data page. */
    private static final Facts IN_FRONT = new Facts(
            "5.11", "[vdso]:data+code:null", "before", "merged", false, true, true, "refused", "refused", "cow", false, "both");

    /** The backport: a [vvar] of one page, no time namespaces. */
    private static final Facts ONE_PAGE = new Facts(
            "5.11.20", "[vvar]:data:1 [vdso]:code:null", "before", "separate", true, true, true, "refused", "refused", "pfnmap",
            false, "both");

    private static final Facts TIMENS = separate("5.13", 2, "pfnmap");

    private static Facts separate(String release, int pages, String access) {
        return new Facts(
                release, "[vvar]:data:" + pages + " [vdso]:code:null", "before", "separate", true, true, true, "refused",
                "refused", access, true, "both");
    }

    private static Stream<Facts> facts() {
        return Stream.of(
                UNNAMED,
                UNNAMED.at("2.6.17"),
                NAMED,
                NAMED.at("3.10"),
                NAMED.at("4.1"),
                TRACKED,
                BOTH_HASHES,
                BOTH_HASHES.at("5.4"),
                BOTH_HASHES.at("5.10.13"),
                IN_FRONT.at("5.11-rc1"),
                IN_FRONT,
                IN_FRONT.at("5.11.7"),
                IN_FRONT.at("5.11.19"),
                ONE_PAGE,
                ONE_PAGE.at("5.11.22"),
                IN_FRONT.at("5.12"),
                IN_FRONT.at("5.12.2"),
                ONE_PAGE.at("5.12.3"),
                ONE_PAGE.at("5.12.9"),
                TIMENS.at("5.13-rc1"),
                TIMENS,
                TIMENS.at("6.12"),
                TIMENS.at("6.12.38"),
                separate("6.13", 3, "pfnmap"),
                separate("6.14", 3, "pfnmap"),
                separate("6.15", 4, "pfnmap"),
                separate("7.0", 4, "pfnmap"),
                separate("7.1", 4, "mixedmap"),
                separate("7.2.6", 4, "mixedmap"));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyFact(Facts facts) {
        JsonObject layout = result(facts.release(), "ppc64le").getAsJsonObject("layout");

        assertThat(layout.get("vdso").getAsString()).isEqualTo("image");
        assertThat(layout.get("sysinfoEhdr").getAsBoolean()).isTrue();
        assertThat(layout.get("sealable").getAsBoolean()).isFalse();
        assertThat(layout.getAsJsonArray("regions").asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(region -> region.get("name").getAsString() + ":" + region.get("holds").getAsString() + ":"
                                + region.get("pages"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(facts.regions());
        assertThat(layout.get("dataPlacement")).as("dataPlacement").isEqualTo(json(facts.dataPlacement()));
        assertThat(layout.get("dataMapping")).as("dataMapping").isEqualTo(json(facts.dataMapping()));
        assertThat(layout.get("elfAtVdsoStart")).as("elfAtVdsoStart").isEqualTo(json(facts.elfAtVdsoStart()));
        assertThat(layout.get("nameSticks")).as("nameSticks").isEqualTo(json(facts.nameSticks()));
        assertThat(layout.get("mremapTracked")).as("mremapTracked").isEqualTo(json(facts.mremapTracked()));
        assertThat(layout.get("resize")).as("resize").isEqualTo(json(facts.resize()));
        assertThat(layout.get("split")).as("split").isEqualTo(json(facts.split()));
        assertThat(layout.get("dataAccess")).as("dataAccess").isEqualTo(json(facts.dataAccess()));
        assertThat(layout.get("timens")).as("timens").isEqualTo(json(facts.timens()));
        assertThat(layout.get("hashStyle")).as("hashStyle").isEqualTo(json(facts.hashStyle()));
        assertThat(layout.has("unknown")).isFalse();
    }

    private static JsonElement json(Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        return value instanceof Boolean truth ? new JsonPrimitive(truth) : new JsonPrimitive((String) value);
    }

    /**
     * An era and what began it.
     *
     * @param release a release in it
     * @param line its line
     * @param since its first release
     * @param until the first release after it; null where it goes on
     * @param commit the commit that began it; null where none can be named
     * @param upstream the mainline commit, where that is a backport
     */
    private record Span(String release, String line, String since, String until, String commit, String upstream) {}

    private static Stream<Span> eras() {
        return Stream.of(
                new Span("2.6.12", "mainline", "v2.6.12-rc2", "v2.6.18-rc1", null, null),
                new Span("5.10", "mainline", "v4.4", "v5.11-rc1", "787b393c9f6300c343600d39f53f1b9f09d3684f", null),
                new Span("5.10.13", "5.10.y", "v4.4", null, "787b393c9f6300c343600d39f53f1b9f09d3684f", null),
                new Span("5.11", "mainline", "v5.11-rc1", "v5.13-rc1", FRONT, null),
                new Span("5.12", "mainline", "v5.11-rc1", "v5.13-rc1", FRONT, null),
                new Span("5.11.7", "5.11.y", "v5.11-rc1", "v5.11.20", FRONT, null),
                new Span("5.11.19", "5.11.y", "v5.11-rc1", "v5.11.20", FRONT, null),
                new Span("5.11.20", "5.11.y", "v5.11.20", null, "172c404e18d6", SEPARATE),
                new Span("5.12.2", "5.12.y", "v5.11-rc1", "v5.12.3", FRONT, null),
                new Span("5.12.3", "5.12.y", "v5.12.3", null, "f486ef7e762e", SEPARATE),
                new Span("5.13", "mainline", "v5.13-rc1", "v6.13-rc1", SEPARATE, null),
                new Span("6.12.38", "6.12.y", "v5.13-rc1", null, SEPARATE, null),
                new Span("7.0", "mainline", "v6.15-rc1", "v7.1-rc1", "223970df2bff", null));
    }

    @ParameterizedTest
    @MethodSource("eras")
    void everyEraHasItsEndsAndItsCommit(Span span) {
        JsonObject result = result(span.release(), "ppc64");
        JsonObject era = result.getAsJsonObject("era");

        assertThat(era.get("line").getAsString()).isEqualTo(span.line());
        assertThat(era.get("since").getAsString()).isEqualTo(span.since());
        assertThat(era.get("until")).isEqualTo(json(span.until()));
        if (span.commit() == null) {
            assertThat(result.get("commit").isJsonNull()).isTrue();
        } else {
            JsonObject commit = result.getAsJsonObject("commit");
            assertThat(commit.get("id").getAsString()).hasSize(40).startsWith(span.commit());
            assertThat(commit.get("subject").getAsString()).startsWith("powerpc/vdso: ");
            assertThat(commit.get("upstream")).isEqualTo(json(span.upstream()));
        }
    }

    /** A release is never said to be read where another one was. */
    @ParameterizedTest
    @MethodSource("facts")
    void everyCellSaysHowItIsKnown(Facts facts) {
        JsonObject provenance = result(facts.release(), "ppc64").getAsJsonObject("provenance");

        assertThat(provenance.get("kind").getAsString()).isIn("tree", "bounded", "commit");
        assertThat(provenance.get("captures").getAsInt()).isNotNegative();
    }

    /** All three powerpc ABIs were changed by the same commits. */
    @ParameterizedTest
    @MethodSource("facts")
    void the32BitAbisWentTheSameWay(Facts facts) {
        List<String> abis = facts.release().startsWith("2.6.12") ? List.of("ppc32-compat") : List.of("ppc32", "ppc32-compat");
        JsonElement expected = result(facts.release(), "ppc64").get("layout");
        for (String abi : abis) {
            JsonObject layout = result(facts.release(), abi).getAsJsonObject("layout");
            assertThat(layout).as(abi).isEqualTo(expected);
        }
    }
}
