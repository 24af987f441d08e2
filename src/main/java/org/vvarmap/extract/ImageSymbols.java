package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.source.SourceTree;

/**
 * The symbols between which a vDSO image is included in the kernel: labels of an assembler file, or of assembler lines in a C
 * file, before their {@code .incbin "…vdso….so"}.
 *
 * <p>The path may be a macro, and the file may be another's that is included with other names for the labels.
 */
final class ImageSymbols {

    private static final Pattern LABEL = Pattern.compile("^\\s*([A-Za-z_][A-Za-z0-9_]*):\\s*(.*)$");
    private static final Pattern MACRO_LABEL = Pattern.compile("^\\s*SYM_DATA_START\\(([A-Za-z_][A-Za-z0-9_]*)\\)\\s*()$");
    private static final Pattern INCLUDED = Pattern.compile("^\\s*\\.incbin\\s+(\"[^\"]*\"|\\w+)\\s*;?\\s*$");
    private static final Pattern IMAGE = Pattern.compile("\"[^\"]*(vdso|vsyscall)[^\"]*\\.so(\\.dbg)?\"");
    private static final Pattern DEFINED = Pattern.compile("^\\s*#\\s*define\\s+(\\w+)\\s+(\\S+)\\s*$");
    private static final Pattern STAYS = Pattern.compile("\\s*(#|\\.balign|\\.align).*");
    private static final Pattern NEIGHBOUR = Pattern.compile("^\\s*#\\s*include\\s+\"([^\"]+)\"");

    private static final Pattern OPENS = Pattern.compile("^\\s*(?:#\\s*if|\\.if).*");
    private static final Pattern NEVER = Pattern.compile("^\\s*(?:#\\s*|\\.)if\\s+0\\b.*");
    private static final Pattern CLOSES = Pattern.compile("^\\s*(?:#\\s*|\\.)endif.*");
    private static final Pattern ELSE = Pattern.compile("^\\s*(?:#\\s*|\\.)el.*");

    /** A line of assembler in a C file. */
    private static final Pattern QUOTED = Pattern.compile("^\\s*(?:asm\\s*\\()?\\s*\"(.*?)(?:\\\\n)?\"\\s*\\)?;?\\s*$");

    private ImageSymbols() {}

    /** The labels that an image starts at, over all the files that are there. */
    static Set<String> read(Source source, List<String> paths) {
        Set<String> symbols = new HashSet<>();
        for (String path : paths) {
            symbols.addAll(starts(lines(source.tree(), path)));
        }
        return symbols;
    }

    /** A file's lines, with those of the files beside it that it includes. */
    private static List<String> lines(SourceTree tree, String path) {
        List<String> lines = new ArrayList<>();
        for (String line : text(tree, path).split("\n", -1)) {
            Matcher neighbour = NEIGHBOUR.matcher(line);
            if (neighbour.find()) {
                String folder = path.substring(0, path.lastIndexOf('/') + 1);
                lines.addAll(List.of(text(tree, beside(folder, neighbour.group(1))).split("\n", -1)));
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String text(SourceTree tree, String path) {
        String text = tree.file(path).map(file -> file.text()).orElse("");
        StringBuilder code = new StringBuilder(text);
        for (int open = text.indexOf("/*"); open >= 0;) {
            int close = text.indexOf("*/", open + 2);
            int end = close < 0 ? text.length() : close + 2;
            for (int i = open; i < end; i++) {
                code.setCharAt(i, text.charAt(i) == '\n' ? '\n' : ' ');
            }
            open = text.indexOf("/*", end);
        }
        return code.toString();
    }

    private static String beside(String folder, String name) {
        String path = folder + name;
        while (path.contains("/../")) {
            String shorter = path.replaceFirst("[^/]+/\\.\\./", "");
            if (shorter.equals(path)) {
                return path;
            }
            path = shorter;
        }
        return path;
    }

    private static Set<String> starts(List<String> lines) {
        if (lines.stream().noneMatch(line -> line.contains(".incbin"))) {
            return Set.of();
        }
        Map<String, String> macros = new HashMap<>();
        Set<String> labels = new HashSet<>();
        Set<String> starts = new HashSet<>();
        int left = 0;
        for (String raw : lines) {
            boolean opens = OPENS.matcher(raw).matches();
            boolean closes = CLOSES.matcher(raw).matches();
            boolean turns = ELSE.matcher(raw).matches();
            left += opens && (left > 0 || NEVER.matcher(raw).matches()) ? 1 : closes && left > 0 || turns && left == 1 ? -1 : 0;
            if (left > 0) {
                continue;
            }
            Matcher quoted = QUOTED.matcher(raw);
            String line = quoted.matches() ? quoted.group(1).replace("\\\"", "\"") : raw;
            Matcher defined = DEFINED.matcher(line);
            if (defined.matches()) {
                macros.putIfAbsent(defined.group(1), defined.group(2));
                continue;
            }
            Matcher label = LABEL.matcher(line);
            Matcher macro = MACRO_LABEL.matcher(line);
            label = macro.matches() ? macro : label;
            if (label.matches()) {
                labels.add(macros.getOrDefault(label.group(1), label.group(1)));
                line = label.group(2);
            }
            Matcher included = INCLUDED.matcher(line);
            if (included.find() && isImage(Optional.ofNullable(macros.get(included.group(1))).orElse(included.group(1)))) {
                starts.addAll(labels);
            }
            boolean moves = !line.isBlank() && !STAYS.matcher(line).matches();
            if (moves) {
                labels.clear();
            }
        }
        return starts;
    }

    private static boolean isImage(String path) {
        return IMAGE.matcher(path).matches();
    }
}
