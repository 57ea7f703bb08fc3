// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.VendorModule;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.settings.model.SettingsModule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The main job in one program: every fwctl device, what it is, and for CXL its Features with what changing each would
 * do. With {@code --write}, one Feature is changed at the least scope that suffices, read back, and restored.
 */
final class Tour {
    private static final String USAGE = """
            [Tour] [--write]
              --write         change one Feature of the first device that has one to change, and restore it""";

    private static final int SHOWN_BYTES = 16;

    private final Example example;
    private final Fwctl fwctl;
    private final CxlModule cxl = new CxlModule();
    private final List<VendorModule> modules = new ArrayList<>();
    private final List<Map<String, @Nullable Object>> devices = new ArrayList<>();

    private Tour(Example example, Fwctl fwctl) {
        this.example = example;
        this.fwctl = fwctl;
        ServiceLoader.load(VendorModule.class).forEach(modules::add);
    }

    /** Runs the tour. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of("--write"), args, (example, fwctl) -> new Tour(example, fwctl).run());
    }

    private void run() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("simulated", example.isSimulated());
        document.put("devices", devices);
        List<FwctlNode> nodes = example.nodes(fwctl);
        for (FwctlNode node : nodes) {
            visit(node);
        }
        if (example.options().has("--write")) {
            document.put("written", change(nodes));
        }
        example.document(document);
    }

    private void visit(FwctlNode node) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        devices.add(entry);
        entry.put("name", node.name());
        entry.put("type", null);
        entry.put("driver", node.driver().orElse(null));
        entry.put("parent", node.parent().name());
        entry.put("path", node.path().toString());
        entry.put("stableKey", node.stableKey());
        @Nullable
        VendorModule module =
                modules.stream().filter(each -> each.serves(node)).findFirst().orElse(null);
        entry.put("module", module == null ? null : module.name());
        try (FwctlDevice device = fwctl.open(node)) {
            String type = device.info().type().name();
            entry.put("type", type);
            example.say("");
            example.say(
                    "%s  %s device of driver %s, parent %s, stable key %s",
                    node.name(),
                    type,
                    node.driver().orElse("(none)"),
                    node.parent().name(),
                    node.stableKey());
            if (cxl.serves(node)) {
                entry.put("features", features(CxlDevice.of(device)));
            } else {
                example.say("  %s", service(module));
            }
        } catch (FwctlException e) {
            entry.put("error", e.getMessage());
            example.say("%s  %s", node.name(), e.getMessage());
        }
    }

    private static String service(@Nullable VendorModule module) {
        if (module == null) {
            return "no vendor module here serves it: FWCTL_INFO and raw RPCs only";
        }
        String served = "served by the vendor module " + module.name() + ", "
                + module.commands().size() + " commands; ";
        return module instanceof SettingsModule settings
                        && settings.definitions().findAny().isPresent()
                ? served + "what can be set: ./quickstart Knobs --vendor " + module.name()
                : served + "no setting of it is public";
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
                    "  %s  %s%n    get %d, set %d bytes; effects: %s%n    value %s; %s%s",
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

    /** Changes one Feature and restores it; null if there is none that the policy lets us change. */
    private @Nullable Map<String, Object> change(List<FwctlNode> nodes) {
        Fwctl configuring = fwctl.withPolicy(AccessPolicy.configure());
        for (FwctlNode node : nodes) {
            if (!cxl.serves(node)) {
                continue;
            }
            try (FwctlDevice open = configuring.open(node)) {
                CxlDevice device = CxlDevice.of(open);
                Optional<Feature> chosen = changeable(device);
                if (chosen.isPresent()) {
                    return change(device, chosen.get());
                }
            }
        }
        example.say("%nno device has a Feature that AccessPolicy.configure() lets this program change");
        return null;
    }

    /** The Feature that is the least to change: vendor-defined, after reset only, small. */
    private static Optional<Feature> changeable(CxlDevice device) {
        return device.features().stream()
                .filter(feature -> feature.leastSetScope()
                        .filter(RpcScope.DEBUG_WRITE::covers)
                        .isPresent())
                .filter(feature -> feature.effects().isOnlyAfterReset())
                .filter(feature -> feature.setSize() > 0 && feature.setSize() == feature.getSize())
                .min(Comparator.comparingInt(Feature::setSize));
    }

    private Map<String, Object> change(CxlDevice device, Feature feature) {
        byte[] before = device.read(feature);
        byte[] changed = before.clone();
        changed[0] ^= 1;
        byte[] readBack;
        device.write(feature, changed);
        try {
            readBack = device.read(feature);
        } finally {
            device.write(feature, before);
        }
        byte[] restored = device.read(feature);
        if (!Arrays.equals(readBack, changed) || !Arrays.equals(restored, before)) {
            throw new IllegalStateException("the device did not keep what was written to " + feature.uuid() + ": wrote "
                    + HexFormat.of().formatHex(changed) + ", read "
                    + HexFormat.of().formatHex(readBack)
                    + ", restored to " + HexFormat.of().formatHex(restored));
        }
        String scope = feature.leastSetScope().map(RpcScope::uapiName).orElse("");
        example.say(
                "%n%s  changed Feature %s at %s from %s to %s, read it back, and restored it",
                device.device().node().name(),
                feature.uuid(),
                scope,
                shorten(HexFormat.of().formatHex(before)),
                shorten(HexFormat.of().formatHex(readBack)));
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("device", device.device().node().name());
        written.put("uuid", feature.uuid().toString());
        written.put("scope", scope);
        written.put("before", HexFormat.of().formatHex(before));
        written.put("changed", HexFormat.of().formatHex(readBack));
        written.put("restored", HexFormat.of().formatHex(restored));
        return written;
    }

    private static String shorten(String hex) {
        return hex.length() <= 2 * SHOWN_BYTES ? hex : hex.substring(0, 2 * SHOWN_BYTES) + "...";
    }
}
