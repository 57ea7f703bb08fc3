// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.Progress;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.feature.EcsControl;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.feature.FeatureField;
import dev.fwctl.cxl.feature.MemorySparing;
import dev.fwctl.cxl.feature.PatrolScrub;
import dev.fwctl.cxl.feature.PostPackageRepair;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.testkit.contract.EntryPointsContract;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Whatever is handed to this module that makes no sense is refused by name, on every way in. */
class CxlEntryPointsTest implements EntryPointsContract {
    private final SimulatedKernel kernel = Demo.kernel();
    private final FwctlDevice device =
            kernel.fwctl().withPolicy(AccessPolicy.debug()).open("mem0");
    private final CxlMemdev memdev = CxlMemdev.open(kernel.fwctl(), "mem0");

    @AfterEach
    void close() {
        memdev.close();
        device.close();
        kernel.close();
    }

    @Override
    public Class<?> inModule() {
        return CxlDevice.class;
    }

    @Override
    public List<Object> instances() {
        CxlDevice cxl = CxlDevice.of(device);
        List<Object> all = new ArrayList<>(List.of(
                kernel.fwctl(),
                device,
                device.node(),
                cxl,
                memdev,
                FeatureCodecs.standard(),
                cxl.read(PatrolScrub.CODEC),
                PatrolScrub.CODEC,
                cxl.read(EcsControl.CODEC),
                cxl.read(MemorySparing.ROW_CODEC),
                cxl.read(PostPackageRepair.SOFT_CODEC)));
        all.addAll(cxl.features());
        all.addAll(memdev.logs());
        all.addAll(memdev.kernelCommands());
        all.addAll(memdev.access(AccessPolicy.readOnly()));
        all.add(new RpcCall(device.node(), "cxl.set-feature", 0x0502, RpcScope.CONFIGURATION));
        all.add(BitField.le(0, 0, 8));
        all.add(FeatureField.of("a", SettingKind.INTEGER, BitField.le(0, 0, 8)));
        all.add(EnumValues.of(Map.of("A", 1L)));
        all.add(Progress.NONE);
        all.add(memdev.identify());
        all.add(memdev.commandEffects());
        all.addAll(memdev.commandEffects().entries());
        return all;
    }

    @Override
    public Map<String, Object> arguments() {
        return Map.of("name", "mem0");
    }

    @Override
    public String place() {
        return "";
    }
}
