package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vvarmap.extract.Extractor;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Line;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.FactKey;
import org.vvarmap.matrix.Calendar;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Evidence;
import org.vvarmap.matrix.EvidenceJson;
import org.vvarmap.matrix.Provenance;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableBuilder;
import org.vvarmap.matrix.TableJson;
import org.vvarmap.source.BlobId;

/** Crawls of histories of a few commits. */
class CrawlerTest {

    private static final String UPSTREAM = "0123456789abcdef0123456789abcdef01234567";

    private TinyHistory history;

    @BeforeEach
    void begin() {
        history = TinyHistory.inMemory();
    }

    @AfterEach
    void end() {
        history.close();
    }

    // What a crawl says, in few words.

    private static Crawler.Result crawl(Evidence earlier, KernelRepository... repositories) throws RepositoryFailure {
        Crawler crawler = new Crawler(Set.of(Abi.PPC64), (what, done, all) -> {});
        return crawler.crawl(Arrays.asList(repositories), release -> true, earlier);
    }

    private static Crawler.Result crawl(KernelRepository... repositories) throws RepositoryFailure {
        return crawl(Evidence.none(Extractor.RULES), repositories);
    }

    private Crawler.Result crawl() throws RepositoryFailure {
        return crawl(history.look());
    }

    private static Table table(Crawler.Result result) {
        return TableBuilder.build(Calendar.of(List.of()), result.evidence(), List.of());
    }

    private static Release release(String tag) {
        return Release.of(tag);
    }

    private static Map<FactKey, Commit> step(Crawler.Result result, String from, String to) {
        return result.evidence().steps().getOrDefault(new Evidence.Step(Abi.PPC64, release(from), release(to)), Map.of());
    }

    private static Optional<String> cause(Crawler.Result result, String from, String to, FactKey key) {
        return Optional.ofNullable(step(result, from, to).get(key)).map(Commit::id);
    }

    private static String placement(Crawler.Result result, String tag) {
        return result.evidence().readings().get(release(tag)).cells().get(Abi.PPC64).layout()
                .get(FactKey.DATA_PLACEMENT).toString();
    }

    private static List<String> eras(Table table, Line line) {
        return table.eras(Abi.PPC64, line).stream()
                .map(era -> era.since() + " " + era.until().map(Release::tag).orElse("-") + " "
                        + era.layout().get(FactKey.DATA_PLACEMENT) + " " + era.layout().get(FactKey.DATA_MAPPING))
                .toList();
    }

    private static Line line(String name) {
        return Line.parse(name).orElseThrow();
    }

    // Mainline.

    @Test
    void findsTheCommitsBetweenCandidatesAndReleases() throws RepositoryFailure {
        String first = history.release("v5.10", TinyKernel.dataAfter());
        String quiet = history.commit(TinyKernel.dataAfter().touched("quiet"), "Say it otherwise", first);
        String moved = history.commit(TinyKernel.dataBefore(), "Put the data first\n\nBecause.", quiet);
        String candidate = history.release("v5.11-rc1", TinyKernel.dataBefore().touched("rc1"), moved);
        String split = history.commit(TinyKernel.separate(), "Give the data a VMA", candidate);
        String second = history.release("v5.11-rc2", TinyKernel.separate().touched("rc2"), split);
        String hashed = history.commit(TinyKernel.separate().hashed("gnu"), "Link with GNU hashes", second);
        history.release("v5.11", TinyKernel.separate().hashed("gnu"), hashed);

        Crawler.Result result = crawl();

        assertThat(result.releases()).isEqualTo(4);
        assertThat(result.read()).isEqualTo(4);
        assertThat(result.unreadable()).isEmpty();
        assertThat(result.problems()).isEmpty();
        assertThat(step(result, "v5.10", "v5.11-rc1")).containsOnlyKeys(
                FactKey.DATA_PLACEMENT, FactKey.ELF_AT_VDSO_START)
                .containsEntry(
                        FactKey.DATA_PLACEMENT, new Commit(moved, "Put the data first", Optional.empty()));
        assertThat(cause(result, "v5.11-rc1", "v5.11-rc2", FactKey.DATA_MAPPING)).contains(split);
        assertThat(step(result, "v5.11-rc2", "v5.11")).containsOnlyKeys(FactKey.HASH_STYLE);
        assertThat(cause(result, "v5.11-rc2", "v5.11", FactKey.HASH_STYLE)).contains(hashed);
        Table table = table(result);
        assertThat(eras(table, Line.MAINLINE)).containsExactly(
                "v5.10 v5.11-rc1 after merged",
                "v5.11-rc1 v5.11-rc2 before merged",
                "v5.11-rc2 v5.11 before separate",
                "v5.11 - before separate");
        assertThat(table.eras(Abi.PPC64, Line.MAINLINE).get(1).commit().orElseThrow().id()).isEqualTo(moved);
        assertThat(table.cell(release("v5.11-rc2"), Abi.PPC64).orElseThrow().provenance().kind())
                .isEqualTo(Provenance.Kind.TREE);
    }

    @Test
    void namesTwoCommitsWhereTwoFactsChange() throws RepositoryFailure {
        String first = history.release("v5.10", TinyKernel.dataAfter());
        String hashed = history.commit(TinyKernel.dataAfter().hashed("gnu"), "Hash", first);
        String moved = history.commit(TinyKernel.dataBefore().hashed("gnu"), "Move", hashed);
        history.tag("v5.11-rc1", moved);

        Crawler.Result result = crawl();

        assertThat(cause(result, "v5.10", "v5.11-rc1", FactKey.HASH_STYLE)).contains(hashed);
        assertThat(cause(result, "v5.10", "v5.11-rc1", FactKey.DATA_PLACEMENT)).contains(moved);
    }

    @Test
    void readsEqualSourcesOnce() throws RepositoryFailure {
        String at = history.release("v5.10", TinyKernel.dataAfter());
        long once = crawl().readings();
        for (int i = 1; i <= 5; i++) {
            at = history.release("v5.11-rc" + i, TinyKernel.dataAfter().with("README", "rc" + i), at);
        }

        assertThat(crawl().readings()).isEqualTo(once);
    }

    // Stable lines.

    @Test
    void givesTwoStableLinesTheirBackportsAndTheirUpstream() throws RepositoryFailure {
        String v510 = history.release("v5.10", TinyKernel.dataAfter());
        String v511 = history.release("v5.11", TinyKernel.dataBefore(), v510);
        String upstream = history.commit(TinyKernel.separate(), "Give the data a VMA", v511);
        String v512 = history.release("v5.12-rc1", TinyKernel.separate().touched("rc1"), upstream);
        String quiet = history.release("v5.10.1", TinyKernel.dataAfter().with("README", "x"), v510);
        history.release("v5.10.2", TinyKernel.dataAfter().with("README", "y"), quiet);
        String one = history.release("v5.11.1", TinyKernel.dataBefore().with("README", "x"), v511);
        String backport = history.commit(TinyKernel.separate().with("README", "x"),
                "Give the data a VMA\n\ncommit " + upstream + " upstream.\n\nIt is needed.", one);
        history.release("v5.11.2", TinyKernel.separate().with("README", "y"), backport);
        history.tag("v5.12", v512);

        Crawler.Result result = crawl();
        Table table = table(result);

        assertThat(step(result, "v5.11.1", "v5.11.2")).containsEntry(
                FactKey.DATA_MAPPING, new Commit(backport, "Give the data a VMA", Optional.of(upstream)));
        assertThat(cause(result, "v5.11", "v5.12-rc1", FactKey.DATA_MAPPING)).contains(upstream);
        assertThat(table.lines(Abi.PPC64)).containsExactly(Line.MAINLINE, line("5.11.y"));
        assertThat(eras(table, line("5.11.y"))).containsExactly(
                "v5.11 v5.11.2 before merged", "v5.11.2 - before separate");
        assertThat(table.cell(release("v5.10.2"), Abi.PPC64).orElseThrow().era().since()).isEqualTo(release("v5.10"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "commit 0123456789abcdef0123456789abcdef01234567 upstream.",
        "[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]",
        "[ upstream commit 0123456789ABCDEF0123456789ABCDEF01234567 ]",
        "Upstream commit 0123456789abcdef0123456789abcdef01234567.",
        "(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)",
        "(cherry picked from commit 0123456789ABCDEF0123456789ABCDEF01234567)",
    })
    void readsTheUpstreamCommitAndCanReadItAgain(String words) throws Exception {
        String start = history.release("v5.11", TinyKernel.dataBefore());
        String backport = history.commit(TinyKernel.separate(), "Subject\n\n" + words + "\n", start);
        history.tag("v5.11.1", backport);

        Crawler.Result result = crawl();

        assertThat(step(result, "v5.11", "v5.11.1").get(FactKey.DATA_MAPPING).upstream()).contains(UPSTREAM);
        assertThat(EvidenceJson.read(EvidenceJson.write(result.evidence()))).isEqualTo(result.evidence());
    }

    @Test
    void leavesTheUpstreamOpenWhereTheBackportNamesNone() throws RepositoryFailure {
        String start = history.release("v5.11", TinyKernel.dataBefore());
        String backport = history.commit(TinyKernel.separate(),
                "Subject\n\nThis follows commit " + UPSTREAM + ", which upstream has.\nFixes: " + UPSTREAM + "\n", start);
        history.tag("v5.11.1", backport);

        assertThat(step(crawl(), "v5.11", "v5.11.1").get(FactKey.DATA_MAPPING).upstream()).isEmpty();
    }

    @Test
    void givesNoCommitOfMainlineAnUpstream() throws RepositoryFailure {
        String start = history.release("v5.11", TinyKernel.dataBefore());
        String picked = history.commit(TinyKernel.separate(),
                "Subject\n\n(cherry picked from commit " + UPSTREAM + ")\n", start);
        history.tag("v5.12-rc1", picked);

        assertThat(step(crawl(), "v5.11", "v5.12-rc1").get(FactKey.DATA_MAPPING))
                .isEqualTo(new Commit(picked, "Subject", Optional.empty()));
    }

    // Branches and merges.

    @Test
    void findsTheCommitOnTheSideBranchThatWasMerged() throws RepositoryFailure {
        String start = history.release("v5.10", TinyKernel.dataAfter());
        String main = history.commit(TinyKernel.dataAfter().with("README", "main"), "On the trunk", start);
        String side = history.commit(TinyKernel.dataBefore(), "On the branch", start);
        String more = history.commit(TinyKernel.dataBefore().with("lib/x", "x"), "More on the branch", side);
        String merge = history.commit(
                TinyKernel.dataBefore().with("README", "main").with("lib/x", "x"), "Merge the branch", main, more);
        history.tag("v5.11-rc1", merge);

        assertThat(cause(crawl(), "v5.10", "v5.11-rc1", FactKey.DATA_PLACEMENT)).contains(side);
    }

    @Test
    void findsTheCommitOnABranchThatForkedBeforeTheLastRelease() throws RepositoryFailure {
        String root = history.commit(TinyKernel.dataAfter(), "Begin");
        String start = history.release("v5.10", TinyKernel.dataAfter().with("README", "5.10"), root);
        String side = history.commit(TinyKernel.dataBefore(), "On the branch", root);
        String merge = history.commit(TinyKernel.dataBefore().with("README", "5.10"), "Merge", start, side);
        history.tag("v5.11-rc1", merge);

        assertThat(cause(crawl(), "v5.10", "v5.11-rc1", FactKey.DATA_PLACEMENT)).contains(side);
    }

    @Test
    void namesTheMergeThatBringsTwoHalvesTogether() throws RepositoryFailure {
        TinyKernel kernel = TinyKernel.separate();
        String start = history.release("v5.12", kernel);
        String option = history.commit(kernel.withTimensOption(), "Add the option", start);
        String consent = history.commit(kernel.withTimensConsent(), "Give consent", start);
        TinyKernel both = kernel.withTimensOption().withTimensConsent();
        String merge = history.commit(both, "Merge both", option, consent);
        history.release("v5.13-rc1", both.with("README", "x"), merge);

        Crawler.Result result = crawl();

        assertThat(step(result, "v5.12", "v5.13-rc1")).containsOnlyKeys(FactKey.TIMENS);
        assertThat(cause(result, "v5.12", "v5.13-rc1", FactKey.TIMENS)).contains(merge);
    }

    @Test
    void doesNotTakeAnOldBranchThatNeverChangedForTheCause() throws RepositoryFailure {
        String old = history.commit(TinyKernel.separate().hashed("sysv"), "Begin with sysv");
        String start = history.release("v5.10", TinyKernel.separate().hashed("gnu"), old);
        String back = history.commit(TinyKernel.separate().hashed("sysv").with("README", "back"), "Go back to sysv", start);
        String branch = history.commit(TinyKernel.separate().hashed("sysv").with("lib/x", "x"), "Something else", old);
        String merge = history.commit(TinyKernel.separate().hashed("sysv").with("README", "back").with("lib/x", "x"),
                "Merge the trunk into the branch", branch, back);
        history.tag("v5.11-rc1", merge);

        assertThat(cause(crawl(), "v5.10", "v5.11-rc1", FactKey.HASH_STYLE)).contains(back);
    }

    @Test
    void blamesNobodyWhereAMergeOnlyKeptWhatAnOldBranchHad() throws RepositoryFailure {
        String old = history.commit(TinyKernel.separate().hashed("sysv"), "Begin with sysv");
        String start = history.release("v5.10", TinyKernel.separate().hashed("gnu"), old);
        String branch = history.commit(TinyKernel.separate().hashed("sysv").with("lib/x", "x"), "Something else", old);
        String merge = history.commit(TinyKernel.separate().hashed("sysv").with("lib/x", "x"), "Merge", start, branch);
        history.tag("v5.11-rc1", merge);

        assertThat(cause(crawl(), "v5.10", "v5.11-rc1", FactKey.HASH_STYLE)).isNotEqualTo(Optional.of(branch));
    }

    @Test
    void takesTheLastIntroductionAfterARevert() throws RepositoryFailure {
        String start = history.release("v5.10", TinyKernel.dataAfter());
        String first = history.commit(TinyKernel.dataBefore(), "Move", start);
        String revert = history.commit(TinyKernel.dataAfter(), "Revert \"Move\"", first);
        String again = history.commit(TinyKernel.dataBefore().touched("again"), "Move, again", revert);
        history.release("v5.11-rc1", TinyKernel.dataBefore().touched("rc1"), again);

        assertThat(cause(crawl(), "v5.10", "v5.11-rc1", FactKey.DATA_PLACEMENT)).contains(again);
    }

    @Test
    void seesNothingWhereAChangeWasRevertedBetweenTwoTags() throws RepositoryFailure {
        String start = history.release("v5.10", TinyKernel.dataAfter());
        String first = history.commit(TinyKernel.dataBefore(), "Move", start);
        history.tag("v5.11-rc1", history.commit(TinyKernel.dataAfter(), "Revert \"Move\"", first));

        Crawler.Result result = crawl();

        assertThat(result.evidence().steps()).isEmpty();
        assertThat(eras(table(result), Line.MAINLINE)).containsExactly("v5.10 - after merged");
    }

    // Sources that break on the way.

    @Test
    void doesNotBlameABreakThatWasRepairedBeforeTheChange() throws RepositoryFailure {
        String start = history.release("v5.10", TinyKernel.dataAfter());
        String broken = history.commit(TinyKernel.broken(), "Break it", start);
        String repaired = history.commit(TinyKernel.dataAfter().touched("repaired"), "Repair it", broken);
        String moved = history.commit(TinyKernel.dataBefore(), "Move", repaired);
        history.tag("v5.11-rc1", moved);

        assertThat(step(crawl(), "v5.10", "v5.11-rc1").values()).extracting(Commit::id).containsOnly(moved);
    }

    @Test
    void doesNotBlameTheRepairOfABreakAfterTheChange() throws RepositoryFailure {
        String start = history.release("v5.10", TinyKernel.dataAfter());
        String moved = history.commit(TinyKernel.dataBefore(), "Move", start);
        String broken = history.commit(TinyKernel.broken(), "Break it", moved);
        String repaired = history.commit(TinyKernel.dataBefore().touched("repaired"), "Repair it", broken);
        history.tag("v5.11-rc1", repaired);

        assertThat(cause(crawl(), "v5.10", "v5.11-rc1", FactKey.DATA_PLACEMENT)).isNotEqualTo(Optional.of(repaired));
    }

    @Test
    void blamesNobodyForWhatWasNotUnderstood() throws RepositoryFailure {
        String start = history.release("v5.10", TinyKernel.dataAfter());
        String broken = history.commit(TinyKernel.broken(), "Break it", start);
        history.tag("v5.11-rc1", broken);
        String repaired = history.commit(TinyKernel.dataAfter(), "Repair it", broken);
        history.tag("v5.11-rc2", repaired);

        Crawler.Result result = crawl();

        assertThat(placement(result, "v5.11-rc1")).isEqualTo("unknown");
        assertThat(cause(result, "v5.10", "v5.11-rc1", FactKey.DATA_PLACEMENT)).isEmpty();
        assertThat(cause(result, "v5.11-rc1", "v5.11-rc2", FactKey.DATA_PLACEMENT)).isEmpty();
    }

    // Tags.

    @Test
    void readsATagOnATreeWithoutAttribution() throws RepositoryFailure {
        history.tag("v2.6.11", history.tree(TinyKernel.dataAfter(), Map.of()).name());
        String second = history.commit(TinyKernel.dataBefore(), "Linux 2.6.12");
        history.tag("v2.6.12-rc2", second);

        Crawler.Result result = crawl();

        assertThat(placement(result, "v2.6.11")).isEqualTo("after");
        assertThat(result.evidence().steps()).isEmpty();
        assertThat(table(result).eras(Abi.PPC64, Line.MAINLINE)).extracting(Era::since)
                .containsExactly(release("v2.6.11"), release("v2.6.12-rc2"));
        assertThat(table(result).eras(Abi.PPC64, Line.MAINLINE).get(1).commit()).isEmpty();
    }

    @Test
    void readsTwoTagsOnOneCommit() throws RepositoryFailure {
        String start = history.release("v2.6.31", TinyKernel.dataAfter());
        String one = history.commit(TinyKernel.dataBefore(), "Move", start);
        history.tag("v2.6.32-rc1", one);
        history.tag("v2.6.32-rc2", one);

        Crawler.Result result = crawl();

        assertThat(result.releases()).isEqualTo(3);
        assertThat(result.evidence().steps()).hasSize(1);
        assertThat(cause(result, "v2.6.31", "v2.6.32-rc1", FactKey.DATA_PLACEMENT)).contains(one);
    }

    @Test
    void followsAnnotatedTagsAndTagsOfTags() throws RepositoryFailure {
        String one = history.commit(TinyKernel.dataAfter(), "One");
        history.annotated("v5.10", one, Constants.OBJ_COMMIT);
        String two = history.commit(TinyKernel.dataBefore(), "Two", one);
        String tag = history.annotated("v5.11-rc1", two, Constants.OBJ_COMMIT);
        history.annotated("v5.11", tag, Constants.OBJ_TAG);
        history.annotated("v2.6.11", history.tree(TinyKernel.dataAfter(), Map.of()).name(), Constants.OBJ_TREE);

        Crawler.Result result = crawl();

        assertThat(result.problems()).isEmpty();
        assertThat(result.evidence().readings().get(release("v5.10")).object()).isEqualTo(one);
        assertThat(result.evidence().readings().get(release("v5.11-rc1")).object()).isEqualTo(two);
        assertThat(result.evidence().readings().get(release("v5.11")).object()).isEqualTo(two);
        assertThat(placement(result, "v2.6.11")).isEqualTo("after");
        assertThat(cause(result, "v5.10", "v5.11-rc1", FactKey.DATA_PLACEMENT)).contains(two);
    }

    @Test
    void passesOverForeignTags() throws RepositoryFailure {
        String one = history.release("v5.11", TinyKernel.dataBefore());
        for (String foreign : List.of("v5.11-rt3", "next-20210101", "v2.6.11-tree", "5.11", "v5.11-rc1-foo", "sound-5.11",
                "v5.11.0", "v5.011", "v5.11-rc0", "v5.x", "drm/v5.12", "v5.11-rc01")) {
            history.tag(foreign, one);
        }

        Crawler.Result result = crawl();

        assertThat(result.evidence().readings().keySet()).containsExactly(release("v5.11"));
        assertThat(result.problems()).isEmpty();
    }

    @Test
    void tellsOfATagOnABlob() throws RepositoryFailure {
        history.release("v5.11", TinyKernel.dataBefore());
        ObjectId tree = history.tree(TinyKernel.dataBefore(), Map.of());
        history.tag("v5.13", blob(tree));

        Crawler.Result result = crawl();

        assertThat(result.evidence().readings()).doesNotContainKey(release("v5.13"));
        assertThat(result.problems()).singleElement().asString().contains("v5.13").contains("tiny");
    }

    private String blob(ObjectId tree) {
        try {
            return history.repository().resolve(tree.name() + ":Makefile").name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Things that are no files.

    @ParameterizedTest
    @CsvSource({"SYMLINK", "GITLINK"})
    void takesALinkWhereAFileIsExpectedNeitherForAFileNorForNone(String kind) throws RepositoryFailure {
        FileMode mode = kind.equals("SYMLINK") ? FileMode.SYMLINK : FileMode.GITLINK;
        TinyKernel kernel = TinyKernel.separate().with("arch/powerpc/include/asm/elf.h", "../../x/elf.h");
        history.tag("v5.10", history.commit(
                history.tree(kernel, Map.of("arch/powerpc/include/asm/elf.h", mode)), "Link it"));
        history.tag("v5.11", history.commit(
                history.tree(TinyKernel.separate().with("mm", "x").without("mm/mmap.c").without("mm/mremap.c"), Map.of("mm", mode)),
                "Link a folder"));

        Crawler.Result result = crawl();

        assertThat(result.evidence().readings()).isEmpty();
        String what = kind.equals("SYMLINK") ? " is a symbolic link" : " is a submodule";
        assertThat(result.unreadable().get(release("v5.10"))).contains("arch/powerpc/include/asm/elf.h" + what);
        assertThat(result.unreadable().get(release("v5.11"))).contains("mm on the way to mm/mmap.c" + what);
    }

    @Test
    void readsAFolderInPlaceOfAFileAsNone() throws RepositoryFailure {
        TinyKernel kernel = TinyKernel.separate().without("mm/mremap.c").with("mm/mremap.c/x.c", "int x;");
        history.tag("v5.10", history.commit(kernel, "A folder"));

        Crawler.Result result = crawl();

        assertThat(result.evidence().readings().get(release("v5.10")).cells().get(Abi.PPC64).reads())
                .containsEntry("mm/mremap.c", Optional.empty());
    }

    @Test
    void namesTheBlobOfEveryFileThatWasRead() throws RepositoryFailure {
        history.release("v5.10", TinyKernel.separate());

        Map<String, Optional<String>> reads =
                crawl().evidence().readings().get(release("v5.10")).cells().get(Abi.PPC64).reads();

        assertThat(reads.get(TinyKernel.VDSO_C)).contains(
                BlobId.of(TinyKernel.separate().files().get(TinyKernel.VDSO_C)
                        .getBytes(StandardCharsets.UTF_8)).hex());
        assertThat(reads).containsKeys(TinyKernel.MMAP_C, TinyKernel.KCONFIG, TinyKernel.MAKEFILE64);
        assertThat(reads).doesNotContainKey("Makefile");
    }

    // Several repositories.

    @Test
    void makesOneTableOfSeveralRepositoriesAndTheFirstCounts() throws RepositoryFailure {
        try (TinyHistory stable = TinyHistory.inMemory()) {
            history.release("v5.10", TinyKernel.dataAfter());
            String start = stable.release("v5.10", TinyKernel.dataBefore());
            String fix = stable.commit(TinyKernel.separate(), "Fix", start);
            stable.tag("v5.10.1", fix);

            Crawler.Result result = crawl(history.look("mainline"), stable.look("stable"));

            assertThat(result.releases()).isEqualTo(2);
            assertThat(placement(result, "v5.10")).isEqualTo("after");
            assertThat(placement(result, "v5.10.1")).isEqualTo("before");
            assertThat(placement(crawl(stable.look("stable"), history.look("mainline")), "v5.10")).isEqualTo("before");
        }
    }

    @Test
    void findsAStableCommitInTheRepositoryThatHasBothEnds() throws RepositoryFailure {
        try (TinyHistory stable = TinyHistory.inMemory()) {
            String v510 = history.release("v5.10", TinyKernel.dataAfter());
            assertThat(stable.release("v5.10", TinyKernel.dataAfter())).isEqualTo(v510);
            String fix = stable.commit(TinyKernel.separate(), "Fix", v510);
            stable.tag("v5.10.1", fix);

            Crawler.Result result = crawl(history.look("mainline"), stable.look("stable"));

            assertThat(cause(result, "v5.10", "v5.10.1", FactKey.DATA_MAPPING)).contains(fix);
        }
    }

    @Test
    void lettingTheFirstRepositoryCountDoesNotDependOnEarlierEvidence() throws RepositoryFailure {
        try (TinyHistory other = TinyHistory.inMemory()) {
            history.release("v5.10", TinyKernel.dataAfter());
            other.release("v5.10", TinyKernel.dataBefore());
            Evidence earlier = crawl(other.look("other")).evidence();

            Crawler.Result result = crawl(earlier, history.look("first"), other.look("other"));

            assertThat(result.evidence()).isEqualTo(crawl(history.look("first"), other.look("other")).evidence());
            assertThat(placement(result, "v5.10")).isEqualTo("after");
        }
    }

    // Crawling again.

    private void aFewReleases() {
        String v510 = history.release("v5.10", TinyKernel.dataAfter());
        String moved = history.commit(TinyKernel.dataBefore(), "Move", v510);
        String v511 = history.release("v5.11", TinyKernel.dataBefore().with("README", "x"), moved);
        String fix = history.commit(TinyKernel.separate(), "Fix\n\n[ Upstream commit " + UPSTREAM + " ]", v511);
        history.tag("v5.11.1", fix);
    }

    @Test
    void readsNothingTheSecondTimeAndWritesTheSameBytes() throws Exception {
        aFewReleases();
        Crawler.Result first = crawl();
        Evidence written = EvidenceJson.read(EvidenceJson.write(first.evidence()));

        Crawler.Result second = crawl(written, history.look());

        assertThat(second.read()).isZero();
        assertThat(second.readings()).isZero();
        assertThat(EvidenceJson.write(second.evidence())).isEqualTo(EvidenceJson.write(first.evidence()));
        assertThat(TableJson.write(table(second))).isEqualTo(TableJson.write(table(first)));
        assertThat(EvidenceJson.write(crawl().evidence())).isEqualTo(EvidenceJson.write(first.evidence()));
    }

    @Test
    void readsOnlyTheNewTag() throws RepositoryFailure {
        aFewReleases();
        Evidence earlier = crawl().evidence();
        String start = history.look().resolve("v5.11.1");
        String twice = history.commit(TinyKernel.twoPages(), "Two pages", start);
        history.tag("v5.11.2", twice);

        Crawler.Result result = crawl(earlier, history.look());

        assertThat(result.read()).isEqualTo(1);
        assertThat(result.releases()).isEqualTo(4);
        assertThat(cause(result, "v5.11.1", "v5.11.2", FactKey.REGIONS)).contains(twice);
        assertThat(result.evidence()).isEqualTo(crawl().evidence());
    }

    @Test
    void splitsAStepThatANewTagCutsInTwo() throws RepositoryFailure {
        String v510 = history.release("v5.10", TinyKernel.dataAfter());
        String moved = history.commit(TinyKernel.dataBefore(), "Move", v510);
        String split = history.commit(TinyKernel.separate(), "Split", moved);
        history.tag("v5.11", split);
        Evidence earlier = crawl().evidence();
        history.tag("v5.11-rc1", moved);

        Crawler.Result result = crawl(earlier, history.look());

        assertThat(result.evidence()).isEqualTo(crawl().evidence());
        assertThat(result.evidence().steps()).hasSize(2);
    }

    @Test
    void readsAMovedTagAgain() throws RepositoryFailure {
        String v510 = history.release("v5.10", TinyKernel.dataAfter());
        String right = history.commit(TinyKernel.separate(), "Right", v510);
        String wrong = history.commit(TinyKernel.dataBefore(), "Wrong", v510);
        history.tag("v5.11", wrong);
        Evidence earlier = crawl().evidence();
        history.tag("v5.11", right);

        Crawler.Result result = crawl(earlier, history.look());

        assertThat(result.read()).isEqualTo(1);
        assertThat(cause(result, "v5.10", "v5.11", FactKey.DATA_MAPPING)).contains(right);
        assertThat(result.evidence()).isEqualTo(crawl().evidence());
    }

    @Test
    void readsEverythingAnewUnderOtherRules() throws RepositoryFailure {
        aFewReleases();
        Evidence good = crawl().evidence();
        Evidence stale = new Evidence(Extractor.RULES + 1, good.readings(), good.steps());

        Crawler.Result result = crawl(stale, history.look());

        assertThat(result.read()).isEqualTo(3);
        assertThat(result.evidence()).isEqualTo(good);
    }

    @Test
    void readsAnewWhatLacksAnAbi() throws RepositoryFailure {
        aFewReleases();
        Evidence earlier = crawl().evidence();

        Crawler.Result result = new Crawler(Set.of(Abi.PPC64, Abi.PPC32), (what, done, all) -> {})
                .crawl(List.of(history.look()), release -> true, earlier);

        assertThat(result.read()).isEqualTo(3);
        assertThat(result.evidence().readings().values()).allSatisfy(
                reading -> assertThat(reading.cells()).containsOnlyKeys(Abi.PPC64, Abi.PPC32));
    }

    @Test
    void looksOnlyAtTheReleasesThatAreWanted() throws RepositoryFailure {
        aFewReleases();
        List<String> heard = new ArrayList<>();

        Crawler.Result result = new Crawler(Set.of(Abi.PPC64), (what, done, all) -> heard.add(what + done + "/" + all))
                .crawl(List.of(history.look()), release -> release.point() == 0, Evidence.none(Extractor.RULES));

        assertThat(result.evidence().readings().keySet()).containsExactly(release("v5.10"), release("v5.11"));
        assertThat(heard).containsExactly("reading releases0/2", "reading releases1/2", "finding commits0/1");
    }

    @Test
    void findsNothingInAnEmptyRepository() throws RepositoryFailure {
        Crawler.Result result = crawl();

        assertThat(result.releases()).isZero();
        assertThat(table(result).eras()).isEmpty();
    }
}
