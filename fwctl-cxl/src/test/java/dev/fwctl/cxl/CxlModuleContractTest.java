// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.spi.VendorModule;
import dev.fwctl.testkit.RoundTrip;
import dev.fwctl.testkit.Sample;
import dev.fwctl.testkit.SimulatedKernel;
import dev.fwctl.testkit.VendorModuleContract;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The module keeps the rules of a vendor module, on the demonstration's CXL device. */
class CxlModuleContractTest implements VendorModuleContract {
    private static final UUID MOCK = new UUID(-1, -1);

    private final SimulatedKernel kernel = SimulatedKernel.demo();
    private final CxlModule module = new CxlModule();
    private final List<Feature> features = new ArrayList<>();
    private FwctlDevice device;

    @BeforeEach
    void list() {
        try (FwctlDevice device = kernel.fwctl().open("mem0")) {
            features.addAll(CxlDevice.of(device).features());
        }
    }

    @Override
    public VendorModule module() {
        return module;
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(kernel.fwctl());
    }

    /** Each Feature is read, and each that may be set is set to what it is by default. */
    @Override
    public List<Sample<?, ?>> samples() {
        List<Sample<?, ?>> samples = new ArrayList<>();
        samples.add(new Sample<>(CxlCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(0, 0)));
        samples.add(new Sample<>(CxlCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(3, 100)));
        for (Feature feature : features) {
            samples.add(new Sample<>(CxlCommands.GET_FEATURE, GetFeature.whole(feature, Selection.CURRENT)));
            if (feature.leastSetScope().isPresent()) {
                samples.add(
                        new Sample<>(CxlCommands.SET_FEATURE, SetFeature.whole(feature, new byte[feature.setSize()])));
            }
        }
        return samples;
    }

    /** What Set Feature sends, Get Feature gets. */
    @Override
    public List<RoundTrip<?>> roundTrips() {
        Feature mock = features.stream()
                .filter(feature -> feature.uuid().equals(MOCK))
                .findFirst()
                .orElseThrow();
        return List.of(new RoundTrip<>(
                "Feature data",
                random -> HexFormat.of().toHexDigits(random.nextInt()),
                data -> {
                    configurable()
                            .call(
                                    CxlCommands.SET_FEATURE,
                                    SetFeature.whole(mock, HexFormat.of().parseHex(data)));
                    return new byte[0];
                },
                sent -> HexFormat.of()
                        .formatHex(configurable()
                                .call(CxlCommands.GET_FEATURE, GetFeature.whole(mock, Selection.CURRENT)))));
    }

    private FwctlDevice configurable() {
        if (device == null) {
            device = kernel.fwctl().withPolicy(AccessPolicy.configure()).open("mem0");
        }
        return device;
    }

    @AfterEach
    void close() {
        if (device != null) {
            device.close();
        }
        kernel.close();
    }
}
