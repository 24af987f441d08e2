package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Fact;
import org.vvarmap.layout.FactKey;
import org.vvarmap.layout.Layout;
import org.vvarmap.layout.LayoutJson;
import org.vvarmap.source.MapTree;
import org.vvarmap.source.SourceTree;

/**
 * The shapes that kernels had, each a small source of our own with the layout that it must give.
 *
 * <p>A shape is a folder below {@code golden/}: files under their kernel paths, {@code expect.<abi>.json} for each ABI that
 * it says something about, and {@code uses}, the folders below {@code parts/} whose files it shares with other shapes.
 *
 * @param shape the folder's name
 * @param abi the ABI
 * @param tree the source
 * @param expected the layout that it must give
 */
record Golden(String shape, Abi abi, MapTree tree, Layout expected) {

    private static final Path RESOURCES = Path.of("src/test/resources/org/vvarmap/extract");

    @Override
    public String toString() {
        return shape + " " + abi;
    }

    private static final List<Golden> ALL = load();

    /** Every shape with every ABI that it says something about. */
    static List<Golden> all() {
        return ALL;
    }

    private static List<Golden> load() {
        List<Golden> all = new ArrayList<>();
        for (Path folder : list(RESOURCES.resolve("golden"))) {
            MapTree tree = tree(folder);
            for (Abi abi : Abi.values()) {
                Path file = folder.resolve("expect." + abi.label() + ".json");
                if (Files.exists(file)) {
                    all.add(new Golden(folder.getFileName().toString(), abi, tree, layout(file)));
                }
            }
        }
        return all;
    }

    /** One shape for one ABI. */
    static Golden of(String shape, Abi abi) {
        return all().stream()
                .filter(golden -> golden.shape.equals(shape) && golden.abi == abi)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(shape + " says nothing of " + abi));
    }

    /** Reads a source that must be readable. */
    static Layout read(SourceTree tree, Abi abi) {
        Extraction extraction = new Extractor().extract(tree, abi);
        assertThat(extraction).isInstanceOf(Extraction.Read.class);
        return ((Extraction.Read) extraction).layout();
    }

    /** A layout without reasons, for a comparison that shows what differs. */
    static Map<String, String> plain(Layout layout) {
        Map<String, String> plain = new TreeMap<>();
        for (FactKey key : FactKey.values()) {
            plain.put(key.json(), LayoutJson.write(key, layout.get(key)).toString());
        }
        return plain;
    }

    /** The reasons of what is unknown, by key. */
    static Map<FactKey, String> reasons(Layout layout) {
        Map<FactKey, String> reasons = new TreeMap<>();
        layout.facts().forEach((key, fact) -> {
            if (fact instanceof Fact.Unknown unknown) {
                reasons.put(key, unknown.reason());
            }
        });
        return reasons;
    }

    private static MapTree tree(Path folder) {
        try {
            Map<String, String> texts = new TreeMap<>();
            Path uses = folder.resolve("uses");
            if (Files.exists(uses)) {
                for (String part : Files.readString(uses).strip().split("\\s+")) {
                    assertThat(RESOURCES.resolve("parts").resolve(part)).isDirectory();
                    collect(RESOURCES.resolve("parts").resolve(part), texts);
                }
            }
            collect(folder, texts);
            texts.keySet().removeIf(path -> !path.contains("/"));
            return MapTree.of(texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(Path folder, Map<String, String> into) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                into.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Layout layout(Path file) {
        try {
            JsonObject object = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            return LayoutJson.read(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LayoutJson.MalformedLayout e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
