package org.vvarmap.cli;

import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code man}: the manual page. */
final class ManCommand implements Command {

    private final Supplier<List<Command>> commands;

    ManCommand(Supplier<List<Command>> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "man";
    }

    @Override
    public String usage() {
        return "";
    }

    @Override
    public String summary() {
        return "writes the manual page: vvarmap man | man -l -";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        if (!arguments.getArgList().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "man takes no argument: there is one page; see vvarmap COMMAND --help");
        }
        console.out().print(ManPage.of(commands.get()));
        return ExitCode.DONE;
    }
}
