package org.vvarmap.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.vvarmap.export.Format;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;

/**
 * Scripts that complete command lines, made of the same description of the commands that {@code --help} prints. What may
 * follow an option is told by the name of its argument: a file, a folder, an ABI, or one of several words.
 */
final class Completion {

    private Completion() {}

    static String bash(List<Command> commands) {
        List<String> lines = new ArrayList<>(List.of(
                "# bash completion for vvarmap",
                "_vvarmap() {",
                "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at=0 key= words= files=",
                "    local abis='" + String.join(" ", values("ABI")) + "'",
                "    # --arch=ppc64 and KEY=VALUE come in three words, the sign being one of them.",
                "    case \"$prev $cur\" in",
                "        *' =') cur='' at=$((COMP_CWORD - 1)) ;;",
                "        '= '*) at=$((COMP_CWORD - 2)) ;;",
                "    esac",
                "    if [ $at -gt 1 ]; then",
                "        prev=${COMP_WORDS[at]}",
                "        case $prev in --*) ;; *) key=$prev= prev=${COMP_WORDS[at-1]} ;; esac",
                "    fi",
                "    compopt +o default 2>/dev/null",
                "    if [ \"$COMP_CWORD\" -eq 1 ]; then",
                "        COMPREPLY=($(compgen -W '" + names(commands) + " --help --version' -- \"$cur\"))",
                "        return",
                "    fi",
                "    case ${COMP_WORDS[1]}:$prev in"));
        for (Command command : commands) {
            for (Option option : Main.options(command).getOptions()) {
                if (option.hasArg()) {
                    lines.add("        " + command.name() + ":--" + option.getLongOpt() + ") " + bashValues(option) + "; return ;;");
                }
            }
        }
        lines.add("    esac");
        lines.add("    case ${COMP_WORDS[1]} in");
        for (Command command : commands) {
            String words = Main.options(command).getOptions().stream()
                    .map(option -> "--" + option.getLongOpt())
                    .collect(Collectors.joining(" "));
            String operands = takesAbi(command) ? "$abis" : String.join(" ", operands(command));
            lines.add("        " + command.name() + ") words=\"" + words + " " + operands + "\"" + (takesFile(command) ? " files=1" : "") + " ;;");
        }
        lines.addAll(List.of(
                "    esac",
                "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))",
                "    if [ ${#COMPREPLY[@]} -eq 0 ] && [ -n \"$files\" ]; then compopt -o default 2>/dev/null; fi",
                "}",
                "complete -F _vvarmap vvarmap"));
        return text(lines);
    }

    private static String bashValues(Option option) {
        return switch (option.getArgName()) {
            case "FILE", "KERNEL" -> "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")";
            case "ABI" -> "COMPREPLY=($(compgen -W \"$abis\" -- \"$cur\"))";
            case "DIR" -> "compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")";
            case "KEY=VALUE" -> "COMPREPLY=($(compgen -W '" + String.join(" ", values("KEY=VALUE"))
                    + "' -- \"$key$cur\")); COMPREPLY=(\"${COMPREPLY[@]#\"$key\"}\")";
            default -> "COMPREPLY=($(compgen -W '" + String.join(" ", values(option.getArgName())) + "' -- \"$cur\"))";
        };
    }

    static String zsh(List<Command> commands) {
        List<String> lines = new ArrayList<>(List.of(
                "#compdef vvarmap",
                "_vvarmap() {",
                "    if (( CURRENT == 2 )); then",
                "        local -a commands=("));
        commands.forEach(command -> lines.add("            " + quoted(command.name() + ":" + command.summary())));
        lines.addAll(List.of(
                "        )",
                "        _describe command commands",
                "        return",
                "    fi",
                "    local command=$words[2]",
                "    shift words; (( CURRENT-- ))",
                "    case $command in"));
        for (Command command : commands) {
            lines.add("        " + command.name() + ") _arguments \\");
            for (Option option : Main.options(command).getOptions()) {
                String description = option.getDescription().replaceAll("[\\[\\]:]", "");
                String value = option.hasArg() ? ":" + option.getArgName() + ":" + zshValues(option.getArgName()) : "";
                lines.add("            " + quoted("*--" + option.getLongOpt() + (option.hasArg() ? "=[" : "[") + description + "]" + value) + " \\");
            }
            List<String> operands = operands(command);
            String rest = takesFile(command) ? "_files" : operands.isEmpty() ? " " : "(" + String.join(" ", operands) + ")";
            lines.add("            " + quoted("*: :" + rest) + " ;;");
        }
        lines.addAll(List.of(
                "    esac",
                "}",
                // Autoloaded from $fpath, the file runs as the function at the first key; sourced, it is to be registered.
                "if [ \"${funcstack[1]}\" = _vvarmap ]; then _vvarmap \"$@\"; else compdef _vvarmap vvarmap; fi"));
        return text(lines);
    }

    private static String zshValues(String argument) {
        return switch (argument) {
            case "FILE", "KERNEL" -> "_files";
            case "DIR" -> "_files -/";
            default -> values(argument).isEmpty() ? " " : "(" + String.join(" ", values(argument)) + ")";
        };
    }

    static String fish(List<Command> commands) {
        List<String> lines = new ArrayList<>(List.of("# fish completion for vvarmap"));
        for (Command command : commands) {
            lines.add("complete -c vvarmap -f -n __fish_use_subcommand -a " + command.name() + " -d " + quoted(command.summary()));
            String here = "complete -c vvarmap -n '__fish_seen_subcommand_from " + command.name() + "'";
            for (Option option : Main.options(command).getOptions()) {
                lines.add(here + " -l " + option.getLongOpt() + fishValues(option) + " -d " + quoted(option.getDescription()));
            }
            if (!takesFile(command)) {
                lines.add(here + " -f" + (operands(command).isEmpty() ? "" : " -a " + quoted(String.join(" ", operands(command)))));
            }
        }
        return text(lines);
    }

    private static String fishValues(Option option) {
        if (!option.hasArg()) {
            return "";
        }
        return switch (option.getArgName()) {
            case "FILE", "KERNEL" -> " -r -F";
            case "DIR" -> " -x -a '(__fish_complete_directories)'";
            default -> " -x" + (values(option.getArgName()).isEmpty()
                    ? "" : " -a " + quoted(String.join(" ", values(option.getArgName()))));
        };
    }

    private static String names(List<Command> commands) {
        return commands.stream().map(Command::name).collect(Collectors.joining(" "));
    }

    private static boolean takesAbi(Command command) {
        return command.usage().split(" ")[0].equals("ABI");
    }

    /** Whether what stands after a command's name is a file's name. */
    private static boolean takesFile(Command command) {
        return command.usage().startsWith("SOURCE");
    }

    /** The words that may stand after a command's name. */
    private static List<String> operands(Command command) {
        String first = command.usage().split(" ")[0];
        return takesAbi(command) || first.contains("|") ? values(first) : List.of();
    }

    /** The words that an argument may be; none where any may. */
    private static List<String> values(String argument) {
        if (argument.equals("ABI")) {
            List<String> labels = new ArrayList<>();
            for (Abi abi : Abi.values()) {
                labels.add(abi.label());
            }
            labels.add("all");
            return labels;
        }
        if (argument.equals("FORMAT")) {
            return Format.labels();
        }
        if (argument.equals("KEY=VALUE")) {
            return Stream.of(FactKey.values()).flatMap(key -> key.allowed().stream().map(value -> key.json() + "=" + value)).toList();
        }
        return argument.contains("|") ? Arrays.asList(argument.split("\\|")) : List.of();
    }

    /** In single quotes, as the three shells read them alike: what they take apart differently does not come in. */
    private static String quoted(String text) {
        return "'" + text.replaceAll("['\\\\]", "’") + "'";
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
