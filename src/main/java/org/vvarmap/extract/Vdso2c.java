package org.vvarmap.extract;

import java.util.HashMap;
import java.util.Map;
import org.vvarmap.source.Includes;
import org.vvarmap.source.LinkerScript;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Sum;
import org.vvarmap.source.Value;

/**
 * What the build tool vdso2c writes into the {@code struct vdso_image} of an image: its {@code data} and {@code size}, and the
 * symbols of the linker script, {@code sym_} before their names.
 */
final class Vdso2c {

    private Vdso2c() {}

    /**
     * The symbols in an image. Those behind the linker script's last section lie behind the image's last page.
     *
     * @param tree the source
     * @param script the linker script
     * @param arch the folder of the architecture's headers
     * @param settings the configuration
     * @param image the variable's name
     * @return member to value
     */
    static Map<String, Value> symbols(SourceTree tree, String script, String arch, Settings settings, String image) {
        Includes headers = new Includes(name -> Headers.candidates(name, arch), Headers::aboutVdso);
        Settings assembler = settings.with("__ASSEMBLY__", true).with("__ASSEMBLER__", true);
        Map<String, Value> members = new HashMap<>();
        LinkerScript.symbols(tree, script, headers, assembler)
                .forEach((symbol, address) -> members.put(image + ".sym_" + symbol, address));
        LinkerScript.symbolsBehind(tree, script, headers, assembler, Sum.symbol(image + ".size"))
                .forEach((symbol, address) -> members.put(image + ".sym_" + symbol, address));
        return members;
    }
}
