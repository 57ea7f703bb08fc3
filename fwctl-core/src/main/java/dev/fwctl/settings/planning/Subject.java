// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.FwctlDevice;
import dev.fwctl.SettingChange;
import dev.fwctl.Verdict;
import dev.fwctl.kernel.KernelState;
import dev.fwctl.settings.journal.Host;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.SettingsModule;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose settings an operation is about, as they are at its beginning.
 *
 * @param device the device's stable key
 * @param module the name of the vendor's module
 * @param firmware the firmware's version; empty if it cannot be told
 * @param host which host this is, and since when it runs
 * @param hardware the identity of the hardware
 * @param settings the device's settings, with nothing remembered of it
 * @param policy what the policy of the open device says to a change
 * @param rawIo whether this process has {@code CAP_SYS_RAWIO}; empty if that cannot be told
 */
public record Subject(
        String device,
        String module,
        String firmware,
        Host host,
        Hardware hardware,
        DeviceSettings settings,
        Function<SettingChange, Verdict> policy,
        Optional<Boolean> rawIo) {
    /** The device as it is now. Its hardware is asked who it is. */
    public static Subject of(FwctlDevice device, SettingsModule module) {
        DeviceSettings settings = module.settings(device);
        return new Subject(
                device.node().stableKey(),
                module.name(),
                module.firmware(device.node()),
                Host.of(device.system().root()),
                settings.hardware(),
                settings,
                device::verdict,
                KernelState.of(device.system()).hasCapability(KernelState.CAP_SYS_RAWIO));
    }

    /** A problem of the device as a whole. */
    public SettingsException refusal(String action, Problem.Kind kind, String reason, String cure) {
        return new SettingsException(action, List.of(new Problem(device, "", kind, reason, cure)));
    }
}
