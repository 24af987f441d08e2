package org.vvarmap.source;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One file of a kernel source.
 *
 * <p>A file is read under many configurations and by many ABIs' readers, so its tokens and declarations are remembered.
 */
public final class SourceFile {

    private final String path;
    private final BlobId blob;
    private final String text;
    private final Recall<Surroundings.Question, Object, Declarations> declarations = new Recall<>();
    private final Map<Set<String>, SourceFile> slices = new HashMap<>();
    private List<Token> tokens;
    private Set<String> defined;

    /**
     * Names a file's content.
     *
     * @param path its path below the top folder, with slashes
     * @param blob the name of its content
     * @param text its content; bytes that are not UTF-8 are replaced
     */
    public SourceFile(String path, BlobId blob, String text) {
        this.path = path;
        this.blob = blob;
        this.text = text;
    }

    /**
     * Makes a file of its bytes.
     *
     * @param path its path below the top folder
     * @param content its bytes
     * @return the file
     * @throws UnreadableSource where it is larger than {@link SourceTree#LARGEST_FILE}
     */
    public static SourceFile of(String path, byte[] content) {
        if (content.length > SourceTree.LARGEST_FILE) {
            throw new UnreadableSource(path + " is larger than " + SourceTree.LARGEST_FILE + " bytes");
        }
        return new SourceFile(path, BlobId.of(content), new String(content, StandardCharsets.UTF_8));
    }

    /**
     * Where it lies.
     *
     * @return its path below the top folder, with slashes
     */
    public String path() {
        return path;
    }

    /**
     * The name of its content.
     *
     * @return the name
     */
    public BlobId blob() {
        return blob;
    }

    /**
     * Its content.
     *
     * @return the text; bytes that are not UTF-8 are replaced
     */
    public String text() {
        return text;
    }

    /** Its content as tokens of C; preprocessor lines are still there. */
    List<Token> tokens() {
        if (tokens == null) {
            tokens = Lexer.tokens(path, text);
        }
        return tokens;
    }

    /** The same file with the bodies of other functions than some left out, where that can be done: see {@link Slice}. */
    SourceFile slice(Set<String> names) {
        return slices.computeIfAbsent(Set.copyOf(names), wanted -> {
            SourceFile slice = new SourceFile(path, blob, text);
            slice.tokens = Slice.keep(tokens(), wanted);
            return slice;
        });
    }

    /** The names that it defines as macros, whatever the configuration. */
    Set<String> defined() {
        if (defined == null) {
            Set<String> names = new HashSet<>();
            List<Token> all = tokens();
            for (int i = 0; i + 2 < all.size(); i++) {
                if (all.get(i).startsLine() && all.get(i).is("#") && all.get(i + 1).is("define")) {
                    names.add(all.get(i + 2).text());
                }
            }
            defined = Set.copyOf(names);
        }
        return defined;
    }

    /** Its declarations and those of the headers that are worth reading, under a configuration. */
    Declarations declarations(SourceTree tree, Includes includes, Settings settings) {
        Surroundings surroundings = new Surroundings(tree, includes, settings);
        return declarations.find(surroundings::answer).orElseGet(() -> {
            Declarations made = Declarations.of(Preprocessor.run(this, surroundings));
            declarations.put(surroundings.asked(), made);
            return made;
        });
    }
}
