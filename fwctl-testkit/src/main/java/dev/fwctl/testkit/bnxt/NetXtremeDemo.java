// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import dev.fwctl.testkit.demo.DemoDevices;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** The demonstration's Broadcom card: two PCI functions, {@code eth4} and {@code eth5}, over one firmware. */
public final class NetXtremeDemo implements DemoDevices {
    private static final int BROADCOM = 0x14e4;
    private static final int BCM57608 = 0x1760;

    /** For {@link java.util.ServiceLoader}. */
    public NetXtremeDemo() {}

    @Override
    public void plugInto(SimulatedKernel kernel) {
        BnxtFirmware firmware = BnxtFirmware.create();
        for (int function = 0; function < 2; function++) {
            kernel.plug(
                    Placement.pci("0000:3b:00." + function, BROADCOM, BCM57608).withNetDevices("eth" + (4 + function)),
                    BnxtDriver.of(firmware, function));
        }
    }
}
