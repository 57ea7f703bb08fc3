// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.Fwctl;
import dev.fwctl.testkit.contract.SettingsContract;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The NV configuration keeps the contract of settings, on the modelled firmware. */
class NvSettingsContractTest implements SettingsContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    NvSettingsContractTest() {
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.connectX7()));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Override
    public Fwctl fwctl() {
        return kernel.fwctl();
    }

    @Override
    public String device() {
        return "0000:03:00.0";
    }

    @Override
    public Map<String, Object> change() {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("NUM_OF_VFS", 32);
        change.put("LINK_TYPE_P1", "IB");
        change.put("KEEP_ETH_LINK_UP_P1", false);
        return change;
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of("NUM_OF_VFS", 200, "LINK_TYPE_P1", "TOKEN_RING");
    }

    @Override
    public String place() {
        return "settings of mlx5@simulated";
    }
}
