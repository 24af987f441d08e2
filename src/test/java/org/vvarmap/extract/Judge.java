package org.vvarmap.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;
import org.vvarmap.layout.FactKey;
import org.vvarmap.source.MapTree;
import org.vvarmap.source.ReadCache;

/**
 * A second reader of the golden sources that shares nothing with the first: it compiles them with the C compiler of this
 * machine, against as much of a kernel as they need (judge/kernel.h), runs exec's part of them and looks at what a process would
 * then see. It does so with images of several sizes, with and without a time namespace, and with symbols of the configuration
 * that nobody states on and off.
 */
final class Judge {

    /** One run: what it saw, key to value. */
    record Sight(Map<String, String> facts, boolean timensConfigured, int imagePages, boolean inTimens) {}

    /** What came of a source. */
    sealed interface Verdict {}

    /** It does not compile, so that no kernel is built of it. */
    record NoKernel(String why) implements Verdict {}

    /** A kernel of it does not get to exec, or its exec fails: there is no process to look at. */
    record NoProcess(String why) implements Verdict {}

    /** What processes see, in every run. */
    record Seen(List<Sight> sights) implements Verdict {}

    private static final Path RESOURCES = Path.of("src/test/resources/org/vvarmap/extract/judge").toAbsolutePath();

    private static final Pattern INCLUDE = Pattern.compile("(?m)^([ \\t]*#[ \\t]*include[ \\t]*)[<\"]([^>\"]+)[>\"].*$");

    /** An mm core that makes special mappings by itself. */
    private static final Pattern MAKES_SPECIAL = Pattern.compile("make_special|\\*_install_special_mapping\\(");

    /** Called by a file that is not here. */
    private static final Pattern CALLED_AT_BOOT = Pattern.compile("(?m)^void __init vdso_init\\(void\\)");

    private static final int[] IMAGE_PAGES = {2, 5};

    private final Path room;
    private final Golden golden;
    private final Map<String, String> objects = new HashMap<>();
    private int made;

    Judge(Path room, Golden golden) {
        this.room = room;
        this.golden = golden;
    }

    static boolean canJudge(Golden golden) {
        boolean maps = golden.expected().get(FactKey.VDSO).is("image") && !golden.shape().equals("mips-hook-size")
                && !golden.shape().startsWith("x86-64-");
        return maps && !sources(golden).isEmpty() && !hook(golden).isEmpty();
    }

    private String arch() {
        String label = golden.abi().label();
        return label.startsWith("ppc") ? "powerpc" : label.startsWith("arm64") ? "arm64" : label.startsWith("arm") ? "arm"
                : label.startsWith("s390") ? "s390" : label.startsWith("riscv") ? "riscv" : label.startsWith("mips") ? "mips"
                : label.startsWith("loongarch") ? "loongarch" : "x86";
    }

    /** Of pages of the size that the architecture has by default, which sizes of structures are counted in. */
    private int pageShift() {
        return arch().equals("loongarch") ? 14 : 12;
    }

    private static String hook(Golden golden) {
        return switch (golden.abi()) {
            case PPC64, PPC32, PPC32_COMPAT, S390X, S390, ARM, ARM64, RISCV64, RISCV32, LOONGARCH64, X86_64, I386, MIPS_N64 ->
                "arch_setup_additional_pages";
            case S390_COMPAT -> "arch_setup_additional_pages";
            case ARM64_COMPAT, RISCV_COMPAT, I386_COMPAT, X32 -> "compat_arch_setup_additional_pages";
            default -> "";
        };
    }

    private String macro() {
        return switch (golden.abi()) {
            case ARM64_COMPAT, I386_COMPAT, X32 -> "COMPAT_ARCH_DLINFO";
            default -> "ARCH_DLINFO";
        };
    }

    /** The C files that become the kernel. */
    private static List<String> sources(Golden golden) {
        List<String> sources = new ArrayList<>();
        golden.tree().texts().forEach((path, text) -> {
            boolean arch = path.matches("arch/(powerpc|arm|arm64|s390|riscv|loongarch|mips|ppc64)/kernel/vdso\\.c"
                    + "|arch/arm/kernel/process\\.c|arch/x86/(entry/)?vdso/(vma|vdso32-setup)\\.c|lib/vdso/datastore\\.c");
            boolean mm = path.equals("mm/mmap.c") && MAKES_SPECIAL.matcher(text).find();
            boolean names = path.equals("arch/x86/mm/init_64.c") && golden.abi() == Abi.I386_COMPAT && text.contains("arch_vma_name");
            if (arch || mm || names) {
                sources.add(path);
            }
        });
        return sources;
    }

    private static Map<String, Boolean> config(Golden golden) {
        Map<String, Boolean> config = new LinkedHashMap<>();
        Abi abi = golden.abi();
        boolean is32 = abi == Abi.PPC32 || abi == Abi.S390 || abi == Abi.RISCV32 || abi == Abi.ARM || abi == Abi.I386;
        List.of("MMU", "SMP", "VDSO", "VDSO32", "KUSER_HELPERS", "ARM_ARCH_TIMER", "MIPS_FP_SUPPORT", "PARAVIRT_CLOCK",
                        "HYPERV_TIMER", "ARM64_BTI_KERNEL", "CSRC_R4K")
                .forEach(symbol -> config.put(symbol, true));
        config.put("CPU_MICROMIPS", false);
        config.put("64BIT", !is32);
        config.put("32BIT", is32);
        config.put("PPC64", abi == Abi.PPC64 || abi == Abi.PPC32_COMPAT);
        config.put("PPC32", abi == Abi.PPC32);
        config.put("X86_64", abi != Abi.I386);
        config.put("X86_32", abi == Abi.I386);
        config.put("IA32_EMULATION", !is32);
        config.put("X86_X32_ABI", !is32 && abi != Abi.X86_64);
        boolean compat = !is32 && abi != Abi.ARM64 && !abi.label().startsWith("loongarch");
        config.put("COMPAT", compat);
        boolean alwaysOn = abi.label().startsWith("s390")
                && golden.tree().texts().getOrDefault("arch/s390/Kconfig", "").contains("config COMPAT_VDSO");
        config.put("COMPAT_VDSO", abi == Abi.ARM64_COMPAT || alwaysOn);
        return config;
    }

    private static List<String> kconfigs(Golden golden) {
        return golden.tree().texts().keySet().stream().filter(path -> path.matches("arch/.+/Kconfig")).toList();
    }

    /** Symbols that the files of the build settle, read from the golden source, which is not in question here. */
    private static Map<String, Boolean> settings(Golden golden) {
        Map<String, Boolean> usual = new HashMap<>(config(golden));
        KernelConfig read = KernelConfig.read(new Source(golden.tree(), new ReadCache()), kconfigs(golden), usual);
        Map<String, Boolean> all = new LinkedHashMap<>();
        SharedFacts.settings(Optional.of(read)).forEach((symbol, on) -> {
            if (symbol.startsWith("CONFIG_")) {
                all.put(symbol, on);
            }
        });
        usual.forEach((symbol, on) -> all.put("CONFIG_" + symbol, on));
        return all;
    }

    /**
     * Judges a mutant of the golden source.
     *
     * @param texts the whole source, path to text
     * @param open symbols of the configuration that nobody states: each is tried on and off
     */
    Verdict judge(Map<String, String> texts, List<String> open) {
        List<Sight> sights = new ArrayList<>();
        Map<String, Boolean> settings = settings(golden);
        boolean timens = settings.getOrDefault("CONFIG_TIME_NS", false);
        List<Map<String, Boolean>> configs = new ArrayList<>(List.of(settings));
        if (timens) {
            Map<String, Boolean> without = new LinkedHashMap<>(settings);
            without.put("CONFIG_TIME_NS", false);
            without.put("CONFIG_TIME_NS_VDSO", false);
            configs.add(without);
        }
        for (String symbol : open) {
            Map<String, Boolean> with = new LinkedHashMap<>(settings);
            with.put(symbol, true);
            configs.add(with);
        }
        try {
            for (Map<String, Boolean> config : configs) {
                Optional<String> trouble = look(texts, config, sights);
                if (trouble.isPresent()) {
                    return trouble.get().startsWith("run: ") ? new NoProcess(trouble.get()) : new NoKernel(trouble.get());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Seen(sights);
    }

    private Optional<String> look(Map<String, String> texts, Map<String, Boolean> config, List<Sight> sights) throws IOException {
        List<String> flags = flags(texts, config);
        String headers = headersKey(texts);
        List<String> linked = new ArrayList<>();
        Map<String, String> units = new TreeMap<>();
        for (String path : sources(golden)) {
            units.put(path, filtered(texts.get(path), path, texts));
        }
        units.put("glue.c", glue(texts));
        units.put("judge.c", Files.readString(RESOURCES.resolve("judge.c")));
        for (Map.Entry<String, String> unit : units.entrySet()) {
            String key = unit.getKey() + "\0" + unit.getValue() + "\0" + headers + "\0" + flags;
            String object = objects.get(key);
            if (object == null) {
                object = compile(unit.getKey(), unit.getValue(), texts, flags);
                if (object.startsWith("compile: ")) {
                    return Optional.of(object);
                }
                boolean base = objects.size() < 64;
                if (base) {
                    objects.put(key, object);
                }
            }
            linked.add(object);
        }
        boolean timens = config.getOrDefault("CONFIG_TIME_NS", false);
        for (int pages : ofOnePage() ? new int[] {1} : IMAGE_PAGES) {
            Path program = room.resolve("program");
            List<String> command = new ArrayList<>(List.of("gcc", "-no-pie", "-o", program.toString()));
            command.addAll(linked);
            command.addAll(symbols(pages));
            Done link = run(command);
            if (link.code != 0) {
                return Optional.of("link: " + link.out);
            }
            for (boolean inside : timens ? new boolean[] {false, true} : new boolean[] {false}) {
                Done done = run(List.of(program.toString(), "" + pages, inside ? "1" : "0", "0"));
                Map<String, String> facts = new TreeMap<>();
                for (String line : done.out.split("\n")) {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        facts.put(line.substring(0, equals), line.substring(equals + 1));
                    }
                }
                if (done.code != 0 || facts.containsKey("panic") || !facts.containsKey("vdso")) {
                    return Optional.of("run: " + done.code + " " + facts);
                }
                sights.add(new Sight(facts, timens, pages, inside));
            }
        }
        for (String object : linked) {
            if (!objects.containsValue(object)) {
                Files.deleteIfExists(Path.of(object));
            }
        }
        return Optional.empty();
    }

    /** Whether the image of this shape is one page long, whatever the build. */
    private boolean ofOnePage() {
        return golden.shape().equals("riscv-split-list") || golden.shape().equals("ia32-shared");
    }

    private static String headersKey(Map<String, String> texts) {
        StringBuilder key = new StringBuilder();
        texts.forEach((path, text) -> key.append(path.endsWith(".h") ? path + text.hashCode() : ""));
        return key.toString();
    }

    private List<String> flags(Map<String, String> texts, Map<String, Boolean> config) {
        List<String> flags = new ArrayList<>();
        config.forEach((symbol, on) -> {
            if (on) {
                flags.add("-D" + symbol + "=1");
            }
        });
        Abi abi = golden.abi();
        boolean compat = abi == Abi.PPC32_COMPAT || abi == Abi.S390_COMPAT || abi == Abi.I386_COMPAT;
        flags.add("-DJUDGE_COMPAT=" + (compat ? 1 : 0));
        flags.add("-DJUDGE_32=" + (compat || abi == Abi.PPC32 ? 1 : 0));
        flags.add("-DJUDGE_X32=" + (abi == Abi.X32 ? 1 : 0));
        flags.add("-D__" + arch() + "__");
        flags.add("-DPAGE_SHIFT=" + pageShift());
        if (golden.tree().texts().containsKey("lib/vdso/datastore.c")) {
            flags.add("-DJUDGE_STORE");
        }
        if (texts.getOrDefault("include/vdso/datapage.h", "").contains("struct vdso_data {")) {
            flags.add("-DJUDGE_OWN_DATA");
        }
        if (!sources(golden).contains("mm/mmap.c")) {
            flags.add("-DJUDGE_OWN_MM");
        }
        if (golden.tree().texts().getOrDefault("mm/mmap.c", "").contains("struct page **list)\n{\n\tstruct vm_area_struct *area = kmem")) {
            flags.add("-DJUDGE_LISTS_ONLY");
        }
        if (golden.tree().texts().getOrDefault("mm/mmap.c", "").contains("_fault(struct vm_fault *")) {
            flags.add("-DJUDGE_VMA_IN_FAULT");
        }
        if (sources(golden).stream().anyMatch(path -> CALLED_AT_BOOT.matcher(golden.tree().texts().get(path)).find())) {
            flags.add("-DJUDGE_CALLS_INIT");
        }
        if (golden.tree().texts().getOrDefault("fs/proc/task_mmu.c", "").contains("arch_vma_name")) {
            flags.add("-DJUDGE_ASKS_ARCH");
        }
        if (golden.tree().texts().getOrDefault("mm/mremap.c", "").contains("arch_remap")) {
            flags.add("-DJUDGE_TELLS_ARCH");
        }
        return flags;
    }

    /** Exec's calls, by the names that the architecture's header gives them. */
    private String glue(Map<String, String> texts) {
        StringBuilder glue = new StringBuilder();
        texts.forEach((path, text) -> {
            boolean others = path.startsWith("include/asm-ppc/") && golden.tree().texts().containsKey("include/asm-ppc64/elf.h");
            if (!others && (path.endsWith("/elf.h") || path.endsWith("mm-arch-hooks.h"))) {
                glue.append(filtered(text, path, texts)).append("\n");
            }
        });
        boolean x32 = golden.shape().equals("x86-faults") && hook(golden).startsWith("compat");
        glue.append("extern int ").append(hook(golden)).append("();\n");
        glue.append("void judge_pass(unsigned long);\n")
                .append("enum { AT_SYSINFO = 32, AT_SYSINFO_EHDR = 33, AT_IGNORE = 1, AT_IGNOREPPC = 22, AT_DCACHEBSIZE = 19, "
                        + "AT_MINSIGSTKSZ = 51, AT_L1I_CACHESIZE = 40, CACHE_TYPE_INST };\n")
                .append("static unsigned long dcache_bsize, signal_minsigstksz; static unsigned long get_cache_size(int a, int b) { return 0; }\n")
                .append("static struct { int e_machine; } program = { JUDGE_X32 ? 62 : 3 };\n#define exec (&program)\n#define EM_X86_64 62\n")
                .append("#ifndef VDSO_ENTRY\n#define VDSO_ENTRY 0\n#endif\n")
                .append("#define NEW_AUX_ENT(id, value) do { if ((id) == AT_SYSINFO_EHDR) judge_pass((unsigned long)(value)); } while (0)\n")
                .append("extern unsigned int vdso64_enabled, sysctl_vsyscall32, vdso_enabled;\n")
                .append("#ifdef JUDGE_TELLS_ARCH\n#ifndef arch_remap\nstatic inline void arch_remap(struct mm_struct *mm, unsigned long a, "
                        + "unsigned long b, unsigned long c, unsigned long d) { }\n#endif\nvoid judge_arch_remap(struct mm_struct *mm, unsigned long a, unsigned long b, unsigned long c, "
                        + "unsigned long d) { arch_remap(mm, a, b, c, d); }\n#endif\n")
                .append("int judge_exec(void) { struct linux_binprm bprm; return ")
                .append(hook(golden)).append("(&bprm, 1").append(x32 ? golden.abi() == Abi.X32 ? ", 1" : ", 0" : "").append("); }\n")
                .append("void judge_auxv(void) {\n#ifdef ").append(macro()).append("\n").append(macro())
                .append(";\n#endif\n}\n")
                .append(images());
        return glue.toString();
    }

    /** What the tools of the build leave in an image's description. */
    private String images() {
        return switch (arch()) {
            case "loongarch" -> """
                extern struct loongarch_vdso_info info;
                void judge_before_boot(int pages) { judge_task.thread.vdso = &info; }
                """;
            case "mips" -> """
                extern char judge_image[];
                struct mips_vdso_image vdso_image, vdso_image_o32, vdso_image_n32;
                static int hook(const struct vm_special_mapping *what, struct vm_area_struct *area)
                {
                    area->vm_mm->context.vdso = (void *)area->vm_start;
                    return 0;
                }
                static struct mips_abi abi = { &vdso_image };
                static void fill(struct mips_vdso_image *image, int pages)
                {
                    image->data = judge_image;
                    image->size = pages * 4096;
                    image->mapping.name = "[vdso]";
                    image->mapping.pages = judge_zeroed(4096);
                    image->mapping.mremap = JUDGE_MIPS_HOOK;
                }
                void judge_before_boot(int pages)
                {
                    fill(&vdso_image, pages);
                    fill(&vdso_image_o32, pages);
                    fill(&vdso_image_n32, pages);
                    judge_task.thread.abi = &abi;
                }
                """.replace("JUDGE_MIPS_HOOK", golden.shape().equals("mips-store") ? "hook" : "0");
            case "x86" -> x86Images();
            default -> "void judge_before_boot(int pages) { }\n";
        };
    }

    private String x86Images() {
        StringBuilder symbols = new StringBuilder();
        String script = golden.tree().texts().entrySet().stream().filter(file -> file.getKey().endsWith("vdso-layout.lds.S"))
                .map(Map.Entry::getValue).findFirst().orElse("");
        if (script.contains("end_mapping")) {
            symbols.append("image->sym_vvar_page = image->size; image->sym_hpet_page = image->size + 4096;\n")
                    .append("image->sym_end_mapping = image->size + 2 * 4096;\n");
        } else {
            Matcher start = Pattern.compile("vvar_start = \\. - (\\d+) \\* PAGE_SIZE;").matcher(script);
            symbols.append("image->sym_vvar_start = -4096L * ").append(start.find() ? start.group(1) : "1").append(";\n");
            symbols.append("image->sym_vvar_page = image->sym_vvar_start;\n");
            if (script.contains("hpet_page")) {
                symbols.append("image->sym_hpet_page = image->sym_vvar_start + 4096;\n");
            }
            if (script.contains("timens_page")) {
                symbols.append("image->sym_timens_page = image->sym_vvar_start + 3 * 4096;\n");
            }
            if (script.contains("pvclock_page")) {
                symbols.append("image->sym_pvclock_page = image->sym_vvar_start + 2 * 4096;\n");
            }
        }
        StringBuilder text = new StringBuilder("extern char judge_image[];\nstatic void fill(struct vdso_image *image, int pages)\n{\n"
                + "image->data = judge_image; image->size = pages * 4096; image->text_mapping.name = \"[vdso]\";\n"
                + "image->text_mapping.pages = judge_zeroed(4096);\n" + symbols + "}\n");
        List<String> images = List.of("vdso_image_64", "vdso_image_x32", "vdso_image_32", "vdso_image_32_sysenter", "vdso_image_32_syscall",
                "vdso_image_32_int80");
        images.forEach(image -> text.append("struct vdso_image ").append(image).append(";\n"));
        if (sources(golden).stream().noneMatch(path -> path.endsWith("vdso32-setup.c"))
                || golden.shape().equals("x86-64-fixed")) {
            text.append("unsigned int vdso32_enabled = 1;\n");
        } else {
            golden.tree().texts().forEach((path, file) -> {
                Matcher atBoot = Pattern.compile("(?m)^int __init (\\w+)\\(void\\)").matcher(path.endsWith("vdso32-setup.c") ? file : "");
                while (atBoot.find()) {
                    text.append("extern int " + atBoot.group(1) + "(void);\nJUDGE_AT_BOOT(" + atBoot.group(1) + ")\n");
                }
            });
        }
        text.append("void judge_before_boot(int pages)\n{\n");
        images.forEach(image -> text.append("fill(&").append(image).append(", pages);\n"));
        return text.append("}\n").toString();
    }

    /** The names between which a source has its image. */
    private List<String> symbols(int pages) {
        List<String> symbols = new ArrayList<>();
        List<String> names = List.of(
                "vdso", "vdso64", "compat_vdso", "vdso_cfi", "vdsox32", "vdso32", "vdso32_default", "vdso32_int80", "vdso32_sysenter");
        for (String name : names) {
            String base = name.equals("vdso32") ? "judge_image2" : "judge_image";
            symbols.add("-Wl,--defsym=" + name + "_start=" + base);
            symbols.add("-Wl,--defsym=" + name + "_end=" + base + "+" + (pages << pageShift()));
        }
        for (String other : List.of("__aarch32_sigret_code", "__kuser_helper")) {
            symbols.add("-Wl,--defsym=" + other + "_start=judge_other");
            symbols.add("-Wl,--defsym=" + other + "_end=judge_other+64");
        }
        return symbols;
    }

    /** A text without those of its headers that the source does not have. */
    private String filtered(String text, String path, Map<String, String> texts) {
        Matcher include = INCLUDE.matcher(text);
        return include.replaceAll(match -> {
            String name = match.group(2);
            String found = candidates(name, path).stream().filter(texts::containsKey).findFirst().orElse("");
            return found.isEmpty() ? "" : Matcher.quoteReplacement(match.group(1) + "\"" + room.resolve("tree").resolve(found) + "\"");
        });
    }

    private List<String> candidates(String name, String from) {
        String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/') + 1) : "";
        String old = name.replaceFirst("^asm/", "asm-" + arch() + "/");
        return List.of("arch/" + arch() + "/include/" + name, "include/" + name, "include/" + old, folder + name);
    }

    private String compile(String path, String text, Map<String, String> texts, List<String> flags) throws IOException {
        for (Map.Entry<String, String> file : texts.entrySet()) {
            if (file.getKey().endsWith(".h")) {
                Path header = room.resolve("tree").resolve(file.getKey());
                String wanted = filtered(file.getValue(), file.getKey(), texts);
                if (!Files.exists(header) || !Files.readString(header).equals(wanted)) {
                    Files.createDirectories(header.getParent());
                    Files.writeString(header, wanted);
                }
            }
        }
        Path source = room.resolve(path.replace('/', '_'));
        Path object = room.resolve("object" + made++ + ".o");
        Files.writeString(source, text);
        List<String> command = new ArrayList<>(List.of(
                "gcc", "-std=gnu99", "-O0", "-w", "-fno-builtin", "-fno-pie", "-I" + RESOURCES, "-include", "kernel.h", "-c", source.toString(),
                "-o", object.toString()));
        command.addAll(flags);
        Done done = run(command);
        return done.code == 0 ? object.toString() : "compile: " + done.out;
    }

    private record Done(int code, String out) {}

    private static Done run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            byte[] out = process.getInputStream().readNBytes(1 << 20);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Done(-1, "too slow");
            }
            return new Done(process.exitValue(), new String(out, java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Done(-1, "interrupted");
        }
    }
}
