// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.internal.Elements;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The values of one setting, as a device gives them.
 *
 * @param address which one
 * @param setting its definition
 * @param values what the device holds; a state that it does not tell is absent
 * @param offer whether the device offers it
 * @param bounds which numbers the device takes
 */
public record SettingReading(
        Address address, Setting setting, Map<UnitState, SettingValue> values, Offer offer, Bounds bounds) {

    /** Keeps the values from being changed. */
    public SettingReading {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(setting, "setting");
        Elements.require(values, "values");
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(bounds, "bounds");
        EnumMap<UnitState, SettingValue> copy = new EnumMap<>(UnitState.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** The name, port, module and element included. */
    public String name() {
        return address.toString();
    }

    /** What holds now. */
    public Optional<SettingValue> current() {
        return Optional.ofNullable(values.get(UnitState.CURRENT));
    }

    /** What comes next. */
    public Optional<SettingValue> pending() {
        return Optional.ofNullable(values.get(UnitState.PENDING));
    }

    /** What the device was made with. */
    public Optional<SettingValue> defaultValue() {
        return Optional.ofNullable(values.get(UnitState.DEFAULT));
    }

    /** Whether a change waits: what comes next is known not to be what holds now. */
    public boolean waits() {
        return pending().isPresent() && current().isPresent() && !pending().equals(current());
    }

    /**
     * What a waiting change waits for.
     *
     * @return for example {@code after a cold reset}; empty if nothing waits
     */
    public Optional<String> waitsFor() {
        return waits() ? Optional.of(setting.applyTime().toString()) : Optional.empty();
    }

    /** Whether what comes next, or else what holds now, is known to be another value than the default. */
    public boolean differsFromDefault() {
        Optional<SettingValue> set = pending().or(this::current);
        return set.isPresent() && defaultValue().isPresent() && !set.equals(defaultValue());
    }

    /** For example {@code NUM_OF_VFS: current 8, pending 16, default 0}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name()).append(':');
        String separator = " ";
        for (Map.Entry<UnitState, SettingValue> entry : values.entrySet()) {
            text.append(separator).append(entry.getKey()).append(' ').append(entry.getValue());
            separator = ", ";
        }
        return text.toString();
    }
}
