package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.vvarmap.extract.Extractor;
import org.vvarmap.history.Crawler;
import org.vvarmap.history.KernelRepository;
import org.vvarmap.history.RepositoryFailure;
import org.vvarmap.kernel.Release;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.matrix.Audit;
import org.vvarmap.matrix.Evidence;
import org.vvarmap.matrix.EvidenceJson;
import org.vvarmap.matrix.KnownJson;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableBuilder;
import org.vvarmap.matrix.TableJson;
import org.vvarmap.matrix.lint.Lint;
import org.vvarmap.matrix.lint.Problem;
import org.vvarmap.matrix.lint.Rule;
import org.vvarmap.matrix.lint.Subject;

/**
 * {@code verify}: reads clones as if there were no table, and says where the table differs, what it lacks, and which of its
 * cells the clones could give better ground. {@code --update} writes the better table.
 */
final class VerifyCommand implements Command {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String usage() {
        return "--repo DIR [--repo DIR ...] [--tags GLOB] [--update --data FILE]";
    }

    @Override
    public String summary() {
        return "crawls clones anew and says where the table differs from them, and what they would add to it";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Valued.option("repo", "DIR", "a clone of the kernel; may be repeated"))
                .addOption(Valued.option("tags", "GLOB", "only these tags: 'v5.1[0-3]*'"))
                .addOption(Option.builder().longOpt("update").desc("write what the clones add into the table that --data names").get())
                .addOption(Valued.option("known", "FILE",
                        "with --update: commits and releases known from public material (known.json beside the table)"));
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.hasOption("repo") || !arguments.getArgList().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "verify takes --repo DIR, once or more; see vvarmap verify --help");
        }
        if (arguments.hasOption("update") && !arguments.hasOption("data")) {
            throw new CommandFailure(ExitCode.USAGE, "--update needs to know which table to write: --data FILE");
        }
        Table table = Tables.read(arguments, console);
        // Before the crawl, which takes long: a file that is missing or broken should not cost it.
        Optional<Ground> ground = arguments.hasOption("update") ? Optional.of(ground(arguments, console)) : Optional.empty();
        Crawler.Result result = crawl(arguments, console);
        result.problems().forEach(console::tell);
        result.unreadable().forEach((release, reason) -> console.tell(release + " could not be read: " + reason));
        Audit audit = Audit.of(table, result.evidence());
        boolean updated = ground.isPresent() && (audit.adds() || apart(ground.get(), table, console));
        if (updated) {
            update(ground.get(), result.evidence(), console);
        } else if (ground.isPresent()) {
            tidy(ground.get().table());
        }
        if (arguments.hasOption("json")) {
            console.json(json(result, audit, updated));
        } else {
            write(result, audit, console);
            ground.ifPresent(of -> console.line(updated ? "wrote " + of.table() : "nothing to write: the table has it all"));
        }
        return audit.agrees() ? ExitCode.DONE : ExitCode.DIFFERS;
    }

    private static Crawler.Result crawl(CommandLine arguments, Console console) throws CommandFailure {
        List<KernelRepository> repositories = new ArrayList<>();
        try {
            for (String folder : arguments.getOptionValues("repo")) {
                repositories.add(KernelRepository.open(console.path(folder)));
            }
            // No earlier evidence: an audit that believes what it audits would find nothing.
            Crawler.Result result = new Crawler(Extractor.abis(), CrawlCommand.progress(console)).crawl(
                    repositories, CrawlCommand.wanted(arguments.getOptionValue("tags")), Evidence.none(Extractor.RULES));
            CrawlCommand.endProgress(console);
            CrawlCommand.needReadings(result, arguments.getOptionValues("repo"));
            return result;
        } catch (RepositoryFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } finally {
            repositories.forEach(KernelRepository::close);
        }
    }

    // The better table.

    /** What the table to write stands on. */
    private record Ground(Path table, Evidence evidence, KnownJson.Known known) {}

    private static Ground ground(CommandLine arguments, Console console) throws CommandFailure {
        Path table = console.path(arguments.getOptionValue("data"));
        Path file = CrawlCommand.evidenceFile(table);
        if (!Files.exists(file)) {
            throw new CommandFailure(ExitCode.FAILED, file + " does not exist; without its evidence a table cannot be joined with"
                    + " more, so crawl it anew");
        }
        return new Ground(table, evidence(file), known(table, arguments, console));
    }

    private static Evidence evidence(Path file) throws CommandFailure {
        Evidence evidence;
        try {
            evidence = EvidenceJson.read(Tables.text(file));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage(), e);
        }
        if (evidence.rules() != Extractor.RULES) {
            throw new CommandFailure(ExitCode.USAGE, file + " was read by rules " + evidence.rules() + ", this program has "
                    + Extractor.RULES + "; crawl every clone that it was made from anew");
        }
        return evidence;
    }

    /** The file that was named, else the one beside the table. */
    private static KnownJson.Known known(Path table, CommandLine arguments, Console console) throws CommandFailure {
        Path beside = table.resolveSibling("known.json");
        if (arguments.hasOption("known") || !Files.exists(beside)) {
            return CrawlCommand.known(arguments, console);
        }
        try {
            return KnownJson.read(Tables.text(beside));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.USAGE, beside + ": " + e.getMessage(), e);
        }
    }

    /** Whether a table is not what its evidence makes, as where a program was killed between writing the one and the other. */
    private static boolean apart(Ground ground, Table table, Console console) {
        Table made = TableBuilder.build(ground.known().calendar(), ground.evidence(), ground.known().commits());
        boolean apart = !TableJson.write(table).equals(TableJson.write(made));
        if (apart) {
            console.tell(ground.table() + " is not the table that the evidence beside it makes; it is made anew");
        }
        return apart;
    }

    /** Another process may have written while the clones were read: what it added is joined, not lost. */
    private static void update(Ground ground, Evidence read, Console console) throws CommandFailure {
        try {
            Turn.<CommandFailure>at(ground.table(), () -> update(
                    ground.table(), evidence(CrawlCommand.evidenceFile(ground.table())).with(read), ground.known(), console));
        } catch (IOException e) {
            throw CrawlCommand.cannotWrite(ground.table(), e);
        }
    }

    private static void tidy(Path table) throws CommandFailure {
        try {
            WholeFile.tidy(List.of(CrawlCommand.evidenceFile(table), table), table);
        } catch (IOException e) {
            throw CrawlCommand.cannotWrite(table, e);
        }
    }

    private static void update(Path table, Evidence evidence, KnownJson.Known known, Console console)
            throws CommandFailure, IOException {
        Table better = TableBuilder.build(known.calendar(), evidence, known.commits());
        List<Problem> problems = Lint.check(Lint.FORM, new Subject(better, List.of()));
        if (!problems.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "nothing was written: the new table would break a rule, " + problems.get(0));
        }
        for (Rule rule : Lint.TRUST) {
            List<Problem> doubts = rule.check(new Subject(better, List.of()));
            if (!doubts.isEmpty()) {
                console.tell("the new table does not keep the rule " + rule.getClass().getSimpleName() + " in " + doubts.size()
                        + " places, first " + doubts.get(0));
            }
        }
        WholeFile.replace(CrawlCommand.files(table, better, evidence), Disk.REAL);
    }

    // For people.

    private static void write(Crawler.Result result, Audit audit, Console console) {
        console.line(result.evidence().readings().size() + " releases read, " + audit.cells() + " cells compared: "
                + (audit.agrees() ? "nothing contradicts the table" : "the table differs"));
        write("differs", audit.facts(), console);
        write("settles", audit.settled(), console);
        commits("differs", audit.commits(), console);
        commits("names", audit.named(), console);
        if (!audit.lacking().isEmpty()) {
            console.line("lacks    " + audit.lacking().size() + " releases: "
                    + shown(audit.lacking().stream().map(Release::tag).toList()));
        }
        Map<List<String>, List<String>> upgrades = new LinkedHashMap<>();
        audit.upgrades().forEach((abi, releases) -> upgrades
                .computeIfAbsent(releases.stream().map(Release::tag).toList(), key -> new ArrayList<>())
                .add(abi.label()));
        upgrades.forEach((releases, abis) -> console.line("upgrades " + String.join(", ", abis) + " to tree in " + shown(releases)));
    }

    /** The most releases that are told one by one to a person; --json has them all. */
    private static final int TOLD = 8;

    private static String shown(List<String> releases) {
        return releases.size() <= TOLD
                ? String.join(" ", releases)
                : String.join(" ", releases.subList(0, TOLD - 1)) + " ... " + releases.get(releases.size() - 1) + " ("
                        + releases.size() + " releases)";
    }

    /** Releases that differ in the same way share a line. */
    private static void write(String label, List<Audit.Differing> differing, Console console) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (Audit.Differing one : differing) {
            String table = one.table() instanceof Fact.Unknown ? "unknown" : one.table().toString();
            alike.computeIfAbsent(one.abi() + " " + one.key().json() + ": " + table + " in the table, " + one.found() + " in the clone",
                    key -> new ArrayList<>()).add(one.release().tag());
        }
        alike.forEach((what, releases) -> console.line(String.format("%-8s %s; in %s", label, what, shown(releases))));
    }

    private static void commits(String label, List<Audit.DifferingCommit> commits, Console console) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        for (Audit.DifferingCommit one : commits) {
            String table = one.table().map(commit -> commit.id().substring(0, 12) + " in the table, ").orElse("");
            alike.computeIfAbsent(one.step().from() + " to " + one.step().to() + ": " + table + one.found().id().substring(0, 12) + " "
                            + LayoutText.printable(one.found().subject()),
                    key -> new ArrayList<>()).add(one.step().abi() + " " + one.key().json());
        }
        alike.forEach((what, facts) -> console.line(String.format("%-8s %s; for %s", label, what, String.join(", ", facts))));
    }

    // For programs.

    private static JsonObject json(Crawler.Result result, Audit audit, boolean updated) {
        JsonObject object = new JsonObject();
        object.addProperty("schema", "vvarmap/verify/1");
        object.addProperty("verdict", audit.agrees() ? "match" : "mismatch");
        object.addProperty("releases", result.releases());
        object.addProperty("read", result.evidence().readings().size());
        object.addProperty("cells", audit.cells());
        object.add("differences", facts(audit.facts()));
        object.add("commits", commits(audit.commits()));
        object.add("lacking", tags(audit.lacking()));
        JsonObject upgrades = new JsonObject();
        audit.upgrades().forEach((abi, releases) -> upgrades.add(abi.label(), tags(releases)));
        object.add("upgrades", upgrades);
        object.add("settled", facts(audit.settled()));
        object.add("named", commits(audit.named()));
        object.add("unreadable", tags(result.unreadable().keySet()));
        object.addProperty("updated", updated);
        return object;
    }

    private static JsonArray tags(Iterable<Release> releases) {
        JsonArray array = new JsonArray();
        releases.forEach(release -> array.add(release.tag()));
        return array;
    }

    private static JsonArray facts(List<Audit.Differing> differing) {
        JsonArray array = new JsonArray();
        for (Audit.Differing one : differing) {
            JsonObject object = new JsonObject();
            object.addProperty("release", one.release().tag());
            object.addProperty("abi", one.abi().label());
            object.addProperty("key", one.key().json());
            object.add("table", LayoutJson.write(one.key(), one.table()));
            object.add("clone", LayoutJson.write(one.key(), one.found()));
            array.add(object);
        }
        return array;
    }

    private static JsonArray commits(List<Audit.DifferingCommit> commits) {
        JsonArray array = new JsonArray();
        for (Audit.DifferingCommit one : commits) {
            JsonObject object = new JsonObject();
            object.addProperty("abi", one.step().abi().label());
            object.addProperty("from", one.step().from().tag());
            object.addProperty("to", one.step().to().tag());
            object.addProperty("key", one.key().json());
            object.add("table", one.table().map(TableJson::write).orElse(null));
            object.add("clone", TableJson.write(one.found()));
            array.add(object);
        }
        return array;
    }
}
