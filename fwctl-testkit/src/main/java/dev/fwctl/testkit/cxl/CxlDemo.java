// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import dev.fwctl.testkit.demo.DemoDevices;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/**
 * The demonstration's CXL devices: {@code mem0} with the standard Features, fourteen of a vendor's, and a vendor debug
 * log; {@code mem1} with a vendor Feature alone.
 */
public final class CxlDemo implements DemoDevices {
    /** For {@link java.util.ServiceLoader}. */
    public CxlDemo() {}

    @Override
    public void plugInto(SimulatedKernel kernel) {
        kernel.plug(
                CxlDriver.place("mem0", "0000:35:00.0", 0xc0ffee0123456789L),
                CxlDriver.of(CxlFirmware.demonstration()));
        kernel.plug(CxlDriver.place("mem1", "0000:36:00.0", 0x2a), CxlDriver.of(CxlFirmware.mock()));
    }
}
