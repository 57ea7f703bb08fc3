// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.Fwctl;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.testkit.contract.SettingsContract;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Features keep the contract of settings, on the modelled firmware. */
class CxlSettingsContractTest implements SettingsContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    CxlSettingsContractTest() {
        kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 0x1234), CxlDriver.of(CxlFirmware.demonstration()));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Override
    public Fwctl fwctl() {
        return kernel.fwctl()
                .withModules(List.of(CxlModule.with(FeatureCodecs.standard().with(CxlSettingsTest.FAN))));
    }

    @Override
    public String device() {
        return "mem0";
    }

    @Override
    public Map<String, Object> change() {
        return Map.of("fan.speed", 50);
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("fan.speed", 101, "fan.limit", 3);
    }

    @Override
    public String place() {
        return "settings of cxl@simulated";
    }
}
