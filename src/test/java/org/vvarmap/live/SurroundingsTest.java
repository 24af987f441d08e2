package org.vvarmap.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.vvarmap.kernel.Abi;

/** Systems that are not the Linux kernel that they say they are. */
class SurroundingsTest {

    private static Optional<String> of(String release, String version, String maps, long ehdr) throws MalformedInput {
        return Surroundings.of(new LiveProcess(MapsText.parse(maps), OptionalLong.of(ehdr), 4096, Optional.of(Abi.X86_64), release,
                Optional.of(version), Optional.empty(), List.of(), List.of()));
    }

    @Test
    void namesGvisor() throws MalformedInput {
        assertThat(of("4.4.0", "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016",
                "1000-2000 r-xp 0 0:0 0 [vdso]", 0x1000)).get().asString().contains("gVisor");
    }

    @Test
    void namesTheFirstSubsystemForWindows() throws MalformedInput {
        assertThat(of("4.4.0-19041-Microsoft", "", "1000-2000 r-xp 0 0:0 0 [vdso]", 0x1000)).isPresent();
        assertThat(of("5.15.90.1-microsoft-standard-WSL2", "", "1000-2000 r-xp 0 0:0 0 [vdso]", 0x1000)).isEmpty();
    }

    @Test
    void namesAnImageOfAnEmulator() throws MalformedInput {
        assertThat(of("6.1.0", "", "1000-2000 r-xp 0 8:1 7 /usr/lib/emulator-vdso.so", 0x1000)).isPresent();
        assertThat(of("6.1.0", "", "1000-2000 rwxp 0 0:0 0 ", 0x1000)).isPresent();
    }

    @Test
    void saysNothingOfAKernel() throws MalformedInput {
        assertThat(of("6.1.0", "Linux version 6.1.0", "1000-2000 r-xp 0 0:0 0 [vdso]", 0x1000)).isEmpty();
        assertThat(of("2.6.20", "", "1000-2000 r-xp 0 0:0 0 ", 0x1000)).isEmpty();
        assertThat(of("2.6.20", "", "", 0x1000)).isEmpty();
    }
}
