package org.vvarmap.cli;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.AbiNames;
import org.vvarmap.kernel.KernelString;
import org.vvarmap.live.LiveFailure;
import org.vvarmap.live.ProcReader;
import org.vvarmap.matrix.Cell;
import org.vvarmap.matrix.Consumers;
import org.vvarmap.matrix.Dates;
import org.vvarmap.matrix.Lookup;
import org.vvarmap.matrix.LookupJson;
import org.vvarmap.matrix.Releases;
import org.vvarmap.matrix.Table;

/** {@code lookup}: the layout of a release. */
final class LookupCommand implements Command {

    @Override
    public String name() {
        return "lookup";
    }

    @Override
    public String usage() {
        return "[RELEASE] [--arch ABI] [--consumers] | --assert KEY=VALUE [RELEASE | --since RELEASE --until RELEASE] [--arch ABI]";
    }

    @Override
    public String summary() {
        return "the layout of a release: a tag, a version, or what uname prints; without one, of this kernel";
    }

    @Override
    public Options options() {
        Options options = new Options()
                .addOption(AbiOption.option())
                .addOption(Option.builder().longOpt("consumers").desc("with --json: name the programs that it breaks").get());
        AssertOption.add(options);
        return options;
    }

    @Override
    public ExitCode run(CommandLine arguments, Console console) throws CommandFailure {
        String query = String.join(" ", arguments.getArgList());
        boolean asked = !arguments.getArgList().isEmpty();
        Optional<Releases> range = AssertOption.given(arguments) ? AssertOption.range(arguments) : Optional.empty();
        if (range.isPresent()) {
            if (asked) {
                throw new CommandFailure(ExitCode.USAGE, "give a release, or --since and --until, not both");
            }
            Asked about = asked(arguments, KernelString.parse(""), console);
            return AssertOption.run(arguments, about.table(), range.get(), about.abis(), console);
        }
        KernelString kernel = asked ? KernelString.parse(query) : running(console);
        if (asked && kernel.release().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "\"" + query + "\" names "
                    + (AbiNames.resolve(query).isEmpty()
                            ? "no kernel release; give a tag, a version or what uname -r prints"
                            : "an ABI and no kernel release; give it with --arch, or ask vvarmap history " + query));
        }
        Asked about = asked(arguments, kernel, console);
        if (arguments.hasOption("assert") && kernel.release().isPresent()) {
            if (kernel.vendor()) {
                console.tell(Lookup.ASK_THE_KERNEL);
            }
            return AssertOption.run(arguments, about.table(), Releases.only(kernel.release().get()), about.abis(), console);
        }
        Lookup answer = Lookup.of(about.table(), kernel, about.abis());
        if (arguments.hasOption("json")) {
            console.json(arguments.hasOption("consumers") ? LookupJson.write(answer, Shipped.consumers()) : LookupJson.write(answer));
        } else if (answer.cells().isEmpty()) {
            console.tell(String.join("; ", answer.notes()));
        } else {
            for (String note : answer.notes()) {
                console.line("note: " + note);
            }
            if (!answer.notes().isEmpty()) {
                console.line("");
            }
            boolean one = answer.cells().size() == 1;
            Consumers consumers = one ? Shipped.consumers(answer.cells().get(0).era().abi()) : Shipped.consumers();
            Dates dates = Shipped.dates(answer.cells().get(0).release());
            for (Cell cell : answer.cells()) {
                LayoutText.write(cell, dates, consumers, console);
            }
        }
        return switch (answer.match()) {
            case EXACT, BASE -> ExitCode.DONE;
            case NEAREST, NONE -> ExitCode.NOT_KNOWN;
        };
    }

    /** The running kernel; /proc/version may say more of its base than uname -r. */
    private static KernelString running(Console console) throws CommandFailure {
        ProcReader proc = new ProcReader(console.proc());
        try {
            KernelString version = KernelString.parse(proc.version().orElse(""));
            return version.release().isPresent() ? version : KernelString.parse(proc.release());
        } catch (LiveFailure e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage() + "; name a release", e);
        }
    }

    /** The ABIs that are asked about, and the table as far as it is about them. */
    private record Asked(Table table, List<Abi> abis) {}

    private static Asked asked(CommandLine arguments, KernelString kernel, Console console) throws CommandFailure {
        boolean all = "all".equals(arguments.getOptionValue("arch"));
        Optional<List<Abi>> abis = all ? Optional.empty() : Optional.of(abis(arguments, kernel, console));
        Table table = Tables.read(arguments, console, abis).confirmedBy(Shipped.confirmations(abis));
        return new Asked(table, abis.isPresent() ? abis.get() : List.copyOf(table.abis()));
    }

    private static List<Abi> abis(CommandLine arguments, KernelString kernel, Console console) throws CommandFailure {
        Optional<List<Abi>> named = AbiOption.read(arguments);
        if (named.isPresent()) {
            return named.get();
        }
        return List.of(kernel.machine().isPresent() ? kernel.machine().get() : AbiOption.ofThisMachine(console));
    }
}
