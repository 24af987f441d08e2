package org.vvarmap.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.source.SourceFile;

/**
 * The symbols between which a vDSO image is included in the kernel: labels of an assembler file, or of assembler lines in a C
 * file, before their {@code .incbin "…vdso….so"}.
 */
final class ImageSymbols {

    private static final Pattern LABEL = Pattern.compile("^\\s*([A-Za-z_][A-Za-z0-9_]*):\\s*(.*)$");
    private static final Pattern MACRO_LABEL = Pattern.compile("^\\s*SYM_DATA_START\\(([A-Za-z_][A-Za-z0-9_]*)\\)\\s*()$");
    private static final Pattern INCLUDED = Pattern.compile("\\.incbin\\s+\"[^\"]*(vdso|vsyscall)[^\"]*\\.so(\\.dbg)?\"");

    /** A line of assembler in a C file. */
    private static final Pattern QUOTED = Pattern.compile("^\\s*(?:asm\\s*\\()?\\s*\"(.*?)(?:\\\\n)?\"\\s*\\)?;?\\s*$");

    private ImageSymbols() {}

    /** The labels that an image starts at, over all the files that are there. */
    static Set<String> read(Source source, List<String> paths) {
        Set<String> symbols = new HashSet<>();
        for (String path : paths) {
            source.tree().file(path).ifPresent(file -> symbols.addAll(starts(file)));
        }
        return symbols;
    }

    private static Set<String> starts(SourceFile file) {
        Set<String> labels = new HashSet<>();
        Set<String> starts = new HashSet<>();
        for (String raw : file.text().split("\n", -1)) {
            Matcher quoted = QUOTED.matcher(raw);
            String line = quoted.matches() ? quoted.group(1).replace("\\\"", "\"") : raw;
            Matcher label = LABEL.matcher(line);
            Matcher macro = MACRO_LABEL.matcher(line);
            label = macro.matches() ? macro : label;
            if (label.matches()) {
                labels.add(label.group(1));
                line = label.group(2);
            }
            if (INCLUDED.matcher(line).find()) {
                starts.addAll(labels);
            }
            boolean moves = !line.isBlank() && !line.matches("\\s*(#|\\.balign|\\.align).*");
            if (moves) {
                labels.clear();
            }
        }
        return starts;
    }
}
