package org.vvarmap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Lookup;

/** How many kernels the library looks up in a second, on one thread: {@code mvn -B -P bench -DskipTests verify}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(1)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class LookupBenchmark {

    /** What machines of a fleet say of themselves. */
    private static final List<String> FLEET = List.of(
            "6.1.0-26-amd64", "6.12.63+deb13-amd64", "5.15.0-1053-aws", "6.8.0-45-generic", "5.14.0-427.13.1.el9_4.x86_64",
            "4.18.0-553.el8_10.x86_64", "5.15.0-200.131.27.el8uek.x86_64", "6.1.61-85.141.amzn2023.x86_64", "6.6.7-arch1-1",
            "5.14.21-150500.55.12-default", "6.5.11-7-pve", "5.15.167.4-microsoft-standard-WSL2", "6.6.72+", "6.6.7-0-lts",
            "6.13.0-0.rc0.20241125git9f16d5e6f220.8.fc42.x86_64", "6.11.4-301.fc41.x86_64");

    private Vvarmap vvarmap;
    private List<String> questions;
    private List<String> abis;
    private int at;

    /** Every release of every ABI, in an order that no memory of the last questions helps with. */
    @Setup
    public void ask() {
        vvarmap = Vvarmap.load();
        List<String[]> all = new ArrayList<>();
        for (NavigableSet<Release> line : vvarmap.table().calendar().lines().values()) {
            for (Release release : line) {
                for (Abi abi : vvarmap.table().abis()) {
                    all.add(new String[] {release.tag(), abi.label()});
                }
            }
        }
        Collections.shuffle(all, new Random(1));
        questions = all.stream().map(question -> question[0]).toList();
        abis = all.stream().map(question -> question[1]).toList();
    }

    /** One question again and again: what a tool asks that looks at many processes of one machine. */
    @Benchmark
    public Lookup theSameAgain() {
        return vvarmap.lookup("5.11.7", "ppc64le");
    }

    /** The names of a fleet's kernels, in turn. */
    @Benchmark
    public Lookup aFleet() {
        at = at + 1 == FLEET.size() ? 0 : at + 1;
        return vvarmap.lookup(FLEET.get(at), "x86_64");
    }

    /** Every release on every ABI, each as good as never asked before. */
    @Benchmark
    public Lookup everyReleaseOfEveryAbi() {
        at = at + 1 >= questions.size() ? 0 : at + 1;
        return vvarmap.lookup(questions.get(at), abis.get(at));
    }
}
