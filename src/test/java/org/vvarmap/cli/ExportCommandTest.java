package org.vvarmap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportCommandTest {

    private record Answer(ExitCode code, String out, String err) {}

    private static Answer export(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] command = java.util.stream.Stream.concat(List.of("export").stream(), List.of(arguments).stream()).toArray(String[]::new);
        ExitCode code = Main.run(command, new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), Path.of("/proc"),
                Path.of(""), false));
        return new Answer(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesEachFormat() {
        assertThat(export("--format", "csv").out()).startsWith("abi,arch,line,since,until,vdso,dataPlacement,")
                .contains("\r\nppc64,powerpc,mainline,v5.11-rc1,v5.13-rc1,image,before,merged,[vdso] data+code,false,");
        assertThat(export("--format", "markdown").out()).contains("\n## ppc64\n")
                .contains("| mainline | v5.11-rc1 | v5.13-rc1 | before, merged | \\[vdso\\] data\\+code |");
        assertThat(export("--format", "c-header").out()).contains("#ifndef VVARMAP_H", "VVARMAP_ABI_PPC64,", "VENDOR'S KERNEL");
        assertThat(JsonParser.parseString(export("--format", "json").out()).getAsJsonObject().get("schema").getAsString())
                .isEqualTo("vvarmap/export/1");
        assertThat(export("--json")).isEqualTo(export("--format", "json"));
    }

    @Test
    void saysWhatItWants() {
        assertThat(export().code()).isEqualTo(ExitCode.USAGE);
        assertThat(export("--format", "markdwon")).satisfies(answer -> {
            assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.err()).contains("did you mean markdown?").hasLineCount(1);
        });
        assertThat(export("--format", "csv", "--json").code()).isEqualTo(ExitCode.USAGE);
        assertThat(export("extra").code()).isEqualTo(ExitCode.USAGE);
    }
}
