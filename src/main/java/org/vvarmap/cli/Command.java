package org.vvarmap.cli;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** One command of the program. */
interface Command {

    /** Its name on the command line. */
    String name();

    /** What stands after the name: {@code [RELEASE] [--arch ABI]}. */
    String usage();

    /** What it does, in one line. */
    String summary();

    /** The options that only this command has. */
    Options options();

    /** Runs it. */
    ExitCode run(CommandLine arguments, Console console) throws CommandFailure;
}
