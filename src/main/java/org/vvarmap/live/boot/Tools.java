package org.vvarmap.live.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs and folders of this machine.
 *
 * @param path the folders that programs are looked for in, as in the variable PATH
 * @param cache where files may be kept that cost time to make; need not exist
 */
public record Tools(String path, Path cache) {

    /**
     * This machine's.
     *
     * @return the tools that the environment names
     */
    public static Tools ofThisMachine() {
        String home = System.getProperty("user.home", "");
        String cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).filter(name -> !name.isBlank()).orElse(home + "/.cache");
        return new Tools(Optional.ofNullable(System.getenv("PATH")).orElse(""), Path.of(cache, "vvarmap"));
    }

    Optional<Path> find(String program) {
        return Stream.of(path.split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }
}
