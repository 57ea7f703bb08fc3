// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import dev.fwctl.internal.Elements;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The beginning of a transaction: for whom, and what it will write.
 *
 * @param transaction its id
 * @param made when
 * @param host on which host
 * @param device the device's stable key
 * @param hardware the identity of its hardware
 * @param firmware the firmware's version; empty if it cannot be told
 * @param units in the order of writing
 * @param settings those that were asked for
 */
public record Begin(
        String transaction,
        Instant made,
        Host host,
        String device,
        String hardware,
        String firmware,
        List<UnitRecord> units,
        List<SettingRecord> settings) {
    /** Copies the lists. */
    public Begin {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(made, "made");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(hardware, "hardware");
        Objects.requireNonNull(firmware, "firmware");
        Elements.require(units, "units");
        Elements.require(settings, "settings");
        units = List.copyOf(units);
        settings = List.copyOf(settings);
    }
}
