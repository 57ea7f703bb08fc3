// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.examples.report.DeviceReport;
import dev.fwctl.examples.report.Mlx5Comparison;
import dev.fwctl.examples.report.Mlx5ProfileDraft;
import dev.fwctl.kernel.KernelState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A file that says what devices answer, without saying whose they are: for a bug report, and for this library's models. */
final class Report {
    private static final String USAGE = """
            Report [FILE]
              FILE            where it goes, a new file; otherwise fwctl-report.json
              --yes           do not ask before reading
              --compare       FILE is a report: which simulated mlx5 device is nearest to those in it
              --profile       FILE is a report: a profile of its mlx5 device for the simulated firmware, as JSON""";
    private static final int SHOWN = 20;
    private static final String FORM = "fwctl-report-1";
    private static final String ASKED = """
            This reads, of DEVICES: FWCTL_INFO, all settings, and every register, capability and Feature that
            the library knows. It writes nothing to a device and cannot taint the kernel: the policy is readOnly.
            The file holds kernel and firmware versions, which requests are answered, how and how fast, and what the
            device can do. It holds no value of a setting, no serial number, address or name. Read it before you send it.""";

    private Report() {}

    /** Runs the example. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of("FILE", "--yes", "--compare", "--profile"), args, Report::run);
    }

    private static void run(Example example, Fwctl fwctl) throws IOException {
        List<String> words = example.options().words();
        if (words.size() > 1) {
            throw new Options.UsageException("one file, please, not " + words);
        }
        Path file = Path.of(words.isEmpty() ? "fwctl-report.json" : words.get(0));
        if (example.options().has("--compare") || example.options().has("--profile")) {
            use(example, file);
            return;
        }
        List<FwctlNode> nodes = example.nodes(fwctl);
        if (!agreed(example, nodes)) {
            System.err.println("nothing was read");
            return;
        }
        if (example.options().json()) {
            example.document(report(example, fwctl, nodes));
            return;
        }
        // First, so that nothing is read in vain; and no empty file is left that would be in the way of the next try.
        Files.createFile(file);
        boolean written = false;
        try {
            Files.writeString(
                    file,
                    new ObjectMapper()
                                    .enable(SerializationFeature.INDENT_OUTPUT)
                                    .writeValueAsString(report(example, fwctl, nodes))
                            + "\n",
                    StandardCharsets.UTF_8);
            written = true;
        } finally {
            if (!written) {
                Files.deleteIfExists(file);
            }
        }
        example.say("%s: read it, then attach it to an issue; docs/hardware.md says what becomes of it", file);
    }

    /** What a report that somebody sent is good for. */
    private static void use(Example example, Path file) throws IOException {
        JsonNode report = parsed(file);
        if (!report.path("form").asText().equals(FORM)) {
            throw new IllegalArgumentException(file + " is no report: it does not say " + FORM);
        }
        List<JsonNode> devices = new ArrayList<>();
        report.path("devices").forEach(device -> {
            if (device.path("driver").asText().equals("mlx5_core")) {
                devices.add(device);
            }
        });
        if (devices.isEmpty()) {
            throw new IllegalArgumentException(file + " has no mlx5 device; other devices have no profiles yet");
        }
        if (example.options().has("--profile")) {
            String name = devices.get(0).path("pciDevice").asText("") + " "
                    + devices.get(0).path("firmware").asText("");
            System.out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(Mlx5ProfileDraft.of(devices.get(0), name.strip())));
            return;
        }
        List<Object> documents = new ArrayList<>();
        for (JsonNode device : devices) {
            List<Mlx5Comparison.Nearness> all = Mlx5Comparison.of(device);
            all.forEach(one -> example.say(
                    "%-28s %d answers differ", one.profile(), one.differences().size()));
            Mlx5Comparison.Nearness nearest = all.get(0);
            nearest.differences().stream().limit(SHOWN).forEach(difference -> example.say("  %s", difference));
            if (nearest.differences().size() > SHOWN) {
                example.say(
                        "  and %d more; --json has them all",
                        nearest.differences().size() - SHOWN);
            }
            documents.add(Map.of("nearest", nearest.profile(), "differences", nearest.differences()));
        }
        example.document(Map.of("devices", documents));
    }

    private static JsonNode parsed(Path file) throws IOException {
        try {
            return new ObjectMapper().readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " is no report: " + e.getOriginalMessage(), e);
        }
    }

    private static boolean agreed(Example example, List<FwctlNode> nodes) throws IOException {
        if (example.options().has("--yes") || example.isSimulated()) {
            return true;
        }
        System.err.println(
                ASKED.replace("DEVICES", nodes.size() == 1 ? nodes.get(0).name() : nodes.size() + " devices"));
        System.err.print("Go on? [y/N] ");
        System.err.flush();
        @Nullable
        String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (answer == null) {
            throw new Options.UsageException("nobody answered: say --yes");
        }
        return answer.strip().equalsIgnoreCase("y");
    }

    private static Map<String, Object> report(Example example, Fwctl fwctl, List<FwctlNode> nodes) {
        KernelState before = KernelState.of(fwctl);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("form", FORM);
        report.put("simulated", example.isSimulated());
        report.put("library", Fwctl.version());
        report.put("java", System.getProperty("java.vm.version"));
        report.put("architecture", System.getProperty("os.arch"));
        report.put("kernel", before.release().orElse("unknown"));
        report.put("lockdown", before.lockdown().toString());
        List<Map<String, Object>> devices = new ArrayList<>();
        for (FwctlNode node : nodes) {
            try {
                devices.add(DeviceReport.of(fwctl, node, ProgressLine.of(System.err)));
            } catch (FwctlException e) {
                System.err.println(e.getMessage());
            }
        }
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("no fwctl device could be read, so there is nothing to report");
        }
        report.put(
                "taintedMeanwhile",
                before.taintedByFwctl().equals(KernelState.of(fwctl).taintedByFwctl()) ? "no" : "yes, or unknown");
        report.put("devices", devices);
        return report;
    }
}
