package org.vvarmap.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.vvarmap.extract.Extraction;
import org.vvarmap.extract.Extractor;
import org.vvarmap.history.KernelRepository;
import org.vvarmap.history.RepositoryFailure;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.source.ArchiveTree;
import org.vvarmap.source.FolderTree;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.UnreadableSource;

/** {@code inspect}: the layout that one kernel source makes. */
final class InspectCommand implements Command {

    @Override
    public String name() {
        return "inspect";
    }

    @Override
    public String usage() {
        return "SOURCE [--arch ABI]";
    }

    @Override
    public String summary() {
        return "reads the layout out of one kernel source: a folder, a tarball, or DIR@REVISION";
    }

    @Override
    public Options options() {
        return new Options().addOption(AbiOption.option());
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (arguments.getArgList().size() != 1) {
            throw new CommandFailure(ExitCode.USAGE, "inspect takes one source; see vvarmap inspect --help");
        }
        List<Abi> abis = AbiOption.read(arguments).orElse(List.copyOf(Extractor.abis())).stream()
                .filter(Extractor.abis()::contains)
                .toList();
        if (abis.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_KNOWN, "there is no reader for " + arguments.getOptionValue("arch") + " yet");
        }
        String source = arguments.getArgList().get(0);
        Path path = console.path(source);
        int at = source.lastIndexOf('@');
        if (at > 0 && !Files.exists(path)) {
            return inRepository(source, at, abis, arguments, console);
        }
        return show(source, tree(path), abis, arguments, console);
    }

    private ExitCode inRepository(String source, int at, List<Abi> abis, CommandLine arguments, Console console)
            throws CommandFailure {
        try (KernelRepository repository = KernelRepository.open(console.path(source.substring(0, at)))) {
            SourceTree tree = repository.source(repository.resolve(source.substring(at + 1)));
            return show(source, tree, abis, arguments, console);
        } catch (RepositoryFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
    }

    private static SourceTree tree(Path path) throws CommandFailure {
        if (Files.isDirectory(path)) {
            return new FolderTree(path);
        }
        if (!Files.exists(path)) {
            throw new CommandFailure(ExitCode.FAILED, path + " does not exist");
        }
        if (!ArchiveTree.recognises(path.getFileName().toString())) {
            throw new CommandFailure(ExitCode.USAGE, path + " is no folder and no .tar, .tar.gz or .tar.xz");
        }
        try {
            return ArchiveTree.read(path, file -> Extractor.mayRead(file) || file.equals("Makefile"));
        } catch (IOException | UnreadableSource | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static ExitCode show(String name, SourceTree tree, List<Abi> abis, CommandLine arguments, Console console)
            throws CommandFailure {
        Map<Abi, Extraction.Read> results = read(name, tree, abis);
        if (arguments.hasOption("json")) {
            console.json(json(name, results));
        } else {
            results.forEach((abi, result) -> {
                console.line(abi + " (arch/" + abi.arch() + ") in " + name);
                console.line("");
                LayoutText.write(result.layout(), console);
                long opened = result.reads().blobs().values().stream().filter(blob -> blob.isPresent()).count();
                console.line("read from " + opened + " files; --json lists them with their blob ids");
                console.line("");
            });
        }
        boolean understood = results.values().stream()
                .allMatch(result -> result.layout().facts().values().stream().allMatch(Fact::isKnown));
        return understood ? ExitCode.DONE : ExitCode.NOT_KNOWN;
    }

    private static Map<Abi, Extraction.Read> read(String name, SourceTree tree, List<Abi> abis) throws CommandFailure {
        Extractor extractor = new Extractor();
        Map<Abi, Extraction.Read> results = new LinkedHashMap<>();
        try {
            if (tree.blob("Makefile").isEmpty()) {
                throw new CommandFailure(ExitCode.USAGE, name + " holds no kernel source: there is no Makefile at its top");
            }
        } catch (UnreadableSource e) {
            throw new CommandFailure(ExitCode.FAILED, name + ": " + e.getMessage(), e);
        }
        for (Abi abi : abis) {
            Extraction extraction = extractor.extract(tree, abi);
            if (extraction instanceof Extraction.Unreadable unreadable) {
                throw new CommandFailure(ExitCode.FAILED, name + ": " + unreadable.reason());
            }
            results.put(abi, (Extraction.Read) extraction);
        }
        return results;
    }

    private static JsonObject json(String name, Map<Abi, Extraction.Read> results) {
        JsonArray array = new JsonArray();
        results.forEach((abi, result) -> {
            JsonObject reads = new JsonObject();
            result.reads().blobs().forEach((path, blob) -> reads.addProperty(path, blob.map(id -> id.hex()).orElse(null)));
            JsonObject object = new JsonObject();
            object.addProperty("abi", abi.label());
            object.addProperty("arch", abi.arch());
            object.add("layout", LayoutJson.write(result.layout()));
            object.add("reads", reads);
            array.add(object);
        });
        JsonObject object = new JsonObject();
        object.addProperty("schema", "vvarmap/inspect/1");
        object.addProperty("source", name);
        object.add("results", array);
        return object;
    }
}
