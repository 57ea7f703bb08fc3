// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.FwctlDevice;
import dev.fwctl.VendorModule;
import java.util.stream.Stream;

/**
 * A vendor's module that brings settings. Offered as a service of type {@link VendorModule}, like any other.
 */
public interface SettingsModule extends VendorModule {
    /** Every setting that the module knows by name, in a stable order. Not all of them exist on every device. */
    Stream<Setting> definitions();

    /**
     * The settings of an open device. Asks the device for nothing.
     *
     * @param device a device that the module {@linkplain #serves serves}; it stays the caller's to close
     */
    DeviceSettings settings(FwctlDevice device);

    /**
     * How many reads of one device its driver and its firmware do at once. Reading all settings uses it where the caller
     * gives an executor; whatever changes something is done in order, one after the other.
     *
     * @return 1 where the driver takes one request after the other, or nobody knows: then more only wait for each other
     */
    default int readsAtOnce() {
        return 1;
    }
}
