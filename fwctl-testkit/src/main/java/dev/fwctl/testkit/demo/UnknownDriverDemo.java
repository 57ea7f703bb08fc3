// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.demo;

import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** The demonstration's device of a driver that no module serves: it answers each request with the request. */
public final class UnknownDriverDemo implements DemoDevices {
    /** A number of an out-of-tree driver's own choosing: several of them took this one. */
    private static final int SOME_DEVICE_TYPE = 5;

    /** For {@link java.util.ServiceLoader}. */
    public UnknownDriverDemo() {}

    @Override
    public void plugInto(SimulatedKernel kernel) {
        kernel.plug(
                Placement.pci("0000:05:00.0", 0x1234, 0x5678),
                SimulatedDriver.of("acme_fw", SOME_DEVICE_TYPE, (scope, request, outLength) -> Answer.of(request)));
    }
}
