package org.vvarmap.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.Includes;
import org.vvarmap.source.LinkerScript;
import org.vvarmap.source.Settings;
import org.vvarmap.source.SourceTree;
import org.vvarmap.source.Value;

/**
 * x86: 64-bit, since special mappings. The image is a {@code struct vdso_image} that the tool vdso2c writes at build time, so
 * its name and its {@code data} and {@code size} members are fixed by that tool.
 */
final class X86 implements ArchReader {

    private static final List<String> FILES = List.of("arch/x86/entry/vdso/vma.c", "arch/x86/vdso/vma.c");

    private static final List<String> MAKEFILES = List.of(
            "arch/x86/entry/vdso/common/Makefile.include", "arch/x86/entry/vdso/Makefile", "arch/x86/vdso/Makefile");

    /** What vdso2c has called the 64-bit image. */
    private static final List<String> IMAGES = List.of("vdso64_image", "vdso_image_64");

    private static final Pattern IMAGE = Pattern.compile("vdso\\w*_image\\w*\\.data");

    private static final Pattern IMAGE_SIZE = Pattern.compile("vdso\\w*_image\\w*\\.size");

    @Override
    public Set<Abi> abis() {
        return Set.of(Abi.X86_64);
    }

    @Override
    public boolean mayRead(String path) {
        return path.startsWith("arch/x86/");
    }

    @Override
    public Layout read(Source source, Abi abi) {
        SourceTree tree = source.tree();
        Optional<String> file =
                FILES.stream().filter(path -> tree.blob(path).isPresent()).findFirst();
        if (file.isEmpty()) {
            return Layout.unknown("x86 before " + FILES.get(1) + " is not read yet");
        }
        return LayoutReader.read(source, subject(tree, file.get()));
    }

    private static LayoutReader.Subject subject(SourceTree tree, String file) {
        return new LayoutReader.Subject(
                file,
                "arch_setup_additional_pages",
                "x86",
                List.of("arch/x86/include/asm/elf.h"),
                "ARCH_DLINFO",
                List.of(),
                "arch/x86/Kconfig",
                usual(),
                Map.of(),
                Map.of(),
                MAKEFILES,
                symbol -> IMAGE.matcher(symbol).matches(),
                symbol -> IMAGE_SIZE.matcher(symbol).matches(),
                settings -> imageSymbols(tree, file, settings));
    }

    /** With the clocks of hypervisors, as distributions have them: they fill {@code [vvar_vclock]}. */
    private static Map<String, Boolean> usual() {
        Map<String, Boolean> usual = new HashMap<>();
        for (String on : List.of(
                "X86", "X86_64", "64BIT", "COMPAT", "IA32_EMULATION", "MMU", "SMP", "PARAVIRT_CLOCK", "HYPERV_TIMER",
                "FUTEX_ROBUST_UNLOCK")) {
            usual.put(on, true);
        }
        usual.put("X86_32", false);
        return usual;
    }

    /** vdso2c hands the linker script's symbols to the kernel as members of the image, {@code sym_} before their names. */
    private static Map<String, Value> imageSymbols(SourceTree tree, String file, Settings settings) {
        Includes headers = new Includes(name -> Headers.candidates(name, "x86"), Headers::aboutVdso);
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        Map<String, Value> members = new HashMap<>();
        Settings assembler = settings.with("__ASSEMBLY__", true).with("__ASSEMBLER__", true);
        LinkerScript.symbols(tree, folder + "vdso-layout.lds.S", headers, assembler)
                .forEach((symbol, address) -> IMAGES.forEach(image -> members.put(image + ".sym_" + symbol, address)));
        return members;
    }
}
