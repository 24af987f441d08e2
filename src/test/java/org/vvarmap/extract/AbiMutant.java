package org.vvarmap.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.vvarmap.kernel.Abi;

/** An edit of a golden source, read for one ABI. */
record AbiMutant(Abi abi, SensitivityTest.Mutant mutant) {

    static AbiMutant row(Abi abi, String shape, String name, String file, String from, String to, String... out) {
        return new AbiMutant(abi, new SensitivityTest.Mutant(name, shape, file, from, to, List.of(out)));
    }

    /** What is read of it other than it must be: the facts that the edit names, and the others as they were. */
    Map<String, String> wrong() {
        Golden golden = Golden.of(mutant.shape(), abi);
        String text = golden.tree().texts().get(mutant.file());
        assertThat(text).contains(mutant.from());
        return SensitivityTest.wrong(
                mutant, golden.expected(), Golden.read(golden.tree().with(mutant.file(), text.replace(mutant.from(), mutant.to())), abi));
    }

    @Override
    public String toString() {
        return abi.label() + " " + mutant;
    }
}
