package org.vvarmap.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vvarmap.history.KernelRepository;
import org.vvarmap.history.MailRepository;
import org.vvarmap.history.RepositoryFailure;
import org.vvarmap.mail.CommitIndex;
import org.vvarmap.mail.MailFailure;
import org.vvarmap.mail.MailFiles;
import org.vvarmap.mail.MailText;
import org.vvarmap.mail.MailWeb;
import org.vvarmap.mail.Selection;
import org.vvarmap.mail.Threads;
import org.vvarmap.matrix.Commit;
import org.vvarmap.matrix.Discussion;
import org.vvarmap.matrix.Discussions;
import org.vvarmap.matrix.MalformedTable;
import org.vvarmap.matrix.Table;

/** {@code crawl --threads}: reads archived mails, and keeps which threads are about the table's commits. */
final class DiscussionCrawl {

    /** Folders in folders: no archive lies as deep. */
    private static final int DEEPEST = 16;

    private final Console console;
    private final Threads threads;
    private final List<String> problems = new ArrayList<>();
    private int sources;
    private int notMails;

    private DiscussionCrawl(Console console, Threads threads) {
        this.console = console;
        this.threads = threads;
    }

    /**
     * What a crawl gave.
     *
     * @param out the file that was written
     * @param sources how many pages, mailboxes, mails and repositories held mails
     * @param mails how many mails there were, those that came twice counted once
     * @param found how many threads are about a commit, one counted for each commit
     * @param kept how many discussions the file has now
     * @param commits of how many commits
     */
    record Outcome(Path out, int sources, int mails, int found, int kept, long commits) {

        JsonObject json() {
            JsonObject object = new JsonObject();
            object.addProperty("out", out.toString());
            object.addProperty("sources", sources);
            object.addProperty("mails", mails);
            object.addProperty("found", found);
            object.addProperty("kept", kept);
            object.addProperty("commits", commits);
            return object;
        }

        String sentence() {
            return sources + (sources == 1 ? " source" : " sources") + " of " + mails + (mails == 1 ? " mail; " : " mails; ")
                    + found + " about the table's commits; kept " + kept + " of " + commits
                    + (commits == 1 ? " commit" : " commits") + "; wrote " + out;
        }
    }

    /** The discussions lie beside the table: {@code table.json} and {@code table.discussions.json}. */
    static Path beside(Path table) {
        String name = table.getFileName().toString();
        return table.resolveSibling(
                (name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".discussions.json");
    }

    /** Refuses what cannot be read anyway, before anything else is done. */
    static void check(List<String> sources, Console console) throws CommandFailure {
        for (String source : sources) {
            if (source.isBlank()) {
                throw new CommandFailure(ExitCode.USAGE, "--threads takes a file, a folder or an address, not nothing");
            }
            if (!MailWeb.isAddress(source) && !Files.exists(console.path(source))) {
                throw new CommandFailure(ExitCode.FAILED, source + " does not exist");
            }
        }
    }

    /**
     * Reads the sources and brings the discussions of a table up to date.
     *
     * @param repositories clones whose commits' messages name mails
     * @param earlier what the file held, to be kept where it still belongs to the table
     */
    static Outcome run(
            List<String> sources, Table table, Path out, List<KernelRepository> repositories, Discussions earlier, Console console)
            throws CommandFailure {
        List<Commit> commits = table.eras().stream()
                .flatMap(era -> era.changes().stream())
                .flatMap(change -> change.commit().stream())
                .distinct()
                .toList();
        Threads threads = new Threads(new CommitIndex(commits), LocalDate.now(ZoneOffset.UTC).plusDays(1));
        for (KernelRepository repository : repositories) {
            commits.forEach(commit -> repository.message(commit.id()).ifPresent(message -> threads.message(commit.id(), message)));
        }
        DiscussionCrawl crawl = new DiscussionCrawl(console, threads);
        // What takes a moment first: a file that is none of mails is not to be found out after an hour of repositories.
        for (String source : sources) {
            if (!Files.isDirectory(console.path(source))) {
                crawl.read(source);
            }
        }
        for (String source : sources) {
            if (Files.isDirectory(console.path(source))) {
                crawl.read(source);
            }
        }
        CrawlCommand.endProgress(console);
        List<Discussion> found = threads.find();
        List<Discussion> all = new ArrayList<>(earlier.all());
        all.addAll(found);
        Discussions kept = Selection.of(all, Discussions.commits(table).keySet());
        try {
            WholeFile.write(beside(out), kept.write());
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, beside(out) + " cannot be written: " + e.getMessage(), e);
        }
        crawl.tell();
        return new Outcome(
                beside(out), crawl.sources, threads.mails(), found.size(), kept.all().size(),
                kept.all().stream().map(Discussion::commit).distinct().count());
    }

    /** What an earlier crawl found; nothing where there is no such file. */
    static Discussions earlier(Path table) throws CommandFailure {
        Path file = beside(table);
        try {
            return Files.exists(file) ? Discussions.read(Tables.text(file)) : Discussions.NONE;
        } catch (MalformedTable e) {
            throw new CommandFailure(ExitCode.USAGE, file + ": " + e.getMessage() + "; remove it to crawl anew");
        }
    }

    private void read(String source) throws CommandFailure {
        try {
            if (MailWeb.isAddress(source)) {
                new MailWeb(MailWeb.Limits.USUAL).read(source, threads::add);
                sources++;
            } else if (Files.isDirectory(console.path(source))) {
                folder(source, console.path(source));
            } else if (!file(console.path(source))) {
                throw new CommandFailure(ExitCode.NOT_KNOWN, source + " holds no mail in a shape that is known");
            }
        } catch (MailFailure e) {
            throw new CommandFailure(e.isUnreadable() ? ExitCode.FAILED : ExitCode.NOT_KNOWN, e.getMessage(), e);
        } catch (RepositoryFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, source + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a file; whether it holds mails. */
    private boolean file(Path file) throws MailFailure {
        int mails = MailFiles.read(file, threads::add);
        sources += mails > 0 ? 1 : 0;
        notMails += mails > 0 ? 0 : 1;
        return mails > 0;
    }

    private void repository(Path folder) throws RepositoryFailure {
        try (MailRepository repository = MailRepository.open(folder)) {
            int[] done = {0};
            int passedOver = repository.read(bytes -> {
                if (console.progress() && done[0]++ % 1000 == 0) {
                    console.err().print("\r" + folder.getFileName() + ": " + done[0] + " mails   ");
                }
                MailText.read(bytes).ifPresent(threads::add);
            });
            if (passedOver > 0) {
                problems.add(folder + ": " + passedOver + (passedOver == 1 ? " mail is" : " mails are") + " missing or too large");
            }
            sources++;
        }
    }

    /** A repository, or a folder of pages, mailboxes and repositories; symbolic links are not followed below it. */
    private void folder(String source, Path folder) throws IOException, CommandFailure, RepositoryFailure {
        if (MailRepository.isOne(folder)) {
            repository(folder);
            return;
        }
        int before = sources;
        List<Path> files = new ArrayList<>();
        List<Path> repositories = new ArrayList<>();
        Files.walkFileTree(folder.toRealPath(), Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                if (MailRepository.isOne(inner)) {
                    repositories.add(inner);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                problems.add(file + " cannot be read");
                return FileVisitResult.CONTINUE;
            }
        });
        // The order in which a folder lists its files is not to matter.
        files.sort(null);
        repositories.sort(null);
        for (Path file : files) {
            try {
                file(file);
            } catch (MailFailure e) {
                problems.add(e.getMessage());
            }
        }
        for (Path inner : repositories) {
            try {
                repository(inner);
            } catch (RepositoryFailure e) {
                problems.add(e.getMessage());
            }
        }
        if (sources == before) {
            Optional<String> why = problems.stream().findFirst();
            throw new CommandFailure(ExitCode.NOT_KNOWN, source + " holds no mails in a shape that is known"
                    + why.map(text -> ": " + text).orElse(""));
        }
    }

    private void tell() {
        problems.forEach(console::tell);
        if (notMails > 0) {
            console.tell(notMails + (notMails == 1 ? " file holds" : " files hold") + " no mail in a shape that is known");
        }
        if (threads.homeless() > 0) {
            console.tell(threads.homeless() + " of the mails about commits tell neither a message id nor an address, and are left out");
        }
    }
}
