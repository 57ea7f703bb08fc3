// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.machine;

import dev.fwctl.Fwctl;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts of a machine without which a number means nothing. */
public final class Facts {
    /** These differ between any two runs, and mean nothing for it. */
    private static final Set<String> OF_THE_MOMENT = Set.of("date", "load before", "commit", "library");

    private Facts() {}

    /**
     * This machine's and this JVM's.
     *
     * @return by name, in the order to be shown
     */
    public static Map<String, String> here() {
        return of(new ProcFiles(Path.of("/")));
    }

    static Map<String, String> of(ProcFiles files) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("processor", processor(files));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("hypervisor", hypervisor(files));
        facts.put("load before", files.read("proc/loadavg").replaceFirst("^(\\S+ \\S+ \\S+).*", "$1"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("mitigations", mitigations(files));
        facts.put("architecture", System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put(
                "collector",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
        facts.put("library", Fwctl.version());
        String commit = System.getProperty("fwctl.commit", "");
        if (!commit.isEmpty()) {
            facts.put("commit", commit);
        }
        return facts;
    }

    /**
     * In what two machines differ that matters for a measurement.
     *
     * @param before the facts beside one result
     * @param after those beside another
     * @return one line for each fact that differs; empty if the results can be compared
     */
    public static List<String> differences(Map<String, String> before, Map<String, String> after) {
        List<String> different = new ArrayList<>();
        before.forEach((name, value) -> {
            String other = after.getOrDefault(name, "");
            if (!OF_THE_MOMENT.contains(name) && !other.equals(value)) {
                different.add(name + ": " + value + " before, " + (other.isEmpty() ? "unknown" : other) + " now");
            }
        });
        return different;
    }

    private static String processor(ProcFiles files) {
        for (String name : List.of("model name", "CPU implementer")) {
            String value = files.line("proc/cpuinfo", name);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return (files.line("proc/cpuinfo", "vendor_id") + " family " + files.line("proc/cpuinfo", "cpu family"))
                .strip();
    }

    /** Its name, {@code yes} if only that there is one can be told, or {@code none}. */
    static String hypervisor(ProcFiles files) {
        String type = files.read("sys/hypervisor/type");
        if (!type.isEmpty()) {
            return type;
        }
        boolean seen = (" " + files.line("proc/cpuinfo", "flags") + " ").contains(" hypervisor ");
        String product = files.read("sys/class/dmi/id/sys_vendor");
        return !seen ? "none" : product.isEmpty() ? "yes" : product;
    }

    /** What the kernel does about the processor's faults, at the price of each system call. */
    private static String mitigations(ProcFiles files) {
        StringJoiner active = new StringJoiner("; ");
        Path folder = files.root().resolve("sys/devices/system/cpu/vulnerabilities");
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                String state = files.read(files.root().relativize(file).toString());
                if (!state.equals("Not affected")) {
                    active.add(file.getFileName() + ": " + state.replaceFirst("^Mitigation: ", ""));
                }
            }
        } catch (IOException e) {
            return "unknown";
        }
        return active.length() == 0 ? "none" : active.toString();
    }
}
