package org.vvarmap.extract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vvarmap.layout.Layout;
import org.vvarmap.source.SourceFile;
import org.vvarmap.source.SourceTree;

/** What may be said where a file is missing: something only if the source has all of the kernel. */
final class WholeSource {

    /** An architecture that has been in every release; a source of some architectures only lacks it. */
    static final String WITNESS = "arch/alpha/Kconfig";

    private static final Pattern SETS_UP =
            Pattern.compile("arch_setup_additional_pages|ARCH_HAS_SETUP_ADDITIONAL_PAGES|AT_SYSINFO_EHDR");

    private WholeSource() {}

    /** Whether a source has one of some files; also true where it is no whole source, so that nothing follows. */
    static boolean mayHave(Source source, List<String> paths) {
        SourceTree tree = source.tree();
        return paths.stream().anyMatch(path -> tree.blob(path).isPresent()) || tree.blob(WITNESS).isEmpty();
    }

    /** The layout of a source without the file that would map an image: none, if exec would not call it either. */
    static Layout without(String file, Source source, List<String> elfHeaders) {
        Optional<SourceFile> header =
                elfHeaders.stream().flatMap(path -> source.tree().file(path).stream()).findFirst();
        if (header.isEmpty()) {
            return Layout.unknown("the source is not whole: none of " + String.join(", ", elfHeaders) + " is in it");
        }
        return SETS_UP.matcher(header.get().text()).find()
                ? Layout.unknown(header.get().path() + " sets up a vDSO, but " + file + " is missing")
                : Layout.none();
    }
}
