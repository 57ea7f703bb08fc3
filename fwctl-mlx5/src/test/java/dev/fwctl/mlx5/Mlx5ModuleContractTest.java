// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;

/** The module keeps the rules of a vendor module, on a simulated ConnectX-7. */
class Mlx5ModuleContractTest extends Mlx5ModuleContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    Mlx5ModuleContractTest() {
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.connectX7()));
    }

    @Override
    protected Fwctl system() {
        return kernel.fwctl();
    }

    @Override
    protected FwctlNode node() {
        return kernel.fwctl().node("fwctl0");
    }

    @Override
    protected void shutDown() {
        kernel.close();
    }
}
