package org.vvarmap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vvarmap.matrix.Evidence;

/**
 * Clones whose owner, place, configuration or surroundings would make git refuse, run something, or read another repository. A
 * crawl runs nothing that a clone names, asks nobody for objects, and reads what the folder holds that it was given.
 */
class HostileSettingsTest {

    @TempDir
    private Path folder;

    private Path gitDir;
    private String first;
    private String second;
    private Evidence truth;

    @BeforeEach
    void make() throws Exception {
        gitDir = folder.resolve("tiny.git");
        try (TinyHistory history = TinyHistory.onDisk(gitDir, true)) {
            first = history.release("v5.10", TinyKernel.dataAfter());
            second = history.release("v5.11", TinyKernel.dataBefore(), first);
        }
        truth = crawl(gitDir);
        assertThat(truth.readings()).hasSize(2);
    }

    private static Evidence crawl(Path gitDir) throws RepositoryFailure {
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            Crawler.Result result = Soundness.crawl(repository);
            assertThat(result.problems()).isEmpty();
            assertThat(result.unreadable()).isEmpty();
            return result.evidence();
        }
    }

    private static void assertRefused(Path path, String... words) {
        assertThatThrownBy(() -> crawl(path))
                .isInstanceOf(RepositoryFailure.class)
                .hasMessageContaining(path.toString())
                .satisfies(failure -> assertThat(List.of(words)).allMatch(failure.getMessage()::contains))
                .hasMessageNotContaining("\n");
    }

    private void configure(String text) throws IOException {
        Path config = gitDir.resolve("config");
        Files.writeString(config, Files.readString(config) + text);
    }

    // Owners and media.

    /** Git refuses, since it runs what such a clone's configuration names. Here that is never run, so there is nothing to refuse. */
    @Test
    void readsACloneOfAnotherUser() throws Exception {
        UserPrincipal nobody = gitDir.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        try (Stream<Path> walk = Files.walk(gitDir)) {
            for (Path path : walk.toList()) {
                Files.setOwner(path, nobody);
            }
        } catch (IOException e) {
            assumeTrue(false, "only root gives files away");
        }
        assertThat(crawl(gitDir)).isEqualTo(truth);
    }

    /** In a namespace of its own, which takes the mount along when it ends. */
    @Test
    void readsACloneOnReadOnlyMedia() throws Exception {
        Path out = Files.createDirectories(folder.resolve("out")).resolve("table.json");
        String mount = "mount --bind '" + gitDir + "' '" + gitDir + "' && mount -o remount,bind,ro '" + gitDir + "' && ! touch '" + gitDir
                + "/x' 2>/dev/null";
        assumeTrue(new ProcessBuilder("unshare", "--mount", "sh", "-c", mount).start().waitFor() == 0, "no right to mount");
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh"));
        command.addAll(program("crawl", "--repo", gitDir.toString(), "--out", out.toString()));

        assertThat(run(command, Map.of())).as("exit code and messages").startsWith("0 ").doesNotContain("Read-only");
        assertThat(Files.readString(out)).contains("\"dataPlacement\"");
    }

    // What surrounds the program.

    @Test
    void letsNoEnvironmentSayWhichRepositoryIsRead() throws Exception {
        Path other = folder.resolve("other.git");
        try (TinyHistory history = TinyHistory.onDisk(other, true)) {
            history.release("v5.10", TinyKernel.separate());
            history.release("v5.12", TinyKernel.twoPages());
        }
        Path config = Files.writeString(folder.resolve("config"), "[core]\n\tbare = maybe\n[include]\n\tpath = /dev/zero\n");
        Map<String, String> environment = new TreeMap<>(Map.of(
                "GIT_DIR", other.toString(), "GIT_COMMON_DIR", other.toString(), "GIT_OBJECT_DIRECTORY", other.resolve("objects").toString(),
                "GIT_ALTERNATE_OBJECT_DIRECTORIES", other.resolve("objects").toString(), "GIT_WORK_TREE", folder.toString(),
                "GIT_CEILING_DIRECTORIES", folder.toString(), "GIT_NAMESPACE", "x", "GIT_INDEX_FILE", "/dev/zero"));
        environment.putAll(Map.of(
                "GIT_CONFIG_GLOBAL", config.toString(), "GIT_CONFIG_SYSTEM", config.toString(), "XDG_CONFIG_HOME", folder.toString(),
                "GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0", "core.repositoryFormatVersion", "GIT_CONFIG_VALUE_0", "7",
                "GIT_TRACE", folder.resolve("trace").toString(), "GIT_SHALLOW_FILE", "/dev/zero", "GIT_REPLACE_REF_BASE", "refs/tags/"));
        String[] inspect = {"inspect", gitDir + "@v5.10", "--arch", "ppc64", "--json"};

        String plain = run(program(inspect), Map.of());

        assertThat(plain).startsWith("0 ").contains("\"after\"");
        assertThat(run(program(inspect), environment)).isEqualTo(plain);
        assertThat(folder.resolve("trace")).doesNotExist();
        inspect[1] = gitDir + "@v5.12";
        assertThat(run(program(inspect), environment)).startsWith("4 ").contains("v5.12");
    }

    private static List<String> program(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), "org.vvarmap.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The exit code and what was printed. */
    private String run(List<String> command, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + text;
    }

    // Configurations.

    @Test
    void runsNothingThatACloneNames() throws Exception {
        Path trace = folder.resolve("run");
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\ntouch '" + trace + "'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        StringBuilder config = new StringBuilder();
        for (String name : List.of(
                "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy", "core.alternateRefsCommand",
                "uploadpack.packObjectsHook", "gpg.program", "diff.external", "credential.helper", "sequence.editor", "init.templateDir",
                "interactive.diffFilter", "protocol.allow")) {
            String[] parts = name.split("\\.");
            config.append('[').append(parts[0]).append("]\n\t").append(parts[1]).append(" = \"")
                    .append(name.startsWith("credential") ? "!" : "").append(script).append("\"\n");
        }
        config.append("[filter \"x\"]\n\tclean = ").append(script).append("\n\tsmudge = ").append(script).append("\n\tprocess = ").append(script)
                .append("\n\trequired = true\n[alias]\n\tlog = !").append(script).append("\n[core]\n\thooksPath = ").append(folder)
                .append("\n[remote \"origin\"]\n\turl = ext::").append(script).append("\n\tpromisor = true\n\tpartialCloneFilter = blob:none\n")
                .append("\tuploadpack = ").append(script).append("\n\tfetch = +refs/*:refs/*\n[extensions]\n\tpartialClone = origin\n");
        configure(config.toString());
        Files.createDirectories(gitDir.resolve("info"));
        Files.writeString(gitDir.resolve("info/attributes"), "* filter=x diff=x merge=x\n");
        Files.createDirectories(gitDir.resolve("hooks"));
        for (String hook : List.of("post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman", "pre-auto-gc", "update")) {
            Files.copy(script, gitDir.resolve("hooks").resolve(hook));
            Files.setPosixFilePermissions(gitDir.resolve("hooks").resolve(hook), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(crawl(gitDir)).isEqualTo(truth);

        // Nor is an origin asked for what is missing.
        String tree = second;
        Files.delete(gitDir.resolve("objects").resolve(tree.substring(0, 2)).resolve(tree.substring(2)));
        try (KernelRepository repository = KernelRepository.open(gitDir)) {
            assertThat(Soundness.crawl(repository).problems()).singleElement().asString().contains("v5.11", "missing");
        }
        assertThat(trace).doesNotExist();
    }

    @Test
    void includesWhatIsAConfiguration() throws Exception {
        Files.writeString(folder.resolve("more"), "[core]\n\tcommitGraph = false\n[include]\n\tpath = most\n");
        Files.writeString(folder.resolve("most"), "[user]\n\tname = Ann\n");
        configure("[include]\n\tpath = ../more\n\tpath = nowhere\n[includeIf \"gitdir:/\"]\n\tpath = ../most\n");

        assertThat(crawl(gitDir)).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/zero", "../large", "../itself", "../garbage", "..", "../link"})
    void includesNothingElse(String path) throws Exception {
        Files.write(folder.resolve("large"), new byte[2 << 20]);
        Files.writeString(folder.resolve("itself"), "[include]\n\tpath = itself\n");
        Files.writeString(folder.resolve("garbage"), "root:x:0:0\n");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/zero"));
        for (String section : List.of("[include]", "[includeIf \"onbranch:x\"]")) {
            configure(section + "\n\tpath = " + path + "\n");
            assertThatThrownBy(() -> crawl(gitDir)).isInstanceOf(RepositoryFailure.class)
                    .hasMessageContaining("no configuration").hasMessageNotContaining("root:x").hasMessageNotContaining("\n");
        }
    }

    /** However one comes by the configuration. */
    @Test
    void includesNothingElseInAWorkTreeNorInAnAlternate() throws Exception {
        Path shared = folder.resolve("shared.git");
        TinyHistory.onDisk(shared, true).close();
        Files.writeString(Files.createDirectories(shared.resolve("objects/info")).resolve("alternates"), "../../tiny.git/objects\n");
        Path tree = workTree("tree", "gitdir: ../tiny.git\n");
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Path linked = Files.createDirectories(folder.resolve("linked"));
        Files.writeString(linked.resolve("commondir"), "../tiny.git\n");
        Files.writeString(linked.resolve(Constants.HEAD), "ref: refs/heads/master\n");
        Path behind = workTree("behind", "gitdir: ../linked\n");
        Files.createSymbolicLink(inner.resolve(Constants.DOT_GIT), gitDir);
        for (Path path : List.of(tree, inner, behind)) {
            assertThat(crawl(path)).as(path.toString()).isEqualTo(truth);
        }
        configure("[include]\n\tpath = /dev/zero\n");

        for (Path path : List.of(tree, inner, behind, shared)) {
            assertThatThrownBy(() -> crawl(path)).as(path.toString()).isInstanceOf(RepositoryFailure.class)
                    .hasMessageContaining("/dev/zero is no configuration");
            assertThatThrownBy(() -> MailRepository.open(path).close()).isInstanceOf(RepositoryFailure.class)
                    .hasMessageContaining("/dev/zero is no configuration");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[core", "\0", "[core]\n\tbare = maybe\n", "[core]\n\trepositoryformatversion = 2\n",
        "[core]\n\trepositoryformatversion = many\n", "[extensions]\n\tobjectFormat = sha512\n"})
    void refusesAConfigurationThatCannotBe(String text) throws Exception {
        configure(text);

        assertRefused(gitDir);
    }

    @Test
    void refusesAnExtensionThatIsNotKnown() throws Exception {
        configure("[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpreciousObjects = true\n\tnoop = true\n\trelativeWorktrees = true\n");
        assertThat(crawl(gitDir)).isEqualTo(truth);

        configure("[extensions]\n\tobjectsInTheCloud = true\n");
        assertRefused(gitDir, "has the extension");
    }

    @Test
    void refusesReferencesInAFormThatIsNotKnown() throws Exception {
        configure("[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = tea-leaves\n");

        assertRefused(gitDir);
    }

    /** Git would show the other history. What a tag's id names is what a table stands on, so neither is looked at. */
    @Test
    void looksAtNoReplacementsAndNoGrafts() throws Exception {
        Path replace = Files.createDirectories(gitDir.resolve("refs/replace"));
        Files.writeString(replace.resolve(second), first + "\n");
        Files.createDirectories(gitDir.resolve("info"));
        Files.writeString(gitDir.resolve("info/grafts"), second + "\n" + first + " " + second + "\n");

        assertThat(crawl(gitDir)).isEqualTo(truth);
    }

    // Files that lead to a repository.

    private Path workTree(String name, String dotGit) throws IOException {
        Path tree = Files.createDirectories(folder.resolve(name));
        Files.writeString(tree.resolve(Constants.DOT_GIT), dotGit);
        return tree;
    }

    @Test
    void followsAFileToTheRepository() throws Exception {
        assertThat(crawl(workTree("absolute", "gitdir: " + gitDir + "\n"))).isEqualTo(truth);
        assertThat(crawl(workTree("relative", "gitdir: ../tiny.git"))).isEqualTo(truth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitdir: .git\n", "gitdir: .\n", "gitdir: ../nowhere\n", "gitdir: /dev/zero\n", "gitdir:\n", "gitdir: \0\n", "root:x:0:0\n", "",
        "gitdir: ../other\n"})
    void refusesAFileThatLeadsToNone(String text) throws Exception {
        workTree("other", "gitdir: ../this\n");
        Path tree = workTree("this", text);

        assertRefused(tree);
        assertThatThrownBy(() -> crawl(tree)).hasMessageNotContaining("root:x");
    }

    @Test
    void refusesFilesThatAreLongerThanWhatTheySay() throws Exception {
        Path tree = workTree("long", "gitdir: " + "../tiny.git/".repeat(100_000) + "\n");
        assertRefused(tree);
        Files.writeString(gitDir.resolve(Constants.HEAD), "ref: refs/heads/" + "x".repeat(100_000) + "\n");
        assertThatThrownBy(() -> crawl(gitDir)).isInstanceOf(RepositoryFailure.class).hasMessageContaining("too long");
    }
}
