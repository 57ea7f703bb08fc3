// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.pds;

import dev.fwctl.testkit.demo.DemoDevices;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** The demonstration's Pensando device, with the operations of the lab's model: a product's own are not public. */
public final class PensandoDemo implements DemoDevices {
    private static final int PENSANDO = 0x1dd8;
    private static final int CORE_FUNCTION = 0x100c;

    /** For {@link java.util.ServiceLoader}. */
    public PensandoDemo() {}

    @Override
    public void plugInto(SimulatedKernel kernel) {
        kernel.plug(Placement.pci("0000:b5:00.0", PENSANDO, CORE_FUNCTION), PdsDriver.of(PdsFirmware.lab()));
    }
}
