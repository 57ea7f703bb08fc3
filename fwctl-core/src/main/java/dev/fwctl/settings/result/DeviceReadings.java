// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.internal.Elements;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.plan.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that one device of a fleet holds.
 *
 * @param device the device's stable key
 * @param module the name of the vendor's module that serves it; empty if none brings settings for it
 * @param settings each that it has, in the device's order
 * @param problems why it could not be read; then there are no settings
 */
public record DeviceReadings(
        String device, Optional<String> module, List<SettingReading> settings, List<Problem> problems) {
    /** Copies the lists. */
    public DeviceReadings {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(module, "module");
        Elements.require(settings, "settings");
        Elements.require(problems, "problems");
        settings = List.copyOf(settings);
        problems = List.copyOf(problems);
    }

    /** Those of which a change waits, and those that are known to be set to another value than the default. */
    public List<SettingReading> notable() {
        return settings.stream()
                .filter(one -> one.waits() || one.differsFromDefault())
                .toList();
    }
}
