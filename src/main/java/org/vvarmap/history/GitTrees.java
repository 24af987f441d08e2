package org.vvarmap.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.vvarmap.source.BlobId;
import org.vvarmap.source.SourceFile;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.UnreadableSource;

/**
 * Trees of a repository as sources. Folders that were listed lately are remembered: from one commit to the next, nearly all
 * of them are the same.
 */
final class GitTrees {

    private static final int REMEMBERED_FOLDERS = 4096;

    /** Files whose text and tokens are kept, in characters of text; a token takes some ten times its own. */
    private static final long REMEMBERED_TEXT = 2 << 20;

    /** No folder of a kernel has nearly as many entries. */
    private static final int MOST_ENTRIES = 200_000;

    private record FileKey(ObjectId id, String path) {}

    private record Entry(ObjectId id, boolean isFolder, boolean isFile) {}

    private final ObjectReader reader;

    private final Map<ObjectId, Map<String, Entry>> folders = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Map<String, Entry>> eldest) {
            return size() > REMEMBERED_FOLDERS;
        }
    };

    private final Map<FileKey, SourceFile> files = new LinkedHashMap<>(64, 0.75f, true);
    private long rememberedText;

    GitTrees(ObjectReader reader) {
        this.reader = reader;
    }

    SourceTree source(ObjectId root) {
        return new Tree(root);
    }

    private final class Tree implements SourceTree {

        private final ObjectId root;

        private Tree(ObjectId root) {
            this.root = root;
        }

        @Override
        public Optional<BlobId> blob(String path) {
            return entry(path).map(entry -> new BlobId(entry.id().name()));
        }

        @Override
        public Optional<SourceFile> file(String path) {
            return entry(path).map(entry -> remembered(entry.id(), path));
        }

        private Optional<Entry> entry(String path) {
            ObjectId folder = root;
            String[] steps = path.split("/");
            for (int i = 0; i < steps.length; i++) {
                Entry entry = folder(folder, path).get(steps[i]);
                boolean last = i == steps.length - 1;
                if (entry == null || (last ? !entry.isFile() : !entry.isFolder())) {
                    return Optional.empty();
                }
                if (last) {
                    return Optional.of(entry);
                }
                folder = entry.id();
            }
            return Optional.empty();
        }
    }

    private Map<String, Entry> folder(ObjectId id, String path) {
        Map<String, Entry> known = folders.get(id);
        if (known != null) {
            return known;
        }
        Map<String, Entry> entries = new HashMap<>();
        try {
            CanonicalTreeParser parser = new CanonicalTreeParser(null, reader, id);
            for (; !parser.eof(); parser.next()) {
                FileMode mode = parser.getEntryFileMode();
                boolean isFile = mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
                entries.put(parser.getEntryPathString(), new Entry(parser.getEntryObjectId(), mode == FileMode.TREE, isFile));
                if (entries.size() > MOST_ENTRIES) {
                    throw new UnreadableSource("a folder on the way to " + path + " has too many entries");
                }
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new UnreadableSource("tree " + id.name() + " on the way to " + path + " cannot be read: " + cause(e));
        }
        folders.put(id, entries);
        return entries;
    }

    private SourceFile remembered(ObjectId id, String path) {
        FileKey key = new FileKey(id, path);
        SourceFile known = files.get(key);
        if (known != null) {
            return known;
        }
        String text = new String(content(id, path), StandardCharsets.UTF_8);
        SourceFile file = new SourceFile(path, new BlobId(id.name()), text);
        files.put(key, file);
        rememberedText += text.length();
        Iterator<SourceFile> eldest = files.values().iterator();
        while (rememberedText > REMEMBERED_TEXT && files.size() > 1) {
            rememberedText -= eldest.next().text().length();
            eldest.remove();
        }
        return file;
    }

    private byte[] content(ObjectId id, String path) {
        try {
            ObjectLoader loader = reader.open(id, Constants.OBJ_BLOB);
            if (loader.getSize() > SourceTree.LARGEST_FILE) {
                throw new LargeObjectException(id.copy());
            }
            return loader.getCachedBytes(SourceTree.LARGEST_FILE);
        } catch (LargeObjectException e) {
            throw new UnreadableSource(path + " is larger than " + SourceTree.LARGEST_FILE + " bytes");
        } catch (IOException e) {
            throw new UnreadableSource(path + ", blob " + id.name() + ", cannot be read: " + cause(e));
        }
    }

    private static String cause(Exception e) {
        return e instanceof MissingObjectException ? "it is missing from the repository" : String.valueOf(e.getMessage());
    }
}
