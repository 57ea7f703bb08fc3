// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.SetOptions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Features of every CXL device: what each holds, what changing it would do, and what stands against that. */
final class CxlFeatures {
    private static final String USAGE = "CxlFeatures";
    private static final int SHOWN_BYTES = 16;

    private final Example example;
    private final CxlModule cxl = new CxlModule();

    private CxlFeatures(Example example) {
        this.example = example;
    }

    /** Runs the example. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of(), args, (example, fwctl) -> new CxlFeatures(example).run(fwctl));
    }

    private void run(Fwctl fwctl) {
        List<Map<String, @Nullable Object>> devices = new ArrayList<>();
        for (FwctlNode node : example.nodes(fwctl)) {
            if (cxl.serves(node)) {
                example.say("%n%s  %s", node.name(), node.stableKey());
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("name", node.name());
                entry.put("key", node.stableKey());
                try (FwctlDevice device = fwctl.open(node)) {
                    entry.put("features", features(CxlDevice.of(device)));
                }
                devices.add(entry);
            } else if (example.options().device() != null) {
                throw new IllegalArgumentException(node + " is no CXL device");
            }
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("simulated", example.isSimulated());
        document.put("devices", devices);
        example.document(document);
    }

    private List<Map<String, @Nullable Object>> features(CxlDevice device) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        for (Feature feature : device.features()) {
            @Nullable String value = null;
            String problem = "";
            String decoded = "";
            try {
                byte[] bytes = device.read(feature);
                value = HexFormat.of().formatHex(bytes);
                decoded = device.decode(feature, bytes)
                        .map(record -> System.lineSeparator() + "    " + record)
                        .orElse("");
            } catch (FwctlException e) {
                problem = String.valueOf(e.getMessage());
            }
            List<Obstacle> obstacles =
                    device.preflight(feature, new byte[Math.max(1, feature.setSize())], SetOptions.usual());
            list.add(describe(feature, obstacles, value, problem));
            example.say(
                    "  %s  %s%n    get %d, set %d bytes; effects: %s%n    value %s%n    %s%s",
                    feature.uuid(),
                    feature.name().orElse("(vendor Feature)"),
                    feature.getSize(),
                    feature.setSize(),
                    feature.effects(),
                    value == null ? "not readable (" + problem + ")" : shorten(value),
                    setting(feature, obstacles),
                    decoded);
        }
        return list;
    }

    /** What it takes to set a Feature, or the first reason for which it cannot be set. */
    private static String setting(Feature feature, List<Obstacle> obstacles) {
        return obstacles.isEmpty()
                ? "least scope to set: "
                        + feature.leastSetScope().map(RpcScope::uapiName).orElseThrow()
                : "not to be set: " + obstacles.get(0).reason();
    }

    private static Map<String, @Nullable Object> describe(
            Feature feature, List<Obstacle> obstacles, @Nullable String value, String problem) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("uuid", feature.uuid().toString());
        entry.put("name", feature.name().orElse(null));
        entry.put("getSize", feature.getSize());
        entry.put("setSize", feature.setSize());
        entry.put("effects", Example.names(feature.effects()));
        entry.put("source", feature.effects().source().toString());
        entry.put(
                "leastSetScope", feature.leastSetScope().map(RpcScope::uapiName).orElse(null));
        entry.put("obstacles", obstacles.stream().map(Obstacle::reason).toList());
        entry.put("value", value);
        if (!problem.isEmpty()) {
            entry.put("error", problem);
        }
        return entry;
    }

    private static String shorten(String hex) {
        return hex.length() <= 2 * SHOWN_BYTES ? hex : hex.substring(0, 2 * SHOWN_BYTES) + "...";
    }
}
