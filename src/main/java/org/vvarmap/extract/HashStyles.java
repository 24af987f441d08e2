package org.vvarmap.extract;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.layout.Fact;
import org.vvarmap.source.SourceFile;

/**
 * The {@code --hash-style} that a Makefile links an image with. Without one, the linker's default decides: null. So it does
 * where Kbuild drops the option: its {@code ld-option} has the linker itself try what it is given, since 2.6.32 (before, the
 * compiler did), and no linker knows {@code -Wl,}, which is the compiler's.
 */
final class HashStyles {

    private static final Pattern OPTION = Pattern.compile("--hash-style=([^\\s),]*)");

    private static final Pattern BEGINS = Pattern.compile("if(n?eq|n?def)\\b.*");

    private static final Pattern ENDS = Pattern.compile("endif\\b.*");

    private static final Pattern TRIED_BY_LINKER = Pattern.compile("\\$\\(call ld-option,\\s*-Wl[^()]*\\(comma\\)[^()]*\\)");

    /** Architectures whose first image is younger than 2.6.32. */
    private static final Pattern YOUNG = Pattern.compile("arch/parisc/.*");

    private HashStyles() {}

    /** Reads the first of the Makefiles that is there. */
    static Fact read(Source source, List<String> paths) {
        for (String path : paths) {
            Optional<SourceFile> file = source.tree().file(path);
            if (file.isPresent()) {
                return read(file.get());
            }
        }
        return Fact.unknown("no Makefile of the vDSO: " + String.join(", ", paths));
    }

    private static Fact read(SourceFile file) {
        if (!file.text().contains("--hash-style=")) {
            return Fact.NULL;
        }
        boolean young = YOUNG.matcher(file.path()).matches();
        Set<String> styles = new TreeSet<>();
        int lineNumber = 0;
        int last = 0;
        int depth = 0;
        boolean conditional = false;
        for (String line : file.text().split("\n", -1)) {
            lineNumber++;
            String text = young ? TRIED_BY_LINKER.matcher(line.strip()).replaceAll("") : line.strip();
            if (text.startsWith("#")) {
                continue;
            }
            depth += BEGINS.matcher(text).matches() ? 1 : ENDS.matcher(text).matches() ? -1 : 0;
            Matcher matcher = OPTION.matcher(text);
            while (matcher.find()) {
                styles.add(matcher.group(1));
                last = lineNumber;
                conditional |= depth > 0;
            }
        }
        if (styles.isEmpty()) {
            return Fact.NULL;
        }
        String style = styles.iterator().next();
        boolean known = styles.size() == 1 && !conditional && Set.of("sysv", "gnu", "both").contains(style);
        return known ? Fact.of(style) : Fact.unknown("the hash style is not settled, " + file.path() + ":" + last);
    }
}
