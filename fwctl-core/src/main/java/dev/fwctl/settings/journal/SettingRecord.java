// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import java.util.Objects;
import java.util.Optional;

/**
 * The values of a setting before a transaction, for a way back by values where the units no longer fit.
 *
 * @param name the setting
 * @param before its raw value; empty for a secret, and where it could not be read
 */
public record SettingRecord(String name, Optional<Object> before) {
    public SettingRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(before, "before");
    }
}
