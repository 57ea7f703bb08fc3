// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareStateStatus.Device;
import dev.fwctl.operator.api.FirmwareStateStatus.Setting;
import dev.fwctl.operator.api.FirmwareStateStatus.Standing;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The devices that a status tells of. */
final class Devices {
    private Devices() {}

    static List<Device> of(
            List<Drift> drifts,
            Map<String, List<Problem>> refused,
            Writes writes,
            Map<String, String> resets,
            Set<String> known) {
        Map<String, Device> devices = new TreeMap<>();
        for (Drift drift : drifts) {
            List<Problem> problems = new ArrayList<>(drift.problems());
            problems.addAll(refused.getOrDefault(drift.device(), List.of()));
            if (drift.device().isEmpty()) {
                problems.forEach(problem -> devices.put(problem.device(), absent(problem.device(), problem, writes)));
            } else {
                devices.put(drift.device(), present(drift, problems, writes, resets));
            }
        }
        known.forEach(device -> devices.computeIfAbsent(device, gone -> absent(gone, null, writes)));
        return List.copyOf(devices.values());
    }

    private static Device absent(String device, @Nullable Problem problem, Writes writes) {
        String text = problem == null ? "it was here, and is gone" : problem.toString();
        // Without settings it would no longer be known to have been here.
        List<Setting> were = writes.last(device) == null ? null : List.of();
        return new Device(device, were, null, List.of(text), writes.last(device));
    }

    private static Device present(
            Drift drift, List<Problem> problems, Writes writes, Map<String, String> resets) {
        List<Setting> settings = new ArrayList<>();
        for (Drift.Finding one : drift.settings()) {
            Optional<Problem> against = problems.stream()
                    .filter(problem -> problem.setting().equals(one.name()))
                    .findFirst();
            problems.removeIf(problem -> problem.setting().equals(one.name()));
            Standing standing = against.isPresent()
                    ? Standing.REFUSED
                    : writes.standing(drift.device(), one);
            settings.add(new Setting(
                    one.name(),
                    standing,
                    text(one.desired()),
                    text(one.current()),
                    text(one.pending()),
                    against.map(Devices::reason).orElse(null)));
        }
        boolean waits = settings.stream()
                .anyMatch(one -> one.state() == Standing.WAITS
                        || (one.state() == Standing.UNVERIFIED && resets.containsKey(drift.device())));
        return new Device(
                drift.device(),
                settings,
                waits ? resets.getOrDefault(drift.device(), "unknown") : null,
                problems.isEmpty()
                        ? null
                        : problems.stream().map(Problem::toString).toList(),
                writes.last(drift.device()));
    }

    private static String reason(Problem problem) {
        return problem.reason() + (problem.cure().isEmpty() ? "" : ". " + problem.cure());
    }

    private static @Nullable String text(Optional<SettingValue> value) {
        return value.map(SettingValue::toString).orElse(null);
    }

    /** The settings of a device that differ or cannot be read, in words. */
    static String differences(Drift drift) {
        return drift.settings().stream()
                .filter(one -> one.state() == Drift.State.DIFFERS || one.state() == Drift.State.CANNOT_BE_ASKED)
                .map(Drift.Finding::toString)
                .collect(Collectors.joining("; ", drift.device() + " ", ""));
    }

    /** A setting that no reset mended, in words. */
    static String standing(Drift.Finding one) {
        return one.name() + ": the node has booted, and it is still "
                + one.current().map(SettingValue::toString).orElse("unknown")
                + one.desired().map(value -> ", not " + value).orElse("");
    }
}
