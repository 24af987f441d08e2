package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.vvarmap.extract.Extractor;
import org.vvarmap.history.Crawler;
import org.vvarmap.history.KernelRepository;
import org.vvarmap.history.RepositoryFailure;
import org.vvarmap.kernel.Release;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.Evidence;
import org.vvarmap.matrix.EvidenceJson;
import org.vvarmap.matrix.KnownJson;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;
import org.vvarmap.matrix.TableBuilder;
import org.vvarmap.matrix.TableJson;

/**
 * {@code crawl}: reads every release of some clones and the history between them, and writes the table; reads archived mails, and
 * writes which of them are about its commits.
 */
final class CrawlCommand implements Command {

    private static final String SCHEMA = "vvarmap/crawl/1";

    @Override
    public String name() {
        return "crawl";
    }

    @Override
    public String usage() {
        return "[--repo DIR ...] [--tags GLOB] [--threads FILE|DIR|URL ...] [--out FILE]";
    }

    @Override
    public String summary() {
        return "reads every release tag of kernel clones and the history between them, and writes the table;"
                + " or archived mails about it";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Valued.option("repo", "DIR", "a clone of the kernel; may be repeated"))
                .addOption(Valued.option("tags", "GLOB", "only these tags: 'v5.1[0-3]*'"))
                .addOption(Option.builder().longOpt("threads").hasArgs().argName("FILE").desc(
                        "archived mails to tie to the table's commits: saved pages, mailboxes, public-inbox repositories,"
                                + " folders of these, addresses. Writes table.discussions.json beside the table; without --repo"
                                + " the table stays as it is").get())
                .addOption(Valued.option("out", "FILE", "the table to write or bring up to date (table.json)"))
                .addOption(Valued.option("known", "FILE", "commits and releases known from public material"));
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        String[] folders = arguments.getOptionValues("repo");
        List<String> threads = List.of(Optional.ofNullable(arguments.getOptionValues("threads")).orElse(new String[0]));
        if (folders == null && threads.isEmpty() || !arguments.getArgList().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "crawl takes --repo DIR or --threads FILE, once or more; see vvarmap crawl --help");
        }
        Predicate<Release> wanted = wanted(arguments.getOptionValue("tags"));
        Path out = console.path(arguments.getOptionValue("out", "table.json"));
        DiscussionCrawl.check(threads, console);
        Discussions said = threads.isEmpty() ? Discussions.NONE : DiscussionCrawl.earlier(out);
        if (folders == null) {
            return discussionsAlone(arguments, threads, out, said, console);
        }
        KnownJson.Known known = known(arguments, console);
        List<KernelRepository> repositories = new ArrayList<>();
        try {
            for (String folder : folders) {
                repositories.add(KernelRepository.open(console.path(folder)));
            }
            Crawler crawler = new Crawler(Extractor.abis(), progress(console));
            Crawler.Result result = crawler.crawl(repositories, wanted, earlier(out));
            endProgress(console);
            needReadings(result, folders);
            Table table = TableBuilder.build(known.calendar(), result.evidence(), known.commits());
            write(out, table, result.evidence());
            Optional<DiscussionCrawl.Outcome> discussions = threads.isEmpty()
                    ? Optional.empty()
                    : Optional.of(DiscussionCrawl.run(threads, table, out, repositories, said, console));
            return tell(result, table, out, discussions, arguments, console);
        } catch (RepositoryFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } finally {
            repositories.forEach(KernelRepository::close);
        }
    }

    /** Without a clone: the table is there already. */
    private static ExitCode discussionsAlone(
            CommandLine arguments, List<String> threads, Path out, Discussions said, Console console) throws CommandFailure {
        if (arguments.hasOption("tags") || arguments.hasOption("known")) {
            throw new CommandFailure(ExitCode.USAGE, "--tags and --known go with --repo; see vvarmap crawl --help");
        }
        if (!Files.exists(out)) {
            throw new CommandFailure(
                    ExitCode.FAILED, out + " does not exist; name the table with --out, or make one with --repo DIR");
        }
        DiscussionCrawl.Outcome outcome =
                DiscussionCrawl.run(threads, Tables.read(out), out, List.of(), said, console);
        if (arguments.hasOption("json")) {
            JsonObject object = new JsonObject();
            object.addProperty("schema", SCHEMA);
            object.addProperty("out", out.toString());
            object.add("threads", outcome.json());
            console.json(object);
        } else {
            console.line(outcome.sentence());
        }
        return ExitCode.DONE;
    }

    static Predicate<Release> wanted(String glob) throws CommandFailure {
        if (glob == null) {
            return release -> true;
        }
        try {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            return release -> matcher.matches(Path.of(release.tag()));
        } catch (PatternSyntaxException e) {
            throw new CommandFailure(ExitCode.USAGE, "--tags " + glob + " is no pattern: " + e.getDescription());
        }
    }

    static KnownJson.Known known(CommandLine arguments, Console console) throws CommandFailure {
        String file = arguments.getOptionValue("known");
        try {
            return file == null ? KnownJson.Known.NOTHING : KnownJson.read(Tables.text(console.path(file)));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage());
        }
    }

    /** The evidence lies beside the table: {@code table.json} and {@code table.evidence.json}. */
    static Path evidenceFile(Path out) {
        String name = out.getFileName().toString();
        return out.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".evidence.json");
    }

    /** The evidence of an earlier crawl; none where there is no such file or it cannot be read. */
    private static Evidence earlier(Path out) throws CommandFailure {
        Path file = evidenceFile(out);
        if (!Files.exists(file)) {
            return Evidence.none(Extractor.RULES);
        }
        try {
            return EvidenceJson.read(Tables.text(file));
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage() + "; remove it to crawl anew");
        }
    }

    /**
     * The files of a table, the evidence first: a table is made of its evidence, so that a new table beside old evidence could
     * not be told from a forged one, while an old table beside new evidence is made anew by the next crawl or update.
     */
    static Map<Path, String> files(Path out, Table table, Evidence evidence) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(evidenceFile(out), EvidenceJson.write(evidence));
        files.put(out, TableJson.write(table));
        return files;
    }

    private static void write(Path out, Table table, Evidence evidence) throws CommandFailure {
        try {
            WholeFile.write(files(out, table, evidence), out, Disk.REAL);
        } catch (IOException e) {
            throw cannotWrite(out, e);
        }
    }

    static CommandFailure cannotWrite(Path out, IOException e) {
        return new CommandFailure(ExitCode.FAILED, out + " cannot be written: " + e.getMessage() + "; what was there is unchanged", e);
    }

    /** Fails, in one line, where nothing could be read: nothing is written then. */
    static void needReadings(Crawler.Result result, String[] folders) throws CommandFailure {
        if (!result.evidence().readings().isEmpty()) {
            return;
        }
        if (!result.unreadable().isEmpty()) {
            Map.Entry<Release, String> first = result.unreadable().entrySet().iterator().next();
            throw new CommandFailure(ExitCode.FAILED, "none of the " + result.releases() + " releases can be read; "
                    + first.getKey() + ": " + first.getValue());
        }
        if (!result.problems().isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "no release can be read; " + result.problems().get(0)
                    + (result.problems().size() > 1 ? "; so it is with " + (result.problems().size() - 1) + " more" : ""));
        }
        throw new CommandFailure(ExitCode.NOT_KNOWN, String.join(", ", folders)
                + ": no tag names a kernel release; fetch tags, or look at --tags");
    }

    static Crawler.Progress progress(Console console) {
        return (what, done, all) -> {
            if (console.progress()) {
                console.err().print("\r" + what + ": " + (done + 1) + " of " + all + "   ");
            }
        };
    }

    static void endProgress(Console console) {
        if (console.progress()) {
            console.err().print("\r" + " ".repeat(60) + "\r");
        }
    }

    private static ExitCode tell(
            Crawler.Result result, Table table, Path out, Optional<DiscussionCrawl.Outcome> discussions, CommandLine arguments,
            Console console) {
        result.problems().forEach(console::tell);
        result.unreadable().forEach((release, reason) -> console.tell(release + " could not be read: " + reason));
        if (arguments.hasOption("json")) {
            JsonObject object = new JsonObject();
            object.addProperty("schema", SCHEMA);
            object.addProperty("out", out.toString());
            object.addProperty("releases", result.releases());
            object.addProperty("read", result.read());
            object.addProperty("readings", result.readings());
            object.addProperty("eras", table.eras().size());
            JsonArray unreadable = new JsonArray();
            result.unreadable().keySet().forEach(release -> unreadable.add(release.tag()));
            object.add("unreadable", unreadable);
            discussions.ifPresent(outcome -> object.add("threads", outcome.json()));
            console.json(object);
        } else {
            console.line(result.releases() + " releases, " + result.read() + " of them new; " + result.readings()
                    + " readings; " + table.eras().size() + " eras; wrote " + out);
            discussions.map(DiscussionCrawl.Outcome::sentence).ifPresent(console::line);
        }
        // Releases that could not be read are named; what could be is in the table.
        return ExitCode.DONE;
    }
}
