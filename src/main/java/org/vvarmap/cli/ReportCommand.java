package org.vvarmap.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.report.Material;
import org.vvarmap.report.Site;

/** {@code report}: writes the static HTML report. Files of an earlier report that are no longer made stay. */
final class ReportCommand implements Command {

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String usage() {
        return "[--out DIR]";
    }

    @Override
    public String summary() {
        return "writes the table as a static HTML report, by default into reports/";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Valued.option("out", "DIR", "the folder to write into (reports)"));
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.getArgList().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "report takes no argument, only --out DIR; see vvarmap report --help");
        }
        Path out = out(arguments.getOptionValue("out", "reports"), console);
        Material material = new Material(
                Tables.read(arguments, console).confirmedBy(Shipped.confirmations()), Shipped.consumers(), Shipped.captures(),
                Shipped.dates(), Shipped.discussions(arguments, console));
        SortedMap<String, String> files = Site.pages(material);
        try {
            SiteFolder.replace(out, files, Disk.REAL);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the report cannot be written into " + out + ": " + reason(e), e);
        }
        long pages = files.keySet().stream().filter(file -> file.endsWith(".html")).count();
        if (arguments.hasOption("json")) {
            JsonObject object = new JsonObject();
            object.addProperty("schema", "vvarmap/report/1");
            object.addProperty("out", out.toString());
            object.addProperty("pages", pages);
            console.json(object);
        } else {
            console.line("wrote " + pages + " pages; open " + out.resolve("index.html"));
        }
        return ExitCode.DONE;
    }

    private static Path out(String name, Console console) throws CommandFailure {
        try {
            if (!name.isBlank()) {
                return console.path(name);
            }
        } catch (InvalidPathException e) {
            throw new CommandFailure(ExitCode.USAGE, "--out names no folder: " + e.getMessage(), e);
        }
        throw new CommandFailure(ExitCode.USAGE, "--out names no folder; give one, or leave it away for reports/");
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return e.getMessage() + " is a file, not a folder; name another with --out";
        }
        if (e instanceof NoSuchFileException) {
            return "the folder above it does not exist, or nothing may be made in it; name another with --out";
        }
        return e instanceof AccessDeniedException ? e.getMessage() + " may not be written" : e.getMessage();
    }
}
