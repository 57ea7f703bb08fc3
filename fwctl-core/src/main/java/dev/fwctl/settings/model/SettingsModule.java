// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.VendorModule;
import java.util.stream.Stream;

/**
 * A vendor's module that brings settings. Offered as a service of type {@link VendorModule}, like any other.
 */
public interface SettingsModule extends VendorModule {
    /** Every setting that the module knows by name, in a stable order. Not all of them exist on every device. */
    Stream<Setting> definitions();

    /** The same settings in the words of {@link VendorModule}, for programs that only list them. */
    @Override
    default Stream<dev.fwctl.Setting> settings() {
        return definitions()
                .map(setting -> new dev.fwctl.Setting(
                        setting.name(),
                        setting.group(),
                        setting.kind().toString(),
                        setting.width() * Math.max(1, setting.elements()),
                        setting.values().byName(),
                        setting.readOnly() ? Effects.none(setting.effects().source()) : setting.effects(),
                        setting.reference()));
    }

    /**
     * The settings of an open device. Asks the device for nothing.
     *
     * @param device a device that the module {@linkplain #serves serves}; it stays the caller's to close
     */
    DeviceSettings settings(FwctlDevice device);
}
