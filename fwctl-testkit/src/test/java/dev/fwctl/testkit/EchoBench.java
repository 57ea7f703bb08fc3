// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.fault.FaultyDriver;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** A simulated kernel with one device that echoes, and faults to order. */
public final class EchoBench implements AutoCloseable {
    static final Placement PLACE =
            Placement.pci("0000:03:00.0", 0x1234, 0x5678).withNetDevices("eth2").withInfinibandDevices("acme_0");

    public final SimulatedKernel kernel = SimulatedKernel.create();
    public final FaultyDriver driver = FaultyDriver.around(
            SimulatedDriver.of("acme_fw", 5, (scope, request, outLength) -> Answer.of(request)), 42);
    final PluggedDevice plugged = kernel.plug(PLACE, driver);
    final Fwctl fwctl = kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));

    public FwctlDevice open() {
        return fwctl.open(plugged.name());
    }

    @Override
    public void close() {
        kernel.close();
    }
}
