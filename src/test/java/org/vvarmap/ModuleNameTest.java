package org.vvarmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has modules finds the library under a name that stays, whatever its file is called. */
class ModuleNameTest {

    private static final Pattern NAME = Pattern.compile("<Automatic-Module-Name>([^<]*)</");

    @Test
    void theLibraryIsAModuleOfTheNameThatItsManifestGives(@TempDir Path folder) throws IOException {
        Matcher name = NAME.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(name.find()).isTrue();
        Path jar = jar(folder.resolve("renamed-1.jar"), name.group(1));

        ModuleDescriptor module = ModuleFinder.of(jar).findAll().iterator().next().descriptor();

        assertThat(module.name()).isEqualTo("org.vvarmap");
        assertThat(module.packages()).contains("org.vvarmap", "org.vvarmap.kernel", "org.vvarmap.layout", "org.vvarmap.matrix");
    }

    /** A jar of the classes that were built, with a manifest like that of the library. */
    private static Path jar(Path jar, String moduleName) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", moduleName);
        Path classes = Path.of("target", "classes");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            List<Path> wanted = all.filter(path -> path.toString().endsWith(".class")).toList();
            for (Path one : wanted) {
                out.putNextEntry(new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(one));
            }
        }
        return jar;
    }
}
