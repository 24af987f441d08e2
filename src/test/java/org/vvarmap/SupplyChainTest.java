package org.vvarmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the program is built from is what was reviewed: each jar has the checksum that {@code .mvn/checksums} lists. Maven from 3.9
 * on asks that of every file that it resolves, plugins included; this asks it whatever Maven there is.
 */
class SupplyChainTest {

    private static final Path LIST = Path.of(".mvn", "checksums", "checksums.sha256");

    private static final Pattern VERSION = Pattern.compile("<(?:version|[a-z.]+\\.version)>([^<]*)</");

    private static Map<String, String> listed() throws IOException {
        Map<String, String> sums = new HashMap<>();
        for (String line : Files.readAllLines(LIST)) {
            String[] words = line.split("  ", 2);
            sums.put(words[1], words[0]);
        }
        return sums;
    }

    private static String sum(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    /** What is wrong with some files of a local repository, a line for each. */
    private static List<String> problems(List<Path> jars, Map<String, String> listed) throws IOException, NoSuchAlgorithmException {
        List<String> problems = new ArrayList<>();
        for (Path jar : jars) {
            String name = jar.toString().replace(File.separatorChar, '/');
            List<String> sums = listed.entrySet().stream()
                    .filter(entry -> name.endsWith("/" + entry.getKey())).map(Map.Entry::getValue).toList();
            if (sums.isEmpty()) {
                problems.add(name + " is not listed in " + LIST + "; CONTRIBUTING tells how to add it");
            } else if (!sums.contains(sum(jar))) {
                problems.add(name + " is not the file that " + LIST + " lists; remove it, and Maven fetches it anew");
            }
        }
        return problems;
    }

    private static List<Path> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator)).filter(entry -> entry.endsWith(".jar")).map(Path::of)
                .filter(jar -> !jar.getFileName().toString().startsWith("surefire")).toList();
    }

    @Test
    void everyJarIsTheOneThatWasReviewed() throws Exception {
        assertThat(classPath()).hasSizeGreaterThan(20);
        assertThat(problems(classPath(), listed())).isEmpty();
    }

    @Test
    void noticesAJarThatWasAltered(@TempDir Path repository) throws Exception {
        String name = "org/tukaani/xz/1.12/xz-1.12.jar";
        Path jar = repository.resolve(name);
        Files.createDirectories(jar.getParent());
        Files.write(jar, new byte[] {1});
        Path other = Files.write(repository.resolve("other.jar"), new byte[] {1});

        assertThat(problems(List.of(jar, other), listed())).hasSize(2)
                .anyMatch(problem -> problem.contains("is not the file")).anyMatch(problem -> problem.contains("is not listed"));
    }

    @Test
    void everyVersionIsPinned() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        List<String> versions = new ArrayList<>();
        while (version.find()) {
            versions.add(version.group(1));
        }
        assertThat(versions).hasSizeGreaterThan(20)
                .allSatisfy(one -> assertThat(one).doesNotContain("SNAPSHOT", "LATEST", "RELEASE"))
                // Ranges are for the Java and the Maven that one has.
                .filteredOn(one -> one.matches(".*[\\[(,].*")).containsOnly("[17,)", "[3.8,)");
        // A profile need not name the version again of a plugin that the build names it of.
        Pattern plugin = Pattern.compile("<plugin>(?:(?!</plugin>)[\\s\\S])*?<artifactId>([^<]*)</artifactId>\\s*(<version>)?");
        Matcher plugins = plugin.matcher(Files.readString(Path.of("pom.xml")));
        Map<String, Boolean> pinned = new HashMap<>();
        while (plugins.find()) {
            pinned.merge(plugins.group(1), plugins.group(2) != null, Boolean::logicalOr);
        }
        assertThat(pinned).hasSizeGreaterThan(8).allSatisfy((name, known) -> assertThat(known).as(name).isTrue());
    }
}
