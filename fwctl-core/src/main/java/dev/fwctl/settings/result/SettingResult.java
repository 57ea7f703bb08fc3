// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.settings.model.SettingValue;
import java.util.Objects;
import java.util.Optional;

/**
 * The result for one setting.
 *
 * @param name the setting
 * @param outcome what became of it
 * @param wanted what was wanted; empty for a default that nobody can tell
 * @param held what comes next now, as it was read back; empty if it cannot be read
 * @param reason why, where there is more to say; else empty
 */
public record SettingResult(
        String name, Outcome outcome, Optional<SettingValue> wanted, Optional<SettingValue> held, String reason) {
    public SettingResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(wanted, "wanted");
        Objects.requireNonNull(held, "held");
        Objects.requireNonNull(reason, "reason");
    }

    /** For example {@code NUM_OF_VFS: changed, 32}. */
    @Override
    public String toString() {
        return name + ": " + outcome + held.map(value -> ", " + value).orElse("")
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
