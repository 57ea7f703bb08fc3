// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import dev.fwctl.settings.model.DeviceSettings;
import java.util.Optional;

/**
 * Whose settings an operation is about, as they are at its beginning.
 *
 * @param device the device's stable key
 * @param module the name of the vendor's module
 * @param firmware the firmware's version; empty if it cannot be told
 * @param settings the device's settings, with nothing remembered of it
 * @param rawIo whether this process has {@code CAP_SYS_RAWIO}; empty if that cannot be told
 */
record Subject(String device, String module, String firmware, DeviceSettings settings, Optional<Boolean> rawIo) {}
