package org.vvarmap.live;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vvarmap.kernel.Abi;

/**
 * Captures as JSON. Addresses are told from the start of {@code [vdso]}, so that a capture of a running process gives away
 * nothing that its address space was randomised for.
 */
public final class CaptureJson {

    /** The name and version of the format. */
    public static final String SCHEMA = "vvarmap/capture/1";

    /** The longest text that is read, in characters; a capture has a few thousand. */
    public static final int LONGEST = 1 << 20;

    private static final int MOST_ELEMENTS = 1024;
    private static final int LONGEST_STRING = 4096;

    /** Stands for where {@code [vdso]} lay, which a capture does not say; room is left on both sides. */
    private static final long SOMEWHERE_32 = 0x7000_0000L;
    private static final long SOMEWHERE_64 = 0x7fff_0000_0000L;
    private static final long FARTHEST = 0x1_0000_0000_0000L;
    private static final long FARTHEST_32 = 0x4000_0000L;

    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-f]{1,16}");
    private static final Pattern PERMS = Pattern.compile("[-r][-w][-x][-psS]");
    private static final Pattern FLAG = Pattern.compile("[!-~]{2}");
    private static final Pattern BUILD_ID = Pattern.compile("([0-9a-f]{2}){1,64}");

    private CaptureJson() {}

    /**
     * Writes a capture.
     *
     * @param capture the capture; what is not of the kernel's making is left out
     * @return the object
     */
    public static JsonObject write(Capture capture) {
        Capture shown = capture.discreet();
        LiveProcess process = shown.process();
        long origin = shown.origin();
        JsonObject object = new JsonObject();
        object.addProperty("schema", SCHEMA);
        object.addProperty("how", shown.how().json());
        object.addProperty("emulator", shown.emulator().orElse(null));
        object.add("kernel", kernel(shown));
        object.addProperty("abi", process.abi().map(Abi::label).orElse(null));
        object.addProperty("pageSize", process.pageSize());
        boolean own = Observation.pointsAtKernelsOwn(process.abi(), process.sysinfoEhdr());
        object.addProperty("origin", own ? "0x" + Long.toHexString(origin) : null);
        JsonObject auxv = new JsonObject();
        auxv.add("AT_SYSINFO_EHDR", distance(process.sysinfoEhdr(), origin));
        auxv.add("AT_SYSINFO", distance(shown.sysinfo(), origin));
        auxv.add("AT_BASE", distance(shown.base(), origin));
        object.add("auxv", auxv);
        JsonArray mappings = new JsonArray();
        process.mappings().forEach(mapping -> mappings.add(mapping(mapping, origin)));
        object.add("mappings", mappings);
        object.add("image", process.elf().<JsonElement>map(CaptureJson::image).orElse(JsonNull.INSTANCE));
        object.add("experiments", experiments(process.experiments()));
        JsonArray notes = new JsonArray();
        process.notes().forEach(notes::add);
        object.add("notes", notes);
        return object;
    }

    /**
     * Writes a capture as the text of a file: one member, or one element of a member, on a line, so that two captures can
     * be compared line by line.
     *
     * @param capture the capture
     * @return the text, with a line feed at its end
     */
    public static String text(Capture capture) {
        StringBuilder text = new StringBuilder("{\n");
        String separator = "";
        for (Map.Entry<String, JsonElement> member : write(capture).entrySet()) {
            text.append(separator).append("  ").append(new JsonPrimitive(member.getKey())).append(": ");
            text.append(lines(member.getValue()));
            separator = ",\n";
        }
        return text.append("\n}\n").toString();
    }

    private static String lines(JsonElement value) {
        List<String> lines = new ArrayList<>();
        if (value.isJsonArray()) {
            value.getAsJsonArray().forEach(element -> lines.add("    " + element));
            return lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n  ]";
        }
        if (!value.isJsonObject()) {
            return value.toString();
        }
        value.getAsJsonObject().entrySet().forEach(entry ->
                lines.add("    " + new JsonPrimitive(entry.getKey()) + ": " + entry.getValue()));
        return lines.isEmpty() ? "{}" : "{\n" + String.join(",\n", lines) + "\n  }";
    }

    private static JsonObject kernel(Capture capture) {
        JsonObject kernel = new JsonObject();
        kernel.addProperty("sysname", capture.uname().sysname());
        kernel.addProperty("release", capture.uname().release());
        kernel.addProperty("version", capture.uname().version());
        kernel.addProperty("machine", capture.uname().machine());
        kernel.addProperty("procVersion", capture.process().version().orElse(null));
        kernel.addProperty("versionSignature", capture.versionSignature().orElse(null));
        return kernel;
    }

    private static JsonElement distance(OptionalLong address, long origin) {
        return address.isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(address.getAsLong() - origin);
    }

    private static JsonObject mapping(Mapping mapping, long origin) {
        JsonObject object = new JsonObject();
        object.addProperty("name", mapping.name());
        object.addProperty("start", mapping.start() - origin);
        object.addProperty("size", mapping.size());
        object.addProperty("perms", mapping.perms());
        object.add("vmFlags", mapping.vmFlags().<JsonElement>map(flags -> {
            JsonArray array = new JsonArray();
            new TreeSet<>(flags).forEach(array::add);
            return array;
        }).orElse(JsonNull.INSTANCE));
        return object;
    }

    private static JsonObject image(VdsoElf elf) {
        JsonObject object = new JsonObject();
        object.addProperty("class", elf.is64() ? 64 : 32);
        object.addProperty("byteOrder", elf.order() == ByteOrder.BIG_ENDIAN ? "big" : "little");
        object.addProperty("machine", elf.machine());
        object.addProperty("flags", Integer.toUnsignedLong(elf.flags()));
        JsonArray loads = new JsonArray();
        for (VdsoElf.Load load : elf.loads()) {
            JsonObject segment = new JsonObject();
            segment.addProperty("offset", load.offset());
            segment.addProperty("address", load.address());
            segment.addProperty("fileSize", load.fileSize());
            segment.addProperty("memorySize", load.memorySize());
            segment.addProperty("flags", Integer.toUnsignedLong(load.flags()));
            loads.add(segment);
        }
        object.add("loads", loads);
        object.addProperty("sysvHash", elf.sysvHash());
        object.addProperty("gnuHash", elf.gnuHash());
        object.addProperty("buildId", elf.buildId().orElse(null));
        JsonArray symbols = new JsonArray();
        elf.symbols().forEach(symbols::add);
        object.add("symbols", symbols);
        return object;
    }

    private static JsonElement experiments(List<Experiment> experiments) {
        if (experiments.isEmpty()) {
            return JsonNull.INSTANCE;
        }
        JsonObject object = new JsonObject();
        for (Experiment experiment : experiments) {
            JsonObject steps = new JsonObject();
            experiment.steps().forEach(step -> steps.addProperty(step.name(), step.outcome()));
            object.add(experiment.name(), steps);
        }
        return object;
    }

    /**
     * Reads a capture, which may come from anybody.
     *
     * @param text the text of a file
     * @return the capture
     * @throws MalformedInput where the text is no capture of this version
     */
    public static Capture read(String text) throws MalformedInput {
        if (text.length() > LONGEST) {
            throw MalformedInput.whole("longer than " + LONGEST + " characters, as no capture is");
        }
        try {
            JsonElement element = JsonParser.parseString(text);
            if (!element.isJsonObject()) {
                throw MalformedInput.whole("not a JSON object");
            }
            Members root = new Members("capture", element.getAsJsonObject());
            if (!root.text("schema").equals(SCHEMA)) {
                throw MalformedInput.whole("its schema is not " + SCHEMA);
            }
            return capture(root);
        } catch (JsonParseException | StackOverflowError e) {
            throw MalformedInput.whole("not JSON");
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw MalformedInput.whole("a member has a value that makes no sense");
        }
    }

    private static Capture capture(Members root) throws MalformedInput {
        Members kernel = root.object("kernel");
        Uname uname = new Uname(kernel.text("sysname"), kernel.text("release"), kernel.text("version"), kernel.text("machine"));
        Optional<String> label = root.optionalText("abi");
        Optional<Abi> abi = label.flatMap(Abi::byLabel);
        if (label.isPresent() && abi.isEmpty()) {
            throw MalformedInput.whole("abi: no ABI is called so");
        }
        Optional<VdsoElf> elf = root.isNull("image") ? Optional.empty() : Optional.of(image(root.object("image")));
        boolean narrow = elf.map(image -> !image.is64()).orElse(false);
        long origin = origin(root, narrow);
        List<Mapping> mappings = mappings(root, origin, narrow ? FARTHEST_32 : FARTHEST);
        Members auxv = root.object("auxv");
        int pageSize = Math.toIntExact(root.number("pageSize"));
        if (!LiveProcess.isPageSize(pageSize)) {
            throw MalformedInput.whole("pageSize: is no page size");
        }
        LiveProcess process = new LiveProcess(
                mappings,
                auxv.address("AT_SYSINFO_EHDR", origin),
                pageSize,
                abi,
                uname.release(),
                kernel.optionalText("procVersion"),
                elf,
                experiments(root),
                root.texts("notes"));
        return new Capture(
                how(root.text("how")),
                root.optionalText("emulator"),
                uname,
                kernel.optionalText("versionSignature"),
                auxv.address("AT_SYSINFO", origin),
                auxv.address("AT_BASE", origin),
                process);
    }

    private static Capture.How how(String word) throws MalformedInput {
        return Arrays.stream(Capture.How.values())
                .filter(how -> how.json().equals(word))
                .findFirst()
                .orElseThrow(() -> MalformedInput.whole("how: is neither process nor boot"));
    }

    private static long origin(Members root, boolean narrow) throws MalformedInput {
        Optional<String> told = root.optionalText("origin");
        if (told.isEmpty()) {
            return narrow ? SOMEWHERE_32 : SOMEWHERE_64;
        }
        if (!ADDRESS.matcher(told.get()).matches()) {
            throw MalformedInput.whole("origin: is no address");
        }
        return Long.parseUnsignedLong(told.get().substring(2), 16);
    }

    private static List<Mapping> mappings(Members root, long origin, long farthest) throws MalformedInput {
        List<Mapping> mappings = new ArrayList<>();
        for (JsonElement element : root.array("mappings")) {
            Members member = new Members("mappings", element);
            long start = member.number("start");
            long size = member.number("size");
            String perms = member.text("perms");
            String name = member.text("name");
            boolean fits = Math.abs(start) < farthest && size > 0 && size < farthest;
            if (!fits || !PERMS.matcher(perms).matches() || !(name.isEmpty() || name.startsWith("["))) {
                throw MalformedInput.whole("mappings: one makes no sense");
            }
            Optional<Set<String>> flags = member.isNull("vmFlags")
                    ? Optional.empty()
                    : Optional.of(new TreeSet<>(member.texts("vmFlags")));
            if (flags.stream().flatMap(Set::stream).anyMatch(flag -> !FLAG.matcher(flag).matches())) {
                throw MalformedInput.whole("vmFlags: are words of two letters");
            }
            boolean above = mappings.isEmpty()
                    || Long.compareUnsigned(mappings.get(mappings.size() - 1).end(), origin + start) <= 0;
            if (!above) {
                throw MalformedInput.whole("mappings: are not in the order of their addresses");
            }
            mappings.add(new Mapping(origin + start, origin + start + size, perms, 0, name, flags));
        }
        return mappings;
    }

    private static VdsoElf image(Members image) throws MalformedInput {
        List<VdsoElf.Load> loads = new ArrayList<>();
        for (JsonElement element : image.array("loads")) {
            Members load = new Members("loads", element);
            loads.add(new VdsoElf.Load(
                    load.number("offset"),
                    load.number("address"),
                    load.number("fileSize"),
                    load.number("memorySize"),
                    (int) load.number("flags")));
        }
        Optional<String> buildId = image.optionalText("buildId");
        if (buildId.filter(id -> !BUILD_ID.matcher(id).matches()).isPresent()) {
            throw MalformedInput.whole("buildId: is not hexadecimal");
        }
        return new VdsoElf(
                image.number("class") == 64,
                image.text("byteOrder").equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                Math.toIntExact(image.number("machine")),
                (int) image.number("flags"),
                loads,
                image.flag("sysvHash"),
                image.flag("gnuHash"),
                buildId,
                image.texts("symbols"));
    }

    private static List<Experiment> experiments(Members root) throws MalformedInput {
        List<Experiment> experiments = new ArrayList<>();
        if (root.isNull("experiments")) {
            return experiments;
        }
        for (Map.Entry<String, JsonElement> entry : root.object("experiments").entries()) {
            List<Experiment.Step> steps = new ArrayList<>();
            Members members = new Members("experiments", entry.getValue());
            for (Map.Entry<String, JsonElement> step : members.entries()) {
                String outcome = members.text(step.getKey());
                if (!Experiment.isWord(step.getKey()) || !Experiment.isWord(outcome)) {
                    throw MalformedInput.whole("experiments: steps and outcomes are words");
                }
                steps.add(new Experiment.Step(step.getKey(), outcome));
            }
            if (!Experiment.isWord(entry.getKey())) {
                throw MalformedInput.whole("experiments: a name is no word");
            }
            experiments.add(new Experiment(entry.getKey(), steps));
        }
        return experiments;
    }

    /** The members of an object; each complaint names one. */
    private record Members(JsonObject object) {

        Members(String where, JsonElement element) throws MalformedInput {
            this(objectOf(where, element));
        }

        private static JsonObject objectOf(String where, JsonElement element) throws MalformedInput {
            if (element == null || !element.isJsonObject()) {
                throw MalformedInput.whole(where + ": is no object");
            }
            return element.getAsJsonObject();
        }

        boolean isNull(String name) throws MalformedInput {
            if (!object.has(name)) {
                throw MalformedInput.whole(name + ": is missing");
            }
            return object.get(name).isJsonNull();
        }

        Members object(String name) throws MalformedInput {
            return new Members(name, object.get(name));
        }

        Set<Map.Entry<String, JsonElement>> entries() throws MalformedInput {
            if (object.size() > MOST_ELEMENTS) {
                throw MalformedInput.whole("more than " + MOST_ELEMENTS + " members");
            }
            return object.entrySet();
        }

        JsonArray array(String name) throws MalformedInput {
            JsonElement element = object.get(name);
            if (element == null || !element.isJsonArray() || element.getAsJsonArray().size() > MOST_ELEMENTS) {
                throw MalformedInput.whole(name + ": is no list of at most " + MOST_ELEMENTS + " elements");
            }
            return element.getAsJsonArray();
        }

        String text(String name) throws MalformedInput {
            return string(name, object.get(name));
        }

        private static String string(String name, JsonElement element) throws MalformedInput {
            boolean isText = element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isString();
            if (!isText || element.getAsString().length() > LONGEST_STRING) {
                throw MalformedInput.whole(name + ": is no text of at most " + LONGEST_STRING + " characters");
            }
            return element.getAsString();
        }

        Optional<String> optionalText(String name) throws MalformedInput {
            return isNull(name) ? Optional.empty() : Optional.of(text(name));
        }

        List<String> texts(String name) throws MalformedInput {
            List<String> texts = new ArrayList<>();
            for (JsonElement element : array(name)) {
                texts.add(string(name, element));
            }
            return texts;
        }

        boolean flag(String name) throws MalformedInput {
            JsonElement element = object.get(name);
            if (element == null || !element.isJsonPrimitive() || !element.getAsJsonPrimitive().isBoolean()) {
                throw MalformedInput.whole(name + ": is neither true nor false");
            }
            return element.getAsBoolean();
        }

        long number(String name) throws MalformedInput {
            JsonElement element = object.get(name);
            boolean isNumber = element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
            if (!isNumber || element.getAsString().length() > 24) {
                throw MalformedInput.whole(name + ": is no number");
            }
            BigDecimal number = element.getAsBigDecimal();
            if (number.scale() < -24 || number.scale() > 24) {
                throw MalformedInput.whole(name + ": is no number of bytes");
            }
            return number.longValueExact();
        }

        OptionalLong address(String name, long origin) throws MalformedInput {
            return isNull(name) ? OptionalLong.empty() : OptionalLong.of(origin + number(name));
        }
    }
}
