// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareStateStatus.Device;
import dev.fwctl.operator.api.FirmwareStateStatus.Setting;
import dev.fwctl.operator.api.FirmwareStateStatus.Stage;
import dev.fwctl.operator.api.FirmwareStateStatus.Standing;
import dev.fwctl.operator.api.FirmwareStateStatus.Write;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.Outcome;
import dev.fwctl.settings.result.SettingResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The last write to each device, and what it says of settings that the device itself says nothing of. For one thread. */
final class Writes {
    private final Next.Circumstances now;
    private final Map<String, Write> last = new LinkedHashMap<>();

    /** The settings that held when it was last looked, by device. */
    private final Map<String, Set<String>> held = new LinkedHashMap<>();

    Writes(Next.Circumstances now, List<Device> before) {
        this.now = now;
        for (Device device : before) {
            if (device.write() != null) {
                last.put(device.device(), device.write());
            }
            if (device.settings() != null) {
                held.put(
                        device.device(),
                        device.settings().stream()
                                .filter(one -> one.state() == Standing.IN_LINE)
                                .map(Setting::name)
                                .collect(Collectors.toSet()));
            }
        }
    }

    @Nullable Write last(String device) {
        return last.get(device);
    }

    /** Where a setting stands: as the device tells it; where it does not tell, as the last write left it. */
    Standing standing(String device, Drift.Finding one) {
        Write write = ofNow(device);
        boolean unverified = write != null
                && write.unverified() != null
                && write.unverified().contains(one.name());
        if (unverified && one.state() == Drift.State.CANNOT_BE_ASKED) {
            return Standing.UNVERIFIED;
        }
        // What holds now can be read, and what comes next cannot: before a boot that says nothing of the write.
        if (unverified && one.state() == Drift.State.DIFFERS) {
            return write.boot().equals(now.boot()) ? Standing.UNVERIFIED : Standing.STUCK;
        }
        return Standing.valueOf(one.state().name());
    }

    /** Whether no write of this generation is known to have got anywhere. */
    boolean nothingWritten(String device) {
        Write write = ofNow(device);
        return write == null || write.stage() == Stage.STARTED || write.stage() == Stage.FAILED;
    }

    /** Whether the node has booted since the last write of this generation. */
    boolean booted(String device) {
        Write write = ofNow(device);
        return write != null && !write.boot().equals(now.boot());
    }

    private @Nullable Write ofNow(String device) {
        Write write = last.get(device);
        return write == null || write.generation() != now.generation() ? null : write;
    }

    /** What holds or waits is noted, so that it is known later that somebody else changed it. */
    void seen(String device, Stage stage) {
        Write write = ofNow(device);
        last.put(
                device,
                write == null
                        ? new Write(now.generation(), 0, now.boot(), now.now().toString(), stage, null, null)
                        : with(write, stage, write.transaction(), write.unverified()));
    }

    /** Whether only settings differ that held before, whatever others of the device waited for. */
    boolean onlyLapsed(Drift drift) {
        return ofNow(drift.device()) != null
                && drift.settings().stream()
                        .filter(one -> standing(drift.device(), one) == Standing.DIFFERS)
                        .allMatch(one ->
                                held.getOrDefault(drift.device(), Set.of()).contains(one.name()));
    }

    /** Notes that a write is about to be made. */
    void started(String device) {
        last.compute(device, (key, write) -> Next.started(write, now));
    }

    /** Forgets that a write was about to be made, since it was not. */
    void notMade(String device, @Nullable Write before) {
        if (before == null) {
            last.remove(device);
        } else {
            last.put(device, before);
        }
    }

    void ended(ApplyResult result) {
        boolean adjusted =
                result.settings().stream().anyMatch(setting -> setting.outcome() == Outcome.ADJUSTED);
        List<String> unverified = result.settings().stream()
                .filter(setting -> setting.outcome() == Outcome.UNVERIFIED)
                .map(SettingResult::name)
                .toList();
        Stage stage = !result.done() ? Stage.FAILED : adjusted ? Stage.ADJUSTED : Stage.STARTED;
        last.computeIfPresent(
                result.device(),
                (device, write) -> with(
                        write,
                        stage,
                        result.transaction().orElse(null),
                        !result.done() || unverified.isEmpty() ? null : unverified));
    }

    private static Write with(
            Write write, Stage stage, @Nullable String transaction, @Nullable List<String> unverified) {
        return new Write(
                write.generation(), write.count(), write.boot(), write.at(), stage, transaction, unverified);
    }
}
