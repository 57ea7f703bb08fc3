// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import org.junit.jupiter.api.AfterEach;

/** The module keeps the contract of all vendor modules, on the simulated device with the lab's operations. */
class PdsModuleContractTest extends PdsModuleContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    PdsModuleContractTest() {
        kernel.plug(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), PdsDriver.of(PdsFirmware.lab()));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Override
    protected Fwctl system() {
        return kernel.fwctl();
    }

    @Override
    protected FwctlNode node() {
        return kernel.fwctl().node("fwctl0");
    }
}
