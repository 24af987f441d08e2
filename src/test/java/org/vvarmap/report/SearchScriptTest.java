package org.vvarmap.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Era;
import org.vvarmap.matrix.Table;

/** The search script reads names of kernels, and finds eras, as the program does. Runs where there is Node. */
class SearchScriptTest {

    private static final List<String> NAMES = List.of(
            "v5.11.7", "5.11.7", "5.11", "5.11-rc1", "v2.6.12-rc2", "2.6.32.5", "5.11.0", "5.11.7-100.fc32.ppc64le",
            "6.1.0-26-amd64", "linux-image-6.1.0-26-686-pae", "vmlinuz-6.1.5", "4.18.0-305.el8.ppc64le", "2.6.32-754.35.1.el6.i686",
            "5.15.0-200.131.27.el8uek.x86_64", "5.11.0-16-generic", "Ubuntu 5.15.0-91.101-generic 5.15.131", "Ubuntu x y",
            "Linux focal 5.4.0-169-generic #187-Ubuntu SMP Thu Nov 23 14:52:28 UTC 2023 x86_64 x86_64 x86_64 GNU/Linux",
            "Linux deb 6.1.0-26-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.112-1 (2024-09-30) x86_64 GNU/Linux",
            "Linux version 6.1.0-26-arm64 (debian-kernel@lists.debian.org) (gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld 2.40) #1 SMP"
                    + " Debian 6.1.112-1 (2024-09-30)",
            "Linux raspberrypi 5.15.32-v7l+ #1538 SMP Thu Mar 31 19:39:41 BST 2022 armv7l GNU/Linux",
            "Linux localhost 5.10.66-android12-9 #1 SMP PREEMPT Wed Feb 9 18:33:46 UTC 2022 aarch64 Toybox",
            "Linux ip-10-79-147-99 5.4.83-flatcar #1 SMP Tue Dec 15 18:31:34 -00 2020 x86_64 Intel(R) Xeon(R) Platinum 8275CL CPU"
                    + " @ 3.00GHz GenuineIntel GNU/Linux",
            "Linux Rabozee-Syno 4.4.59+ #25556 SMP PREEMPT Sat Aug 28 02:17:25 CST 2021 x86_64 GNU/Linux synology_geminilake_1520+",
            "Linux version 6.1.43-rockchip-rk3588 (root@h) (gcc (GNU Toolchain for the Arm Architecture 11.2) 11.2.1) #1 SMP",
            "Linux raspberrypi 6.1.0-rpi7-rpi-v8 #1 SMP PREEMPT Debian 1:6.1.63-1+rpt1 (2023-11-24) aarch64",
            "Linux kali 6.1.0-kali9-amd64 #1 SMP PREEMPT_DYNAMIC Kali 6.1.27-1kali1 x86_64 GNU/Linux",
            "6.5.0-0-amd64 #1 SMP Debian 6.5~rc4-1~exp1", "5.14.21-150500.55.12-default", "5.15.90.1-microsoft-standard-WSL2",
            "6.4.0-0.rc1.20230518git4d6d4c7f541d.16.fc39.x86_64", "5.11.0-0.rc0.20201216gitd01e7f10dae2.104.fc34.x86_64",
            "6.17.0-0.rc6.250919g097a6c336d008.53.fc44.x86_64",
            "v6.1-rc3-1234-g0123456789ab", "6.7.0-rc5-1-mainline", "6.4.2-rc1", "2.6.40.4-5.fc15.x86_64", "2.6.61", "5.11.7.8",
            "6.1.0-custom+", "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016", "5.11.7 ppc64le", "", " ", "hello", "5", "5.",
            "5.11.y", "mainline", "v2.6.11-tree", "5.11junk", "999999.1", "5.11.7.8.9", "5..11", "Linux", "5.11-rc0", "6.4-rc1x",
            "2.6.999999", "<script>alert(1)</script>", "constructor", "5.11.7-__proto__");

    private final Table table = Samples.all();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsNode() {
        assumeTrue(Outside.installed("node").isPresent(), "node is not installed");
    }

    /** Runs some lines behind the scripts; they leave their answer in {@code answer}. */
    private JsonArray run(String lines) throws IOException, InterruptedException {
        var files = Site.pages(Material.of(table));
        Path script = Files.writeString(folder.resolve("asking.js"), files.get("data.js") + files.get("search.js")
                + "\nconst {parse, ask, era, tag, abi} = globalThis.vvarmapSearch;\n" + lines
                + "\nprocess.stdout.write(JSON.stringify(answer));\n");
        return JsonParser.parseString(Outside.run(folder, List.of("node", script.toString()))).getAsJsonArray();
    }

    @Test
    void readsNamesAsTheProgramDoes() throws IOException, InterruptedException {
        JsonArray answers = run("const answer = " + new Gson().toJson(NAMES) + ".map(parse)"
                + ".map(k => [k.release ? tag(k.release) : '', k.vendor, k.machine || '']);");
        for (int i = 0; i < NAMES.size(); i++) {
            KernelString kernel = KernelString.parse(NAMES.get(i));
            assertThat(answers.get(i).toString()).as(NAMES.get(i)).isEqualTo(new Gson().toJson(List.of(
                    kernel.release().map(Release::tag).orElse(""), kernel.vendor(),
                    kernel.machine().map(Abi::label).orElse(""))));
        }
    }

    @Test
    void findsTheEraOfEveryCell() throws IOException, InterruptedException {
        List<List<String>> questions = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Iterable<Release> line : table.calendar().lines().values()) {
            for (Release release : line) {
                for (Abi abi : table.abis()) {
                    Optional<Era> era = table.era(release, abi);
                    questions.add(List.of(release.tag(), abi.label()));
                    expected.add(era.map(e -> e.since().tag() + " " + Kind.of(e.layout()).sign()).orElse(""));
                }
            }
        }
        JsonArray answers = run("const answer = " + new Gson().toJson(questions)
                + ".map(q => era(ask(q[0]).found, abi(q[1]))).map(e => e ? tag(e.since) + ' ' + e.layout[1] : '');");
        List<String> found = new ArrayList<>();
        answers.forEach(answer -> found.add(answer.getAsString()));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void answersWithinFiftyMilliseconds() throws IOException, InterruptedException {
        JsonArray answer = run("const answer = []; ask('5.11'); for (const q of ['5', '5.1', '5.11', '5.11.7 ppc64le', '99.9', 'x']) {"
                + " const t = performance.now(); ask(q); answer.push(performance.now() - t); }");
        answer.forEach(time -> assertThat(time.getAsDouble()).isLessThan(50));
    }
}
