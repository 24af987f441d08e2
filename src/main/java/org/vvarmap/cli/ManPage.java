package org.vvarmap.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.Option;

/** The manual page, made of the same description of the commands that {@code --help} prints; in man(7)'s macros. */
final class ManPage {

    private ManPage() {}

    static String of(List<Command> commands) {
        String version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion()).orElse("");
        List<String> lines = new ArrayList<>(List.of(
                ".TH VVARMAP 1 \"\" \"vvarmap " + escaped(version) + "\" \"User Commands\"",
                ".SH NAME",
                "vvarmap \\- where the Linux kernel puts the vDSO and its data, in every release",
                ".SH SYNOPSIS"));
        for (Command command : commands) {
            lines.add(".B vvarmap " + command.name());
            lines.add(plain((command.usage() + " [OPTION...]").strip()));
            lines.add(".br");
        }
        lines.addAll(List.of(
                ".SH DESCRIPTION",
                plain("vvarmap reads the layout of the vDSO and of its data (the vvar pages) out of kernel source, keeps a table of"
                        + " every release and architecture, and compares it with running kernels."),
                ".SH COMMANDS"));
        for (Command command : commands) {
            lines.add(".SS " + plain((command.name() + " " + command.usage()).strip()));
            lines.add(plain(sentence(command.summary())));
            for (Option option : Main.options(command).getOptions()) {
                lines.add(".TP");
                lines.add(".B " + plain("--" + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : "")));
                lines.add(plain(sentence(option.getDescription())));
            }
        }
        lines.add(".SH EXIT STATUS");
        for (ExitCode code : ExitCode.values()) {
            lines.add(".TP");
            lines.add(".B " + code.number());
            lines.add(plain(code.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        lines.addAll(List.of(
                ".SH ENVIRONMENT",
                ".TP",
                ".B NO_COLOR",
                "Honoured: nothing that vvarmap prints is coloured.",
                ".SH SEE ALSO",
                ".BR vdso (7),",
                ".BR getauxval (3),",
                ".BR proc (5)"));
        return String.join("\n", lines) + "\n";
    }

    private static String sentence(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /** A line of text: no character in it is an order to roff. */
    private static String plain(String text) {
        String escaped = escaped(text);
        return Arrays.asList(".", "'").contains(escaped.isEmpty() ? "" : escaped.substring(0, 1)) ? "\\&" + escaped : escaped;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("’", "'");
    }
}
