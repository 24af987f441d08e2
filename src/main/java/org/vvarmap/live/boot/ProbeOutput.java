package org.vvarmap.live.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.vvarmap.kernel.Abi;
import org.vvarmap.live.Capture;
import org.vvarmap.live.Experiment;
import org.vvarmap.live.LiveProcess;
import org.vvarmap.live.MalformedInput;
import org.vvarmap.live.Mapping;
import org.vvarmap.live.MapsText;
import org.vvarmap.live.Uname;
import org.vvarmap.live.VdsoElf;

/**
 * What the probe says over the console. The kernel writes to the same console, and may come from anybody: only lines that
 * begin with the mark of this run are read, all of them must have arrived, and every value is checked.
 */
final class ProbeOutput {

    private static final String FORMAT = "vvarmap/probe/1";
    private static final int MOST_LINES = 20_000;
    private static final int LONGEST_VALUE = 2048;
    private static final int LARGEST_IMAGE = 64 << 10;

    private final Map<String, String> values = new HashMap<>();
    private final StringBuilder maps = new StringBuilder();
    private final Map<Integer, Long> auxv = new HashMap<>();
    private final List<Experiment> experiments = new ArrayList<>();
    private byte[] image = {};

    private ProbeOutput() {}

    /** Whether the last line has arrived. */
    static boolean isComplete(String text, String mark) {
        int end = text.lastIndexOf("@" + mark + " end ");
        return end >= 0 && text.indexOf('\n', end) >= 0;
    }

    /**
     * Reads the console's text.
     *
     * @param text what came over it
     * @param mark the word that the kernel's command line had
     * @param abi what the probe was built for
     * @param emulator what the kernel ran under
     */
    static Capture read(String text, String mark, Abi abi, String emulator) throws MalformedInput {
        ProbeOutput output = new ProbeOutput();
        int lines = 0;
        boolean ended = false;
        for (String raw : text.split("[\\r\\n]+")) {
            String begin = "@" + mark + " ";
            if (!raw.startsWith(begin)) {
                continue;
            }
            if (++lines > MOST_LINES || ended) {
                throw MalformedInput.whole("the probe said more than it has to say");
            }
            String line = raw.substring(begin.length());
            int space = line.indexOf(' ');
            String key = space < 0 ? line : line.substring(0, space);
            String value = space < 0 ? "" : line.substring(space + 1);
            if (lines == 1 && !(key.equals("begin") && value.equals(FORMAT))) {
                throw MalformedInput.whole("the probe's first line is missing");
            }
            ended = key.equals("end");
            if (ended && number(value, 10) != lines) {
                throw MalformedInput.whole("some of the probe's lines are missing");
            }
            output.take(key, value);
        }
        if (!ended) {
            throw MalformedInput.whole("the probe's last line is missing");
        }
        return output.capture(abi, emulator);
    }

    private void take(String key, String value) throws MalformedInput {
        if (value.length() > LONGEST_VALUE) {
            throw MalformedInput.whole(key + ": longer than " + LONGEST_VALUE + " characters");
        }
        switch (key) {
            case "map" -> maps.append(value).append('\n');
            case "flags" -> maps.append("VmFlags: ").append(value).append('\n');
            case "auxv" -> {
                String[] pair = value.strip().split(" ");
                auxv.put((int) number(pair[0], 10), number(pair[pair.length - 1], 16));
            }
            case "image-size" -> {
                long size = number(value, 16);
                if (size < 0 || size > LARGEST_IMAGE) {
                    throw MalformedInput.whole("the image is larger than " + LARGEST_IMAGE + " bytes");
                }
                image = new byte[(int) size];
            }
            case "image" -> takeImage(value);
            case "try" -> experiments.add(experiment(value));
            default -> {
                if (values.put(key, value.strip()) != null) {
                    throw MalformedInput.whole("the probe says one thing twice");
                }
            }
        }
    }

    private void takeImage(String value) throws MalformedInput {
        String[] pair = value.strip().split(" ");
        long at = number(pair[0], 16);
        try {
            byte[] part = Base64.getDecoder().decode(pair[pair.length - 1]);
            if (at < 0 || at > image.length - part.length) {
                throw MalformedInput.whole("a part of the image lies outside of it");
            }
            System.arraycopy(part, 0, image, (int) at, part.length);
        } catch (IllegalArgumentException e) {
            throw MalformedInput.whole("a part of the image is not what it should be");
        }
    }

    private static Experiment experiment(String value) throws MalformedInput {
        String[] words = value.strip().split(" +");
        List<Experiment.Step> steps = new ArrayList<>();
        for (String word : Arrays.asList(words).subList(1, words.length)) {
            String[] step = word.split(":", -1);
            if (step.length != 2 || !Experiment.isWord(step[0]) || !Experiment.isWord(step[1])) {
                throw MalformedInput.whole("the outcome of an experiment is not what it should be");
            }
            steps.add(new Experiment.Step(step[0], step[1]));
        }
        if (!Experiment.isWord(words[0])) {
            throw MalformedInput.whole("an experiment has no name");
        }
        return new Experiment(words[0], steps);
    }

    private static long number(String text, int base) throws MalformedInput {
        try {
            return Long.parseUnsignedLong(text.strip(), base);
        } catch (NumberFormatException e) {
            throw MalformedInput.whole("a number is none");
        }
    }

    private Capture capture(Abi abi, String emulator) throws MalformedInput {
        String built = abi.label().replace("-compat", "");
        if (!values.getOrDefault("abi", built).equals(built)) {
            throw MalformedInput.whole("what answers is not the probe for " + abi);
        }
        List<Mapping> mappings = MapsText.parse(maps.toString());
        long pageSize = auxv.getOrDefault(6, 0L);
        if (pageSize != (int) pageSize || !LiveProcess.isPageSize((int) pageSize)) {
            throw MalformedInput.whole("AT_PAGESZ is no page size");
        }
        List<String> notes = new ArrayList<>();
        Optional<VdsoElf> elf = Optional.empty();
        try {
            elf = image.length == 0 ? Optional.empty() : Optional.of(VdsoElf.parse(image));
        } catch (MalformedInput e) {
            notes.add(e.getMessage());
        }
        if (mappings.stream().noneMatch(mapping -> mapping.vmFlags().isPresent())) {
            notes.add("this kernel has no smaps, so what protects the data is not compared");
        }
        Uname uname = new Uname(value("sysname"), value("release"), value("version"), value("machine"));
        LiveProcess process = new LiveProcess(
                mappings,
                address(33),
                (int) pageSize,
                Optional.of(abi),
                uname.release(),
                Optional.ofNullable(values.get("proc-version")),
                elf,
                experiments,
                notes);
        return new Capture(
                Capture.How.BOOT,
                Optional.of(emulator),
                uname,
                Optional.ofNullable(values.get("version-signature")),
                address(32),
                address(7),
                process).discreet();
    }

    private String value(String key) throws MalformedInput {
        String value = values.get(key);
        if (value == null) {
            throw MalformedInput.whole("the probe did not tell the kernel's " + key);
        }
        return value;
    }

    private OptionalLong address(int type) {
        long address = auxv.getOrDefault(type, 0L);
        return address == 0 ? OptionalLong.empty() : OptionalLong.of(address);
    }
}
