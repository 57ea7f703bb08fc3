// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The facts without which a number means nothing. */
public final class Machine {
    private Machine() {}

    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("processor", processor());
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("load before", firstWords("/proc/loadavg", 3));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("mitigations", mitigations());
        facts.put("architecture", System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("jna", com.sun.jna.Native.VERSION);
        return facts;
    }

    private static String processor() {
        String family = "";
        for (String line : read("/proc/cpuinfo").split("\n")) {
            if (line.startsWith("model name") || line.startsWith("CPU implementer")) {
                return line.substring(line.indexOf(':') + 1).trim();
            }
            if (line.startsWith("vendor_id") || line.startsWith("cpu family") || line.startsWith("model\t")) {
                family += line.replaceAll("\\s*:\\s*", " ") + " ";
            }
        }
        return family.trim();
    }

    /** What the kernel does about the processor's faults, at the price of each system call. */
    private static String mitigations() {
        StringJoiner active = new StringJoiner("; ");
        try (Stream<Path> all = Files.list(Path.of("/sys/devices/system/cpu/vulnerabilities"))) {
            for (Path file : all.sorted().toList()) {
                String state = read(file.toString()).trim();
                if (!state.equals("Not affected")) {
                    active.add(file.getFileName() + ": " + state.replaceFirst("^Mitigation: ", ""));
                }
            }
        } catch (IOException e) {
            return "unknown";
        }
        return active.length() == 0 ? "none" : active.toString();
    }

    private static String firstWords(String file, int count) {
        String[] words = read(file).split(" ");
        return String.join(" ", Arrays.copyOf(words, Math.min(count, words.length)));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return "unknown";
        }
    }
}
