package org.vvarmap.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private static final long REMEMBERED_TEXT = 1 << 20;

    /** No folder of a kernel has nearly as many entries. */
    private static final int MOST_ENTRIES = 200_000;

    private record FileKey(ObjectId id, String path) {}

    private enum Kind { FOLDER, FILE, LINK, SUBMODULE, ODD }

    private record Entry(ObjectId id, Kind kind) {}

    /**
     * One folder: the tree object as it is, and where each name's entry begins in it. A crawl remembers thousands of folders and
     * asks each for a few names.
     *
     * @param raw the tree object's bytes
     * @param index for each entry the hash of its name and, in the lower half, where the entry begins; sorted
     */
    private record Folder(byte[] raw, long[] index) {

        private static final long OFFSET = 0xffff_ffffL;

        private static Folder of(byte[] raw, String path) {
            long[] index = new long[16];
            int count = 0;
            int begin = 0;
            CanonicalTreeParser parser = new CanonicalTreeParser();
            for (parser.reset(raw); !parser.eof(); parser.next()) {
                if (count == MOST_ENTRIES) {
                    throw new UnreadableSource("a folder on the way to " + path + " has too many entries");
                }
                if (count == index.length) {
                    index = Arrays.copyOf(index, 2 * count);
                }
                index[count++] = key(parser.getEntryPathBuffer(), parser.getNameOffset(), parser.getEntryPathLength()) | begin;
                begin = parser.idOffset() + Constants.OBJECT_ID_LENGTH;
            }
            index = Arrays.copyOf(index, count);
            Arrays.sort(index);
            return new Folder(raw, index);
        }

        private static long key(byte[] name, int from, int to) {
            int hash = 0;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + name[i];
            }
            return (long) hash << 32;
        }

        /** The entry of a name. */
        private Optional<Entry> entry(String name) {
            byte[] bytes = Constants.encode(name);
            long key = key(bytes, 0, bytes.length);
            int at = Arrays.binarySearch(index, key | OFFSET);
            // Of two with one name the last counts.
            for (int i = at < 0 ? -at - 2 : at; i >= 0 && (index[i] & ~OFFSET) == key; i--) {
                int from = (int) (index[i] & OFFSET);
                int mode = 0;
                while (raw[from] != ' ') {
                    mode = 8 * mode + raw[from++] - '0';
                }
                int end = from + 1 + bytes.length;
                if (end < raw.length && raw[end] == 0 && Arrays.equals(raw, from + 1, end, bytes, 0, bytes.length)) {
                    return Optional.of(new Entry(ObjectId.fromRaw(raw, end + 1), kind(FileMode.fromBits(mode))));
                }
            }
            return Optional.empty();
        }
    }

    private final CheckedObjects objects;

    private final Map<ObjectId, Folder> folders = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, Folder> eldest) {
            return size() > REMEMBERED_FOLDERS;
        }
    };

    private final Map<FileKey, SourceFile> files = new LinkedHashMap<>(64, 0.75f, true);
    private long rememberedText;

    GitTrees(CheckedObjects objects) {
        this.objects = objects;
    }

    SourceTree source(ObjectId root) {
        return new Tree(root);
    }

    private final class Tree implements SourceTree {

        private final ObjectId root;

        /** Each ABI's reading asks for much the same files. */
        private final Map<String, Optional<BlobId>> asked = new HashMap<>();

        private Tree(ObjectId root) {
            this.root = root;
        }

        @Override
        public Optional<BlobId> blob(String path) {
            Optional<BlobId> known = asked.get(path);
            if (known == null) {
                known = entry(path).map(entry -> new BlobId(entry.id().name()));
                asked.put(path, known);
            }
            return known;
        }

        @Override
        public Optional<SourceFile> file(String path) {
            return entry(path).map(entry -> remembered(entry.id(), path));
        }

        private Optional<Entry> entry(String path) {
            ObjectId folder = root;
            String[] steps = path.split("/");
            for (int i = 0; i < steps.length; i++) {
                Optional<Entry> found = folder(folder, path).entry(steps[i]);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                Entry entry = found.get();
                boolean last = i == steps.length - 1;
                switch (entry.kind()) {
                    case FOLDER -> {
                        if (last) {
                            return Optional.empty();
                        }
                        folder = entry.id();
                    }
                    case FILE -> {
                        return last ? found : Optional.empty();
                    }
                    case LINK -> throw notFollowed(path, steps, i, "a symbolic link");
                    case SUBMODULE -> throw notFollowed(path, steps, i, "a submodule");
                    case ODD -> throw notFollowed(path, steps, i, "of a kind that git does not have");
                }
            }
            return Optional.empty();
        }
    }

    /** A compiler would look behind it, so to call the file absent would be wrong. */
    private static UnreadableSource notFollowed(String path, String[] steps, int at, String what) {
        String place = String.join("/", Arrays.asList(steps).subList(0, at + 1));
        return new UnreadableSource(place.equals(path)
                ? path + " is " + what + ", which is not followed"
                : place + " on the way to " + path + " is " + what + ", which is not followed");
    }

    private static Kind kind(FileMode mode) {
        if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
            return Kind.FILE;
        } else if (mode == FileMode.TREE) {
            return Kind.FOLDER;
        } else if (mode == FileMode.SYMLINK) {
            return Kind.LINK;
        }
        return mode == FileMode.GITLINK ? Kind.SUBMODULE : Kind.ODD;
    }

    private Folder folder(ObjectId id, String path) {
        Folder known = folders.get(id);
        if (known != null) {
            return known;
        }
        Folder folder;
        try {
            folder = Folder.of(objects.read(id, Constants.OBJ_TREE), path);
        } catch (UnreadableSource e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableSource("tree " + id.name() + " on the way to " + path + " cannot be read: " + cause(e));
        }
        folders.put(id, folder);
        return folder;
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
            return objects.read(id, Constants.OBJ_BLOB, SourceTree.LARGEST_FILE).content();
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
