// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import dev.fwctl.Fwctl;
import dev.fwctl.testkit.contract.ContractRule;
import dev.fwctl.testkit.contract.SettingsContract;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The contract of settings on Loom, which other tests make wrong in one respect. */
public class LoomSettingsContractTest implements SettingsContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final LoomModule module = new LoomModule(wrong());

    public LoomSettingsContractTest() {
        kernel.plug(Placement.pci("0000:07:00.0", 0x1234, 0x5678), new LoomFirmware().driver());
    }

    /** In which respect the module is wrong. */
    protected @Nullable ContractRule wrong() {
        return null;
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Override
    public Fwctl fwctl() {
        return kernel.fwctl().withModules(List.of(module));
    }

    @Override
    public String device() {
        return "0000:07:00.0";
    }

    @Override
    public Map<String, Object> change() {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("LANES", 8);
        change.put("LABEL", "shed");
        change.put("SEED", 7);
        return change;
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("LANES", 99, "MODE", "QUICK");
    }

    @Override
    public String place() {
        return "";
    }
}
