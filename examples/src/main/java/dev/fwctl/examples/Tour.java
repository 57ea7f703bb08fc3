// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.examples.knobs.ReadingDocument;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.DeviceReadings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The main job in one program: every fwctl device of any vendor, which of its settings differ from their defaults, and
 * what waits for a reset. With {@code --write}, one setting that can cost nothing is changed, read back, and restored.
 */
final class Tour {
    private static final String USAGE = """
            [Tour] [--write]
              --write         change one setting of the first device that has a harmless one, and restore it""";

    /** So many devices are read at once. */
    private static final int SIDE_BY_SIDE = 4;

    private final Example example;
    private final Fwctl fwctl;

    private Tour(Example example, Fwctl fwctl) {
        this.example = example;
        this.fwctl = fwctl;
    }

    /** Runs the tour. */
    public static void main(String[] args) {
        Example.main(USAGE, List.of("--write"), args, (example, fwctl) -> new Tour(example, fwctl).run());
    }

    private void run() {
        List<FwctlNode> nodes = example.nodes(fwctl);
        Map<String, DeviceReadings> readings = new LinkedHashMap<>();
        ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            Fleet.of(fwctl)
                    .among(nodes::contains)
                    .withExecutor(executor)
                    .withProgress(ProgressLine.of(System.err))
                    .readAll()
                    .forEach(one -> readings.put(one.device(), one));
        } finally {
            executor.shutdown();
        }
        List<Map<String, @Nullable Object>> devices = new ArrayList<>();
        for (FwctlNode node : nodes) {
            DeviceReadings read = readings.get(node.stableKey());
            if (read != null) { // else it was unplugged meanwhile
                devices.add(show(node, read));
            }
        }
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("simulated", example.isSimulated());
        document.put("devices", devices);
        if (example.options().has("--write")) {
            document.put("written", change(nodes, readings));
        }
        example.document(document);
    }

    private Map<String, @Nullable Object> show(FwctlNode node, DeviceReadings read) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        String driver = node.driver().orElse(null);
        @Nullable String type = type(node);
        entry.put("name", node.name());
        entry.put("key", node.stableKey());
        entry.put("type", type);
        entry.put("driver", driver);
        entry.put("parent", node.parent().name());
        entry.put("path", node.path().toString());
        entry.put("module", node.module().map(module -> module.name()).orElse(null));
        example.say("");
        line("%s  %s", node.name(), node.stableKey());
        line(
                "  %s device of driver %s, parent %s",
                type == null ? "unknown" : type, driver, node.parent().name());
        line("  %s", service(node));
        if (!read.problems().isEmpty()) {
            entry.put("error", String.join("\n", texts(read.problems())));
            read.problems().forEach(problem -> example.say("  problem: %s", problem.reason()));
        } else if (read.module().isPresent()) {
            settings(entry, read);
        } else {
            line("  no module here brings settings for it");
        }
        return entry;
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private void settings(Map<String, @Nullable Object> entry, DeviceReadings read) {
        List<SettingReading> notable = read.notable();
        long differing =
                notable.stream().filter(SettingReading::differsFromDefault).count();
        long waiting = notable.stream().filter(SettingReading::waits).count();
        long untold = read.settings().stream()
                .filter(one -> one.defaultValue().isEmpty())
                .count();
        entry.put(
                "counts",
                Map.of(
                        "settings", read.settings().size(),
                        "differing", differing,
                        "waiting", waiting,
                        "withoutDefault", untold));
        Map<String, Object> byName = new LinkedHashMap<>();
        notable.forEach(one -> byName.put(one.name(), ReadingDocument.of(one)));
        entry.put("settings", byName);
        line(
                "  settings: %d; set to another value than the default: %d; waiting: %d%s",
                read.settings().size(),
                differing,
                waiting,
                untold == 0 ? "" : "; of " + untold + " the default is not told");
        if (!notable.isEmpty()) {
            SettingsTables.readings(notable).forEach(row -> line("%s", row));
        }
        Map<String, List<String>> waiters = new LinkedHashMap<>();
        notable.forEach(one -> one.waitsFor()
                .ifPresent(time ->
                        waiters.computeIfAbsent(time, key -> new ArrayList<>()).add(one.name())));
        waiters.forEach((time, names) -> line("  * counts %s: %s", time, String.join(", ", names)));
    }

    /** What FWCTL_INFO says; null if the device cannot be opened. */
    private @Nullable String type(FwctlNode node) {
        try (FwctlDevice device = fwctl.open(node)) {
            return device.info().type().name();
        } catch (FwctlException e) {
            return null;
        }
    }

    private static String service(FwctlNode node) {
        return node.module()
                .map(module -> "vendor module " + module.name() + ", "
                        + module.commands().size() + " commands")
                .orElse("no vendor module here serves it: FWCTL_INFO and raw RPCs only");
    }

    private void line(String format, @Nullable Object... values) {
        example.say("%s", SettingsTables.cut(String.format(Locale.ROOT, format, values), SettingsTables.WIDTH));
    }

    /** Changes one setting and restores it; null if there is none that can cost nothing. */
    private @Nullable Map<String, @Nullable Object> change(
            List<FwctlNode> nodes, Map<String, DeviceReadings> readings) {
        Fwctl configuring = fwctl.withPolicy(AccessPolicy.configure());
        for (FwctlNode node : nodes) {
            DeviceReadings read = readings.get(node.stableKey());
            if (read == null || read.settings().isEmpty()) {
                continue;
            }
            try (FwctlDevice device = configuring.open(node)) {
                Optional<TourChange> change = TourChange.on(dev.fwctl.settings.Settings.of(device), read.settings());
                if (change.isPresent()) {
                    return change.get().show(example);
                }
            }
        }
        example.say("");
        example.say("no device has a setting that AccessPolicy.configure() lets this program change at no cost");
        return null;
    }
}
