package org.vvarmap.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.vvarmap.kernel.Abi;
import org.vvarmap.kernel.AbiNames;
import org.vvarmap.kernel.Naming;
import org.vvarmap.live.ProcReader;

/** The option {@code --arch}. */
final class AbiOption {

    private AbiOption() {}

    static Option option() {
        return Valued.option("arch", "ABI",
                "an ABI (ppc64), a folder of arch/ (powerpc), what uname -m prints (ppc64le), or all");
    }

    /** The ABIs that the option names; empty where it was not given. */
    static Optional<List<Abi>> read(CommandLine arguments) throws CommandFailure {
        String name = arguments.getOptionValue("arch");
        return name == null ? Optional.empty() : Optional.of(resolve(name));
    }

    /** The one ABI that the option names; empty where it was not given. */
    static Optional<Abi> one(CommandLine arguments) throws CommandFailure {
        Optional<List<Abi>> named = read(arguments);
        if (named.isPresent() && named.get().size() != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--arch " + arguments.getOptionValue("arch") + " stands for several ABIs; name one: "
                            + named.get());
        }
        return named.isPresent() ? Optional.of(named.get().get(0)) : Optional.empty();
    }

    /** The ABIs that a name stands for. */
    static List<Abi> resolve(String name) throws CommandFailure {
        List<Abi> abis = name.equals("all") ? List.of(Abi.values()) : AbiNames.resolve(name);
        if (abis.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE, "there is no ABI \"" + name + "\""
                            + Words.didYouMean(name, names())
                            + "; name one of the kernel's (ppc64, x86_64, ...), a folder of arch/, or what uname -m prints");
        }
        return new ArrayList<>(abis);
    }

    /** All that an ABI or a folder of ABIs is called. */
    private static List<String> names() {
        Stream<String> own = Stream.of(Abi.values()).flatMap(abi -> Stream.of(abi.label(), abi.arch()));
        return Stream.concat(own, Naming.machines().keySet().stream()).distinct().toList();
    }

    /** The ABI of a native program on this machine. */
    static Abi ofThisMachine(Console console) throws CommandFailure {
        String machine = new ProcReader(console.proc()).machine().orElse(System.getProperty("os.arch", ""));
        return AbiNames.ofMachine(machine)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "this machine calls itself \"" + machine + "\", which is no ABI known here; use --arch"));
    }
}
