// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.knobs;

import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The values that one device holds of the list's settings. One setting may have several values: of each port, of each
 * module.
 */
public final class DeviceValues {
    /** No device was asked. */
    public static final DeviceValues NONE = new DeviceValues("", Map.of());

    private final String device;
    private final Map<Setting, List<SettingReading>> readings;

    private DeviceValues(String device, Map<Setting, List<SettingReading>> readings) {
        this.device = device;
        this.readings = readings;
    }

    /**
     * The values of a device.
     *
     * @param device what to call it
     * @param readings all that it holds
     */
    public static DeviceValues of(String device, List<SettingReading> readings) {
        return new DeviceValues(
                device,
                readings.stream()
                        .collect(Collectors.groupingBy(
                                SettingReading::setting, LinkedHashMap::new, Collectors.toList())));
    }

    /** Whether a device was asked at all. */
    boolean asked() {
        return !device.isEmpty();
    }

    /** What to call the device; empty for none. */
    String device() {
        return device;
    }

    /** What the device holds of a setting, in the device's order; empty if it does not have it. */
    public List<SettingReading> of(Setting setting) {
        return readings.getOrDefault(setting, List.of());
    }

    /** Whether any value of a setting is known to be another than the default. */
    boolean differs(Setting setting) {
        return of(setting).stream().anyMatch(SettingReading::differsFromDefault);
    }

    /** What holds now, of a setting in one line; empty if the device tells nothing. */
    String now(Setting setting) {
        return inOneLine(setting, SettingReading::current);
    }

    private String inOneLine(Setting setting, Function<SettingReading, Optional<SettingValue>> which) {
        List<String> texts = of(setting).stream()
                .flatMap(reading -> which.apply(reading).stream())
                .map(SettingValue::text)
                .distinct()
                .toList();
        return String.join(" / ", texts);
    }
}
