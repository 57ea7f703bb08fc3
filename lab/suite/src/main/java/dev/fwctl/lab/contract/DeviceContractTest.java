// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.GetFeature;
import dev.fwctl.cxl.command.GetSupportedFeatures;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.RawCxl;
import dev.fwctl.testkit.contract.FwctlDeviceContract;
import dev.fwctl.testkit.contract.Sample;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Order;

/** A real node keeps the rules of a device that the simulated kernel's devices keep. Early, while nothing is tainted. */
@Order(0)
class DeviceContractTest implements FwctlDeviceContract {
    @Override
    public Fwctl fwctl() {
        return Fwctl.system();
    }

    @Override
    public String place() {
        return Guest.place(fwctl().syscalls());
    }

    @Override
    public Optional<String> device() {
        return Optional.of(Replug.node().name());
    }

    @Override
    public Sample<?, ?> read() {
        return get(0, 4);
    }

    /** cxl_test itself answers wrongly above offset 0; the lab's own mock does not. */
    @Override
    public List<Sample<?, ?>> otherReads() {
        return List.of(
                new Sample<>(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(0, 3)),
                new Sample<>(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(0, 1)),
                get(0, 2));
    }

    private static Sample<?, ?> get(int offset, int count) {
        return new Sample<>(
                FeatureCommands.GET_FEATURE, new GetFeature(RawCxl.VENDOR_FEATURE, Selection.CURRENT, offset, count));
    }

    @Override
    public Optional<Sample<?, ?>> write() {
        try (FwctlDevice device = fwctl().open(Replug.node())) {
            Feature feature = CxlDevice.of(device)
                    .feature(RawCxl.VENDOR_FEATURE.toString())
                    .orElseThrow();
            return Optional.of(
                    new Sample<>(FeatureCommands.SET_FEATURE, SetFeature.whole(feature, new byte[feature.setSize()])));
        }
    }

    @Override
    public Optional<Sample<?, ?>> refused() {
        return Optional.of(
                new Sample<>(FeatureCommands.GET_FEATURE, new GetFeature(new UUID(0, 77), Selection.CURRENT, 0, 4)));
    }
}
