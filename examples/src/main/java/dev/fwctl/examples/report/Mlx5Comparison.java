// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fwctl.Progress;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5Profile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reported mlx5 device beside the simulated ones: which is nearest, and where they part. */
public final class Mlx5Comparison {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How a profile compares with a reported device.
     *
     * @param profile the profile's name
     * @param differences requests that the two answer differently, or that only one was asked; each in words
     */
    public record Nearness(String profile, List<String> differences) {
        /** Copies the list. */
        public Nearness {
            differences = List.copyOf(differences);
        }
    }

    private Mlx5Comparison() {}

    /**
     * Compares a device with each profile.
     *
     * @param device an mlx5 device of a report
     * @return the nearest first
     */
    public static List<Nearness> of(JsonNode device) {
        Map<String, String> reported = answers(device);
        List<Nearness> all = new ArrayList<>();
        for (Mlx5Profile profile : Mlx5Profile.all()) {
            all.add(new Nearness(profile.name(), differences(reported, answers(simulated(profile)))));
        }
        all.sort(Comparator.comparingInt(one -> one.differences().size()));
        return all;
    }

    private static List<String> differences(Map<String, String> reported, Map<String, String> simulated) {
        List<String> differences = new ArrayList<>();
        reported.forEach((request, answer) -> {
            String other = simulated.getOrDefault(request, "not asked");
            if (!other.equals(answer)) {
                differences.add(request + ": " + answer + ", simulated " + other);
            }
        });
        simulated.forEach((request, answer) -> {
            if (!reported.containsKey(request)) {
                differences.add(request + ": not asked, simulated " + answer);
            }
        });
        return differences;
    }

    /** How each request ended, and what of the answer a report keeps; the last time that it was asked. */
    private static Map<String, String> answers(JsonNode device) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (JsonNode answer : device.path("answers")) {
            JsonNode reply = answer.path("reply");
            answers.put(
                    answer.path("command").asText() + " " + answer.path("request"),
                    answer.path("outcome").asText()
                            + (answer.has("status") ? " " + answer.path("status") : "")
                            + (reply.isMissingNode() ? "" : " " + reply));
        }
        return answers;
    }

    private static JsonNode simulated(Mlx5Profile profile) {
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.of(profile)));
            return JSON.valueToTree(
                    DeviceReport.of(kernel.fwctl(), kernel.fwctl().node("fwctl0"), Progress.NONE));
        }
    }
}
