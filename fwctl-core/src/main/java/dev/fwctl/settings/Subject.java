// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import dev.fwctl.settings.journal.Host;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Hardware;
import java.util.List;
import java.util.Optional;

/**
 * Whose settings an operation is about, as they are at its beginning.
 *
 * @param device the device's stable key
 * @param module the name of the vendor's module
 * @param firmware the firmware's version; empty if it cannot be told
 * @param host which host this is, and since when it runs
 * @param hardware the identity of the hardware
 * @param settings the device's settings, with nothing remembered of it
 * @param rawIo whether this process has {@code CAP_SYS_RAWIO}; empty if that cannot be told
 */
record Subject(
        String device,
        String module,
        String firmware,
        Host host,
        Hardware hardware,
        DeviceSettings settings,
        Optional<Boolean> rawIo) {
    /** A problem of the device as a whole. */
    SettingsException refusal(String action, Problem.Kind kind, String reason, String cure) {
        return new SettingsException(action, List.of(new Problem(device, "", kind, reason, cure)));
    }
}
