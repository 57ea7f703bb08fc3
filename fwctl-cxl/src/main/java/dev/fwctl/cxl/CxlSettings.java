// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.FwctlDevice;
import dev.fwctl.cxl.edac.EdacUnits;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Hardware;
import dev.fwctl.settings.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The settings of a CXL memory device: the fields of its Features. A Feature that no codec is for is one setting, its
 * bytes, by the name {@code feature.UUID}.
 *
 * <p>Of the standard Features, which the kernel keeps for itself, the fields can only be read here; what can be set of them
 * is in the files of EDAC: {@code scrub0.current_cycle_duration}.
 */
final class CxlSettings implements DeviceSettings {
    private final CxlDevice device;
    private final FeatureCodecs codecs;

    CxlSettings(FwctlDevice device, FeatureCodecs codecs) {
        this.device = CxlDevice.of(device, codecs);
        this.codecs = codecs;
    }

    /** The serial number that the kernel read from the device, which is in the stable key. */
    @Override
    public Hardware hardware() {
        String key = device.device().node().stableKey();
        return Hardware.of("cxl " + key.toLowerCase(Locale.ROOT), "the serial number in sysfs");
    }

    @Override
    public List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (Feature feature : device.features()) {
            units.add(new FeatureUnit(device, feature, codecs.find(feature.uuid())));
        }
        CxlMemdev.memdev(device.device().node()).ifPresent(name -> units.addAll(EdacUnits.of(device.device(), name)));
        return List.copyOf(units);
    }
}
