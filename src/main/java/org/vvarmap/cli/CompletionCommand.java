package org.vvarmap.cli;

import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code completion}: what a shell needs to complete this program's command lines. */
final class CompletionCommand implements Command {

    private final Supplier<List<Command>> commands;

    CompletionCommand(Supplier<List<Command>> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String usage() {
        return "bash|zsh|fish";
    }

    @Override
    public String summary() {
        return "writes a script that completes this program's command lines, for a shell to source";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        String shell = arguments.getArgList().size() == 1 ? arguments.getArgList().get(0) : "";
        String script = switch (shell) {
            case "bash" -> Completion.bash(commands.get());
            case "zsh" -> Completion.zsh(commands.get());
            case "fish" -> Completion.fish(commands.get());
            default -> throw new CommandFailure(
                    ExitCode.USAGE, "completion takes the name of a shell: bash, zsh or fish" + Words.didYouMean(shell, List.of("bash", "zsh", "fish")));
        };
        console.out().print(script);
        return ExitCode.DONE;
    }
}
