package org.vvarmap.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.vvarmap.source.MapTree;

/** Ways to write a source otherwise without changing what it means. */
enum Variant {
    /** Every name that the file declares for itself alone is another. */
    OWN_NAMES {
        @Override
        String rewrite(String path, String text) {
            String renamed = text;
            for (String name : OWN.split("\\s+")) {
                renamed = renamed.replaceAll("(?<![.\\w>\"/])(?<!\"\\[)" + name + "\\b", "zz_" + name);
            }
            return renamed;
        }
    },
    /** Definitions stand in another order, each declared first. */
    OTHER_ORDER {
        @Override
        String rewrite(String path, String text) {
            // Functions inside conditionals stay where they are: only the plain top level moves.
            List<MatchResult> functions = FUNCTION.matcher(text).results().filter(f -> depthAt(text, f.start()) == 0).toList();
            StringBuilder rest = new StringBuilder();
            StringBuilder prototypes = new StringBuilder();
            List<String> bodies = new ArrayList<>();
            int at = 0;
            for (MatchResult function : functions) {
                rest.append(text, at, function.start());
                at = function.end();
                bodies.add(function.group());
                prototypes.append(function.group(1)).append(";\n");
            }
            rest.append(text.substring(at));
            Collections.reverse(bodies);
            int tables = rest.indexOf("\nstatic struct v");
            tables = tables < 0 ? rest.indexOf("\nconst struct v") : tables;
            rest.insert(Math.max(tables, 0), "\n" + prototypes);
            return rest + "\n" + String.join("\n", bodies);
        }
    },
    /** As many line breaks and blanks as C allows. */
    WIDE {
        @Override
        String rewrite(String path, String text) {
            return lines(text, line -> line.replaceAll("([(){},;])", " $1\n\t\t").replaceAll("->", " ->\n "));
        }
    },
    /** As few blanks as C allows, and carriage returns at the ends of lines. */
    NARROW {
        @Override
        String rewrite(String path, String text) {
            return lines(text, line -> line.strip()
                            .replaceAll("\\s*([-+*/=<>|&!(){},;])\\s*", "$1"))
                    .replace("\n", "\r\n");
        }
    },
    /** Comments that look like code, in every place that takes one. */
    COMMENTED {
        @Override
        String rewrite(String path, String text) {
            String comment = "/* } ) VM_PFNMAP \" ' PAGE_SIZE; #endif return 0; */ ";
            return "// install_special_mapping(mm, 0, 0, 0, 0); {\n"
                    + lines(text, line -> line.replaceAll("([(,;{])(\\s|$)", "$1 " + comment.replace("$", "") + "$2"))
                    + "// the end {";
        }
    },
    /** Lines joined by backslashes in the middle of everything. */
    JOINED {
        @Override
        String rewrite(String path, String text) {
            return lines(text, line -> line.replaceAll(" ([=+|&<]) ", " $1 \\\\\n "));
        }
    },
    /** Flags the other way round. */
    FLAGS_TURNED {
        @Override
        String rewrite(String path, String text) {
            return Pattern.compile("VM_[A-Z]+(?:\\s*\\|\\s*VM_[A-Z_]+)+").matcher(text).replaceAll(match -> {
                List<String> flags = new ArrayList<>(List.of(match.group().split("\\s*\\|\\s*")));
                Collections.reverse(flags);
                return String.join(" | ", flags);
            });
        }
    },
    /** Flags in a macro, and shuffled. */
    FLAGS_NAMED {
        @Override
        String rewrite(String path, String text) {
            List<String> defines = new ArrayList<>();
            String changed = Pattern.compile("VM_[A-Z]+(?:\\s*\\|\\s*VM_[A-Z_]+)+").matcher(text).replaceAll(match -> {
                List<String> flags = new ArrayList<>(List.of(match.group().split("\\s*\\|\\s*")));
                Collections.shuffle(flags, new Random(7));
                defines.add("#define OUR_FLAGS_" + defines.size() + " (" + String.join("|", flags) + ")\n");
                return "OUR_FLAGS_" + (defines.size() - 1);
            });
            return String.join("", defines) + changed;
        }
    },
    /** Brackets that change nothing. */
    BRACKETED {
        @Override
        String rewrite(String path, String text) {
            return text.replaceAll("(?m)^(\\t+\\w+) = ([^{};]+);", "$1 = (($2));")
                    .replaceAll("(?m)^(\\t+)return ([^;]+);", "$1return (($2));")
                    .replaceAll("if \\((.*)\\)(?= \\{|\\n)", "if ((($1)))");
        }
    },
    /** Macros for sizes. */
    NAMED_SIZES {
        @Override
        String rewrite(String path, String text) {
            return "#define ONE_MORE PAGE_SIZE\n#define OUR_PAGE (ONE_MORE)\n#define OUR_SHIFT PAGE_SHIFT\n#define VOID_PTR (void *)\n"
                    + text.replace("PAGE_SIZE", "OUR_PAGE").replace("PAGE_SHIFT", "OUR_SHIFT")
                            .replace("(void *)area", "VOID_PTR area");
        }
    },
    /** Sums the other way round. */
    SUMS_TURNED {
        @Override
        String rewrite(String path, String text) {
            return text.replaceAll("\\b(base|code) \\+ (data|PAGE_SIZE)\\b", "$2 + $1")
                    .replaceAll("\\bi \\+ 1\\b", "1 + i")
                    .replaceAll("\\bi ?\\* ?PAGE_SIZE\\b", "PAGE_SIZE * i");
        }
    },
    /** Conditionals that every configuration takes. */
    GUARDED {
        @Override
        String rewrite(String path, String text) {
            return "#ifdef __KERNEL__\n#ifndef __ASSEMBLY__\n#if 1\n" + text + "\n#else\n#error no\n#endif\n#endif\n#endif\n"
                    + "#if 0\nint arch_setup_additional_pages(void)\n{\n\treturn 0;\n}\n#endif\n";
        }
    };

    private static final Pattern FUNCTION =
            Pattern.compile("(?ms)^((?:static |int |const char |void |struct )[^;={}#/]*?\\([^;{}]*?\\))\\n\\{.*?^\\}\\n");

    /** The names that this repository's sources have for themselves. */
    private static final String OWN = "area base code count count32 count64 data data_what distance err figures_fault figures_page "
            + "found from i image image32 image64 list list32 list64 list_figures list_pages map_it mm moved moved32 moved64 gone own "
            + "own_time_page page_for page pfn pg ready stack interp what what32 what64 whole where by_hand_ops close_nothing "
            + "vdso_data bprm TIME_PAGE TIMENS_PAGE BASE_PAGE ALL_PAGES early_pages order bytes named_pages_ops make_special "
            + "named_pages_cut named_pages_name named_pages_moved table";

    abstract String rewrite(String path, String text);

    /** The source with the variant's rewriting of each of its C files that this repository's sources vary in. */
    MapTree of(MapTree tree) {
        Map<String, String> texts = new TreeMap<>(tree.texts());
        texts.replaceAll((path, text) -> path.endsWith(".c") ? rewrite(path, text) : text);
        return MapTree.of(texts);
    }

    private interface LineChange {
        String of(String line);
    }

    /** Changes the lines that are neither for the preprocessor, nor comments, nor have strings in them. */
    private static String lines(String text, LineChange change) {
        StringBuilder changed = new StringBuilder();
        boolean comment = false;
        boolean directive = false;
        for (String line : text.split("\n", -1)) {
            boolean plain = !comment && !directive && !line.startsWith("#") && !line.contains("/*") && !line.contains("\"");
            changed.append(plain ? change.of(line) : line).append('\n');
            directive = (directive || line.startsWith("#")) && line.endsWith("\\");
            comment = (comment || line.contains("/*")) && !line.contains("*/");
        }
        return changed.toString();
    }

    private static int depthAt(String text, int end) {
        int depth = 0;
        for (String line : text.substring(0, end).split("\n")) {
            depth += line.startsWith("#if") ? 1 : line.startsWith("#endif") ? -1 : 0;
        }
        return depth;
    }
}
