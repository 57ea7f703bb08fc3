// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.command.GetFeature;
import dev.fwctl.cxl.command.GetSupportedFeatures;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.command.SetFeature;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.contract.RoundTrip;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** The trials of the CXL module, wherever the device is: here on the simulated kernel, in the lab on the real one. */
public abstract class CxlModuleContract implements VendorModuleContract {
    /** Of all devices that cxl_test mocks, and of the demonstration's; its firmware takes any value. */
    private static final UUID VENDOR_FEATURE = new UUID(-1, -1);

    private final CxlModule module = new CxlModule();
    private FwctlDevice device;
    private byte[] before;

    /** For the classes that say where. */
    protected CxlModuleContract() {}

    /** The system with the device. */
    protected abstract Fwctl system();

    /** The memdev's name. */
    protected abstract String memdev();

    @Override
    public VendorModule module() {
        return module;
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(system());
    }

    @Override
    public Optional<FwctlNode> node(Fwctl system) {
        return Optional.of(system.node(memdev()));
    }

    /** Each Feature is read, and each that may be set is set to what it is, where it has a byte to read or to set. */
    @Override
    public List<Sample<?, ?>> samples() {
        List<Sample<?, ?>> samples = new ArrayList<>();
        samples.add(new Sample<>(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(0, 0)));
        samples.add(new Sample<>(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(3, 100)));
        try (FwctlDevice device = system().open(memdev())) {
            CxlDevice cxl = CxlDevice.of(device);
            for (Feature feature : cxl.features()) {
                byte[] now = {};
                if (feature.getSize() > 0) {
                    samples.add(new Sample<>(FeatureCommands.GET_FEATURE, GetFeature.whole(feature, Selection.CURRENT)));
                    now = cxl.read(feature);
                }
                if (feature.leastSetScope().isPresent() && feature.setSize() > 0) {
                    byte[] data = Arrays.copyOf(now, feature.setSize());
                    samples.add(new Sample<>(FeatureCommands.SET_FEATURE, SetFeature.whole(feature, data)));
                }
            }
        }
        return samples;
    }

    /** What Set Feature sends, Get Feature gets. */
    @Override
    public List<RoundTrip<?>> roundTrips() {
        if (device == null) {
            device = system().withPolicy(AccessPolicy.configure()).open(memdev());
            before = CxlDevice.of(device).read(vendorFeature());
        }
        Feature feature = vendorFeature();
        return List.of(new RoundTrip<>(
                "Feature data",
                random -> HexFormat.of().toHexDigits(random.nextInt()),
                data -> {
                    device.call(
                            FeatureCommands.SET_FEATURE,
                            SetFeature.whole(feature, HexFormat.of().parseHex(data)));
                    return new byte[0];
                },
                sent -> HexFormat.of()
                        .formatHex(device.call(
                                FeatureCommands.GET_FEATURE, GetFeature.whole(feature, Selection.CURRENT)))));
    }

    private Feature vendorFeature() {
        return CxlDevice.of(device).feature(VENDOR_FEATURE).orElseThrow();
    }

    /** Puts back what the tests changed. */
    @AfterEach
    void restore() {
        if (device != null) {
            CxlDevice.of(device).write(vendorFeature(), before);
            device.close();
        }
        shutDown();
    }

    /** Called when everything is closed. */
    protected void shutDown() {}
}
